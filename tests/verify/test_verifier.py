# One case a line: a table is read across.
"""Claims and the verdicts they must have: honest paraphrases pass, each kind of lie is caught, nothing crashes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rag.types import Citation, Claim, Span, Status, Tier
from rag.verify.verifier import EvidenceSource, verify, verify_all

S, P, U, C = Status.SUPPORTED, Status.PARTLY, Status.UNSUPPORTED, Status.CONTRADICTED
BAD = Status.BAD_REFERENCE

COMMISSION = EvidenceSource(
    "Key finding: China is the primary country of origin. Other matters follow here.",
    ("Trade Review Commission (TRC)", "TRC", "An Evolving Operation: Origins", "Ana Ruiz"),
    Tier.PRIMARY,
    "2021-08-24",
    "en",
)


def cite(text: str, quote: str, source_id: str = "s", number: int = 1, locator: str = "") -> Citation:
    start = text.index(quote)
    return Citation(number, "p", source_id, quote, Span(start, start + len(quote)), locator)


def claim_of(text: str, *citations: Citation) -> Claim:
    return Claim(text, Span(0, max(1, len(text))), citations)


def judged(
    text: str, evidence: str, language: str = "en", tier: Tier = Tier.PRIMARY, names: tuple[str, ...] = ()
) -> str:
    """Status and reason of a claim that cites the whole of ``evidence``."""
    source = EvidenceSource(evidence, names or ("Health Institute", "HI"), tier, "2021-07-14", language)
    verdict = verify(claim_of(text, cite(evidence, evidence)), {"s": source})
    return f"{verdict.status.value}: {verdict.reason}"


DEATHS = "Overdose deaths rose to 93,331 in 2020."
TWO_YEARS = "There were 70,630 deaths in 2019 and 93,331 deaths in 2020."
HONEST = [
    ("Overdose deaths rose to 93,331 in 2020.", DEATHS, "en"),
    ("Overdose deaths increased to 93331 in 2020.", DEATHS, "en"),
    ("In 2020 overdose deaths rose to more than 93,000.", DEATHS, "en"),
    ("Overdose deaths rose to at least 93,000 in 2020.", DEATHS, "en"),
    ("Overdose deaths rose to about 93,000 in 2020.", DEATHS, "en"),
    ("Overdose deaths rose to 93,000 in 2020.", DEATHS, "en"),
    ("Overdose deaths rose to ninety-three thousand three hundred and thirty-one in 2020.", DEATHS, "en"),
    ("Overdose deaths rose to 93.3 thousand in 2020.", DEATHS, "en"),
    ("Overdose deaths rose to ９３，３３１ in 2020.", DEATHS, "en"),
    ("There were 93,331 deaths in 2020.", TWO_YEARS, "en"),
    ("There were 70,630 deaths in 2019.", "In 2019 there were 70,630 deaths, and in 2020 93,331 deaths.", "en"),
    ("Officers seized 1.57 million pills.", "Officers seized 1,570,000 pills.", "en"),
    ("Officers seized 10.5 million pills.", "Officers seized 10,500,000 pills in the port.", "en"),
    ("About 75 percent of deaths involved opioids.", "Opioids were involved in 74.7% of deaths.", "en"),
    ("Nearly 25 percent of users relapsed.", "Of the users, 24.6 percent relapsed.", "en"),
    ("Three quarters of users relapsed.", "Of the users, 75 percent relapsed.", "en"),
    ("Two thirds of users relapsed.", "Of the users, 66.7 percent relapsed.", "en"),
    ("The brief has two authors.", "The brief names 2 authors.", "en"),
    ("Agents seized 100 kg of heroin.", "Agents seized 220.5 pounds of heroin.", "en"),
    ("The race is 12,000 metres long.", "The race is 12 kilometres long.", "en"),
    ("The strike lasted two weeks.", "The strike lasted 14 days.", "en"),
    ("El túnel mide 2,4 kilómetros.", "El túnel mide 2.400 metros.", "es"),
    ("The price was 30 million dollars.", "The price was $30 million.", "en"),
    ("The law passed in August 2021.", "The law passed on 24 August 2021.", "en"),
    ("The law passed on August 24, 2021.", "The law passed on 24 Aug. 2021.", "en"),
    ("Seizures fell in fiscal year 2021.", "Seizures fell in FY2021.", "en"),
    ("Imports grew from 2014 to 2019.", "Imports grew in 2014-2019.", "en"),
    ("China did not stop the exports.", "China failed to stop the exports.", "en"),
    ("Chinese exports of steel may fall.", "Exports of steel from China might fall.", "en"),
    ("Exports of steel may fall.", "Exports of steel will fall.", "en"),  # adding a hedge claims less
    ("The United States bought the steel.", "The US bought the steel.", "en"),
    ("The Health Institute said that deaths rose in 2020.", DEATHS, "en"),
    ("According to the HI, overdose deaths rose in 2020.", DEATHS, "en"),
    ("China and Mexico signed it.", "Mexico and China signed it.", "en"),
    ("Steel goes to Mexico from China.", "Steel goes from China to Mexico.", "en"),
    ("Mexico was supplied with steel by China.", "China supplied steel to Mexico.", "en"),
    ("The rate was 21.6 per 100,000.", "The rate of death was 21.6 per 100,000 people.", "en"),
    (
        "Las muertes por sobredosis subieron a 93.331 en 2020.",
        "Las muertes por sobredosis subieron a 93 331 en 2020.",
        "es",
    ),
    (
        "Las muertes por sobredosis aumentaron a más de 93 mil en 2020.",
        "Las muertes por sobredosis subieron a 93.331 en 2020.",
        "es",
    ),
    ("Se incautaron 30 millones de pastillas.", "Se incautaron 30.000.000 de pastillas.", "es"),
    ("El 9 por ciento de los casos empeoró.", "El 9 % de los casos empeoró.", "es"),
    ("La ley se aprobó el 1 de diciembre de 2018.", "La ley se aprobó el 01/12/2018.", "es"),
    ("La ley se aprobó en diciembre de 2018.", "La ley se aprobó el 1 de diciembre de 2018.", "es"),
    ("2020年过量死亡人数超过9.3万。", "2020年过量死亡人数为93331。", "zh"),
    ("2020年有9万3千人死亡。", "2020年有93000人死亡。", "zh"),
    ("百分之九的病例恶化。", "9%的病例恶化。", "zh"),
    ("该法于2018年12月1日生效。", "该法于2018年12月1日生效。", "zh"),
]


@pytest.mark.parametrize(("text", "evidence", "language"), HONEST)
def test_honest_paraphrase_passes(text: str, evidence: str, language: str) -> None:
    assert judged(text, evidence, language).startswith("supported: ")


LIES = [
    ("one digit off", "Overdose deaths rose to 93,311 in 2020.", DEATHS, "en", {C}),
    ("million for thousand", "Overdose deaths rose to more than 93 million in 2020.", DEATHS, "en", {C}),
    ("bare rounding too far", "Overdose deaths rose to 94,000 in 2020.", DEATHS, "en", {C}),
    ("more than too much", "Overdose deaths rose to more than 94,000 in 2020.", DEATHS, "en", {C}),
    ("less than", "Overdose deaths rose to less than 93,000 in 2020.", DEATHS, "en", {C}),
    ("percent for points", "The rate rose by 10 percentage points.", "The rate rose by 10 percent.", "en", {C}),
    ("points for percent", "The rate rose 10 percent.", "The rate rose 10 percentage points.", "en", {C}),
    ("another percent", "Of the users, 57 percent relapsed.", "Of the users, 75 percent relapsed.", "en", {C}),
    ("km that are fewer m", "The tunnel is 2.4 km long.", "The tunnel is 2,600 m long.", "en", {C}),
    ("mm for cm", "The wire is 48 mm thick.", "The wire is 48 cm thick.", "en", {C}),
    ("hours that are fewer minutes", "The film runs for 2 hours.", "The film runs for 150 minutes.", "en", {C}),
    ("kg for lb", "Agents seized 220 kg of heroin.", "Agents seized 220 pounds of heroin.", "en", {C}),
    ("other year", "Overdose deaths rose to 93,331 in 2019.", DEATHS, "en", {C}),
    ("years swapped", "There were 93,331 deaths in 2019 and 70,630 deaths in 2020.", TWO_YEARS, "en", {C}),
    ("year of the other figure", "There were 93,331 deaths in 2019.", TWO_YEARS, "en", {C}),
    ("fiscal for calendar", "Seizures fell in fiscal 2021.", "Seizures fell in 2021.", "en", {C}),
    ("calendar for fiscal", "Seizures fell in 2021.", "Seizures fell in FY2021.", "en", {C}),
    ("other day", "The law passed on 23 August 2021.", "The law passed on 24 August 2021.", "en", {C}),
    ("more exact than known", "The law passed on 24 August 2021.", "The law passed in August 2021.", "en", {P}),
    ("figure from nowhere", "Deaths rose by 12 percent in 2020.", DEATHS, "en", {U}),
    ("rate for count", "Deaths were 21.6 in all.", "Deaths were 21.6 per 100,000 people in all.", "en", {U, C}),
    ("counted thing changed", "Agents made 24 arrests.", "Agents made 24 seizures and 30 arrests.", "en", {C}),
    ("name replaced", "India makes the chemicals.", "China makes the chemicals.", "en", {U, C}),
    ("acronym replaced", "The DEA seized the chemicals.", "The CBP seized the chemicals.", "en", {U, C}),
    ("names swapped", "Mexico supplies chemicals, and China buys them.", "China supplies chemicals, and Mexico buys them.", "en", {C}),
    ("names swapped around to", "China supplies precursors to Mexico.", "Mexico supplies precursors to China.", "en", {C}),
    ("from and to swapped", "Steel goes from Mexico to China.", "Steel goes from China to Mexico.", "en", {C}),
    ("promise turned round", "Xi promised Trump to schedule fentanyl.", "Trump promised Xi to schedule fentanyl.", "en", {C}),
    ("figures turned round", "Seizures rose from 886 kg to 24 kg.", "Seizures rose from 24 kg to 886 kg.", "en", {C}),
    ("by for to", "Overdose deaths rose by 93,331 in 2020.", DEATHS, "en", {C}),
    ("subject replaced", "The governor vetoed the bill on treatment funding last week.", "The mayor vetoed the bill on treatment funding last week.", "en", {P}),
    ("opening name replaced", "Biden signed the trade law to punish foreign smugglers.", "Trump signed the trade law to punish foreign smugglers.", "en", {P}),
    ("inner name replaced", "The trade law was signed by President Biden in December.", "The trade law was signed by President Trump in December.", "en", {U}),
    ("not 29.4 percent", "That was not 29.4 percent higher than predicted.", "That was 29.4 percent higher than predicted.", "en", {C}),
    ("end of a range", "Rates fell at ages 15-37 there.", "Rates fell at ages 15-34 there and rose at 35.", "en", {C, U}),
    ("negation dropped", "China stopped all exports of steel.", "China has not stopped all exports of steel.", "en", {C}),
    ("negation added", "China did not ban the exports of steel.", "China did ban the exports of steel.", "en", {C}),
    ("n't added", "China didn’t ban the exports of steel.", "China did ban the exports of steel.", "en", {C}),
    ("without for with", "They were sold without a licence in shops.", "They were sold with a licence in shops.", "en", {C}),
    ("opposite verb", "Overdose deaths fell in 2020.", "Overdose deaths rose in 2020.", "en", {C}),
    ("opposite extreme", "The county has the lowest rate of deaths.", "The county has the highest rate of deaths.", "en", {C}),
    ("support for oppose", "The senator supports the trade bill.", "The senator opposes the trade bill.", "en", {C}),
    ("may dropped", "The exports of steel will fall.", "The exports of steel may fall.", "en", {P}),
    ("reportedly dropped", "The cartel bought the steel.", "The cartel reportedly bought the steel.", "en", {P}),
    ("about dropped", "Officers seized 75 trucks.", "Officers seized about 75 trucks.", "en", {P}),
    ("more than dropped", "Overdose deaths rose to 93,000.", "Overdose deaths rose to more than 93,000.", "en", {P}),
    ("absolute added", "All traders in the city sell steel.", "Traders in the city sell steel.", "en", {P}),
    ("only added", "Only traders in the city sell steel.", "Traders in the city sell steel.", "en", {P}),
    ("as fact", "The accusation of theft is baseless.", "The ministry argued that the accusation of theft is baseless.", "en", {P}),
    ("wrong speaker", "The police said that the steel was stolen.", "The ministry said that the steel was stolen.", "en", {C}),
    ("other speaker", "The FBI said that deaths rose in 2020.", DEATHS, "en", {C, U}),
    ("another subject", "The mayor opened a new library downtown.", DEATHS, "en", {U}),
    ("half of it", "Overdose deaths rose and hospitals closed wards permanently.", "Overdose deaths rose while hospitals coped.", "en", {P, U}),
    ("mixed digits", "Overdose deaths rose to 93,З31 in 2020.", DEATHS, "en", {P}),
    ("law number", "Congress passed Pub. L. 106-399.", "Congress passed Pub. L. 106-398.", "en", {U, C}),
    ("es digit", "Las muertes por sobredosis subieron a 93.311 en 2020.", "Las muertes por sobredosis subieron a 93.331 en 2020.", "es", {C}),
    ("es million", "Las muertes subieron a 93 millones en 2020.", "Las muertes subieron a 93 mil en 2020.", "es", {C}),
    ("es year", "Las muertes subieron en 2019.", "Las muertes subieron en 2020.", "es", {C}),
    ("es negation", "China no cumplió sus promesas.", "China cumplió sus promesas.", "es", {C}),
    ("es negation dropped", "China cumplió las promesas.", "China nunca cumplió las promesas.", "es", {C}),
    ("es opposite", "Las muertes por sobredosis bajaron mucho.", "Las muertes por sobredosis subieron mucho.", "es", {C}),
    ("es hedge", "Las muertes por sobredosis subirán mucho.", "Las muertes por sobredosis quizás subirán mucho.", "es", {P}),
    ("es speaker", "La acusación del robo es falsa.", "El ministerio argumentó que la acusación del robo es falsa.", "es", {P}),
    ("zh figure", "2020年有9万3千人死亡。", "2020年有8万3千人死亡。", "zh", {C}),
    ("zh unit", "2020年有9.3亿人死亡。", "2020年有9.3万人死亡。", "zh", {C}),
    ("zh year", "2019年有9万3千人死亡。", "2020年有9万3千人死亡。", "zh", {C}),
    ("zh negation", "中国停止了出口芬太尼。", "中国没有停止出口芬太尼。", "zh", {C}),
    ("zh hedge", "价格明年上涨一倍。", "价格明年可能上涨一倍。", "zh", {P}),
    ("zh names swapped", "墨西哥向中国出口前体。", "中国向墨西哥出口前体。", "zh", {C}),
    ("zh opposite", "中国接受了该提议。", "中国拒绝了该提议。", "zh", {C}),
    ("zh percent", "百分之九的病例恶化。", "百分之八的病例恶化。", "zh", {C}),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "text", "evidence", "language", "allowed"), LIES, ids=[lie[0] for lie in LIES])
def test_lie_is_caught(trap: str, text: str, evidence: str, language: str, allowed: set[Status]) -> None:
    status, reason = judged(text, evidence, language).split(": ", 1)
    assert status in {s.value for s in allowed}, reason
    assert reason


def test_both_values_are_in_the_reason() -> None:
    assert judged("Overdose deaths rose to 93,311 in 2020.", DEATHS).endswith(
        "the claim says 93,311, the source says 93,331"
    )


def test_rounding_and_conversion_are_said() -> None:
    assert "rounded" in judged("There were 93,000 overdose deaths.", "There were 93,331 overdose deaths.")
    assert "converted" in judged("Agents seized 100 kg of heroin.", "Agents seized 220.5 pounds of heroin.")


def test_official_statement_is_not_fact() -> None:
    text = "The accusation of theft is baseless."
    assert judged(text, text.replace(".", " here."), tier=Tier.OFFICIAL).startswith("partly supported: stated as fact")


def test_claim_in_another_language_is_not_checked() -> None:
    assert judged("Las muertes por sobredosis subieron a 93.331 en 2020.", DEATHS).startswith("not checked: ")


def test_wrong_figure_in_another_language_is_still_caught() -> None:
    got = judged("Las muertes por sobredosis subieron a 93.311 en 2020.", DEATHS)
    assert got.startswith("contradicted: ")


def quoting(prefix: str, locator: str = "p. 1", tail: str = " [1]") -> str:
    quote = "Key finding: China is the primary country of origin."
    claim = claim_of(f"{prefix}“{quote}”{tail}", cite(COMMISSION.text, quote, locator=locator))
    verdict = verify(claim, {"s": COMMISSION})
    return f"{verdict.status.value}: {verdict.reason}"


@pytest.mark.parametrize(
    "prefix",
    [
        "TRC, 24 Aug 2021, p. 1: ",
        "Trade Review Commission (TRC), 24 Aug 2021, p. 1: ",
        "Trade Review Commission (TRC), 24 Aug 2021, p. 1 (our record): ",
        "TRC, 24 ago 2021, p. 1 (nuestro registro): ",
        "TRC, 2021年8月24日, p. 1 (本站记录): ",
        "TRC, August 2021: ",
        "Ana Ruiz, An Evolving Operation: Origins, 2021: ",
        "According to the TRC: ",
        "TRC said: ",
        "",
    ],
)
def test_quote_behind_the_sources_own_names_is_supported(prefix: str) -> None:
    assert quoting(prefix) == "supported: quoted word for word from Trade Review Commission (TRC)"


def test_a_place_that_names_others_makes_them_no_speakers() -> None:
    place = "audit citing WONDER"
    assert quoting(f"TRC, {place} (our record): ", place).startswith("supported: quoted word for word")
    assert quoting(f"TRC, {place} (our record): ", "p. 1").startswith("contradicted")


@pytest.mark.parametrize(
    "prefix",
    [
        "DEA, 24 Aug 2021, p. 1: ",
        "TRC, 25 Aug 2021, p. 1: ",
        "TRC, 24 Aug 2020, p. 1: ",
        "Reuters said: ",
        "TRC, 2021, p. 7: ",
    ],
)
def test_quote_behind_another_name_date_or_page_is_contradicted(prefix: str) -> None:
    assert quoting(prefix).startswith("contradicted: attributed to the wrong")


def test_words_of_ones_own_beside_the_quote_are_checked() -> None:
    assert not quoting("TRC: ", tail=" and so every shop in Rome closed [1]").startswith("supported")


def test_locator_in_words_is_no_stranger() -> None:
    assert quoting("TRC, 24 Aug 2021, p.1, title block: ", "p.1, title block").startswith("supported: ")


def test_place_that_ends_in_a_quotation_mark_is_no_stranger() -> None:
    place = "section 'Three ports were named in the report of 2017'"
    assert quoting(f"Trade Review Commission (TRC), 24 Aug 2021, {place}: ", place).startswith("supported: quoted")


def test_quote_with_inner_quotation_marks() -> None:
    text = "The paper wrote: “the ‘vast’ “chemical” industries” grew."
    quote = "the ‘vast’ “chemical” industries"
    verdict = verify(claim_of(f"“{quote}” [1]", cite(text, quote)), {"s": EvidenceSource(text, ("X",))})
    assert verdict.status is S


def test_quote_cut_from_its_negation_is_not_fully_supported() -> None:
    text = "It is not true that China makes the steel."
    claim = claim_of("“China makes the steel” [1]", cite(text, "China makes the steel"))
    assert verify(claim, {"s": EvidenceSource(text, ("X",))}).status is P


def test_two_quotes_of_two_sources() -> None:
    a, b = EvidenceSource("Steel is dear now.", ("Alpha News",)), EvidenceSource("Steel is cheap now.", ("Beta News",))
    citations = (cite(a.text, a.text, "a"), cite(b.text, b.text, "b", 2))
    right = claim_of(f"Alpha News: “{a.text}” [1] Beta News: “{b.text}” [2]", *citations)
    wrong = claim_of(f"Beta News: “{a.text}” [1] Alpha News: “{b.text}” [2]", *citations)
    assert [v.status for v in verify_all([right, wrong], {"a": a, "b": b})] == [S, C]


def broken(**changed: object) -> Status:
    quote = "China is the primary country of origin."
    good = cite(COMMISSION.text, quote)
    fields = {name: getattr(good, name) for name in ("number", "passage_id", "source_id", "quote", "span")} | changed
    return verify(claim_of("China is the primary country of origin.", Citation(**fields)), {"s": COMMISSION}).status  # type: ignore[arg-type]  # fields of a dataclass


def test_unbroken_citation_is_supported() -> None:
    assert broken() is S


@pytest.mark.parametrize(
    "changed",
    [
        {"source_id": "nobody"},
        {"span": Span(10_000, 10_010)},
        {"span": Span(0, 5)},
        {"quote": "China is the primary source of origin."},
        {"quote": "China is the primary country of Origin."},
        {"quote": ""},
        {"quote": "Other matters follow here."},
    ],
    ids=[
        "unknown source",
        "outside",
        "other span",
        "one word changed",
        "one capital changed",
        "empty",
        "other passage",
    ],
)
def test_broken_reference(changed: Mapping[str, object]) -> None:
    assert broken(**changed) is BAD


def test_no_citation() -> None:
    assert verify(claim_of("China is it."), {"s": COMMISSION}).status is Status.UNCITED


@pytest.mark.parametrize(
    ("inner", "status"),
    [
        ("the primary country of origin", S),
        ("the primary nation of origin", BAD),
        ("Other matters follow here", BAD),
    ],
    ids=["verbatim", "one word changed", "from another passage"],
)
def test_quote_inside_a_paraphrase(inner: str, status: Status) -> None:
    text = f"The TRC says that China is “{inner}”."
    claim = claim_of(text, cite(COMMISSION.text, "China is the primary country of origin."))
    assert verify(claim, {"s": COMMISSION}).status is status


def test_two_words_between_marks_are_no_quote() -> None:
    claim = claim_of(
        "China is the “main” country of origin.", cite(COMMISSION.text, "China is the primary country of origin.")
    )
    assert verify(claim, {"s": COMMISSION}).status in {S, P}


def test_failure_of_the_check_is_not_checked() -> None:
    class Broken(dict[str, EvidenceSource]):
        def get(self, key: object, default: object = None) -> EvidenceSource:  # type: ignore[override]  # breaks on purpose
            raise RuntimeError("no disk")

    verdict = verify(claim_of("x", cite("x y z", "x")), Broken())
    assert (verdict.status, verdict.reason) == (Status.UNCHECKED, "the check failed (RuntimeError: no disk)")


@pytest.mark.parametrize(
    "text", ["1," * 9000, "1/2 " * 90, "1" * 40], ids=["long", "of many figures", "of endless digits"]
)
def test_endless_claim_is_not_checked(text: str) -> None:
    assert judged(text, DEATHS) == "not checked: the claim or the words it cites are too long to compare"


@pytest.mark.parametrize("text", ["It is made of wood.", "It is used for wine."])
def test_words_that_go_with_anything_bear_nothing_in_part(text: str) -> None:
    evidence = "The bridge was made safe, is used daily; it was closed on 3 March 2020 for repairs."
    assert judged(text, evidence).startswith("unsupported")
