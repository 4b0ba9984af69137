"""The days of a month in English words: "the twenty-second of July"."""

from __future__ import annotations

_ONES_WORDS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS_WORDS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ONES, _TEENS = _ONES_WORDS.split(), _TEENS_WORDS.split()
DAYS = {name: day for day, name in enumerate([*_ONES, *_TEENS], 1)}
DAYS |= {f"twenty{joint}{one}": 20 + n for joint in "- " for n, one in enumerate(_ONES, 1)}
DAYS |= {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}
DAY = "|".join(sorted(DAYS, key=len, reverse=True))
