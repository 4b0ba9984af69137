"""A source is taken out of a case's files: its line goes, its file is kept, and whatever names it is told first."""

import json
from pathlib import Path

import pytest

from rag.case import read_case
from rag.case.add import add_document
from rag.case.remove import remove_documents
from rag.errors import CorpusError, UsageError
from tests.removing import LEAFLET, TINY, ask_of, folder_of, ids, listed, remove, sha256, tree


def test_line_goes_and_the_file_is_kept_with_what_was_said_of_it(tiny: Path) -> None:
    manifest = tiny / "corpus" / "manifest.jsonl"
    lines = manifest.read_bytes().splitlines()
    manifest.write_bytes(b"\xef\xbb\xbf" + lines[0] + b"\r\n\r\n" + lines[4] + b"\n" + b"\n".join(lines[1:4]))
    text, line = (tiny / "corpus" / f"{LEAFLET}.txt").read_bytes(), json.loads(lines[4])
    (gone,) = remove(tiny, LEAFLET)
    assert manifest.read_bytes() == b"\xef\xbb\xbf" + lines[0] + b"\r\n\r\n" + b"\n".join(lines[1:4])
    assert (gone.kept, (tiny / "removed" / gone.kept).read_bytes()) == (f"{LEAFLET}.txt", text)
    assert listed(tiny / "removed") == [line]
    assert ids(tiny) == [*TINY[:4], "seed"]
    assert read_case(tiny).problems == ()  # no file that nothing lists lies about


def test_with_the_last_source_gone_the_manifest_stays_so_that_no_other_file_counts(tmp_path: Path) -> None:
    home = folder_of(tmp_path / "case", wall="The wall is 212 metres long.")
    draft = tmp_path / "draft.txt"
    draft.write_text("Nobody meant this.", encoding="utf-8")
    add_document(home, draft)
    (home / "corpus" / "aside.txt").write_text("Not a source.", encoding="utf-8")
    removal = remove_documents(home, ("wall", "draft"))
    assert removal.only_article and ids(home) == ["article"]
    assert (home / "corpus" / "manifest.jsonl").read_bytes() == b""


def test_manifest_is_written_where_another_source_would_change_its_name(tmp_path: Path) -> None:
    home = folder_of(tmp_path, **{"corpus/a/report.txt": "One.", "corpus/b/report.txt": "Two."})
    assert ids(home) == ["a-report.txt", "b-report.txt", "article"]
    remove(home, "a-report.txt")
    assert ids(home) == ["b-report.txt", "article"]


