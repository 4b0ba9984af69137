"""Small words that turn what a sentence says: all or some, before or after, because, first, plans to, reportedly.

Each belongs to a class with a few values. A claim may not have a value that its evidence lacks, nor leave out an
operator that its evidence puts on words which the claim repeats.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.grammar.function_words import PERIODS, TIMES
from rag.text import READ_AGAIN, content_words, words
from rag.types import Span, Status
from rag.verify.findings import Finding
from rag.verify.meaning.greater import CLAUSES, gravity, of_the_other
from rag.verify.meaning.sequence import same_sequence
from rag.verify.meaning.stances import CLAUSE_END
from rag.verify.words.synonyms import shared, synonymous

# Which way something went, in two words: "crept up", "was sharply down".
_GOES = "go|goes|going|went|gone|creeps?|creeping|crept|edge[sd]?|edging|inch(?:es|ed|ing)?|tick(?:s|ed|ing)?|nudge[sd]?|nudging|drift(?:s|ed|ing)?"
_IS = "(?:is|are|was|were|been|be) (?:(?:also|still|again|well|[a-z]+ly) )?"
# class, value, forms. Of the classes in _ADDED a value that only the claim has is a finding; of those in _DROPPED one
# that only the evidence has; of those in _TURNED one is a finding when the evidence has the class's other value.
_FORMS = (
    ("quantity", "all", "(?<!above )(?<!after )(?<!at )(?:(?<!in )all|all(?= (?:the |of )?[a-z]))(?! but)|every(?! (?:second|third|fourth|fifth|sixth|tenth|other|minute|hour|day|week|month|year)\\b)|each(?! (?:minute|hour|day|week|month|year)\\b)|everyone|everybody|entire|entirely|whole|wholly|completely|all of"),
    ("quantity", "most", "(?<!the )(?<!'s )(?<!its )(?<!their )(?<!two )(?<!three )(?<!second )(?<!third )(?<!(?<!found )at )most|majority|mostly|mainly|largely|chiefly|primarily|predominantly|principally"),
    ("quantity", "some", "some|several|certain|partly|partially|in part|(?:a )?(?:part|portion|share) of|a few|various|sometimes|occasionally"),
    ("quantity", "many", "many|numerous|often|frequently|commonly"),
    ("quantity", "few", "few(?!er)|hardly any|hardly ever|scarcely ever|rarely|seldom"),
    ("quantity", "only", "only|solely|exclusively|alone|nothing but"),
    ("quantity", "any", "any"),
    ("quantity", "both", "both|either"),
    ("quantity", "none", "none|nobody|no one"),
    ("quantity", "always", "always|invariably"),
    ("quantity", "usually", "usually|generally|typically"),
    ("order", "before", "before|prior to|earlier than|ahead of|until|till|up to"),
    ("order", "after", "after|following|later than|since|in the wake of"),
    ("cause", "because", "because(?: of)?|due to(?! (?:start|begin|finish|open|close|end|take|be|arrive|leave|return|run|launch|go|come|expire|reopen|resume|play|retire|appear|speak|vote|meet|move|happen|last)\\b)|owing to|thanks to|as a result(?: of)?|caused?|causing|led to|leading to|leads to|result(?:s|ed|ing)? (?:in|from)|"
     "(?<=, )so(?= (?!far|that|on|forth|called|many|much)\\w)|therefore|thus|hence|thereby|so that|on account of|in response to|triggered|prompted|brought about|which is why|consequently|blamed on|(?:dies?|died|dying|death) (?:of|from)"),
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
     "increase[sd]?|increasing|climb(?:s|ed)?|surge[sd]?|soar(?:s|ed)?|jump(?:s|ed)?|above|exceed(?:s|ed|ing)?|swell(?:s|ed|ing)?|swollen|spike[sd]?|rocket(?:s|ed|ing)?|upturn|uptick|"
     f"(?:{_GOES}|shoot|shoots|shooting|shot|scale[sd]?|scaling) up|{_IS}up(?! (?:to|for|against|there|and running)\\b)"),
    ("compared", "down", "less|fewer|lower|smaller|shorter|weaker|slower|lighter|younger|down from|(?:fall|falls|falling|fell|fallen)(?! (?:under|within|into|foul|due|ill|victim|upon|silent)\\b)|slip(?:s|ped|ping)?|dip(?:s|ped)?|sink|sinks|sank|sunk|shrink|shrinks|shrank|shrunk|"
     "decline[sd]?|declining|decrease[sd]?|decreasing|drop(?:s|ped)?|plunge[sd]?|below|slump(?:s|ed|ing)?|slid|plummet(?:s|ed|ing)?|dwindle[sd]?|dwindling|downturn|downtick|"
     f"(?:{_GOES}|come|comes|coming|came) down(?! (?:with|in favour|on the side)\\b)|scal(?:e[sd]?|ing) (?:back|down)|{_IS}down(?! (?:to|for|there|with)\\b)"),
)  # fmt: skip
_EVERYWHERE = frozenset(["is", "are", "was", "wer", "bee", "be"])  # beginnings that tell nothing
_BEGINNING = 3  # letters of a word by which it is known that a class may be there, and its pattern is worth trying
_OPERATORS = tuple(
    (name, value, re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])"), frozenset(w[:_BEGINNING] for w in re.findall(r"[a-z]+", forms)) - _EVERYWHERE)
    for name, value, forms in _FORMS
)  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_PLACE = re.compile(
    r"(?i:lower|higher|greater|larger|smaller|longer|older|younger) [A-Z][a-z]"
)  # "the lower Wend", "Greater Leeds"
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


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that turns the sense of others: its class, its value and where it stands."""

    kind: str
    value: str
    text: str
    span: Span


