"""What only repeats the article is shown as the article's words, not as a supported sentence."""

import pytest

from rag.sources import Citation, Kind, Source, Span, Tier
from rag.types import Claim, Status, Verdict
from ui.answer_words import of_the_seed

SOURCES = {
    "survey": Source("survey", "Survey", tier=Tier.PRIMARY),
    "article": Source("article", "A bridge too far", tier=Tier.SEED, kind=Kind.SEED),
}


def said(*cited: str, status: Status = Status.SUPPORTED) -> Verdict:
    citations = tuple(Citation(n, f"{i}:1", i, "It is long.", Span(0, 11)) for n, i in enumerate(cited, 1))
    return Verdict(Claim("It is long.", Span(0, 11), citations), status, "")


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (said("article"), True),
        (said("survey"), False),
        (said("article", "survey"), False),
        (said("article", status=Status.CONTRADICTED), False),  # a failed check is shown as one
        (said("unknown"), False),
        (said(), False),
    ],
)
def test_only_a_supported_sentence_that_rests_on_the_article_alone_repeats_it(verdict: Verdict, expected: bool) -> None:
    assert of_the_seed(verdict, SOURCES) is expected
