"""A ledger names passages of documents: they become passages at the build, and answers and conflicts cite the words that decide."""

from dataclasses import replace
from pathlib import Path

import pytest
from tram import edit, say, tram_case

from rag.answer.conflicts import deciding
from rag.answer.whole import MOST_CLAIMS
from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.case import read_case
from rag.errors import CorpusError
from rag.index.store import Index
from rag.index.stored import StoredTexts
from rag.ingest.build import build
from rag.saved.held import Held
from rag.saved.recheck import recheck
from rag.settings import Settings, load_settings
from rag.types import Answer, NoteKind
from rag.wire import from_json, to_json

ROW = "2023 | 31,200 | 18"
ACCOUNT = "The final account of the tram is 71 million euros, of which the state paid 40 million."
VOTE = "The council approved the tram by 22 votes to 9."


@pytest.fixture(scope="module")
def tram(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """The case, built once; tests only read it."""
    home = tram_case(tmp_path_factory.mktemp("tram") / "case")
    return open_parts(load_settings(case=home, embedder="minilm"))


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    """The same, which a test may change; nothing is built yet."""
    return load_settings(case=tram_case(tmp_path / "case"), embedder="minilm")


def words(index: Index, claim_id: str) -> list[str]:
    (claim,) = (claim for claim in index.ledger if claim.id == claim_id)
    return [one.span.of(index.source_text(one.passage.source_id)) for one in deciding(claim, index)]


# --- the build ---


def test_row_that_is_named_decides_and_not_the_passage_that_packs_it(tram: Parts) -> None:
    (claim,) = (claim for claim in tram.index.ledger if claim.id == "c02")
    (passage,) = (p for p in tram.index.passages if p.id in claim.fact_ids)
    assert "2021" in passage.text  # several rows lie in it
    assert words(tram.index, "c02") == [ROW]
    first = next(passage.blocks()).shifted(passage.span.start)
    assert not claim.decides(passage.id, first)


def test_of_a_long_paragraph_the_sentences_that_meet_the_claim_decide(tram: Parts) -> None:
    (told,) = words(tram.index, "c01")
    assert ACCOUNT in told
    assert "law of 1998" not in told and "auditors" not in told


def test_passages_take_the_place_of_names(tram: Parts) -> None:
    ids = {passage.id for passage in tram.index.passages}
    assert all(fact in ids for claim in tram.index.ledger for fact in claim.fact_ids)
    assert all(claim.fact_ids for claim in tram.index.ledger if claim.status != "opinion")


def test_name_of_a_whole_page_or_of_several_rows_stands_for_all_of_them(own: Settings) -> None:
    say(own.home, "c02", fact_ids=["report:table 1, row 2-4"])
    build(own)
    index = open_parts(own).index
    (claim,) = (claim for claim in index.ledger if claim.id == "c02")
    assert len(claim.parts_of(claim.fact_ids[0])) == 3
    assert words(index, "c02") == [ROW]  # of the three rows the one that meets the claim and its reason


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("minutes:para 9", "'minutes:para 9' names no passage: the places of 'minutes' are called para 1 to para 3."),
        (
            "report:table 1, row 9",
            "the places of 'report' are called section 'Yearly report of the transit office of Tarn'; section 'Riders'; "
            "table 1; table 1, row 2 to table 1, row 4; and 2 more",
        ),
        ("report:section Money, para 1", "the nearest is section 'Money', para 1."),
    ],
)
def test_place_that_a_document_does_not_have_stops_the_build_and_is_told_with_its_line(
    own: Settings, name: str, told: str
) -> None:
    say(own.home, "c03", fact_ids=[name])
    with pytest.raises(CorpusError) as stopped:
        build(own)
    assert "corpus/claims.jsonl line 3, field 'fact_ids': " in str(stopped.value)
    assert told in str(stopped.value)
    assert str(stopped.value).count("\n") == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("article:para 1", "'article:para 1' is a place of the article itself"),
        ("nobody:para 1", "no source 'nobody' in this case, named by 'nobody:para 1'"),
        ("minutes", "'minutes' is a source: name a place in it, as in 'minutes:para 1'"),
        ("minutes:", "there is no fact 'minutes:'"),
    ],
)
def test_name_that_no_document_can_have_is_told_before_any_is_read(own: Settings, name: str, told: str) -> None:
    say(own.home, "c03", fact_ids=[name])
    with pytest.raises(CorpusError, match="line 3, field 'fact_ids'") as stopped:
        read_case(own.home)
    assert told in str(stopped.value)


