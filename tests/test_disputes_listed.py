"""``onrecord disputes`` and the page /disputes: every matter on which the sources differ, each side in its own words."""

import json
import shlex
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient
from test_cli import run
from test_ledger import HOSTILE, Page

from rag.answer.said_by import wording_words
from rag.case import read_case
from rag.errors import CorpusError
from rag.ingest.load import load_file
from rag.lists.disputes import NO_DISPUTES, Disputes, make_disputes, open_disputes
from rag.renew import audit
from rag.settings import Settings, load_settings
from rag.wording import Wording
from tests.differing import CONTRACT, COST, FINAL, LONG, with_disputes
from tests.tram import edit, tram_case
from ui.web.beside import as_document, disputes_page, follow_disputes, follow_ledger, mount_pages
from ui.web.panel import About, header
from ui.words import ledger_word

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "docs" / "disputes.schema.json"


@pytest.fixture
def own(tiny: Path) -> Settings:
    """The small case with two disputes; nothing is built."""
    return load_settings(case=with_disputes(tiny))


# --- what is listed ---


def test_each_side_has_its_facts_and_the_article_is_told_apart(own: Settings) -> None:
    cost, long = open_disputes(own).entries
    assert [[fact.id for fact in side.facts] for side in cost.sides] == [[CONTRACT], [FINAL]]
    assert [side.of_article for side in (*cost.sides, *long.sides)] == [False, False, True, False]
    assert (cost.matter, cost.reason) == (COST["matter"], COST["reason"])


def test_words_of_the_article_stand_in_it_letter_for_letter(own: Settings) -> None:
    said = open_disputes(own, "d02").entries[0].sides[0].facts[0]
    seed = next(load_file(entry.path) for entry in read_case(own.home).entries if entry.source.kind == "seed")
    assert "84 metres" in said.text
    assert seed.text[said.start : said.end] == said.text
    assert (said.kind, said.locator) == ("document", "para 1")


def test_of_a_long_place_only_what_meets_the_matter_and_the_side_is_shown(tmp_path: Path) -> None:
    home = tram_case(tmp_path / "tram")
    sides = [
        {"says": "71 million euros", "fact_ids": ["report:section 'Money', para 1"]},
        {"says": "96 million euros", "fact_ids": ["article:para 1"]},
    ]
    with_disputes(home, {"id": "d01", "matter": "What the tram cost", "sides": sides, "reason": "R."})
    (fact,) = open_disputes(load_settings(case=home)).entries[0].sides[0].facts
    assert "71 million euros" in fact.text
    assert "law of 1998" not in fact.text


def test_document_that_cannot_be_read_is_named_on_its_side(tmp_path: Path) -> None:
    home = tram_case(tmp_path / "tram")
    edit(home, "noise.txt", (home / "corpus" / "noise.txt").read_text(encoding="utf-8"), " ")
    sides = [{"says": "quiet", "fact_ids": ["noise:para 1"]}, {"says": "loud", "fact_ids": ["article:para 1"]}]
    with_disputes(home, {"id": "d01", "matter": "How loud it is", "sides": sides, "reason": "R."})
    settings = load_settings(case=home)
    quiet = open_disputes(settings, about="noise").entries[0].sides[0]
    assert (quiet.facts, [source.id for source in quiet.unread]) == ((), ["noise"])
    assert "Cannot be read: " in Page(disputes_page(open_disputes(settings))).text


def test_place_that_is_none_is_told_with_its_line_and_side(own: Settings) -> None:
    sides = [LONG["sides"][1], {"says": "x", "fact_ids": ["seed:para 77"]}]  # type: ignore[index]
    with_disputes(own.home, COST, LONG | {"sides": sides})
    with pytest.raises(CorpusError, match=r"disputes\.jsonl line 2, field 'sides\.1\.fact_ids': .* names no passage"):
        open_disputes(own)


@pytest.mark.usefixtures("by_words")
def test_fact_bears_what_its_audited_original_says(own: Settings, tmp_path: Path) -> None:
    file = tmp_path / "survey.txt"
    file.write_text("The Mill Bridge is 48 metres long and 6.2 metres wide in all.", encoding="utf-8")
    audit(own, {"survey-2019": file})
    found = open_disputes(own, "d02")
    mark = found.entries[0].sides[1].facts[0].audit
    assert mark is not None and mark.status == "confirmed"
    assert "Confirmed in the original" in as_document(found)


def test_shipped_disputes_are_all_read() -> None:
    case = read_case(ROOT)
    found = make_disputes(case)
    assert len(found.entries) == len(case.disputes) > 0
    assert all(side.facts and not side.unread for entry in found.entries for side in entry.sides)


# --- the command ---


def test_only_those_with_a_source_on_a_side(own: Settings) -> None:
    assert [e.id for e in open_disputes(own, about="faro-2021").entries] == ["d01"]
    assert [e.id for e in open_disputes(own, about="seed").entries] == ["d02"]


def test_case_without_any_is_told_where_to_write_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path
) -> None:
    assert run(monkeypatch, "--case", tiny, "disputes") == 2
    assert capsys.readouterr().err == f"onrecord: {NO_DISPUTES}\n"
    assert "corpus/disputes.jsonl" in NO_DISPUTES and "\n" not in NO_DISPUTES


