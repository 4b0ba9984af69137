# One case a line: a table is read across.
"""Differences in sentences that say much else: measures, multiples, dates of one event, ranks."""

from __future__ import annotations

import pytest

from rag.verify.conflicts.compare import differ


@pytest.mark.parametrize(
    ("a", "b", "language", "reason"),
    [
        ("The Mill Bridge is 48 metres long and 6.2 metres wide.", "The old Mill Bridge in Ashcombe, which is 84 metres long and stands on three stone arches, has been shut to cars.", "en", "48 metres against 84 metres"),
        ("At 84 metres long, the Mill Bridge is the pride of the town.", "The Mill Bridge has a length of 48 metres.", "en", "84 metres against 48 metres"),
        ("The tower, finished in 1911, is 200 feet high.", "The tower is 48 metres high and has a clock.", "en", "200 feet against 48 metres"),
        ("El puente del Molino mide 48 metros de largo y 6 metros de ancho.", "El puente del Molino, que tiene 84 metros de largo, es viejo.", "es", "48 metros against 84 metros"),
        ("磨坊桥长48米，宽6.2米。", "磨坊桥全长84米。", "zh", "48米 against 84米"),
        ("The report describes fentanyl as about 30 times more potent than heroin.", "It says fentanyl is 50 times as powerful as heroin.", "en", "about 30 times against 50 times"),
        ("El informe dice que el fentanilo es 30 veces más potente que la heroína.", "El fentanilo es 50 veces más fuerte que la heroína.", "es", "30 veces against 50 veces"),
        ("芬太尼的效力是海洛因的50倍。", "芬太尼的效力是海洛因的30倍。", "zh", "50倍 against 30倍"),
        ("The council closed the bridge to vehicles on 12 March 2020 after a vote of 7 to 2.", "The Mill Bridge was closed to vehicles on 2 March 2020.", "en", "12 March 2020 against 2 March 2020"),
        ("On 2 March 2020 the Mill Bridge was closed to vehicles.", "Workers closed the Mill Bridge to vehicles on 12 March 2020, and 40 signs went up.", "en", "2 March 2020 against 12 March 2020"),
        ("El puente del Molino fue cerrado al tráfico el 12 de marzo de 2020 tras una votación de 7 a 2.", "El puente del Molino fue cerrado al tráfico el 2 de marzo de 2020.", "es", "12 de marzo de 2020 against 2 de marzo de 2020"),
        ("China is still the leading country of origin (the brief says primary) for illicit steel sold abroad.", "It names Mexico as the principal source of illicit steel, made with ore largely from China.", "en", "China by the one, Mexico by the other"),
        ("It calls China the principal, if indirect, source of steel even after the 2019 controls.", "Mexico remains the main supplier of steel.", "en", "China by the one, Mexico by the other"),
        ("China es la principal fuente de acero.", "México es la fuente principal de acero.", "es", "China by the one, México by the other"),
        ("中国是芬太尼的主要来源。", "墨西哥是芬太尼的最大来源。", "zh", "中国 by the one, 墨西哥 by the other"),
    ],
)  # fmt: skip
def test_differ(a: str, b: str, language: str, reason: str) -> None:
    found, turned = differ(a, b, language), differ(b, a, language)
    assert found is not None and turned is not None
    assert found.reason == reason
    assert found.kind == turned.kind


@pytest.mark.parametrize(
    ("trap", "a", "b"),
    [
        ("other dimension", "The Mill Bridge is 48 metres long.", "The Mill Bridge is 6.2 metres wide."),
        ("part of it", "The central span of the Mill Bridge is 20 metres long.", "The Mill Bridge is 48 metres long."),
        ("another of its kind", "The Tower Bridge is 240 metres long.", "The Mill Bridge is 48 metres long."),
        ("same name elsewhere", "The Mill Bridge in Exeter is 30 metres long.", "The Mill Bridge in Ashcombe is 48 metres long."),
        ("converted", "The Mill Bridge, opened in 1903, is 157 feet long.", "The Mill Bridge has a length of 48 metres."),
        ("rounded", "The Mill Bridge is about 50 metres long.", "The Mill Bridge is 48.2 metres long."),
        ("only a pronoun", "It is 84 metres long.", "The Mill Bridge is 48 metres long."),
        ("other reference", "INCB calls fentanyl 100 times more powerful than morphine.", "It describes fentanyl as 50 times as potent as heroin."),
        ("one of two references", "Fentanyl is 100 times stronger than morphine.", "Fentanyl is 50 times stronger than heroin and 100 times stronger than morphine."),
        ("other substance", "Carfentanil is 5000 times more potent than heroin.", "Fentanyl is 50 times more potent than heroin."),
        ("other group", "The Mill Bridge was closed to pedestrians on 12 March 2020.", "The Mill Bridge was closed to vehicles on 2 March 2020."),
        ("less exact date", "The Mill Bridge was closed to vehicles in March 2020 after 7 votes.", "The Mill Bridge was closed to vehicles on 2 March 2020."),
        ("opened again", "The Mill Bridge was opened again to vehicles on 6 November 2021.", "The Mill Bridge was opened to vehicles on 2 March 1903."),
        ("planned", "The Mill Bridge was scheduled to be closed to vehicles on 1 March 2020.", "The Mill Bridge was closed to vehicles on 12 March 2020."),
        ("an end, no day", "The Mill Bridge was closed to vehicles until 12 March 2020.", "The Mill Bridge was closed to vehicles on 2 March 2020."),
        ("other measure in force", "Control took effect on 1 May 2019.", "The ministry announced controls on two acids taking effect on 1 February 2018."),
        ("another report", "The report was released on 8 February 2022.", "According to a report released by the council on Tuesday, Aug. 24, the town has failed to live up to its promises."),
        ("both hold it", "It names Mexico and China as the two primary sources of steel.", "China is the main source of steel."),
        ("one of several", "Mexico is one of the main sources of steel.", "China is the main source of steel."),
        ("denied", "Mexico is not the main source of steel.", "China is the main source of steel."),
        ("product", "Mexico is the main source of finished steel.", "China is the main source of iron ore."),
        ("route", "China is the main source of steel sent by mail.", "Mexico is the main source of steel."),
        ("period", "In 2014 China was the main source of steel.", "Mexico is the main source of steel."),
        ("cause and source", "China is the main source of steel.", "Mexico is the main buyer of steel."),
        ("twelve months across years", "There were 106,699 overdose deaths in 2021.", "There were 104,288 overdose deaths from October 2020 to September 2021."),
        ("a rise and a share", "The rate of deaths from opioids rose 4 percent in 2022.", "Opioids caused nearly two thirds of the deaths, by the rate of 2022."),
    ],
)  # fmt: skip
def test_no_difference(trap: str, a: str, b: str) -> None:
    assert differ(a, b) is None, trap
    assert differ(b, a) is None, trap
