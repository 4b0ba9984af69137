"""What speaks against a premise counts where a check and the reader together say enough; what only the reader finds is said as a doubt."""

from __future__ import annotations

import numpy as np
import pytest

from rag.answer.doubted import doubted, plainer, unread
from rag.answer.draft import Correction, Doubt, Pick
from rag.answer.judge import Ground
from rag.answer.weighed import (
    CHECKS,
    FEATURES,
    NOT_KNOWN,
    UNREAD,
    PremiseFit,
    PremiseFits,
    Weight,
    features_of,
    fitted,
    unread_features,
    weigh,
    weigh_unread,
)
from rag.assemble import Parts
from rag.models.reader import ANSWERS, DENIES, SILENT, Shares
from rag.phrases import LANGUAGES, phrase
from rag.types import Hit, Kind, Likeness
from rag.verify.premises.doubts import CHECKS as ALL_CHECKS
from rag.verify.premises.doubts import OF_A_PART


def shares(*rows: tuple[float, float, float]) -> Shares:
    return np.array(rows)


ANSWERED = (0.8, 0.15, 0.05)
DENIED = (0.1, 0.1, 0.8)
QUIET = (0.01, 0.98, 0.01)
NOTHING = (np.nan, np.nan, np.nan)
PARTLY = (0.2, 0.7)  # of a premise a clause has so much
ENOUGH = Ground(True, 0.9)


def test_shares_stand_in_this_order() -> None:
    assert (ANSWERS, SILENT, DENIES) == (0, 1, 2)


def found(parts: Parts, by: str = "denied", sure: bool = True) -> Correction:
    passage = parts.index.passages[0]
    return Correction("it is long", "long", False, Pick(passage, passage.span), by=by, sure=sure)


def hits_of(parts: Parts) -> list[Hit]:
    return [Hit(passage, 1.0) for passage in parts.index.passages[:5]]


def test_every_check_that_is_told_apart_exists() -> None:
    assert {check.__name__ for check in (*ALL_CHECKS, *OF_A_PART)} > set(CHECKS)
    assert (set(fitted().read.weights), set(fitted().unread.weights)) == (set(FEATURES), set(UNREAD))


def test_each_feature_is_what_its_name_says(parts: Parts) -> None:
    hits, read = hits_of(parts), shares(DENIED, NOTHING, ANSWERED)
    told = dict(zip(FEATURES, features_of(read, hits, found(parts), True, Likeness(0.7, 2.5)) or (), strict=True))
    assert told["first"] == told["highest"] == told["deciding"] == pytest.approx(np.log(8))
    assert told["all"] == pytest.approx(np.log(0.85 / 0.9))
    assert (told["answers"], told["unanswered"], told["sure"], told["unsure"], told["denied"]) == (0.8, 0, 1, 0, 1)
    assert (told["known"], told["worded"]) == (0.7, 2.5)
    bare = dict(zip(FEATURES, features_of(read, hits, None, False, Likeness(0.7, 2.5)) or (), strict=True))
    assert (bare["deciding"], bare["unanswered"], bare["sure"], bare["unsure"]) == (0, 1, 0, 0)
    # Words of questions that are answered tell nothing of one that is not.
    assert (bare["known"], bare["worded"]) == (0.7, 0)
    # How much of the premise stands in a clause tells where no check says what is wrong with it.
    stands = [features_of(read, hits, check, True, NOT_KNOWN, (0.6, 0.9)) or () for check in (None, found(parts))]
    assert [one[FEATURES.index("whole") : FEATURES.index("sure")] for one in stands] == [(0.6, 0.9), (0, 0)]


@pytest.mark.parametrize(
    ("read", "check", "expected"),
    [
        ([DENIED] * 5, True, True),
        ([DENIED] * 5, False, True),  # what only the reader finds
        ([ANSWERED] * 5, False, False),
        ([QUIET] * 5, False, False),
        ([], True, True),  # nothing was read: the check decides
        ([NOTHING] * 5, True, True),
        ([NOTHING] * 5, False, False),
    ],
)
def test_what_speaks_against_a_premise_is_weighed(
    parts: Parts, read: list[tuple[float, float, float]], check: bool, expected: bool
) -> None:
    told = np.array(read).reshape(-1, 3)
    weight = weigh(told, hits_of(parts), found(parts) if check else None, True, borne=PARTLY)
    assert weight >= Weight.FULL if expected else weight is Weight.NONE