def operators(text: str, skip: tuple[Span, ...] = ()) -> tuple[Operator, ...]:
    """The operators of ``text`` in order; those that overlap ``skip`` (figures with the words that widen them) are none."""
    return tuple(o for o in _all(text) if not any(s.overlaps(o.span) for s in skip))


@lru_cache(maxsize=READ_AGAIN)
def _all(text: str) -> tuple[Operator, ...]:
    lower = text.lower()
    plain = lower if len(lower) == len(text) else text  # small letters once for all is much faster than ignoring case
    there = {word[:_BEGINNING] for word in _WORD.findall(plain)}
    found = [
        Operator(kind, value, text[m.start() : m.end()], Span(m.start(), m.end()))
        for kind, value, pattern, beginnings in _OPERATORS
        if not there.isdisjoint(beginnings)
        for m in pattern.finditer(plain)
        if kind != "compared" or not _PLACE.match(text, m.start())
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
        if key in said and not more and not _of_other_things(o, claim, theirs, best):
            continue
        rival = _rival(o, own, claim, best, theirs)
        if o.kind == "compared" and _said_so(o, claim, best, theirs):
            continue
        if key == ("rank", "main") and ("quantity", "most") in anywhere:
            continue  # "the main reason" for "mainly due to"
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
            turned = o.kind == "order" or (o.kind == "compared" and not of_the_other(o.text, claim, best))
            out.append(
                Finding(
                    Status.CONTRADICTED if turned else Status.NOT_CONFIRMED,
                    f"the claim says “{o.text}” where the source says “{rival.text}”",
                )
            )
        elif o.kind in _ADDED and (key not in anywhere or more or key in said) and key not in _LESS_SAID:
            out.append(Finding(Status.NOT_CONFIRMED, f"the claim says “{o.text}”; the source does not"))
    repeated = [w.text for w in words(claim)]
    for o in theirs:
        if o.value == "most" and ("rank", "main") in own:
            continue  # "the main reason" for "mainly due to"
        if (o.kind, o.value) in _DROPPED and (o.kind, o.value) not in own and not _same_class(o, mine):
            follows = [w.text for w in content_words(best[o.span.end :])][:2]
            if o.value == "only" and re.match(
                r"\s+(?:an?\s|\d|two|three|four|five|six|seven|eight|nine|ten)", best[o.span.end :]
            ):
                continue
            other = o.value in ("average", "median") and _other_figure(best, o.span, repeated)
            if follows and not other and all(any(synonymous(f, r) for r in repeated) for f in follows):
                out.append(Finding(Status.NOT_CONFIRMED, f"the source says “{o.text}”; the claim leaves it out"))
    return out[:3]


def check_compared(claim: str, best: str, skip: tuple[Span, ...], skip_best: tuple[Span, ...]) -> list[Finding]:
    """A finding where of the words that tell which way something went those nearest to the claim's in sense are of the other way."""
    mine, theirs = (
        tuple(o for o in operators(t, s) if o.kind == "compared") for t, s in ((claim, skip), (best, skip_best))
    )
    ways = {o.value for o in mine}
    for o in mine if len(ways) == 1 else ():
        there = _of_same(claim, o.span, best, theirs)
        if not there or o.value in {t.value for t in there}:
            continue
        if o.value in {t.value for t in theirs} or not _said_so(o, claim, best, theirs):
            both = any(t.value == o.value and _may_be_meant(t, there[0], best, claim) for t in theirs)
            reason = f"the claim says “{o.text}” where the source says “{there[0].text}”"
            return [Finding(Status.NOT_CONFIRMED if both else gravity(o.text, claim, best), reason)]
    return []


def _of_other_things(o: Operator, claim: str, theirs: Sequence[Operator], best: str) -> bool:
    """True for "all" of what the source has, and says it of something else only: "every district" of "in every poll ... in two districts"."""
    if o.kind != "quantity" or o.value != "all":
        return False
    noun = next((w.text for w in content_words(claim[o.span.end :])), "")
    if not noun or not any(synonymous(noun, w.text) for w in words(best)):
        return False
    near = (
        [w.text for w in content_words(best[t.span.end :])][:3]
        for t in theirs
        if (t.kind, t.value) == (o.kind, o.value)
    )
    return not any(synonymous(noun, w) for some in near for w in some)


def _may_be_meant(same: Operator, nearest: Operator, best: str, claim: str) -> bool:
    """True where the source also has a word of the claim's own way, in one clause with the ``nearest`` ("rose before it fell"), or in a clause
    of which the claim has as much as of that."""
    first, last = sorted((same.span, nearest.span), key=lambda span: span.start)
    if CLAUSES.search(best[first.end : last.start]) is None:
        return True
    here, there = ({w.text for w in content_words(_clause_at(best, o.span))} for o in (same, nearest))
    skip = {w.text for o in (same, nearest) for w in words(o.text)}
    mine = {w.text for w in content_words(claim)} - skip - PERIODS - TIMES
    return shared(mine, here - there - skip) >= max(1, shared(mine, there - here - skip))


def _clause_at(text: str, span: Span) -> str:
    begins = max((m.end() for m in CLAUSES.finditer(text, 0, span.start)), default=0)
    ends = CLAUSES.search(text, span.end)
    return text[begins : ends.start() if ends else len(text)]


def _of_same(claim: str, span: Span, best: str, theirs: Sequence[Operator]) -> list[Operator]:
    """Those of the source's operators that share most words around them with the claim's one: with what it is said of, if that stands
    before it."""
    before = [w.text for w in content_words(CLAUSE_END.split(claim[: span.start])[-1])]
    mine = before or _company(claim, span)
    near = [sum(any(synonymous(m, n) for n in _company(best, t.span)) for m in mine) for t in theirs]
    return [t for t, n in zip(theirs, near, strict=True) if n and n == max(near)]


def _rival(
    o: Operator, own: Collection[tuple[str, str]], claim: str, best: str, theirs: Sequence[Operator]
) -> Operator | None:
    """The operator of the source that stands in the place of ``o`` and that the claim does not have; None without one."""
    there = (t for t in theirs if t.kind == o.kind and (t.kind, t.value) not in own)
    near = o.kind in ("compared", "rank", "order")
    return next((t for t in there if not near or _same_company(claim, o.span, best, t.span)), None)


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
    before = _before(text, span)
    after = CLAUSE_END.split(text[span.end :], maxsplit=1)[0]
    near = [w.text for w in content_words(before)][-3:] + [w.text for w in content_words(after)][:3]
    return [w for w in near if not w[0].isdigit() and w not in _MEASURES]


def _before(text: str, span: Span) -> str:
    """What stands before an operator in its clause, in front of an insertion where that parts them: "landings, mostly by truck, fell"."""
    clauses = CLAUSE_END.split(text[: span.start])
    inserted = len(clauses) > _WITH_INSERTION and not content_words(clauses[-1])
    return clauses[-1 - _WITH_INSERTION] if inserted else clauses[-1]


_WITH_INSERTION = 2  # pieces behind what the verb belongs to: the insertion, and what is left before the verb
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
