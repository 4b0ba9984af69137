"""A premise that somebody refused or left undone what a source tells as done, or that a body said what another says."""

from __future__ import annotations

import re

from rag.content import content, key
from rag.tokens import fold
from rag.verify.premises.beside import MET, Beside
from rag.verify.premises.doubt import SAME, SIDE, Doubt, one_form
from rag.verify.premises.poles import HAS_NEGATION
from rag.verify.premises.units import Unit
from rag.verify.questions.presupposed import Form

DONE = 0.74  # share of all words but the refusal from which a unit tells the deed itself
TOLD = 0.8  # share of what is said from which a unit says it
LESS = 0.3  # and by how much what is there under the name must fall short of that
UNDONE = re.compile(
    r"\b(?:refus(?:e[sd]?|ing|als?)|fail(?:s|ed|ing)? to|declin(?:e[sd]?|ing) to|unwilling|unable|neglect(?:s|ed)?|"
    r"omit(?:s|ted)?|never|no(?! (?:longer|more|less|fewer|later|earlier|one|doubt)\b)|not(?! (?:only|until|yet|just|so|as)\b)|cannot)\b|\w+n['’]t\b|"
    r"\b(?:stopped|prevented|kept|barred|blocked|hindered|deterred)\b(?=.* from\b)",
    re.IGNORECASE,
)
# Words by which a unit, too, may tell that it was not done.
_LEFT = re.compile(
    rf"{HAS_NEGATION.pattern}|\b(?:refus\w+|declin\w+|reject\w*|oppos\w+|den(?:y|ies|ied)|against|unable|unwilling|cannot|nor|"
    r"neither|none|delay\w*|stopped|prevented|blocked|barred|only|few|hardly|scarcely|yet|wish\w*|want\w*|hop(?:e|es|ed|ing)|"
    r"plan\w*|propos\w+|consider\w*|intend\w*|demand\w*|would|should|(?-i:may)|might|could|if)\b",
    re.IGNORECASE,
)


def undone(case: Beside) -> Doubt | None:
    """It says that something was refused, or not done, and a unit tells that it was done without any denial."""
    found = UNDONE.search(case.premise.text)
    if found is None or not case.complete or case.premise.form is Form.ASKED:
        return None
    rest = f"{case.premise.text[: found.start()]} {case.premise.text[found.end() :]}"
    terms = _terms(case, rest)
    deed = content(case.premise.text[found.end() :])
    if len(terms) < 3 or not deed:
        return None

    def told(unit: Unit) -> float:
        return sum(case.hit(t, unit) for t in terms) / len(terms)

    near = [u for u in case.units if of_own_time(case, u)]
    if not near:
        return None
    best = max(near, key=told)
    share = told(best)
    rivals = [u for u in case.units if told(u) >= share - SIDE]
    if share < DONE or any(_LEFT.search(u.text) for u in rivals):
        return None
    met = sum(case.hit(w, best) >= MET for w in deed) >= len(deed) - (len(deed) > 2)
    done = any(_verb(w, best) for w in deed) or (met and share >= TOLD)
    return Doubt(found.group(), best, True) if done else None


def _verb(word: str, unit: Unit) -> bool:
    """True when the unit has a form of the word that may be its verb: "pleaded" for "plead", "requires" for "require"."""
    return any(one_form(word, o) and o != fold(word) for o in (fold(w) for w in re.findall(r"[^\W\d_]+", unit.text)))


def _terms(case: Beside, text: str) -> list[str]:
    """The words of ``text`` that carry matter, those of poles among them, and the names, each once."""
    names = [n.text for n in case.names if n.text in text]
    parts = {w for n in names for w in content(n)}
    figures = {
        w
        for text in (*(f.text for f in case.figures), *(d.text for d in case.dates))
        for w in re.findall(r"[^\W_]+", text)
    }
    words = [w for w in content(text) if len(w) > 1 and w not in parts and w not in figures and not w[0].isdigit()]
    return list(dict.fromkeys([*names, *words]))


def of_own_time(case: Beside, unit: Unit) -> bool:
    """True unless premise and unit name other years; a unit's own years count before those of its heading."""
    asked = case.asked_years
    return not asked or not (unit.own_years or unit.years) or bool(asked & (unit.own_years or unit.years))


_TELLING = re.compile(
    r"^(?P<who>[^,;:]{2,70}?) (?P<tells>says?|said|calls?|called|describes?|described|concludes?|concluded|finds?|found|"
    r"shows?|showed|shown|proves?|proved|proven|argues?|argued|claims?|claimed|warns?|warned|states?|stated|estimates?|"
    r"estimated|puts?|labels?|labelled|labeled|blames?|blamed|criticises?|criticised|criticizes?|criticized|praises?|"
    r"praised|reports?|reported|admits?|admitted|denies|denied|deny|recommends?|recommended|urges?|urged)\b (?P<what>.+)$",
    re.IGNORECASE,
)


def other_teller(case: Beside) -> Doubt | None:
    """It lets one body say what another's source says, while no passage of its own source comes near it."""
    found = _TELLING.match(case.premise.text)
    if found is None or not case.complete:
        return None
    who = _terms(case, found["who"])
    said = [t for t in _terms(case, found["what"]) if t not in who]
    if not who or len(said) < 3:
        return None

    def told(unit: Unit) -> float:
        return sum(case.hit(t, unit) for t in said) / len(said)

    def speaks(text: str) -> bool:
        return all(any(_same(w, o) for o in re.findall(r"[^\W\d_]+", text)) for t in who for w in content(t))

    own = [u for u in case.units if speaks(f"{u.heading} {u.text} {u.authors}")]
    others = [u for u in case.units if u not in own and of_own_time(case, u)]
    if not others or not any(speaks(u.heading) for u in own):
        return None
    witness = max(others, key=told)
    share = told(witness)
    if share < TOLD or max(map(told, own)) > share - LESS:
        return None
    return Doubt(found["who"], witness, share >= SAME)


def _same(a: str, b: str) -> bool:
    """True for two forms of one word, China and Chinese among them."""
    if a.isupper() or b.isupper():
        return a == b
    kin = a[0].isupper() and b[0].isupper() and len(a) > 3 and a[:4] == b[:4] and abs(len(a) - len(b)) <= 3
    return kin or bool(key(a) and key(a) == key(b))


def other_place_that_day(case: Beside) -> Doubt | None:
    """A unit of the very day tells all of it but one name, and no unit that has the name tells half as much."""
    days = [d for d in case.dates if d.year and d.day]
    if not case.complete or not days:
        return None
    for name in case.names:
        rest = [t for t in _terms(case, case.premise.text) if t != name.text]
        if len(rest) < 2:
            continue
        told = [(sum(case.hit(t, u) for t in rest) / len(rest), u) for u in case.units]
        bears = [share for share, u in told if case.hit(name.text, u) >= MET]
        for share, unit in told:
            same_day = any((d.year, d.month, d.day) == (w.year, w.month, w.day) for d in days for w in unit.dates)
            alone = case.hit(name.text, unit) < MET and share > max(bears, default=0.0) + LESS
            if same_day and alone and share >= TOLD + SIDE:
                return Doubt(name.text, unit, True)
    return None
