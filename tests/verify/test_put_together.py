"""A claim put together from two clauses of its source, or told without the word that takes it back; beside each its honest twin."""

from __future__ import annotations

import pytest

from rag.types import Status
from rag.verify.figures.implied import written_out
from rag.verify.words.predicates import predicates
from tests.verify.judging import judged

# trap, source, the false claim, a true one about the same
SUBJECTS = [
    ("two sentences", "Ines Park runs the bakery. Omar Lund runs the mill and won a prize in 2011.", "Ines Park won a prize in 2011.", "Omar Lund won a prize in 2011."),
    ("while", "The owner praised the offer, while the tenants refused it.", "The owner refused the offer.", "The tenants refused the offer."),
    ("semicolon", "The north gate opens at noon; the south gate opens at two.", "The south gate opens at noon.", "The north gate opens at noon."),
    ("list", "Chile, Peru and Bolivia ratified the treaty; Brazil and Uruguay refused.", "Peru and Uruguay ratified the treaty.", "Peru and Bolivia ratified the treaty."),
    ("but", "The coach told the players to rest, but two defenders trained.", "The coach trained.", "Two defenders trained."),
    ("relative clause of the object", "The guard recognised the woman who had painted the gate.", "The guard had painted the gate.", "The woman had painted the gate."),
    ("relative clause of the subject", "The horse that the farmer had bought kicked the vet.", "The farmer kicked the vet.", "The horse kicked the vet."),
    ("told to do", "The judge ordered the seller to repay the buyer.", "The judge ordered the buyer to repay the seller.", "The judge ordered the seller to repay the buyer."),
    ("speaker and subject", "Nurse Adler told the board that the surgeon had insulted her.", "Nurse Adler had insulted the surgeon.", "Nurse Adler told the board that the surgeon had insulted her."),
    ("pronoun leans on the last sentence", "The Vale ferry was built in 1960. The Rook ferry was built in 1988. It carries lorries.", "The Vale ferry carries lorries.", "The Rook ferry carries lorries."),
    ("it, ordered", "The council rejected the plan of the builder, Dorn Homes, and ordered it to pay the fees of the residents.", "The residents were ordered to pay the fees of Dorn Homes.", "Dorn Homes was ordered to pay the fees of the residents."),
    ("and", "The river flooded the lower town and the army brought sandbags.", "The army flooded the lower town.", "The river flooded the lower town."),
    ("who, behind a name", "The senate sent the bill to the president, who signed it in May.", "The senate signed the bill in May.", "The president signed the bill in May."),
    ("that, twice", "The union says that the crew saved the cargo and that the owner promised a reward.", "The union says that the owner saved the cargo.", "The union says that the crew saved the cargo."),
    ("the verb left out", "The upper deck of the ship was reserved for officers and the lower for the crew until 1947.", "The lower deck was reserved for officers.", "The lower deck was reserved for the crew."),
    ("the verb left out, a year each", "The northern section was completed in 1998 and the southern in 2004.", "The southern section was completed in 1998.", "The southern section was completed in 2004."),
    ("the noun as one", "The left aisle of the church is Gothic and the right one Baroque.", "The right aisle is Gothic.", "The right aisle is Baroque."),
    ("two clauses exchanged", "Cloth from the plateau is dyed, while valley cloth is left white.", "Cloth from the plateau is left white, while valley cloth is dyed.", "Valley cloth is left white."),
    ("staff as many", "Laboratory staff must wear badges; office staff need them only on Mondays.", "Laboratory staff need badges only on Mondays.", "Office staff need badges only on Mondays."),
    ("sold by one, bought by another", "The mill was sold by the Ferrante family to Oduya Holdings in March.", "The Ferrante family bought the mill from Oduya Holdings in March.", "Oduya Holdings bought the mill from the Ferrante family in March."),
    ("given and received", "The trust was given the tower by the navy.", "The navy received the tower from the trust.", "The trust was given the tower by the navy."),
    ("lent and borrowed", "The bank lent the brewery 4 million euros.", "The bank borrowed 4 million euros.", "The brewery borrowed 4 million euros from the bank."),
    ("some of them", "The ministry inspected 76 plants, and 93 percent of them were fined.", "The ministry was fined.", "93 percent of the plants were fined."),
    ("done by it, not to it", "The ministry inspected the plants, and the mayor fined 21 of them.", "The mayor was fined.", "The mayor fined 21 of the plants."),
    ("number of another clause", "The treaty was signed by all eight states but has been ratified by only three of them.", "All eight states have ratified the treaty.", "Three states have ratified the treaty."),
    ("number, in the passive", "The treaty was signed by all eight states but has been ratified by only three of them.", "Only three states signed the treaty.", "Eight states signed the treaty."),
    ("behind a clause set off", "The mill, which the Hale family built in 1922, was sold to the bank by its heirs.", "The Hale family sold the mill to the bank.", "The mill was sold to the bank."),
    ("the rest of a comparison", "The new pump moves 40 litres, twice as much as the old pump.", "The old pump moves 40 litres.", "The new pump moves 40 litres."),
]  # fmt: skip
SLOTS = [
    ("object of will", "The firm sold its ferry to a Greek buyer and will scrap two tugs.", "The firm will scrap its ferry.", "The firm will scrap two tugs."),
    ("clause of a subject", "The museum, which opened in 1901, was restored by volunteers in 1988.", "The museum opened in 1988.", "The museum was restored by volunteers in 1988."),
    ("objects exchanged", "The inquiry cleared Captain Reyes and blamed the owners.", "The inquiry cleared the owners and blamed Captain Reyes.", "The inquiry blamed the owners."),
    ("so, and what remained", "Vaccination was made compulsory for nurses but remained voluntary for teachers.", "Vaccination was compulsory for teachers.", "Vaccination was voluntary for teachers."),
    ("to and by", "The house was sold to the bank by the heirs.", "The house was sold to the heirs by the bank.", "The heirs sold the house to the bank."),
    ("where", "Sales fell in Spain, where the firm had closed two shops, and rose in Italy.", "The firm had closed two shops in Italy.", "The firm had closed two shops in Spain."),
    ("another preposition of place", "Smoking is banned in the hall and allowed on the terrace.", "Smoking is banned on the terrace.", "Smoking is allowed on the terrace."),
    ("object", "The board accepted the report but delayed a decision on the merger.", "The board delayed the report.", "The board accepted the report."),
    ("place", "Divers found two anchors near Skane and lost a camera near Bornholm.", "Divers found two anchors near Bornholm.", "Divers found two anchors near Skane."),
    ("time", "The fair opens in May and the museum closes in October.", "The fair opens in October.", "The fair opens in May."),
    ("doer of a passive", "The bill was drafted by the ministry in April but rejected by the senate in June.", "The bill was rejected by the ministry in June.", "The bill was rejected by the senate in June."),
    ("date behind before", "The dough should rest for 50 minutes before it is baked.", "The dough should be baked for 50 minutes.", "The dough should rest for 50 minutes."),
    ("date behind after", "Ruiz became director in 2014, three years after she joined the firm.", "Ruiz joined the firm in 2014.", "Ruiz joined the firm in 2011."),
    ("one word of a twin clause", "The first bell means that the gate is open; the second bell means that the gate is shut.", "The first bell means that the gate is shut.", "The first bell means that the gate is open."),
]  # fmt: skip
PARTS = [
    ("of", "The sister of the minister opened the fair.", "The minister opened the fair.", "The minister's sister opened the fair."),
    ("owner", "The captain's dog was rescued by divers.", "The captain was rescued by divers.", "The captain's dog was rescued."),
    ("about", "News of the merger reached the staff on Friday.", "The merger reached the staff on Friday.", "News of the merger reached the staff on Friday."),
    ("object", "The shop sells a copy of a vase by Rimini.", "The shop sells a vase by Rimini.", "The shop sells a copy of a vase by Rimini."),
    ("kind that only names", "The port of Rotterdam handled 9 million tonnes.", "The port of Rotterdam handled 9 million ships.", "Rotterdam handled 9 million tonnes."),
    ("restriction of every", "Every flat with a stove needs an alarm.", "Every flat needs an alarm.", "Every flat that has a stove needs an alarm."),
    ("most for a few", "Most farmers signed the letter and a few refused.", "Most farmers refused.", "A few farmers refused."),
    ("count of the whole", "Four of the nine lifts were closed.", "Nine lifts were closed.", "Four of the nine lifts were closed."),
    ("all of the other", "All nurses in the ward are volunteers.", "All volunteers in the ward are nurses.", "All nurses in the ward are volunteers."),
]  # fmt: skip
TAKEN_BACK = [
    ("nearly", "The dam nearly broke in March.", "The dam broke in March.", "The dam almost broke in March."),
    ("deputy", "The deputy head of the bank resigned.", "The head of the bank resigned.", "The bank's deputy head resigned."),
    ("former", "A former judge of the court chaired the panel.", "A judge of the court chaired the panel.", "A former judge of the court chaired the panel."),
    ("fake", "The gang sold fake tickets at the gate.", "The gang sold tickets at the gate.", "The gang sold fake tickets."),
    ("planned", "The planned tunnel will cost 9 million euros.", "The tunnel costs 9 million euros.", "The planned tunnel will cost 9 million euros."),
    ("formerly", "Vardo was formerly a centre of whaling.", "Vardo is a centre of whaling.", "Vardo was a centre of whaling."),
    ("used to", "The night train used to call at Ulm.", "The night train calls at Ulm.", "The night train used to call at Ulm."),
    ("one of", "It is one of the deepest wells in the country.", "It is the deepest well in the country.", "It is among the deepest wells in the country."),
    ("if", "The bridge will be shut if the wind exceeds 90 km/h.", "The bridge will be shut.", "If the wind exceeds 90 km/h, the bridge will be shut."),
    ("only if", "Guests may use the pool only if they have signed the form.", "Guests may use the pool.", "Guests may use the pool only if they have signed the form."),
    ("unless", "The deposit is returned unless the room was damaged.", "The deposit is returned if the room was damaged.", "Unless the room was damaged, the deposit is returned."),
    ("not until", "The firm did not publish the figures until the court ordered it.", "The firm did not publish the figures.", "The firm published the figures after the court ordered it."),
    ("not told as to come", "The school closed its kitchen in Bergen.", "The school will close its kitchen in Bergen.", "The school closed its kitchen in Bergen."),
    ("although for because", "The match ended early because the pitch was flooded.", "The match ended early although the pitch was flooded.", "Because the pitch was flooded, the match ended early."),
]  # fmt: skip
OFTEN = [
    ("another period", "The cellar costs 300 euros a month.", "The cellar costs 300 euros a year.", "The cellar costs 300 euros per month."),
    ("another count", "The boat calls twice a week.", "The boat calls once a week.", "The boat calls twice a week."),
    ("period left out", "The press prints 70 copies an hour.", "The press prints 70 copies.", "The press prints 70 copies per hour."),
    ("period added", "The class lasts 50 minutes and meets twice a week.", "The class lasts 50 minutes a week.", "The class lasts 50 minutes."),
    ("every year added", "Fees have tripled since 2012.", "Fees have tripled every year since 2012.", "Fees have tripled since 2012."),
]  # fmt: skip
ORDER = [
    ("comparison from the other side", "Maya is taller than Ben but shorter than Cara.", "Maya is taller than Cara.", "Cara is taller than Maya."),
    ("ahead and behind", "The winner came in three minutes ahead of the Swede.", "The Swede came in three minutes ahead of the winner.", "The Swede came in three minutes behind the winner."),
    ("as much as", "Rooms cost as much in Bonn as in Kiel.", "Rooms cost more in Bonn than in Kiel.", "Rooms cost as much in Kiel as in Bonn."),
    ("then", "When the rain had stopped, the team pitched the tent and then cooked.", "The team cooked and then pitched the tent.", "The team pitched the tent before cooking."),
    ("after for before", "The hall was cleaned before it was painted.", "The hall was cleaned after it was painted.", "The hall was painted after it was cleaned."),
    ("later", "Sorel trained as a nurse before she became a judge.", "Sorel later trained as a nurse.", "Sorel later became a judge."),
    ("but not", "The pass covers buses but not ferries.", "The pass covers ferries but not buses.", "The pass covers buses but not ferries."),
    ("neither nor", "Neither the singer nor the drummer came to the party.", "The singer came to the party without the drummer.", "The drummer did not come to the party."),
    ("lost to", "Arden beat Corin in the final.", "Arden lost to Corin in the final.", "Corin lost to Arden in the final."),
    ("learned from", "Vera Holm taught Jan Beck to fence.", "Vera Holm learned to fence from Jan Beck.", "Jan Beck learned to fence from Vera Holm."),
]  # fmt: skip
ALL = [*SUBJECTS, *SLOTS, *PARTS, *TAKEN_BACK, *OFTEN, *ORDER]


