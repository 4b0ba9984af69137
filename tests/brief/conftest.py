"""Briefs that the tests share, and one whose sources try everything that a format could act on."""

from dataclasses import replace

import pytest

from rag.assemble import Parts
from rag.brief import Brief, Scope, summarize
from rag.brief.types import About
from rag.sources import Span

EVIL = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) ![x](http://evil.example/p.png) "
    '$x^2$ #eval("1") *bold* _it_ `code` | cell | {{ 7*7 }} \\input{/etc/passwd} }, year={1} % # & ~ \u202egnp.exe ]]> --> '
    "</w:t> =cmd() www.evil.example"
)
EVIL_TITLE = "Title\nER  - \nTY  - BOOK\r\nTI  - Forged @book{x, title={y}} " + EVIL


@pytest.fixture(scope="session")
def tiny_brief(parts: Parts) -> Brief:
    """A brief on the small case."""
    return summarize(Scope(About.TOPIC, "the Mill Bridge, 2019-2021", sentences=20), parts)


@pytest.fixture(scope="session")
def case_brief(shipped: Parts) -> Brief:
    """A brief on the shipped case, shorter than a short one: the judge reads quotes pair by pair."""
    topic = "fentanyl from China, 2013-2021"
    return summarize(Scope(About.TOPIC, topic, sentences=7), shipped)


@pytest.fixture(scope="session")
def evil_brief(tiny_brief: Brief) -> Brief:
    """The same brief with a hostile title, heading, quote and source."""
    text = ""
    verdicts = []
    for n, verdict in enumerate(tiny_brief.verdicts):
        claim = verdict.claim
        cited = claim.citations[0]
        quote = f"{n} {EVIL}"
        words = f"Who: “{quote}” [{cited.number}]"
        start = len(text)
        text += words + "\n\n"
        citation = replace(cited, quote=quote, locator=EVIL)
        claim = replace(claim, text=words, span=Span(start, start + len(words)), citations=(citation,))
        verdicts.append(replace(verdict, claim=claim))
    sources = {
        i: replace(s, title=EVIL_TITLE, publisher=EVIL, authors=(EVIL,), note=EVIL, url="javascript:alert(1)")
        for i, s in tiny_brief.sources.items()
    }
    sections = tuple(replace(s, heading=EVIL) for s in tiny_brief.sections)
    return replace(
        tiny_brief, title=EVIL, text=text, verdicts=tuple(verdicts), notes=(), sections=sections, sources=sources,
        figures=tuple(replace(f, counted=EVIL) for f in tiny_brief.figures),
    )  # fmt: skip
