"""A piece of evidence: the passage with the deciding words marked, who says it and when, and whose words they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rag.answer.said_by import publisher_of, wording_words
from rag.text.place_words import place_words
from rag.text.punctuation import colon
from rag.types import BREAK, Answer, Audit, AuditMark, Citation, Claim, Passage, Source, Span, Status, Verdict
from rag.wording import Wording, as_said, wording, wording_of
from ui.reasons import audit_line, reason_words
from ui.seed_words import is_seed
from ui.web.badges import icon, slug, when, who
from ui.web.nodes import Child, Html, el, join
from ui.words import status_word, word

AROUND = 260  # characters shown on either side of the deciding words
NO_GLOSSES: Mapping[str, str] = MappingProxyType({})
_NUMBER = re.compile(r"\s*\[(\d+)\]")
_FAULTS = (Audit.DIFFERS, Audit.NOT_FOUND)


def mark(citation: Citation, source: Source, language: str, label: str = "") -> Html:
    """The button [n] that opens the source at the cited words."""
    said = as_said(source, citation)
    told = f"{word('mark', language, number=citation.number)}{colon(language)}{who(said)}, {when(said, language)}"
    name = f"{told}. {word('in_context', language)}"
    return opener(source.id, citation.span, label or str(citation.number), {"class": "or-mark", "aria-label": name})


def opener(source_id: str, span: Span, content: Child, attributes: Mapping[str, str]) -> Html:
    """A button that opens the panel at ``span`` of a source."""
    where = {"type": "button", "data-source": source_id, "data-start": str(span.start), "data-end": str(span.end)}
    return el("button", {**where, **attributes}, content)


def piece(
    citation: Citation,
    verdict: Verdict | None,
    sources: Mapping[str, Source],
    answer: Answer,
    value: str = "",
    glosses: Mapping[str, str] = NO_GLOSSES,
) -> Html:
    """One item: a line of attribution, what is wrong with it where something is, the passage. ``verdict`` of a quoted sentence;
    ``value``: what decides in it."""
    source, language = sources.get(citation.source_id), answer.language
    if source is None:
        return el("li", {"class": "or-piece"}, citation.quote, el("span", {"class": "or-dead"}, f"[{citation.number}]"))
    said = passage(citation, source, value)
    struck = verdict is not None and verdict.status.struck
    return el(
        "li",
        {"class": "or-piece"},
        by_line(citation, source, language),
        exception(verdict, language) if verdict is not None and not is_seed(source) else None,
        el(
            "blockquote",
            {"class": "or-passage", "dir": "auto", "lang": source.language},
            el("s", {}, said) if struck else said,
        ),
        gloss(citation.quote, answer, glosses),
        fault(citation, language),
    )


def gloss(quote: str, answer: Answer, glosses: Mapping[str, str]) -> Html | None:
    """What a quote says in the reader's language, and that a model translated it; nothing where it was not."""
    if not (told := glosses.get(quote)):
        return None
    by = el("span", {"class": "or-whose"}, word("translated", answer.language))
    return el("p", {"class": "or-gloss", "dir": "auto", "lang": answer.language}, told, " ", by)


def passage(citation: Citation, source: Source, value: str = "") -> Html:
    """The words in their passage, marked where there is more around them, or the ``value`` in them; between quotation marks only a
    source's own."""
    before, found, after = citation.quote.partition(value) if value else ("", "", "")
    said = join(before, el("mark", {}, found), after) if found else _around(citation)
    return join("“", said, "”") if wording_of(citation, source) is Wording.VERBATIM else said


def _around(citation: Citation) -> Html:
    around = citation.context
    if around is None or around.span.of(around.text) == around.text.strip():
        return join(citation.quote)
    text, span = around.text, around.span
    before, after = text[: span.start], text[span.end :]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    flat = (part.replace(BREAK, "\n") for part in (before, span.of(text), after))
    left, middle, right = flat
    return join(left, el("mark", {}, middle), right)


