"""What a brief quotes states something: no heading, bare row, question, letterhead, nor the date of its own document."""

from __future__ import annotations

import pytest

from rag.brief.tables import measures
from rag.brief.states import dates_itself, states, stating
from rag.types import Kind, Passage, Source, Span

PAPER = Source("p", "Report on the mill pond", kind=Kind.DOCUMENT)


def _stating(text: str, source: Source = PAPER, locator: str = "para 3") -> str | None:
    found = stating(Passage("p:1", "p", text, Span(0, len(text)), locator), Span(0, len(text)), source)
    return found.of(text) if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Carp counted, kg | 36 | 31",
        "Page updated on 6 December 2021",
        "Last reviewed: 3 March 2019",
        "5. Harbour wall",
        "2. Final report on the flood of the mill",
        "1. Summary",
        "Table 1. Figures of the spring survey and of this one",
        "“2.”",
        "Why was the bridge closed?",
        "PRESS RELEASE FOR IMMEDIATE RELEASE",
        "Actual yields may vary.",
        "Yours sincerely,",
        "MINUTES OF THE PARISH BOARD MEETINGS 1 TO 5 Released by the clerk under order, August 2022",
        "Última actualización: 4 de mayo de 2020",
        "¿Por qué se cerró el puente?",
        "桥为什么关闭？",
    ],
)
def test_what_states_nothing_is_no_sentence_of_a_brief(text: str) -> None:
    assert (
        _stating(text, Source("p", "P", language="es" if text[0] in "Ú¿" else "zh" if text[0] > "㐀" else "en")) is None
    )


@pytest.mark.parametrize(
    "text",
    [
        "The pond held 36 kg of carp.",
        "4.3 The wall had leaked since 1990.",
        "Updated on 6 December, the plan of the wall now has two gates.",
        "Farmers grow rice in the delta of the two rivers.",
        "Nobody has lost a job at the mill.",
        "Table 1 shows the figures of the spring survey.",
        "El puente se cerró el 4 de mayo.",
        "桥在五月关闭。",
    ],
)
def test_what_states_something_stays(text: str) -> None:
    language = "es" if text.startswith("El") else "zh" if text[0] > "㐀" else "en"
    assert states(text, language)


def test_headings_and_questions_around_a_sentence_are_left_out() -> None:
    assert _stating("The pond held 36 kg of carp.\n\nB. What is thought") == "The pond held 36 kg of carp."
    assert _stating("How big was it?\n\nThe wall measured 3 by 9 metres.") == "The wall measured 3 by 9 metres."
    leaning = "Is the wall a danger to boats?\n\nIt is lit at night and marked by two buoys."
    assert _stating(leaning) == leaning


def test_a_row_that_names_its_cells_stays_and_a_bare_one_goes() -> None:
    assert _stating("Year: 2019; Tariff (€/m³): 1.55", locator="row 3")
    assert _stating("Gates | 9 | 14", locator="table 1, row 3") is None
    assert _stating("Carp | 36", Source("r", "R", kind=Kind.RECORD))


def test_the_date_of_a_document_is_no_event_and_others_count_nothing() -> None:
    assert dates_itself("Updated on 6 December 2021") and not dates_itself("The wall fell on 6 December 2021.")
    assert not measures("In 2021 Renk and 41 others signed the letter.", "en")
    assert measures("In 2021 the town counted 41 visitors.", "en")
