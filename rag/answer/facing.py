"""Two voices side by side where the question sets them against each other and no rule finds what they differ in.

"Is that what the customs data say, too?", "The article and the DEA tell it differently": the best quote of each is shown beside
the other. That they contradict each other is not claimed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from rag.answer.draft import Pick
from rag.answer.kinds import holds_kind
from rag.answer.sides import Side, sides
from rag.content import keys
from rag.types import Kind, Source

_I = re.IGNORECASE
# That accounts part: "they disagree", "which is it?", "does that square with", "tell it differently".
_APART = re.compile(
    r"\b(?:disagree\w*|(?:do|does|did)(?:n['’]?t| not) (?:all )?agree|agrees?|at odds|contradict\w*|conflict(?:s|ing)?|discrepanc\w+|inconsisten\w+|"
    r"differ(?:s|ed|ent|ently|ing|ences?)?|opposite|opposing|clash(?:es)?|mismatch\w*|diverg\w+|disput\w+|"
    r"(?:opinions?|views?|accounts?|sources?|experts?|people) (?:\w+ )?(?:split|divided|vary|varies|varied)|sounds? (?:alike|the same)|one (?:\w+ )?(?:says?|puts?|gives?)\b.*\banother|"
    r"which (?:is it|one is (?:it|right|true|correct)|is (?:right|true|correct|the (?:right|true) one)|(?:number|figure|account|version|date|side) (?:is|should|do|does|to))|"
    r"who(?:'s|’s| is) (?:right|lying|telling the truth)|square(?:s|d)? with|add(?:s)? up|(?:line|match|stack)(?:s|ed|es)? up|match(?:es|ed)?|"
    r"consistent with|both sides|(?:two|three|both|several|various|different|conflicting|a few|a couple of|many) (?:\w+ )?(?:versions|accounts|numbers|figures|stories|answers|multiples|dates|totals|counts|claims)|each side (?:tells|says|sees|puts)|as each|back(?:s|ed)? (?:it |that |this )?up|hold(?:s)? up|stand(?:s)? up|"
    r"(?:one|some) (?:\w+ )?(?:total|figure|number|count|date|amount|share|version|story)\b.{0,80}\b(?:smaller|bigger|larger|higher|lower|different|other|another|later|earlier|less|more)|"
    r"than (?:what )?(?:the |an? )?[\w .'’-]{2,40}? (?:does|do|did|gives?|gave|says?|said|puts?|reports?|has|have)|"
    r"(?:shows?|showed|has|have|gives?|gave|says?|said|reports?|puts?) (?:way|far|much|a lot|many|rather) (?:less|more|fewer|lower|higher|smaller|bigger|larger)|"
    r"apart(?! from)|each (?:camp|side|party)|the other way(?: a?round)?|(?:says?|said|claims?|claimed|insists?|found|finds?|reports?|reported|tells?|told|suggests?) (?:otherwise|the contrary)|"
    r"discrepan\w+|coincid\w+|lo contrario|(?:las|ambas|dos|distintas|diferentes) (?:dos )?(?:versiones|partes|cifras|fechas|posturas)|cada (?:parte|lado|bando)|qué dice cada|contradic\w+|de acuerdo|a cuál creer|cuál (?:de (?:l[oa]s|ell[oa]s|ambos|ambas)|es (?:(?:el|la|lo) )?(?:correct[oa]|buen[oa]|verdader[oa]|ciert[oa]|exact[oa]))|quién tiene razón)\b|不一致|矛盾|分歧|不同|同意|一样吗|谁对|哪个对|相符|吻合|对不上|相反|说法不一|各说各|各执一词",
    _I,
)  # fmt: skip
_WHETHER = re.compile(
    r"^\W*(?:(?:so|but|and|well|ok(?:ay)?),? )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|isn['’]t|aren['’]t|wasn['’]t|didn['’]t|doesn['’]t)\b|"
    r"\b(?:or|really|actually|truly|in fact|true|accurate|correct|so|but|while|whereas|though|although)\b|¿?\b(?:es cierto|realmente|de verdad|pero)\b|吗|是否|真的|属实",
    _I,
)  # fmt: skip
_EITHER = re.compile(r"\b(?:or|versus|vs|than|compare[sd]?|o)\b|还是", _I)

Bears = Callable[[Pick], bool]


def facing(
    question: str,
    picks: Sequence[Pick],
    sources: Mapping[str, Source],
    named: Sequence[Collection[str]],
    of_seed: bool,
) -> tuple[Pick, Pick] | None:
    """The best quotes of two voices that ``question`` sets against each other; None where it does not, or one is silent.

    ``picks``: what the answer quotes, best first. ``named``: for each publisher or author that the question names the ids of
    its sources. ``of_seed``: it speaks of what the seed says.
    """
    for one, other in _voices(question, picks, sources, named, of_seed):
        first = next((pick for pick in picks if one(pick)), None)
        second = next((p for p in picks if first and other(p) and p.passage.source_id != first.passage.source_id), None)
        if first and second:
            return first, second
    return None


def _voices(
    question: str, picks: Sequence[Pick], sources: Mapping[str, Source], named: Sequence[Collection[str]], of_seed: bool
) -> list[tuple[Bears, Bears]]:
    """The pairs of voices that the question may mean, surest first."""

    def of_the_seed(pick: Pick) -> bool:
        return sources[pick.passage.source_id].kind is Kind.SEED

    apart = _APART.search(question) is not None
    found: list[tuple[Bears, Bears]] = []
    if of_seed and (apart or _WHETHER.search(question)):
        found.append((of_the_seed, lambda pick: not of_the_seed(pick)))
    if len(named) > 1 and (apart or _EITHER.search(question)):
        one, other = named[0], named[1]
        found.append((lambda pick: pick.passage.source_id in one, lambda pick: pick.passage.source_id in other))
    if (apart or _EITHER.search(question)) and (two := sides(question)):
        bears = [lambda pick, side=side: _bears(side, pick, sources) for side in two]
        if apart or not any(bears[0](pick) and bears[1](pick) for pick in picks):  # a quote that tells of both compares
            found.append((bears[0], bears[1]))
    if apart:  # "the sources do not agree": the first two that have what is asked for
        told = [pick for pick in picks if not pick.further and holds_kind(question, pick.quote) > 0]
        found.append((lambda pick: pick in told, lambda pick: pick in told))
    return found


def _bears(side: Side, pick: Pick, sources: Mapping[str, Source]) -> bool:
    """True when a quote speaks for a side; for a year by itself, for that of its source tells when it was published."""
    source = sources[pick.passage.source_id]
    dated = all(word.isdigit() for word in side.words) and side.words <= keys(source.published)
    return side.borne_by(source, pick.quote) and not (dated and side.words.isdisjoint(keys(pick.quote)))
