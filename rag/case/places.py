"""The names by which people call a passage: its id, or its source and place ("minutes:para 2", "rates:row 7"); and where quoted words
of one stand."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePath

from rag.sources import BREAK, Passage, Span

_RANGE = re.compile(r"([^:]+:(?:.*, )?(?:row|para|footnote|p\.) )(\d{1,9})-(\d{1,9})")
_COUNTED = re.compile(r"(.*?)(\d+)-(\d+)")
_LONGEST = 1000  # more rows or paragraphs than any passage holds
_KINDS = 4  # of places that a message lists
_PROPOSED = 3  # ids that a message proposes


def names(passage_id: str, source_id: str, locator: str) -> tuple[str, ...]:
    """All names of a passage: its id, its source and place, and each row or paragraph that lies there."""
    place = f"{source_id}:{locator}"
    return passage_id, place, *singly(place)


def singly(name: str) -> list[str]:
    """A place of several rows or paragraphs one by one: ``source:row 3``, ``source:row 4`` of ``source:row 3-4``; none for any other
    name."""
    found = _RANGE.fullmatch(name)
    first, last = (int(found[2]), int(found[3])) if found else (0, 0)
    return [f"{found[1]}{n}" for n in range(first, last + 1)] if found and first < last < first + _LONGEST else []


def place_names(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The name of each passage for a file that a person keeps: a fact's id, else source and place ("minutes:para 2"); its id where
    several lie in that place or it has none."""
    held = Counter((passage.source_id, passage.locator) for passage in passages)
    return tuple(
        f"{p.source_id}:{p.locator}" if ":" in p.id and p.locator and held[p.source_id, p.locator] == 1 else p.id
        for p in passages
    )


def by_name(passages: Sequence[Passage]) -> dict[str, list[int]]:
    """The rows of the passages that go by each name: a page or a long paragraph may hold several."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, passage in enumerate(passages):
        for name in names(passage.id, passage.source_id, passage.locator):
            rows[name].append(row)
    return dict(rows)


def source_of(name: str) -> str:
    """The source of which ``name`` names a place: "minutes" of "minutes:para 2"; empty for the id of a fact."""
    source_id, colon, place = name.partition(":")
    return source_id if colon and place else ""


def names_nothing(name: str, sources: Collection[str]) -> str:
    """What is wrong with a ``name`` that is no fact's id and of which no one of ``sources`` could have the place."""
    source_id = source_of(name)
    if source_id:
        return f"no source {source_id!r} in this case, named by {name!r}"
    if name in sources:
        return f"{name!r} is a source: name a place in it, as in '{name}:para 1'"
    return f"there is no fact {name!r}"


def no_such_place(name: str, locators: Iterable[str]) -> str:
    """What is wrong with a ``name`` that names nothing in its source, of which these are the places: what they are called, first to last
    of each kind, and the one that is nearest in spelling."""
    source_id, _, place = name.partition(":")
    known = list(dict.fromkeys(filter(None, locators)))
    kinds: dict[str, list[str]] = defaultdict(list)
    for locator in known:
        kinds[re.sub(r"\d+(?!.*\d)", "", locator)].append(locator)
    called = [kind[0] if len(kind) == 1 else f"{kind[0]} to {kind[-1]}" for kind in kinds.values()]
    more = f"; and {len(called) - _KINDS} more" if len(called) > _KINDS else ""
    told = (
        f"the places of {source_id!r} are called {'; '.join(called[:_KINDS])}{more}"
        if known
        else "it has no named places"
    )
    near = [one for one in get_close_matches(place, known, 1) if one not in told]
    return f"{name!r} names no passage: {told}" + (f"; the nearest is {near[0]}" if near else "")


def packed(passage: Passage) -> bool:
    """True when a passage holds several blocks: rows of a table, short paragraphs."""
    return BREAK in passage.text


def place_of(passage: Passage, span: Span) -> str:
    """The passage's place ("row 2-6"), narrowed to the blocks that ``span`` touches ("row 3") where they are counted."""
    counted = _COUNTED.fullmatch(passage.locator)
    if counted is None:
        return passage.locator
    first, last = int(counted[2]), int(counted[3])
    over = passage.text.count(BREAK) - (last - first)  # headings that it begins with
    if over < 0:
        return passage.locator
    before = max(0, passage.text[: span.start - passage.span.start].count(BREAK) - over)
    within = max(0, passage.text[: span.end - passage.span.start].count(BREAK) - over)
    ends = f"{first + before}" if within == before else f"{first + before}-{first + within}"
    return f"{counted[1]}{ends}"


def step_to(typed: str, sources: Mapping[str, tuple[str, str]]) -> str:
    """ "Did you mean 'minutes'?", or where the ids are listed; ``sources``: title and path of each by its id."""
    near = _near(typed, sources)
    return f"Did you mean {in_words(near, 'or')}?" if near else "'onrecord sources' lists the ids."


def in_words(ids: Collection[str], word: str = "and") -> str:
    """The ids as words: "'a', 'b' and 'c'"."""
    *some, last = [repr(one) for one in ids]
    return f"{', '.join(some)} {word} {last}" if some else last


def _near(typed: str, sources: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Ids that may be meant: by the id, the title or the file's name, or by a part of the id."""
    called: dict[str, str] = {}
    for source_id, (title, path) in sources.items():
        for name in (source_id, title, path, PurePath(path).name, PurePath(path).stem):
            called.setdefault(name.casefold(), source_id)
    low, last = typed.casefold(), PurePath(typed).name.casefold()
    near = [called[name] for name in (low, last) if name in called]
    if not near:
        near = [called[name] for name in get_close_matches(low, filter(None, called), _PROPOSED)]
        near += [source_id for source_id in sources if low in source_id.casefold()]
    return tuple(dict.fromkeys(near))[:_PROPOSED]