def test_place_of_a_record_stands_for_the_facts_that_were_read_there(tiny: Path) -> None:
    from rag.case.record import read_record

    facts = read_record(tiny / "corpus" / "records" / "survey-2019.md").blocks
    place = facts[0].locator
    say(tiny, "c01", fact_ids=[f"survey-2019:{place}"])
    (claim,) = (claim for claim in read_case(tiny).ledger if claim.id == "c01")
    assert claim.fact_ids == tuple(fact.id for fact in facts if fact.locator == place)
    say(tiny, "c01", fact_ids=["survey-2019:p. 999"])
    with pytest.raises(CorpusError, match=r"line 1, field 'fact_ids': 'survey-2019:p\. 999' names no passage"):
        read_case(tiny)


def test_document_that_cannot_be_read_is_left_out_with_what_is_named_of_it(own: Settings) -> None:
    edit(own.home, "minutes.html", (own.home / "corpus" / "minutes.html").read_text(encoding="utf-8"), "<html></html>")
    report = build(own)
    assert [skipped.file for skipped in report.snapshot.skipped] == ["corpus/minutes.html"]
    decided = {claim.id: claim.fact_ids for claim in open_parts(own).index.ledger}
    assert decided["c03"] == () and decided["c04"]


# --- answers ---


@pytest.fixture(scope="module")
def wrong(tram: Parts) -> Answer:
    return answer("What does the article get wrong?", tram)


def test_what_the_article_gets_wrong_is_told_with_the_words_of_documents(wrong: Answer) -> None:
    assert any(note.kind is NoteKind.LEDGER for note in wrong.notes)
    quotes = [c.quote for claim in wrong.claims for c in claim.citations]
    assert ROW in quotes
    assert any(ACCOUNT in quote for quote in quotes) and any(VOTE in quote for quote in quotes)
    assert len(wrong.conflicts) == MOST_CLAIMS
    assert {conflict.higher.source_id for conflict in wrong.conflicts} == {"report", "minutes"}


def test_every_claim_that_the_article_gets_wrong_is_told_also_where_its_words_are_not_shown(
    tram: Parts, wrong: Answer
) -> None:
    claims = [claim.claim for claim in tram.index.ledger if claim.status == "contradicted"]
    assert len(claims) == 4 > MOST_CLAIMS
    (card,) = (note.text for note in wrong.notes if note.kind is NoteKind.SCORED)
    assert all(claim in card for claim in claims)


def test_row_is_cited_by_its_own_place(wrong: Answer) -> None:
    (place,) = {c.locator for claim in wrong.claims for c in claim.citations if c.quote == ROW}
    assert place == "table 1, row 4"
    (side,) = (conflict.higher for conflict in wrong.conflicts if conflict.higher.quote == ROW)
    assert side.locator == "table 1, row 4"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Did the council vote unanimously for the tram?", VOTE),
        ("Is the final account of the tram 96 million euros?", "71 million euros"),
        ("Is it true that 41,000 people ride the tram on a working day?", "31,200"),
        ("Did the noise of the tram drive 300 families away?", "No household that we asked had moved away"),
    ],
)
def test_question_on_a_claim_shows_the_article_against_the_words_that_decide(
    tram: Parts, question: str, words: str
) -> None:
    reply = answer(question, tram)
    judged = [conflict for conflict in reply.conflicts if conflict.basis == "ledger"]
    assert [words in conflict.higher.quote for conflict in judged] == [True]


def test_saved_answer_holds_and_another_row_put_as_the_one_that_decides_does_not(tram: Parts, wrong: Answer) -> None:
    saved = from_json(to_json(wrong, tram.index.sources))
    assert recheck(tram.settings, saved).holds
    texts = StoredTexts(tram.settings.data_dir, tram.index.snapshot)
    text = tram.index.source_text("report")
    row = "2021 | 23,400 | 17"
    at = next(c for c in saved.conflicts if c.higher.quote == ROW)
    span = replace(at.higher.span, start=text.index(row), end=text.index(row) + len(row))
    forged = replace(at, higher=replace(at.higher, quote=row, span=span))
    told = list(Held(tram.settings.data_dir, replace(saved, conflicts=(forged,)), texts).amiss())
    assert any("no such judgement" in one.told for one in told)
