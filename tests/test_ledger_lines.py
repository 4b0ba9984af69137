"""A ledger in other languages: a place the article does not have is refused, one opinion is told as one."""

import json
from collections import Counter
from pathlib import Path

import pytest

from rag.answer.listed import in_plural, tally
from rag.errors import CorpusError
from rag.ingest.build import build
from rag.settings import load_settings


def test_a_place_that_the_article_does_not_have_is_refused(tiny: Path) -> None:
    file = tiny / "corpus" / "claims.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    build(load_settings(case=tiny))  # the places that are there are taken
    lines[0]["seed_locators"] = ["para 99"]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"seed_locators.*para 99"):
        build(load_settings(case=tiny))


def test_one_opinion_is_told_as_one_and_an_older_note_is_known() -> None:
    counts = Counter({"opinion": 1, "contradicted": 1, "supported": 21})
    assert "1 opinión." in tally(counts, "es") and "1 contradicha," in tally(counts, "es")
    assert "21 confirmadas" in tally(counts, "es")
    assert "1 opiniones." in in_plural(tally(counts, "es"))
