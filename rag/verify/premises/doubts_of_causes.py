"""A premise that gives a cause of which the units that tell of the effect say nothing."""

from __future__ import annotations

import re

from rag.content import content, key, keys
from rag.tokens import fold
from rag.verify.entities.names import in_text
from rag.verify.premises.beside import MET, Beside
from rag.verify.premises.doubt import ABOUT, CLOSE, SAME, Doubt
from rag.verify.premises.units import Unit
from rag.verify.questions.presupposed import Form
from rag.verify.words.synonyms import groups

_CAUSE = re.compile(
    r"^(?P<done>.+?),? (?:because(?: of)?|due to|owing to|thanks to|as a result of|on account of|as (?:a )?(?:payback|revenge|retaliation|retribution|punishment|response|reaction|reprisal|protest) (?:for|to|against|over)|in (?:response|retaliation|reaction|revenge|reprisal|protest|return) (?:to|for|against|over|at)|porque|debido a|a causa de) (?P<cause>.+)$"
    r"|^(?P<cause2>.+?) (?:(?:make|made|makes)(?! (?:an?|its|his|her|their|our|no|\d[\d,]*)\b)(?! (?:[\w-]+ ){0,2}[\w-]+s (?:to|of|in|at|for|on|with|from|about)\b)|cause|caused|lead|led|force|forced|prompt|prompted) (?P<done2>.+)$",
    re.IGNORECASE,
)
_GIVES_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|after|as|since|result|led to|caused|prompted|explains?|reasons?|porque|debido|tras)\b",
    re.IGNORECASE,
)


def other_cause(case: Beside) -> Doubt | None:
    """It names a cause of which the units that tell of the effect say nothing."""
    found = _CAUSE.search(case.premise.text)
    if found is None or case.premise.form is Form.OPEN:
        return None
    cause = found["cause"] or found["cause2"]
    reasons = [w for w in case.terms if w in cause and w not in case.premise.text.replace(cause, "")]
    effect = [w for w in content(case.premise.text.replace(cause, " ")) if not w[0].isdigit()]
    if not reasons or not effect:
        return None

    def told(unit: Unit) -> float:
        """The share of the words of the effect, those of rise and fall among them."""
        return sum(case.hit(w, unit) for w in effect) / len(effect)

    near = [u for u in case.units if told(u) >= ABOUT and case.of_its_time(u)]
    giving = [u for u in near if told(u) >= CLOSE and _GIVES_CAUSE.search(u.text)]
    for unit in sorted((u for u in giving if told(u) >= SAME), key=told, reverse=True):
        if (other := _STATED.search(unit.text)) and not any(_met_by(w, other[1]) for w in reasons):
            return Doubt(" ".join(reasons), unit, True)
    if not near or any(_tells(case, w, u) for w in reasons for u in (giving or near)):
        return None
    witness = max(giving or near, key=told)
    return Doubt(" ".join(reasons), witness, bool(giving))


_STATED = re.compile(r"\b(?:because(?: of)?|due to|owing to|as a result of) ([^.;]+)", re.IGNORECASE)


def _met_by(term: str, cause: str) -> bool:
    """True when the stated cause has the term, or a word of like meaning."""
    senses = {line for w in re.findall(r"[^\W\d_]+", cause) for line in groups(fold(w))}
    return key(term) in keys(cause) or in_text(term, cause) or not senses.isdisjoint(groups(fold(term)))


def _tells(case: Beside, term: str, unit: Unit) -> bool:
    """True when the unit meets the term, and not by its heading alone."""
    own = key(term) in unit.own or in_text(term, unit.text)
    return own or (case.hit(term, unit) >= MET and key(term) not in unit.whole)