def test_passages_about_something_else_give_rise_to_a_doubt_only_where_one_denies(parts: Parts) -> None:
    silent, denying_one = shares(*[(0.02, 0.95, 0.03)] * 5), shares(*[(0.02, 0.95, 0.03)] * 4, (0.02, 0.08, 0.9))
    like_wrong_ones = Likeness(9.0)
    assert weigh(silent, hits_of(parts), None, False, like_wrong_ones) >= Weight.FULL, "this would test nothing"
    assert weigh(silent, hits_of(parts), None, False, like_wrong_ones, related=False) is Weight.NONE
    assert weigh(denying_one, hits_of(parts), None, False, like_wrong_ones, related=False) >= Weight.FULL
    assert weigh(silent, hits_of(parts), found(parts), False, like_wrong_ones, related=False) >= Weight.FULL


def test_a_check_that_is_not_sure_falls_where_every_passage_answers(parts: Parts) -> None:
    read = shares(*[(0.98, 0.015, 0.005)] * 5)
    assert weigh(read, hits_of(parts), found(parts, "unsaid", sure=False), True) is Weight.NONE


def test_known_questions_with_a_wrong_premise_tip_the_scale(parts: Parts) -> None:
    read = shares(*[(0.4, 0.3, 0.3)] * 5)
    assert weigh(read, hits_of(parts), None, True, borne=PARTLY) is Weight.NONE
    assert weigh(read, hits_of(parts), None, True, known=Likeness(1.5), borne=PARTLY) is Weight.FULL


def test_what_leaves_nothing_to_weigh_counts_whatever_was_read(parts: Parts) -> None:
    assert weigh(shares(*[ANSWERED] * 5), hits_of(parts), found(parts, by=""), True) is Weight.FULL


@pytest.mark.parametrize(
    ("by", "sure", "weighed"), [("other_clause", True, False), ("other_clause", False, True), ("denied", True, True)]
)
def test_what_a_narrow_check_is_sure_of_is_not_weighed(by: str, sure: bool, weighed: bool, parts: Parts) -> None:
    read = shares(*[(0.999, 0.0005, 0.0005)] * 5)
    assert (weigh(read, hits_of(parts), found(parts, by, sure), True) is Weight.NONE) is weighed


