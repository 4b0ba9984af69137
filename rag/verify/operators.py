"""Small words that turn what a sentence says: all or some, before or after, because, first, plans to, reportedly.

Each belongs to a class with a few values. A claim may not have a value that its evidence lacks, nor leave out an
operator that its evidence puts on words which the claim repeats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.text import READ_AGAIN, content_words, fold, words
from rag.types import Span, Status
from rag.verify.findings import Finding
from rag.verify.negation import hedges
from rag.verify.sequence import same_sequence
from rag.verify.synonyms import synonymous

# class, value, forms. Of the classes in _ADDED a value that only the claim has is a finding; of those in _DROPPED one
# that only the evidence has; of those in _TURNED one is a finding when the evidence has the class's other value.
_FORMS = (
    ("quantity", "all", "(?<!above )(?<!after )(?<!at )(?:(?<!in )all|all(?= (?:the |of )?[a-z]))(?! but)|every(?! (?:second|third|fourth|fifth|sixth|tenth|other|minute|hour|day|week|month|year)\\b)|each(?! (?:minute|hour|day|week|month|year)\\b)|everyone|everybody|entire|entirely|whole|wholly|completely|all of"),
    ("quantity", "most", "(?<!the )(?<!'s )(?<!its )(?<!their )(?<!two )(?<!three )(?<!second )(?<!third )(?<!(?<!found )at )most|majority|mostly|mainly|largely|chiefly|primarily|predominantly|principally"),
    ("quantity", "some", "some|several|certain|partly|partially|in part|(?:a )?(?:part|portion|share) of|a few|various|sometimes|occasionally"),
    ("quantity", "many", "many|numerous|often|frequently|commonly"),
    ("quantity", "few", "few(?!er)|hardly any|rarely|seldom"),
    ("quantity", "only", "only|solely|exclusively|alone|nothing but"),
    ("quantity", "any", "any"),
    ("quantity", "both", "both|either"),
    ("quantity", "none", "none|nobody|no one"),
    ("quantity", "always", "always|invariably"),
    ("quantity", "usually", "usually|generally|typically"),
    ("order", "before", "before|prior to|earlier than|ahead of|until|till|up to"),
    ("order", "after", "after|following|later than|since|in the wake of"),
    ("cause", "because", "because(?: of)?|due to(?! (?:start|begin|finish|open|close|end|take|be|arrive|leave|return|run|launch|go|come|expire|reopen|resume|play|retire|appear|speak|vote|meet|move|happen|last)\\b)|owing to|thanks to|as a result(?: of)?|caused?|causing|led to|leading to|leads to|result(?:s|ed|ing)? (?:in|from)|"
     "(?<=, )so(?= (?!far|that|on|forth|called|many|much)\\w)|therefore|thus|hence|thereby|so that|on account of|in response to|triggered|prompted|brought about|which is why|consequently|blamed on"),
    ("rank", "first", "first(?! of all)|earliest|initial"),
    ("rank", "second", "second(?!-hand)|runner-up"),
    ("rank", "third", "third"),
    ("rank", "fourth", "fourth"),
    ("rank", "last", "last|final|latest|most recent"),
    ("rank", "largest", "largest|biggest|greatest|widest|deepest|tallest|hottest|busiest|steepest|most expensive|highest|brightest|strongest|longest|richest|heaviest|fastest|best|oldest|maximum|record"),
    ("rank", "smallest", "smallest|lowest|faintest|weakest|shortest|poorest|lightest|slowest|worst|youngest|minimum|least(?<!at least)"),
    ("rank", "main", "main|primary|principal|chief|leading|key|foremost|dominant"),
    ("rank", "minor", "minor|secondary|subordinate|negligible|marginal"),
    ("rank", "median", "median"),
    ("rank", "average", "average|mean"),
    ("compared", "up", "more(?= than)|more|higher|larger|greater|bigger|longer|stronger|faster|heavier|older|up from|rise|rises|rising|rose|risen|grow|grows|grew|grown|growth|"
     "increase[sd]?|increasing|climb(?:s|ed)?|surge[sd]?|soar(?:s|ed)?|jump(?:s|ed)?|above|exceed(?:s|ed|ing)?"),
    ("compared", "down", "less|fewer|lower|smaller|shorter|weaker|slower|lighter|younger|down from|fall|falls|falling|fell|fallen|shrink|shrinks|shrank|shrunk|"
     "decline[sd]?|declining|decrease[sd]?|decreasing|drop(?:s|ped)?|plunge[sd]?|below"),
)  # fmt: skip
_OPERATORS = tuple(
    (name, value, re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)) for name, value, forms in _FORMS
)
_ADDED = {"quantity", "cause", "rank"}
_LESS_SAID = {
    ("quantity", "some"),
    ("quantity", "many"),
    ("quantity", "usually"),
    ("quantity", "both"),
    ("quantity", "any"),
}
_DROPPED = {("quantity", v) for v in ("most", "some", "many", "few", "usually", "only")} | {
    ("rank", v) for v in ("minor", "second", "third", "fourth", "median", "average", "smallest")
}
# Somebody's wish, plan or opinion: what follows has not therefore happened.
_STANCE = re.compile(
    r"(?<![\w-])(?P<word>plan(?:s|ned|ning(?! (?:office|permission|committee|authority|department|commission)))?|intend(?:s|ed)?|promis(?:e|es|ed|ing)|pledg(?:e|es|ed)|vow(?:s|ed)?|agree[sd]?|"
    r"propos(?:e|es|ed|al)|recommend(?:s|ed|ation)?|urg(?:e|es|ed)|want(?:s|ed)?|hop(?:e|es|ed)|seek(?:s)?|sought|aim(?:s|ed)?|"
    r"expect(?:s|ed)?|due to(?= (?:start|begin|finish|open|close|end|take|be|arrive|leave|return|run|launch|go|come|meet|move)\b| \w+ (?:in|on|by|the)\b)|set to|scheduled to|calls? for|called for|ask(?:s|ed)?(?= \w+ (?:\w+ )?to\b)|asked for|"
    r"requir(?:e|es|ed)|(?:has|have|had|needs?) to(?= [a-z])|undertak(?:e|es|en|ing)|undertook|going to|try|tries|tried|attempt(?:s|ed)?|threaten(?:s|ed)?|consider(?:s|ed|ing)?|believ(?:e|es|ed)|"
    r"concerned(?= (?:that|about))|fear(?:s|ed)?|suspect(?:s|ed)?|order(?:s|ed)?(?= \w+ (?:\w+ )?to\b)|instruct(?:s|ed)|oblig(?:es|ed)|invit(?:es|ed)|encourag(?:es|ed)|demand(?:s|ed)?|would|should|will|shall|must|can|could|may|might|"
    r"(?:is|are|was|were) to(?= [a-z]+)|advis(?:e|es|ed)|in connection with|accus(?:ed|es?) of|charged with|suspected of|on suspicion of|hoping|if|unless)(?![\w-])",
    re.IGNORECASE,
)
_REACH = 5  # words behind a stance that it is about


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that turns the sense of others: its class, its value and where it stands."""

    kind: str
    value: str
    text: str
    span: Span


