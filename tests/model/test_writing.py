"""An answer written by a model: what is sent, what is checked, what is written again, and what a reader is told."""

import re
from dataclasses import replace
from typing import Any

import pytest

from rag.ask import answer, ask
from rag.assemble import Parts, with_model
from rag.events import Checked, ClaimChecked, Delta, Retrieved
from rag.models.prompts import REFUSAL, to_write
from rag.saved.recheck import recheck
from rag.types import Answer, NoteKind, Status
from rag.wire import from_json, to_json
from tests.model.conftest import WithModel
from tests.model.scripted import Reply, Server

ASKED = "How long is the Mill Bridge and when was it opened?"
LENGTH = "The Mill Bridge is 48 metres long and 6.2 metres wide."


PLACES = {"LENGTH": LENGTH, "SEED": "84 metres", "OPENED": "opened to traffic in 1887"}


def marked(body: dict[str, Any], text: str) -> int:
    """The number under which the passage that holds ``text`` was sent; 0 when it was not."""
    blocks = re.findall(r"^\[(\d+)\] (.*)$", body["messages"][-1]["content"], re.MULTILINE)
    return next((int(n) for n, inside in blocks if text in inside), 0)


def writes(server: Server, first: str, *later: Reply | str, **given: Any) -> None:
    """Answer the calls in turn; {LENGTH}, {OPENED} and so on stand for the numbers of their passages."""

    def script(body: dict[str, Any]) -> Reply:
        numbers = {name: marked(server.requests[0], text) for name, text in PLACES.items()}
        call = len(server.requests) - 1
        said = later[call - 1] if call else Reply(first, **given)
        reply = said if isinstance(said, Reply) else Reply(said)
        return replace(reply, text=reply.text.format(**numbers))

    server.script = script


def statuses(reply: Answer) -> list[Status]:
    return [v.status for v in reply.verdicts]


def notes(reply: Answer) -> str:
    return " ".join(n.text for n in reply.notes if n.kind is NoteKind.MODE)


def test_first_question_is_one_call_and_its_sentences_carry_quotes(written: WithModel, server: Server) -> None:
    writes(server, "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}].")
    reply = answer(ASKED, written())
    assert len(server.requests) == 1
    assert statuses(reply) == [Status.SUPPORTED]
    assert [c.quote for c in reply.claims[0].citations] == [LENGTH]
    assert (reply.mode, reply.model) == ("model", "scripted-1")


def test_every_citation_is_found_letter_for_letter(written: WithModel, server: Server, parts: Parts) -> None:
    writes(
        server,
        "The survey says the bridge is 48 metres long [{LENGTH}]. The article says it is 84 metres long [{SEED}].",
    )
    citations = [c for claim in answer(ASKED, written(top_k=30)).claims for c in claim.citations]
    assert len(citations) == 2
    for citation in citations:
        assert citation.span.of(parts.index.source_text(citation.source_id)) == citation.quote


def test_claims_and_notes_are_the_whole_text(written: WithModel, server: Server) -> None:
    writes(
        server,
        "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}].\n\n**It** is 49 metres long [{LENGTH}].",
        "1: DROP",
    )
    reply = answer(ASKED, written())
    pieces = sorted((*reply.claims, *reply.notes), key=lambda p: p.span.start)
    assert all(p.span.of(reply.text) == p.text for p in pieces)
    assert "".join(reply.text.split()) == "".join("".join(p.text.split()) for p in pieces)


def test_documents_stand_between_fences_with_their_numbers(written: WithModel, server: Server) -> None:
    writes(server, "x")
    hits = answer(ASKED, written()).hits
    task = server.task()
    inside, outside = re.findall(r"^===BEGIN (\w{16}) SOURCES===\n(.*)\n===END \1 SOURCES===\n(.*)$", task, re.DOTALL)[
        0
    ][1:]
    assert outside.strip() == f"Question: {ASKED}"
    sent = {int(n): text for n, text in re.findall(r"^\[(\d+)\] (?:\([^)]*\) )?(.*)$", inside, re.MULTILINE)}
    assert sent == {n: " ".join(hit.passage.text.split()) for n, hit in enumerate(hits, 1)}
    sources = [line for line in inside.splitlines() if line.startswith("SOURCE ")]
    assert len(sources) == len({hit.passage.source_id for hit in hits}) == len(set(sources))  # each source once
    second_hand = {n for n, hit in enumerate(hits, 1) if hit.passage.basis == "second-hand"}
    told = {int(n) for n in re.findall(r"^\[(\d+)\] \(our summary of a report about it\)", inside, re.MULTILINE)}
    assert told == second_hand != set()
    assert any("| seed | call it: The article" in line for line in sources)


