"""Pairs that are made from others: what each generator may and may not change."""

from evals.train.made import made
from evals.train.scenarios import NOT_SUPPORTED, Pair, Task

TEXTS = [
    "Port of Skelle: The harbour moved 41,200 tons in 2019. Ana Pell told directors that dredging had cost 3,100 pounds.",
    "Norwick Gazette: Ships landed 87,900 tons at Norwick quays. Mayor Tom Reyes put the price of dredging at 5,600 pounds.",
    "Tarn Council: Minutes record 12,750 tons handled. Engineer Ines Carrow reported that deepening channels took 9,300 pounds.",
]
CLAIMS = [
    "Skelle handled 41,200 tons, and Ana Pell said that dredging had cost 3,100 pounds.",
    "Norwick handled 87,900 tons, and Tom Reyes said that dredging had cost 5,600 pounds.",
    "Tarn handled 12,750 tons, and Ines Carrow said that dredging had cost 9,300 pounds.",
]
SETS = {"new-protocols": [Pair(Task.CLAIM, c, t, 0) for c, t in zip(CLAIMS, TEXTS, strict=True)]}


def test_what_is_the_same_stands_in_its_text_and_is_supported() -> None:
    same = made(SETS)["same"]
    assert same
    assert all(pair.first in pair.second and pair.label == 0 for pair in same)


def test_what_is_near_keeps_its_claim_and_loses_its_text() -> None:
    near = made(SETS)["near"]
    assert {pair.first for pair in near} == set(CLAIMS)
    assert all((pair.first, pair.second) not in set(zip(CLAIMS, TEXTS, strict=True)) for pair in near)
    assert {pair.label for pair in near} == {NOT_SUPPORTED}


def test_an_exchange_keeps_the_words_of_the_text_and_says_another_thing() -> None:
    swap = made(SETS)["swap"]
    assert swap
    for pair in swap:
        assert pair.label == NOT_SUPPORTED
        assert pair.first not in CLAIMS
        assert pair.first not in pair.second


def test_the_same_sets_give_the_same_pairs_and_no_sets_give_none() -> None:
    assert made(SETS) == made(SETS)
    assert made({}) == {"near": [], "same": [], "swap": []}


def test_other_languages_are_made_of_their_own_sets() -> None:
    text = "斯凯港年报: 2019年港口吞吐量为412万吨。疏浚费用为31万元，由市政府承担。"
    sets = {"scenarios.claims.x": [Pair(Task.CLAIM, "2019年吞吐量为412万吨，疏浚费用为31万元。", text, 0, "zh")] * 4}
    pairs = made(sets, "small")
    assert pairs["same"] and all(pair.first in pair.second for pair in pairs["same"])
    assert pairs["swap"] and all(pair.first not in text for pair in pairs["swap"])
    assert made(sets) == {"near": [], "same": [], "swap": []}