def operators(text: str, skip: tuple[Span, ...] = ()) -> tuple[Operator, ...]:
    """The operators of ``text`` in order; those that overlap ``skip`` (figures with the words that widen them) are none."""
    return tuple(o for o in _all(text) if not any(s.start < o.span.end and o.span.start < s.end for s in skip))


@lru_cache(maxsize=READ_AGAIN)
def _all(text: str) -> tuple[Operator, ...]:
    found = [
        Operator(kind, value, m.group(), Span(m.start(), m.end()))
        for kind, value, pattern in _OPERATORS
        for m in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda o: o.span.start))


def check_operators(
    claim: str, best: str, whole: str, skip: tuple[Span, ...], skip_best: tuple[Span, ...]
) -> list[Finding]:
    """What the claim's small words say beyond ``best``, its evidence sentence; ``whole``: all the cited words."""
    mine, theirs = operators(claim, skip), operators(best, skip_best)
    said = {(o.kind, o.value) for o in theirs}
    anywhere = {(o.kind, o.value) for o in operators(whole)}
    own = {(o.kind, o.value) for o in mine}
    out: list[Finding] = []
    for o in mine:
        key = (o.kind, o.value)
        more = o.kind == "cause" and sum(m.kind == "cause" for m in mine) > sum(t.kind == "cause" for t in theirs)
        if key in said and not more:
            continue
        rival = next(
            (
                t
                for t in theirs
                if t.kind == o.kind
                and (t.kind, t.value) not in own
                and (o.kind not in ("compared", "rank") or _same_company(claim, o.span, best, t.span))
            ),
            None,
        )
        if o.kind == "compared" and _said_so(o, claim, best, theirs):
            continue
        if o.kind == "order" and same_sequence(claim, best):
            continue  # "B after A" for "A before B"
        if o.value == "only" and re.match(
            r"\s+(?:an?\s|\d|two|three|four|five|six|seven|eight|nine|ten)", claim[o.span.end :]
        ):
            continue  # "only 84 percent" weighs the figure and adds nothing to it
        causal = _CAUSAL.search(whole) if o.kind == "cause" else None
        if causal and not any(synonymous(causal.group().casefold(), w.text) for w in words(claim)):
            continue  # the claim says "because" in its place
        if rival is not None and o.kind in ("order", "rank", "compared", "quantity"):
            out.append(
                Finding(
                    Status.CONTRADICTED if o.kind in ("order", "compared") else Status.PARTLY,
                    f"the claim says “{o.text}” where the source says “{rival.text}”",
                )
            )
        elif o.kind in _ADDED and (key not in anywhere or more) and key not in _LESS_SAID:
            out.append(Finding(Status.PARTLY, f"the claim says “{o.text}”; the source does not"))
    repeated = [w.text for w in words(claim)]
    for o in theirs:
        if (o.kind, o.value) in _DROPPED and (o.kind, o.value) not in own and not _same_class(o, mine):
            follows = [w.text for w in content_words(best[o.span.end :])][:2]
            if o.value == "only" and re.match(
                r"\s+(?:an?\s|\d|two|three|four|five|six|seven|eight|nine|ten)", best[o.span.end :]
            ):
                continue
            other = o.value in ("average", "median") and _other_figure(best, o.span, repeated)
            if follows and not other and all(any(synonymous(f, r) for r in repeated) for f in follows):
                out.append(Finding(Status.PARTLY, f"the source says “{o.text}”; the claim leaves it out"))
    return out[:3]


