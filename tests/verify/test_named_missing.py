"""What a reason says is missing: whole Chinese words, or the shortest stretch of the claim that is not there, never half of two."""

from __future__ import annotations

import pytest

from rag.text import content_words
from rag.verify.words.written import as_written


@pytest.mark.parametrize(
    ("claim", "evidence", "named"),
    [
        ("市长承诺明年关闭焚烧厂", "市长说明年不会关闭该厂", "承诺, 焚烧厂"),
        ("法院驳回了他们的停产请求", "停产请求法院不支持", "驳回"),
        ("学校采用新教材", "学校停用旧教材", "采用"),
    ],
)
def test_chinese_words_that_are_missing_are_named_whole(claim: str, evidence: str, named: str) -> None:
    there = {word.text for word in content_words(evidence, "zh")}
    missing = [word.text for word in content_words(claim, "zh") if word.text not in there]
    told = as_written(missing, claim)
    assert told == named
    assert all(name in claim for name in told.split(", "))


def test_words_with_spaces_are_named_as_the_text_writes_them() -> None:
    assert as_written(["okafor", "injuries"], "Okafor spoke of the injuries.") == "Okafor, injuries"
    assert as_written(["absent"], "Okafor spoke.") == "absent"
