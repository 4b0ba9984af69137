"""A claim in another language than its source: what agrees is not checked, and what stands nowhere is struck."""

from __future__ import annotations

import pytest

from rag.text import guess_language
from rag.types import Citation, Claim, Passage, Span, Status, Tier, Verdict
from rag.verify.citing import cite
from rag.verify.entities.names import names
from rag.verify.sources import EvidenceSource
from rag.verify.values.dates import dates
from rag.verify.values.numbers import figures
from rag.verify.verifier import verify

PORT = (
    "Harlow County opened the port of Brenna on 5 October 2021. The health ministry of Japan sent Dr. Anna Keld, who found 240 beds empty. "
    "Waiting times fell from 38 hours to 21, and the voting age to 16."
)
FIRST, SECOND, THIRD = (s.strip() for s in PORT.replace(". The", ".|The").replace("empty. ", "empty.|").split("|"))


def verdict(claim: str, cited: str = SECOND) -> Verdict:
    """The verdict on a claim that cites one sentence of PORT."""
    source = EvidenceSource(PORT, ("County Gazette",), Tier.PRIMARY, "2023-01-01", "en")
    at = PORT.index(cited)
    citation = Citation(1, "p", "s", cited, Span(at, at + len(cited)))
    text = f"{claim} [1]"
    return verify(Claim(text, Span(0, len(text)), (citation,)), {"s": source})


@pytest.mark.parametrize(
    "claim",
    [
        "El Ministerio de Sanidad de Japón envió a Anna Keld.",  # a body and a country by their Spanish names
        "日本卫生部派出的Anna Keld发现240张床位空置。",  # a name in Latin letters among characters
        "Anna Keld halló 240 camas vacías en el puerto de Brenna.",  # a name that another sentence of the source has
        "Ana Keld halló 240 camas vacías.",  # a name spelled the Spanish way
        "Por orden de Japón, en dos ocasiones, Anna Keld contó 240 camas.",  # a number in words
        "En el siglo XXI, Anna Keld contó 240 camas.",
        "Anna Keld habló de “camas vacías por todas partes”.",  # a quote in translation cannot stand in the source
    ],
)
def test_what_may_be_so_under_another_name_is_not_checked(claim: str) -> None:
    assert verdict(claim).status is Status.UNCHECKED, verdict(claim).reason


@pytest.mark.parametrize(
    "claim", ["等候时间从38小时缩短到21小时。", "投票年龄降到16岁。", "La espera bajó a 21 horas, frente a 38."]
)
def test_figures_that_all_stand_there_are_not_struck_for_their_unit_or_direction(claim: str) -> None:
    assert verdict(claim, THIRD).status is Status.UNCHECKED
    assert "agree" in verdict(claim, THIRD).reason


@pytest.mark.parametrize(
    "claim",
    [
        "Anna Keld halló 270 camas vacías.",
        "Anna Keld发现270张床位空置。",
        "Anna Keld y Peter Otieno hallaron 240 camas vacías.",  # behind a name that is there, one that is nowhere
        "泰国卫生部派出了Anna Keld。",
        "El ministerio envió a Anna Keld a Islandia y a Filipinas.",
    ],
)
def test_what_stands_nowhere_is_struck(claim: str) -> None:
    assert verdict(claim).status in (Status.UNSUPPORTED, Status.CONTRADICTED), verdict(claim).reason


def test_another_date_is_contradicted() -> None:
    assert verdict("El puerto abrió el 6 de octubre de 2021.", FIRST).status is Status.CONTRADICTED
    assert verdict("港口于2021年10月6日开放。", FIRST).status is Status.CONTRADICTED


def test_nothing_in_another_language_is_supported() -> None:
    """Its words are not compared: that the beds were full is no more and no less borne out."""
    for claim in ("Anna Keld halló 240 camas vacías.", "Anna Keld halló 240 camas ocupadas."):
        assert verdict(claim).status is Status.UNCHECKED
        assert "another language" in verdict(claim).reason


def test_quote_in_the_sources_own_language_must_stand_there() -> None:
    claim = "La médica Anna Keld, según se lee en el informe del condado, dijo que “sailors took every one” de las camas del puerto aquel año."
    assert verdict(claim).status is Status.BAD_REFERENCE


def test_verdict_says_what_could_not_be_told_and_not_that_all_agrees() -> None:
    reason = verdict("Anna Keld halló 240 camas vacías en el puerto de Brenna.").reason
    assert "“Brenna” is not in the cited words" in reason and "agree" not in reason


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Los tiempos de espera y la edad para votar bajaron [1].", THIRD),
        ("卫生部发现床位空置[1]。", SECOND),
        ("El ministerio halló vacías las camas [1].", SECOND),
    ],
)
def test_sentence_is_found_by_what_the_words_mean(claim: str, sentence: str) -> None:
    cited = cite(claim, [1], {1: Passage("p", "s", PORT, Span(0, len(PORT)))}, guess_language(claim))
    assert cited.claim.citations[0].quote == sentence


def test_name_in_latin_letters_ends_where_chinese_begins() -> None:
    assert [n.text for n in names("法医Helen Brask认为CDC低估了。")] == ["Helen Brask", "CDC"]


def test_month_in_chinese_is_a_date_and_no_figure() -> None:
    for text, month in (("四月的晚霜", 4), ("3月份缩短", 3), ("十一月以来", 11)):
        assert [d.month for d in dates(text, "zh")] == [month]
        assert not figures(text, "zh")
    assert not dates("为期3个月", "zh") and [f.unit for f in figures("为期3个月", "zh")] == ["months"]


def test_pounds_and_speeds_in_chinese() -> None:
    assert [(f.value, f.unit) for f in figures("填补2300万英镑的亏空", "zh")] == [(23_000_000, "GBP")]
    assert [f.unit for f in figures("风速达到每小时150公里", "zh")] == [""]
    assert [f.unit for f in figures("全长150公里", "zh")] == ["km"]


def test_chinese_with_long_latin_names_is_chinese() -> None:
    assert guess_language("Nordhavn Savings以8.9亿欧元收购了Banco Serrano。") == "zh"
    assert guess_language("Xi Jinping (习近平) visited Norland") == "en"
    assert guess_language("Wang Xiaohong 王小洪") == "en"


def test_spanish_without_little_words_is_told_by_its_spelling() -> None:
    assert guess_language("Anna Keld halló 240 camas vacías.") == "es"
    assert guess_language("Two cafés closed.") == guess_language("Peña Nieto resigned.") == "en"
    assert guess_language("Keld sprach von Ñandúes.", "de") == "de"
