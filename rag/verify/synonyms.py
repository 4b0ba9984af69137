"""General English words that say the same, and words that say nothing of their own: neither lowers a verdict."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text import same_word, stem
from rag.verify.irregular import one_word

# One sense a line, in base forms; endings are taken off before the look-up.
_LINES = """
    show demonstrate reveal indicate illustrate reflect
    say state report note write remark mention tell describe observe
    start begin commence launch initiate
    stop halt cease end discontinue
    end finish conclude complete
    big large sizeable considerable substantial major
    buy purchase acquire bought
    sell vend sold
    help assist aid support
    get obtain receive gain got
    whole entire full complete total overall
    often frequently commonly regularly repeatedly
    need require necessitate
    rise increase grow climb rose grew growth uptick
    fall decline decrease drop shrink fell shrank fewer
    main principal primary chief leading major key
    mainly mostly chiefly primarily largely predominantly principally
    weak feeble poor
    wrong mistaken incorrect false
    many numerous
    also too additionally likewise
    call term name label dub describe
    cause produce trigger provoke
    use employ utilise utilize apply
    give provide supply offer gave furnish
    keep retain maintain kept
    close shut
    open inaugurate
    child kid children
    pupil student schoolchild
    illegal illicit unlawful
    legal lawful licit
    death fatality dead die decease
    ban prohibit forbid outlaw bar
    allow permit authorise authorize let
    answer reply respond response
    part portion share section
    seize confiscate intercept capture impound
    seizure confiscation
    law statute act legislation
    rule regulation
    joint shared common
    important significant notable
    agree consent
    ask request
    choose select pick chose
    find discover detect found identify
    count tally number
    harmful damaging dangerous
    quick rapid fast quickly rapidly swiftly
    recent latest
    near close
    country nation state
    source origin
    make manufacture produce made fabricate
    maker manufacturer producer
    send ship dispatch sent
    carry transport convey
    move shift relocate
    crime offence offense felony
    offender perpetrator criminal
    police officer
    drug narcotic
    doctor physician
    firm company business enterprise corporation
    worker employee staff
    money fund cash
    pay spend paid spent
    cost price expense
    cut reduce lower slash
    raise lift
    try attempt endeavour tried
    fight combat counter tackle
    control regulate curb
    check inspect examine inspection examination
    watch monitor supervise oversee
    study research investigate investigation inquiry probe
    survey poll
    meeting session
    talk negotiation discussion
    deal agreement accord pact
    vow promise pledge undertake
    plan intend aim
    urge call press
    warn caution
    blame accuse
    deny refute reject
    criticise criticize condemn fault
    praise commend applaud
    win victory won
    lose defeat lost
    harm damage hurt
    sick ill
    rich wealthy
    poor needy
    old aged ancient elderly
    new fresh novel
    home house
    street road
    town city municipality
    village hamlet settlement
    border frontier boundary
    boat ship vessel
    car vehicle automobile
    lorry truck
    plane aircraft
    aim goal objective target purpose
    reason cause ground
    result outcome consequence
    effect impact influence
    trend tendency
    level degree
    kind type sort variety
    way manner method means route
    place location site spot
    time period
    yearly annual annually
    month monthly
    daily everyday
    almost nearly practically
    about roughly approximately around circa
    during throughout over within
    before prior earlier preceding previous
    after following later subsequent
    because since owing due
    although though
    while whereas
    build construct erect built
    destroy demolish ruin wreck
    repair fix mend
    replace substitute
    join unite link connect connection
    split divide separate
    appoint name designate
    arrest detain
    charge indict
    jail imprison prison
    release publish issue
    publication release
    announce declare proclaim
    sign ink
    approve endorse adopt pass
    refuse decline
    award grant give
    receive get
    flee escape
    hide conceal
    grow cultivate
    harvest gather reap
    teach instruct
    learn study
    hold contain possess
    own possess
    live reside dwell
    resident inhabitant
    person people individual human
    man men male
    woman women female
    teenager adolescent youth
    adult grown
    strong powerful potent
    clear evident obvious
    hard difficult tough
    easy simple
    exact precise
    estimate reckon assess
    think believe consider
    know understand
    limit restrict cap
    limited restricted
    extend prolong lengthen
    last endure
    remain stay persist continue
    return
    lead head
    chairman chair president
    member
    leader head chief
    agency bureau
    ministry department
    spokesman spokesperson spokeswoman
    delegate representative envoy
    twice double
    quantity amount volume
    shortage lack
    surplus excess
    cooperation collaboration
    cooperate collaborate work
    tell inform notify
    speed pace
    seek pursue
    happen occur take
    recommend advise suggest
    halve half
    belong own possess property
    ease soften slacken fall decline decrease
    dear expensive costly
    cheap inexpensive affordable
    attribute ascribe blame credit
    fire dismiss sack discharge
    hire recruit employ engage
    camera photograph photo picture film image
    record capture register document log photograph
    think believe belief reckon suppose
    unusual unusually usual rare exceptional
    early earlier
    late later
    request ask petition
    fine penalty penalise
    sentence term punishment
    appeal challenge
    tree wood timber
    doctor medic clinician
    hospital clinic
    disease illness sickness
    outbreak epidemic
    vaccine jab inoculation
    farm farmer agriculture agricultural
    crop harvest
    fish fishing fishery
    forest woodland
    fog mist
    storm gale tempest
    flood inundation
    fire blaze
    accident crash collision
    explosion blast
    victim casualty
    injured wounded hurt
    kill murder slay
    theft robbery burglary
    fraud deception swindle
    bribe corruption
    trial hearing
    lawyer attorney solicitor counsel
    judge magistrate
    verdict ruling judgment
    parliament legislature congress
    vote ballot poll
    election poll
    minister secretary
    mayor
    government administration authority authorities
    tax levy duty
    budget spending
    debt liability
    loan credit
    profit gain earnings
    revenue income turnover takings
    wage salary pay earnings
    job post position employment
    strike walkout
    union
    school academy
    university college
    exam test examination
    book volume title
    newspaper paper daily
    film movie
    song tune
    match game
    goal
    champion winner
    prize award trophy
    ticket fare
    train railway rail
    flight plane
    airport
    port harbour harbor dock
    bridge crossing
    tunnel
    road highway street
    traffic
    fuel petrol gas gasoline
    power electricity energy
    wind
    sun solar
    water
    river stream
    lake
    mountain hill peak
    valley
    coast shore seaside
    island isle
    sea ocean
    animal creature beast
    bird
    species kind
    plant
    seed
    food
    meal dish
    bread
    wine
    beer
    family household
    marriage wedding
    birth
    funeral burial
    church
    museum gallery
    painting picture canvas
    statue sculpture
    letter message
    email mail
    phone telephone
    computer machine
    software program programme
    fault error defect bug
    delay postpone postponement
    cancel call scrap
    continue proceed resume
    complete finish
    fail failure
    succeed manage
    improve improvement better upgrade
    worsen deteriorate
    change alter modify alteration
    test trial try experiment
    measure gauge
    calculate compute
    predict forecast project
    compare contrast
    include contain comprise
    exclude omit
    add append
    remove delete eliminate
    increase expansion
    lack absence want
    enough sufficient adequate
    possible feasible
    impossible unfeasible
    certain sure
    doubt question
    sole only single
    yearly annual
    past previous former
    future coming upcoming
    current present today
    modern contemporary
    famous renowned well-known
    unknown obscure
    secret confidential hidden
    public open
    private personal
    foreign overseas abroad
    domestic national
    local regional
    rural
    urban city
    northern north
    southern south
    eastern east
    western west
    empty vacant
    broken damaged
    dangerous hazardous risky unsafe
    danger hazard risk threat
    safe secure
    healthy fit
    tired exhausted
    happy glad pleased
    sad unhappy
    angry furious
    afraid scared
    brave courageous
    honest truthful
    guilty culpable
    innocent blameless
    heavy weighty
    light
    thick dense
    thin slim
    hot warm
    cold cool chilly
    wet damp moist
    dry arid
    clean pure
    dirty polluted
    pollute contaminate
    clean-up cleanup cleaning
    loud noisy
    quiet silent
    oldest eldest
    overtake pass surpass exceed
    outnumber exceed
    reach attain hit
    arrive come
    leave depart
    enter
    cross traverse
    follow pursue
    carry bear support
    weigh weight
    permit licence license
    certificate diploma
    fee charge
    member
    annual yearly
    gather collect assemble
    collect
    store stock keep
    save rescue
    protect guard shield defend
    attack assault
    defend
    invade
    occupy
    free liberate release
    capture arrest
    escape
    return
    visit
    guest visitor
    host
    travel journey trip
    tourist traveller visitor
    hotel inn
    map chart
    distance
    height tall
    width breadth
    deep
    speed velocity
    edge border
    centre center middle
    beginning start
    half
    smuggle traffic
    smuggler trafficker
    trade commerce
    import
    export
