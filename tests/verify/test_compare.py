# One case a line: a table is read across.
"""Where two statements differ, and above all where they do not."""

from __future__ import annotations

import pytest

from rag.verify.conflicts.compare import differ


@pytest.mark.parametrize(
    ("a", "b", "language", "kind"),
    [
        ("Overdose deaths rose to 93,331 in 2020.", "Overdose deaths rose to 80,000 in 2020.", "en", "figures"),
        ("Overdose deaths rose to more than 93,000 in 2020.", "Overdose deaths reached 70,630 in 2020.", "en", "figures"),
        ("Agents seized 100 kg of heroin at the port.", "Agents seized 500 pounds of heroin at the port.", "en", "figures"),
        ("Las muertes por sobredosis subieron a 93.331 en 2020.", "Las muertes por sobredosis subieron a 70.630 en 2020.", "es", "figures"),
        ("2020年药物过量死亡人数为93331人。", "2020年药物过量死亡人数为80000人。", "zh", "figures"),
        ("The commission was created by law in October 2000.", "The commission was created by law in March 2002.", "en", "dates"),
        ("The brief was released on 24 August 2021.", "The brief was released on 26 August 2021.", "en", "dates"),
        ("China banned the exports of steel.", "China has not banned the exports of steel.", "en", "negation"),
        ("Seizures at the southern border rose in 2020.", "Seizures at the southern border fell in 2020.", "en", "negation"),
        ("中国禁止出口芬太尼类物质。", "中国没有禁止出口芬太尼类物质。", "zh", "negation"),
    ],
)  # fmt: skip
def test_differ(a: str, b: str, language: str, kind: str) -> None:
    found, turned = differ(a, b, language), differ(b, a, language)
    assert found is not None and turned is not None
    assert found.kind == turned.kind == kind
    assert found.reason


@pytest.mark.parametrize(
    ("trap", "a", "b", "language"),
    [
        ("rounded", "Overdose deaths rose to more than 93,000 in 2020.", "Overdose deaths rose to 93,331 in 2020.", "en"),
        ("scale words", "Officers seized 1.57 million pills in 2020.", "Officers seized 1,570,000 pills in 2020.", "en"),
        ("converted", "Agents seized 100 kg of heroin at the port.", "Agents seized 220.5 pounds of heroin at the port.", "en"),
        ("other year", "Overdose deaths rose to 93,331 in 2020.", "Overdose deaths rose to 70,630 in 2019.", "en"),
        ("fiscal year", "Seizures rose to 4,791 pounds in 2020.", "Seizures rose to 5,200 pounds in FY2020.", "en"),
        ("other place", "Overdose deaths in Ohio rose to 5,001 in 2020.", "Overdose deaths in Texas rose to 4,172 in 2020.", "en"),
        ("other population", "There were 93,331 deaths among men in 2020.", "There were 20,000 deaths among women in 2020.", "en"),
        ("part by adjective", "There were 93,331 overdose deaths in 2020.", "There were 57,550 opioid overdose deaths in 2020.", "en"),
        ("part by involving", "There were 93,331 deaths in 2020.", "There were 57,550 deaths involving fentanyl in 2020.", "en"),
        ("of which", "Overdose deaths rose to 93,331 in 2020.", "Overdose deaths in 2020, of which 57,550 deaths were of opioids, rose.", "en"),
        ("other noun", "Agents made 30 arrests at the port.", "Agents made 24 seizures at the port.", "en"),
        ("other unit", "Seizures of steel rose 12 percent.", "Seizures of steel rose to 12 tons.", "en"),
        ("other subject", "The mayor opened 12 schools.", "Overdose deaths rose to 93,331 in 2020.", "en"),
        ("less exact date", "The brief was released on 24 August 2021.", "The brief was released in August 2021.", "en"),
        ("dates of no event", "Overdose deaths rose in 2019.", "Overdose deaths rose in 2020.", "en"),
        ("both deny", "China has not banned the exports of steel.", "China never banned the exports of steel.", "en"),
        ("deny in two ways", "China did not stop the exports of steel.", "China failed to stop the exports of steel.", "en"),
        ("hedged", "China may ban the exports of steel.", "China did not ban the exports of steel.", "en"),
        ("two languages", "Overdose deaths rose to 93,331 in the year 2020.", "Las muertes por sobredosis subieron a 70.630 en el 2020.", "en"),
        ("same", "Overdose deaths rose in 2020.", "Overdose deaths rose in 2020.", "en"),
        ("empty", "", "Overdose deaths rose in 2020.", "en"),
        ("a change of one thing against changes of others",
         "Through the first 10 months of FY 2021, EEL’s carp seizures are already 94 percent higher than they were in all of FY 2020 (4,791 pounds), and 233 percent higher than in all of FY 2019 (2,804 pounds).",
         "EEL's own year-end release put the FY2021 carp rise at 134 percent, with trout up 68 and pike up 7 percent and perch down 6 percent.", "en"),
        ("crowns of two things", "The flooded homes were paid 3,150 crowns each by the council in December 2023.", "Damage to flooded homes came to 21 million crowns.", "en"),
        ("pesos of two things", "A diciembre de 2023 habían cobrado 688 de los 1.240 hogares inundados en 2019, con una media de 3.150 pesos.", "Los daños se valoraron en 21,3 millones de pesos en la inundación de 2019 y 94,8 millones en la de 2021.", "es"),
        ("persons of two kinds", "副市长曾承诺2022年底以前付清安置费，但截至2023年2月28日，陶川市仍有402名砖窑工人没有拿到。", "截至2022年3月31日，应领安置费的砖窑工人5320人，已领4106人，未领1214人。", "zh"),
    ],
)  # fmt: skip
def test_no_difference(trap: str, a: str, b: str, language: str) -> None:
    assert differ(a, b, language) is None, trap
    assert differ(b, a, language) is None, trap


def test_reason_has_both_values() -> None:
    found = differ("Overdose deaths rose to 93,331 in 2020.", "Overdose deaths rose to more than 120,000 in 2020.")
    assert found is not None
    assert found.reason == "93,331 against more than 120,000"


def test_a_ship_named_after_a_river_is_not_measured_against_it() -> None:
    river, ship = "The Orrin is 74 kilometres long.", "The ferry Lady Orrin is 42 metres long."
    assert differ(river, ship) is None
    assert differ("The Orrin is 74 kilometres long.", "The river Orrin is 70 kilometres long.") is not None
    assert differ("Lake Velm is 61 metres deep.", "The Velm is 40 metres deep.") is not None