@pytest.mark.parametrize(("trap", "source", "false", "true"), ALL, ids=[a[0] for a in ALL])
def test_false_claim_of_the_sources_own_words_is_not_supported(trap: str, source: str, false: str, true: str) -> None:
    assert judged(source, false) is not Status.SUPPORTED


@pytest.mark.parametrize(("trap", "source", "false", "true"), ALL, ids=[a[0] for a in ALL])
def test_its_honest_twin_stays_supported(trap: str, source: str, false: str, true: str) -> None:
    assert judged(source, true) is Status.SUPPORTED


HONEST = [
    ("the mayor for her name", "Olga Tamm took office in 2016. The mayor resigned in 2020.", "Olga Tamm resigned in 2020."),
    ("a participle is no verb", "Two chains recalled smoked ham sold in May. Nobody fell ill.", "The chains recalled ham that was sold in May."),
    ("two things behind one verb", "The bridge was sold to the bank and the heirs in 2004.", "The bridge was sold to the heirs in 2004."),
    ("a counted participle", "The ministry inspected 76 plants, and 93 percent of them were fined.", "93 percent of the 76 inspected plants were fined."),
    ("none of them", "None of the 14 samples contained lead.", "The 14 samples contained no lead."),
    ("no for none", "None of the 14 samples contained lead.", "No sample contained lead."),
    ("fewer, from the other side", "Fewer pupils passed in Leeds than in York.", "More pupils passed in York than in Leeds."),
    ("more slowly", "Rents rose faster than wages in Orlen.", "Wages rose more slowly than rents in Orlen."),
    ("a speaker with a past", "The bank that was closed after the war said that it will open in May.", "The bank that was closed after the war said that it will open in May."),
    ("an aside that another says", "Police arrested Ruiz after Mora accused him of forging the licence.", "Ruiz was arrested by police."),
    ("joined subject", "In spring the mayor and the bishop left the city.", "The mayor left the city in spring."),
    ("built by, without was", "The plant, built in 1970 by Norsk Metall, exports zinc.", "Norsk Metall built the plant in 1970."),
    ("due to, from the other side", "The delay was due to a lack of staff.", "A lack of staff was the cause of the delay."),
    ("main for mainly", "The strike was caused mainly by low wages.", "Low wages were the main cause of the strike."),
    ("compound time", "The swim took 1 hour 20 minutes.", "The swim took 80 minutes."),
    ("an hour and a half", "The film lasts 90 minutes.", "The film lasts an hour and a half."),
    ("feet and inches", "The door is 6 ft 2 in high.", "The door is 74 inches high."),
    ("hardly ever", "The tower is hardly ever used by tourists.", "Tourists rarely use the tower."),
    ("who for if", "Drivers should wait if they see the red flag.", "Drivers who see the red flag should wait."),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "source", "true"), HONEST, ids=[h[0] for h in HONEST])
