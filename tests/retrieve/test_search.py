"""The article under examination stands behind what it rests on."""

import numpy as np

from rag.assemble import Parts
from rag.retrieve.search import behind
from rag.sources import Kind

SPEAK, SILENT = 0.99, 0.01


def test_the_article_goes_behind_the_passages_that_speak_and_no_further() -> None:
    spoken = np.array([SPEAK, SPEAK, SILENT, SPEAK, SILENT])
    assert behind([0, 1, 2, 3, 4], [True, False, False, False, False], spoken) == [1, 2, 3, 0, 4]
    assert behind([0, 1, 2], [False, True, True], np.array([SPEAK, SILENT, SILENT])) == [0, 1, 2]


def test_where_no_other_source_speaks_it_stays_in_front() -> None:
    assert behind([0, 1], [True, False], np.array([SPEAK, SILENT])) == [0, 1]


def test_asked_about_the_article_it_yields_nothing(parts: Parts) -> None:
    seeds = {i for i, source in parts.index.sources.items() if source.kind is Kind.SEED}
    hits = parts.find("What does the article say about the length of the bridge?").hits
    assert all("seed" not in hit.parts for hit in hits if hit.passage.source_id in seeds)


def test_only_the_chosen_sources_are_found(parts: Parts) -> None:
    one = next(iter(parts.index.sources))
    hits = parts.within([one]).find("How long is the Mill Bridge?").hits
    assert {hit.passage.source_id for hit in hits} == {one}


def test_many_passages_can_be_asked_of_chroma(parts: Parts) -> None:
    found = parts.search.rank("How long is the Mill Bridge?", 400, known=False)
    assert len(found) >= len(parts.index.passages) / 2
