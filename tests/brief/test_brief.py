"""What a brief holds: checked sentences under questions, within tier and period, and nothing that its claims do not bear."""

import json
from dataclasses import replace

import pytest

from evals.brief import redundancy
from rag.assemble import Parts
from rag.brief import Brief, Scope, summarize
from rag.brief.run import faults, recheck_brief
from rag.brief.types import About, FigureRow, length_of
from rag.brief.wire import from_json, to_json
from rag.brief.writing import Sheet
from rag.errors import UsageError
from rag.reason import Code, reason
from rag.sources import Citation, Kind, Span, Tier
from rag.types import DISPUTE, Claim, Note, NoteKind, Status, verdict

BRIDGE = Scope(About.TOPIC, "the Mill Bridge", sentences=8)


def test_brief_of_the_shipped_case_holds_and_says_nothing_twice(case_brief: Brief, shipped: Parts) -> None:
    assert len(case_brief.body) == 7 and len(case_brief.sources) >= 5
    assert all(v.status.borne for v in case_brief.verdicts)
    assert redundancy(case_brief) == 0
    assert any(d.basis == DISPUTE for d in case_brief.differences)
    report = recheck_brief(shipped.settings, case_brief)
    assert report.holds and not report.warnings
    cited = {c.source_id for n in case_brief.body for c in case_brief.claims[n].citations}
    assert not any(case_brief.sources[i].kind is Kind.SEED for i in cited)


