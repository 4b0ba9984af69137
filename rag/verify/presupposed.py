"""What a question takes for granted, by its grammar: "Why did X fall?" presupposes that X fell. English, Spanish, Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass

_I = re.IGNORECASE
_AUX = r"(?:did|does|do|is|are|was|were|has|have|had|will|would|could|can)"
_ASKS = r"(?:who|whom|whose|what|which|when|where|why|how)"
_ENDS = " ,.;?？¿!"
_COUNT = r"(?:(?!(?:1[89]|20)\d\d\b)\d[\d,]*|[a-z]+teen|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)"
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|wrote|won|lost|gave|took|made|said|told|fell|rose|became|began|led|sent|paid|met|left|"
    r"sold|bought|\w{3,}ed)\b",
    _I,
)
_COMPARES = re.compile(r"\b(?:vs\.?|versus|compared|or)\b", _I)
_WHOSE_WORD = re.compile(
    r",? (?:according to|per|según) (?:the |el |la )?[\w' -]+$", _I
)  # who says it is no part of it
_CLAUSE = re.compile(
    rf"^\W*(?!{_ASKS}\b|(?:in|on|at|by|from|for|of|according|after|before|between|compare|list|name|give|tell)\b|fy)"
    rf"((?:[^,?]|(?<=\d),(?=\d)){{12,}}), (?:so |and |but )?(?:for |in |by |with |to |of |about )?{_ASKS}\b",
    _I,
)


@dataclass(frozen=True, slots=True)
class Premise:
    """A statement in the question's own words; ``asserted`` when its form claims it ("why did"), not only names it ("when did")."""

    text: str
    asserted: bool
    of_persons: bool = False  # "who" stands for a name, so the names that are there need not be together


_FORMS: tuple[tuple[re.Pattern[str], bool], ...] = (
    (re.compile(r"^\W*(?:given|considering|assuming|seeing|now) that (.+?),", _I), True),
    (re.compile(rf"^\W*(?:since|because|as) (.+?), ?(?:{_ASKS}|is|are|do|does|did|should|can|could)", _I), True),
    (re.compile(rf"^\W*(?:why|how come) {_AUX}(?:n't)? (.+?)\??$", _I), True),
    (re.compile(r"^\W*what (?:made|makes|led|caused|drove|prompted|forced) (.+?)\??$", _I), True),
    (_CLAUSE, True),
    (re.compile(r"^\W*(?:tell me (?:more )?about|describe|explain|what about) (.+?['’]s .+?)[?.]?$", _I), False),
    (re.compile(rf"^\W*(?:when|where|how) {_AUX} (.+?)\??$", _I), False),
    (re.compile(rf"^\W*(?:in|on|at|during|by|to|from) (?:which|what) \w+(?: \w+)? {_AUX} (.+?)\??$", _I), False),
    (re.compile(r"^\W*who (\w+ (?:the|all|every) .+?)\??$", _I), False),
    (re.compile(rf"\b(?:the|its|their|these|those) ({_COUNT} [a-z]{{3,}}.*?)\??$", _I), False),
    (re.compile(r"^\W*(?:dado que|puesto que|ya que|como) (.+?),", _I), True),
    (re.compile(r"^\W*(?:por qué|qué hizo que|cómo es que) (.+?)\??$", _I), True),
    (re.compile(r"^\W*(?:cuándo|dónde|en qué \w+) (.+?)\??$", _I), False),
    (re.compile(r"^\W*(?:既然|鉴于)(.+?)，"), True),
    (re.compile(r"^(.*?)(?:为什么|为何)(.+?)[？?]?$"), True),
    (re.compile(r"^(.*?)(?:何时|什么时候|在哪次|在哪里)(.+?)[？?]?$"), False),
)


def presupposed(question: str) -> Premise | None:
    """The statement that ``question`` takes for granted, or None when its form takes none."""
    for form, asserted in _FORMS:
        found = form.search(question.strip())
        if found is None:
            continue
        text = " ".join(" ".join(group for group in found.groups() if group).split()).strip(_ENDS)
        text = _WHOSE_WORD.sub("", text).strip(_ENDS)
        if form is _CLAUSE and (not _FINITE.search(text) or _COMPARES.search(text)):
            continue
        return Premise(text, asserted, bool(re.match(r"\W*who\b", question, _I))) if text else None
    return None
