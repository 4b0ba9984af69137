"""When the passages are enough to answer from, and what a refusal may say is missing."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from evals.fitting import Case, logistic, scales, threshold, to_prior
from evals.schema import read_suite
from rag.answer.amounts import in_digits, meets_amount
from rag.answer.asked import cut_chinese, terms
from rag.answer.capitals import in_capitals
from rag.answer.coverage import INFLECTED, Read, cover
from rag.answer.features import FEATURES
from rag.answer.fitted import AS_IT_IS, Fit, Scale, fitted
from rag.answer.judge import Judge
from rag.answer.kinds import asked_for, holds_kind, missing_part
from rag.answer.space import KEPT, WordSpace, ramp
from rag.assemble import Parts
from rag.content import content, key, keys
from rag.ingest.words import main_language, vocabulary
from rag.models.embedder import E5, MiniLM
from rag.reading import Reading
from rag.tables import WordTable
from rag.types import Kind, Passage, Source, Span


def judge_of(parts: Parts, refuse_below: float | None = None) -> Judge:
    return Judge(
        parts.index,
        parts.ranker.embedder,
        parts.ranker.lexical.idf,
        Reading(parts.index, parts.ranker.knows),
        refuse_below,
    )


@pytest.mark.parametrize(
    ("question", "enough"),
    [
        ("Who was the engineer that drew the stone bridge?", True),
        ("When was the Mill Bridge opened again to vehicles?", True),
        ("How many people came to the reopening?", True),
        ("Who was the first astronaut of Brazil?", False),
        ("What is the salary of a nurse in Oslo?", False),
        ("How many penguins live in Antarctica?", False),
    ],
)
def test_answerable_is_told_from_unanswerable(parts: Parts, question: str, enough: bool) -> None:
    assert parts.judge.judge(question, parts.ranker.rank(question, 10)).enough is enough


def test_no_hits_are_no_ground(parts: Parts) -> None:
    ground = parts.judge.judge("Who drew the bridge?", [])
    assert (ground.enough, ground.confidence, ground.related) == (False, 0.0, False)


def test_refusal_names_only_words_that_no_passage_has(parts: Parts) -> None:
    question = "How many penguins cross the bridge?"
    missing = parts.judge.judge(question, parts.ranker.rank(question, 10)).missing
    assert "penguins" in missing
    everywhere = set().union(*(keys(p.text, parts.index.sources[p.source_id].language) for p in parts.index.passages))
    assert not {key(word) for word in missing} & everywhere
    assert all(word in question for word in missing)


def test_word_that_another_passage_has_is_not_called_missing(parts: Parts) -> None:
    question = "Which swifts did the mayor promise?"
    mayor = [h for h in parts.ranker.rank(question, 30) if h.passage.source_id == "mayor-2020"]
    assert "swifts" not in " ".join(h.passage.text for h in mayor).lower()
    assert parts.judge.judge(question, mayor).missing == ()


def test_setting_takes_the_place_of_the_calibrated_threshold(parts: Parts) -> None:
    silly, plain = "Who was the first astronaut of Brazil?", "Who was the engineer that drew the stone bridge?"
    assert judge_of(parts, 0.0).judge(silly, parts.ranker.rank(silly, 10)).enough
    assert not judge_of(parts, 1.0).judge(plain, parts.ranker.rank(plain, 10)).enough


def test_wanted_footnote_that_is_not_shown_is_refused_and_named(parts: Parts) -> None:
    question = "What does footnote 12 say about the stone bridge?"
    ground = parts.judge.judge(question, parts.ranker.rank(question, 10))
    assert (ground.enough, ground.confidence, ground.missing[0]) == (False, 0.0, "footnote 12")


def test_question_of_function_words_alone_does_not_crash(parts: Parts) -> None:
    question = "what is it?"
    assert not parts.judge.judge(question, parts.ranker.rank(question, 10)).enough


@pytest.mark.parametrize(
    "question", ["🐧🐧 в Антарктиде?", "¿¡?!", "a" * 1999, "桥" * 400, "naïve \u202eegdirb", "x " * 900]
)
def test_odd_questions_are_judged_without_a_crash(parts: Parts, question: str) -> None:
    ground = parts.judge.judge(question, parts.ranker.rank(question, 10))
    assert 0.0 <= ground.confidence <= 1.0


# --- words of the question ------------------------------------------------------------------------------------------------


def test_frame_of_a_question_is_not_its_matter() -> None:
    assert content("What is the name of the biggest bridge in 1887?") == ["bridge", "1887"]
    assert content("¿Cuántas personas cruzaron el puente?", "es") == ["personas", "cruzaron", "puente"]


def test_acronym_that_spells_a_function_word_is_kept() -> None:
    assert content("What did the WHO say of IT?") == ["WHO", "IT"]


@pytest.mark.parametrize(
    ("question", "known", "met"),
    [
        ("What is the STOP Act?", ["They stop it.", "The sources stop here."], False),
        ("What is the STOP Act?", ["The STOP Act passed."], True),
        ("What is the STOP Act?", ["The Synthetics Trafficking and Overdose Prevention Act passed."], True),
        ("What is the STOP Fentanyl Act?", ["They stop it."], False),
        ("Did they STOP it?", ["They stop it."], True),  # no act
    ],
)
def test_word_that_an_act_goes_by_is_met_by_no_other_word(question: str, known: list[str], met: bool) -> None:
    found = terms(
        question, "en", lambda term: 1.0 if term in ("stop", "act", "fentanyl") else 2.0, capitals=in_capitals(known)
    )
    (term,) = [term for term in found if term.text == "STOP"]
    assert (term.absent, term.named) == (not met, True)


def test_country_has_one_term_however_it_is_written() -> None:
    spellings = ["the U.S.", "the United States", "EE. UU."]
    assert {key(word) for text in spellings for word in content(text)} == {"usa"}


def test_terms_know_names_numbers_and_other_languages() -> None:
    rare = {"bridg": 1.0, "1887": 2.0}
    found = terms("¿Qué clotoide se abrió en Ashcombe en 1887?", "es", lambda term: rare.get(term, 4.0))
    told = {t.text: (t.named, t.foreign, t.absent) for t in found}
    assert told["clotoide"] == (False, True, True)
    assert told["Ashcombe"][0] and told["1887"] == (True, False, False)


def test_chinese_is_cut_where_it_costs_no_piece() -> None:
    words = ["石桥", "工程师", "的"]

    def pieces(text: str) -> int:
        """As a tokenizer that knows three words would count: a word is one, else each character; two marks."""
        count, at = 2, 0
        while at < len(text):
            known = next((w for w in words if text.startswith(w, at)), text[at])
            count, at = count + 1, at + len(known)
        return count

    assert cut_chinese("石桥工程师", pieces) == ["石桥", "工程师"]
    assert cut_chinese("石桥的工程师", None) == ["石桥的工程师"]
    assert cut_chinese("什么", pieces) == []


# --- kinds ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "body", "held"),
    [
        ("How much did the repair cost?", "The repair cost $1.41 million.", 1.0),
        ("How much did the repair cost?", "It took 14 months.", 0.0),
        ("How many came?", "About 400 people came.", 1.0),
        ("How many came in 2021?", "They came on 6 November 2021.", 0.0),
        ("How many came?", "Twelve came.", 1.0),
        ("When was it opened?", "It was opened in 1887.", 1.0),
        ("When was it opened?", "It was opened with a fair.", 0.0),
        ("Who drew it?", "It was drawn by Edith Crane.", 1.0),
        ("Who drew it?", "It was drawn by an engineer.", 0.0),
        ("Was it closed?", "It was.", 0.5),
        ("有多少人？", "About 400 people came.", 1.0),
        ("¿Cuándo se abrió?", "It was opened with a fair.", 0.0),
    ],
)
def test_passage_holds_a_value_of_the_kind_asked_for(question: str, body: str, held: float) -> None:
    assert holds_kind(question, body) == held


def test_noun_asked_for_ends_at_the_verb() -> None:
    assert asked_for("Which bank did the firm use?") == {"bank"}
    assert asked_for("How many stone bridges are there?") == {"stone", "bridg"}
    assert asked_for("有多少石桥？") == {"石桥"}


@pytest.mark.parametrize(
    ("question", "passages", "part"),
    [
        ("What is in table 3?", ["Table 3 shows the tolls."], ""),
        ("What is in table 3?", ["Table 4 shows the tolls."], "table 3"),
        ("Give me the full text of the letter", ["The letter is short."], "full text"),
        ("Which journalist wrote it?", ["It was written in May."], "journalist"),
        ("What did the mayor tell reporters?", ["The mayor said that it was closed."], ""),
        ("What did the mayor say when a journalist asked?", ["The mayor said that it was closed."], ""),
        ("How many tables were sold?", [""], ""),
    ],
)
def test_part_of_a_document_is_missing_unless_shown(question: str, passages: list[str], part: str) -> None:
    assert missing_part(question, passages) == part


# --- words as vectors ---------------------------------------------------------------------------------------------------


def flat_space() -> WordSpace:
    """Two words of the corpus, 'span' along x and 'toll' along y; a question's word lies where its first letter says."""
    where = {"b": (1.0, 0.0), "t": (0.0, 1.0)}
    table = WordTable("flat", ("span", "toll"), np.array([[1, 0], [0, 1]], np.float32), np.eye(2, dtype=np.float32))
    return WordSpace(table, lambda words: np.array([where.get(w[0], (0.5, 0.5)) for w in words], np.float32))


