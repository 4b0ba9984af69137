"""A follow-up as the question it stands for: "what about heroin?" after "How much fentanyl was seized?" asks the same of heroin.

By rules, without a model. What is put in the place of what is found by likeness of meaning; where nothing is alike, or the
follow-up is a question of its own, it stands after the one before it, as it was typed. "Is that true?" is asked of what was quoted first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from rag.answer.antecedent import spelled_out
from rag.answer.antecedent_abroad import named_in
from rag.answer.numbered import numbered, of_another_number
from rag.answer.placed import in_its_place
from rag.answer.put_es import may_be_thing, put_es
from rag.content import MONTHS, content, in_frame
from rag.gloss import gloss
from rag.glossary import cut
from rag.pointing import pointers
from rag.question import Turn, language_of, leans
from rag.tokens import STOP, is_cjk
from rag.year_meant import in_its_year

Likeness = Callable[[str, Sequence[str], str], Sequence[float]]  # words, others, their language: cosines
DEEP = 5  # turns of a conversation that are looked back
ENOUGH = 3  # words of matter, from which a question that leaned needs the one before it no longer
LONG = 5  # words of a follow-up that names something and asks nothing of its own
# Cosines from which one thing may take another's place, in English and in other languages.
ALIKE, ALIKE_ABROAD = 0.25, 0.15

_YEAR = r"(?:FY ?['’]?\d\d(?!\d)|(?:FY ?|fiscal (?:year )?)?(?:19|20)\d\d)"
_MONTH = r"(?:(?:\d{1,2} )?(?:early|late|mid|january|february|march|april|may|june|july|august|september|october|november|december)[ -])?(?:\d{1,2},? )?"
_PERIOD = re.compile(
    rf"(?:19|20)\d\d年|\b(?:(?:between|from) {_MONTH}{_YEAR} (?:and|to) {_MONTH}{_YEAR}|"
    rf"(?:in |on |during |for |back in |en )?{_MONTH}{_YEAR}(?:(?: ?[-–] ?| (?:and|or|to|y) ){_YEAR})?)(?!\d)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^\W*(?:(?:and|but|so|or|ok|okay|what about|how about|what of|y|pero|qué hay de|qué tal)\b[\s,]*|那么?|而)+", re.IGNORECASE
)  # fmt: skip
_ENDS = re.compile(r"的?(?: (?:then|instead|too|as well|though|please))?[\s?？.!呢¿]*$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"^(in|from|at|by|to|into|through|on|for|among|under|with|without|against|about|of|during|en|de|por|para)\s+(?=\S)",
    re.IGNORECASE,
)
_ECHO = re.compile(
    r"\W*(?:(?:and|but|so|y) )*(?:(?P<who>who (?:says|said|claims|claimed) (?:so|that|this|it)|says who|according to (?:whom|who)|(?:what(?:'s| is) (?:the|your) )?"
    r"(?:sources?|evidence|proof)|how do (?:you|we) know(?: (?:that|this))?|prove it|where (?:does it say|do you get) (?:that|this|so)(?: from)?|quién lo dice|谁说的|来源)|"
    r"is (?:that|this|it) (?:really |actually )?(?:true|right|correct|so|a fact|accurate)|(?:are you )?(?:really )?sure(?: about (?:that|this|it))?|really|"
    r"(?:¿ ?)?es (?:eso )?(?:cierto|verdad)|(?:estás )?segur[oa]|真的吗|确定吗|是真的吗)\W*(?:呢)?\W*",
    re.IGNORECASE,
)  # fmt: skip
_AGREES = re.compile(
    r"\W*(?:(?:and|but|so) )*(?P<aux>do|does|did|would) (?P<who>(?:the )?(?:[\w.&'’-]+ ){0,4}?[\w.&'’-]+) (?:also )?(?:agree|disagree|concur|dispute|confirm|deny|accept|contest|say so|say the same)"
    r"(?: (?:with (?:that|this|it)|that|this|it|so|on (?:that|this|it)))?\W*",
    re.IGNORECASE,
)  # fmt: skip
_QUOTED = re.compile(r"“([^“”]{20,300})”\s?\[\d+\]")  # the first quote of an answer, before its number
_TRUE = {"en": "Is it true that {}?", "es": "¿Es cierto que {}?", "zh": "{}，是真的吗？"}
_DOCUMENT = re.compile(
    r"\b(?:the|this|that) (?:[\w'’-]+ ){0,3}?(?:report|brief|article|paper|study|statement|seed|story|release|survey|minutes|document)\b", re.IGNORECASE
)  # fmt: skip
# Beside a period of its own "the first one" is what was asked about, of that time.
_SAME = re.compile(
    r"(?:(?:the|that|this) )?(?:(?:very )?(?:first|second|last|earlier|later|next|previous|original|newer|older|latest|other) )?ones?",
    re.IGNORECASE,
)
_NAMES_OF_MONTHS = "|".join(month.capitalize() for month in MONTHS)
_MONTH_ALONE = re.compile(rf"(?:[Tt]he |[Ii]n )?({_NAMES_OF_MONTHS})(?: (?:one|report|version|figures?))?")
_MONTH_OF = re.compile(rf"\b(?:{_NAMES_OF_MONTHS})\b(?= (?:\d{{1,2}},? )?(?:19|20)\d\d)")
_NAMED_ONE = re.compile(r"[Tt]he ([A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*) one")
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_ARTICLE_ES = re.compile(r"^(?:el|la|los|las|un|una) ", re.IGNORECASE)
_TELLER = re.compile(r", according to ([^,?]+)\?$")
_SUBJECT = re.compile(
    r"^\W*\w+(?: \w+){0,2}? (?:did|does|do|has|have|is|are|was|were) ((?:the )?[A-Z][\w.&-]*(?: (?:[A-Z][\w.&-]*|\d{1,3}))*|the \w+)\b"
)
# "What did the Chinese embassy say?", of Mexico: whoever is named says it, not an embassy of that name.
_BODY_OF = r"\b(?:did|does|do|has|have) ((?:the )?{}(?<=an|se|sh|ch) [a-z]+) (?:say|said|do|done|think|thought|claim|claimed|report|reported|argue|argued|want|promise|promised)\b"
_BESIDE_A_NAME = """
    the a an of in from at by to into through on for among under with without against about and during el la los las un una de en por
