"""A new case from a Spanish or Chinese article: who it leans on, what is an opinion, and what is neither source nor claim."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from rag.answer.tally import in_plural, tally
from rag.errors import CorpusError
from rag.ingest.build import build
from rag.newcase.around import is_byline
from rag.newcase.chinese import chinese_sources
from rag.newcase.claims import find_claims
from rag.newcase.sources import find_sources
from rag.settings import load_settings
from rag.types import Block, Span
from tests.read.blocks import load


def claims_of(text: str, language: str) -> list[tuple[str, bool]]:
    found = find_claims(text, (Block(Span(0, len(text)), "para 1"),), language)
    return [(claim.text, claim.opinion) for claim in found.claims]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("居民认为河口市水利局隐瞒了水质。", ["河口市水利局"]),
        ("河口市审计局5月3日公布的报告显示，水库亏损两亿元。", ["河口市审计局", "报告"]),
        ("去年，河口市中级人民法院判决水库停用。", ["河口市中级人民法院", "河口市中级人民法院判决"]),
        ("中华人民共和国水利部发布了《水质公报》。", ["中华人民共和国水利部", "《水质公报》"]),
        ("公司说政府不管。", []),
    ],
)
def test_chinese_institutions_and_works_begin_where_their_names_do(sentence: str, named: list[str]) -> None:
    assert list(dict.fromkeys(name for name, _ in chinese_sources(sentence))) == named


@pytest.mark.parametrize(
    "body", ["Cámara de Cuentas de Aragón", "Audiencia Provincial de Huesca", "Confederación Hidrográfica del Ebro"]
)
def test_spanish_bodies_are_institutions(body: str) -> None:
    text = f"La {body} publicó ayer su informe sobre la presa."
    found = find_sources(text, (Block(Span(0, len(text)), "para 1"),), "es")
    assert body in [one.name for one in found if one.kind == "institution"]


@pytest.mark.parametrize(
    ("text", "language", "opinion"),
    [
        ("«Es una burla», dijo la portavoz de los regantes, Ana Ruiz.", "es", True),
        ("La presa es un saqueo de los regantes.", "es", True),
        ("«Es una presa de 1965», dijo Ana Ruiz.", "es", False),
        ("“这是一场骗局。”", "zh", True),
        ("水库于2019年5月建成。", "zh", False),
    ],
)
def test_judgements_are_opinions_in_spanish_and_chinese(text: str, language: str, opinion: bool) -> None:
    assert claims_of(text, language)[0][1] is opinion


def test_a_chinese_byline_and_a_bare_speaker_are_no_claims() -> None:
    assert is_byline("河口日报 记者 林晓 2023年5月2日") and is_byline("本报记者 林晓、王建")
    assert not is_byline("记者林晓在5月2日看到水库已经干了。")
    assert claims_of("河口日报 记者 林晓 2023年5月2日", "zh") == []
    assert claims_of("农户代表王建说。", "zh") == []


@pytest.mark.parametrize(
    ("line", "published"),
    [("发布时间：2024-04-22", "2024-04-22"), ("发布日期: 2024年4月2日 来源：水利局", "2024-04-02"), ("Fecha de publicación: 2023/03/12", "2023-03-12"), ("开工时间：2019-09-16", "")],
)  # fmt: skip
def test_a_page_that_shows_its_date_with_a_label_is_dated(tmp_path: Path, line: str, published: str) -> None:
    page = f"<html><body><h1>水库</h1><p>{line}</p><p>水库的水质在去年没有变化，农户可以照常灌溉。</p></body></html>"
    assert load(tmp_path, "a.html", page).published == published


def test_a_place_that_the_article_does_not_have_is_refused(tiny: Path) -> None:
    file = tiny / "corpus" / "claims.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    build(load_settings(case=tiny))  # the places that are there are taken
    lines[0]["seed_locators"] = ["para 99"]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"seed_locators.*para 99"):
        build(load_settings(case=tiny))


def test_one_opinion_is_told_as_one_and_an_older_note_is_known() -> None:
    counts = Counter({"opinion": 1, "contradicted": 1, "supported": 21})
    assert "1 opinión." in tally(counts, "es") and "1 contradicha," in tally(counts, "es")
    assert "21 confirmadas" in tally(counts, "es")
    assert "1 opiniones." in in_plural(tally(counts, "es"))
