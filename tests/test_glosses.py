"""An editor's translations stand before the stored words, which stay in sight; they are found letter for letter or not at all."""

import json
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.case import read_case
from rag.case.glosses import FILE, Glosses, read_glosses
from rag.errors import CorpusError
from rag.ingest.build import build
from rag.lists.disputes import make_disputes
from rag.live import Live
from rag.settings import load_settings
from rag.sources import Kind
from ui.web.beside import disputes_page
from ui.web.card import card

HOME = Path(__file__).parents[1]
LINES = (
    {"text": "The span is 48 metres.", "es": "El vano mide 48 metros."},
    {"text": "It has three arches.", "es": "Tiene tres arcos.", "zh": "它有三个拱。"},
)


def written(folder: Path, *lines: object) -> Glosses:
    (folder / FILE).write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return read_glosses(folder)


def test_the_same_words_letter_for_letter_have_their_translation(tmp_path: Path) -> None:
    told = written(tmp_path, *LINES)
    assert told["es"]["The span is 48 metres."] == "El vano mide 48 metros."
    assert "The span is 48 metres" not in told["es"] and list(told["zh"]) == ["It has three arches."]


def test_a_case_without_the_file_has_none(tmp_path: Path) -> None:
    assert read_glosses(tmp_path) == {}


def test_a_sentence_translated_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"line 2, field 'text'.*already translated"):
        written(tmp_path, LINES[0], LINES[0])


def test_a_change_shows_with_the_next_build_in_a_chat_that_runs(tiny: Path) -> None:
    settings = load_settings(case=tiny, embedder="minilm")
    written(tiny / "corpus", LINES[0])
    live = Live(open_parts(settings))
    assert live.parts().index.glosses["es"] == {LINES[0]["text"]: LINES[0]["es"]}
    written(tiny / "corpus", *LINES)
    assert build(settings).changed
    assert live.parts().index.glosses["zh"] == {LINES[1]["text"]: LINES[1]["zh"]}


def test_a_wrong_line_stops_the_build_and_the_old_one_answers(tiny: Path) -> None:
    settings = load_settings(case=tiny, embedder="minilm")
    build(settings)
    (tiny / "corpus" / FILE).write_text('{"es": "sin palabras"}', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"glosses\.jsonl line 1"):
        build(settings)
    assert open_parts(settings).index.glosses == {}


def test_every_fact_and_dispute_of_the_shipped_case_is_translated(shipped: Parts) -> None:
    told, index = read_glosses(HOME / "corpus"), shipped.index
    texts = [p.text for p in index.passages if index.sources[p.source_id].kind is Kind.RECORD]
    texts += [words for one in index.disputes for words in (one.matter, *(side.says for side in one.sides))]
    assert [text for text in texts for language in ("es", "zh") if text not in told[language]] == []


def test_a_spanish_reader_reads_spanish_first_and_the_stored_words_below(shipped: Parts) -> None:
    reply = answer("¿Prohibió China el fentanilo en 2019?", shipped)
    ours = read_glosses(HOME / "corpus")["es"]
    shown = card(reply, shipped.index.sources, "1", ours=ours)
    quote = reply.claims[1].citations[0].quote
    assert quote in ours and 0 < shown.index(ours[quote]) < shown.index(quote)
    assert "traducido por un modelo" not in shown


def test_a_summary_said_once_of_all_pieces_is_not_said_of_each(shipped: Parts) -> None:
    reply = answer("How many Americans died of overdoses in 2020?", shipped)
    shown = card(reply, shipped.index.sources, "1")
    pieces = shown[shown.index("or-pieces") : shown.index("or-more")]
    assert "In our words, unless marked" in shown and 'or-whose-our-summary"' not in pieces


def test_the_list_of_differences_is_in_the_readers_language(shipped: Parts) -> None:
    ours = read_glosses(HOME / "corpus")["es"]
    page = disputes_page(make_disputes(read_case(HOME)), "es", ours=ours)
    assert "Qué país es" in page and "Which country is the main source" not in page
