"""The claim ledger: the seed's own words, the facts that decide, the status by code, and every form it is shown in."""

import json
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient
from test_cli import run

from rag.assemble import Parts
from rag.case import read_case
from rag.errors import UsageError
from rag.ingest.load import load_file
from rag.lists.ledger import NO_LEDGER, Ledger, make_ledger, open_ledger
from rag.renew import audit
from rag.settings import Settings, load_settings
from ui.web.beside import (
    article_page,
    as_document,
    follow_ledger,
    ledger_page,
    marks_of,
    mount_pages,
)
from ui.web.panel import About, header
from ui.words import basis_word, finding_word, ledger_word

pytestmark = pytest.mark.usefixtures("by_words")

ROOT = Path(__file__).parents[1]
HOSTILE = (
    '<script>alert(1)</script> <img src=x onerror="alert(1)"> [click](javascript:alert(1)) ![x](http://e.example/x.png)'
    " # **bold** `code` | cell | http://e.example &lt; \u202egnp"
)

CLAIMED = About(("The article",), ("contradicted",) * 7)


def test_small_case_by_code_and_by_its_editor(settings: Settings) -> None:
    found = {e.id: (e.status, e.basis, e.computed) for e in open_ledger(settings).entries}
    no_figure = "the claim has no figure or date to compare"
    assert found == {
        "c01": ("contradicted", "computed", "the claim has “84 metres” where the source has “48 metres”"),
        "c02": ("supported", "computed", "its figures and dates stand in survey-2019-f02"),
        "c03": (
            "contradicted", "computed", "the claim has “12 March 2020” where the source has “2 March 2020”",
        ),
        "c04": ("supported", "editor", no_figure),
        "c05": ("partly supported", "editor", no_figure),
        "c06": ("opinion", "opinion", "an opinion: no fact decides it"),
        "c07": ("not addressed", "editor", no_figure),
    }  # fmt: skip


def changed_status(tiny: Path, claim_id: str, status: str) -> Settings:
    file = tiny / "corpus" / "claims.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    lines = [line | {"status": status} if line["id"] == claim_id else line for line in lines]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return load_settings(case=tiny)


def test_status_that_the_figures_do_not_bear_is_shown_with_what_code_says(tiny: Path) -> None:
    ledger = open_ledger(changed_status(tiny, "c01", "supported"), "c01")
    assert (ledger.entries[0].status, ledger.entries[0].basis) == ("supported", "code disagrees")
    told = "contradicted: the claim has “84 metres” where the source has “48 metres”"
    assert ledger.entries[0].computed == told
    assert told in as_document(ledger)


def test_opinions_of_the_shipped_case_are_decided_by_no_fact() -> None:
    entries = make_ledger(read_case(ROOT)).entries
    assert {e.id for e in entries if e.status == "opinion"} == {e.id for e in entries if e.basis == "opinion"}


@pytest.mark.parametrize("home", [ROOT, ROOT / "tests" / "data" / "tiny_corpus"])
def test_seed_words_are_the_seed_letter_for_letter_at_the_editors_paragraph(home: Path) -> None:
    case = read_case(home)
    seed = next(load_file(e.path) for e in case.entries if e.source.kind == "seed")
    for claim, entry in zip(case.ledger, make_ledger(case).entries, strict=True):
        assert entry.seed
        for said in entry.seed:
            assert seed.text[said.start : said.end] == said.text
            assert said.locator in claim.seed_locators


def test_one_claim_or_one_status_can_be_asked_for_and_a_wrong_one_names_the_right_ones(settings: Settings) -> None:
    assert [e.id for e in open_ledger(settings, "c03").entries] == ["c03"]
    assert [e.id for e in open_ledger(settings, status="contradicted").entries] == ["c01", "c03"]
    with pytest.raises(UsageError, match=r"no claim 'c99'\. The ledger has c01 to c07"):
        open_ledger(settings, "c99")
    with pytest.raises(UsageError, match="status 'true' is none of"):
        open_ledger(settings, status="true")


def test_fact_bears_what_its_audited_original_says(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "survey.txt"
    file.write_text("The Mill Bridge is 48 metres long and 6.2 metres wide in all.", encoding="utf-8")
    audit(settings, {"survey-2019": file})
    fact = open_ledger(settings, "c01").entries[0].facts[0]
    assert fact.audit is not None
    assert (fact.audit.status, fact.audit.sentence) == ("confirmed", file.read_text(encoding="utf-8"))
    assert "Confirmed in the original" in as_document(open_ledger(settings, "c01"))


# --- forms ----------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Tags, links and text of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.handlers: list[str] = []
        self.feed(str(markup))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name in ("src", "style")]

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile(settings: Settings) -> Ledger:
    """The ledger with a text in every field that would act if it could."""
    told = open_ledger(settings).model_dump(mode="json")
    for entry in told["entries"]:
        entry |= {"claim": HOSTILE, "reason": HOSTILE, "attributed_to": HOSTILE, "evidence_leans": HOSTILE}
        entry["computed"] = HOSTILE
        for said in entry["seed"]:
            said |= {"text": HOSTILE, "locator": HOSTILE}
        for fact in entry["facts"]:
            fact |= {"text": HOSTILE, "publisher": HOSTILE, "locator": HOSTILE, "url": "javascript:alert(1)"}
            fact["audit"] = {"status": "differs", "locator": HOSTILE, "sentence": HOSTILE, "reason": HOSTILE}
        for source in entry["would_decide"]:
            source["title"] = HOSTILE
    told["seeds"] = [HOSTILE]
    return Ledger.model_validate_json(json.dumps(told))