def test_editors_findings_on_the_matter_reach_the_model_as_theirs(shipped: Parts, server: Server) -> None:
    given = {"openai_base_url": server.url, "model": "m", "retries": 0, "judge": False}
    parts = with_model(shipped, shipped.settings.model_copy(update=given))
    server.says("The sources do not say.")
    answer("Was the report released by the US Congress?", parts)
    (line,) = [one for one in server.task().splitlines() if one.startswith("EDITORS the article claims")]
    assert "Finding: contradicted" in line and re.search(r"\[\d+\]", line)


def test_fence_is_another_one_each_time(written: WithModel, server: Server) -> None:
    server.says("The sources do not say.")
    for _ in range(2):
        answer(ASKED, written())
    assert len({re.findall(r"===BEGIN (\w+)", server.task(i))[0] for i in range(2)}) == 2


@pytest.mark.parametrize(
    ("language", "refusal", "named"),
    [
        ("en", REFUSAL, "English"),
        ("es", "Las fuentes no lo dicen.", "Spanish"),
        ("zh", "来源中没有相关内容。", "Chinese"),
    ],
)
def test_rules_hold_the_refusal_in_the_language_of_the_question(language: str, refusal: str, named: str) -> None:
    rules = to_write("q", [], language, 8).rules
    assert f"write only: {refusal}" in rules and f"in {named}." in rules


@pytest.mark.parametrize("size", [1, 3, 17, 4096])
def test_chunks_at_awkward_boundaries_give_the_same_answer(written: WithModel, server: Server, size: int) -> None:
    writes(
        server,
        "The survey says “The Mill Bridge is 48 metres long” 🌉 [{LENGTH}]. 共48米。【{LENGTH}】",
        "1: DROP\n2: DROP",
        size=size,
    )
    reply = answer(ASKED, written())
    assert [claim.text.split("[")[0] for claim in reply.claims] == [
        "The survey says The Mill Bridge is 48 metres long 🌉 ",  # a summary of ours stands without marks
        "共48米 ",
    ]


def test_verdicts_come_as_sentences_close_and_none_comes_twice(written: WithModel, server: Server) -> None:
    writes(
        server,
        "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}]. The bridge was opened to traffic in 1887 [{OPENED}].",
    )
    events = list(ask(ASKED, written()))
    assert isinstance(events[0], Retrieved) and isinstance(events[-1], Checked)
    first = next(i for i, e in enumerate(events) if isinstance(e, ClaimChecked))
    assert any(isinstance(e, Delta) for e in events[first:])  # the second sentence was still being written
    assert [e.place for e in events if isinstance(e, ClaimChecked)] == [0, 1]
    text = "".join(e.text for e in events if isinstance(e, Delta))
    last = [e for e in events if isinstance(e, ClaimChecked)][-1]
    assert last.upto == len(text)


FALSE = [
    ("The survey says the Mill Bridge is 49 metres long [{LENGTH}].", Status.CONTRADICTED),
    ("The survey says the Mill Bridge is 48 metres long.", Status.UNCITED),
    ("The survey says the Mill Bridge is 48 metres long [99].", Status.BAD_REFERENCE),
    ("The survey says the Mill Bridge is 48 metres long [{LENGTH}][99].", Status.BAD_REFERENCE),
    ("The survey says “the Mill Bridge is 48 metres tall” [{LENGTH}].", Status.BAD_REFERENCE),
    ("The Mill Bridge is 48 metres long, see http://evil.example/x [{LENGTH}].", Status.BAD_REFERENCE),
    ("The Mill Bridge is 48 metres long <img src=x> [{LENGTH}].", Status.BAD_REFERENCE),
]


