from collections.abc import AsyncGenerator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer.listed import scored_line
from rag.answer.said_by import wording_words
from rag.errors import EmptyQuestion, UsageError
from rag.events import Checked, ClaimChecked, Delta, Event, Refused, Retrieved
from rag.lists.ledger import open_ledger
from rag.phrases import LANGUAGES
from rag.question import Turn, language_of, usable
from rag.settings import load_settings
from rag.sources import Citation, Context, Hit, Kind, Passage, Source, Span, Tier
from rag.types import Answer, Claim, Conflict, Lead, Note, NoteKind, Status, Usage, Verdict
from rag.wording import Wording
from tests.serving import in_a_loop
from ui.api.answering import Queued
from ui.api.problems import Problem
from ui.api.problems import told as as_told
from ui.spelled import web_address
from ui.web.beside import choices
from ui.web.card import ASKED, card, spoken
from ui.web.html import part
from ui.web.panel import AROUND, About, source_panel, welcome
from ui.web.serve import address_of, listen
from ui.web.suggested import read_examples
from ui.web.talk import Frame, Talk, ended, respond
from ui.words import READ, spoken_by, status_word, tier_word, word

TEXT = "The bridge is 48 metres long.\nIt stands on three arches.\nThe vote was 7 to 2."
SURVEY = Source(
    "survey",
    "Survey of the bridge",
    publisher="Office of Works",
    published="2019-05-02",
    url="https://works.example/survey",
    tier=Tier.PRIMARY,
    kind=Kind.RECORD,
    licence="public domain",
    note="Only the summary was read.",
)
ARTICLE = Source("article", "A bridge too far", published="2021", tier=Tier.SEED, kind=Kind.SEED)
SOURCES = {s.id: s for s in (SURVEY, ARTICLE)}
LENGTH = Passage("survey:1", "survey", TEXT[:29], Span(0, 29), locator="table 1", basis="read")
ARCHES = Passage("survey:2", "survey", TEXT[30:56], Span(30, 56), locator="p. 4", basis="computed")

HOSTILE = [
    "<script>window.hit=1</script>",
    '"><img src=x onerror="window.hit=1">',
    "</mark></p><svg onload=window.hit=1>",
    "![](http://evil.example/x.png)",
    "[click](javascript:window.hit=1)",
    "$x$ $$y$$ \\(z\\)",
    "{{constructor.constructor('window.hit=1')()}} ${window.hit=1} `x`",
    "' autofocus onfocus='window.hit=1",
]


