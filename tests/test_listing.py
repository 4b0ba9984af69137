"""Questions about the sources themselves: told from the list, marked as such, and held against it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from rag.answer.judge import Ground
from rag.answer.listed import MOST, Listed, borne, entry
from rag.answer.listing import Listing
from rag.answer.of_sources import Asks, of_sources
from rag.ask import answer
from rag.assemble import Parts
from rag.called import called, made_by
from rag.content import initials
from rag.recheck import recheck
from rag.store import Index
from rag.types import Answer, Kind, NoteKind, Passage, Source, Span, Tier
from rag.wire import from_json, to_json
from ui.terminal import show_answer
from ui.web.view import answer_body, spoken


def told(reply: Answer) -> str:
    return " ".join(note.text for note in reply.notes if note.kind is NoteKind.LISTED)


def quotes(reply: Answer) -> str:
    return " ".join(c.quote for claim in reply.claims for c in claim.citations)


# --- what is asked ---


@pytest.mark.parametrize(
    ("question", "asks", "named"),
    [
        ("Who wrote the survey report?", Asks.WHO, "the survey report"),
        ("which agency published the 2019 survey", Asks.WHO, "the 2019 survey"),
        ("Who is the author of the leaflet?", Asks.WHO, "the leaflet"),
        ("When was the article published and by whom?", Asks.WHEN, "the article"),
        ("When did the mayor's statement come out?", Asks.WHEN, "the mayor's statement"),
        ("How old is the leaflet?", Asks.WHEN, "the leaflet"),
        ("Is the leaflet a primary source?", Asks.WHAT, "the leaflet"),
        ("Where can I read the survey?", Asks.WHERE, "the survey"),
        ("Which sources are from the council?", Asks.WHOSE, "the council"),
        ("Which sources are press reports?", Asks.TIER, "press"),
        ("What sources do you have on swifts?", Asks.ABOUT, "swifts"),
        ("How many sources do you use?", Asks.ALL, ""),
        ("¿Quién escribió el informe?", Asks.WHO, "el informe"),
        ("2019年的报告是谁写的？", Asks.WHO, "2019年的报告"),
        ("What does the article say about the length? Who wrote it?", Asks.WHO, "the article"),
        ("What does the survey say? who wrote it? when was it published?", Asks.WHEN, "the survey"),
        ("When did the survey appear and who wrote it?", Asks.WHEN, "the survey"),
        ("How many sources do you have, and which of them are from the council?", Asks.WHOSE, "the council"),
        ("Did you actually read the whole survey?", Asks.READ, "survey"),
        ("Which of your sources is least reliable?", Asks.LOWEST, ""),
        ("What is your most trustworthy source?", Asks.HIGHEST, ""),
    ],
)
def test_question_about_the_sources_is_known(question: str, asks: Asks, named: str) -> None:
    asked = of_sources(question)
    assert asked is not None
    assert (asked.asks, asked.named) == (asks, named)


@pytest.mark.parametrize(
    "question",
    [
        "What does the survey say about the arches?",
        "Who drew the stone bridge?",
        "When was the bridge opened?",
        "What are the sources of the river?",
        "Why was the report so late?",
        "Who wrote it?",  # nothing before it says what
    ],
)
def test_question_about_the_world_is_left_to_the_passages(question: str) -> None:
    asked = of_sources(question)
    assert asked is None or asked.asks in (Asks.SAYS, Asks.MAKER)


# --- which source is meant ---

SURVEY = Source("a", "Structural survey of the Mill Bridge", "County Audit Office", ("Zoë Martínez",), "2019-10-14", doc_type="pdf (survey report)")  # fmt: skip
NOTE = Source("b", "Swifts of the western arch", "River Trust", (), "2019", doc_type="leaflet")
ARTICLE = Source("s", "The bridge is falling", kind=Kind.SEED, tier=Tier.SEED)
SOURCES = (SURVEY, NOTE, ARTICLE)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the CAO report", "a"),  # its publisher's initials
        ("the 2019 survey report", "a"),
        ("the October 2019 study", "a"),
        ("the River Trust leaflet", "b"),
        ("Swifts of the western arch", "b"),  # a title needs no word like "report"
        ("the article", "s"),
        ("the 2020 survey report", ""),  # a year that no source has
        ("the Reuters report", ""),
        ("the 2019 document", "ab"),  # both are meant
        ("the bridge", ""),  # no source, a thing
        ("the leaflet", "b"),
    ],
)
def test_sources_by_what_people_call_them(words: str, expected: str) -> None:
    assert "".join(s.id for s in called(words, SOURCES)) == expected


def test_of_several_that_fit_the_one_that_the_report_means_is_taken() -> None:
    assert called("that 2019 document", SOURCES, meant=["a"]) == (SURVEY,)


def test_one_word_of_a_title_will_do_where_something_was_published() -> None:
    assert called("the swifts", SOURCES) == ()
    assert called("the swifts", SOURCES, made=True) == (NOTE,)
    assert called("the bridge", SOURCES, made=True) == ()  # two titles have it


def test_what_may_be_issued_without_being_a_source_is_not_taken_for_one() -> None:
    wrote, issued = of_sources("Who wrote the swifts?"), of_sources("Who issued the swifts?")
    assert wrote and wrote.made
    assert issued and not issued.made


def test_maker_is_a_publisher_or_an_author() -> None:
    assert made_by("the CAO", SOURCES) == made_by("Martínez", SOURCES) == (SURVEY,)
    assert made_by("the Trust of Lenn", SOURCES) == ()


def test_a_name_is_no_source_of_a_like_name() -> None:
    board = replace(SURVEY, publisher="Data Monitoring Board")
    assert made_by("the monitoring board", [board]) == made_by("the Monitoring Boards", [board]) == (board,)
    assert made_by("the name of Monitor B", [board]) == made_by("the monitor", [board]) == ()
    panel = replace(SURVEY, publisher="Panel B", title="Report of Panel B")
    assert made_by("Panel B", [panel]) == called("the Panel B report", [panel]) == (panel,)
    assert made_by("Panel C", [panel]) == called("the Panel C report", [panel]) == ()


def test_initials_are_those_of_the_great_letters() -> None:
    assert initials("Center for River Studies / Office of the Mayor") == "CRS OM OOM"


def test_a_departments_initials_have_its_of_as_people_say_it() -> None:
    assert initials("Department of Fisheries") == "DF DOF"


# --- what is said ---


def test_author_is_told_from_the_list_and_marked_so(parts: Parts) -> None:
    reply = answer("Who wrote the survey report?", parts)
    assert not reply.refused
    assert told(reply).startswith("From the list of sources, not from a quoted passage: “Structural survey")
    assert "by Zoë Martínez, Tom Okafor, 14 Oct 2019, primary source" in told(reply)


def test_passage_that_says_so_is_quoted_beside_the_list(parts: Parts) -> None:
    reply = answer("Who wrote the survey report?", parts)
    assert quotes(reply).startswith("The survey is dated 14 October 2019 and was signed by Zoë Martínez and Tom Okafor")
    assert len(reply.claims) == 1  # and nothing that says other things


def test_what_the_list_does_not_have_is_said_to_be_missing(parts: Parts) -> None:
    reply = answer("Who wrote the article?", parts)
    assert "no publisher named, no author named, Mar 2021, the article under examination" in told(reply)
    assert reply.claims == ()


def test_author_of_a_source_that_is_not_there_is_not_told(parts: Parts) -> None:
    reply = answer("Who wrote the Reuters report?", parts)
    assert told(reply) == ""
    assert reply.refused


def test_whole_list_is_counted(parts: Parts) -> None:
    assert told(answer("What sources do you have?", parts)).startswith("The list of sources has 6: (1) “")


def test_sources_of_a_tier_and_of_a_publisher(parts: Parts) -> None:
    official = told(answer("Which sources are official statements?", parts))
    assert official.count("official statement") == 1 and "Office of the Mayor" in official
    assert "Historical Society" in told(answer("Do you have anything from the Historical Society?", parts))


def test_two_questions_in_one_are_both_told_from_the_list(parts: Parts) -> None:
    both = answer("How many sources do you have, and which of them are official statements?", parts)
    assert told(both).startswith("The list of sources has 6. Those asked for: “")
    assert "Office of the Mayor" in told(both)
    nobody = answer("How many sources do you have, and which of them are from the navy?", parts)
    assert told(nobody).startswith("The list of sources has 6: ")


def test_asked_whether_it_was_read_the_list_says_how(parts: Parts) -> None:
    reply = answer("Did you actually read the whole survey report?", parts)
    source = next(s for s in parts.index.sources.values() if s.id == "survey-2019")
    assert entry(source, "en", read=True) in told(reply)
    assert recheck(parts.settings, from_json(to_json(reply, parts.index.sources))).faults == ()


def test_least_reliable_is_told_by_tier_and_said_to_be(parts: Parts) -> None:
    reply = answer("Which of your sources is least reliable?", parts)
    assert told(reply).startswith("The list of sources says nothing of reliability, only of tiers. Of the lowest: “")
    assert "the article under examination" in told(reply)
    assert recheck(parts.settings, from_json(to_json(reply, parts.index.sources))).faults == ()


def test_sources_on_a_matter_are_those_that_are_quoted(parts: Parts) -> None:
    reply = answer("What sources do you have on swifts?", parts)
    assert "Swifts nest" in quotes(reply)
    assert told(reply).startswith("The quotes below are from these, as the list of sources has them: ")
    assert "The Mill Bridge: a short history" in told(reply)
    cited = {parts.index.sources[c.source_id] for claim in reply.claims for c in claim.citations}
    assert all(entry(source, "en") in told(reply) for source in cited)


def test_no_source_on_a_matter_is_a_refusal(parts: Parts) -> None:
    assert answer("Do you have a source on volcanoes?", parts).refused


def test_sources_left_out_are_not_listed(parts: Parts) -> None:
    within = parts.within(["society-leaflet"])
    assert told(answer("What sources do you have?", within)).startswith("The list of sources has 1: “The Mill Bridge")
    assert told(answer("Who wrote the survey report?", within)) == ""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("¿Quién escribió el informe de 2019?", "De la lista de fuentes, no de un pasaje citado: “Structural survey"),
        ("¿Qué fuentes tienes?", "La lista de fuentes tiene 6: "),
        ("你们有哪些来源？", "来源清单共有 6 个："),
    ],
)
def test_list_is_told_in_the_language_of_the_question(parts: Parts, question: str, expected: str) -> None:
    assert told(answer(question, parts)).startswith(expected)


def test_asked_what_a_source_says_it_is_quoted(parts: Parts) -> None:
    reply = answer("What did the mayor say?", parts)
    assert not reply.refused


def test_asked_for_the_word_of_a_source_another_that_names_it_is_only_further_on_record(shipped: Parts) -> None:
    reply = answer("what did reuters say", shipped)
    further = next((note.span.start for note in reply.notes if note.kind is NoteKind.FURTHER), len(reply.text))
    first = [claim for claim in reply.claims if claim.span.start < further]
    assert len(first) >= 3
    assert {citation.source_id for claim in first for citation in claim.citations} == {"reuters-2021"}


def test_name_that_only_stands_in_a_sentence_is_quoted_as_perhaps_no_answer(parts: Parts) -> None:
    reply = answer("Who is Edith Crane?", parts)
    assert "The stone bridge was drawn by the engineer Edith Crane." in quotes(reply)


def test_byline_of_a_document_is_quoted_where_the_list_names_no_author() -> None:
    opens = Passage("b:0", "b", "Swifts of the western arch. Note of May 2019 by Eira Holt.", Span(0, 58))
    later = Passage("b:9", "b", "It was answered by Tor Vik.", Span(60, 87))
    index = SimpleNamespace(passages=(opens, opens, later), sources={s.id: s for s in SOURCES})
    listing = Listing(cast(Index, index), lambda term: True)
    task = listing("Who wrote the River Trust leaflet?", (), "en", Ground(False, 0.1))
    assert task is not None and task.listed == Listed((NOTE,), signed=frozenset({"b"}))
    assert {hit.passage.id for hit in task.hits} == {"b:0"}
    assert [s.span.of(opens.text) for s in task.hits[0].sentences] == ["Note of May 2019 by Eira Holt."]


# --- the list again ---


def test_saved_answer_from_the_list_holds(parts: Parts) -> None:
    for question in ("Who wrote the survey report?", "What sources do you have?", "Which sources are primary?"):
        saved = to_json(answer(question, parts), parts.index.sources)
        assert recheck(parts.settings, from_json(saved)).holds


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Zoë Martínez", "Ines Calder"),
        lambda text: text.replace("14 Oct 2019", "15 Oct 2019"),
        lambda text: text.replace("primary source.", "primary source; (2) “A lie”: nobody."),
        lambda text: text.replace("not from a quoted passage", "as a passage says"),
    ],
)
def test_list_changed_by_hand_is_found_out(parts: Parts, change: Callable[[str], str]) -> None:
    saved = json.loads(to_json(answer("Who wrote the survey report?", parts), parts.index.sources))
    before = saved["notes"][0]["text"]
    after = change(before)
    assert after != before
    saved["text"] = saved["text"].replace(before, after)
    saved["notes"][0] |= {"text": after, "span": saved["notes"][0]["span"] | {"end": len(after)}}
    report = recheck(parts.settings, from_json(json.dumps(saved)))
    assert not report.holds


def test_number_of_sources_told_wrong_is_found_out() -> None:
    text = Listed(SOURCES, of=3).note("en")
    assert borne(text, "en", SOURCES)
    assert not borne(text.replace("has 3", "has 4"), "en", SOURCES)


def test_of_many_sources_the_first_are_named_and_the_rest_counted() -> None:
    many = tuple(replace(NOTE, id=str(i), title=f"Leaflet {i}") for i in range(MOST + 4))
    text = Listed(many, of=len(many)).note("en")
    assert text.endswith("; (9) and 4 more.")
    assert borne(text, "en", many)
    assert not borne(text.replace("and 4 more", "and 5 more"), "en", many)


def test_nothing_to_name_is_nothing_said() -> None:
    assert Listed(quoted=True).note("en", ()) == ""
    assert Listed(quoted=True).note("en", (NOTE, NOTE)) == Listed(quoted=True).note("en", (NOTE,))


def test_note_without_a_list_to_hold_it_against_is_none_of_ours() -> None:
    assert not borne(Listed((NOTE,)).note("en"), "en", ())


def test_answer_from_the_list_alone_counts_no_sentences(parts: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    reply = answer("What sources do you have?", parts)
    assert told(reply) and not reply.verdicts
    show_answer(reply, parts.index.sources)
    assert "0 sentence" not in capsys.readouterr().out
    assert "0 sentence" not in str(answer_body(reply, parts.index.sources, "1"))
    assert spoken(reply) == reply.text


@pytest.mark.parametrize(
    ("question", "led"),
    [
        ("Who wrote the report? Whom does he thank?", True),
        ("Who wrote the report? How high are the tolls?", True),
        ("谁写了这份报告？ 桥有多长？", True),
        ("Who wrote the report? I have to cite it.", False),
        ("What are the tolls? And who wrote the report?", False),
        ("Who wrote the report? When did it come out?", False),
    ],
)
def test_a_last_question_of_what_they_say_is_noticed(question: str, led: bool) -> None:
    asked = of_sources(question)
    assert asked is not None
    assert asked.led is led


def test_where_the_passages_answer_the_last_question_the_list_does_not_tell_the_one_before(shipped: Parts) -> None:
    reply = answer("Who wrote the 2017 USCC report? Whom does he thank?", shipped)
    assert "thanks DEA" in reply.claims[0].citations[0].quote
    assert all(note.kind is not NoteKind.LISTED for note in reply.notes)
    reply = answer("Who published the white paper? Is it reliable?", shipped)
    assert any(note.kind is NoteKind.LISTED for note in reply.notes)
