# One case a line: a table is read across.
"""Folding that keeps its place, verbatim quotes, names, denials and speakers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.same_word import same_word
from rag.text import content_words, fold, guess_language
from rag.types import Span
from rag.verify.entities.names import in_text, mined_pairs, names
from rag.verify.quotes import find_folded, find_verbatim, quoted_parts
from rag.verify.speakers.attribution import attribution, is_speaker
from rag.verify.values.identifiers import identifiers
from rag.verify.words.negation import absolutes, denied, hedges

SOURCE = "She said:  “Café—prices   rose”\r\nby 5 %."


def test_verbatim_is_letter_for_letter() -> None:
    assert find_verbatim("prices   rose", SOURCE) == Span(17, 30)
    for nearly in ("prices rose", "Prices   rose", "prices   rise", ""):
        assert find_verbatim(nearly, SOURCE) is None, nearly


def test_verbatim_stays_within() -> None:
    assert find_verbatim("a", "a b a", Span(1, 5)) == Span(4, 5)
    assert find_verbatim("a b", "a b a", Span(1, 5)) is None


@pytest.mark.parametrize(
    "quote", ['"café-prices rose"', "“CAFÉ – PRICES rose”".replace(" – ", "–"), "“Cafe\u0301—prices rose”"]
)
def test_folded_gives_the_sources_own_letters(quote: str) -> None:
    span = find_folded(quote, SOURCE)
    assert span is not None
    assert span.of(SOURCE) == "“Café—prices   rose”"


def test_folded_does_not_forgive_another_word() -> None:
    assert find_folded("café-prices fell", SOURCE) is None


def test_quoted_parts_nest() -> None:
    text = "“a ‘b’ “c” d” and «e» and “never closed"
    assert [s.of(text) for s in quoted_parts(text)] == ["a ‘b’ “c” d", "e"]


@pytest.mark.parametrize("text", ["", "e\u0301\u200b😀\r\n\tß ﬁ ５", "\ud800x", "İstanbul ΑΣ", "1O0 3o №"])
def test_folding_keeps_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))


@given(st.text("abAB 1,Ol’“—éñ№ﬁß€中\xa0\n"), st.booleans(), st.booleans(), st.booleans())
def test_text_is_folded_alike_at_once_and_character_by_character(
    text: str, case: bool, accents: bool, spaces: bool
) -> None:
    at_once = fold(text, case=case, accents=accents, spaces=spaces)
    singly = fold(
        text + ";e\u0301", case=case, accents=accents, spaces=spaces
    )  # a mark of its own forbids the quick way
    size = len(at_once.text)
    assert singly.text[:size] == at_once.text and singly.text[size] == ";"
    assert list(singly.starts[:size]) == list(at_once.starts) and list(singly.ends[:size]) == list(at_once.ends)


def test_footnote_mark_is_no_digit() -> None:
    assert fold("93,331²").text == "93,331²"


def test_chinese_words_are_pairs_in_place() -> None:
    text = "芬太尼的来源"
    assert [(w.text, w.span.of(text)) for w in content_words(text, "zh")] == [
        ("芬太", "芬太"),
        ("太尼", "太尼"),
        ("来源", "来源"),
    ]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("seized", "seizures", True),
        ("drug", "drugs", True),
        ("china", "chinese", True),
        ("mexico", "mexican", True),
        ("rose", "rosary", False),
        ("seller", "sold", False),
        ("policy", "police", False),  # told apart by a table of words that only look alike
    ],
)
def test_same_word(a: str, b: str, same: bool) -> None:
    assert same_word(a, b) is same


def test_language_is_guessed() -> None:
    got = [guess_language(t) for t in ("the cat is on it", "el gato está en la casa", "中国的来源", "123")]
    assert got == ["en", "es", "zh", "en"]


def test_names_and_acronyms() -> None:
    text = "On Tuesday the DEA and U.S. Customs said that Xi Jinping met Ana Ruiz in May."
    assert [n.text for n in names(text)] == ["DEA", "U.S. Customs", "Xi Jinping", "Ana Ruiz"]


def test_capital_at_the_beginning_is_a_name_only_if_known() -> None:
    assert [n.text for n in names("Biden spoke.")] == []
    assert [n.text for n in names("Biden spoke.", "when Biden came")] == ["Biden"]


def test_acronym_is_mined_from_its_long_name() -> None:
    text = "the Centers for Disease Control and Prevention (CDC) and the U.S.-China Review Commission (USCRC)"
    assert mined_pairs(text)["cdc"] == "centers for disease control and prevention"
    assert in_text("CDC", "Centers for Disease Control and Prevention (CDC)")
    assert in_text("Drug Enforcement Administration", "The DEA said", {"DEA": "Drug Enforcement Administration"})


def test_us_the_country_is_not_us_the_pronoun() -> None:
    assert in_text("United States", "in the U.S. today")
    assert in_text("United States", "in the US today")
    assert not in_text("United States", "they told us")


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("China did not stop exports", "en", "stop"),
        ("China failed to stop exports", "en", "stop"),
        ("They didn't stop exports", "en", "stop"),
        ("China no detuvo las exportaciones", "es", "detuvo"),
        ("sold without licence", "en", "licence"),
        ("中国没有停止出口", "zh", "停止"),
    ],
)
def test_negation_is_tied_to_its_word(text: str, language: str, word: str) -> None:
    assert [w for w, no in denied(text, lambda _: True, language).items() if no] == [word]


@pytest.mark.parametrize(
    "text", ["not only steel", "No. 5 steel", "no more than steel", "不断增加", "没收毒品", "未来"]
)
def test_no_negation(text: str) -> None:
    assert not any(denied(text, lambda _: True, "zh" if text[0] > "\u4e00" else "en").values())


def test_hedges_and_absolutes() -> None:
    assert [h.text for h in hedges("In May it may rise, reportedly; podría; 可能")] == [
        "may",
        "reportedly",
        "podría",
        "可能",
    ]
    assert absolutes("Not only steel; all of it, always") == {"all", "always"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The ministry argued that China is strict.", "The ministry"),
        ("According to the DEA, it rose.", "the DEA"),
        ("Citing Reuters, the paper went on.", "Reuters"),
        ("Según la DEA, subió.", "la DEA"),
        ("El ministerio afirmó que es falso.", "El ministerio"),
        ("“It rose,” Ana Ruiz said.", "Ana Ruiz"),
        ("据路透社报道，价格上涨。", "路透社"),
        ("外交部表示，价格上涨。", "外交部"),
    ],
)
def test_speaker(text: str, who: str) -> None:
    found = attribution(text)
    assert found is not None
    assert found.who == who


@pytest.mark.parametrize(
    "text",
    [
        "Fentanyl was found in pills.",
        "CBP found 5 kg in a truck.",
        "The treasurer, Lena Marsh, gave a first estimate of 5 to 6 million crowns for the pier.",
        "The bridge cost 12,000 dollars, said to be too much.",
        "Deaths rose.",
        "",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert attribution(text) is None


def test_the_sources_own_names_speak_for_it() -> None:
    assert is_speaker("the Trade Review Commission", ["Trade Review Commission (TRC)"])
    assert is_speaker("The TRC's report", ["Trade Review Commission (TRC)"])
    assert not is_speaker("The FBI", ["Trade Review Commission (TRC)"])


def test_identifiers() -> None:
    text = "22 U.S.C. 7002, Pub. L. 106-398, p. 12, T40.4 [1] 30 kg"
    assert [i.key for i in identifiers(text)] == ["22usc7002", "publ106-398", "page 12", "t404", ""]


def test_point_inside_a_number_ends_no_clause() -> None:
    assert denied("was not 29.4 percent", lambda _: True)["percent"]