@pytest.mark.parametrize(("sentence", "expected"), FALSE)
def test_false_sentence_is_struck_with_its_reason(
    written: WithModel, server: Server, sentence: str, expected: Status
) -> None:
    writes(server, f"The Mill Bridge is 48 metres long and 6.2 metres wide [{{LENGTH}}]. {sentence}", "")
    reply = answer(ASKED, written())
    assert statuses(reply) == [Status.SUPPORTED, expected]
    assert reply.verdicts[1].reason


def test_failed_sentence_is_written_again_once_and_replaced(written: WithModel, server: Server) -> None:
    writes(
        server,
        "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}]. It was opened in 1888 [{OPENED}].",
        "1: The bridge was opened to traffic in 1887 [{OPENED}].",
    )
    events = list(ask(ASKED, written()))
    reply = events[-1].answer  # type: ignore[union-attr]  # the last event is Checked
    assert len(server.requests) == 2
    assert "1: It was opened in 1888" in server.task(1) and "2: " not in server.task(1).split("SENTENCES===")[1]
    assert "1888" not in reply.text and reply.rewritten == 1
    assert [e.place for e in events if isinstance(e, ClaimChecked)] == [0, 1, 1]
    assert statuses(reply) == [Status.SUPPORTED, Status.SUPPORTED]


def test_rewrite_that_fails_too_leaves_the_sentence_struck_and_is_not_repeated(
    written: WithModel, server: Server
) -> None:
    writes(
        server,
        "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}]. It was opened in 1888 [{OPENED}].",
        "1: It was opened in 1889 [{OPENED}].",
    )
    reply = answer(ASKED, written())
    assert len(server.requests) == 2
    assert statuses(reply)[1] is Status.CONTRADICTED
    assert "1888" in reply.text and "1889" not in reply.text


def test_rewrite_can_be_turned_off(written: WithModel, server: Server) -> None:
    writes(
        server, "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}]. It was opened in 1888 [{OPENED}]."
    )
    answer(ASKED, written(rewrite=False))
    assert len(server.requests) == 1


def test_withheld_sentences_are_counted_and_not_shown(written: WithModel, server: Server) -> None:
    writes(
        server,
        "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}]. It was opened in 1888 [{OPENED}].",
        "",
    )
    reply = answer(ASKED, written(withhold=True))
    assert "1888" not in reply.text
    assert (reply.withheld, len(reply.claims)) == (1, 1)


def test_nothing_that_holds_gives_quotes_and_says_so(written: WithModel, server: Server) -> None:
    writes(server, "It is 49 metres long [{LENGTH}]. It is made of cheese.", "Sorry.")
    reply = answer(ASKED, written())
    assert (reply.mode, reply.model) == ("quote", "scripted-1")
    assert "sentences struck: 2" in notes(reply)
    assert set(statuses(reply)[:2]) <= {Status.SUPPORTED, Status.ARTICLE}
    assert any("48 metres long" in claim.text for claim in reply.claims[:-2])
    assert statuses(reply)[-2:] == [Status.CONTRADICTED, Status.UNCITED]  # still shown, struck, at the end


@pytest.mark.parametrize(
    "said", [REFUSAL, f"**{REFUSAL}**", "the sources do not say", "Las fuentes no lo dicen.", "来源中没有相关内容。"]
)
def test_model_that_refuses_is_answered_by_quotes(written: WithModel, server: Server, said: str) -> None:
    server.says(said)
    reply = answer(ASKED, written())
    assert reply.mode == "quote" and "48 metres long" in reply.text
    assert notes(reply).startswith("The model found no answer")
    assert len(server.requests) == 1


def test_quote_from_another_passage_is_cited_from_there_and_said_so(written: WithModel, server: Server) -> None:
    writes(server, "“The bridge was opened to traffic in 1887” [{LENGTH}].")
    reply = answer(ASKED, written())
    (verdict,) = reply.verdicts
    assert verdict.status is Status.SUPPORTED
    assert verdict.reason.startswith("the quoted words stand in [")
    assert verdict.claim.citations[0].quote == "The bridge was opened to traffic in 1887"
    assert f"[{verdict.claim.citations[0].number}]" in verdict.claim.text