class Seen(HTMLParser):
    """Tags, attributes and text of a piece of markup, as a browser would read them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.in_tag: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(str(markup))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data
        for tag in self._open:
            self.in_tag[tag] = self.in_tag.get(tag, "") + data


def cite(number: int = 1, quote: str = TEXT[:29], source: str = "survey") -> Citation:
    return Citation(number, "survey:1", source, quote, Span(0, 29), "table 1")


def verdict(words: str, status: Status = Status.SUPPORTED, *citations: Citation, reason: str = "") -> Verdict:
    return Verdict(Claim(words, Span(0, max(1, len(words))), citations), status, reason)


def answered(*verdicts: Verdict, **more: object) -> Answer:
    return Answer("How long?", "answered", "x", verdicts=verdicts, asked_as="How long?", **more)  # type: ignore[arg-type]


# --- the templates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text_in_content_and_attributes(hostile: str) -> None:
    seen = Seen(part("chat.panel", "en", replace(SURVEY, title=hostile), None, [], None, "0", [], False, False))
    assert ("aria-label", hostile) in seen.attributes and hostile in seen.words


@given(st.text(), st.text())
def test_any_text_gives_exactly_the_elements_of_the_template(a: str, b: str) -> None:
    seen = Seen(part("own.told", "en", a, "../", b, [a]))
    assert seen.tags == ["p", "a", "ul", "li", "bdi"]
    assert [name for name, _ in seen.attributes] == ["class", "role", "href", "class", "class"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>1</script>",
        "//evil.example/x",
        "file:///etc/passwd",
        "https://good.example@evil.example/",
        "https://good.example\\@evil.example/",
        "https://a.example/\u202egpj",
        "",
    ],
)
def test_address_that_is_not_plain_http_is_no_link(url: str) -> None:
    assert web_address(url) is None
    panel = source_panel(replace(SURVEY, url=url), TEXT, None, (), "en")
    assert "href" not in panel and word("original_missing") in panel


@pytest.mark.parametrize(
    ("given_", "shown"), [("a\u202eb", "a[U+202E]b"), ("a\u200bb", "a[U+200B]b"), ("a\0b", "a[U+0000]b")]
)
def test_characters_that_reorder_or_hide_are_spelled_out(given_: str, shown: str) -> None:
    assert f"<bdi>{shown}</bdi>" in part("chat.asked", "en", given_)


def test_line_breaks_accents_and_emoji_are_left_alone() -> None:
    assert "<bdi>e\u0301\n\t👩‍🔬 中文</bdi>" in part("chat.asked", "en", "e\u0301\n\t👩‍🔬 中文")


# --- the card --------------------------------------------------------------------------------------------------------


def card_of(*verdicts: Verdict, **more: object) -> Seen:
    return Seen(card(answered(*verdicts, **more), SOURCES, "1"))


def test_the_answer_comes_first_with_who_says_it_and_a_mark_that_knows_the_very_characters() -> None:
    body = card(answered(verdict("x", Status.SUPPORTED, cite())), SOURCES, "1")
    first = body[: body.index("or-how")] if "or-how" in body else body
    assert TEXT[:29] in first and 'data-source="survey" data-start="0" data-end="29"' in first
    assert "Office of Works, 2 May 2019" in Seen(body).words


def test_a_lead_is_shown_as_it_was_made() -> None:
    lead = Lead("48 m", "value", "Office of Works, 2019", claim=0, note="earlier estimates 47 m")
    words = card_of(verdict("x", Status.SUPPORTED, cite()), lead=lead).words
    assert words.index("48 m") < words.index("earlier estimates 47 m") < words.index(TEXT[:29])


def test_only_a_sources_own_words_stand_between_quotation_marks() -> None:
    ours = card_of(verdict("x", Status.SUPPORTED, cite()), verdict("y", Status.SUPPORTED, cite(2, "It is of stone.")))
    assert "“" not in ours.words and wording_words(Wording.SUMMARY, "en") in ours.words
    own = {"survey": replace(SURVEY, kind=Kind.DOCUMENT)}
    reply = answered(verdict("x", Status.SUPPORTED, cite()))
    assert f"“{TEXT[:29]}”" in Seen(card(reply, own, "1")).words
    assert wording_words(Wording.VERBATIM, "en") in Seen(card(reply, own, "1")).words
    second_hand = replace(cite(), basis="second-hand")
    assert wording_words(Wording.REPORT, "en") in card_of(verdict("x", Status.SUPPORTED, second_hand)).words


def test_the_deciding_words_are_marked_in_their_passage() -> None:
    around = replace(cite(), context=Context(TEXT, Span(0, 29)))
    seen = card_of(verdict("x", Status.SUPPORTED, around))
    assert seen.in_tag["mark"] == TEXT[:29] and "It stands on three arches." in seen.in_tag["blockquote"]


def test_three_pieces_stand_and_the_rest_is_folded_under_its_number() -> None:
    quotes = [f"The bridge has {n} lamps." for n in range(6)]
    told = [verdict(q, Status.SUPPORTED, replace(cite(n, q), span=Span(n, n + 9))) for n, q in enumerate(quotes, 1)]
    seen = card_of(*told)
    assert word("more_evidence", count=2) in seen.in_tag["summary"]  # the first line has one, three stand
    assert quotes[3] not in seen.in_tag["details"] and quotes[5] in seen.in_tag["details"]


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.SUPPORTED and s is not Status.ARTICLE])
@pytest.mark.parametrize("mode", ["quote", "model"])
def test_an_exception_stands_out_in_words_and_all_is_quiet_where_all_is_well(status: Status, mode: str) -> None:
    seen = card_of(verdict("It is long [1].", status, cite(), reason="no such figure"), mode=mode)
    assert ("s" in seen.tags) is status.struck
    assert status_word(status) in seen.words and "no such figure" in seen.words
    assert "or-exception" not in card(answered(verdict("Long [1].", Status.SUPPORTED, cite()), mode=mode), SOURCES, "1")


def test_the_articles_words_are_told_apart() -> None:
    assert word("seed_words") in card_of(verdict("x", Status.ARTICLE, cite(source="article"))).words


def test_number_the_claim_does_not_cite_stays_plain_text() -> None:
    seen = card_of(verdict("Long [1] and wide [7].", Status.SUPPORTED, cite()), mode="model")
    assert "[7]" in seen.words and "[1]" not in seen.words


def test_a_difference_is_shown_once_with_both_sides_and_who_judged_it() -> None:
    other = Citation(2, "article:1", "article", "It is 84 metres long.", Span(0, 21))
    found = Conflict(other, cite(), "84 against 48", "ledger", "contradicted")
    again = Conflict(other, cite(4, TEXT[30:56]), "84 against 48 too", "dispute")
    seen = card_of(verdict("a"), conflicts=(found, found, again))
    assert seen.words.count("It is 84 metres long.") == 1 and "48 too" not in seen.words
    for needed in (TEXT[:29], "2 May 2019", "2021", word("by_editor"), "84 against 48"):
        assert needed in seen.words


def test_what_is_wrong_with_an_article_is_a_line_each_that_opens_and_none_is_open(tiny: Path) -> None:
    ledger = open_ledger(load_settings(case=tiny, embedder="minilm"))
    note = Note(NoteKind.SCORED, "\n".join(scored_line(entry, "en") for entry in ledger.entries), Span(0, 5))
    reply = answered(verdict("a"), notes=(note,), lead=Lead("Some claims.", "whole"))
    body = card(reply, SOURCES, "1", ledger=ledger)
    assert body.count('<details class="or-row">') == len(ledger.entries) and "<details open" not in body
    for entry in ledger.entries:
        assert entry.claim in Seen(body).words and entry.reason in Seen(body).words
    assert "or-row" not in card(reply, SOURCES, "1") and ledger.entries[0].claim in card(reply, SOURCES, "1")


def test_refusal_shows_reason_and_nearest_passages_that_open() -> None:
    note = Note(NoteKind.REFUSED, "The sources do not say.", Span(0, 23))
    reply = Answer("q", "refused", note.text, notes=(note,), nearest=(Hit(ARCHES, 0.4),))
    body = card(reply, SOURCES, "1")
    assert 'data-source="survey" data-start="30" data-end="56"' in body
    assert Seen(body).words.count("The sources do not say.") == 1 == spoken(reply).count("The sources do not say.")


def test_a_note_on_the_question_is_said_before_the_answer() -> None:
    note = Note(NoteKind.PREMISE, "The sources do not say so.", Span(0, 5))
    reply = answered(verdict("x", Status.SUPPORTED, cite()), notes=(note,))
    body = card(reply, SOURCES, "1")
    assert body.index("or-note-premise") < body.index("or-lead")
    assert spoken(reply, SOURCES).startswith("The sources do not say so.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_it_was_found_is_told_in_sentences_without_scores_or_ids(language: str) -> None:
    hits = (Hit(LENGTH, 0.75, {"dense": 0.5}),)
    told = {"hits": hits, "snapshot": "s-1", "timings": {"total": 1240.0}, "language": language}
    words = card_of(verdict("x", Status.SUPPORTED, cite()), **told).words
    assert word("how_long", language, seconds="1.2") in words and word("how_quote", language) in words
    assert not any(hidden in words for hidden in ("0.75", "dense", "s-1", "survey:1"))


def test_what_the_model_cost_and_what_is_not_shown_are_told() -> None:
    reply = {
        "mode": "model",
        "model": "m-1",
        "usage": Usage(2, 1200, 80, True),
        "left_out": 3,
        "rewritten": 1,
        "withheld": 2,
    }
    words = card_of(verdict("It is 48 metres long [1].", Status.SUPPORTED, cite()), **reply).words
    for told in ("2 withheld", "m-1 wrote", "2 times, 1,280 tokens", "3 passages"):
        assert told in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_welcome_says_what_is_examined_what_was_found_and_leads_to_the_article(language: str) -> None:
    seen = Seen(welcome(language, 2, About(("Ferry <i>late</i>",), ("contradicted", "partly supported", "supported"))))
    assert (
        word("about_claims", language, count=3, wrong=1, partly=1) in seen.words and "Ferry <i>late</i>" in seen.words
    )
    assert ("href", f"./article?language={language}") in seen.attributes
    assert not any(name == "href" for name, _ in Seen(welcome(language, 2, About(("Ferry late",)))).attributes)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_answer_gives_the_same_elements_as_a_tame_one(hostile: str) -> None:
    def body(words: str) -> str:
        source = Source("survey", words, words, (words,), words, "javascript:1", Tier.PRESS, licence=words, note=words)
        hit = Hit(Passage("p", "survey", words, Span(0, 5), words, words), 1.0, {words: 1.0})
        claim = verdict(f"{words} “{words}” [1]", Status.BAD_REFERENCE, cite(quote=words), reason=words)
        note = Note(NoteKind.PREMISE, words, Span(0, 5))
        conflict = Conflict(cite(quote=words), cite(quote=words), words, words)
        reply = Answer(
            words, "answered", words, (claim,), (note,), (conflict,), (hit,), (hit,), snapshot=words, model=words,
            mode="model", asked_as=words + "?", timings={words: 1.0},
        )  # fmt: skip
        sources = {"survey": source}
        panel = source_panel(source, words * 3, Span(2, 4), (), "en")
        return card(reply, sources, "1", glosses={words: words}) + panel

    tame, wild = Seen(body("tame words")), Seen(body(hostile))
    assert wild.tags == tame.tags
    assert [name for name, _ in wild.attributes] == [name for name, _ in tame.attributes]


# --- the source panel ----------------------------------------------------------------------------------------------


def test_panel_marks_exactly_the_cited_characters() -> None:
    panel = source_panel(SURVEY, TEXT, Span(33, 49), (LENGTH, ARCHES), "en")
    assert Seen(panel).in_tag["mark"] == TEXT[33:49] == "stands on three "


def test_panel_marks_a_span_across_lines_without_losing_a_character() -> None:
    panel = source_panel(SURVEY, TEXT, Span(20, 40), (), "en")
    assert panel.count("<mark>") == 2
    assert Seen(panel).in_tag["mark"] == TEXT[20:40].replace("\n", "")


def test_panel_says_who_when_where_how_and_under_which_licence() -> None:
    panel = source_panel(SURVEY, TEXT, Span(30, 56), (LENGTH, ARCHES), "en")
    words = Seen(panel).words
    for needed in (
        "Survey of the bridge", "Office of Works", "Primary source", "2 May 2019", "p. 4", word("basis_computed"),
        "Only the summary was read.", "public domain", wording_words(Wording.SUMMARY, "en"),
    ):  # fmt: skip
        assert needed in words
    assert 'href="https://works.example/survey" rel="noopener noreferrer" target="_blank"' in panel


def test_span_outside_the_text_opens_the_source_without_a_mark() -> None:
    panel = source_panel(SURVEY, TEXT, Span(70, 9000), (), "en")
    assert "<mark>" not in panel
    assert "The bridge is 48 metres long." in panel


def test_long_source_is_cut_around_the_span_and_says_so() -> None:
    long = "\n".join(f"line {i} of a long report" for i in range(5000))
    at = long.index("line 2500 ")
    panel = source_panel(SURVEY, long, Span(at, at + 9), (), "en")
    assert Seen(panel).in_tag["mark"] == "line 2500"
    assert panel.count(word("cut")) == 2
    assert len(Seen(panel).words) < 2 * AROUND + 2000


@given(st.text(alphabet="ab\n\r 👩é<&", min_size=1, max_size=60), st.data())
def test_whatever_the_text_the_mark_holds_the_span_without_line_ends(whole: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(whole))))
    marked = Seen(source_panel(SURVEY, whole, span, (), "en")).in_tag.get("mark", "")
    wanted = span.of(whole)
    assert "".join(marked.split()) == "".join(wanted.split())


def test_an_original_and_the_rest_of_our_record_are_told_apart() -> None:
    rest = replace(SURVEY, id=f"{SURVEY.id}.record")
    (first, _), (second, _) = choices([SURVEY, rest], "en")
    assert "the original" in first and "our record of what it does not bear" in second
    assert "the original" not in choices([SURVEY], "en")[0][0]


def test_the_closest_to_the_facts_comes_first_among_the_sources_to_tick() -> None:
    assert [source_id for _, source_id in choices([ARTICLE, SURVEY], "en")] == ["survey", "article"]


# --- the conversation ----------------------------------------------------------------------------------------------


def says(*events: Event | Queued | Exception):  # type: ignore[no-untyped-def]
    async def ask(question: str, history: object) -> AsyncGenerator[Event | Queued, None]:
        for event in events:
            if isinstance(event, Exception):
                raise event
            yield event

    return ask


def said(frames: AsyncGenerator[Frame, None]) -> list[Frame]:
    """All frames of an answer."""

    async def take() -> list[Frame]:
        return [frame async for frame in frames]

    return in_a_loop(take())


DONE = answered(verdict("It is 48 metres long [1].", Status.SUPPORTED, cite()))


def test_frames_grow_and_end_with_the_checked_answer() -> None:
    ask = says(Retrieved((Hit(LENGTH, 1.0),), "q"), Delta("It is "), Delta("48 metres"), Checked(DONE))
    frames = said(respond("How long?", Talk(), ask, SOURCES, "en", pace_s=0))
    assert [f.busy for f in frames] == [True, True, True, True, False]
    assert "1 passages" in Seen(frames[1].body).words
    assert "It is 48 metres" in Seen(frames[3].body).words
    assert frames[-1].aloud.startswith(TEXT[:29])
    assert frames[-1].talk.turns == (Turn("How long?", "x"),)


@pytest.mark.parametrize("language", ["en", "es", "zh"])
def test_a_reader_in_the_line_sees_the_place_in_it(language: str) -> None:
    ask = says(Queued(12), Queued(1), Retrieved((), "q"), Checked(DONE))
    frames = said(respond("How long?", Talk(), ask, SOURCES, language))
    assert [("12" in f.aloud, "1" in f.aloud, f.busy) for f in frames[1:3]] == [(True, True, True), (False, True, True)]
    assert frames[2].aloud in Seen(frames[2].body).words
    assert frames[2].aloud not in Seen(frames[3].body).words


def test_a_full_line_is_one_line_and_no_turn() -> None:
    frame = said(respond("q", Talk(), says(Problem(503, "2 questions are waiting already")), SOURCES, "en"))[-1]
    assert "2 questions are waiting already" in Seen(frame.body).words
    assert frame.talk.turns == () and not frame.busy


def test_follow_up_is_asked_with_the_turns_before_it() -> None:
    seen: list[object] = []

    async def ask(question: str, history: object) -> AsyncGenerator[Event, None]:
        seen.append(history)
        yield Checked(DONE)

    first = said(respond("How long?", Talk(), ask, SOURCES, "en"))[-1]
    second = said(respond("And how wide?", first.talk, ask, SOURCES, "en"))[-1]
    assert seen == [(), (Turn("How long?", "x"),)]
    assert second.turn == 2 and "And how wide?" in second.question and "How long?" not in second.question


def test_refusal_is_part_of_the_conversation() -> None:
    refused = Answer("q", "refused", "The sources do not say.")
    frame = said(respond("q", Talk(), says(Refused(refused)), SOURCES, "en"))[-1]
    assert frame.talk.turns == (Turn("q", "The sources do not say."),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_question_is_a_line_of_the_page_not_of_the_command(language: str) -> None:
    with pytest.raises(EmptyQuestion) as empty:
        usable(" ?! ", 100)
    frame = said(respond(" ?! ", Talk(), says(empty.value), SOURCES, language))[-1]
    assert word("empty", language) in Seen(frame.body).words
    assert "onrecord" not in str(empty.value)


def test_too_long_a_question_is_told_to_a_reader_without_the_name_of_a_setting() -> None:
    with pytest.raises(UsageError, match="ONRECORD_MAX_QUESTION") as caught:
        usable("why " * 600, 2000)
    assert as_told(caught.value, "en") == ("The question has 2,399 characters; at most 2,000 can be asked. Shorten it.")
    for language in LANGUAGES:
        assert "ONRECORD" not in as_told(caught.value, language) and "2,399" in as_told(caught.value, language)


def test_unusable_question_is_one_line_and_no_turn() -> None:
    frame = said(respond("", Talk(), says(UsageError("the question is empty. Ask one.")), SOURCES, "en"))[-1]
    assert "the question is empty. Ask one." in Seen(frame.body).words
    assert frame.talk.turns == () and not frame.busy


def test_unexpected_error_is_logged_and_told_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[BaseException] = []
    monkeypatch.setattr("ui.api.problems.log_traceback", logged.append)
    frame = said(respond("q", Talk(), says(Delta("half"), RuntimeError("<b>a\nb</b>")), SOURCES, "en"))[-1]
    assert word("not_answered") in Seen(frame.body).words and "RuntimeError" not in Seen(frame.body).words
    assert "half" not in Seen(frame.body).words
    assert len(logged) == 1


def test_stopped_answer_says_so_and_the_next_question_starts_afresh() -> None:
    _, growing, *_ = said(respond("q", Talk(), says(Delta("half"), Checked(DONE)), SOURCES, "en"))
    stopped = ended(growing.talk, word("stopped"), "en")
    assert word("stopped") in Seen(stopped.body).words
    assert stopped.talk.asked == "" and stopped.talk.turns == ()


def test_pasted_book_is_shown_shortened() -> None:
    frame = said(respond("x" * 5000, Talk(), says(Checked(DONE)), SOURCES, "en"))[0]
    assert "x" * ASKED + " …" in frame.question
    assert "x" * (ASKED + 1) not in frame.question


# --- examples, words, server ---------------------------------------------------------------------------------------


def test_shipped_examples_can_be_read_in_every_language_of_the_page() -> None:
    shipped = read_examples(Path(__file__).parents[1])
    assert len(shipped) == 6
    for language in LANGUAGES:
        assert {language_of(e.within(language).question) for e in shipped} == {language}


def test_an_example_without_words_in_a_language_is_shown_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    both = '{"question": "How long?", "es": {"question": "¿Cuánto mide?"}}, {"question": "How wide?"}'
    (tmp_path / "seeds" / "examples.json").write_text(f'{{"examples": [{both}]}}', "utf-8")
    assert [e.within("es").question for e in read_examples(tmp_path)] == ["¿Cuánto mide?", "How wide?"]
    assert [e.within("zh").question for e in read_examples(tmp_path)] == ["How long?", "How wide?"]


def test_every_word_has_three_languages_and_the_same_fields() -> None:
    for words in (words for table in READ.values() for words in table.values()):
        fields = [sorted(part.split("}")[0] for part in said.split("{")[1:]) for said in words.values()]
        assert tuple(words) == LANGUAGES and all(words.values()) and fields.count(fields[0]) == 3
    assert set(status_word.rows) == set(Status) and set(tier_word.rows) == set(Tier)


@pytest.mark.parametrize(
    ("header", "language"), [("es-MX,es;q=0.9,en;q=0.8", "es"), ("de-DE,zh;q=0.5", "zh"), ("fr", "en"), ("", "en")]
)
def test_page_speaks_the_first_of_our_languages(header: str, language: str) -> None:
    assert spoken_by(header) == language


def test_taken_port_is_one_line_with_the_next_step() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(UsageError, match=rf"port {port} on 127\.0\.0\.1 .*--port 0"):
            listen("127.0.0.1", port)
        assert address_of(first, "127.0.0.1") == f"http://127.0.0.1:{port}/"
        assert address_of(first, "0.0.0.0") == f"http://127.0.0.1:{port}/"


def test_sentence_under_way_shows_its_mark_as_soon_as_it_is_checked() -> None:
    checked = verdict("It is 48 metres long [1].", Status.SUPPORTED, cite())
    struck = verdict("It is <b>made</b> of cheese.", Status.UNCITED)
    ask = says(
        Delta("It is 48 metres long [1]. It is <b>made</b> of "),
        ClaimChecked(checked, 0, 25),
        Delta("cheese."),
        ClaimChecked(struck, 1, 55),
        Checked(DONE),
    )
    frames = said(respond("How long?", Talk(), ask, SOURCES, "en", pace_s=0))
    assert "or-sentence" in frames[2].body and "It is <b>" not in frames[2].body
    assert Seen(frames[2].body).words.count("48 metres long") >= 1
    assert "or-exception-uncited" in frames[4].body and "<s>It is &lt;b&gt;" in frames[4].body


def test_rewritten_sentence_takes_the_place_of_the_one_that_failed() -> None:
    failed = verdict("It is 49 metres long [1].", Status.CONTRADICTED, cite())
    better = verdict("It is 48 metres long [1].", Status.SUPPORTED, cite())
    ask = says(
        Delta("It is 49 metres long [1]."), ClaimChecked(failed, 0, 25), ClaimChecked(better, 0, 25), Checked(DONE)
    )
    frames = said(respond("How long?", Talk(), ask, SOURCES, "en", pace_s=0))
    assert "49 metres" in frames[2].body and "49 metres" not in frames[3].body