def by_line(citation: Citation, source: Source, language: str) -> Html:
    """The mark, who says it, when and where, and whose words these are."""
    said = as_said(source, citation)
    told = [publisher_of(said, language), when(said, language), place_words(citation.locator, language)]
    return el(
        "p",
        {"class": "or-by"},
        mark(citation, source, language),
        el("cite", {}, " · ".join(part for part in told if part)),
        " ",
        whose(source, citation.basis, language),
    )


def whose(source: Source, basis: str, language: str) -> Html:
    """Whose words a passage has: the source's, our summary's, or those of the article under examination."""
    if is_seed(source):
        return el(
            "span",
            {"class": "or-whose or-whose-seed", "title": word("seed_says", language)},
            word("seed_words", language),
        )
    kind = wording(source, basis)
    title = None if kind is Wording.VERBATIM else word("summary_is", language)
    return el(
        "span",
        {"class": f"or-whose or-whose-{slug(kind)}", "title": title},
        wording_words(kind, language),
    )


def exception(verdict: Verdict, language: str) -> Html | None:
    """What a reader must know of a sentence that is not plainly borne out; nothing where all is well."""
    if verdict.status in (Status.SUPPORTED, Status.ARTICLE):
        return None
    reason = reason_words(verdict, language)
    name = icon("cross" if verdict.status.struck else "question"), status_word(verdict.status, language)
    return el(
        "p",
        {"class": f"or-exception or-exception-{slug(verdict.status)}"},
        el("strong", {}, name),
        el("span", {}, el("bdi", {}, reason)) if reason else None,
    )


def fault(citation: Citation, language: str) -> Html | None:
    """What the fetched original says against our summary; nothing where it bears it out or was not fetched."""
    return audit_note(citation.audit, language) if citation.audit and citation.audit.status in _FAULTS else None


def audit_note(found: AuditMark | None, language: str, number: int | None = None) -> Html | None:
    """What the fetched original says to our summary; nothing when that is not known."""
    if found is None:
        return None
    before = f"[{number}] " if number is not None else ""
    return el(
        "p", {"class": f"or-audit or-audit-{slug(found.status)}"}, before, el("bdi", {}, audit_line(found, language))
    )


def with_marks(claim: Claim, sources: Mapping[str, Source], language: str) -> Html:
    """A model's sentence with its [n] as buttons; a number that it does not cite stays text, and a citation without one comes last."""
    citations = {c.number: c for c in reversed(claim.citations)}
    parts: list[Html | str] = []
    placed: set[int] = set()
    at = 0

    def button(number: int) -> Html:
        source = sources.get(citations[number].source_id)
        dead = el("span", {"class": "or-dead"}, f"[{number}]")
        return mark(citations[number], source, language) if source is not None else dead

    for found in _NUMBER.finditer(claim.text):
        number = int(found[1])
        if number in citations:
            parts += [claim.text[at : found.start()], button(number)]
            placed.add(number)
            at = found.end()
    parts.append(claim.text[at:])
    parts += [button(number) for number in citations if number not in placed]
    return join(parts)


def cited(verdicts: Sequence[Verdict]) -> list[tuple[Citation, Verdict]]:
    """Each cited stretch once, in the order of the answer, with the sentence that cites it first."""
    found: dict[tuple[str, Span], tuple[Citation, Verdict]] = {}
    for verdict in verdicts:
        for citation in verdict.claim.citations:
            found.setdefault((citation.source_id, citation.span), (citation, verdict))
    return list(found.values())


def near(passage: Passage, sources: Mapping[str, Source], language: str, opens: bool = True) -> Html:
    """A passage that came close to a question without an answer, as one large button; none where it ``opens`` nothing."""
    source = sources.get(passage.source_id)
    if source is None:
        return el("p", {"class": "or-near"}, passage.text)
    said = as_said(source, passage)
    place = [who(said), when(said, language), place_words(passage.locator, language)]
    content = join(
        el(
            "span", {"class": "or-near-text", "dir": "auto", "lang": source.language}, passage.text.replace(BREAK, "\n")
        ),
        el(
            "span",
            {"class": "or-near-head"},
            " · ".join(part for part in place if part),
            " ",
            whose(source, passage.basis, language),
        ),
    )
    if not opens:
        return el("div", {"class": "or-near"}, content)
    return opener(source.id, passage.span, content, {"class": "or-near"})
