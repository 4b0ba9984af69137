"""Irregular English forms of one word, a line each: endings do not tell that "froze" is "freeze"."""

from __future__ import annotations

from functools import lru_cache

from rag.same_word import beginning, look_alikes

_LINES = """
    be is are was were been
    have has had
    do does did done
    go goes went gone
    say said
    make made maker
    take took taken
    overtake overtook overtaken
    undertake undertook undertaken
    overcome overcame
    come came
    see saw seen sight
    know knew known knowledge
    get got gotten
    give gave given gift
    find found
    think thought
    tell told
    become became
    show showed shown
    leave left
    feel felt
    bring brought
    begin began begun
    keep kept
    hold held
    write wrote written
    stand stood
    hear heard
    let lets
    mean meant
    set sets
    meet met
    run ran runner
    pay paid payment
    sit sat
    speak spoke spoken speech
    lie lay lain
    lead led leader
    grow grew grown growth
    lose lost loss losses
    fall fell fallen
    send sent
    build built builder
    understand understood
    draw drew drawn
    break broke broken
    spend spent
    cut cuts
    rise rose risen
    drive drove driven driver
    buy bought buyer
    wear wore worn
    choose chose chosen choice
    sell sold sale sales seller
    win won winner
    catch caught
    teach taught teacher
    fight fought
    throw threw thrown
    freeze froze frozen
    fly flew flown flight
    steal stole stolen theft
    hide hid hidden
    bear bore born borne birth
    die died dead death deaths
    eat ate eaten
    sing sang sung song
    swim swam swum
    shoot shot shooting
    strike struck
    sink sank sunk
    seek sought
    flee fled flight
    forget forgot forgotten
    forbid forbade forbidden
    feed fed food
    bind bound
    sleep slept
    prove proved proven proof
    tear tore torn
    lend lent loan
    shrink shrank shrunk
    swear swore sworn
    ring rang rung
    bite bit bitten
    shake shook shaken
    withhold withheld
    uphold upheld
    undergo underwent undergone
    overthrow overthrew overthrown
    override overrode overridden
    oversee oversaw overseen
    forgive forgave forgiven
    foresee foresaw foreseen
    mistake mistook mistaken
    mislead misled
    rebuild rebuilt
    rewrite rewrote rewritten
    repay repaid
    withstand withstood
    undo undid undone
    deal dealt
    lay laid
    learn learnt
    sweep swept
    swing swung
    strive strove striven
    stick stuck
    spin spun
    slide slid
    shine shone
    ride rode ridden
    leap leapt
    hang hung
    dig dug
    drink drank drunk
    creep crept
    cling clung
    blow blew blown
    beat beaten
    arise arose arisen
    wake woke woken
    weep wept
    dwell dwelt
    rain rainfall rainy
    snow snowfall snowy
    child children
    man men
    woman women
    foot feet
    tooth teeth
    person people
    life lives live
    half halves halve halved
    thief thieves
    wife wives
    good better best well
    bad worse worst badly
    far farther further
    old older elder oldest eldest
    strong strength strengthen stronger
    long length longer lengthen
    wide width widen wider
    deep depth deeper
    high height higher
    young youth younger
    poor poverty poorer
    warm warmth warmer
    able ability
    destroy destruction
    receive receipt reception
    believe belief believer
    arrive arrival
    refuse refusal
    approve approval
    propose proposal
    withdraw withdrew withdrawn withdrawal
    publish publication publisher
    reduce reduction
    produce production product
    decide decision
    describe description
    divide division
    explain explanation
    permit permission
    admit admission
    succeed success successful
    analyse analysis analyze
    compare comparison
    argue argument
    complain complaint
    respond response
    expand expansion
    extend extension extent
    conclude conclusion
    include inclusion including
    exclude exclusion excluding
    invade invasion
    pursue pursuit
    resolve resolution
    solve solution
    apply application applicant applicable
    supply supplier supplies
    deny denial
    try trial tries tried
    advise advice adviser
    choose choice
    safe safety
    free freedom
    true truth
    wise wisdom
    hot heat
    angry anger
    hungry hunger
    france french
    china chinese
"""


def _table() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, line in enumerate(_LINES.strip().splitlines()):
        for form in line.split():
            table.setdefault(form, set()).add(number)
    return {form: frozenset(lines) for form, lines in table.items()}


_FORMS = _table()
VERB_FORMS = frozenset(_FORMS)
_OPENED = {line.split()[0]: tuple(line.split()) for line in reversed(_LINES.strip().splitlines())}
_ON = [frozenset(line.split()) for line in _LINES.strip().splitlines()]  # the forms on each line

_SUFFIXES = frozenset(
    ("", "s", "es", "d", "ed", "ing", "ings", "er", "ers", "or", "ors", "ion", "ions", "ation", "ations", "ition", "ment", "ments",
     "al", "ally", "ly", "ity", "ness", "ive", "y", "ies", "ied", "ic", "ical", "ist", "ists", "ance", "ence", "ant", "ants",
     "ent", "able", "ible", "ure", "age", "th", "en", "e", "ary", "ery", "ian", "ians", "ate", "ated", "ates", "ating")
)  # fmt: skip
_ROOT = 4  # letters that two forms of a word share at the least


def one_word(a: str, b: str) -> bool:
    """True when two folded words are forms of one: irregular ones, or a root with two known endings."""
    if not _lines_of(a).isdisjoint(_lines_of(b)):
        return True
    if a[:_ROOT] != b[:_ROOT]:
        return False
    shared = beginning(a, b)
    if look_alikes(a, b) or shared < _ROOT or shared * 5 < 3 * min(len(a), len(b)):
        return False
    # A doubled or dropped last letter belongs to the ending: "occur", "occurring"; "use", "using".
    return any(_ending(a[cut:]) and _ending(b[cut:]) for cut in (shared, shared - 1) if cut >= _ROOT)


def line_of(word: str) -> tuple[str, ...]:
    """The forms on the line that a word opens, itself first; only itself for a regular one."""
    return _OPENED.get(word, (word,))


def forms_of(word: str) -> frozenset[str]:
    """The irregular forms that stand on a line with ``word``; empty for a regular one."""
    return frozenset().union(*(_ON[line] for line in _FORMS.get(word, ())))


@lru_cache(maxsize=8192)
def _lines_of(word: str) -> frozenset[int]:
    """The lines that have the word, or the word without its regular ending."""
    found = _FORMS.get(word)
    for ending in ("s", "es", "ing"):
        if found is None and word.endswith(ending):
            bare = word.removesuffix(ending)
            found = _FORMS.get(bare) or _FORMS.get(f"{bare}e")
    return found or frozenset()


def _ending(rest: str) -> bool:
    return rest in _SUFFIXES or rest[1:] in _SUFFIXES - {""}
