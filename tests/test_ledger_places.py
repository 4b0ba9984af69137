"""``onrecord ledger`` of a case of documents: the words that decide, verbatim, with who says so, and never as a record of ours."""

from pathlib import Path

import pytest
from test_cli import run
from tram import edit, say, tram_case

from rag.errors import CorpusError
from rag.ingest.load import load_file
from rag.lists.ledger import LedgerEntry, open_ledger
from rag.settings import Settings, load_settings
from ui.web.beside import as_document

SCHEMA = Path(__file__).parents[1] / "docs" / "ledger.schema.json"
ROW = "2023 | 31,200 | 18"


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    """The case of documents; nothing is built, for the ledger is made from the files."""
    return load_settings(case=tram_case(tmp_path / "case"), embedder="minilm")


def entry(settings: Settings, claim_id: str) -> LedgerEntry:
    return open_ledger(settings, claim_id).entries[0]


def test_passage_is_shown_with_who_published_it_when_and_where(own: Settings) -> None:
    (fact,) = entry(own, "c03").facts
    assert (fact.kind, fact.basis, fact.record_sha256) == ("document", "", "")
    assert (fact.publisher, fact.published, str(fact.tier)) == ("Council of Tarn", "2016-10-12", "primary")
    assert (fact.id, fact.locator, fact.url) == ("minutes:para 2", "para 2", "https://tarn.example/minutes")
    assert fact.title == "Minutes of the council of Tarn, 12 October 2016"  # as the page calls itself


@pytest.mark.parametrize(("claim_id", "name"), [("c01", "report.md"), ("c02", "report.md"), ("c03", "minutes.html")])
def test_words_stand_in_the_document_letter_for_letter(own: Settings, claim_id: str, name: str) -> None:
    (fact,) = entry(own, claim_id).facts
    text = load_file(own.home / "corpus" / name).text
    assert text[fact.start : fact.end] == fact.text


def test_of_a_long_place_only_what_meets_the_claim_is_shown(own: Settings) -> None:
    (fact,) = entry(own, "c01").facts
    assert "71 million euros" in fact.text
    assert "law of 1998" not in fact.text


def test_code_holds_figures_and_dates_of_documents_against_the_claim(own: Settings) -> None:
    found = {e.id: (e.basis, e.computed) for e in open_ledger(own).entries}
    assert found["c01"] == ("computed", "the claim has “96 million euros” where the source has “71 million euros”")
    assert found["c06"] == ("computed", "its figures and dates stand in report:section 'Money', para 2")
    assert found["c05"] == ("opinion", "an opinion: no fact decides it")


def test_figure_tells_nothing_beside_the_words_of_another_sentence(own: Settings) -> None:
    edit(
        own.home,
        "minutes.html",
        "and asked for more buses instead",
        "in its final account. The library took 71 million euros",
    )
    say(own.home, "c01", fact_ids=["minutes:para 2"])
    assert entry(own, "c01").basis == "editor"


def test_another_figure_in_the_passage_that_bears_the_claim_is_of_something_else(own: Settings) -> None:
    edit(
        own.home,
        "minutes.html",
        "and asked for more buses instead",
        "and said so. The tram had 31 stops. The tram had 19 stops",
    )
    say(own.home, "c02", claim="The tram had 19 stops.", fact_ids=["minutes:para 2"], status="supported")
    assert entry(own, "c02").computed == "its figures and dates stand in minutes:para 2"


def test_place_that_is_none_is_told_with_its_line(own: Settings) -> None:
    say(own.home, "c03", fact_ids=["minutes:para 9"])
    with pytest.raises(CorpusError, match=r"claims\.jsonl line 3, field 'fact_ids': 'minutes:para 9' names no passage"):
        open_ledger(own)
    assert open_ledger(own, "c02").entries[0].facts  # another claim is shown all the same


def test_document_that_cannot_be_read_could_decide(own: Settings) -> None:
    edit(own.home, "noise.txt", (own.home / "corpus" / "noise.txt").read_text(encoding="utf-8"), " ")
    say(own.home, "c04", would_decide=[])
    found = entry(own, "c04")
    assert (found.facts, [source.id for source in found.would_decide]) == ((), ["noise"])


# --- forms ---


def test_document_is_quoted_on_the_page_and_never_called_our_record(own: Settings) -> None:
    ledger = open_ledger(own, "c03")
    words, page = ledger.entries[0].facts[0].text, as_document(ledger)
    assert f"“{words}”</blockquote>" in page and 'href="https://tarn.example/minutes"' in page
    assert "our record" not in page and "Council of Tarn" in page


def test_terminal_shows_the_words_with_source_place_and_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own: Settings
) -> None:
    assert run(monkeypatch, "--case", own.home, "ledger", "c03") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "primary · Council of Tarn, 12 Oct 2016, para 2" in shown
    assert "“The council approved the tram by 22 votes to 9. Councillor Ruth Adler spoke against it" in shown
    assert "(minutes:para 2) https://tarn.example/minutes" in shown
