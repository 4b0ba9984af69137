import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer.model_text import Closing
from rag.text.sentences import WINDOW, sentences


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("On Tuesday, Aug. 24, it fell. Then it rose.", "en", ["On Tuesday, Aug. 24, it fell.", "Then it rose."]),
        ("The U.S. report came late. He left.", "en", ["The U.S. report came late.", "He left."]),
        ("It cost 3.5 million.\r\n\r\nNobody paid!", "en", ["It cost 3.5 million.", "Nobody paid!"]),
        ("He met Ms. Jones. She and Mrs. Lee left.", "en", ["He met Ms. Jones.", "She and Mrs. Lee left."]),
        ("It rose, as he said.¹² The count went on.", "en", ["It rose, as he said.¹²", "The count went on."]),
        ("He read it. Vol. 2 ends.", "en", ["He read it.", "Vol. 2 ends."]),
        ("¿Cómo fue? Nadie lo sabe.", "es", ["¿Cómo fue?", "Nadie lo sabe."]),
        ("他离开了。第二句！", "zh", ["他离开了。", "第二句！"]),
        ("Cafe\u0301 opened 😀. It closed.", "en", ["Cafe\u0301 opened 😀.", "It closed."]),
        ("死亡人数上升。2019年有所下降。", "zh", ["死亡人数上升。", "2019年有所下降。"]),
        ("有人说“好！”、“不好！”两种。", "zh", ["有人说“好！”、“不好！”", "两种。"]),
        ("See No. 5 of vol. 2. It ends.", "en", ["See No. 5 of vol. 2.", "It ends."]),
        (" \n\t", "en", []),
        ("", "en", []),
    ],
)
def test_sentences_by_hand(text: str, language: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text, language)] == expected


LATIN_MARKS, CHINESE_MARKS = ("", " [1]", "[2][3]"), ("", "[1]", "[2][3]")
WHOLE = {  # how a sentence may begin, what it says, how it may end
    "en": (("The rate ", "2021 saw it, and it ", "$7 million ", "“We see it,” she said, and it ", "CO₂ (a gas) "), "fell by 5.2 percent", LATIN_MARKS, (".", "!", "?", ".”", "...")),
    "es": (("La tasa ", "2021 trajo más y ", "«Lo vemos», dijo, y ", "El 3 % "), "bajó un 5,2 % en EE. UU. ese año", LATIN_MARKS, (".", "!", "?", "...")),
    "zh": (("比率", "2019年", "“我们看到”，他说，", "A公司", "（一种气体）", "$5百万"), "下降了5.2%", CHINESE_MARKS, ("。", "！", "？")),
}  # fmt: skip


@st.composite
def written(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A language and sentences in it, with marks before the stop."""
    language = draw(st.sampled_from(sorted(WHOLE)))
    begins, says, marks, ends = (st.sampled_from(x) if isinstance(x, tuple) else st.just(x) for x in WHOLE[language])
    one = st.tuples(begins, says, marks, ends).map("".join).map(closed)
    return language, draw(st.lists(one, min_size=1, max_size=5))


def closed(sentence: str) -> str:
    """A sentence that ends with a closing quotation mark opens it, too."""
    return f"She said: “{sentence}" if sentence.endswith(".”") and "“" not in sentence else sentence


@given(written())
def test_a_text_is_cut_where_its_sentences_end_for_documents_and_models_alike(told: tuple[str, list[str]]) -> None:
    language, parts = told
    text = ("" if language == "zh" else " ").join(parts)
    assert [span.of(text) for span in sentences(text, language)] == parts
    closing = Closing(language)
    given = [one.text for letter in text for one in closing.feed(letter)]
    assert [*given, *(rest.text for rest in [closing.rest()] if rest)] == parts


@given(st.text(), st.sampled_from(["en", "es", "zh", "ja", "fr", "de", "pt", "no such language"]))
def test_every_visible_character_is_in_exactly_one_sentence(text: str, language: str) -> None:
    spans = sentences(text, language)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)


def test_a_text_longer_than_the_window_is_cut_where_its_sentences_end() -> None:
    text = " ".join(f"This is sentence number {n} of Dr. Roe's long text." for n in range(3 * WINDOW // 40))
    assert all(span.of(text).endswith("long text.") for span in sentences(text))
    assert len(sentences(text)) == 3 * WINDOW // 40


def test_a_text_without_a_full_stop_takes_no_time_to_speak_of() -> None:
    text = "1„0þ" * 50_000  # took minutes
    started = time.process_time()
    spans = sentences(text)
    assert time.process_time() - started < 20
    assert "".join(span.of(text) for span in spans) == text