def test_honest_rewording_is_not_taken_for_a_patch(trap: str, source: str, true: str) -> None:
    assert judged(source, true) is Status.SUPPORTED


def test_what_another_clause_denies_is_not_contradicted() -> None:
    source = (
        "The southern section of the pipeline was completed in 2004; the branch to Port Amal has never been finished."
    )
    assert judged(source, "The southern section of the pipeline was finished in 2004.") is Status.PARTLY


def test_a_denial_of_the_same_words_is_contradicted() -> None:
    assert judged("The pump was not repaired in May.", "The pump was repaired in May.") is Status.CONTRADICTED


def test_figures_that_share_one_noun_are_told_apart_by_their_verbs() -> None:
    source = "Of the 36 bridges inspected, 20 were found sound and five must be closed."
    assert judged(source, "Five bridges must be closed.") is Status.SUPPORTED
    assert judged(source, "Twenty bridges must be closed.") is Status.CONTRADICTED


def test_some_of_them_are_not_contradicted_by_how_many_there_are_in_all() -> None:
    source = "Of the five candidates, Ann Lee and Bo Ray oppose the tax."
    assert judged(source, "Two of the five candidates oppose the tax.") is Status.UNSUPPORTED


def test_some_of_them_are_contradicted_by_another_part() -> None:
    source = "Seven of the nine witnesses were paid."
    assert judged(source, "Eight of the nine witnesses were paid.") is Status.CONTRADICTED


