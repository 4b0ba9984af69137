"""A verb that only its auxiliary stands for: of "papers in print count; those under review do not", that papers under review do not count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.grammar.function_words import PREPOSITIONS, PRONOUNS, RELATIVE, STOPS, SUBORDINATE
from rag.grammar.verb_forms import base, lemma, participle, past, thirds
from rag.grammar.verbs import acting, spans, tokens
from rag.text import READ_AGAIN, words
from rag.types import Span
from rag.verify.words.gapped import CONTRAST
from rag.verify.words.synonyms import synonymous

_DO = ("do", "does", "did")
_CLASSES = (
    _DO, ("is", "are", "was", "were"), ("has", "have", "had"), ("can", "could"), ("may", "might"), ("will", "would"), ("must",),
    ("should",), ("shall",),
)  # fmt: skip
_AUX = "|".join(word for some in _CLASSES for word in some)
_CUT = re.compile(
    r";\s+(?:(?:but|and|while|whereas)\s+)?|,\s+(?:(?:but|and|while|whereas|although|though)\s+)?|\s+(?:but|and|while|whereas)\s+"
)
_LEFT_OUT = re.compile(
    rf"(?P<who>[^,;:.]{{1,80}}?)\s(?P<aux>{_AUX})(?P<no>\s+not|n['’]t)?(?:\s+(?:so|either|too))?\s*[.!]?", re.IGNORECASE
)
_NOR = re.compile(rf"(?P<how>neither|nor|so)\s+(?P<aux>{_AUX})\s+(?P<who>[^,;:.]{{1,80}}?)\s*[.!]?", re.IGNORECASE)
_MAY_LEAVE_OUT = re.compile(
    rf"\b(?:{_AUX})(?:\s+not|n['’]t)?(?:\s+(?:so|either|too))?\s*[.!;,]?\s*$|\b(?:neither|nor|so) (?:{_AUX}) ",
    re.IGNORECASE,
)
_NO = re.compile(r"\s*(?:not|never)\b\s*|n['’]t\b\s*", re.IGNORECASE)
_THOSE = re.compile(r"(?:those|the ones)\b", re.IGNORECASE)
_NAMES_NOTHING_WORDS = """
    the a an that who which those these this have has had been be is are was were not but and or yet still one ones their its his her
