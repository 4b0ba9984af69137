"""Whether two words are forms of one: their stems, and what the names of peoples end in."""

from __future__ import annotations

from functools import cache, lru_cache

from rag.text import is_cjk
from rag.word_tables import table


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its commonest English or Spanish endings; short words stay as they are."""
    if len(word) < 4 or is_cjk(word[0]):
        return word
    for ending, rest in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ures", ""),
        ("ure", ""),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
    ):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= (4 if "ure" in ending else 3)
            and not word.endswith(("ss", "us", "is"))
        ):
            word = word[: -len(ending)] + rest
            break
    if len(word) > 4 and word[-1] in "eaoy":
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word


_PEOPLE_ENDINGS = (
    "ese",
    "an",
    "ian",
    "ean",
    "ish",
    "n",
    "ns",
    "ans",
    "ians",
    "no",
    "na",
    "nos",
    "nas",
    "o",
    "os",
    "as",
)


@lru_cache(maxsize=65536)
def same_word(a: str, b: str) -> bool:
    """True when two folded words share their stem or a long beginning ("seized", "seizures"; "China", "Chinese")."""
    if a == b:
        return True
    if is_cjk(a[0]) or is_cjk(b[0]) or a[0] != b[0]:
        return False
    shared = beginning(a, b)
    if shared >= _ALIKE - 1 and look_alikes(a, b):
        return False
    if stem(a) == stem(b):
        return True
    rest_a, rest_b = a[shared:], b[shared:]
    if shared >= 5 and max(len(rest_a), len(rest_b)) <= 4:
        return True
    short, long = sorted((rest_a, rest_b), key=len)
    return shared >= 4 and short in {"", "a", "e", "o", "y"} and long in _PEOPLE_ENDINGS


_ALIKE = 5  # letters of the shortest beginning in the table


@lru_cache(maxsize=65536)
def look_alikes(a: str, b: str) -> bool:
    """True for two words of the table that begin alike and are not forms of one: "country" and "county"."""
    mine, theirs = _sides_of(a), _sides_of(b)
    return any(theirs.get(line, side) != side for line, side in mine.items())


@lru_cache(maxsize=8192)
def _sides_of(word: str) -> dict[int, int]:
    """The side of each line of the table on which a word stands."""
    whole, begun = _table()
    found = dict(whole.get(word, ()))
    for length in range(_ALIKE, len(word) + 1):
        for line, side in begun.get(word[:length], ()):
            found.setdefault(line, side)
    return found


_Places = dict[str, list[tuple[int, int]]]


@cache
def _table() -> tuple[_Places, _Places]:
    """The lines and sides of each whole word of the table, and of each beginning."""
    whole: _Places = {}
    begun: _Places = {}
    for number, line in enumerate(table("look_alikes.txt")):
        for side, told in enumerate(line.split("|")):
            for word in told.split():
                kept = begun if word.endswith("*") else whole
                kept.setdefault(word.rstrip("*"), []).append((number, side))
    return whole, begun


def beginning(a: str, b: str) -> int:
    """How many letters two words have in common from the first on."""
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    return shared
