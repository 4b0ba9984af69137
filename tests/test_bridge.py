"""A question in another language than the sources': English ones of Spanish and Chinese sources."""

from __future__ import annotations

import numpy as np
import pytest

from evals.small_case import File, indexed
from rag.ask import answer
from rag.assemble import Parts
from rag.bridge import bridged, read_in_english, sounds, spelled_in_latin
from rag.gloss import english_of, is_translated
from rag.models.embedder import e5_runs_here
from rag.retrieve.views import View, languages_apart

DAM = File(
    "presa.txt",
    "La presa de Valdecorza perdió 14 millones de metros cúbicos entre 2019 y 2022.\n\n"
    "El consejero Ramón Iturbe atribuyó la pérdida a las filtraciones.\n\n"
    "El ayuntamiento de Lodares pidió una investigación independiente.\n\n"
    "La reparación costará 38 millones de euros y empezará en octubre de 2024.",
    "Informe sobre la presa",
    "Consejería de Agua",
    "2023-03-12",
)
FARMS = File(
    "regantes.txt",
    "Los regantes dicen que el consumo agrícola bajó un 9 por ciento en el mismo periodo.",
    "Comunicado de los regantes",
    "Unión de Regantes",
    "2023-04-02",
)
KILN = File(
    "yao.txt",
    "陶川市红星砖厂于2021年3月关停，补偿款为360万元。\n\n局长陈立说，关停红星砖厂的主要原因是空气污染。",
    "砖厂关停通报",
    "陶川市生态环境局",
    "2021-05-02",
)

MULTILINGUAL = pytest.mark.skipif(not e5_runs_here(), reason="the multilingual embedder does not run on this machine")


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """A case whose sources are in Spanish and in Chinese."""
    return indexed(tmp_path_factory.mktemp("abroad"), [DAM, FARMS, KILN])


@MULTILINGUAL
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who asked for an independent investigation?", "investigación independiente"),
        ("What will the repair of the dam cost?", "38 millones de euros"),
        ("¿Quién pidió una investigación?", "investigación independiente"),
        ("红星砖厂的补偿款是多少？", "360万元"),
    ],
)
def test_question_is_answered_whatever_the_language_of_the_source(abroad: Parts, question: str, words: str) -> None:
    reply = answer(question, abroad)
    assert not reply.refused
    assert words in reply.verdicts[0].claim.citations[0].quote


@MULTILINGUAL
@pytest.mark.parametrize(
    "question",
    ["When was the Hongxing brickworks shut down?", "How much compensation did the Hongxing brickworks get?"],
)
def test_what_a_chinese_source_tells_is_nearest_and_not_said_to_be_missing(abroad: Parts, question: str) -> None:
    reply = answer(question, abroad)
    assert "红星砖厂" in reply.hits[0].passage.text
    assert "Hongxing" not in reply.text


@MULTILINGUAL
def test_what_no_source_tells_is_named_and_what_one_tells_in_another_language_is_not(abroad: Parts) -> None:
    silent = answer("How many fishermen drowned near the dam?", abroad)
    assert silent.refused
    assert "fishermen" in silent.text and "dam" not in silent.text.split(":")[-1]


@MULTILINGUAL
def test_premise_is_not_doubted_for_words_that_stand_in_another_language(abroad: Parts) -> None:
    reply = answer("Why did the brickworks close in March 2021?", abroad)
    assert not any("takes this for granted" in note.text for note in reply.notes)


@MULTILINGUAL
def test_figure_of_a_premise_is_put_right_and_its_words_are_not_doubted(abroad: Parts) -> None:
    def corrected(question: str) -> str:
        found = abroad.corrected(question, abroad.engine.find(question), "en", True)
        return found.by if found else ""

    assert corrected("Is it true that the repair will cost 90 million euros?") == "other_figure"
    assert corrected("Why did the fishermen of Lodares sue the council?") == ""


def test_passage_has_english_terms_beside_its_own() -> None:
    assert {"dam", "lost", "million", "metr", "2022"} <= set(bridged(DAM.text, "es"))
    assert {"brickwork", "shut", "2021", "reason", "air"} <= set(bridged(KILN.text, "zh"))
    assert bridged("The dam lost water.", "en") == ()


def test_passage_is_read_word_by_word() -> None:
    assert read_in_english("La presa perdió agua.", "es") == "the dam lost water"
    assert read_in_english("The dam lost water.", "en") == ""


def test_chinese_name_is_met_however_many_of_its_characters_make_a_word() -> None:
    spelled = spelled_in_latin(KILN.text, "zh")
    assert all(sounds(name, spelled) for name in ("Chen", "Li", "Hongxing", "Taochuan"))
    assert not any(sounds(name, spelled) for name in ("Hongx", "Aochuan", "Wang", "3", ""))
    assert not sounds("Iturbe", spelled_in_latin(DAM.text, "es"))


def test_every_sense_of_a_word_is_a_term_and_a_name_its_own() -> None:
    assert {"reservoir"} <= set(english_of("embalses", "es", lambda term: False))
    assert "iturb" in english_of("Iturbe", "es", lambda term: False)
    assert english_of("presa", "de", lambda term: False) == []


def test_word_of_the_lists_goes_by_another_name_elsewhere() -> None:
    assert is_translated("ministerio", "es") and is_translated("ministry", "en") and is_translated("卫生部", "zh")
    assert not is_translated("iturbe", "es") and not is_translated("otieno", "en")


def test_what_tells_languages_apart_is_left_out_of_a_view() -> None:
    """Two matters, each in two languages: without the language's direction the same matter is nearest."""
    chance = np.random.default_rng(3)
    matters, tongue = chance.normal(size=(6, 24)), 4 * chance.normal(size=24)
    rows = np.concatenate([matters, matters + tongue]) + 0.1 * chance.normal(size=(12, 24))
    spoken = np.array(["es"] * 6 + ["en"] * 6)
    apart = languages_apart(rows.astype(np.float32), spoken)
    assert apart is not None and apart.shape == (1, 24)
    question = matters[0] + tongue
    near = View(rows, unseen=apart).cosines(question)
    assert set(np.argsort(-near)[:2]) == {0, 6}
    assert languages_apart(rows.astype(np.float32), np.array(["es"] * 12)) is None


def test_few_passages_in_the_questions_language_have_nothing_before_the_others(abroad: Parts) -> None:
    assert [abroad.index.sources[p.source_id].language for p in abroad.index.passages] == ["es", "es", "zh"]
    assert abroad.ranker._levelled(np.array([1.0, 2.0, 9.0]), "zh") == pytest.approx([1.0, 2.0, 1.5])
    assert abroad.ranker._levelled(np.array([1.0, 2.0, 0.0]), "zh") == pytest.approx([1.0, 2.0, 0.0])  # nothing is lent
    assert abroad.ranker._levelled(np.array([1.0, 2.0, 9.0]), "es") == pytest.approx(
        [1.0, 2.0, 9.0]
    )  # most are Spanish


def test_question_in_another_language_than_most_sources_is_held_against_english_terms(abroad: Parts) -> None:
    assert [term.key for term in abroad.judge.terms("Which ministries paid?")] == ["ministri", "paid"]
    assert [term.key for term in abroad.judge.terms("¿Qué ministerios pagaron?")] == ["ministeri", "pag"]
    assert ("health",) in abroad.judge.terms("卫生部")[0].keys
