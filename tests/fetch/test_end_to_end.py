"""From the web to the answer: fetched, audited, indexed, cited with its page; a change is told and not taken."""

import hashlib
import shutil
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import open_parts
from rag.fetch.keep import State
from rag.renew import renew
from rag.sources import Kind
from tests.fetch.wild import Wild
from tests.test_originals_serve import PAGES, pdf
from ui.web.own import Own

TINY = Path(__file__).parents[1] / "data" / "tiny_corpus"
LENGTH = "How long is the Mill Bridge?"


@pytest.fixture
def bridge(wild: Wild) -> Wild:
    """The small case, its survey at an address that the hostile server serves."""
    shutil.copytree(TINY, wild.home)
    record = wild.home / "corpus" / "records" / "survey-2019.md"
    before = hashlib.sha256(record.read_bytes()).hexdigest()
    words = record.read_text(encoding="utf-8")
    record.write_text(
        words.replace("https://ashcombe.example/survey/full", "http://docs.test/survey"), encoding="utf-8"
    )
    manifest = wild.home / "corpus" / "manifest.jsonl"
    after = hashlib.sha256(record.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    wild.options |= {"embedder": "minilm"}
    return wild


def test_an_original_is_fetched_audited_and_cited_with_its_page(bridge: Wild) -> None:
    bridge.serve("/survey", pdf(PAGES), Content_Type="application/pdf")
    (outcome,) = bridge.fetch("survey-2019").outcomes
    assert outcome.state is State.FETCHED
    renew(bridge.settings)
    parts = open_parts(bridge.settings)
    assert parts.index.sources["survey-2019"].kind is Kind.DOCUMENT
    cited = [c for claim in answer(LENGTH, parts).claims for c in claim.citations if c.source_id == "survey-2019"]
    assert ("48 metres" in cited[0].quote, cited[0].locator) == (True, "p. 3")


def test_a_changed_original_is_told_and_the_one_on_record_goes_on_answering(bridge: Wild) -> None:
    bridge.serve("/survey", pdf(PAGES), Content_Type="application/pdf")
    bridge.fetch("survey-2019")
    before = renew(bridge.settings).snapshot.id
    bridge.serve("/survey", pdf((*PAGES[:2], PAGES[2].replace("48", "84"), PAGES[3])), Content_Type="application/pdf")
    (outcome,) = bridge.fetch("survey-2019").outcomes
    assert outcome.state is State.CHANGED
    assert renew(bridge.settings).snapshot.id == before
    bridge.accept("survey-2019")
    assert renew(bridge.settings).snapshot.id != before
    assert "84 metres" in answer(LENGTH, open_parts(bridge.settings)).text


def test_an_unreachable_original_leaves_the_record_answering(bridge: Wild) -> None:
    bridge.names.clear()
    assert bridge.fetch("survey-2019").outcomes[0].state is not State.FETCHED
    renew(bridge.settings)
    parts = open_parts(bridge.settings)
    assert parts.index.sources["survey-2019"].kind is Kind.RECORD
    assert "48 metres" in answer(LENGTH, parts).text


def test_one_press_gets_the_originals_and_says_what_it_could_not_get(bridge: Wild) -> None:
    bridge.serve("/survey", pdf(PAGES), Content_Type="application/pdf")
    told = Own(bridge.settings, lambda settings: "", bridge.network).originals("en", lambda *tick: None)
    assert "1 of" in told and "could not be had" in told
    assert "society-leaflet: " in told
    assert "survey-2019: " not in told
