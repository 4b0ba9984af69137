"""The quotes of an answer: of each passage the one to three sentences that decide, chosen by the judge and by the question's words in them."""

from collections.abc import Sequence

import numpy as np

from rag.answer.shown import ROOM, ROOM_BEHIND, around
from rag.answer.writing import Pick
from rag.case.places import packed
from rag.models.calibration import calibration
from rag.models.judge import ANSWERS, SILENT
from rag.retrieve.search import Found, Search, odds
from rag.sources import Passage, Span
from rag.text.sentences import leads_on, sentences
from rag.text.tokens import tokens

ALWAYS = 5  # passages that are quoted of an answer, whatever the judge makes of them
READ = 3  # first passages whose sentences the judge reads; of others the question's words tell
MOST = 3  # sentences of a quote
WHOLE = 300  # characters of a passage that is quoted whole
WORDS = 4.0  # log-odds that a sentence gains which has all of the question's words
SHORT = 40  # characters of what is no sentence of its own


def quotes(question: str, found: Found, search: Search, most: int) -> list[Pick]:
    """The quotes, best passage first, at most ``most``; none twice, nor what is shown around one before it already. Those that bear on the
    question less closely are marked."""
    least = calibration().quote
    spoken = 1.0 - found.shares[:, SILENT] if len(found.shares) else np.zeros(0)
    near = [(n, hit) for n, hit in enumerate(found.read) if n < ALWAYS or spoken[n] >= least]
    picks: list[Pick] = []
    shown: list[tuple[str, Span, str]] = []  # source, where, and the words
    for place, (n, hit) in enumerate(near[:most]):
        source_id, span = hit.passage.source_id, deciding(question, hit.passage, search, read=place < READ)
        context = around(source_id, span, search.index, ROOM_BEHIND if picks else ROOM)
        words = " ".join(context.text.casefold().split())
        if any(words == other or (source_id == of and stretch.has(span)) for of, stretch, other in shown):
            continue
        shown.append((source_id, context.stretch(span), words))
        picks.append(Pick(hit.passage, span, further=place > 0 and bool(spoken[n] < least)))
    return sorted(picks, key=lambda pick: pick.further)


def deciding(question: str, passage: Passage, search: Search, read: bool = True) -> Span:
    """The sentences of ``passage`` that answer ``question`` best, one to three in a row, in characters of its source.

    ``read``: the judge reads each; else only the question's words tell. A short passage is quoted whole.
    """
    language = search.index.sources[passage.source_id].language
    spans = pieces(passage, language)
    if (len(passage.text) <= WHOLE and not packed(passage)) or len(spans) < 2:
        return passage.span
    shares = judged(question, passage, spans, search) if read else None
    own = covered(question, [span.of(passage.text) for span in spans], language, search)
    scores = WORDS * own + (odds(shares[:, SILENT]) if shares is not None else 0.0)
    best = int(np.argmax(scores))
    first = last = best
    if shares is not None and not packed(passage):
        first, last = _widened(best, shares[:, ANSWERS], spans)
    return Span(spans[first].start, spans[last].end).shifted(passage.span.start)


def pieces(passage: Passage, language: str) -> list[Span]:
    """The rows or the sentences of a passage, in characters of its text; what leads on to the next is one with it."""
    if packed(passage):
        return [block for block in passage.blocks() if block.of(passage.text).strip()]
    found: list[Span] = []
    for span in sentences(passage.text, language):
        before = found[-1] if found else None
        if before and (leads_on(before.of(passage.text)) or before.end - before.start < SHORT):
            found[-1] = Span(before.start, span.end)
        else:
            found.append(span)
    return found


def judged(
    question: str, passage: Passage, spans: Sequence[Span], search: Search
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """What the judge makes of each stretch under its source's heading."""
    return search.read(question, [passage.part(span.shifted(passage.span.start)) for span in spans])


def covered(
    question: str, texts: Sequence[str], language: str, search: Search
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The share of the question's terms that each text has, weighed by how rare they are."""
    lexical = search.candidates.lexical
    asked = {term: lexical.idf(term) for term in search.candidates.terms(question) if term in lexical}
    whole = sum(asked.values()) or 1.0
    have = [set(tokens(text, language[:2])) for text in texts]
    return np.array([sum(weight for term, weight in asked.items() if term in own) / whole for own in have])


def _widened(
    best: int, answers: np.ndarray[tuple[int], np.dtype[np.float64]], spans: Sequence[Span]
) -> tuple[int, int]:
    """The best sentence with those beside it that answer, too: at most MOST, and no more than is shown."""
    least, first, last = calibration().beside, best, best
    while last - first + 1 < MOST:
        beside = [n for n in (first - 1, last + 1) if 0 <= n < len(spans) and answers[n] >= least]
        sides = [n for n in beside if spans[max(n, last)].end - spans[min(n, first)].start <= ROOM_BEHIND]
        if not sides:
            break
        nearest = max(sides, key=lambda n: answers[n])
        first, last = min(first, nearest), max(last, nearest)
    return first, last
