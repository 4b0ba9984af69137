"""Places and what stands around an answer in the reader's language: shown in words, stored and checked as they are."""

import json
from pathlib import Path

import pytest
from test_cli import run

from rag.answer.writing import Pick, Writer
from rag.sources import Citation, Passage, Source, Span, Tier
from rag.text.place_words import place_words, shown_forms
from rag.types import Claim, Status
from rag.verify.sources import EvidenceSource
from rag.verify.verdict import verify


@pytest.mark.parametrize(
    ("stored", "spanish", "chinese"),
    [
        ("para 3", "párr. 3", "第3段"),
        ("para 3-5", "párr. 3-5", "第3-5段"),
        ("row 12", "fila 12", "第12行"),
        ("p. 2, table 1, row 5", "p. 2, tabla 1, fila 5", "第2页，表1，第5行"),
        ("p. 3-4", "p. 3-4", "第3-4页"),
        ("p. 1, read by OCR", "p. 1, leído por OCR", "第1页，由OCR识别"),
        ("p. 1, running line", "p. 1, línea de encabezado o pie", "第1页，页眉或页脚"),
        ("footnote 2", "nota al pie 2", "脚注2"),
        ("section 'Riego, turnos', para 1", "apartado «Riego, turnos», párr. 1", "「Riego, turnos」部分，第1段"),
        ("section '水质'", "apartado «水质»", "「水质」部分"),
        ("minutes of the council", "minutes of the council", "minutes of the council"),
        ("", "", ""),
    ],
)
def test_a_place_is_told_in_the_readers_language_and_what_is_no_place_of_ours_stays(
    stored: str, spanish: str, chinese: str
) -> None:
    assert place_words(stored, "en") == stored
    assert (place_words(stored, "es"), place_words(stored, "zh")) == (spanish, chinese)


def answered(language: str, locator: str, quote: str = "La presa se llenó en abril.") -> tuple[str, Citation]:
    source = Source("acta", "Acta", "Confederación del Ebro", (), "2021-05-04", "", Tier.PRIMARY, language="es")
    passage = Passage("acta:1", "acta", quote, Span(0, len(quote)), locator)
    writer = Writer(language)
    writer.quote(Pick(passage, passage.span), source)
    (claim,) = writer.draft().claims
    return claim.text, claim.citations[0]


def status_of(text: str, citation: Citation) -> Status:
    cited = EvidenceSource(citation.quote, ("Confederación del Ebro",), Tier.PRIMARY, "2021-05-04", "es")
    return verify(Claim(text, Span(0, len(text)), (citation,)), {"acta": cited}).status


@pytest.mark.parametrize("locator", ["para 3", "section 'Nivel', para 2", "p. 2, table 1, row 5", "row 4-5"])
@pytest.mark.parametrize("language", ["en", "es", "zh"])
def test_an_answer_has_the_place_in_words_and_holds_as_an_older_one_does(language: str, locator: str) -> None:
    text, citation = answered(language, locator)
    assert citation.locator == locator
    assert place_words(locator, language) in text
    for other in shown_forms(locator):  # as it was saved before, or read in another language
        assert status_of(text.replace(place_words(locator, language), other), citation) is Status.SUPPORTED


@pytest.mark.parametrize(("language", "wrong"), [("en", "para 4"), ("es", "párr. 4"), ("zh", "第4段")])
def test_another_place_than_the_citations_is_wrong_in_any_language(language: str, wrong: str) -> None:
    text, citation = answered(language, "para 3")
    assert status_of(text.replace(place_words("para 3", language), wrong), citation) is not Status.SUPPORTED


def test_check_says_why_in_the_language_of_the_claim(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "acta.txt").write_text(
        "La presa se llenó en abril de 2021. El pueblo regó los campos.", encoding="utf-8"
    )
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "a", "answer": "La presa se vació en abril de 2021. [1]", "sources": ["acta"]}),
        encoding="utf-8",
    )
    assert run(monkeypatch, "check", "--sources", tmp_path, "--answers", tmp_path / "a.jsonl") == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "contradicha" in told and "las palabras citadas dicen otra cosa" in told