def test_quote_in_other_marks_and_capitals_is_set_to_the_sources_letters(written: WithModel, server: Server) -> None:
    writes(server, "The survey says “the mill  bridge is 48 metres long” [{LENGTH}].")
    (verdict,) = answer(ASKED, written()).verdicts
    assert "says The Mill Bridge is 48 metres long [" in verdict.claim.text  # our summary, so without marks
    assert "own letters" in verdict.reason


def test_usage_is_summed_and_priced(written: WithModel, server: Server) -> None:
    writes(
        server,
        "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}]. It was opened in 1888 [{OPENED}].",
        "1: DROP",
    )
    usage = answer(ASKED, written(price_prompt=2.0, price_completion=10.0)).usage
    # two calls of 100 + 20 tokens: 200 x 2/1e6 + 40 x 10/1e6
    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens, usage.estimated) == (2, 200, 40, False)
    assert usage.cost == pytest.approx(0.0008)


def test_answer_round_trips_and_holds_when_checked_again(written: WithModel, server: Server, parts: Parts) -> None:
    writes(server, "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}]. It is so [99].", "Sorry.")
    reply = answer(ASKED, written())
    again = from_json(to_json(reply, parts.index.sources))
    assert (again.usage, again.mode, again.verdicts) == (reply.usage, "model", reply.verdicts)
    report = recheck(parts.settings, again)
    assert report.holds and report.faults == ()
    assert [now.status for _, now in report.pairs] == [Status.SUPPORTED, Status.BAD_REFERENCE]


def test_thinking_aloud_is_not_part_of_the_answer(written: WithModel, server: Server) -> None:
    writes(
        server, "<think>\nIs it 49? No.\n</think>\n\nThe Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}]."
    )
    events = list(ask(ASKED, written()))
    assert "49" not in "".join(e.text for e in events if isinstance(e, Delta))
    assert statuses(events[-1].answer) == [Status.SUPPORTED]  # type: ignore[union-attr]  # Checked


def test_answer_cut_at_its_limit_keeps_whole_sentences_and_says_so(written: WithModel, server: Server) -> None:
    writes(server, "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}]. It is also very", finish="length")
    reply = answer(ASKED, written(answer_tokens=99))
    assert statuses(reply) == [Status.SUPPORTED]
    assert notes(reply) == "The model's answer was cut at its limit of 99 tokens (see ONRECORD_ANSWER_TOKENS)."


def test_without_a_key_or_address_no_model_is_loaded(parts: Parts) -> None:
    assert parts.chat is None and answer(ASKED, parts).usage.calls == 0


def test_no_model_setting_keeps_to_quotes(written: WithModel, server: Server) -> None:
    reply = answer(ASKED, written(no_model=True))
    assert (reply.mode, reply.model, server.requests) == ("quote", "", [])


def test_refused_question_asks_no_model(written: WithModel, server: Server) -> None:
    assert answer("What is the salary of the stationmaster of Harwich?", written()).refused
    assert server.requests == []


JUDGED = "In length the Mill Bridge is 48 metres [{LENGTH}]. In 1887 the bridge was opened to traffic [{OPENED}]."


def judged(opinions: str, written: WithModel, server: Server, text: str = JUDGED) -> Answer:
    """What becomes of a model's text when the second judge replies with ``opinions``."""
    writes(server, text, opinions)
    return answer(ASKED, written(judge=True, judge_model="judge-1", rewrite=False))


def test_second_judge_lowers_what_goes_beyond_and_its_call_is_counted(written: WithModel, server: Server) -> None:
    reply = judged("1: BEYOND “In length”\n2: UNSURE", written, server)
    assert server.requests[1]["model"] == "judge-1"
    assert reply.verdicts[0].status is Status.NOT_CONFIRMED
    assert "judge-1 finds that “In length” goes beyond the source" in reply.verdicts[0].reason
    assert reply.usage.calls == 2


LOOSE = "The Mill Bridge may well be the pride of the town [{LENGTH}]."  # nothing to compare, and nothing that says so
GROUNDS = '1: SUPPORTED "48 metres long and 6.2 metres wide"'


