"""Every spelling of a mark, and what only looks like one."""

import pytest

from rag.answer.model_text import masked, read_marks, tidy


@pytest.mark.parametrize(
    ("written", "text", "numbers"),
    [
        ("It is 5 kg [1].", "It is 5 kg [1].", (1,)),
        ("It is 5 kg [1, 2].", "It is 5 kg [1][2].", (1, 2)),
        ("It is 5 kg [1-3].", "It is 5 kg [1][2][3].", (1, 2, 3)),
        ("It is 5 kg [1] and [2].", "It is 5 kg [1][2].", (1, 2)),
        ("It is 5 kg [Source 1].", "It is 5 kg [1].", (1,)),
        ("It is 5 kg [Sources 1 and 3].", "It is 5 kg [1][3].", (1, 3)),
        ("It is 5 kg [Passage 2, Passage 4].", "It is 5 kg [2][4].", (2, 4)),
        ("It is 5 kg [1](http://evil.example/x).", "It is 5 kg [1].", (1,)),
        ("It is 5 kg.【1†source】", "It is 5 kg [1].", (1,)),
        ("It is 5 kg ［１］.", "It is 5 kg [1].", (1,)),
        ("It is 5 kg (1).", "It is 5 kg [1].", (1,)),
        ("The cost rose¹.", "The cost rose [1].", (1,)),
        ("It is 5 kg. [1]", "It is 5 kg [1].", (1,)),
        ("He said “it fell.” [1]", "He said “it fell.” [1]", (1,)),
        ("共48米。[1]", "共48米 [1]。", (1,)),
        ("共48米【来源1】。", "共48米 [1]。", (1,)),
        ("Mide 48 metros [fuentes 1 y 2].", "Mide 48 metros [1][2].", (1, 2)),
        ("[2] The survey says so.", "[2] The survey says so.", (2,)),
        ("It is 5 kg [1-300].", "It is 5 kg " + "".join(f"[{n}]" for n in range(1, 22)) + ".", tuple(range(1, 22))),
        # no marks
        ("It is 5 kg.", "It is 5 kg.", ()),
        ("In [2021] he left.", "In [2021] he left.", ()),
        ("It is 12 km² wide.", "It is 12 km² wide.", ()),
        ("They are 3 (three) arches.", "They are 3 (three) arches.", ()),
        ("The “toll [12] was” high [3].", "The “toll [12] was” high [3].", (3,)),
        ("", "", ()),
    ],
)
def test_spelling(written: str, text: str, numbers: tuple[int, ...]) -> None:
    marked = read_marks(written)
    assert (marked.text, marked.numbers) == (text, numbers)


def test_masked_text_keeps_its_length_and_loses_its_marks() -> None:
    text = "It is 5 kg.[1] The next 【2】 one."
    assert masked(text) == "It is 5 kg.    The next     one."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("- **The survey** says *so* [1].", "The survey says so [1]."),
        ("## 2. The `survey` says so.", "The survey says so."),
        ("See ![x](http://evil.example/a.png) this.", "See x this."),
        ("See [the report](http://evil.example) now.", "See the report now."),
        ("a * b * c and snake_case", "a * b * c and snake_case"),
    ],
)
def test_markdown_becomes_plain_text(written: str, expected: str) -> None:
    assert tidy(written) == expected
