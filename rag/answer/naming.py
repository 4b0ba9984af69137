"""Where a name stands: what the sources say of whom, or of what, a question asks by nothing but the name ("Who is Jian Zhang?")."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from rag.content import FRAME
from rag.sentences import sentences
from rag.store import Index
from rag.types import Hit, Passage, Sentence

MOST = 8  # passages that are shown
MOST_READ = 20_000  # passages that are looked through
_LONGEST = 6  # words of a name
_OPENS = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_SMALL = frozenset(["of", "the", "and", "for", "de", "la", "del", "von", "van", "der", "bin", "al"])
_INITIALS = re.compile(
    r"(?!(?:the|you|who|why|how|all|any|one|two|now|new|old)\b)[a-z]{3,6}"
)  # "npp", as people type it
_WORD = re.compile(r"[\w'’-]+")
_GOES_ON = re.compile(r"(?:He|She)\b")  # a fact about whom the one before it names


def naming(
    name: str, hits: Sequence[Hit], index: Index, only: Collection[str] = (), person: bool = False
) -> tuple[Hit, ...]:
    """The passages in which ``name`` stands as a name, those of ``hits`` first, each with the sentence that has it; none
    where it is an ordinary word. Two words may stand in either order, as Chinese names do. What goes on about a ``person``
    with "He" or "She" comes behind. All have one score, as they stand in order already.
    """
    bare = _OPENS.sub("", name.strip(" \"'“”"))
    pattern = _pattern(bare, person)
    if pattern is None:
        return ()
    found = [hit.passage for hit in hits] + [p for p in index.passages[:MOST_READ] if not only or p.source_id in only]
    told: dict[str, Hit] = {}
    for passage in found:
        if passage.id in told or not (mine := _sentences(passage, pattern, initials=bare.isalpha() and not person)):
            continue
        told[passage.id] = Hit(passage, 1.0, sentences=mine)
        if person:
            told |= {other.id: _whole(other) for other in _going_on(passage, index) if other.id not in told}
    if person and told:
        sources = {hit.passage.source_id for hit in told.values()}
        others = (p for p in found if p.source_id in sources and p.id not in told)
        told |= {p.id: Hit(p, 1.0, sentences=mine) for p in others if (mine := _by_one_word(p, name.lower().split()))}
    kept = list(told.values())[:MOST]
    return tuple(replace(hit, score=1.0 - place / 1000) for place, hit in enumerate(kept))


def _pattern(name: str, person: bool) -> re.Pattern[str] | None:
    """The name as it may stand; None for what is no name."""
    words = name.split()
    telling = any(map(str.isupper, name[1:])) or any(map(str.isdigit, name)) or _INITIALS.fullmatch(name)
    if not 0 < len(words) <= _LONGEST or (len(words) == 1 and not telling and not (person and len(name) > 1)):
        return None
    orders = [words, words[::-1]] if len(words) == 2 else [words]
    either = "|".join(r"\s+".join(map(re.escape, order)) for order in orders)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def _sentences(passage: Passage, pattern: re.Pattern[str], initials: bool) -> tuple[Sentence, ...]:
    """The sentences that have the name with its capitals; none where the passage has it as ordinary words. ``initials``: of one
    word without a digit only what is written in capitals throughout."""
    at = [
        m for m in pattern.finditer(passage.text) if all(map(_large, m[0].split())) and (not initials or m[0].isupper())
    ]
    found = [s for s in sentences(passage.text) if any(s.start <= m.start() < s.end for m in at)]
    return tuple(Sentence(span.shifted(passage.span.start), 1.0) for span in found)


def _by_one_word(passage: Passage, name: Sequence[str]) -> tuple[Sentence, ...]:
    """The sentences in which a word of ``name`` (in small letters) stands alone, as the last name does once the whole has been told."""
    found = []
    for span in sentences(passage.text):
        words = _WORD.findall(span.of(passage.text))
        for before, word, after in zip(["", "", *words], ["", *words], [*words, ""], strict=False):
            alone = not after[:1].isupper() and (not before[:1].isupper() or before.lower() in FRAME["en"])
            if len(name) > 1 and len(word) > 1 and word.lower() in name and word[0].isupper() and alone:
                found.append(Sentence(span.shifted(passage.span.start), 1.0))
                break
    return tuple(found)


def _large(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or any(map(str.isupper, word)) or word in _SMALL


def _going_on(passage: Passage, index: Index) -> list[Passage]:
    """The passages of the same source right behind one that go on with "He" or "She"."""
    found: list[Passage] = []
    for other in index.passages[index.row_of[passage.id] + 1 :]:
        if other.source_id != passage.source_id or not _GOES_ON.match(other.text):
            break
        found.append(other)
    return found


def _whole(passage: Passage) -> Hit:
    return Hit(
        passage, 1.0, sentences=tuple(Sentence(s.shifted(passage.span.start), 1.0) for s in sentences(passage.text))
    )