def test_second_judge_raises_what_is_open_and_the_saved_answer_holds(written: WithModel, server: Server) -> None:
    reply = judged(GROUNDS, written, server, LOOSE)
    assert reply.verdicts[0].status is Status.SUPPORTED
    assert "judge-1 reads it in “48 metres long and 6.2 metres wide”" in reply.verdicts[0].reason
    again = recheck(written().settings, from_json(to_json(reply, written().index.sources)))
    assert again.holds and "a model read the support" in " ".join(again.warnings)


@pytest.mark.parametrize(
    "opinion",
    [
        "1: SUPPORTED “the pride of the whole county”",  # words that stand nowhere
        "1: SUPPORTED",
        "1: yes, of course",
        "2: SUPPORTED “48 metres long”",
        "I cannot judge this.",
    ],
)
def test_opinion_whose_words_are_not_found_counts_for_nothing(written: WithModel, server: Server, opinion: str) -> None:
    assert statuses(judged(opinion, written, server, LOOSE)) == [Status.NOT_CONFIRMED]


@pytest.mark.parametrize(
    "text", ["It is 49 metres long [{LENGTH}].", "It has “nine arches of oak” [{LENGTH}].", "It is old [99]."]
)
def test_second_judge_overrules_no_figure_quote_or_mark(written: WithModel, server: Server, text: str) -> None:
    reply = judged("1: SUPPORTED “48 metres long”\n2: SUPPORTED “48 metres long”", written, server, f"{text} {LOOSE}")
    assert not any(v.status.borne for v in reply.verdicts if v.claim.text.startswith(text[:9]))


def test_one_call_is_made_where_nothing_is_to_be_judged(written: WithModel, server: Server) -> None:
    judged("", written, server, "“The bridge was opened to traffic in 1887” [{OPENED}].")
    assert len(server.requests) == 1


GAP = "None of the passages says who paid for it [-]."


def test_gap_note_stands_unmarked_in_its_place_and_costs_no_call(written: WithModel, server: Server) -> None:
    writes(server, f"The Mill Bridge is 48 metres long and 6.2 metres wide [{{LENGTH}}]. {GAP}")
    reply = answer(ASKED, written())
    assert len(server.requests) == 1 and statuses(reply) == [Status.SUPPORTED]
    (gap,) = [n for n in reply.notes if n.kind is NoteKind.GAP]
    assert gap.text == "None of the passages says who paid for it." and gap.span.start > reply.claims[0].span.start
    assert recheck(written().settings, from_json(to_json(reply, written().index.sources))).faults == ()


def test_passage_that_fills_a_gap_is_quoted_beside_the_note(written: WithModel, server: Server) -> None:
    writes(
        server,
        "The Mill Bridge is made of steel [{LENGTH}]. None of the passages says how long the Mill Bridge is [-].",
    )
    reply = answer("How long is the Mill Bridge?", written(rewrite=False))
    assert any("48 metres long" in claim.text for claim in reply.claims)


def test_lead_without_marks_is_held_against_what_follows_it(written: WithModel, server: Server) -> None:
    writes(
        server,
        "The Mill Bridge is 48 metres long and was opened in 1887.\n\nIt is 48 metres long and 6.2 metres wide [{LENGTH}]. "
        "The bridge was opened to traffic in 1887 [{OPENED}].",
    )
    reply = answer(ASKED, written())
    assert len(server.requests) == 1 and statuses(reply) == [Status.SUPPORTED] * 3
    assert len(reply.claims[0].citations) == 2


def test_sentence_that_is_taken_back_is_left_out_and_counted(written: WithModel, server: Server) -> None:
    long = "The Mill Bridge is 48 metres long and 6.2 metres wide [{LENGTH}]."
    writes(
        server, f"{long} It was opened in 1888 [{{OPENED}}]. It was opened in 1889 [{{OPENED}}].", f"1: DROP\n2: {long}"
    )
    reply = answer(ASKED, written())
    assert statuses(reply) == [Status.SUPPORTED] and reply.withheld == 2
    assert "1888" not in reply.text and reply.text.count("48 metres long") == 1


def test_judge_that_fails_changes_nothing_and_is_reported(written: WithModel, server: Server) -> None:
    writes(server, JUDGED, Reply(status=500))
    reply = answer(ASKED, written(judge=True))
    assert reply.verdicts[0].status is Status.SUPPORTED
    assert notes(reply).startswith("The second model gave no opinion: the endpoint failed (500).")
