"""How the judge is fitted: no weight against sense, other people's cases beside the shipped one, thresholds by weight."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evals.elsewhere import ARTICLES, FITTED_TO, HELD_OUT, Questioned, _kept
from evals.fitting import Case, balanced, fit, threshold, to_prior, unread
from rag.answer.features import FEATURES
from rag.answer.fitted import fitted
from rag.assemble import Parts
from rag.models.embedder import E5, MiniLM


def case(number: int, label: str, **features: float) -> Case:
    row = np.array([[features.get(name, 0.0) for name in FEATURES]])
    return Case(f"q{number}", "s", label, "en", MiniLM.id, True, row, False)


def drawn(turned: float) -> list[Case]:
    """Forty questions: "read" tells which have an answer, and "covered" tells it the wrong way round times ``turned``."""
    chance = np.random.default_rng(3)
    found = []
    for number in range(40):
        yes = number % 2 == 0
        noise = chance.normal(size=2)
        read, covered = (1.0 if yes else -1.0) + noise[0], (-turned if yes else turned) + noise[1]
        found.append(case(number, "answerable" if yes else "silent", read=read, covered=covered))
    return found


def test_feature_that_speaks_against_sense_is_left_out_and_the_others_are_fitted_again() -> None:
    model = fit(drawn(turned=1.0))
    assert "covered" not in model.weights
    assert model.weights["read"] > 0


def test_feature_that_makes_sense_stays() -> None:
    assert fit(drawn(turned=-1.0)).weights["covered"] > 0


def test_other_cases_count_their_share_of_the_own_whatever_their_number() -> None:
    own = [case(n, "answerable") for n in range(10)]
    both = balanced(own, [case(n, "silent") for n in range(40)], share=0.5)
    assert sum(c.weight for c in both[:10]) == 10
    assert np.isclose(sum(c.weight for c in both[10:]), 5)


def test_threshold_goes_by_weight() -> None:
    asked = [replace(case(n, "answerable"), weight=w) for n, w in enumerate((1.0, 1.0, 8.0))]
    sure = np.array([0.1, 0.2, 0.9])
    assert threshold(asked, sure, None, allowed=0.15) == 0.2
    assert threshold(asked, sure, None, allowed=0.5) == 0.9
    assert threshold([], np.array([]), None, allowed=0.5) == 0.5


def test_prior_holds_by_weight() -> None:
    answerable = np.array([1.0, 1.0, 0.0])
    weights = to_prior(answerable, np.array([1.0, 3.0, 2.0]))
    assert np.isclose(weights[:2].sum() / weights.sum(), 0.8)
    assert np.isclose(weights[1], 3 * weights[0])


def test_case_of_which_nothing_was_read_keeps_all_but_the_readers_figure() -> None:
    told = unread(case(1, "answerable", read=4.0, covered=0.7)).rows[0]
    assert (told[FEATURES.index("read")], told[FEATURES.index("covered")]) == (0.0, 0.7)


def test_shipped_fits_without_the_reader_do_not_ask_for_it() -> None:
    for embedder in (MiniLM.id, E5.id, "never calibrated"):
        for shipped in (True, False):
            assert "read" in fitted(embedder, shipped=shipped).weights
            assert "read" not in fitted(embedder, read=False, shipped=shipped).weights


def test_the_shipped_case_has_a_fit_of_its_own() -> None:
    assert fitted(MiniLM.id, shipped=True) != fitted(MiniLM.id)


def test_the_reader_learnt_from_none_of_the_sources_elsewhere_and_there_are_enough_of_them() -> None:
    kept = _kept()
    assert all(source.kept for source in kept)
    assert len(kept) >= sum(FITTED_TO) + sum(HELD_OUT)
    assert [source.id for source in kept] == [source.id for source in _kept()]


def test_each_article_answers_in_the_paragraph_it_names_and_has_near_misses() -> None:
    told = [Questioned.model_validate_json(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
    assert len({article.id for article in told}) == len(told) >= 20
    for article in told:
        assert article.unanswered
        assert all(q.by is not None and 0 <= q.by < len(article.paragraphs) for q in article.answered)


def test_only_the_shipped_case_is_judged_by_its_own_fit(parts: Parts, shipped: Parts) -> None:
    asked = "How long is the bridge?"
    assert shipped.judge.fit_for(asked) == fitted(shipped.judge.space_for("en").embedder, shipped=True)
    assert parts.judge.fit_for(asked) == fitted(parts.judge.space_for("en").embedder)