@pytest.mark.parametrize(("name", "held", "share"), [("Canada", "canadian", INFLECTED), ("Narcan", "narcotic", 0.0)])
def test_a_name_is_met_by_its_inflection_and_not_by_a_word_that_begins_alike(
    name: str, held: str, share: float
) -> None:
    asked = terms(f"Does it come from {name}?", "en", lambda term: 1.0)
    covered = cover(asked, [Read(0, held, frozenset({held}))], flat_space(), "en")
    assert covered[[t.text for t in asked].index(name)] == [share]


def test_a_first_name_is_met_where_the_sources_have_a_title_and_the_last_name() -> None:
    asked = terms("Did Ann Reil visit?", "en", lambda term: 1.0)
    titled = Read(0, "After Speaker Reil came, talks ended.", frozenset({key("Reil")}))
    other = Read(1, "After Tom Reil came, talks ended.", frozenset({key("Reil")}))
    first = [t.text for t in asked].index("Ann")
    assert cover(asked, [titled], flat_space(), "en")[first].tolist() == [1.0]
    assert cover(asked, [titled, other], flat_space(), "en")[first].tolist() == [0.0, 0.0]


def test_word_of_like_meaning_covers_and_another_does_not() -> None:
    asked = terms("bridge tax", "en", lambda term: 1.0)
    covered = cover(asked, [Read(0, "span", frozenset({"span"}))], flat_space(), "en")
    assert covered[:, 0].tolist() == [1.0, 0.0]


