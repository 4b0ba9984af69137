"""Any text at all, and how a test says what the judge reads."""

from collections.abc import Callable

from hypothesis import strategies as st

Reads = Callable[[Callable[[str, str], str]], None]
_PIECES = st.sampled_from(
    ["93,331", "９３", "9万3千", "百分之", "more than ", "FY", "2021", "-", "Aug. 31", "$", " kg", "%", "not ", "没", "“", "”", "[1]",
     "[2, 3]", "DEA", "según ", "据", ", ", ": ", "\u0301", "\u200b", "\ud800", "½", "²", "٣", "О", "zero", "mil millones", "第", "\r\n\n", " "]
)  # fmt: skip
ANY = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=200), st.lists(_PIECES, max_size=14).map("".join)
)
