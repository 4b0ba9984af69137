"""The campaign itself: what it sends can be sent again, and what it counts stands in the page it writes."""

from pathlib import Path

import pytest

from evals.attack.inputs import Input, live
from evals.attack.tally import BEGIN, END, Tally, table, write_into

PAGE = Path(__file__).parents[2] / "docs" / "security.md"


def test_an_input_is_the_same_for_the_same_number_and_seed() -> None:
    def sent(seed: int) -> list[object]:
        return [(one.text(), repr(one.json()), one.raw()) for one in (Input(seed, n) for n in range(30))]

    assert sent(0) == sent(0) != sent(1)


def test_table_is_put_between_the_marks_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    tally = Tally("API", "every route", 12_000, tried=12_000)
    tally.note("aborts", "input 7")
    tally.note("what nobody foresaw", "input 8")
    write_into(page, table([tally], "Seed 0."))
    told = page.read_text(encoding="utf-8")
    assert told.startswith(f"before\n{BEGIN}\nSeed 0.") and told.endswith(f"{END}\nafter\n") and "old" not in told
    assert "| API: every route | 12,000 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |" in told
    assert "| 7 of 12,000 |" in table([Tally("API", "every route", 12_000, tried=7)], "Seed 0.")
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        write_into(page, "x")


def test_the_page_of_the_repository_has_a_place_for_the_table() -> None:
    assert BEGIN in PAGE.read_text(encoding="utf-8") and END in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["[x](http://evil.example)", "![x](y)", "<img src=x>", "<http://evil.example>", "<!-- x -->"]
)
def test_what_is_live_is_seen(text: str) -> None:
    assert live(text)
