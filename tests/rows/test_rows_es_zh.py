"""A Spanish or Chinese question over a table in its own language: the row that it names, and none where the table tells nothing of what is asked."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evals.small_case import File, write_files
from rag.answer.judge import SURE
from rag.corpus import read_case
from rag.ingest.load import guess_language
from rag.ingest.read import read_source
from rag.ingest.split import split
from rag.rows.named import ABOVE, ROW, Rows, fitted
from rag.types import Hit

WARDS = """Hospital,Trimestre,Ingresos,Altas,Espera media (min),Fallecidos
San Roque,1T 2022,1240,1198,"47,5",12
San Roque,2T 2022,1310,1275,"52,1",9
La Vega,1T 2022,880,861,"38,0",7
La Vega,2T 2022,912,930,"41,3",11
"""
GRAPES = """Municipio;Hectáreas;Producción (t);Viticultores;Precio (€/kg)
Alcobera;1.250,5;8.430;312;0,62
Fuente Parda;985,0;7.120;240;0,58
Cooperativa Independiente de Montealbo;2.310,7;15.904;611;0,66
"""
YEARS = """Año;Visitantes;Entradas gratuitas;Quejas
2019;1.112.310;15.020;57
2020;31.870;4.100;12
2021;60.940;9.870;19
"""
MONEY = """Ejercicio;Ingresos;Gastos
2019;5.301,9;5.087,2
2020;5.188,0;5.402,6
2021;5.240,3;6.558,7
"""
METRO = """线路,里程（公里）,车站数,日均客流（万人次）,准点率（%）
一号线,38.6,27,61.2,99.7
二号线,42.1,29,55.8,99.5
机场线,51.7,11,8.6,99.9
"""
FERRY = """Year,Passengers,Incidents
2019,418775,2
2020,187402,1
2021,261090,5
"""
GRAIN = """年度,水稻产量（吨）,小麦产量（吨）,农机（台）
2018年,12800,5400,210
2019年,13150,5210,233
２０２０年,11020,4980,241
"""
FILES = {
    "wards": File("wards.csv", WARDS, "Urgencias de los hospitales de Nalcón", "Servicio de Salud", "2023-01-05"),
    "grapes": File("grapes.csv", GRAPES, "Cosecha de uva por municipio", "Consejo Regulador", "2023-01-05"),
    "years": File("years.csv", YEARS, "Museo de la Sal", "Cabildo de Salmera", "2023-01-05"),
    "money": File("money.csv", MONEY, "Cuentas del Museo de la Sal", "Cabildo de Salmera", "2023-01-05"),
    "ferry": File("ferry.csv", FERRY, "Ferries of Skerra by year", "Port of Skerra", "2022-01-05"),
    "metro": File("metro.csv", METRO, "地铁客运量", "江宁市轨道交通集团", "2024-01-05"),
    "grain": File("grain.csv", GRAIN, "粮食产量统计", "青禾县统计局", "2024-01-05"),
}


class Tables:
    """The tables of a case that is read and cut and not indexed."""

    def __init__(self, home: Path) -> None:
        (home / "corpus").mkdir()
        write_files(home / "corpus", FILES.values())
        texts = [read_source(entry, 50).text for entry in read_case(home).entries]
        self.texts = {text.source.id: text for text in texts}
        self.passages = [passage for text in texts for passage in split(text)]
        sources = {text.source.id: text.source for text in texts}
        index: Any = SimpleNamespace(passages=self.passages, sources=sources)
        self.rows = Rows(index, lambda term: False)

    def told(self, question: str, *only: str) -> list[str]:
        """The rows that are taken to answer."""
        named = self.rows.named(question, only)
        if named is None or named.confidence < fitted().threshold:
            return []
        return [span.of(self.texts[self.passages[row].source_id].text) for row, span in named.rows]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return Tables(tmp_path_factory.mktemp("tables"))


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("¿Cuántos ingresos tuvo La Vega en el segundo trimestre de 2022?", "Hospital: La Vega; Trimestre: 2T"),
        ("¿Cuántas personas fallecieron en San Roque en el 1T de 2022?", "Hospital: San Roque; Trimestre: 1T"),
        ("¿Cuántos visitantes tuvo el museo en 2021?", "Año: 2021; Visitantes: 60.940"),
        ("cuanta gente visito el museo en 2020", "Año: 2020; Visitantes: 31.870"),
        ("¿Y las quejas de 2019?", "Año: 2019; Visitantes"),
        ("¿Cuánto ingresó el museo en 2020?", "Ejercicio: 2020; Ingresos: 5.188,0"),
        ("¿A qué precio se pagó la uva en Alcobera?", "Municipio: Alcobera"),
        ("二号线有多少个车站？", "线路: 二号线"),
        ("机场线全长多少公里？", "线路: 机场线"),
        ("２０１９年小麦产量多少？", "年度: 2019年"),
        ("2020年有几台农机？", "年度: ２０２０年"),
    ],
)
def test_a_row_is_named_in_the_language_of_its_table(tables: Tables, question: str, row: str) -> None:
    [told] = tables.told(question)
    assert told.startswith(row)


@pytest.mark.parametrize(
    "question",
    [
        "¿Quién ganó el torneo de ajedrez de 2020?",
        "¿Qué tiempo hizo en 2020?",
        "¿Cuántos bomberos había en 2019?",
        "¿Por qué hubo tantas quejas en 2019?",
        "¿Cuántos visitantes tuvo el museo en 2012?",
        "¿Cuántas camas tiene La Vega?",
        "¿Dónde está el hospital San Roque?",
        "¿Quién es el alcalde de Montealbo?",
        "¿Cuántos habitantes tiene Montealbo?",
        "¿Cuándo se fundó la cooperativa de Alcobera?",
        "2019年谁当选了县长？",
        "2018年下了几场雪？",
        "2017年水稻产量是多少？",
        "二号线为什么晚点？",
        "一号线的票价是多少？",
        "机场线什么时候开通？",
    ],
)
def test_a_year_or_a_name_alone_is_no_answer(tables: Tables, question: str) -> None:
    assert tables.told(question) == []


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("¿En qué año hubo más visitantes?", ["Año: 2019"]),
        ("¿Cuándo hubo menos quejas?", ["Año: 2020"]),
        ("¿Qué municipio tiene el precio más bajo?", ["Municipio: Fuente Parda"]),
        ("¿Cuál es el municipio con mayor producción?", ["Municipio: Cooperativa"]),
        ("准点率最低的是哪条线路？", ["线路: 二号线"]),
        ("哪一年的小麦产量最高？", ["年度: 2018年"]),
        ("¿Cuántas quejas hubo cada año?", ["Año: 2019", "Año: 2020", "Año: 2021"]),
        ("历年水稻产量是多少？", ["年度: 2018年", "年度: 2019年", "年度: ２０２０年"]),
        ("¿En qué año hubo más robos?", []),
        ("¿Qué municipio tiene más habitantes?", []),
        ("¿Por qué suben las quejas cada año?", []),
        ("哪条线路最新？", []),
    ],
)
def test_the_most_the_fewest_and_every_year_are_reckoned(tables: Tables, question: str, rows: list[str]) -> None:
    told = tables.told(question)
    assert len(told) == len(rows)
    assert all(one.startswith(row) for one, row in zip(told, rows, strict=True))


def test_of_two_tables_of_a_year_the_one_whose_column_is_named_answers(tables: Tables) -> None:
    assert tables.told("¿Cuáles fueron los gastos en 2019?", "years", "money")[0].startswith("Ejercicio: 2019")
    assert tables.told("¿Cuántas entradas gratuitas hubo en 2019?", "years", "money")[0].startswith("Año: 2019")


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("¿Cuántos pasajeros hubo en 2020?", "Year: 2020"),
        ("2021年有多少乘客？", "Year: 2021"),
        ("¿Quién ganó el torneo de ajedrez de 2020?", ""),
        ("¿Qué tiempo hizo en 2020?", ""),
        ("2019年谁当选了县长？", ""),
        ("¿Por qué hubo tantos incidentes en 2021?", ""),
    ],
)
def test_an_english_table_is_asked_word_by_word_and_a_year_alone_is_no_answer(
    tables: Tables, question: str, row: str
) -> None:
    told = tables.told(question, "ferry")
    assert [one[: len(row)] for one in told] == ([row] if row else [])


def test_rows_that_are_of_something_else_stand_behind_prose(tables: Tables) -> None:
    row = next(p for p in tables.passages if p.source_id == "years")
    hits = [Hit(row, 3.0), Hit(next(p for p in tables.passages if p.source_id == "grain"), 2.0)]
    first = tables.rows.first("¿Qué tiempo hizo en 2020?", hits, ["years"])
    assert all(hit.parts[ROW] == 0 for hit in first)
    [sure, *_] = tables.rows.first("¿Cuántas quejas hubo en 2020?", hits, ["years"])
    assert sure.parts[ROW] >= ABOVE * SURE


def test_a_table_without_function_words_is_known_by_its_words() -> None:
    assert guess_language("Año: 2017; Visitantes: 98.450; Recaudación (€): 402.115,50; Quejas: 41.") == "es"
    assert guess_language("Year: 2017; Visitors: 98,450; Hospital: Casa Grande; Total: 41; Café: 3.") == "en"