@pytest.mark.parametrize("manifest", [True, False])
def test_a_file_that_another_source_is_too_stays_where_it_is(tmp_path: Path, manifest: bool) -> None:
    home = folder_of(tmp_path, wall="The wall is 212 metres long.")
    link = home / "corpus" / "again.txt"
    link.symlink_to("wall.txt")
    if manifest:
        lines = [{"id": one, "path": f"{one}.txt", "sha256": sha256(link)} for one in ("again", "wall")]
        (home / "corpus" / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (gone,) = remove(home, "wall")
    assert (gone.kept, gone.why) == ("", "'again' is the same file")
    assert ids(home) == ["again", "article"] and link.read_text(encoding="utf-8") == "The wall is 212 metres long."


def test_two_sources_of_one_name_are_both_kept(tmp_path: Path) -> None:
    home = folder_of(tmp_path, wall="One.", other="Other.")
    first = remove(home, "wall")[0].kept
    folder_of(home, wall="Two.")
    add_document(home, home / "corpus" / "wall.txt")
    second = remove(home, "wall")[0].kept
    assert [(home / "removed" / path).read_text(encoding="utf-8") for path in (first, second)] == ["One.", "Two."]
    assert [line["path"] for line in listed(home / "removed")] == [first, second]


def test_a_source_whose_file_is_missing_or_changed_can_be_taken_out(tiny: Path) -> None:
    leaflet, manifest = tiny / "corpus" / f"{LEAFLET}.txt", (tiny / "corpus" / "manifest.jsonl").read_bytes()
    leaflet.write_text("Changed by hand.", encoding="utf-8")
    with pytest.raises(CorpusError, match="sha256"):
        read_case(tiny)
    (gone,) = remove(tiny, LEAFLET)
    assert (tiny / "removed" / gone.kept).read_text(encoding="utf-8") == "Changed by hand."
    assert listed(tiny / "removed")[0]["sha256"] == sha256(tiny / "removed" / gone.kept)
    (tiny / "corpus" / "manifest.jsonl").write_bytes(manifest)
    with pytest.raises(CorpusError, match="there is no file"):
        read_case(tiny)
    assert remove(tiny, LEAFLET)[0].why == "there is no such file"
    assert LEAFLET not in ids(tiny)
    assert len({line["sha256"] for line in listed(tiny / "removed")}) == 2  # what was said of either is kept


def test_a_file_outside_of_the_case_is_never_touched(tiny: Path, tmp_path: Path) -> None:
    outside = tmp_path / "diary.txt"
    outside.write_text("Mine.", encoding="utf-8")
    with (tiny / "corpus" / "manifest.jsonl").open("a", encoding="utf-8") as manifest:
        manifest.write(json.dumps({"id": "diary", "path": "../../diary.txt", "sha256": sha256(outside)}) + "\n")
    assert remove(tiny, "diary")[0].kept == ""
    assert outside.is_file() and ids(tiny) == [*TINY, "seed"]


# --- what names it ---


def refused(home: Path, *source_ids: str) -> str:
    with pytest.raises(UsageError) as raised:
        remove(home, *source_ids)
    return str(raised.value)


@pytest.mark.parametrize("source_id", TINY)
def test_a_source_is_refused_or_leaves_a_case_that_can_be_read(tiny: Path, source_id: str) -> None:
    before = tree(tiny)
    if source_id in (tiny / "corpus" / "claims.jsonl").read_text(encoding="utf-8"):
        assert "cannot go while the case names it" in refused(tiny, source_id)
        assert tree(tiny) == before
    else:
        remove(tiny, source_id)
        assert source_id not in ids(tiny)


def test_claims_that_name_a_source_are_told_by_line_and_field_with_the_next_step(tiny: Path) -> None:
    assert refused(tiny, "survey-2019", "mayor-2020") == (
        "'survey-2019' and 'mayor-2020' cannot go while the case names them. corpus/claims.jsonl lines 1, 2, 4 and 5 "
        "(fact_ids and would_decide): name there what decides without them, or nothing."
    )


def test_a_claim_that_names_a_passage_of_a_document_keeps_it(tiny: Path) -> None:
    claims = tiny / "corpus" / "claims.jsonl"
    text = claims.read_text(encoding="utf-8").replace('"fact_ids": []', f'"fact_ids": ["{LEAFLET}:para 1"]')
    claims.write_text(text, encoding="utf-8")
    assert "corpus/claims.jsonl line 6 (fact_ids)" in refused(tiny, LEAFLET)


def test_known_questions_keep_a_source_until_they_may_go_with_it(tiny: Path) -> None:
    own, shared = (
        {"question": "Who laid it?", "answered_by": [f"{LEAFLET}:para 1"], "false_premise": True},
        {
            "question": "How long?",
            "answered_by": [f"{LEAFLET}:para 1", "survey-2019-f03"],
        },
    )
    silent, other = {"question": "Who sang?"}, {"question": "How wide?", "answered_by": ["survey-2019-f03"]}
    file = ask_of(tiny, own, shared, silent, other)
    lines = file.read_bytes().splitlines(keepends=True)
    said = refused(tiny, LEAFLET)
    assert "corpus/questions.jsonl lines 1 and 2 (answered_by)" in said
    assert "--with-questions" in said and "claims" not in said
    remove(tiny, LEAFLET, with_questions=True)
    # One that nothing else answers is out: kept without an answer it would be one that the sources are silent on.
    changed = b'{"question":"How long?","answered_by":["survey-2019-f03"]}\n'
    assert file.read_bytes() == changed + lines[2] + lines[3]
    assert (tiny / "removed" / "questions.jsonl").read_bytes() == lines[0] + lines[1]
    assert len(read_case(tiny).questions) == 3


def test_a_dispute_does_not_let_a_side_of_it_go(tiny: Path) -> None:
    sides = [{"says": "48", "fact_ids": ["survey-2019-f03"]}, {"says": "84", "fact_ids": [f"{LEAFLET}:para 1"]}]
    line = {"id": "d01", "matter": "How long the bridge is", "sides": sides, "reason": "Figures turned round."}
    (tiny / "corpus" / "disputes.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    before = tree(tiny)
    step = "corpus/disputes.jsonl line 1 (sides): name there who else says so, or delete the line"
    assert step in refused(tiny, LEAFLET)
    assert tree(tiny) == before


def test_questions_do_not_let_a_source_go_that_a_claim_names(tiny: Path) -> None:
    ask_of(tiny, {"question": "How wide?", "answered_by": ["survey-2019-f03"]})
    before = tree(tiny)
    with pytest.raises(UsageError, match=r"claims\.jsonl") as raised:
        remove(tiny, "survey-2019", with_questions=True)
    assert "questions.jsonl" not in str(raised.value) and tree(tiny) == before


def test_a_case_that_is_wrong_elsewhere_is_left_as_it_is(tiny: Path) -> None:
    ask_of(tiny, {"question": "Who?"}, {"question": "who? "})
    with pytest.raises(CorpusError, match="already asked"):
        remove(tiny, LEAFLET)


# --- what cannot be taken out ---


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("survey", "Did you mean 'survey-2019'?"),
        ("Society-Leaflett", "Did you mean 'society-leaflet'?"),
        ("case/corpus/records/mayor-2020.md", "Did you mean 'mayor-2020'?"),
        ("The Mill Bridge: a short history", "Did you mean 'society-leaflet'?"),
        ("2020", "Did you mean 'council-minutes-2020' or 'mayor-2020'?"),
        ("bridge-article", "Did you mean 'seed'?"),
        ("zzz", "'onrecord sources' lists the ids."),
    ],
)
def test_an_unknown_id_gets_the_near_ones(tiny: Path, typed: str, said: str) -> None:
    before = tree(tiny)
    assert refused(tiny, LEAFLET, typed) == f"there is no source {typed!r} in {tiny}. {said}"
    assert tree(tiny) == before


def test_the_article_is_not_taken_out_and_its_way_is_told(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"article under examination .*delete its line in seeds/manifest.jsonl"):
        remove(tiny, "seed")
    with pytest.raises(UsageError, match="move that file elsewhere"):
        remove(folder_of(tmp_path / "bare"), "article")


def test_the_last_source_of_all_stays(tmp_path: Path) -> None:
    home = folder_of(tmp_path, wall="The wall.")
    (home / "seeds" / "article.txt").unlink()
    with pytest.raises(UsageError, match="without any source"):
        remove(home, "wall")
