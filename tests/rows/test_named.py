"""Which row of a table a question names, and that nothing is answered from rows of another time, place or kind."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.renew import renew
from rag.rows.named import ROW, Rows, row_confidence
from rag.settings import load_settings
from rag.types import Answer

CSV = "FY,Month (abbv),Office,Goods,Count of Event,Sum Qty (lbs)\n" + "\n".join(
    f"{year},{month},{office},{goods},{n % 7 + 1},{n * 13.7 + 2:.2f}"
    for n, (year, month, office, goods) in enumerate(
        (year, month, office, goods)
        for year in (2020, 2021)
        for month in ("MAY", "JUN")
        for office in ("MARLOW FIELD OFFICE", "STENBY FIELD OFFICE")
        for goods in ("Saltpetre", "Quicksilver", "Amber")
    )
)
WORDS = (
    "ref,finding\n"
    "1,The board found in 2020 that the lock gates of Stenby leak at high water and wants them mended before any boat of the navy passes.\n"
    "2,The board found in 2021 that the lock keeper of Marlow was ill for a month and nobody had been asked to open the gates in his place.\n"
    "3,The board found in 2021 that the toll house of Stenby had been empty since the flood and nobody had told the council about it.\n"
)
PROSE = "Quicksilver is carried in iron flasks. The customs of Arden seize what is not declared."


def opened(home: Path, *sources: tuple[str, str, str | bytes]) -> Parts:
    """A case of files, each with its title, built and opened."""
    (home / "corpus").mkdir()
    lines = []
    for name, title, text in sources:
        data = text.encode() if isinstance(text, str) else text
        (home / "corpus" / name).write_bytes(data)
        line = {"id": name.split(".")[0], "path": name, "sha256": hashlib.sha256(data).hexdigest(), "title": title}
        lines.append(line | {"publisher": "Customs of Arden", "published": "2022-10-01", "tier": "primary"})
    (home / "corpus" / "manifest.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    settings = load_settings(case=home, data=home / "data", no_model=True, embedder="minilm")
    renew(settings)
    return open_parts(settings)


@pytest.fixture(scope="module")
def customs(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """A table of figures, a table of sentences and a text."""
    files = (
        ("seized.csv", "Goods seized", CSV),
        ("found.csv", "Findings of the board", WORDS),
        ("prose.txt", "On goods", PROSE),
    )
    return opened(tmp_path_factory.mktemp("customs"), *files)


def quoted(given: Answer) -> list[str]:
    return [citation.quote for verdict in given.verdicts for citation in verdict.claim.citations]


def test_the_row_is_quoted_whole_with_its_number_and_nothing_else_of_its_table(customs: Parts) -> None:
    given = answer("How many pounds of quicksilver did the Stenby field office seize in June 2021?", customs)
    [row] = quoted(given)
    assert row == (
        "FY: 2021; Month (abbv): JUN; Office: STENBY FIELD OFFICE; Goods: Quicksilver; Count of Event: 2; Sum Qty (lbs): 303.40."
    )
    assert given.verdicts[0].claim.citations[0].locator == "row 24"
    assert given.verdicts[0].status == "supported"
    assert ROW in given.hits[0].parts


def test_rows_that_are_named_alike_are_all_quoted(customs: Parts) -> None:
    given = answer("How many pounds of amber did the Marlow field office seize in May?", customs)
    assert sorted(quote[:8] for quote in quoted(given)) == ["FY: 2020", "FY: 2021"]


@pytest.mark.parametrize(
    "question",
    [
        "How many pounds of quicksilver did the Stenby field office seize in June 2017?",  # another year
        "How many pounds of quicksilver did the Stenby field office seize in 2017/18?",  # another season
        "How many pounds of quicksilver did the Stenby field office seize in March 2021?",  # another month
        "How many pounds of quicksilver did the Oldmoor field office seize in June 2021?",  # another place
        "How many pounds of gunpowder did the Stenby field office seize in June 2021?",  # another thing
        "Why did the Stenby field office seize so much quicksilver in June 2021?",  # no table tells why
    ],
)
def test_no_row_of_another_time_place_or_kind_answers(customs: Parts, question: str) -> None:
    given = answer(question, customs)
    assert given.refused, given.text


def test_a_table_of_sentences_is_read_as_prose(customs: Parts) -> None:
    given = answer("What did the board find about the lock gates of Stenby?", customs)
    assert "leak at high water" in quoted(given)[0]
    assert row_confidence(given.hits) == 0


def test_sources_that_are_switched_off_name_no_row(customs: Parts) -> None:
    asked = "How many pounds of quicksilver did the Stenby field office seize in June 2021?"
    assert answer(asked, customs.within(["prose"])).refused
    rows = Rows(customs.index, customs.ranker.knows)
    assert rows.named(asked, ["prose"]) is None
    assert rows.named(asked) is not None


def test_a_question_in_spanish_is_held_against_an_english_table_word_by_word(customs: Parts) -> None:
    named = customs.rows.named("¿Cuántas libras de quicksilver incautó Stenby en junio de 2021?")
    assert named is not None
    texts = [span.of(customs.index.source_text("seized")) for _, span in named.rows]
    assert len(texts) == 1 and "2021; Month (abbv): JUN; Office: STENBY FIELD OFFICE; Goods: Quicksilver" in texts[0]


def test_a_name_cut_short_in_a_column_does_not_cut_the_row(tmp_path: Path) -> None:
    rows = "".join(f"Branch {n},Q{n},{n * 90},{n * 41}\n" for n in range(1, 5))
    parts = opened(tmp_path, ("loans.csv", "Loans", f"Branch,Qtr,Ad. fiction,Ad. non-fict.\n{rows}"))
    assert len(parts.index.sentences.bounds) == 4  # a sentence for each row, though "Ad." ends like one


def test_rows_without_names_of_columns_do_not_keep_questions_from_being_answered(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Office {n}</td></tr>" for n in range(5))
    page = f"<html><body><p>{PROSE}</p><table>{rows}</table></body></html>"
    told = answer("How is quicksilver carried?", opened(tmp_path, ("page.html", "On goods", page)))
    assert quoted(told)[0].startswith("Quicksilver is carried in iron flasks.")


def test_the_row_of_a_table_on_a_web_page_is_named_as_one_of_a_file(tmp_path: Path) -> None:
    head, *rows = [line.split(",") for line in CSV.splitlines()]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><p>{PROSE}</p><table><tr><th>{'</th><th>'.join(head)}</th></tr>{cells}</table></body></html>"
    told = answer(
        "How many pounds of amber were seized at the Stenby field office in June 2021?",
        opened(tmp_path, ("page.html", "Goods seized", page)),
    )
    [row] = [c for v in told.verdicts for c in v.claim.citations]
    assert row.locator == "table 1, row 25" and "Goods = Amber" in row.quote
