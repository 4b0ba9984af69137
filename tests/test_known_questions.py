"""Known questions: an editor's help to finding and to knowing what the sources are silent on; never an answer."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from rag.assemble import Parts, open_parts
from rag.case import QUESTIONS, KnownQuestion, read_case
from rag.case.places import by_name
from rag.errors import CorpusError
from rag.index.snapshot import read_snapshot
from rag.index.store import open_index
from rag.ingest.build import build
from rag.ingest.vectors import VECTORS, Reusing, bring_along, known_table, known_vectors
from rag.models.embedder import Embedder, MiniLM, Vectors, choose_embedder, loaded
from rag.settings import Settings, load_settings
from rag.sources import BREAK, Passage, Span

# Asked in words that no source has, and one of each kind.
REPAIR = {"question": "Which firm got the job of mending it?", "answered_by": ["council-minutes-2020-f06"]}
SEED = {"question": "Who said there would be free rides?", "answered_by": ["bridge-article:para 4"]}
SILENT = {"question": "What do the fishermen below the weir make of it?"}
WRONG = {
    "question": "Why was it shut because of the flood?", "answered_by": ["council-minutes-2020-f04"], "false_premise": True,
}  # fmt: skip


@pytest.fixture
def quick(tiny: Path) -> Settings:
    """The small case with the faster embedder."""
    return load_settings(case=tiny, embedder="minilm")


def _know(case: Path, *questions: dict[str, object]) -> None:
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    (case / "corpus" / QUESTIONS).write_text(lines, encoding="utf-8")


def _seed_id(case: Path) -> str:
    return next(e.source.id for e in read_case(case).entries if e.source.kind.value == "seed")


# --- reading the file ---


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ({"question": " "}, "field 'question'"),
        ({"question": "Who?", "answered_by": ["survey-2019-f99"]}, "there is no fact 'survey-2019-f99'"),
        ({"question": "Who?", "false_premise": True}, "field 'false_premise': needs 'answered_by'"),
        ({"question": "Who?", "answers": []}, "'answers': is not known here"),
    ],
)
def test_wrong_line_is_named(tiny: Path, line: dict[str, object], complaint: str) -> None:
    _know(tiny, line)
    with pytest.raises(CorpusError, match=f"questions.jsonl line 1.*{complaint}"):
        read_case(tiny)


def test_question_given_twice_is_named(tiny: Path) -> None:
    _know(tiny, SILENT, {"question": " what do  the fishermen below the weir make of it?"})
    with pytest.raises(CorpusError, match="line 2, field 'question': is already asked"):
        read_case(tiny)


# --- finding ---


def test_what_answers_a_question_like_it_is_found_first(tiny: Path) -> None:
    asked = "What company was it that got hired to put it right?"
    before = open_parts(load_settings(case=tiny)).search.rank(asked, 30)
    _know(tiny, REPAIR, SILENT, *MANY)
    settings = load_settings(case=tiny)
    build(settings)
    after = open_parts(settings).search.rank(asked, 30)
    wanted = "council-minutes-2020-f06"
    place, earlier = ([hit.passage.id for hit in hits].index(wanted) for hits in (after, before))
    assert place == 0 < earlier
    assert after[0].parts["known"] > 0


def test_place_in_the_seed_answers_too(quick: Settings, tiny: Path) -> None:
    _know(tiny, {**SEED, "answered_by": [f"{_seed_id(tiny)}:para 4"]})
    build(quick)
    index = open_index(quick.data_dir, _live(quick))
    (_, row), *others = index.known.links.tolist()
    assert (index.passages[row].locator, others) == ("para 4", [])


def test_row_of_a_table_is_named_by_itself_though_a_passage_packs_several() -> None:
    rows = Passage("rates:0-30", "rates", BREAK.join(("A = 1", "B = 2", "C = 3")), Span(0, 20), "row 2-4")
    page = [Passage(f"report:{n}", "report", "Words.", Span(n, n + 6), "p. 1") for n in (0, 8)]
    named = by_name([rows, *page])
    assert (named["rates:row 3"], named["rates:row 2-4"], named["report:p. 1"]) == ([0], [0], [1, 2])
    assert "rates:row 5" not in named


# --- the build ---


def test_question_of_a_source_that_could_not_be_read_is_not_taken_for_silence(quick: Settings, tiny: Path) -> None:
    table = known_table(
        [KnownQuestion(question="Who?", answered_by=("gone-f01",)), KnownQuestion(question="Why?")],
        [], {}, Reusing(loaded(MiniLM)), lambda done, total: None,
    )  # fmt: skip
    assert table.questions == ("Why?",)


def test_fact_that_stands_in_an_original_leads_to_its_passage(quick: Settings, tiny: Path) -> None:
    build(quick)
    passages = open_index(quick.data_dir, _live(quick)).passages
    table = known_table(
        [KnownQuestion(question="Who?", answered_by=("moved-f01",))],
        passages, {"moved-f01": passages[5].id}, Reusing(loaded(MiniLM)), lambda done, total: None,
    )  # fmt: skip
    assert table.links.tolist() == [[0, 5]]


def test_known_question_is_embedded_once(quick: Settings, tiny: Path) -> None:
    _know(tiny, REPAIR, SILENT)
    build(quick)
    _know(tiny, REPAIR, SILENT, WRONG)
    assert build(quick).embedded == 1


# --- vectors brought along ---


class Counting:
    """The real embedder, which notes the questions it is asked for."""

    def __init__(self, real: Embedder, asked: list[str]) -> None:
        self.id, self.dim, self.multilingual = real.id, real.dim, real.multilingual
        self.passages = real.passages
        self._real, self._asked = real, asked

    def questions(self, texts: Sequence[str]) -> Vectors:
        self._asked += texts
        return self._real.questions(texts)


def _counting(asked: list[str]) -> Callable[[str], Embedder]:
    return lambda wanted: Counting(choose_embedder(wanted), asked)


MANY = [{"question": f"What happened on day {n}?"} for n in range(40)]


def _brought(quick: Settings, tiny: Path, change: Callable[[dict[str, np.ndarray]], None] = lambda data: None) -> None:  # type: ignore[type-arg]
    """The case with what an index of it has embedded; there is no index any more."""
    _know(tiny, *MANY)
    snapshot = build(quick).snapshot
    bring_along(tiny / "corpus", known_vectors(quick.data_dir, snapshot))
    shutil.rmtree(quick.data_dir)
    with np.load(tiny / "corpus" / VECTORS) as data:
        held = dict(data)
    change(held)
    np.savez(tiny / "corpus" / VECTORS, **held)


def _anew(quick: Settings) -> int:
    """How many texts a build embeds, apart from those that prove what was brought."""
    return build(quick).embedded


def _of_other(data: dict[str, np.ndarray]) -> None:  # type: ignore[type-arg]
    for name in list(data):
        data[f"other{name}"] = data.pop(name)


def _turned(data: dict[str, np.ndarray]) -> None:  # type: ignore[type-arg]
    for name in [name for name in data if name.endswith("vectors")]:
        data[name] = data[name][::-1]


def _short(data: dict[str, np.ndarray]) -> None:  # type: ignore[type-arg]
    for name in [name for name in data if name.endswith("vectors")]:
        data[name] = data[name][:3]


def test_what_is_brought_along_is_not_made_again(quick: Settings, tiny: Path) -> None:
    _brought(quick, tiny)
    asked: list[str] = []
    report = build(quick, load=_counting(asked))
    assert (report.embedded, len(asked)) == (0, 8)  # which prove that the questions are true


def test_index_of_what_was_brought_is_the_index_that_was_made(quick: Settings, tiny: Path) -> None:
    _brought(quick, tiny)
    brought = open_index(quick.data_dir, build(quick).snapshot)
    (tiny / "corpus" / VECTORS).unlink()
    made = open_index(quick.data_dir, build(quick, rebuild=True).snapshot)
    assert np.array_equal(brought.vectors, made.vectors)
    alike = (brought.known.vectors.astype(np.float32) * made.known.vectors).sum(axis=1)
    assert alike.min() > 0.9995  # they come in 8 bits


@pytest.mark.parametrize("change", [_of_other, _turned, _short])
def test_vectors_that_are_not_true_are_made_anew(
    quick: Settings,
    tiny: Path,
    change: Callable[[dict[str, np.ndarray]], None],  # type: ignore[type-arg]
) -> None:
    _brought(quick, tiny, change)
    assert _anew(quick) > len(MANY)


def test_damaged_file_of_vectors_is_no_error(quick: Settings, tiny: Path) -> None:
    _brought(quick, tiny)
    (tiny / "corpus" / VECTORS).write_bytes(b"PK\x03\x04 cut off")
    assert _anew(quick) > len(MANY)


def test_shipped_vectors_are_those_of_the_shipped_questions(shipped: Parts) -> None:
    known = shipped.index.known
    some = list(range(0, len(known.questions), 700))
    made = shipped.search.embedder.questions([known.questions[n] for n in some])
    assert len(known.questions) > 9000
    assert (made * known.vectors[some]).sum(axis=1).min() > 0.999


def _live(settings: Settings):  # type: ignore[no-untyped-def]
    live = read_snapshot(settings.data_dir)
    assert live
    return live
