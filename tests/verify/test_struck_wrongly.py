"""True claims that were struck as contradicted, and the lies beside them that still may not pass."""

from __future__ import annotations

import pytest

from rag.types import Status
from rag.verify.meaning.greater import of_the_other
from rag.verify.values.dates import dates
from rag.verify.words.negation import denied, negations
from tests.verify.judging import judged

WORK = "Work on the bridge, due to finish in May, will not be completed until November because divers discovered erosion around two of its five piers."
FINE = "The authority fined Delmar Bank for failing to report suspicious transfers made by its clients in 2019."
NEITHER = "The bank, which neither admitted nor denied wrongdoing, agreed to appoint a monitor."
BAIL = "Marsh denies the charge and is on bail; Garrity has repaid some of the money."
FOUNDER = "The founder, Rhys Morgan, will stay on as an adviser rather than as chief executive."
EAGLES = "White-tailed eagles have bred on the estuary again, for the first time since 1917."
DIET = "Those given the low-salt diet had a mean systolic pressure 5 mmHg lower after twelve weeks than those on their usual diet."
RATE = "Unemployment in the region stood at 5.4 percent in June, still above the national rate of 4.6 percent."
WEND = "Nitrate levels in the lower Wend fell by 18 percent, whereas those in the upper reaches rose slightly."
SALES = "The closures, mostly in railway stations, follow a 12 percent drop in sales."
HOMES = "The committee approved the Fern Road scheme after the developer, Halden Homes, had offered more flats."
SITE = "The boatyard, dating from around 900 BC, lies near the town of Brede."
COST = "The engineer said that the delay would add 1.1 million euros to the cost of 6.4 million euros."
SCHEME = "The scheme costs 2.3 million dollars a year, about a tenth of what the city spent on the tram extension."
TIMBER = "Exports of timber rose from 1.2 million tonnes in 2015 to 1.9 million in 2018 before falling back below the level of 2015 in 2020."
CASTLE = (
    "The castle passed to the Fenwick family in 1390 and was twice besieged, falling only to the second siege in 1461."
)

GLOBES = "A bid of 1.2 million dollars was placed for the smaller globe, three times its estimate."
ROOF = "The work, costing 900,000 euros, two-thirds of which has been raised, starts after Easter."
JOBS = "Of the 220 workers 90 will be offered jobs, and the rest will be made redundant."
SCHOOLS = "Of the 46 schools inspected, 29 were rated good, 11 adequate and six weak."
SORRY = "The hospital apologised to the family after an inquiry found that a scan had been misread."
ADULTS = "Researchers followed 2,140 adults for nine years, those who slept less being more likely to fall ill."

TRUE = [
    # what is denied stands in another clause, or is another verb
    (WORK, "Divers discovered erosion around two of the piers of the bridge."),
    (FINE, "The suspicious transfers were made by clients of Delmar Bank."),
    (NEITHER, "The bank did not admit wrongdoing."),
    (BAIL, "Marsh is on bail."),
    (BAIL, "Marsh denies the charge."),
    # denied of another thing, or of an earlier time
    (FOUNDER, "The founder will not stay on as chief executive."),
    (EAGLES, "Before that, white-tailed eagles had not bred on the estuary since 1917."),
    # told of the other of two things that are compared
    (DIET, "Mean systolic pressure was higher after twelve weeks among those who kept to their usual diet."),
    (RATE, "The national rate was below that of the region in June."),
    # "lower" names a place
    (WEND, "Nitrate levels rose slightly in the upper reaches of the Wend."),
    # what one is, in another order of the names
    (HOMES, "Halden Homes is the developer of the Fern Road scheme."),
    # "a 12 percent drop", "goes back to 900 BC": no words of a change to a figure
    (SALES, "Sales had dropped by 12 percent before the closures."),
    (SITE, "The boatyard goes back to around 900 BC."),
    # it went both ways
    (TIMBER, "In 2020 exports of timber were lower than in 2015."),
    # reckoned
    (COST, "The cost would come to 7.5 million euros."),
    (SCHEME, "The tram extension cost 23 million dollars."),
    (TIMBER, "Exports of timber rose by 0.7 million tonnes from 2015 to 2018."),
    (GLOBES, "The estimate for the smaller globe had been 400,000 dollars."),
    (ROOF, "About 600,000 euros have been raised."),
    (JOBS, "130 workers will be made redundant."),
    # "six weak" leaves out what it counts
    (SCHOOLS, "Six of the schools were rated weak."),
    # nobody's speech, and no comparison of two things
    (SORRY, "The hospital said sorry to the family."),
    (ADULTS, "More than 2,000 adults were followed."),
    (CASTLE, "The Fenwick family had the castle from 1390."),
]
LIES = [
    (WORK, "Divers did not discover erosion."),
    (FINE, "Delmar Bank reported the suspicious transfers."),
    (NEITHER, "The bank denied wrongdoing."),
    (NEITHER, "The bank admitted wrongdoing."),
    (BAIL, "Marsh is not on bail."),
    (BAIL, "Garrity denies the charge."),
    (FOUNDER, "The founder will not stay on as an adviser."),
    (EAGLES, "White-tailed eagles have not bred on the estuary."),
    (DIET, "Mean systolic pressure was higher after twelve weeks among those given the low-salt diet."),
    (RATE, "Unemployment in the region was below the national rate."),
    (SALES, "Sales dropped to 12 percent."),
    (COST, "The cost would come to 5.9 million euros."),
    (SCHEME, "The tram extension cost 230 million dollars."),
    (TIMBER, "Exports of timber rose by 0.9 million tonnes from 2015 to 2018."),
    (CASTLE, "The castle was besieged three times."),
]


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_a_true_claim_is_not_struck(source: str, claim: str) -> None:
    assert not judged(source, claim).struck


@pytest.mark.parametrize(("source", "claim"), LIES)
def test_the_lie_beside_it_does_not_pass(source: str, claim: str) -> None:
    assert judged(source, claim) is not Status.SUPPORTED


def test_a_denial_ends_at_the_reason_for_it() -> None:
    assert denied(WORK, {"divers", "november"}.__contains__) == {"november": False, "divers": False}


def test_neither_and_nor_deny_once_each() -> None:
    assert [cue.text for cue in negations(NEITHER)] == ["neither"]


def test_what_a_thing_is_compared_with_is_the_other() -> None:
    assert of_the_other("higher", "Pressure was higher among those on their usual diet.", DIET)
    assert not of_the_other("higher", "Pressure was higher among those given the low-salt diet.", DIET)


@pytest.mark.parametrize("text", ["It was taken in 1461.", "It fell in 1390 and was rebuilt."])
def test_a_year_before_1500_is_a_date(text: str) -> None:
    assert len(dates(text)) == 1


def test_what_is_counted_is_no_early_year() -> None:
    assert dates("It was found in 1200 homes.") == ()


def test_the_words_of_the_source_in_their_order_are_not_doubted() -> None:
    source = (
        "Veltra Foods, the largest bakery of the country, bought its smaller rival Hansen from the Moreau family for 90 million euros "
        "after regulators had dropped their objections."
    )
    assert judged(source, "Veltra Foods bought Hansen for 90 million euros.") is Status.SUPPORTED
