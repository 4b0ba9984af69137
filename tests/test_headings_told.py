"""Headings of Spanish and Chinese documents: they open a passage and state nothing, so no answer and no brief quotes one for a sentence."""

from __future__ import annotations

import pytest

from rag.answer.headline import only_titles
from rag.grammar.headings import is_marked_heading, reads_like_heading
from rag.ingest.split import split
from rag.types import Block, Kind, Passage, Source, SourceText, Span, Tier

SPANISH = (
    "FUNDAMENTOS DE HECHO",
    "2. Estado de los pozos",
    "Punto 4. Revisión de las cuotas de riego",
    "Estado de los pozos",
    "CONFEDERACIÓN DEL EBRO",
)
SENTENCES = (
    "El pozo costó tres millones", "La presa está vacía", "Tres pozos quedan sin agua", "El pleno lo aprobó ayer", "Cuota 2021: 44 euros",
    "Los vecinos regaron los campos", "El pozo se cerró.",
)  # fmt: skip
CHINESE = ("民事判决书", "二、供水情况", "（一）水质", "河口市水利局", "第三章 附则")
STATEMENTS = (
    "审判员 王建",
    "水库已停用",
    "法院判决停产",
    "供水三百万吨，其中农业占六成",
    "水库没有停用。",
    "总投资3亿元",
)


@pytest.mark.parametrize("text", SPANISH)
def test_spanish_headings(text: str) -> None:
    assert reads_like_heading(text, "es")


@pytest.mark.parametrize("text", SENTENCES)
def test_spanish_statements_without_a_full_stop_are_no_headings(text: str) -> None:
    assert not reads_like_heading(text, "es")


@pytest.mark.parametrize("text", CHINESE)
def test_chinese_headings(text: str) -> None:
    assert reads_like_heading(text, "zh")


@pytest.mark.parametrize("text", STATEMENTS)
def test_chinese_statements_are_no_headings(text: str) -> None:
    assert not reads_like_heading(text, "zh")


def test_only_marks_make_a_heading_of_a_language_unknown() -> None:
    assert is_marked_heading("III. FINANCES") and is_marked_heading("3. Finances of the board")
    assert not is_marked_heading("Finances of the board") and not is_marked_heading("3.5 million pounds were paid")


def paper(language: str, *texts: str) -> SourceText:
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(Span(at, at + len(text)), "p. 1"))
        at += len(text) + 2
    source = Source("s", "Informe", "Cámara", (), "2021-05-04", "", Tier.PRIMARY, kind=Kind.DOCUMENT, language=language)
    return SourceText(source, "\n\n".join(texts), tuple(blocks))


@pytest.mark.parametrize(
    ("language", "before", "heading", "after"),
    [
        ("es", "Los pozos se midieron en 2020.", "3. Situación de las cuentas", "La comunidad cerró el año sin deuda."),
        ("zh", "水井于2020年测量。", "三、财务情况", "该处年底没有欠款。"),
        ("en", "The wells were measured in 2020.", "3. State of the accounts", "The board closed the year without a debt."),
    ],
)  # fmt: skip
def test_a_heading_stands_with_what_follows_and_not_with_what_is_before(
    language: str, before: str, heading: str, after: str
) -> None:
    source = paper(language, before, heading, after)
    passages = split(source)
    assert [p.text for p in passages] == [before, f"{heading}\n\n{after}"]
    assert all(p.span.of(source.text) == p.text for p in passages)


def test_a_heading_alone_is_a_title_and_its_paragraph_is_none() -> None:
    source = Source("s", "Sentencia", "Tribunal", (), "2021", "", Tier.PRIMARY, kind=Kind.DOCUMENT, language="es")
    alone = Passage("s:0-20", "s", "FUNDAMENTOS DE HECHO", Span(0, 20), "para 6")
    assert only_titles(alone, Span(0, 20), source)
    text = "FUNDAMENTOS DE HECHO\n\nEl pozo se secó en abril."
    both = Passage("s:0-46", "s", text, Span(0, len(text)), "para 6-7")
    assert not only_titles(both, Span(0, len(text)), source)
