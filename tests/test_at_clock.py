"""A question about a time of day is answered by the line of a log that has it, with its time; not by its neighbour, nor at another day."""

from __future__ import annotations

import pytest

from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.renew import renew
from rag.settings import load_settings

LOG = """HARBOUR RADIO, STENBY
Watch book

2022-03-04 20:15 Tug Alma at berth 2. Crew of four.
2022-03-04 21:10 Barge Ida asks for a tug. None is free.
2022-03-04 21:42 Barge Ida aground on the bar. Seen from the pier.
2022-03-04 22:05 Lifeboat called. Pilot informed.
2022-03-04 22:31 Lifeboat at the bar. Three people taken off.
2022-03-04 23:50 Barge Ida afloat. Towed to berth 5.
2022-03-05 06:00 Watch handed over."""
REPORT = "The barge Ida went aground on the bar of Stenby on 4 March 2022. At about 21:40 she was seen from the pier."


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    home = tmp_path_factory.mktemp("harbour")
    (home / "corpus").mkdir()
    (home / "corpus" / "watch.txt").write_text(LOG, encoding="utf-8")
    (home / "corpus" / "report.txt").write_text(REPORT, encoding="utf-8")
    settings = load_settings(case=home, data=home / "data", no_model=True, embedder="minilm")
    renew(settings)
    return open_parts(settings)


def quotes(parts: Parts, question: str) -> list[str]:
    return [c.quote for v in answer(question, parts).verdicts for c in v.claim.citations]


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("What happened at 22:05 on 4 March 2022?", "2022-03-04 22:05 Lifeboat called. Pilot informed."),
        ("What happened to the barge Ida at 21:10?", "2022-03-04 21:10 Barge Ida asks for a tug. None is free."),
        ("Was the barge Ida towed to a berth at 11:50 pm?", "2022-03-04 23:50 Barge Ida afloat. Towed to berth 5."),
    ],
)
def test_the_line_with_the_time_comes_first_and_whole(harbour: Parts, question: str, line: str) -> None:
    assert quotes(harbour, question)[0] == line


def test_a_line_is_quoted_with_its_time_whatever_was_asked(harbour: Parts) -> None:
    found = quotes(harbour, "When was the lifeboat called?")
    assert "2022-03-04 22:05 Lifeboat called. Pilot informed." in found
    assert not any(quote.startswith(("Pilot informed", "Crew of four", "Seen from the pier")) for quote in found)


def test_prose_that_has_the_time_is_no_worse_for_a_log_beside_it(harbour: Parts) -> None:
    assert any("Ida" in quote for quote in quotes(harbour, "Was the barge Ida seen from the pier at 21:40?"))