"""
_NAMES_NOTHING = frozenset(_NAMES_NOTHING_WORDS.split())
_NO_SUBJECT = SUBORDINATE - PREPOSITIONS - {"before", "after"} | {"to", "as"}
_SOME = frozenset(["some", "other", "others"])  # "others" may be called "some"


@dataclass(frozen=True, slots=True)
class _Elided:
    """A sentence in two: all of it up to the clause that leaves its verb out, that clause in full, and what only each of them is about."""

    before: str
    after: str
    of_first: frozenset[str]
    of_second: frozenset[str]


def of_elided(claim: str, sentence: str) -> str:
    """What ``sentence`` says of the one of two that ``claim`` names, the verb that it leaves out put in; both in full for a claim about both."""
    told = _elided(sentence) if _MAY_LEAVE_OUT.search(sentence) else None
    if told is None:
        return sentence
    said = [w.text for w in words(claim)]
    first, second = (any(synonymous(w, s) for w in some for s in said) for some in (told.of_first, told.of_second))
    if first and second:
        return f"{told.before}; {told.after}"
    return f"{told.before}." if first else told.after if second else sentence


@lru_cache(maxsize=READ_AGAIN)
def _elided(sentence: str) -> _Elided | None:
    """The two clauses of a sentence the second of which leaves its verb out; None where none does."""
    cuts = list(_CUT.finditer(sentence))
    for cut in reversed(cuts):
        piece = sentence[cut.end() :]
        match = _NOR.fullmatch(piece) or _LEFT_OUT.fullmatch(piece)
        if match is None or not _names(match["who"]):
            continue
        opened = max((m.end() for m in cuts if m.end() < cut.start() and ";" in m.group()), default=0)
        first = sentence[opened : cut.start()].rstrip(" ,")
        verb = _left_out(first, match["aux"].casefold())
        if verb is None:
            return None
        what, denies = verb
        named = first[: what.start].strip()
        who = _named(match["who"], named)
        no = _denied(match, denies)
        mine, theirs = ({w.text for w in words(text)} - _NAMES_NOTHING for text in (named, who))
        theirs |= _SOME if theirs & _SOME else set()
        after = f"{who} {match['aux']}{no} {_plain(what.of(first), match['aux'].casefold())}."
        before = sentence[: cut.start()].rstrip(" ,")
        return _Elided(before, after, frozenset(mine - theirs), frozenset(theirs - mine))
    return None


def _names(who: str) -> bool:
    """True for the words of a subject alone: no verb, no pronoun that ends it, nothing that is compared ("more than it did")."""
    plain = [t.text for t in tokens(who)]
    if not plain or plain[-1] in PRONOUNS - {"one"} or past(plain[0]) or acting(who):
        return False
    return not any(t in _NO_SUBJECT for t in plain)


def _denied(match: re.Match[str], denies: bool) -> str:
    """ " not" where the clause with the auxiliary alone denies: "did not", "neither did", and "nor" likewise."""
    groups = match.groupdict()
    if how := groups.get("how"):
        return " not" if how.casefold() != "so" or denies else ""
    return " not" if groups.get("no") else ""


def _left_out(first: str, aux: str) -> tuple[Span, bool] | None:
    """Where what is left out stands in the first clause, from its verb on, without an auxiliary that stays; and whether that is denied there."""
    own = next(some for some in _CLASSES if aux in some)
    helpers = list(re.finditer(rf"\b(?:{'|'.join(own)})\b", first, re.IGNORECASE))
    if helpers:
        at = helpers[-1]
        return Span(at.start(), len(first)), bool(_NO.match(first, at.end()))
    if aux not in _DO:
        return None
    found = [v for v in acting(first) if " " not in v.of(first) and v.start]
    found = [v for v in found if aux == "did" or not past(v.of(first).casefold())]
    if found:
        return Span(found[-1].start, len(first)), False
    places, plain = spans(first), tokens(first)
    for last in range(len(plain) - 1, 0, -1):
        if plain[last].text in thirds() or (base(plain[last].text) and last == len(plain) - 1):
            return Span(places[last].start, len(first)), False
    return None


def _plain(what: str, aux: str) -> str:
    """What is left out, as it stands behind the auxiliary: "pass the test" for "passed the test", "be" of nothing."""
    first, _, rest = what.partition(" ")
    if any(first.casefold().removesuffix("n't").removesuffix("n’t") in some for some in _CLASSES):
        return _NO.sub("", rest, count=1) if _NO.match(rest) else rest
    return f"{lemma(first.casefold())} {rest}".strip() if aux in _DO else what


def _named(who: str, first: str) -> str:
    """The second subject with the noun of the first, where it has none: "papers under review" for "those under review"."""
    noun = _noun(first)
    if not noun:
        return who
    if _THOSE.match(who):
        return _THOSE.sub(lambda _: noun, who, count=1)
    plain = [w.text for w in words(who)]
    if plain in (["others"], ["the", "others"], ["some"]):
        return f"{plain[-1].removesuffix('s')} {noun}"
    contrasts = plain and (plain[-1] in CONTRAST or plain[-1].endswith("ern") or plain[-1] in ("one", "ones"))
    if "the" in plain[:-1] and contrasts:
        own = who.rsplit(None, 1)[0] if plain[-1] in ("one", "ones") else who
        return f"{own} {noun}"
    return who


def _noun(first: str) -> str:
    """The noun of a subject: "papers" of "papers that have been accepted"."""
    out, plain = "", tokens(first)
    for at, token in enumerate(plain[2 * (len(plain) > 1 and plain[1].text == "of") :]):  # "most of the singers"
        text = token.text
        if text in PREPOSITIONS or text in RELATIVE or text in STOPS or text == "of" or (at and participle(text)):
            break
        out = text
    return "" if out in PRONOUNS else out
