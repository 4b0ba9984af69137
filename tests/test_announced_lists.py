"""Lists: announced by the verb that is asked for, under a heading that is asked by, under a heading with bullets, in a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rag.answer.announced import announces
from rag.ask import answer
from rag.assemble import open_parts
from rag.renew import renew
from rag.settings import load_settings
from tests.read import pdfs
from tests.read.blocks import load

PAGE = """<html><body><main><h1>Report on the harbour</h1><p>The harbour was surveyed in May by two engineers of the county.</p>
<h2>Why the water level dropped</h2><ul><li>The sluice was left open for nine nights in a row.</li>
<li>Rain was scarce from March on.</li></ul><h2>Staff</h2><p>Eleven people work at the harbour, two of them at night.</p></main></body></html>"""


@pytest.mark.parametrize(
    ("question", "quote", "told"),
    [
        ("What did the regulator find?", "We found that the company:", True),
        ("What does the union demand of the council?", "We demand:", True),
        ("What did the regulator find?", "We found that the company had no permit.", False),
        ("What did the regulator find?", "We recommend that the company:", False),
        ("Who found the leak?", "We found that the company:", False),
    ],
)
def test_an_announcement_with_the_verb_of_the_question(question: str, quote: str, told: bool) -> None:
    assert announces(question, quote) is told


def _quotes(tmp_path: Path, name: str, content: str | bytes, question: str) -> list[str]:
    (tmp_path / "corpus").mkdir()
    path = tmp_path / "corpus" / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    settings = load_settings(case=tmp_path, data=tmp_path / "data", no_model=True, embedder="minilm")
    renew(settings)
    given = answer(question, open_parts(settings))
    return [citation.quote for verdict in given.verdicts for citation in verdict.claim.citations]


def test_what_stands_under_a_heading_that_is_asked_by_is_quoted(tmp_path: Path) -> None:
    first = _quotes(tmp_path, "report.html", PAGE, "Why did the water level drop?")[0]
    assert first.startswith("The sluice was left open") and first.endswith("from March on.")


def _list(page: Any) -> None:
    page.setFont("Helvetica", 11)
    page.drawString(60, 720, "The museum is open on six days a week and closed on Mondays.")
    page.drawString(60, 680, "What we plan for next year")
    for n, item in enumerate(("Open the west wing", "Sell the old lorry", "Hire two guards")):
        page.drawString(64, 655 - 18 * n, "\u2022")
        page.drawString(90, 655 - 18 * n, item)


def test_bullets_of_a_pdf_are_no_column_of_a_table(tmp_path: Path) -> None:
    text = load(tmp_path, "a.pdf", pdfs.drawn(_list)).text
    assert "|" not in text
    assert "\u2022 Open the west wing" in text


def test_bullets_under_a_heading_that_is_asked_by_are_quoted(tmp_path: Path) -> None:
    found = _quotes(tmp_path, "plan.pdf", pdfs.drawn(_list), "What does the museum plan for next year?")
    assert found[0].split("\n\n") == ["• Open the west wing", "• Sell the old lorry", "• Hire two guards"]
