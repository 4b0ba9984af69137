"""A value that cannot be right cannot be built."""

from importlib.resources import files

import pytest

from rag.sources import Span


@pytest.mark.parametrize(("start", "end"), [(9, 3), (3, 3), (-1, 2)])
def test_span_that_cannot_be_right_raises(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="start < end"):
        Span(start, end)


def test_span_is_in_characters_not_bytes() -> None:
    assert Span(3, 5).of("é🌉 ok") == "ok"


def test_who_imports_the_package_is_told_its_types() -> None:
    assert (files("rag") / "py.typed").is_file()  # PEP 561; what lies in the folder is in the wheel
