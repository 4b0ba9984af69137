"""Lists: announced by the verb that is asked for, under a heading that is asked by, under a heading with bullets, in a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rag.answer.announced import announces, heads
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
        ("What did the committee ask the Trust to do?", "We recommend that the Trust:", False),  # a name is no verb
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


STATEMENT = """# Statement on staffing

The union speaks for 310 drivers at both yards.

## What we ask for

- a second driver on every night tram
- the reopening of the canteen at Eastgate
- a seat on the board

We do not ask that the yards be parted. We ask that they be staffed.
"""
DECISION = """<html><body><main><h1>Decision on the yards</h1><h2>Summary</h2><p>The Authority clears the purchase of the yards subject to three
conditions set out below.</p><h2>Conditions</h2><ol><li>The company keeps one yard open at night.</li><li>Fares do not rise before 2027.</li>
<li>Delays are published every quarter.</li></ol><h2>Appeal</h2><p>An appeal may be lodged within a month of the decision.</p></main></body></html>"""


@pytest.mark.parametrize(
    ("question", "heading", "told"),
    [
        ("What conditions did the Authority set?", "Conditions", True),
        ("What were the recommendations of the audit?", "Recommendations", True),
        ("What does the union ask for?", "2.1 What we ask for", True),
        ("What does the union ask for?", "What we do", False),
        ("What conditions did the Authority set?", "Conditions of work at night", False),
        ("Who set the conditions?", "Conditions", False),
    ],
)
def test_a_heading_that_announces_what_is_asked(question: str, heading: str, told: bool) -> None:
    assert heads(question, heading) is told


def test_a_clause_as_a_heading_is_answered_by_its_list(tmp_path: Path) -> None:
    assert _quotes(tmp_path, "statement.md", STATEMENT, "What does the union ask for?")[0].startswith("a second driver")


def test_a_noun_as_a_heading_is_answered_by_its_list(tmp_path: Path) -> None:
    first = _quotes(tmp_path, "decision.html", DECISION, "What conditions did the Authority set?")[0]
    assert first.startswith("The company keeps one yard") and first.endswith("every quarter.")


def test_a_sentence_that_opens_with_it_is_quoted_with_the_one_before(tmp_path: Path) -> None:
    page = "<html><body><main><h1>Audit</h1><h2>Replies</h2><p>We made four.</p><p>The company accepted the first three recommendations. It rejected the last as premature.</p></main></body></html>"
    first = _quotes(tmp_path, "audit.html", page, "Which recommendation did the company reject?")[0]
    assert first.endswith("It rejected the last as premature.") and first.startswith("The company")


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
