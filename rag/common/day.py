"""A day, a month or a year as a person writes it on the command line."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def read_day(given: str) -> list[int]:
    """Year, month and day of ``2024-01-31``, as many as are given; empty for what is none or stands in no calendar."""
    match = _ISO.fullmatch(given)
    if match is None:
        return []
    parts = [int(part) for part in match.groups() if part]
    year, month, day = [*parts, 1, 1][:3]
    try:
        date(year, month, day)
    except ValueError:
        return []
    return parts
