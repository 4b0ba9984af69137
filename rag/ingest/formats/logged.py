"""Lines of a log: each begins with its date or its time of day ("2021-02-23 03:02 Pump started."), and the time is of nothing but its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_CLOCK = (
    r"(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d{1,6})?)?(?!\d)(?: ?[ap]\.?m\b\.?|Z|(?: ?(?:UTC|GMT|h)\b))?"
)
_FIGURES = r"(?:(?:1[5-9]|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:1[5-9]|20)?\d\d))(?![\d/-])"
_NAMED = (
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:\d{{1,2}}\.?(?: de)? {_MONTH}\b\.?|{_MONTH}\b\.? \d{{1,2}}\b,?)(?:,?(?: de)? (?:1[5-9]|20)\d\d\b)?"
    r"|(?:(?:1[5-9]|20)\d\d年)?\d{1,2}月\d{1,2}日"
)
_HOUR_ZH = r"\d{1,2}[时時点點]\d{1,2}分"
_TIME = rf"(?:{_CLOCK}|{_HOUR_ZH})"
# A clock time alone needs seconds, a colon or brackets: "3.15 The board finds" is a numbered paragraph.
_STAMP = re.compile(
    rf"\s*[\[(<]?(?:(?:{_FIGURES}|{_NAMED})(?:[T,;:\-–—]?\s*{_TIME})?|(?=[^.\s]*[:h时時点點]){_TIME})[\])>]?(?=\W|[㐀-鿿]|$)",
    re.IGNORECASE,
)
_LEAST = 3  # lines that begin with a time, from which a text is taken for a log


def is_entry(line: str) -> bool:
    """True for a line that begins with its date or its time and says something behind it."""
    found = _STAMP.match(line)
    return found is not None and any(map(str.isalpha, line[found.end() :]))


def entries(lines: Sequence[str]) -> list[int]:
    """The places in ``lines``, a block without blank lines, at which an entry of a log begins, each with the lines that go on with it; none
    where most lines are no entries."""
    found = [at for at, line in enumerate(lines) if is_entry(line)]
    told = sum(1 for line in lines if line.strip() and not line[0].isspace())
    return found if len(found) >= _LEAST and 2 * len(found) > told else []