def _said_so(o: Operator, claim: str, best: str, theirs: tuple[Operator, ...]) -> bool:
    """True when the source has the comparison in another word: "shortened" for "shorter", "a record" for "more than ever"."""
    extreme = {"up": "largest", "down": "smallest"}.get(o.value, "")
    own = {w.text for w in words(o.text)}
    ever = re.search(r"\b(?:ever|never|record|since)\b", claim, re.IGNORECASE) is not None
    return (ever and any(t.value == extreme for t in theirs)) or any(
        synonymous(a, w.text) for a in own for w in words(best) if len(a) > _SHORT
    )


_ORDINALS = ("second", "third", "fourth")
_SHORT = 4  # letters; "more" and "less" themselves tell nothing
# What the source may say instead of "because".
_CAUSAL = re.compile(
    r"\b(?:allow(?:s|ed|ing)?|lets?|enabl(?:e|es|ed|ing)|forc(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|put(?:s|ting)? .{3,60}? down to|owed to|made? it|arguing|(?:started|sparked|set off) by|"
    r"attribut(?:e|es|ed|ing)|contribut(?:e|es|ed|ing)|mean(?:s|t) that|reasons?)\b",
    re.IGNORECASE,
)


def _same_company(a: str, span_a: Span, b: str, span_b: Span) -> bool:
    """True when two operators stand near words of one sense."""
    mine, theirs = _company(a, span_a), _company(b, span_b)
    return not mine or not theirs or any(synonymous(x, y) for x in mine for y in theirs)


def _company(text: str, span: Span) -> list[str]:
    """The content words next to an operator, three on each side in its clause."""
    before = _CLAUSE_END.split(text[: span.start])[-1]
    after = _CLAUSE_END.split(text[span.end :], maxsplit=1)[0]
    near = [w.text for w in content_words(before)][-3:] + [w.text for w in content_words(after)][:3]
    return [w for w in near if not w[0].isdigit() and w not in _MEASURES]


_MEASURES = frozenset(
    ["million", "billion", "thousand", "hundred", "percent", "dollars", "euros", "pounds", "points", "cents", "tonnes"]
)


def _other_figure(best: str, span: Span, repeated: list[str]) -> bool:
    """True when an operator of the source stands beside a figure that the claim does not have."""
    near = re.findall(r"\d[\d.,]*", best[max(0, span.start - 25) : span.end + 25])
    return any(n.rstrip(".,").replace(",", "") not in {r.replace(",", "") for r in repeated} for n in near)


