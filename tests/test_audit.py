"""Records against their originals: what is stored, when it is no longer shown, and what each face says of it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_cli import run
from test_web_view import SOURCES, TEXT, answered, cite, verdict

from rag.ask import answer
from rag.assemble import Parts
from rag.case import read_case
from rag.case.audited import NAME, AuditMarks, read_audit
from rag.case.record import read_record
from rag.errors import StoreError, UsageError
from rag.renew import audit
from rag.settings import Settings
from rag.sources import Audit, AuditMark, Source
from rag.types import Status
from rag.wire import from_json, to_json
from tests.files import pdf
from ui.answer_text import show_answer
from ui.web.card import card
from ui.web.panel import source_panel

pytestmark = pytest.mark.usefixtures("by_words")

SURVEY = (
    ("Structural survey of the Mill Bridge, Ashcombe", None, "14 October 2019", None,
     "Zoë Martínez and Tom Okafor, Lenn County Engineers' Office", None,
     "The Mill Bridge crosses the River Lenn in Ashcombe on three stone arches."),
    ("The Mill Bridge is 49 metres long and 6.2 metres wide.", None, "It was opened to traffic in the year 1887."),
    ("Cracks of up to eleven millimetres in width were found in the middle arch.", None,
     "There was no movement in the two outer arches."),
    ("A weight limit of 3 tonnes is recommended until the middle arch is repaired.",),
    ("The cost of repair lies between $1.2 million and $1.5 million.",),
)  # fmt: skip
STATEMENT = """<html><head><title>Statement of the mayor</title></head><body><article><h1>Statement of the mayor</h1>
<p>Safety had left the council no choice but to close the bridge, Mayor Ines Calder said in a statement this morning.</p>
<p>The mayor promised a free bus across the diversion from 1 April 2020, paid for by the town and by the county.</p>
<p>The town would pay 60 percent of the repair and the county the rest, the mayor said to the council that evening.</p>
</article></body></html>"""


@pytest.fixture
def originals(settings: Settings) -> dict[str, Path]:
    folder = settings.data_dir / "originals"
    folder.mkdir(parents=True)
    (folder / "survey-2019.pdf").write_bytes(pdf(SURVEY))
    (folder / "mayor-2020.html").write_text(STATEMENT, encoding="utf-8")
    return {"survey-2019": folder / "survey-2019.pdf", "mayor-2020": folder / "mayor-2020.html"}


def source(settings: Settings, source_id: str) -> Source:
    return next(read_record(e.path).source for e in read_case(settings.home).entries if e.source.id == source_id)


def test_each_fact_of_the_small_case_against_a_pdf_and_a_web_page(
    settings: Settings, originals: dict[str, Path]
) -> None:
    report = audit(settings, originals)
    found = {f.id: (str(f.status), f.locator) for s in report.sources for f in s.facts}
    assert found == {
        "survey-2019-f01": ("confirmed", "p. 1"),  # date and both names stand in neighbouring lines
        "survey-2019-f02": ("confirmed", "p. 1"),
        "survey-2019-f03": ("differs", "p. 2"),  # 48 metres against 49
        "survey-2019-f04": ("confirmed", "p. 2"),
        "survey-2019-f05": ("not found", "p. 3"),  # in other words, which the still judge of these tests cannot tell
        "survey-2019-f06": ("confirmed", "p. 3"),
        "survey-2019-f07": ("confirmed", "p. 4"),
        "survey-2019-f08": ("confirmed", "p. 5"),
        "survey-2019-f09": ("not checked", ""),  # computed
        "mayor-2020-f01": ("confirmed", "section 'Statement of the mayor', para 1"),
        "mayor-2020-f02": ("confirmed", "section 'Statement of the mayor', para 2"),
        "mayor-2020-f03": ("differs", "section 'Statement of the mayor', para 3"),  # 40 percent against 60
        "mayor-2020-f04": ("not found", "section 'Statement of the mayor', para 1"),  # with the nearest sentence
    }
    assert not report.holds


def test_result_is_stored_and_a_later_audit_of_one_source_keeps_the_others(
    settings: Settings, originals: dict[str, Path]
) -> None:
    audit(settings, originals)
    audit(settings, originals, ["mayor-2020"])
    assert [s.source_id for s in read_audit(settings.data_dir).sources] == ["survey-2019", "mayor-2020"]
    assert [p.name for p in settings.data_dir.glob("*audit*")] == [NAME]


def test_unknown_source_is_an_error_and_one_never_fetched_is_left_out(
    settings: Settings, originals: dict[str, Path]
) -> None:
    with pytest.raises(UsageError, match="'nowhere' is no record"):
        audit(settings, originals, ["nowhere"])
    assert audit(settings, originals, ["faro-2021"]).sources == ()
    assert not (settings.data_dir / NAME).exists()


def test_original_that_cannot_be_read_leaves_every_fact_unchecked_and_does_not_hold(settings: Settings) -> None:
    broken = settings.data_dir / "survey.pdf"
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_bytes(b"%PDF-1.4 cut off")
    report = audit(settings, {"survey-2019": broken})
    assert {f.status for f in report.sources[0].facts} == {Audit.NOT_CHECKED}
    assert "broken PDF" in report.sources[0].problem
    assert not report.holds


def marks(settings: Settings) -> AuditMark | None:
    return AuditMarks(settings.data_dir).mark(source(settings, "survey-2019"), "survey-2019-f03", "p. 2, table 1")


def test_mark_is_given_while_record_and_original_are_what_was_compared(
    settings: Settings, originals: dict[str, Path]
) -> None:
    assert marks(settings) is None
    audit(settings, originals)
    found = marks(settings)
    assert found is not None
    assert (found.status, found.locator) == (Audit.DIFFERS, "p. 2")
    assert found.sentence == "The Mill Bridge is 49 metres long and 6.2 metres wide."


@pytest.mark.parametrize("stale", ["original", "record", "locator", "gone", "damaged"])
def test_stale_result_is_never_shown(settings: Settings, originals: dict[str, Path], stale: str) -> None:
    audit(settings, originals)
    own, locator = source(settings, "survey-2019"), "p. 2, table 1"
    known = AuditMarks(settings.data_dir)
    assert known.mark(own, "survey-2019-f03", locator)
    if stale == "original":
        originals["survey-2019"].write_bytes(pdf(SURVEY[:4]))
    elif stale == "record":
        own = Source("survey-2019", "", sha256="0" * 64)
    elif stale == "locator":
        locator = "p. 3"
    elif stale == "gone":
        originals["survey-2019"].unlink()
    else:
        (settings.data_dir / NAME).write_text("{")
    assert known.mark(own, "survey-2019-f03", locator) is None


def test_damaged_result_is_named_when_it_is_asked_for(settings: Settings, originals: dict[str, Path]) -> None:
    (settings.data_dir / NAME).write_text('{"version": 2}')
    with pytest.raises(StoreError, match="damaged or of another version"):
        read_audit(settings.data_dir)
    assert audit(settings, originals).sources  # and written anew by the next audit
    assert read_audit(settings.data_dir).sources


def test_answer_carries_the_mark_through_json_and_terminal(
    parts: Parts, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "survey.pdf"
    file.write_bytes(pdf(SURVEY))
    data = parts.settings.data_dir
    try:
        audit(parts.settings, {"survey-2019": file})
        reply = answer("How long is the Mill Bridge?", parts)
        told = json.loads(to_json(reply, parts.index.sources))
        citation = next(
            c for claim in told["claims"] for c in claim["citations"] if c["passage_id"] == "survey-2019-f03"
        )
        assert citation["audit"]["status"] == "differs"
        assert [v.claim.citations for v in from_json(json.dumps(told)).verdicts] == [
            v.claim.citations for v in reply.verdicts
        ]
        show_answer(reply, parts.index.sources)
        shown = " ".join(capsys.readouterr().out.split())
        assert "Differs from the original, p. 2: “The Mill Bridge is 49 metres long" in shown
    finally:
        (data / NAME).unlink(missing_ok=True)
    assert all(
        c.audit is None for v in answer("How long is the Mill Bridge?", parts).verdicts for c in v.claim.citations
    )


def test_chat_shows_the_mark_beside_sentence_and_source_and_escapes_the_originals_words(tmp_path: Path) -> None:
    mark = AuditMark(Audit.DIFFERS, "p. 3", "<script>alert(1)</script>", "49 & 48")
    said = verdict(f"Survey: “{TEXT[:29]}” [1]", Status.SUPPORTED, replace(cite(), audit=mark))
    page = card(answered(said), SOURCES, "1")
    assert "or-audit-differs" in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "or-audit" not in card(answered(verdict("A [1]", Status.SUPPORTED, cite())), SOURCES, "1")
    assert "or-audit" not in source_panel(SOURCES["survey"], TEXT, None, [], "en", AuditMarks(tmp_path))


def stand_in(monkeypatch: pytest.MonkeyPatch, files: Mapping[str, Path], problems: tuple[str, ...] = ()) -> None:
    """What the module of the fetched originals would say of ``files``."""
    sound = {i: SimpleNamespace(path=lambda data, file=file: file) for i, file in files.items()}
    found = SimpleNamespace(sound=sound, problems=problems)
    monkeypatch.setattr("ui.commands.audit.read_originals", lambda data, of: found)


def test_command_says_what_is_not_confirmed_and_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path, originals: dict[str, Path]
) -> None:
    stand_in(monkeypatch, originals)
    assert run(monkeypatch, "--case", tiny, "audit") == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "survey-2019-f03 differs: the claim has “48 metres” where the source has “49 metres”" in shown
    assert "original, p. 2: “The Mill Bridge is 49 metres long and 6.2 metres wide.”" in shown
    assert "survey-2019: 1 not checked (our arithmetic: the original does not state it)" in shown
    assert run(monkeypatch, "--case", tiny, "audit", "mayor-2020", "--json") == 1
    assert [s["source_id"] for s in json.loads(capsys.readouterr().out)["sources"]] == ["mayor-2020"]


def test_exit_code_is_1_when_an_original_may_not_be_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tiny: Path, tmp_path: Path
) -> None:
    own = tmp_path / "mayor.txt"
    record = read_record(tiny / "corpus" / "records" / "mayor-2020.md")
    own.write_text(record.text, encoding="utf-8")
    stand_in(monkeypatch, {"mayor-2020": own})
    assert run(monkeypatch, "--case", tiny, "audit") == 0
    stand_in(monkeypatch, {"mayor-2020": own}, ("the original of survey-2019 is missing",))
    assert run(monkeypatch, "--case", tiny, "audit") == 1
    assert "survey-2019 is missing" in capsys.readouterr().err
    stand_in(monkeypatch, {}, ("the original of survey-2019 is missing",))
    assert run(monkeypatch, "--case", tiny, "audit", "survey-2019") == 1
    assert "has been fetched" not in capsys.readouterr().out