def test_hardly_ever_is_not_never() -> None:
    assert judged("The tower is hardly ever used by tourists.", "Tourists never use the tower.") is not Status.SUPPORTED


def test_repaid_is_not_paid() -> None:
    assert judged("The club paid the fine in May.", "The club repaid the fine in May.") is not Status.SUPPORTED


def test_compound_time_of_another_length_is_contradicted() -> None:
    assert judged("The swim took 1 hour 20 minutes.", "The swim took 90 minutes.") is not Status.SUPPORTED


def subjects(sentence: str) -> list[tuple[str, list[str]]]:
    return [(p.verb, sorted(p.subject)) for p in predicates((sentence,))]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The lamp shows that the tank is full.", [("shows", ["lamp"]), ("be", ["tank"])]),
        ("The ship that the navy sold sank.", [("sold", ["navy"]), ("sank", ["ship"])]),
        ("Rain fell and roads were closed.", [("fell", ["rain"]), ("closed", ["roads"])]),
        ("Police stopped a van and arrested two men.", [("stopped", ["police"]), ("arrested", ["police"])]),
        ("Guests pay the fee before they enter.", [("pay", ["guests"]), ("enter", ["fee", "guests"])]),
        ("Cars sold in May were cheap.", [("be", ["cars", "may", "sold"])]),
        ("", []),
    ],
)
def test_each_verb_has_its_own_subject(sentence: str, told: list[tuple[str, list[str]]]) -> None:
    assert subjects(sentence) == told


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("in 2 hours 9 minutes", "in 129 minutes"),
        ("5 ft 3 in tall", "63 inches tall"),
        ("two and a half hours", "150 minutes"),
        ("moved in 2015, two years after he left", "moved in 2015, in 2013 he left"),
        ("two years after he left", "two years after he left"),
    ],
)
def test_compound_measures_in_one_unit(text: str, one: str) -> None:
    assert written_out(text) == one