"""
_BESIDE = frozenset(_BESIDE_A_NAME.split())


class Carried:
    """Call it with a question and the turns before it; ``likeness`` compares words by their meaning."""

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness

    def __call__(self, question: str, history: Sequence[Turn]) -> str:
        """The question in full; as it is when it stands alone or nothing was asked before."""
        return " ".join(self._pieces(question, history[-DEEP:]))

    def _pieces(self, question: str, history: Sequence[Turn]) -> list[str]:
        """The questions that together ask what ``question`` asks: one, or the one it leans on and itself."""
        echoes, agrees = _ECHO.fullmatch(question), _AGREES.fullmatch(question)
        if not history or not (echoes or agrees or leans(question)):
            return [question]
        told = _told(history[-1].answer_text)
        if told and agrees:
            aux = "do" if agrees["aux"].lower() == "do" else "does"
            return [f"What {aux} {agrees['who']} say about whether {told}?"]
        if told and echoes and not echoes["who"]:
            return [_TRUE[language_of(question)].format(told)]
        before = self._pieces(history[-1].question, history[:-1])
        if language_of(before[-1]) == "en" and len(content(before[-1])) >= ENOUGH and not pointers(before[-1]):
            before = before[-1:]
        if echoes:
            return before
        question = in_its_year(question, " ".join(before), history[-1].answer_text, language_of(question))
        instead = self._instead(question, before[0]) or _of_what_was_asked(question, before)
        return [instead] if instead else list(dict.fromkeys([before[0], *before[1:][-1:], question]))

    def _instead(self, question: str, before: str) -> str:
        """``before`` with what ``question`` names in the place of its like; "" when it does more than name something."""
        bare = _ENDS.sub("", _OPENS.sub("", question)).strip(" ,")
        language, own = language_of(before), language_of(question)
        if language == "en" and own != "en":  # "¿y la heroína?" after an English question
            bare = _ARTICLE.sub("", gloss(bare, own, lambda _: False).strip(" ?.,"))
        if another := _another(bare, before) or of_another_number(_ARTICLE.sub("", bare), before):
            return another
        made = before
        for match in _PERIOD.finditer(bare):
            made = _in_period(made, match[0])
        rest = " ".join(_PERIOD.sub(" ", bare).strip(" ,").split())
        if rest and not (made != before and _SAME.fullmatch(rest)):
            opens = question.startswith(rest) and rest[1:2].islower()  # with a capital that makes it no name
            as_typed = rest[0].lower() + rest[1:] if opens else rest
            made = self._named(as_typed, made, language) if _names(rest, language) else ""
        return made

    def _named(self, named: str, before: str, language: str) -> str:
        """``before`` about ``named`` and not about what is most like it; "" where nothing is."""
        told = _TELLER.search(before)
        if told and (_DOCUMENT.fullmatch(named) or _is_name(named)):
            return f"{before[: told.start(1)]}{named}?"
        if _DOCUMENT.fullmatch(named):
            told = _DOCUMENT.search(before)
            return before.replace(told[0], named) if told else f"{before.rstrip(' ?.!')}, according to {named}?"
        preposition = _PREPOSITION.match(named)
        thing = named[preposition.end() :] if preposition else named
        if preposition:
            like = re.search(rf"\b{preposition[1]} ((?:the )?[\w'’.-]+(?: [A-Z][\w'’.-]*)*)", before)
            if like and self._alike(thing, [like[1]], language):
                return before.replace(like[0], f"{like[0][: -len(like[1])]}{thing}")
            return in_its_place(preposition[1], thing, before) or f"{before.rstrip(' ?.!')} {named}?"
        things, subject = _things(before, language), _SUBJECT.match(before)
        named_things = _whole_names(things) if _is_name(thing) else []
        place = self._alike(thing, named_things, language) or self._alike(thing, things, language)
        if subject and _is_name(thing) and (not place or place[0].islower()):
            place = subject[1]  # whoever did it: names of bodies are hardly alike
        if place and (body := re.search(_BODY_OF.format(re.escape(place)), before)) and _is_name(thing):
            place = body[1]
        return (put_es if language == "es" else _put)(before, place, thing) if place else ""

    def _alike(self, thing: str, others: Sequence[str], language: str) -> str:
        """The one of ``others`` that is most like ``thing``, or "" when none is enough."""
        bare = (_ARTICLE_ES if language == "es" else _ARTICLE).sub("", thing)
        others = [other for other in others if other.lower() != bare.lower()]
        if not others:
            return ""
        cosines = self._likeness(bare, others, language)
        best = int(np.argmax(cosines))
        return others[best] if cosines[best] >= (ALIKE if language == "en" else ALIKE_ABROAD) else ""


def _of_what_was_asked(question: str, before: Sequence[str]) -> str:
    """The question with what its "it" or "she" stands for; "" where that is open."""
    if (language := language_of(question)) != "en":
        return named_in(question, before[-1], language)
    spelled = spelled_out(_OPENS.sub("", question), before[-1], _DOCUMENT)
    return spelled[:1].upper() + spelled[1:]


def _told(answer: str) -> str:
    """The statement that an answer quoted first, to stand inside a question; "" where it quoted none."""
    found = _QUOTED.search(answer)
    if found is None:
        return ""
    told = found[1].strip().rstrip(".。…").strip()
    opens, _, rest = told.partition(" ")
    return f"{opens.lower()} {rest}" if opens.lower() in STOP["en"] and not opens.isupper() else told


def _another(bare: str, before: str) -> str:
    """``before`` about another document ("the 2017 report", "the DEA one") or another month of its year; "" for anything else."""
    told, period = _DOCUMENT.search(before), _PERIOD.search(bare)
    if (month := _MONTH_ALONE.fullmatch(bare)) and len(_MONTH_OF.findall(before)) == 1:
        return _MONTH_OF.sub(month[1], before)
    if told is None:
        return ""
    named = _ARTICLE.sub(lambda found: found[0].lower(), bare)
    if period and _DOCUMENT.fullmatch(bare):
        return before.replace(told[0], named, 1)
    if not period and (one := _NAMED_ONE.fullmatch(bare)):
        return before.replace(told[0], f"the {one[1]} {told[0].split()[-1]}", 1)
    return ""


def _in_period(before: str, period: str) -> str:
    """``before`` of another period; one is added where it names none."""
    named = list(_PERIOD.finditer(before))
    period = period.strip()
    if is_cjk(before):
        return _PERIOD.sub(lambda _: period, before, count=1) if named else f"{period}{before}"
    whole = (
        period if re.match(r"(?:in|on|during|for|between|from|back|en)\b", period, re.IGNORECASE) else f"in {period}"
    )
    if len(named) != 1:
        return f"{before.rstrip(' ?.!')} {whole}?"
    led = re.match(r"(?:in|on|during|for|between|from|back|en)\b", named[0][0], re.IGNORECASE)
    bare = re.sub(r"^(?:in|on|during|for|back in|en) ", "", period, flags=re.IGNORECASE)
    return before[: named[0].start()] + (whole if led else bare) + before[named[0].end() :]


def _names(text: str, language: str) -> bool:
    """True for a few words that name something: no verb of asking, nothing that points back."""
    if is_cjk(text):
        return len(text) <= 2 * LONG and not re.search("[吗么谁何哪怎它他她为]|多少", text)
    words = re.findall(r"[\w'’.-]+", text)
    inner = [w for w in words if w.lower() not in _BESIDE]
    return (
        bool(inner)
        and len(words) <= LONG
        and not any(w.lower() in STOP.get(language, ()) or in_frame(w, language) for w in inner)
    )


def _things(before: str, language: str) -> list[str]:
    """What a question names: its content words, and runs of them that stand together."""
    if is_cjk(before):
        return [word for run in content(before, language) for word, known in cut(run) if known or not is_cjk(run)]
    words = [w for w in content(before, language) if not w[0].isdigit()]
    runs = re.findall(r"\b[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)+", before)
    whole = numbered(before)  # one thing: "Site 14"
    words = [w for w in words if not any(w in one.split() for one in whole)] + whole
    if language == "es":
        words = [w for w in words if may_be_thing(w)]
    pairs = [f"{a} {b}" for a, b in pairwise(words) if re.search(rf"\b{re.escape(a)} {re.escape(b)}\b", before)]
    return list(dict.fromkeys([*words, *pairs, *(run for run in runs if not in_frame(run.split()[0], language))]))


def _whole_names(things: Sequence[str]) -> list[str]:
    """The names among ``things``, none that is a part of another: of "Jian Zhang" nobody is put in the place of "Zhang"."""
    named = [t for t in things if t[0].isupper()]
    runs = [t for t in named if " " in t and all(part[0].isupper() or part[0].isdigit() for part in t.split())]
    return [t for t in named if t in runs or not any(t in run.split() for run in runs)]


def _is_name(text: str) -> bool:
    """True for a name, or for what "the" says is known."""
    return text.lower().startswith("the ") or text[:1].isupper()


def _put(before: str, place: str, thing: str) -> str:
    """``before`` with ``thing`` where ``place`` stood, an article of its own kept once."""
    if is_cjk(before):
        return before.replace(place, thing, 1)
    thing = _ARTICLE.sub(lambda found: found[0].lower(), thing)
    own = r"(?:the |a |an )?" if _ARTICLE.match(thing) else ""
    return re.sub(rf"\b{own}{re.escape(place)}\b", lambda _: thing, before, count=1)
