"""Long evidence is cut to windows that the judge can read, the one most on the subject first."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.sources import Source
from rag.verify.windows import TOKENS, WINDOWS, Stretch, card, pieces, size, windows

LONG = " ".join(f"Sentence number {n} tells of boats, nets and the weather at sea." for n in range(60))


def test_short_evidence_is_one_window_under_its_card() -> None:
    source = Source("s", "On boats", "The Echo", ("A. Holm",), "2021-03")
    assert windows("It sank.", [Stretch("The boat sank.", card(source))]) == (
        "The Echo, 2021-03, On boats, A. Holm: The boat sank.",
    )


def test_window_most_on_the_subject_comes_first() -> None:
    text = f"{LONG} The lighthouse keeper Karl Holm resigned in anger. {LONG}"
    assert "Karl Holm" in windows("The keeper of the lighthouse resigned.", [Stretch(text)])[0]


def test_claim_on_two_places_has_a_window_with_both() -> None:
    text = f"The lighthouse was built by Karl Holm. {LONG} The harbour was dredged by Ann Roe."
    found = windows("Karl Holm built the lighthouse and Ann Roe dredged the harbour.", [Stretch(text)])
    assert any("Holm" in window and "Roe" in window for window in found)


def test_two_sources_are_read_together_each_under_its_card() -> None:
    found = windows("Boats and nets", [Stretch("Boats sail.", "A"), Stretch("Nets tear.", "B")])
    assert "A: Boats sail. B: Nets tear." in found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=400), max_size=4), st.text(max_size=80))
def test_windows_are_few_and_fit(texts: list[str], claim: str) -> None:
    found = windows(claim, [Stretch(text) for text in texts])
    assert len(found) <= WINDOWS
    assert all(size(window) <= 2 * TOKENS for window in found)


def test_sentence_longer_than_a_window_is_cut() -> None:
    assert all(size(piece) <= TOKENS for piece in pieces("word " * 1000))
    assert all(size(piece) <= TOKENS for piece in pieces("字" * 1000))
