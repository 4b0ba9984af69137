"""Ranking: words, views, references, the ledger's links."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from rag.answer.met import Met
from rag.assemble import Parts
from rag.content import signed
from rag.retrieve.fields import card, kind_words, month_names, names
from rag.retrieve.lexical import Lexical
from rag.retrieve.references import References
from rag.retrieve.views import View, standard
from rag.tokens import tokens
from rag.types import Kind, Source, Tier

REPORT = Source(
    "report",
    "Bridges",
    "County Bridge Commission (CBC)",
    published="2019-10-14",
    tier=Tier.PRIMARY,
    doc_type="pdf (issue brief)",
)
OLDER = Source(
    "older", "Bridges before", "County Bridge Commission (CBC)", published="2017-02-01", doc_type="pdf (report)"
)
PRESS = Source("press", "Closed!", "The Lenn Times", published="2020", tier=Tier.PRESS)
SEED = Source("seed", "Article", kind=Kind.SEED, tier=Tier.SEED)


# --- words ---


def test_question_of_unknown_words_scores_nothing_anywhere() -> None:
    index = Lexical([tokens("the bridge is long"), tokens("the river is wide")])
    assert not index.scores(tokens("xylophone quasar")).any()


@pytest.mark.parametrize("question", ["", "the of and", "？！"])
def test_empty_or_stop_word_question_scores_nothing(question: str) -> None:
    assert not Lexical([tokens("the bridge"), []]).scores(tokens(question)).any()


def test_text_that_shares_no_term_scores_zero() -> None:
    scores = Lexical([tokens("bridge length"), tokens("river flood")]).scores(tokens("bridge"))
    assert scores[0] > 0
    assert scores[1] == 0


def test_index_of_nothing_answers_with_nothing() -> None:
    assert Lexical([]).scores(["bridge"]).shape == (0,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("93,331 deaths", "93331 deaths"),
        ("134 %", "134 percent"),
        ("134 por ciento", "134%"),
        ("11 lb", "11 pounds"),
        ("FY2021", "fiscal year 2021"),
        ("the United States", "U.S."),
        ("two precursors", "2 precursors"),
    ],
)
def test_one_thing_written_in_two_ways_gives_the_same_terms(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize("text", ["JUN", "Jun. 4", "4 jun", "Jun 2021", "Month: JUN; Toll: 3"])
def test_a_short_month_is_the_month(text: str) -> None:
    assert "june" in tokens(text)


def test_what_only_looks_like_a_short_month_is_none() -> None:
    assert tokens("el mar azul", "es") == ["mar", "azul"]
    assert tokens("decide") == ["decid"] and tokens("the augmented jun-dish")[-1] == "dish"


def test_chinese_gives_characters_and_pairs() -> None:
    assert tokens("桥长") == ["桥", "长", "桥长"]


def test_spanish_words_are_stemmed_as_spanish() -> None:
    assert tokens("incautaciones", "es") == tokens("incautación", "es")


def test_acronym_that_is_also_a_function_word_is_a_term() -> None:
    assert tokens("What did the UN and the WHO decide?") == ["unacronym", "whoacronym", "decid"]
    assert tokens("who is it") == []
    assert tokens("WHO IS IT") == []


def test_code_is_a_term_as_a_whole() -> None:
    assert "gao-18-205" in tokens("GAO-18-205")


# --- fields ---


def test_card_names_publisher_title_date_in_words_and_kind() -> None:
    assert card(REPORT) == "County Bridge Commission (CBC), Bridges, 2019-10-14, october 2019, issue brief"
    assert card(SEED) == "article"


def test_card_names_the_authors_without_what_is_noted_of_them() -> None:
    report = replace(REPORT, authors=("Jane Reeve (chair)", "Ravi Sen"))
    assert card(report).startswith("County Bridge Commission (CBC), Jane Reeve, Ravi Sen, Bridges")
    assert signed(report) == "County Bridge Commission (CBC), Jane Reeve, Ravi Sen, Bridges, 2019-10-14"
    assert signed(SEED) == "the article"


def test_file_format_is_not_the_kind_of_document() -> None:
    assert kind_words(REPORT) == "issue brief"


def test_month_that_is_none_is_left_out() -> None:
    assert month_names("2021-13") == ""


def test_publisher_goes_by_acronym_and_name() -> None:
    assert names(REPORT) == {"CBC", "County Bridge Commission"}
    assert names(SEED) == frozenset()


# --- references ---


def meant(question: str, cited: Counter[str] | None = None) -> dict[str, float]:
    sources = [REPORT, OLDER, PRESS, SEED]
    found = References(sources, Counter(report=3, older=1) if cited is None else cited).read(question)
    return {s.id: float(m) for s, m in zip(sources, found.meant, strict=True) if m}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does the report say?", {"report": 1.0}),
        ("What does the brief find about arches?", {"report": 1.0}),
        ("What did the 2017 report say?", {"older": 1.0}),
        ("What does the Commission want?", {"report": 1.0, "older": 0.5}),
        ("Does the article say so?", {"seed": 1.0}),
        ("What does the Lenn Times story say?", {"press": 1.0}),
        ("Which report is the longest?", {}),
        ("How long is the bridge?", {}),
        ("We have to brief the mayor on arches. Which ones?", {}),
        ("Did they report the crack?", {}),
        ("What did its big 2020 paper say?", {}),  # nobody has one of that year
        ("报告说了什么？", {"report": 1.0}),
        ("议会的特别委员会说了什么？", {}),
        ("¿Qué dice el artículo?", {"seed": 1.0}),
    ],
)
def test_definite_reference_finds_the_source_that_is_meant(question: str, expected: dict[str, float]) -> None:
    assert meant(question) == expected


def test_the_article_is_meant_by_the_name_of_its_paper_too() -> None:
    seed = replace(SEED, publisher="The Ashcombe Courier")
    found = References([REPORT, seed], Counter(report=3)).read("What does the Courier say about arches?")
    assert found.article and found.meant.tolist() == [0, 1]


def test_without_a_ledger_the_report_means_nothing() -> None:
    assert meant("What does the report say?", Counter()) == {}


# --- views ---


def test_view_is_neutral_for_a_handful_of_vectors() -> None:
    vectors = np.eye(4, 6)
    assert np.allclose(View(vectors).cosines(vectors[1]), [0, 1, 0, 0])


def test_view_sets_passages_apart_that_share_most_of_their_meaning() -> None:
    rng = np.random.default_rng(3)
    shared = np.ones(32) * 3
    vectors = shared + rng.normal(size=(40, 32))
    plain = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    assert (plain @ plain[0])[1:].min() > 0.7  # before: everything resembles everything
    seen = View(plain).cosines(plain[0])
    assert seen[0] == pytest.approx(1)
    assert abs(seen[1:].mean()) < 0.1


@pytest.mark.parametrize("rows", [9, 40])
def test_fewer_vectors_than_dimensions_are_seen_as_by_the_whole_covariance(rows: int) -> None:
    vectors = np.random.default_rng(5).normal(size=(rows, 48)) + 2
    values, basis = np.linalg.eigh(np.cov((vectors - vectors.mean(0)).T, bias=True))
    floor = values.clip(0).sum() / min(rows, 48)
    damped = (vectors - vectors.mean(0)) @ (basis * (floor / (values.clip(0) + floor)) ** 0.25) @ basis.T
    damped /= np.linalg.norm(damped, axis=1, keepdims=True)
    assert np.allclose(View(vectors).cosines(vectors[0]), damped @ damped[0])


@pytest.mark.parametrize("rows", [4, 60])
def test_a_direction_that_tells_nothing_is_not_seen(rows: int) -> None:
    vectors, slip = np.random.default_rng(7).normal(size=(rows, 24)), 5 * np.eye(24)[2]
    view = View(vectors, unseen=slip[None])
    assert np.allclose(view.cosines(vectors[0] + slip), view.cosines(vectors[0]))
    assert not np.allclose(View(vectors).cosines(vectors[0] + slip), View(vectors).cosines(vectors[0]))
    assert np.allclose(View(vectors, unseen=np.zeros((0, 24))).cosines(vectors[0]), View(vectors).cosines(vectors[0]))


def test_passage_is_as_near_as_its_nearest_sentence() -> None:
    view = View(np.eye(3), np.array([0, 0, 1], np.int32))
    assert np.allclose(view.best(np.eye(3)[1], 2), [1, 0])


def test_standard_scores_of_equal_values_are_zero() -> None:
    assert not standard(np.ones(5)).any()


# --- the whole ---


def test_every_hit_says_what_its_score_was_summed_from(parts: Parts) -> None:
    for hit in parts.engine.find("How long is the Mill Bridge?"):
        assert hit.score == pytest.approx(sum(hit.parts.values()), abs=1e-2)


def test_hits_come_best_first_and_not_more_than_asked_for(parts: Parts) -> None:
    hits = parts.ranker.rank("How long is the Mill Bridge?", 5)
    assert len(hits) == 5
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_sentences_of_a_hit_lie_inside_its_passage(parts: Parts) -> None:
    for hit in parts.engine.find("What happened to the first bridge in 1741?"):
        assert all(hit.passage.span.start <= s.span.start < s.span.end <= hit.passage.span.end for s in hit.sentences)


# --- the part that counts what a passage meets ---


def test_passage_that_has_the_questions_words_meets_most_of_it(parts: Parts) -> None:
    rows = range(len(parts.index.passages))
    met = Met(parts.judge)("How long did the masons work on the stone bridge of 1887?", rows)
    assert met.min() >= 0 and met.max() <= 1
    best = parts.index.passages[int(met.argmax())]
    assert "Masons" in best.text and "1887" in best.text


@pytest.mark.parametrize(("question", "rows"), [("who is it?", [0, 1]), ("How long is the bridge?", [])])
def test_question_without_content_or_without_passages_is_met_by_nothing(
    parts: Parts, question: str, rows: list[int]
) -> None:
    met = Met(parts.judge)(question, rows)
    assert met.shape == (len(rows),) and not met.any()


def test_coverage_speaks_for_the_passage_that_has_it_and_only_within_reach(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.retrieve.ranker.REACH", 2)
    covered = parts.ranker.score("How long is the Mill Bridge?").parts["covered"]
    assert (covered == covered.min()).sum() >= len(covered) - 1


def test_seed_yields_to_its_sources_unless_the_question_is_about_it(parts: Parts) -> None:
    seeds = [parts.index.sources[p.source_id].kind is Kind.SEED for p in parts.index.passages]
    assert any(seeds)
    plain = parts.ranker.score("How long is the Mill Bridge?").parts
    about = parts.ranker.score("What does the article say about the Mill Bridge?").parts
    assert (plain["seed"][seeds] < 0).all() and not plain["seed"][~np.array(seeds)].any()
    assert "seed" not in about
