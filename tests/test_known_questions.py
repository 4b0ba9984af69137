"""Known questions: an editor's help to finding and to knowing what the sources are silent on; never an answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from rag.assemble import Parts, open_parts
from rag.corpus import QUESTIONS, KnownQuestion, read_case
from rag.errors import CorpusError
from rag.ingest.build import build
from rag.ingest.known import VECTORS, bring_along, known_table
from rag.ingest.reuse import Reusing
from rag.models import Embedder, MiniLM, Vectors, choose_embedder, loaded
from rag.places import by_name
from rag.retrieve.known import KnownQuestions
from rag.settings import Settings, load_settings
from rag.snapshot import read_snapshot
from rag.store import open_index
from rag.tables import KnownTable
from rag.types import BREAK, Passage, Span

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
    before = open_parts(load_settings(case=tiny)).ranker.rank(asked, 30)
    _know(tiny, REPAIR, SILENT)
    settings = load_settings(case=tiny)
    build(settings)
    after = open_parts(settings).ranker.rank(asked, 30)
    wanted = "council-minutes-2020-f06"
    place, earlier = ([hit.passage.id for hit in hits].index(wanted) for hits in (after, before))
    assert place == 0 < earlier
    assert after[0].parts["known"] > 0


def test_case_without_known_questions_is_ranked_as_ever(parts: Parts) -> None:
    hits = parts.ranker.rank("Who repaired the bridge?", 30)
    assert {hit.parts["known"] for hit in hits} == {0.0}
    assert parts.ranker.known.answered(np.zeros(parts.index.snapshot.dim)) == 0.0


def test_place_in_the_seed_answers_too(quick: Settings, tiny: Path) -> None:
    _know(tiny, {**SEED, "answered_by": [f"{_seed_id(tiny)}:para 4"]})
    build(quick)
    index = open_index(quick.data_dir, _live(quick))
    (_, row), *others = index.tables.known.links.tolist()
    assert (index.passages[row].locator, others) == ("para 4", [])


def test_row_of_a_table_is_named_by_itself_though_a_passage_packs_several() -> None:
    rows = Passage("rates:0-30", "rates", BREAK.join(("A = 1", "B = 2", "C = 3")), Span(0, 20), "row 2-4")
    page = [Passage(f"report:{n}", "report", "Words.", Span(n, n + 6), "p. 1") for n in (0, 8)]
    named = by_name([rows, *page])
    assert (named["rates:row 3"], named["rates:row 2-4"], named["report:p. 1"]) == ([0], [0], [1, 2])
    assert "rates:row 5" not in named


# --- silence ---


def _table(answered: int, silent: int) -> tuple[KnownTable, Vectors]:
    """Known questions of both kinds around two directions of their own."""
    draw = np.random.default_rng(0)
    vectors = draw.normal(0, 0.3, (answered + silent, 16))
    vectors[:answered, 0] += 2
    vectors[answered:, 1] += 2
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    links = np.array([(n, 0) for n in range(answered)], np.int32).reshape(-1, 2)
    return KnownTable(
        tuple(map(str, range(len(vectors)))), vectors.astype(np.float32), links, np.zeros(len(vectors), bool)
    ), vectors.astype(np.float32)


def test_question_among_unanswered_ones_is_likely_to_be_unanswered() -> None:
    table, vectors = _table(30, 30)
    known = KnownQuestions(table)
    assert known.answered(vectors[3]) > 1
    assert known.answered(vectors[40]) < -1


def test_questions_of_one_kind_tell_nothing_of_the_other() -> None:
    table, vectors = _table(30, 0)
    assert KnownQuestions(table).answered(vectors[3]) == 0.0


def test_question_far_from_all_known_ones_tells_nothing() -> None:
    table, _ = _table(30, 30)
    far = np.zeros(16)
    far[9] = -1
    assert abs(KnownQuestions(table).answered(far)) < 0.2


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


def test_change_of_the_known_questions_makes_another_index(quick: Settings, tiny: Path) -> None:
    first = build(quick).snapshot
    _know(tiny, REPAIR)
    assert build(quick).snapshot.id != first.id


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


def _brought(tiny: Path, change: Callable[[dict[str, np.ndarray]], None] = lambda data: None) -> None:  # type: ignore[type-arg]
    _know(tiny, *MANY)
    corpus = tiny / "corpus"
    bring_along(corpus, read_case(tiny).questions, loaded(MiniLM), lambda done, total: None)
    with np.load(corpus / VECTORS) as data:
        held = dict(data)
    change(held)
    np.savez(corpus / VECTORS, **held)


def _asked_anew(quick: Settings) -> int:
    asked: list[str] = []
    build(quick, load=_counting(asked))
    return len({one for one in asked if one.startswith("What happened")})


def test_vectors_brought_along_are_not_made_again(quick: Settings, tiny: Path) -> None:
    _brought(tiny)
    assert _asked_anew(quick) == 8  # which prove that they are true


def test_vectors_of_another_embedder_are_made_anew(quick: Settings, tiny: Path) -> None:
    _brought(tiny, lambda data: data.update(embedder=np.array("other")))
    assert _asked_anew(quick) == len(MANY)


def test_vectors_of_other_words_are_made_anew(quick: Settings, tiny: Path) -> None:
    _brought(tiny)
    _know(tiny, *MANY[:-1], {"question": "What happened on no day?"})
    assert _asked_anew(quick) == len(MANY)


def test_false_vectors_are_made_anew(quick: Settings, tiny: Path) -> None:
    _brought(tiny, lambda data: data.update(vectors=data["vectors"][::-1]))
    assert _asked_anew(quick) == len(MANY)


def test_damaged_file_of_vectors_is_no_error(quick: Settings, tiny: Path) -> None:
    _brought(tiny)
    (tiny / "corpus" / VECTORS).write_bytes(b"PK\x03\x04 cut off")
    assert _asked_anew(quick) == len(MANY)


def test_shipped_vectors_are_those_of_the_shipped_questions(shipped: Parts) -> None:
    known = shipped.index.tables.known
    some = list(range(0, len(known.questions), 400))
    made = shipped.ranker.embedder.questions([known.questions[n] for n in some])
    assert len(known.questions) > 4000
    assert (made * known.vectors[some]).sum(axis=1).min() > 0.999


def _live(settings: Settings):  # type: ignore[no-untyped-def]
    live = read_snapshot(settings.data_dir)
    assert live
    return live
