"""Passages of a source as a person would read them: whole paragraphs, items and rows, or runs of them, under their headings.

Each is an exact span of the stored text. A heading goes with what it is over, a list with what announces it, the name
of a group of rows with its rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.ingest.clean import CJK
from rag.sources import BREAK, GROUP, HEADING, ITEM, UNDER, Block, Kind, Passage, SourceText, Span
from rag.text.sentences import sentences, stripped

WORDS = 150  # of a passage: some 200 tokens
_SPARE = 1.25  # a paragraph so much longer stays whole, and so does a run with a short last one
_TINY = 25  # words; a run or a last piece below this goes with the one before it where it can
_LONGEST_LEAD = 40  # words of what announces a list and stands over the rest of it
_NUMBERED = re.compile(r"(.*?)(\d+)(?:-(\d+))?")
_PAGE = re.compile(r"p\. \d+(-\d+)?")
_CJK_WORD = 1.7  # characters of a Chinese or Japanese word, on average
_LONG_TOKEN = 30  # characters; from there on a run without blanks is counted as several words of six
_WIDE = CJK + "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20"  # with the punctuation that goes with them
_WIDE_ONE = re.compile(f"[{_WIDE}]")
_ATOM = re.compile(rf"\s+|[{_WIDE}]|[^\s{_WIDE}]{{1,{_LONG_TOKEN}}}")
_CLAUSE_END = re.compile(r"[,;:—–，；：、][\"'”’]?$")


def split(source: SourceText, max_words: int = WORDS) -> list[Passage]:
    """Passages in order, without overlap; all that is not white space in a block lies in exactly one.

    A fact is one passage under its own id, a paragraph of a seed is one passage with the headings before it. No blocks give no passages.
    """
    passages: list[Passage] = []
    lead = ""  # what announced the list that is going on
    for run in _joined(_runs(source, max_words), source, max_words):
        first = run[0]
        span = Span(first.span.start, run[-1].span.end)
        said = [block for block in run if block.form != HEADING]
        if not said and passages and not first.id:
            passages[-1] = _longer(passages[-1], span.end, source)
            continue
        path = UNDER.join(filter(None, (first.path, lead if first.form == ITEM else "")))
        locator = _joint_locator([block.locator for block in said or run]) or first.locator
        whole = first.id or source.source.kind is Kind.SEED or words(span.of(source.text)) <= _SPARE * max_words
        for piece in [span] if whole else pieces(source, span, max_words, _SPARE):
            text = piece.of(source.text)
            if text.strip():
                name = first.id or f"{source.source.id}:{piece.start}-{piece.end}"
                over = path if piece.start == span.start else (said or run)[0].path
                passages.append(
                    Passage(
                        name,
                        source.source.id,
                        text,
                        piece,
                        locator,
                        first.basis,
                        over,
                        first.dated,
                        first.by,
                        _forms(run, piece, source.text),
                    )
                )
        lead = _lead(run, lead, source)
    return passages


def _forms(run: Sequence[Block], piece: Span, text: str) -> str:
    """A letter for each block of ``piece`` and for each paragraph within a block."""
    parts = (
        (b, Span(max(b.span.start, piece.start), min(b.span.end, piece.end))) for b in run if b.span.overlaps(piece)
    )
    return "".join((b.form[:1] or "-") * (1 + own.of(text).count(BREAK)) for b, own in parts)


def _runs(source: SourceText, max_words: int) -> list[list[Block]]:
    """Blocks that make a passage together, headings first."""
    runs: list[list[Block]] = []
    for block in source.blocks:
        if runs and _goes_on(runs[-1], block, source, max_words):
            runs[-1].append(block)
        else:
            along = _taken_along(runs[-1], block, source) if runs else []
            if along:
                del runs[-1][-len(along) :]
            runs.append([*along, block])
    return runs


def _goes_on(run: Sequence[Block], block: Block, source: SourceText, max_words: int) -> bool:
    said = [b.locator for b in run if b.form != HEADING]
    if block.id or run[0].id or block.basis != run[0].basis:
        return False
    if not said:
        return True
    if block.form == HEADING or source.source.kind is not Kind.DOCUMENT:
        return False
    return _joint_locator([*said, block.locator]) is not None and _size([*run, block], source) <= max_words


def _taken_along(run: Sequence[Block], block: Block, source: SourceText) -> Sequence[Block]:
    """What at the end of ``run`` goes with ``block``: the line that announces its list, the name of its group; not all there is."""
    if block.form == HEADING or block.id or source.source.kind is not Kind.DOCUMENT:
        return []
    at, following = len(run), block
    while at and (
        run[at - 1].form == GROUP or (following.form == ITEM != run[at - 1].form and _announces(run[at - 1], source))
    ):
        at -= 1
        following = run[at]
    return run[at:] if any(b.form != HEADING for b in run[:at]) else []


def _announces(block: Block, source: SourceText) -> bool:
    return block.form != HEADING and block.span.of(source.text).rstrip().endswith((":", "："))


def _joined(runs: Sequence[list[Block]], source: SourceText, max_words: int) -> list[list[Block]]:
    """``runs``, each that is too short to stand alone in one with what stands before it in its section."""
    joined: list[list[Block]] = []
    for run in runs:
        before = joined[-1] if joined else []
        both = [*before, *run]
        places = [b.locator for b in both if b.form != HEADING]
        if (
            before
            and source.source.kind is Kind.DOCUMENT
            and not any(b.id for b in both)
            and run[0].form != HEADING
            and (run[0].path, run[0].basis) == (before[-1].path, before[-1].basis)
            and _size(run, source) < _TINY
            and _size(both, source) <= _SPARE * max_words
            and _joint_locator(places) is not None
        ):
            joined[-1] = both
        else:
            joined.append(run)
    return joined


def _lead(run: Sequence[Block], lead: str, source: SourceText) -> str:
    """What announces the list that ``run`` ends with; ``lead`` where that began before it; "" without either."""
    if run[-1].form != ITEM:
        return ""
    over = next((b for b in reversed(run) if b.form != ITEM), None)
    if over is None:
        return lead
    said = over.span.of(source.text)
    return said if _announces(over, source) and words(said) <= _LONGEST_LEAD else ""


def _longer(passage: Passage, end: int, source: SourceText) -> Passage:
    """``passage`` with the heading behind it, under which nothing stands."""
    span = Span(passage.span.start, end)
    name = f"{source.source.id}:{span.start}-{span.end}" if ":" in passage.id else passage.id
    return replace(passage, id=name, text=span.of(source.text), span=span, forms=passage.forms + HEADING[0])


def _size(blocks: Sequence[Block], source: SourceText) -> float:
    return sum(words(block.span.of(source.text)) for block in blocks)


def _joint_locator(locators: Sequence[str]) -> str | None:
    """One place for neighbours: "para 3-5", the page they share, or None when they do not belong together, as the rows around
    an empty one, which "row 3-5" would count among them."""
    first = locators[0]
    if all(locator == first for locator in locators):
        return first
    if _PAGE.fullmatch(first):
        return None  # a quote is cited to its page
    numbered = [found for locator in locators if (found := _NUMBERED.fullmatch(locator))]
    if len(numbered) < len(locators) or any(found[1] != numbered[0][1] for found in numbered):
        return None
    start, end = numbered[0], numbered[-1]
    if any(int(later[2]) - int(found[3] or found[2]) > 1 for found, later in pairwise(numbered)):
        return None
    return f"{start[1]}{start[2]}-{end[3] or end[2]}"


def words(text: str) -> float:
    """How many words ``text`` has; Chinese and Japanese characters count 1/1.7 each."""
    rest, wide = (text, 0) if text.isascii() else _WIDE_ONE.subn(" ", text)
    return wide / _CJK_WORD + sum(1 if len(token) < _LONG_TOKEN else len(token) / 6 for token in rest.split())


def pieces(source: SourceText, span: Span, max_words: int, spare: float) -> list[Span]:
    """Runs of whole sentences under ``span`` of up to ``max_words``; a longer sentence stands alone, one of over twice that is cut.

    A short last run stays with the one before it as far as ``spare`` allows.
    """
    found: list[Span] = []
    sizes: list[float] = []
    for sentence in _sentences(source, span, max_words):
        count = words(sentence.of(source.text))
        if found and sizes[-1] + count <= max_words:
            found[-1] = Span(found[-1].start, sentence.end)
            sizes[-1] += count
        else:
            found.append(sentence)
            sizes.append(count)
    if len(found) > 1 and sizes[-1] < _TINY and sizes[-2] + sizes[-1] <= spare * max_words:
        found[-2:] = [Span(found[-2].start, found[-1].end)]
    return found


def _sentences(source: SourceText, span: Span, max_words: int) -> Iterator[Span]:
    """The sentences under ``span`` in places of the source, the overlong ones in parts."""
    for sentence in sentences(span.of(source.text), source.source.language):
        placed = sentence.shifted(span.start)
        text = placed.of(source.text)
        if words(text) <= 2 * max_words:
            yield placed
        else:
            yield from (part.shifted(placed.start) for part in _cut(text, max_words))


def _cut(text: str, max_words: int) -> Iterator[Span]:
    """Parts of one overlong sentence: cut behind a clause, else at white space, else between characters."""
    atoms = list(_ATOM.finditer(text))
    first, at, total = 0, 0, 0.0
    clause = blank = 0  # the atoms before which the part may end
    while at < len(atoms):
        total += words(atoms[at][0])
        if total > max_words and at > first:
            half = (first + at) // 2  # a clause end nearer the start would make crumbs
            end = clause if clause > half else blank if blank > first else at
            yield from stripped(text, atoms[first].start(), atoms[end].start())
            first = at = end
            total = 0.0
            continue
        if atoms[at][0].isspace():
            blank = at
        at += 1
        if _CLAUSE_END.search(atoms[at - 1][0]) and at < len(atoms):
            clause = at
    yield from stripped(text, atoms[first].start(), len(text))
