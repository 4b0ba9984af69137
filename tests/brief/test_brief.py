"""What a brief holds: checked sentences, sections by question, nothing twice, figures only when complete."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest

from evals.brief import coverage, read_points, redundancy
from rag.assemble import Parts
from rag.clock import Clock
from rag.errors import ModelError, UsageError
from rag.brief import Brief, Scope, summarize
from rag.brief.types import About, length_of
from rag.brief.compare import why
from rag.brief.outline import ORDER
from rag.brief.tables import is_series, measures, points
from rag.brief.headings import HEADINGS, IN_TEXT, counted, day
from rag.brief.period import Period, read_topic, within
from rag.brief.outline import LEDGER_ORDER, outline
from rag.brief.recheck import faults, recheck_brief
from rag.brief.repeats import gist, repeats
from rag.brief.run import write
from rag.brief.wire import from_json, to_json
from rag.brief.writing import Sentence
from rag.types import Kind, Note, NoteKind, Source, Span, Status, Tier
from rag.usage import Usage
from rag.verify.values.dates import dates


def test_brief_that_the_product_is_measured_by(long_brief: Brief) -> None:
    assert len(long_brief.body) >= 25
    assert len(long_brief.sources) >= 10
    assert len(long_brief.differences) >= 3
    assert Counter(v.status for v in long_brief.verdicts) == {Status.SUPPORTED: len(long_brief.verdicts)}
    assert coverage(long_brief, read_points()) >= 0.8
    assert redundancy(long_brief) == 0
    assert any(len(line.points) >= 3 for line in long_brief.series)
    assert long_brief.agreements and long_brief.silences and long_brief.timeline


def test_no_figure_without_unit_period_source_and_what_it_counts(long_brief: Brief) -> None:
    rows = [*long_brief.figures, *(p for line in long_brief.series for p in line.points)]
    assert len(rows) >= 5
    for row in rows:
        assert row.unit and row.period and row.counted and row.source_id in long_brief.sources
        assert any(row.value in c.quote for c in long_brief.claims[row.claim].citations)


def test_every_character_is_a_claim_a_heading_or_white_space(long_brief: Brief, shipped: Parts) -> None:
    report = recheck_brief(shipped.settings, long_brief)
    assert report.holds and not report.warnings
    assert {n.kind for n in long_brief.notes} == {NoteKind.CONNECTIVE}


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


@pytest.mark.parametrize("language", ["en", "es", "zh"])
def test_every_scope_and_language_holds(parts: Parts, language: str) -> None:
    scopes = (
        Scope(About.CLAIMS, language=language),
        Scope(About.TOPIC, "the Mill Bridge", language=language),
        Scope(About.SOURCE, source_id="survey-2019", language=language),
        Scope(About.TOPIC, "cheese on the Moon", language=language),
    )
    for scope in (
        scopes if language == "en" else scopes[:2]
    ):  # what a source or silence says is put together by the same code
        assert recheck_brief(parts.settings, summarize(scope, parts)).faults == ()


def test_what_stands_in_the_text_has_all_sections_of_both_kinds_of_brief() -> None:
    assert {*ORDER, *LEDGER_ORDER} < set(IN_TEXT) <= set(HEADINGS)


def test_brief_round_trips_through_json(tiny_brief: Brief) -> None:
    assert from_json(to_json(tiny_brief)) == tiny_brief


@pytest.mark.parametrize(
    ("field", "value"),
    [("timeline", [{"when": "2020", "shown": "2020", "claim": 999}]), ("sources", []), ("version", 2), ("surprise", 1)],
)
def test_damaged_json_is_refused_with_its_field(tiny_brief: Brief, field: str, value: object) -> None:
    data = json.loads(to_json(tiny_brief)) | {field: value}
    with pytest.raises(UsageError, match=r"docs/brief\.md"):
        from_json(json.dumps(data))


def test_figure_changed_in_the_table_alone_is_found_out(long_brief: Brief) -> None:
    forged = replace(long_brief, figures=(replace(long_brief.figures[0], value="99 kg"),))
    assert any("99 kg" in fault for fault in faults(forged))


def test_sections_follow_questions_and_quotes_follow_time(tiny_brief: Brief) -> None:
    assert len({s.kind for s in tiny_brief.sections}) == len(tiny_brief.sections) > 1
    assert [e.when for e in tiny_brief.timeline] == sorted(e.when for e in tiny_brief.timeline)


def test_seed_is_never_quoted_in_a_section(long_brief: Brief) -> None:
    cited = {c.source_id for n in long_brief.body for c in long_brief.claims[n].citations}
    assert not any(long_brief.sources[i].kind is Kind.SEED for i in cited)


def test_tiers_and_period_are_kept(parts: Parts) -> None:
    scope = Scope(About.TOPIC, "the Mill Bridge", tiers=(Tier.OFFICIAL,), since="2020", until="2020")
    brief = summarize(scope, parts)
    cited = {c.source_id for n in brief.body for c in brief.claims[n].citations}
    assert cited == {"mayor-2020"}


def test_brief_on_one_source_quotes_only_that_source(parts: Parts) -> None:
    brief = summarize(Scope(About.SOURCE, source_id="survey-2019"), parts)
    assert {c.source_id for n in brief.body for c in brief.claims[n].citations} == {"survey-2019"}
    with pytest.raises(UsageError, match="not in the index"):
        summarize(Scope(About.SOURCE, source_id="nobody"), parts)


def test_ledger_as_a_brief_sets_the_article_beside_what_decides(parts: Parts) -> None:
    brief = summarize(Scope(About.CLAIMS), parts)
    assert brief.sections[0].kind == "contradicted"
    assert {Kind.SEED, Kind.RECORD} <= {s.kind for s in brief.sources.values()}
    assert any("48 metres" in c.text for c in brief.claims) and any("84 metres" in c.text for c in brief.claims)
    assert len(brief.differences) >= 2
    short = summarize(Scope(About.CLAIMS, sentences=5), parts)
    assert "left out" in short.warnings[0]


def test_topic_that_no_source_speaks_of_gives_an_empty_brief(parts: Parts) -> None:
    brief = summarize(Scope(About.TOPIC, "the Mill Bridge", since="1700", until="1710"), parts)
    assert brief.sections == () and brief.figures == () and len(brief.empty_years) == 11


def test_topic_that_the_judge_refuses_is_not_filled_with_the_nearest_passages(parts: Parts, shipped: Parts) -> None:
    for topic, case in (
        ("quantum computing hardware", shipped),
        ("vaccines against covid", shipped),
        ("pasta recipes", parts),
    ):
        brief = summarize(Scope(About.TOPIC, topic), case)
        assert brief.claims == () and brief.sources == {}
        assert brief.silences[0].question == topic and brief.silences[0].missing
        assert from_json(to_json(brief)) == brief


def test_narrow_topic_gives_a_short_brief(shipped: Parts) -> None:
    brief = summarize(Scope(About.TOPIC, "Xizhi Li money laundering", sentences=80), shipped)
    assert 5 <= len(brief.body) <= 30


class _Failing:
    mode, model, usage, withheld = "model", "broken", Usage(1, 10, 2), 0

    def calls(self, sections: object) -> int:
        return 3

    def write(self, question: str, quotes: object, language: str) -> object:
        yield Sentence("The bridge is made of cheese. [7]", (0,))
        raise ModelError("model broken: the connection was closed")


def test_writer_that_fails_is_replaced_by_quotes_and_its_sentences_are_judged(parts: Parts) -> None:
    plan = outline(Scope(About.TOPIC, "the Mill Bridge", sentences=8), parts)
    brief = write(plan, parts, _Failing(), Clock(), lambda stage, done, total: None)
    cheese = brief.verdicts[0]
    assert cheese.claim.text == "The bridge is made of cheese. [1]"  # the mark is ours, not the model's
    assert cheese.status is not Status.SUPPORTED
    assert "connection was closed" in brief.warnings[0]
    assert all(v.status is Status.SUPPORTED for v in brief.verdicts[1:])


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Seizures, FY2019: 2,803.60 lb.", [("2,803.60 lb.", "lb", "FY2019", "Seizures")]),
        ("In 2020 the town counted 400 visitors.", [("400", "visitors", "2020", "the town counted, visitors")]),
        (
            "Bridge visits: 814 in 2019, 1,174 in 2020.",
            [("814", "visits", "2019", "Bridge visits"), ("1,174", "visits", "2020", "Bridge visits")],
        ),
        ("About 400 people came.", []),  # no period
        ("The score was 48 in 2019.", []),  # no unit
        ("The rate rose to 53.9 per 100,000 in 2020, up from 40.5.", [("53.9", "per 100000", "2020", "The rate")]),
        ("Two presidents met on 1 December 2018.", []),  # too small a count
        ("Costs were 20 percent above 2020.", []),  # a date of comparison, not of the figure
        ("In 2020 it rose 5 percent.", []),  # of what?
    ],
)
def test_figures_are_taken_only_when_complete(quote: str, expected: list[tuple[str, ...]]) -> None:
    found = [(m.figure.text, m.unit, m.when.text, m.counted) for m in measures(quote, "en")]
    assert found[: max(1, len(expected))] == expected


def test_series_needs_three_points_of_one_measure() -> None:
    quotes = [(f"Sales, {year}: {n} kg.", "en") for year, n in ((2019, 10), (2020, 20), (2021, 30), (2022, 40))]
    ((_, line),) = points(quotes, Period((2019, 1, 1), (2021, 12, 31))).items()
    assert [m.number for _, m in line] == [10, 20, 30] and is_series(line)
    assert not is_series(line[:2])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (
            "The bridge was closed to vehicles on 2 March 2020.",
            "On 2 March 2020 the bridge was closed to vehicles.",
            True,
        ),
        ("The bridge was closed on 2 March 2020.", "The bridge was closed on 12 March 2020.", False),
        ("It cost 48 million dollars.", "It cost 84 million dollars.", False),
        ("The mayor promised a bus.", "Engineers found cracks in the arch.", False),
    ],
)
def test_repeats(a: str, b: str, same: bool) -> None:
    assert repeats(gist(a), gist(b)) is same


@pytest.mark.parametrize(
    ("topic", "rest", "first", "last"),
    [
        ("fentanyl from China, 2013-2021", "fentanyl from China", 2013, 2021),
        ("the bridge in 2020", "the bridge", 2020, 2020),
        ("el puente, de 2019 a 2021", "el puente", 2019, 2021),
        ("the bridge", "the bridge", None, None),
    ],
)
def test_period_of_a_topic(topic: str, rest: str, first: int | None, last: int | None) -> None:
    asked = read_topic(topic)
    assert asked.topic == rest
    assert (asked.period.first and asked.period.first[0], asked.period.last and asked.period.last[0]) == (first, last)


def test_period_options_are_read_or_refused() -> None:
    assert read_topic("x", "2013-04", "2014").period == Period((2013, 4, 1), (2014, 12, 31))
    for since, until in (
        ("spring", ""),
        ("2015", "2013"),
        ("2023-13", ""),
        ("", "2022-02-31"),
        ("2023-00", ""),
        ("0999", ""),
    ):
        with pytest.raises(UsageError):
            read_topic("x", since, until)
    for length in ("tiny", "4", "301"):
        with pytest.raises(UsageError):
            length_of(length)


def test_quote_without_a_date_counts_with_its_source() -> None:
    period = Period((2013, 1, 1), (2021, 12, 31))
    assert within("It grew.", Source("a", "A", published="2021-03"), period)
    assert not within("It grew.", Source("a", "A", published="2025-03"), period)
    assert within("It grew in 2019.", Source("a", "A", published="2025-03"), period)


def test_reasons_for_a_difference_are_named_only_when_the_texts_show_them() -> None:
    cdc, town = Source("a", "A", publisher="CDC"), Source("b", "B", publisher="Town")
    told = why("Provisional count for 2020: 93,331.", "Final count for 2019: 70,630.", cdc, town, "en")
    assert told == (
        "the periods differ: 2020 and 2019",
        "the definitions differ: “provisional” and “final”",
        "the publishers differ: CDC and Town",
    )
    assert why("It has 48 arches.", "It has 84 arches.", cdc, cdc, "en") == ()


@pytest.mark.parametrize(
    ("text", "es", "zh"),
    [
        ("1 May 2019", "1 de mayo de 2019", "2019年5月1日"),
        ("August 2021", "agosto de 2021", "2021年8月"),
        ("FY2021", "año fiscal 2021", "2021财年"),
        ("2013-2021", "2013 – 2021", "2013年 – 2021年"),
    ],
)
def test_dates_in_spanish_and_chinese(text: str, es: str, zh: str) -> None:
    (when,) = dates(text)
    assert (day(when, "es"), day(when, "zh")) == (es, zh)


@pytest.mark.parametrize(
    ("count", "status", "told"),
    [
        (1, Status.SUPPORTED, "1 respaldada"),
        (12, Status.SUPPORTED, "12 respaldadas"),
        (1, Status.PARTLY, "1 respaldada en parte"),
        (1, Status.CONTRADICTED, "1 contradicha"),
        (2, Status.CONTRADICTED, "2 contradichas"),
        (1, Status.UNCITED, "1 sin cita"),
    ],
)
def test_spanish_counts_agree_with_their_number(count: int, status: Status, told: str) -> None:
    assert counted(count, status, "es") == told


def test_headings_in_three_languages(parts: Parts) -> None:
    assert all(len(forms) == 3 and all(forms) for forms in HEADINGS.values())
    for language, heading in (("es", "Qué se prometió, se decidió u ordenó"), ("zh", "承诺、决定与命令")):
        brief = summarize(Scope(About.TOPIC, "the Mill Bridge", language=language), parts)
        assert heading in {s.heading for s in brief.sections}
        assert all(v.status is Status.SUPPORTED for v in brief.verdicts)
