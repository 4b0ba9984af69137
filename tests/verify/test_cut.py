# One case a line: a table is read across.
"""A quote that leaves out what its sentence does to it is not fully supported; one that leaves out nothing of weight is."""

from __future__ import annotations

import pytest

from rag.types import Passage, Span, Status, Tier
from rag.verify.citing import cite
from rag.verify.verifier import EvidenceSource, verify

FELL, BAN = "deaths fell by half in 2019", "China banned all fentanyl exports"
CUT = [
    ("denied behind, in another clause", BAN, f"{BAN}, the ambassador claimed, but no such ban exists.", "deny"),
    ("denied by a relative clause", FELL, f"The minister said that {FELL}, which is false.", "deny"),
    ("denied far in front", FELL, f"Asked about it again in the long debate of the second week of the summer session of parliament, the minister denied that {FELL}.", "deny"),
    ("denied over an aside", FELL, f"It is not true, the ministry told the committee, that {FELL}.", "deny"),
    ("denied by its own subject", BAN, f"{BAN}, but the ban was never enforced.", "deny"),
    ("doubted", FELL, f"Critics doubt that {FELL}.", "deny"),
    ("a label", FELL, f"Myth: {FELL}.", "deny"),
    ("an aside in the verb", "banned all fentanyl exports", "China has not, as was reported, banned all fentanyl exports.", "deny"),
    ("another's word in front", FELL, f"In May the minister of health, who was new, said that {FELL}.", "whose word"),
    ("another's word behind", FELL, f"{FELL}, as the minister claimed in a speech.", "whose word"),
    ("he said", FELL, f"{FELL}, he said.", "whose word"),
    ("a second that", FELL, f"The minister said that prices rose, and that {FELL}.", "whose word"),
    ("condition in front", FELL, f"If Alaska is excluded from the count, {FELL}.", "condition"),
    ("condition behind", FELL, f"{FELL}, and prices rose, if Alaska is excluded.", "condition"),
    ("exception", FELL, f"{FELL} except in Alaska.", "condition"),
    ("hedge in front", FELL, f"Reportedly, {FELL}.", "open"),
    ("hedge behind", FELL, f"{FELL}, allegedly.", "open"),
    ("a rumour", FELL, f"Rumours that {FELL} spread quickly.", "open"),
    ("a promise", "ban all fentanyl exports", "China promised to ban all fentanyl exports.", "open"),
    ("a question", FELL, f"Is it so that {FELL} in the north?", "ask"),
]  # fmt: skip
WHOLE = [
    ("the source's own word", FELL, f"The Daily Post found that {FELL}."),
    ("another speaks of another thing", FELL, f"{FELL}, and the minister said that he was glad."),
    ("a contrast that denies another year", FELL, f"{FELL}, but they did not fall in 2020."),
    ("a relative clause that adds", FELL, f"{FELL}, which was the first fall in ten years."),
    ("a speaker before a contrast", FELL, f"The minister said that he was glad, but {FELL}."),
    ("false as a word of things", "Officers seized 5 kg", "Officers seized 5 kg hidden in a false floor."),
    ("a condition of another clause", FELL, f"{FELL}, and officials expect a rise if funding ends."),
    ("a month", "deaths fell by 3 percent", "In May 2019 deaths fell by 3 percent."),
]  # fmt: skip
OTHER_LANGUAGES = [
    ("es", "las muertes cayeron a la mitad", "Si se excluye Alaska, las muertes cayeron a la mitad.", "condition"),
    ("es", "Las muertes cayeron a la mitad", "Las muertes cayeron a la mitad, lo que es falso.", "deny"),
    ("zh", "中国禁止了所有芬太尼出口", "中国禁止了所有芬太尼出口，但并不存在这样的禁令。", "deny"),
    ("zh", "中国禁止了所有芬太尼出口", "中国禁止了所有芬太尼出口，大使声称。", "whose word"),
    ("zh", "死亡人数减少了一半", "如果不计阿拉斯加，死亡人数减少了一半。", "condition"),
    ("zh", "该公司的疫苗有效", "该公司的疫苗有效并未得到证实。", "deny"),
    ("zh", "该公司向当地医院交付", "该公司向当地医院交付不了疫苗。", "deny"),
]


def quoting(quote: str, sentence: str, language: str = "en", before: str = "") -> tuple[Status, str]:
    """The verdict on ``quote`` alone, cited as any sentence of a model is."""
    claim = cite(
        f"{before}“{quote}” [1]", [1], {1: Passage("p", "s", sentence, Span(0, len(sentence)))}, language
    ).claim
    verdict = verify(claim, {"s": EvidenceSource(sentence, ("Daily Post",), Tier.PRESS, "2021", language)})
    return verdict.status, verdict.reason


@pytest.mark.parametrize(("quote", "sentence", "why"), [c[1:] for c in CUT], ids=[c[0] for c in CUT])
def test_quote_cut_from_words_that_change_it(quote: str, sentence: str, why: str) -> None:
    status, reason = quoting(quote, sentence)
    assert status is Status.PARTLY
    assert why in reason


@pytest.mark.parametrize(("quote", "sentence"), [c[1:] for c in WHOLE], ids=[c[0] for c in WHOLE])
def test_quote_whose_sentence_leaves_it_as_it_is(quote: str, sentence: str) -> None:
    assert quoting(quote, sentence)[0] is Status.SUPPORTED


@pytest.mark.parametrize(("language", "quote", "sentence", "why"), OTHER_LANGUAGES)
def test_quote_cut_in_another_language(language: str, quote: str, sentence: str, why: str) -> None:
    status, reason = quoting(quote, sentence, language)
    assert status is Status.PARTLY
    assert why in reason


def test_quote_with_its_speaker_named_beside_it_is_supported() -> None:
    assert quoting(FELL, f"The minister said that {FELL}.", before="The minister said: ")[0] is Status.SUPPORTED


def test_part_quoted_of_a_sentence_cited_whole_is_cut_too() -> None:
    sentence = f"If Alaska is excluded from the count, {FELL}."
    whole = cite(
        f"In the words of the Daily Post: “{FELL}”. [1]", [1], {1: Passage("p", "s", sentence, Span(0, len(sentence)))}
    ).claim
    assert (
        verify(whole, {"s": EvidenceSource(sentence, ("Daily Post",), Tier.PRESS, "2021", "en")}).status
        is Status.PARTLY
    )