@pytest.mark.parametrize("shape", [ledger_page, as_document])
def test_hostile_text_stays_text_on_the_page(settings: Settings, shape: object) -> None:
    page = Page(shape(hostile(settings)))  # type: ignore[operator]
    assert page.tags.isdisjoint({"script", "img", "iframe", "form"})
    assert page.handlers == []
    assert [link for link in page.links if not link.startswith(("#", "./", "http://", "https://"))] == []
    assert "javascript:alert(1)" in page.text  # as words
    assert "[U+202E]" in page.text


def test_json_fits_its_schema_and_comes_back_the_same(settings: Settings) -> None:
    ledger = open_ledger(settings)
    told = ledger.model_dump_json()
    jsonschema.validate(json.loads(told), Ledger.model_json_schema(mode="serialization"))
    assert Ledger.model_validate_json(told) == ledger


def test_document_needs_nothing_from_elsewhere(settings: Settings) -> None:
    document = as_document(open_ledger(settings))
    assert "<link" not in document
    assert "@import" not in document
    assert "url(" not in document


@pytest.mark.parametrize("language", ["es", "zh"])
def test_page_speaks_the_readers_language(settings: Settings, language: str) -> None:
    page = Page(ledger_page(open_ledger(settings), language))
    told = (ledger_word("title", language), ledger_word("decides", language), finding_word("opinion", language))
    for words in (*told, basis_word("editor", language)):
        assert words in page.text


def test_chat_serves_the_page_and_links_it(parts: Parts) -> None:
    from starlette.applications import Starlette

    app = Starlette()
    mount_pages(app, lambda: parts, follow_ledger(parts.settings), lambda: None)
    served = TestClient(app).get("/ledger", headers={"accept-language": "es-ES,es;q=0.9"})
    assert (served.status_code, served.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Las afirmaciones del artículo" in served.text
    assert TestClient(app).post("/ledger").status_code == 405
    article = TestClient(app).get("/article").text
    assert '<mark class="or-said or-found-contradicted">' in article
    assert 'href="./ledger?language=en#c01"' in article
    assert 'href="./ledger?language=en"' in header("en", CLAIMED)
    assert "ledger" not in header("en", About())


def test_case_without_a_ledger_says_how_to_have_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path
) -> None:
    (tiny / "corpus" / "claims.jsonl").unlink()
    for record in (tiny / "corpus" / "records").glob("*.md"):  # records may not name claims that are not there
        words = record.read_text(encoding="utf-8")
        kept = [line for line in words.split("\n") if not line.startswith(("bears_on", "- c0"))]
        record.write_text("\n".join(kept), encoding="utf-8")
    manifest = tiny / "corpus" / "manifest.jsonl"
    manifest.unlink()
    assert run(monkeypatch, "--case", tiny, "ledger") == 2
    assert capsys.readouterr().err == f"onrecord: {NO_LEDGER}\n"
    assert "This case has no ledger" in ledger_page(None)


def test_command_prints_one_claim_in_full_and_all_in_a_line_each(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path
) -> None:
    assert run(monkeypatch, "--case", tiny, "ledger", "c01") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "contradicted (computed from the facts: the claim has “84 metres” where the source has “48 metres”)" in shown
    assert "article, para 1: “The old Mill Bridge in Ashcombe, which is 84 metres long" in shown
    assert "The Mill Bridge is 48 metres long and 6.2 metres wide. (survey-2019-f03)" in shown
    run(monkeypatch, "--case", tiny, "ledger")
    shown = " ".join(capsys.readouterr().out.split())
    assert "7 claims: 2 contradicted, 1 partly supported, 2 supported, 1 not addressed, 1 opinion; 3 computed" in shown
    run(monkeypatch, "--case", tiny, "ledger", "--json")
    assert len(Ledger.model_validate_json(capsys.readouterr().out).entries) == 7


def test_command_writes_a_file_in_the_format_of_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path, tmp_path: Path
) -> None:
    starts = {"l.html": "<!doctype html>", "l.json": "{"}
    for name, start in starts.items():
        assert run(monkeypatch, "--case", tiny, "ledger", "--out", tmp_path / name) == 0
        assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(start)
    run(monkeypatch, "--case", tiny, "ledger", "--json")
    assert capsys.readouterr().out == (tmp_path / "l.json").read_text(encoding="utf-8")
    assert run(monkeypatch, "--case", tiny, "ledger", "--out", tmp_path / "l.pdf") == 2
    assert "ends in none of .html, .json" in capsys.readouterr().err
    assert not (tmp_path / "l.pdf").exists()


def test_article_marks_each_sentence_once_with_all_its_claims(parts: Parts) -> None:
    ledger = open_ledger(parts.settings)
    text = parts.index.source_text("seed")
    marks = marks_of(ledger, "seed", text)
    assert all(end <= start for (_, end, _), (start, _, _) in pairwise(marks))
    assert {e.id for _, _, entries in marks for e in entries} == {e.id for e in ledger.entries if e.seed}


def test_nothing_of_an_article_becomes_markup(parts: Parts) -> None:
    source = parts.index.sources["seed"]
    page = article_page(open_ledger(parts.settings), {"seed": (source, "<script>x</script> <img src=//a>")})
    assert "<script" not in page
    assert "<img" not in page
