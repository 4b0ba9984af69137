"""Only a source's own words stand between quotation marks, in every face; each words' day and speaker are their own."""

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from rag.answer.said_by import said_by
from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.case.record import read_record
from rag.settings import load_settings
from rag.sources import Citation, Kind, Source, Span
from rag.types import Answer
from rag.verify.references import quoted_parts, told_plainly
from rag.wire import from_json, to_json
from rag.wording import Wording, as_said, marked, wording, wording_of
from tests.serving import LENGTH
from ui import answer_text, terminal
from ui.api.plain import pieces
from ui.web.plain import as_text

RECORD = Source("mayor", "Statement", "Office of the Mayor", published="2020-03-10", kind=Kind.RECORD)
LEAFLET = Source("leaflet", "Leaflet", "Society")
ARTICLE = Source("article", "Article", kind=Kind.SEED)


@pytest.mark.parametrize(
    ("source", "basis", "whose"),
    [
        (LEAFLET, "", Wording.VERBATIM),
        (ARTICLE, "", Wording.VERBATIM),
        (RECORD, "read", Wording.SUMMARY),
        (RECORD, "computed", Wording.SUMMARY),
        (RECORD, "second-hand", Wording.REPORT),
    ],
)
def test_a_document_is_quoted_and_a_fact_of_ours_is_told(source: Source, basis: str, whose: Wording) -> None:
    assert wording(source, basis) is whose
    assert (marked("It is long.", source) == "“It is long.”") is (whose is Wording.VERBATIM)
    assert (str(whose) in said_by(source, "", basis=basis)) is (whose is not Wording.VERBATIM)


def printed(reply: Answer, sources: dict[str, Source]) -> str:
    screen = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terminal, "out", Console(file=screen, width=500, highlight=False))
        answer_text.show_answer(reply, sources, whole=True)
    return screen.getvalue()


FACES: dict[str, Callable[[Answer, dict[str, Source]], str]] = {
    "the answer itself": lambda reply, sources: reply.text,
    "terminal": printed,
    "copy": lambda reply, sources: as_text(reply, sources, reply.question),
    "API and MCP": lambda reply, sources: "".join(pieces(reply, sources)),
}


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("question", [LENGTH, "What did mending the Mill Bridge cost?"])
def test_no_summary_stands_between_quotation_marks(parts: Parts, face: str, question: str) -> None:
    sources = parts.index.sources
    reply = answer(question, parts)
    cited = [c for claim in reply.claims for c in claim.citations]
    cited += [side for one in reply.conflicts for side in (one.lower, one.higher)]
    ours = [c.quote for c in cited if wording_of(c, sources[c.source_id]) is not Wording.VERBATIM]
    assert ours, "this would test nothing"
    text = FACES[face](reply, sources)
    between = " ".join(part.of(text) for part in quoted_parts(text))
    assert [quote for quote in ours if quote in between] == []


def test_a_model_that_quotes_our_summary_loses_the_marks(parts: Parts) -> None:
    fact = next(p for p in parts.index.passages if p.basis)
    leaflet = next(p for p in parts.index.passages if not p.basis)
    text = f"“{fact.text}” [1] and “{leaflet.text}” [2]"
    assert told_plainly(text, [fact]) == f"{fact.text} [1] and “{leaflet.text}” [2]"


def test_day_and_speaker_of_the_words_come_before_those_of_the_source() -> None:
    later = Citation(1, "mayor-f07", "mayor", "x", Span(0, 1), dated="2021-04-08", by="The bridge master")
    undated = replace(later, dated="")
    assert said_by(as_said(RECORD, later), "", basis="read") == "The bridge master, 8 Apr 2021 (our summary)"
    assert said_by(as_said(RECORD, undated), "", basis="read") == "The bridge master (our summary)"
    assert as_said(RECORD, replace(later, dated="", by="")) is RECORD


def test_a_facts_own_day_reaches_the_answer_and_its_file(tiny: Path) -> None:
    file = tiny / "corpus" / "records" / "survey-2019.md"
    told = file.read_text().replace(
        "locator: p. 2, table 1", "locator: p. 2, table 1 | dated: 2020-07-01 | by: The surveyor"
    )
    file.write_text(told)
    assert any(block.dated == "2020-07-01" for block in read_record(file).blocks)
    manifest = tiny / "corpus" / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text().splitlines()]
    for line in lines:
        if line["id"] == "survey-2019":
            line["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines))
    parts = open_parts(load_settings(case=tiny))
    reply = answer(LENGTH, parts)
    assert "The surveyor, 1 Jul 2020, p. 2, table 1 (our summary): " in reply.text
    again = from_json(to_json(reply, parts.index.sources))
    assert [(c.dated, c.by, c.basis) for claim in again.claims for c in claim.citations] == [
        (c.dated, c.by, c.basis) for claim in reply.claims for c in claim.citations
    ]