def test_year_of_the_heading_does_not_date_a_fact_of_another_year() -> None:
    asked = terms("toll 2020", "en", lambda term: 1.0)
    held = frozenset({"toll", "2020"})
    told = [Read(0, "toll in 2020", held), Read(0, "toll in 1999", held), Read(0, "toll", held)]
    assert cover(asked, told, flat_space(), "en")[1].tolist() == [1.0, 0.0, 0.7]


def test_only_the_latest_vectors_are_kept() -> None:
    space = flat_space()
    for i in range(KEPT + 10):
        space.embed([f"b{i}"])
    assert len(space._kept) == KEPT
    assert space.embed(["b0", "toll"]).tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_ramp_is_flat_outside_its_ends() -> None:
    assert ramp([0.1, 0.5, 0.9], 0.25, 0.75).tolist() == [0.0, 0.5, 1.0]


def test_vocabulary_has_one_word_a_term_most_frequent_first() -> None:
    source = Source("s", "S", kind=Kind.DOCUMENT)
    texts = ["Bridges cross rivers", "A bridge of stone", "The bridge"]
    passages = [Passage(str(i), "s", t, Span(0, len(t))) for i, t in enumerate(texts)]
    found = vocabulary([(source, passages)])
    assert found[0] == "bridges"
    assert sorted(found) == ["bridges", "cross", "rivers", "stone"]
    assert main_language([(replace(source, language="es"), passages)]) == "es"
    assert main_language([]) == "en"


# --- weights --------------------------------------------------------------------------------------------------------------


def test_shipped_weights_point_in_the_direction_that_makes_sense() -> None:
    for embedder, shipped in product((E5.id, MiniLM.id, "never calibrated"), (True, False)):
        weights = fitted(embedder, shipped=shipped).weights
        assert set(weights) <= set(FEATURES)
        assert all(weights.get(name, 1) > 0 for name in ("covered", "rarity", "fit", "score", "read"))
        assert all(weights.get(name, -1) < 0 for name in ("gain", "asked", "named", "unlike", "year"))
        assert weights["read"] > 0


def test_confidence_is_of_the_best_row_on_the_scale_of_the_language() -> None:
    scales = {"en": AS_IT_IS, "zh": Scale(slope=2, offset=0.5)}
    model = Fit(weights={"covered": 2.0}, intercept=-1.0, scales=scales, thresholds={"en": 0.5})
    rows = np.zeros((2, len(FEATURES)))
    rows[1, FEATURES.index("covered")] = 1.0
    assert math.isclose(model.confidence(rows, "en"), 1 / (1 + math.exp(-1.0)))
    assert math.isclose(model.confidence(rows, "zh"), 1 / (1 + math.exp(-2.5)))


def test_language_without_a_threshold_takes_the_english_one() -> None:
    assert (
        Fit(weights={}, intercept=0.0, scales={"en": AS_IT_IS}, thresholds={"en": 0.4, "zh": 0.2}).threshold("fr")
        == 0.4
    )