"""
# What a paraphrase may add without saying more.
_LIGHT_WORDS = [
    "according",
    "report",
    "reports",
    "reported",
    "say",
    "says",
    "said",
    "state",
    "states",
    "stated",
    "note",
    "notes",
    "noted",
    "write",
    "writes",
    "wrote",
    "written",
    "words",
    "word",
    "view",
    "also",
    "then",
    "same",
    "own",
    "well",
    "there",
    "thereby",
    "total",
    "overall",
    "number",
    "numbers",
    "figure",
    "figures",
    "amount",
    "amounts",
    "period",
    "year",
    "years",
    "time",
    "times",
    "case",
    "part",
    "way",
    "terms",
    "respectively",
    "specifically",
    "namely",
    "currently",
    "previously",
    "additionally",
    "however",
    "meanwhile",
    "moreover",
    "furthermore",
    "thus",
    "take",
    "took",
    "taken",
    "place",
    "occur",
    "occurred",
    "occurring",
    "happen",
    "happened",
    "come",
    "came",
    "involve",
    "involved",
    "involving",
    "regard",
    "regarding",
    "concern",
    "concerning",
    "relate",
    "related",
    "among",
    "amongst",
    "within",
    "throughout",
    "approximately",
    "roughly",
    "around",
    "nearly",
    "almost",
    "circa",
    "prior",
    "following",
    "kind",
    "sort",
    "thing",
    "things",
    "fact",
    "one",
    "two",
    "both",
    "document",
    "source",
    "text",
    "paper",
    "record",
    "article",
    "brief",
    "statement",
    "put",
    "puts",
    "put",
    "carry",
    "carried",
    "make",
    "made",
    "give",
    "gave",
    "given",
    "see",
    "saw",
    "seen",
    "become",
    "became",
    "being",
    "get",
    "got",
    "use",
    "used",
    "using",
    "level",
    "levels",
    "set",
]
LIGHT = frozenset(_LIGHT_WORDS)


def _table() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, line in enumerate(_LINES.strip().splitlines()):
        for word in line.split():
            for form in _inflected(word):
                table.setdefault(form, set()).add(number)
    return {form: frozenset(lines) for form, lines in table.items()}


def _inflected(word: str) -> set[str]:
    """The regular forms of a word, and their stems."""
    base = word[:-1] if word.endswith("e") else word
    forms = {word, f"{word}s", f"{base}ed", f"{base}ing"}
    if word[-1] == "y" and word[-2] not in "aeiou":
        forms |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    elif word.endswith(("s", "sh", "ch", "x", "z")):
        forms.add(f"{word}es")
    elif re.search("[^aeiou][aeiou][bdgmnprt]$", word):
        forms |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return forms | {stem(form) for form in forms}


_GROUPS = _table()


@lru_cache(maxsize=65536)
def synonymous(a: str, b: str) -> bool:
    """True when two folded words are forms of one word or stand on one line of the table."""
    return same_word(a, b) or one_word(a, b) or not groups(a).isdisjoint(groups(b))


def groups(word: str) -> frozenset[int]:
    """The lines of the table on which a form of ``word`` stands; empty for a word it does not know."""
    return _GROUPS.get(word) or _GROUPS.get(stem(word)) or frozenset()


def said_otherwise(word: str, present: frozenset[str] | set[str]) -> bool:
    """True when ``word`` adds nothing, or a word of the same sense is among ``present``."""
    if word in LIGHT:
        return True
    return any(synonymous(word, other) for other in present)
