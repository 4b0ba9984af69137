"""Words of other languages, Chinese names and synonyms."""

from __future__ import annotations

import pytest

from rag.answer.asked import terms
from rag.content import key
from rag.glossary import cut, english_terms, latin_names, pinyin, senses, synonyms


@pytest.mark.parametrize(
    ("word", "language", "first"),
    [
        ("puertos", "es", "port"),
        ("juez", "es", "judge"),
        ("incautaron", "es", "seized"),  # by its stem
        ("libras", "es", "pound"),  # not a "libro", whose stem it shares
        ("法官", "zh", "judge"),
        ("入境口岸", "zh", "port of entry"),
    ],
)
def test_word_has_its_english_senses(word: str, language: str, first: str) -> None:
    assert senses(word, language)[0] == first


@pytest.mark.parametrize(("word", "language"), [("xyzzy", "es"), ("桥梁学", "zh"), ("judge", "en"), ("juez", "fr")])
def test_unknown_word_has_none(word: str, language: str) -> None:
    assert senses(word, language) == ()


def test_longest_word_is_cut_first_and_the_rest_stays() -> None:
    assert cut("审判李希志的法官") == [("审判", True), ("李希志的", False), ("法官", True)]
    assert cut("") == []


def test_single_character_is_no_word_inside_an_unknown_one() -> None:
    assert senses("国", "zh") and cut("国籪") == [("国籪", False)]


def test_chinese_name_is_spelt_as_english_texts_do() -> None:
    assert pinyin("颜晓兵") == ("yan", "xiaobing")
    assert latin_names("查李希志案", {"li", "xizhi"}.__contains__) == ("李希志", "li", "xizhi")
    assert latin_names("查李希志案", {"li"}.__contains__) is None  # the sources know no such person


def test_question_in_chinese_becomes_terms_that_the_index_has() -> None:
    known = {"port", "entri", "xizhi", "li", "judg"}.__contains__
    assert english_terms("李希志的法官在哪个口岸？", "zh", known) == ["li", "xizhi", "judg", "port", "entri"]


def test_acronym_that_is_an_article_in_spanish_is_found() -> None:
    assert english_terms("联合国", "zh", lambda term: True) == ["unacronym"]


def test_spanish_question_is_asked_of_english_sources_by_its_senses() -> None:
    found = {t.text: t for t in terms("¿Cuántos jueces firmaron el tratado?", "es", lambda term: 1.0)}
    assert found["tratado"].senses == ("treaty",)
    assert found["tratado"].keys == (("treati",),)


@pytest.mark.parametrize(
    ("verb", "noun"), [("seize", "seizures"), ("grow", "growth"), ("refuse", "refusal"), ("ship", "shipments")]
)
def test_a_verb_and_the_noun_for_its_deed_are_met_by_each_other(verb: str, noun: str) -> None:
    assert key(verb) == key(noun) or key(noun) in synonyms(key(verb))


def test_synonyms_go_both_ways_and_leave_the_word_itself_out() -> None:
    assert "evad" in synonyms("dodg") and "dodg" in synonyms("evad")
    assert "dodg" not in synonyms("dodg")
    assert synonyms("xyzzi") == frozenset()


@pytest.mark.parametrize(
    ("asked", "told", "same"),
    [("kilograms", "pounds", True), ("tonnes", "kg", True), ("miles", "kilometres", True), ("acres", "hectares", True), ("miles", "pounds", False)],
)  # fmt: skip
def test_a_unit_is_met_by_those_that_measure_the_same(asked: str, told: str, same: bool) -> None:
    assert (key(told) in synonyms(key(asked))) is same