def test_command_prints_all_in_a_few_words_and_one_in_full(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own: Settings
) -> None:
    assert run(monkeypatch, "--case", own.home, "disputes") == 0
    shown = capsys.readouterr().out
    assert "d01" in shown and "- $1.34 million" in shown and "- 84 metres (the article)" in shown
    assert "2 disputes\n" in shown and "(survey-2019-f03)" not in shown
    (one,) = [line for line in shown.splitlines() if line.startswith("One in full: ")]
    assert run(monkeypatch, *shlex.split(one.removeprefix("One in full: onrecord "))) == 0
    full = " ".join(capsys.readouterr().out.split())
    assert f"An editor's judgement: {COST['reason']}" in full and f"({CONTRACT})" in full
    run(monkeypatch, "--case", own.home, "disputes", "d02")
    full = " ".join(capsys.readouterr().out.split())
    assert "84 metres · the article under examination is on this side" in full
    assert "The Mill Bridge is 48 metres long and 6.2 metres wide. (survey-2019-f03)" in full


def test_command_writes_a_file_in_the_format_of_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own: Settings, tmp_path: Path
) -> None:
    starts = {"d.html": "<!doctype html>", "d.json": "{"}
    for name, start in starts.items():
        assert run(monkeypatch, "--case", own.home, "disputes", "--out", tmp_path / name) == 0
        assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(start)
        assert "2 disputes in" in " ".join(capsys.readouterr().err.split())
    run(monkeypatch, "--case", own.home, "disputes", "--json")
    assert capsys.readouterr().out == (tmp_path / "d.json").read_text(encoding="utf-8")
    assert run(monkeypatch, "--case", own.home, "disputes", "--out", tmp_path / "d.pdf") == 2
    assert "ends in none of .html, .json" in capsys.readouterr().err


def test_json_fits_its_published_schema_and_comes_back_the_same(own: Settings) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert schema == Disputes.model_json_schema(mode="serialization")
    told = open_disputes(own).model_dump_json()
    jsonschema.validate(json.loads(told), schema)
    assert Disputes.model_validate_json(told) == open_disputes(own)


def test_document_is_quoted_and_a_record_is_called_ours(own: Settings) -> None:
    found = open_disputes(own, "d02")
    said, measured = (side.facts[0] for side in found.entries[0].sides)
    page = as_document(found)
    assert f"“{said.text}”</blockquote>" in page
    assert measured.text in page and f"“{measured.text}”" not in page
    assert wording_words(Wording.SUMMARY) in page and wording_words(Wording.VERBATIM) not in page


# --- the page ---


def hostile(settings: Settings) -> Disputes:
    """The disputes with a text in every field that would act if it could."""
    told = open_disputes(settings).model_dump(mode="json")
    for entry in told["entries"]:
        entry |= {"matter": HOSTILE, "reason": HOSTILE}
        for side in entry["sides"]:
            side |= {"says": HOSTILE, "unread": [{"id": "x", "title": HOSTILE}]}
            for fact in side["facts"]:
                fact |= {"text": HOSTILE, "publisher": HOSTILE, "locator": HOSTILE, "url": "javascript:alert(1)"}
                fact["audit"] = {"status": "differs", "locator": HOSTILE, "sentence": HOSTILE, "reason": HOSTILE}
    told["seeds"] = [HOSTILE]
    return Disputes.model_validate_json(json.dumps(told))


@pytest.mark.parametrize("shape", [disputes_page, as_document])
def test_hostile_text_stays_text_on_the_page(own: Settings, shape: object) -> None:
    page = Page(shape(hostile(own)))  # type: ignore[operator]
    assert page.tags.isdisjoint({"script", "img", "iframe", "form"})
    assert page.handlers == []
    assert [link for link in page.links if not link.startswith(("#", "./", "http://", "https://"))] == []
    assert "javascript:alert(1)" in page.text


def test_side_that_is_the_article_alone_is_marked_and_one_it_shares_says_so(own: Settings) -> None:
    shown = disputes_page(open_disputes(own, "d02"))
    assert shown.count("or-ledger-side-seed") == 1
    assert ledger_word("of_article") in shown and ledger_word("with_article") not in shown
    shared = {"says": "84 metres", "fact_ids": [CONTRACT, FINAL, "seed:para 1"]}
    with_disputes(own.home, LONG | {"sides": [shared, LONG["sides"][1]]})  # type: ignore[index]
    shown = disputes_page(open_disputes(own))
    assert ledger_word("with_article") in shown and "or-ledger-side-seed" not in shown
    side = shown[shown.index('<section class="or-ledger-side"') :]
    assert side.index("84 metres long") < side.index("<details")  # its words are not folded away with other sources'


def test_chat_serves_the_page_and_links_it_where_there_are_disputes(own: Settings) -> None:
    from starlette.applications import Starlette

    app = Starlette()
    parts: Any = SimpleNamespace(index=SimpleNamespace(disputes=True, glosses={}), settings=own)
    mount_pages(app, lambda: parts, follow_ledger(own), follow_disputes(own))
    client = TestClient(app, headers={"accept-language": "es"})
    served = client.get("/disputes")
    assert (served.status_code, served.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert ledger_word("differ", "es") in served.text and client.post("/disputes").status_code == 405
    assert 'href="./disputes?language=es"' in client.get("/ledger").text
    assert 'href="./ledger?language=es"' in served.text
    assert 'href="./disputes?language=en"' in header("en", About(disputes=2))
    assert "disputes" not in header("en", About())