def test_logistic_fit_without_ridge_gives_back_the_odds() -> None:
    # x = 0: 1 of 4 is positive, log-odds ln(1/3); x = 1: 3 of 4, ln 3; so the slope is ln 9.
    x = np.array([[0.0]] * 4 + [[1.0]] * 4)
    y = np.array([1.0, 0, 0, 0, 1, 1, 1, 0])
    slopes, intercept = logistic(x, y, np.ones(8), 0.0)
    assert math.isclose(slopes[0], math.log(9), abs_tol=1e-4)
    assert math.isclose(intercept, -math.log(3), abs_tol=1e-4)


def case(number: int, label: str, language: str = "en", part: bool = False) -> Case:
    return Case(f"s/q{number}", "s", label, language, "e", True, np.zeros((1, len(FEATURES))), part)


def test_threshold_lets_only_the_allowed_share_of_the_answerable_fall() -> None:
    cases = [*(case(i, "answerable") for i in range(21)), case(21, "silent")]
    confidences = np.array([*(i / 20 for i in range(21)), 0.9])
    assert threshold(cases, confidences, "en", allowed=0.05) == 0.05
    assert threshold(cases, confidences, "en", allowed=0.1) == 0.1


def test_scale_weighs_the_kinds_of_question_as_people_ask_them() -> None:
    assert to_prior(np.array([1.0, 1.0, 0.0, 0.0])).tolist() == pytest.approx([1.6, 1.6, 0.4, 0.4])
    # Half of either kind at a score of 0, so it says nothing: the confidence is what four in five is.
    cases = [case(i, "answerable" if i % 2 else "silent", "es") for i in range(80)]
    found = scales(cases, np.zeros(80))
    assert found["es"].confidence(0.0) == pytest.approx(0.8, abs=0.01)
    assert "zh" not in scales([*cases, case(99, "silent", "zh")], np.zeros(81))  # too few for a scale of its own


def test_tested_questions_are_none_of_those_that_weights_were_fitted_to() -> None:
    data = Path(__file__).parents[1] / "evals" / "data"
    fitted_to = {q.question.lower() for q in read_suite(data / "calibration.jsonl")}
    for suite in ("questions", "blind"):
        assert not fitted_to & {q.question.lower() for q in read_suite(data / f"{suite}.jsonl")}


def test_capital_named_for_its_government_is_met_by_the_country() -> None:
    from rag.answer.governments import governments
    from rag.content import key, keys

    met = governments()[key("Beijing")]
    assert met in keys("China says it keeps strict control.")
    assert met not in keys("India says it keeps strict control.")


# --- amounts and names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "language", "digits"),
    [
        ("93 thousand or 92?", "en", "93000 or 92?"),
        ("27.000 libras o 1,5 millones", "es", "27000 libras o 1500000"),
        ("27.000 pounds", "en", "27.000 pounds"),
        ("9万3千人", "zh", "93000人"),
    ],
)
def test_amounts_are_read_in_digits(asked: str, language: str, digits: str) -> None:
    assert in_digits(asked, language) == digits


@pytest.mark.parametrize(
    ("asked", "body", "met"),
    [
        ("93000", "93,331 deaths", True),
        ("91000", "91,799 deaths", True),  # "more than 91,000"
        ("90000", "80,391 deaths", False),
        ("91", "90.9 percent", True),
        ("64", "63 percent", False),
        ("2020", "2,020 lb", False),  # a year is no amount
    ],
)
def test_number_is_met_by_what_rounds_to_it(asked: str, body: str, met: bool) -> None:
    assert meets_amount(asked, body) is met


def test_name_in_small_letters_is_known_by_how_the_sources_write_it(parts: Parts) -> None:
    names = parts.judge._names
    asked = terms("who was mayor of ashcombe", "en", lambda term: 1.0, names=frozenset({key("ashcombe")}))
    assert {t.text: t.named for t in asked} == {"mayor": False, "ashcombe": True}
    assert key("bridge") not in names


def test_synonym_covers_less_than_the_word_itself() -> None:
    asked = terms("dodge toll", "en", lambda term: 1.0)
    told = [Read(0, "", frozenset({key("dodge"), "toll"})), Read(1, "", frozenset({key("evade"), "toll"}))]
    assert cover(asked, told, flat_space(), "en")[0].tolist() == [1.0, 0.8]


def test_question_of_whose_words_hardly_any_is_met_is_about_something_else(parts: Parts) -> None:
    asked = "Which quantum computing hardware do volcanologists prefer?"
    ground = parts.judge.judge(asked, parts.engine.find(asked))
    assert (ground.enough, ground.confidence) == (False, 0.0)
    asked = "How long is the Mill Bridge?"
    assert parts.judge.judge(asked, parts.engine.find(asked)).confidence > 0