@pytest.mark.parametrize("about", list(About))
def test_sentence_told_as_a_heading_is_found_out(tiny_brief: Brief, parts: Parts, about: About) -> None:
    lie = "The Mill Bridge was sold for 90 million in 2030."
    assert recheck_brief(parts.settings, tiny_brief).holds
    note = Note(NoteKind.CONNECTIVE, lie, Span(len(tiny_brief.text) + 2, len(tiny_brief.text) + 2 + len(lie)))
    added = replace(tiny_brief, text=f"{tiny_brief.text}\n\n{lie}", notes=(*tiny_brief.notes, note))
    opening = f"Brief: {lie}"
    titled = replace(tiny_brief, scope=replace(tiny_brief.scope, about=about), title=lie, text=opening, verdicts=(),
                     notes=(Note(NoteKind.CONNECTIVE, opening, Span(0, len(opening))),), sections=(), timeline=(), figures=(), series=())  # fmt: skip
    for forged in (added, titled):
        assert "none of our own words" in recheck_brief(parts.settings, forged).faults[0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_scope_holds_in_every_language(parts: Parts, language: str) -> None:
    scopes = (replace(BRIDGE, language=language), Scope(About.CLAIMS, language=language))
    sources = (Scope(About.SOURCE, source_id="survey-2019", sentences=5),) if language == "en" else ()
    for scope in (*scopes, *sources):
        assert recheck_brief(parts.settings, summarize(scope, parts)).faults == ()


def test_brief_round_trips_through_json(tiny_brief: Brief) -> None:
    assert from_json(to_json(tiny_brief)) == tiny_brief


def test_brief_of_version_1_is_read_and_rechecked(tiny_brief: Brief, parts: Parts) -> None:
    data = json.loads(to_json(replace(tiny_brief, silences=("Who paid?",), agreements=((0, 1),))))
    data["version"] = 1
    data["agreements"] = [{"on": "", "kind": "words", "claims": [0, 1]}]
    data["silences"] = [{"question": "Who paid?", "missing": ["paid"]}]
    data["differences"] = [one | {"why": ["the publishers differ: A and B"]} for one in data["differences"]]
    data["series"] = [
        {"counted": p[0]["counted"], "unit": "", "source_id": p[0]["source_id"], "points": p} for p in data["series"]
    ]
    for claim in data["claims"]:
        del claim["reasons"]
    old = from_json(json.dumps(data))
    assert (old.agreements, old.silences) == (((0, 1),), ("Who paid?",))
    assert recheck_brief(parts.settings, old).holds


@pytest.mark.parametrize(
    ("field", "value"),
    [("timeline", [{"when": "2020", "shown": "2020", "claim": 999}]), ("sources", []), ("version", 3), ("surprise", 1), ("scope", {"about": "topic", "surprise": 1})],
)  # fmt: skip
def test_damaged_json_is_refused_with_its_field(tiny_brief: Brief, field: str, value: object) -> None:
    data = json.loads(to_json(tiny_brief)) | {field: value}
    with pytest.raises(UsageError, match=r"docs/brief\.md"):
        from_json(json.dumps(data))


def test_figure_changed_in_the_table_alone_is_found_out(tiny_brief: Brief) -> None:
    cited = tiny_brief.claims[0].citations[0]
    row = FigureRow("99 kg", 99.0, "kg", "2020", "weight", cited.source_id, 0)
    assert any("99 kg" in fault for fault in faults(replace(tiny_brief, figures=(row,))))


def test_tiers_and_period_are_kept(parts: Parts) -> None:
    brief = summarize(replace(BRIDGE, topic="the Mill Bridge in 2020", tiers=(Tier.OFFICIAL,)), parts)
    assert {c.source_id for n in brief.body for c in brief.claims[n].citations} == {"mayor-2020"}


def test_brief_on_one_source_quotes_only_that_source(parts: Parts) -> None:
    brief = summarize(Scope(About.SOURCE, source_id="survey-2019"), parts)
    assert {c.source_id for n in brief.body for c in brief.claims[n].citations} == {"survey-2019"}
    with pytest.raises(UsageError, match="not in the index"):
        summarize(Scope(About.SOURCE, source_id="nobody"), parts)


def test_ledger_as_a_brief_sets_the_article_beside_what_decides(parts: Parts) -> None:
    brief = summarize(Scope(About.CLAIMS), parts)
    assert brief.sections[0].kind == "contradicted"
    assert any("48 metres" in c.text for c in brief.claims) and any("84 metres" in c.text for c in brief.claims)
    first = brief.differences[0]
    assert (first.basis, first.finding, first.reason) == (
        "ledger",
        "contradicted",
        "The survey's table gives 48 metres.",
    )
    assert "84 metres" in brief.claims[first.lower].text and "48 metres" in brief.claims[first.higher].text
    assert "left out" in summarize(Scope(About.CLAIMS, sentences=5), parts).warnings[0]


def test_period_without_sources_gives_an_empty_brief_and_its_years(parts: Parts) -> None:
    brief = summarize(replace(BRIDGE, topic="the Mill Bridge, 1700-1710"), parts)
    assert brief.sections == () and brief.figures == () and len(brief.empty_years) == 11


def test_topic_that_no_source_speaks_of_is_not_filled_with_the_nearest_passages(shipped: Parts) -> None:
    brief = summarize(Scope(About.TOPIC, "pasta recipes"), shipped)
    assert brief.claims == () and brief.sources == {} and brief.silences == ("pasta recipes",)


def test_silences_are_known_questions_without_an_answer(case_brief: Brief, shipped: Parts) -> None:
    known = shipped.index.known
    answered = {known.questions[n] for n in known.links[:, 0]}
    assert case_brief.silences and set(case_brief.silences) <= set(known.questions) - answered


def test_two_quotes_under_one_mark_have_a_number_each() -> None:
    text = "It says “the first words” and “the second words” [3]."
    cited = (
        Citation(3, "p", "s", "the first words", Span(0, 15)),
        Citation(3, "p", "s", "the second words", Span(30, 46)),
    )
    sheet = Sheet()
    sheet.add(verdict(Claim(text, Span(0, len(text)), cited), Status.CONTRADICTED, reason(Code.TAKEN_OFF, mark=9)))
    (found,) = sheet.verdicts
    assert [c.number for c in found.claim.citations] == [1, 2] and found.claim.text.endswith("[1] [2]")
    assert found.reasons[0].about["mark"] == "0"  # of a mark that is not there any more


def test_length_is_a_name_or_a_number_in_range() -> None:
    assert length_of("short") == 15 and length_of("30") == 30
    for length in ("tiny", "4", "301"):
        with pytest.raises(UsageError):
            length_of(length)
