"""What stands around the conversation: the bar at the top, what an empty conversation says, and the panel of a source."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rag.case.audited import AuditMarks
from rag.sources import Kind, Passage, Source, Span
from rag.text.place_words import place_words
from ui.web.html import Html, part, when
from ui.words import word

# Gradio's own words, which follow the browser's language and not the page's.
_ITS_WORDS = ("Retry", "Undo", "Like", "Dislike", "Toggle Sidebar", "chatbot conversation")
_TOLD = ("lost", "not_in", "too_many", "wait", "conversations", "delete")  # said by the script
T = TypeVar("T")
AROUND = 6000  # characters shown before and after the span: a long report would be slow to draw and to scroll


@dataclass(frozen=True, slots=True)
class About:
    """What a case is about: the titles of the articles it examines, and an editor's findings on their claims."""

    articles: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    disputes: int = 0
    own: bool = False  # documents can be given to it here
    name: str = ""  # of a case of the owner's, as the folder is called


def header(language: str, about: About, signed_in: bool = False) -> Html:
    """The bar, with what the page's script says; ``signed_in``: with the way out."""
    its = {f"its-{name.lower().replace(' ', '-')}": f"its_{name.lower().replace(' ', '_')}" for name in _ITS_WORDS}
    keys = its | {key.replace("_", "-"): key for key in _TOLD}
    told = {name: word(key, language, seconds="{}") for name, key in keys.items()}
    pages = [("article", 0)] if about.articles and about.findings else []
    pages += [("ledger", len(about.findings))] if about.findings else []
    pages += [("disputes", about.disputes)] if about.disputes else []
    return part("chat.header", language, about, [*pages, ("brief", 0)], told, signed_in)


def welcome(language: str, count: int, about: About) -> Html:
    """What an empty conversation says of a case with ``count`` texts: in one line, as Gradio reads what is around it as Markdown."""
    found = Counter(about.findings)
    shown = part("chat.welcome", language, about, count, found["contradicted"], found["partly supported"])
    return Html(" ").join(shown.split())


def source_panel(
    source: Source,
    text: str,
    span: Span | None,
    passages: Sequence[Passage],
    language: str,
    audit: AuditMarks | None = None,
) -> Html:
    """The source opened at ``span`` of its stored ``text``, at its beginning without one that is in it. ``passages`` are its own, in order; ``audit``
    knows what the fetched originals say to the facts of a record."""
    if span is not None and span.end > len(text):
        span = None
    here = next((p for p in passages if span and p.span.start <= span.start < p.span.end), None)
    window, marks = _window(text, span), [(span.start, span.end, True)] if span else []
    # A record's locators differ from fact to fact; those of a document stand in its own text or in the panel's head.
    labels = {p.span.start: place_words(p.locator, language) for p in passages} if source.kind is Kind.RECORD else {}
    return part(
        "chat.panel",
        language,
        source,
        here,
        _facts(source, here, language),
        audit.mark(source, here.id, here.locator) if audit and here else None,
        f"{span.start}-{span.end}" if span else "0",
        [(labels.get(at), pieces) for at, pieces in marked_lines(text, marks, *window)],
        window[0] > 0,
        window[1] < len(text),
    )


def _facts(source: Source, here: Passage | None, language: str) -> list[tuple[str, str]]:
    """What a source says of itself, under the keys of its words; the basis of a fact is in words where we have some."""
    basis = here.basis if here else ""
    known = basis in ("read", "second-hand", "computed")
    return [
        ("publisher", source.publisher),
        ("authors", "; ".join(source.authors)),
        ("published", when(source, language)),
        ("locator", place_words(here.locator, language) if here else ""),
        ("basis", word(f"basis_{basis}", language) if known else basis),
        ("read_how", source.note),
        ("licence", source.licence),
    ]


def _window(text: str, span: Span | None) -> tuple[int, int]:
    """The characters to show, from a line's start to a line's end where there is one near."""
    start = max(0, span.start - AROUND) if span else 0
    end = min(len(text), (span.end if span else AROUND) + AROUND)
    if span and start > 0:
        newline = text.find("\n", start, span.start)
        start = newline + 1 if newline >= 0 else start
    if end < len(text):
        newline = text.rfind("\n", span.end if span else 0, end)
        end = newline if newline > 0 else end
    return start, end


def marked_lines(
    text: str, marks: Sequence[tuple[int, int, T]], start: int = 0, stop: int | None = None
) -> Iterator[tuple[int, list[tuple[str, T | None, bool]]]]:
    """The lines of ``text`` that hold more than white space, each with its place and cut at the marks (start, end and what marks it; in order,
    never overlapping): the words of a piece, what marks them, and whether the mark ends with them."""
    for line in text[start:stop].split("\n"):
        begins, at, end = start, start, start + len(line)
        start = end + 1
        if not line.strip():
            continue
        pieces: list[tuple[str, T | None, bool]] = []
        for first, last, what in marks:
            left, right = max(first, at), min(last, end)
            if left < right:
                pieces += [(text[at:left], None, False), (text[left:right], what, last <= end)]
                at = right
        yield begins, [*pieces, (text[at:end], None, False)]