def by_known_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fits in which only known questions count: in full above 2, slightly above 1."""
    fit = PremiseFit(made="", weights={"known": 1.0}, intercept=0.0, threshold=2.0, slight=1.0, plain=3.0)
    monkeypatch.setattr("rag.answer.weighed.fitted", lambda: PremiseFits(read=fit, unread=fit))


@pytest.mark.parametrize(
    ("known", "enough", "expected"),
    [
        (3.5, True, Weight.PLAIN),
        (2.5, True, Weight.FULL),
        (1.5, True, Weight.SLIGHT),
        (1.5, False, Weight.NONE),  # what the sources are silent on is not answered for a slight doubt
        (0.5, True, Weight.NONE),
    ],
)
def test_a_slight_doubt_counts_where_the_sources_answer(
    known: float, enough: bool, expected: Weight, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_known_alone(monkeypatch)
    read = shares(*[ANSWERED] * 5)
    assert weigh(read, hits_of(parts), None, enough, Likeness(known)) is expected
    assert weigh_unread(read, enough, Likeness(known), NOT_KNOWN) is expected


def test_without_known_questions_no_doubt_is_slight(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    low = PremiseFit(made="", weights={}, intercept=0.0, threshold=2.0, slight=-1.0, plain=3.0)
    monkeypatch.setattr("rag.answer.weighed.fitted", lambda: PremiseFits(read=low, unread=low))
    assert weigh(shares(DENIED), hits_of(parts), None, True, NOT_KNOWN) is Weight.NONE
    assert weigh_unread(shares(DENIED), True, NOT_KNOWN, NOT_KNOWN) is Weight.NONE


def test_of_another_language_the_first_passage_counts_as_far_as_it_was_read() -> None:
    assert unread_features(shares(DENIED, ANSWERED), Likeness(0.7, 2.5), Likeness(0.2, 1.5), PARTLY) == (
        pytest.approx(np.log(8)), 0.7, 2.5, 0.2, 1.5, *PARTLY,
    )  # fmt: skip
    assert unread_features(shares(NOTHING), Likeness(0.7), NOT_KNOWN)[:5] == (0.0, 0.7, 0.0, 0.0, 0.0)
    assert unread_features(np.zeros((0, 3)), Likeness(0.7), NOT_KNOWN)[:5] == (0.0, 0.7, 0.0, 0.0, 0.0)


def test_a_slight_doubt_leaves_the_quotes_as_they_stand(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (Pick(p, p.span) for p in parts.index.passages[:2])
    assert Doubt().first([other, one], 3) == [other, one]
    assert Doubt().first([other, one], 1) == [other]
    question = "What does the Mill Bridge carry?"
    monkeypatch.setattr("rag.parts.weigh", lambda *told: Weight.SLIGHT)
    assert parts.false_premise(question, parts.engine.find(question), "en", ENOUGH) == Doubt()


def denying(parts: Parts, monkeypatch: pytest.MonkeyPatch, read: tuple[float, float, float]) -> None:
    monkeypatch.setattr(type(parts.judge.reading), "__call__", lambda self, question, rows: shares(*[read] * len(rows)))


NOT_ENOUGH, RATHER = Ground(False, 0.1, related=False), (0.05, 0.2, 0.75)


@pytest.mark.parametrize(
    ("question", "ground", "read", "noted"),
    [
        ("What did trains over the Mill Bridge carry?", ENOUGH, RATHER, True),
        ("Do trains cross the Mill Bridge at night?", ENOUGH, RATHER, True),
        ("What did trains over the Mill Bridge carry?", NOT_ENOUGH, RATHER, False),
        (
            "What did the night trains from Harlow carry over it?",
            NOT_ENOUGH,
            (0.03, 0.02, 0.95),
            True,
        ),  # what they deny so surely they speak of
    ],
)
def test_a_doubt_is_noted_where_the_sources_answer_or_surely_deny(
    question: str,
    ground: Ground,
    read: tuple[float, float, float],
    noted: bool,
    parts: Parts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hits = parts.engine.find(question)
    denying(parts, monkeypatch, read)
    said = parts.false_premise(question, hits, "en", ground)
    assert isinstance(said, Doubt) is noted


def test_a_doubt_says_no_more_than_that_in_each_language(parts: Parts) -> None:
    passage = parts.index.passages[0]
    assert Doubt(Pick(passage, passage.span), plain=True).note("en") == phrase("premise_denied", "en")
    doubt = Doubt(Pick(passage, passage.span))
    assert len({doubt.note(language) for language in LANGUAGES}) == len(LANGUAGES)
    assert doubt.note("en") == phrase("premise_doubted", "en")


def test_of_two_that_rank_alike_a_doubt_shows_the_one_that_denies_most_but_for_the_seed(parts: Parts) -> None:
    sources = parts.index.sources
    others = [p for p in parts.index.passages if sources[p.source_id].kind is not Kind.SEED]
    seed = next(p for p in parts.index.passages if sources[p.source_id].kind is Kind.SEED)
    hits = [Hit(passage, 1.0) for passage in (others[0], seed, others[1])]
    assert doubted(hits, shares(ANSWERED, DENIED, RATHER), sources).deciding.passage == others[1]
    assert doubted(hits, shares(ANSWERED, NOTHING, DENIED), sources).deciding.passage == others[1]
    assert doubted(hits, np.zeros((0, 3)), sources).deciding.passage == others[0]


def test_a_doubt_shows_what_ranks_high_before_what_denies_a_little_more(parts: Parts) -> None:
    sources = parts.index.sources
    one, other = [p for p in parts.index.passages if sources[p.source_id].kind is not Kind.SEED][:2]
    read = shares(RATHER, DENIED)
    assert doubted([Hit(one, 9.0), Hit(other, 1.0)], read, sources).deciding.passage == one
    assert doubted([Hit(one, 1.0), Hit(other, 1.0)], read, sources).deciding.passage == other


def test_what_denies_it_is_quoted_first_and_never_added(parts: Parts) -> None:
    one, other = (Pick(p, p.span) for p in parts.index.passages[:2])
    doubt = Doubt(one)
    assert doubt.first([other, one], 3) == [one, other]
    assert doubt.first([other], 3) == [other]


def test_what_denies_it_more_plainly_stands_before_what_a_rule_found(parts: Parts) -> None:
    one, other, third = (Pick(p, p.span) for p in parts.index.passages[:3])
    corrected = Correction("it is long", "long", False, one, plainer=other)
    assert corrected.first([third, one, other], 3) == [other, one, third]
    assert corrected.first([third], 3) == [other, one, third]


@pytest.mark.parametrize(
    ("denies", "scores", "expected"),
    [
        ((0.1, 0.5, 0.9), (1, 1, 1), 2),
        ((0.7, 0.5, 0.9), (1, 1, 1), None),  # hardly more
        ((0.1, 0.9, 0.2), (1, 1, 1), None),  # the seed decides nothing
        ((np.nan, 0.1, 0.9), (1, 1, 1), 2),
        ((0.1, 0.5, 0.9), (9, 1, 1), None),  # what ranks lower denies something else
        ((0.5, 0.5, 0.5), (1, 1, 9), 2),
        ((0.5, 0.5), (1, 1, 9), None),  # none takes its place that was not read
        ((), (1, 1, 9), None),
    ],
)
def test_a_passage_that_denies_it_and_ranks_high_comes_first_unless_it_is_of_the_seed(
    denies: tuple[float, ...], scores: tuple[float, ...], expected: int | None, parts: Parts
) -> None:
    others = [p for p in parts.index.passages if parts.index.sources[p.source_id].kind is not Kind.SEED]
    seed = next(p for p in parts.index.passages if parts.index.sources[p.source_id].kind is Kind.SEED)
    hits = [Hit(passage, score) for passage, score in zip((others[0], seed, others[1]), scores, strict=True)]
    shares = np.array([[np.nan if np.isnan(d) else (1 - d) / 2] * 2 + [d] for d in denies]).reshape(-1, 3)
    corrected = Correction("it is long", "long", False, Pick(hits[0].passage, hits[0].passage.span))
    said = plainer(corrected, hits, shares, parts.index.sources).plainer
    assert (said and said.passage.id) == (None if expected is None else hits[expected].passage.id)


def test_what_is_settled_and_what_an_editor_decides_stays_first(parts: Parts) -> None:
    others = [p for p in parts.index.passages if parts.index.sources[p.source_id].kind is not Kind.SEED]
    hits = [Hit(others[0], 1.0), Hit(others[1], 1.0)]
    for passage, settled in ((others[0], True), (others[2], False)):
        corrected = Correction("it is long", "long", False, Pick(passage, passage.span), settled=settled)
        assert plainer(corrected, hits, shares(ANSWERED, DENIED), parts.index.sources).plainer is None


def test_what_corrects_is_quoted_first_and_added_where_it_is_not_among_the_quotes(parts: Parts) -> None:
    one, other = (Pick(p, p.span) for p in parts.index.passages[:2])
    corrected = Correction("it is long", "long", False, one)
    assert corrected.first([other, one], 3) == [one, other]
    assert corrected.first([other], 3) == [one, other]
    assert corrected.first([other], 1) == [one]


def test_where_nothing_was_read_the_doubt_quotes_no_words_of_the_seed_first(parts: Parts) -> None:
    kinds = {source.id: source.kind for source in parts.index.sources.values()}
    seed = next(p for p in parts.index.passages if kinds[p.source_id] is Kind.SEED)
    other = next(p for p in parts.index.passages if kinds[p.source_id] is not Kind.SEED)
    assert unread([Hit(seed, 2.0), Hit(other, 1.0)], parts.index.sources).deciding.passage == other
    assert unread([Hit(seed, 2.0)], parts.index.sources).deciding.passage == seed


def test_what_a_check_finds_in_another_language_gives_way_to_what_puts_it_right_too(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = [p for p in parts.index.passages if parts.index.sources[p.source_id].kind is not Kind.SEED][:2]
    check = Correction("es larga", "larga", False, Pick(one, one.span), by="denied")
    monkeypatch.setattr(Parts, "corrected", lambda *told: check)
    denying(parts, monkeypatch, RATHER)
    hits = [Hit(other, 9.0), Hit(one, 1.0)]
    said = parts.false_premise("¿Por qué es larga?", hits, "es", ENOUGH)
    assert isinstance(said, Correction)
    assert said.plainer is not None
    assert (said.deciding.passage, said.plainer.passage) == (one, other)