def _same_class(o: Operator, others: tuple[Operator, ...]) -> bool:
    """True when the claim has another operator in the place of ``o``; "largest" is none in the place of "third largest"."""
    return any(
        other.kind == o.kind and not (o.value in _ORDINALS and other.value in ("largest", "smallest"))
        for other in others
    )


def check_stance(claim: str, best: str) -> list[Finding]:
    """A finding when the source only plans, wishes, allows or supposes what the claim states."""
    mine = {_stance_kind(m.group("word")) for m in _STANCE.finditer(claim)}
    if hedges(claim):
        mine |= _OPEN
    repeated = [w.text for w in words(claim)]
    for match in _STANCE.finditer(best):
        word = match.group("word").casefold()
        kind = _stance_kind(word)
        if kind in mine or (kind in _OPEN and mine & _OPEN) or any(kind in c and mine & c for c in _CLASSES):
            continue
        if (kind in _FUTURE and mine) or (word in _CHARGES and _CHARGED.search(claim)):
            continue
        if any(synonymous(word, r) for r in repeated) or not governs(best, match.end(), claim):
            continue
        return [Finding(Status.PARTLY, f"the source says “{match.group('word')}”; the claim states it as done")]
    return []


def governs(text: str, end: int, claim: str) -> bool:
    """True when the claim repeats half of what stands behind ``end`` in the same clause of ``text``."""
    clause = _CLAUSE_END.split(text[end:], maxsplit=1)[0]
    follows = [w.text for w in content_words(clause)][:_REACH]
    repeated = {w.text for w in words(claim)}
    if any(f[0].isdigit() and f not in repeated for f in follows):
        return False  # it is about another figure or year
    return bool(follows) and 2 * sum(any(synonymous(f, r) for r in repeated) for f in follows) >= len(follows)


_CLAUSE_END = re.compile(
    r"[.;:](?:\s|$)|,\s|\s(?:but|which|who|while|whereas|although|though|because|if|unless|once)\s"
)
_OPEN = {"will", "would", "should", "must", "can", "could", "may", "might", "to", "plan", "expect"}
_FUTURE = {"will", "would", "should", "to"}
_CHARGES = {"in connection with", "accused of", "charged with", "suspected of", "on suspicion of"}
_CHARGED = re.compile(r"\b(?:arrest|charg|accus|suspect|detain|custody|alleg|indict|trial)\w*", re.IGNORECASE)
# Stances that stand for one another: a wish is no opinion and neither is a plan.
_CLASSES = (
    {"plan", "promi", "pledg", "vow", "vowed", "aim", "aims", "aimed", "will", "to", "agree", "agreed", "agrees", "is to", "expec"},
    {"propo", "recom", "urge", "urges", "urged", "want", "wants", "hope", "hopes", "hoped", "seek", "seeks", "sough", "ask",
     "asks", "asked", "call ", "calls", "calle", "deman", "encou", "invit", "shoul", "consi"},
    {"belie", "suspe", "fear", "fears", "feare", "consi", "conce"},
    {"order", "instr", "oblig", "requi", "must", "shoul", "to"},
    {"can", "may", "could", "might", "to", "allow"},
)  # fmt: skip


def _stance_kind(word: str) -> str:
    """One name for the forms of a stance."""
    plain = word.casefold()
    if plain.endswith(" to") and plain.split()[0] in {"is", "are", "was", "were"}:
        return "to"
    if plain in ("has to", "have to", "had to", "need to", "needs to"):
        return "must"
    if plain.startswith("undert"):
        return "promi"
    if plain in ("shall", "going to"):
        return "will"
    for base in ("plan", "intend", "expect", "scheduled", "set", "due"):
        if plain.startswith(base[:5]):
            return "plan"
    return plain[:5]


_FORBIDDEN = re.compile(
    r"\b(?:prohibit|forbid|forbad|ban|bar|outlaw|only|allow|permit|entitl)\w*", re.IGNORECASE
)  # "may not"


def check_hedged(claim: str, best: str) -> list[Finding]:
    """A finding for a hedge that only the claim has, when its source states the matter plainly."""
    weak = hedges(claim)
    if (
        not weak
        or hedges(best)
        or any(w in best for w in _CHARGES)
        or _FORBIDDEN.search(best)
        or re.search(r"\b(?:will|would|should|shall|can|expected|plans?|to be)\b", best)
    ):
        return []
    told = fold(best).text
    loose = [h for h in weak if fold(h.text).text not in told]
    return [Finding(Status.PARTLY, f"the claim says “{loose[0].text}”; the source states it plainly")] if loose else []
