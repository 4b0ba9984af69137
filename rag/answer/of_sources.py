"""A question about the sources themselves: who wrote one, when it came out, of which tier it is, or which there are.

Closed patterns of general words in English, Spanish and Chinese. What they do not cover goes to the passages as ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

_I = re.IGNORECASE


class Asks(StrEnum):
    """What such a question wants to know."""

    WHO = "who"  # wrote or published it
    WHEN = "when"  # it came out
    WHAT = "what"  # it is called, or of which tier it is
    WHERE = "where"  # it can be read
    WHOSE = "whose"  # those of a publisher or an author
    SAYS = "says"  # what one says, of no matter in particular
    MAKER = "maker"  # who somebody is: an author, perhaps
    TIER = "tier"  # those of a tier
    ALL = "all"
    ABOUT = "about"  # those that speak of something
    READ = "read"  # how one was read: the whole of it, or second-hand
    LOWEST = "lowest"  # the least reliable: of the lowest tier there is
    HIGHEST = "highest"  # the most reliable


@dataclass(frozen=True, slots=True)
class OfSources:
    """What is asked, and the words for the source, the publisher, the tier or the matter; "" where none are needed."""

    asks: Asks
    named: str = ""
    made: bool = False  # it speaks of writing or publishing: even "the audit" must be a source
    counted: bool = False  # it also asks how many sources there are
    led: bool = False  # another question follows it, of what they say


_WHAT = r"(?P<named>.+?)"
_IS = r"(?:is|was|are|were|'s|’s)"
_MADE = r"(?:written|authored|published|issued|released|produced|put out|compiled|drafted|posted|printed|dated)"
_DID = r"(?:wrote|authored|published|issued|released|produced|put out|compiled|drafted|penned)"
_BODY = r"(?:agency|agencies|organi[sz]ation|body|office|department|institution|institute|outlet|newspaper|government|author|committee)"
_MAKER = r"(?:authors?|writers?|publishers?|byline)"
_SRC = r"(?:sources?|documents?|records?|reports?|papers?|publications?|articles?|materials?)"
_HAVE = r"(?:do you have|have you got|do you hold|do you use|do you draw on|do you rely on|are there|is there|are you using|are on record|are listed)"
_BY = r"(?: published| written| issued| produced| made)? (?:from|by)"
_ON = r"(?:on|about|regarding|concerning|covering)"
_SPEAK = r"(?:mention|cover|discuss|talk about|speak of|deal with|address)"

_RELIABLE = r"(?:reliable|trustworthy|credible|authoritative|dependable|accurate|solid)"

_PATTERNS = [
    (Asks.READ, rf"(?:did|have|do) you (?:actually |really |even )?(?:read|see|seen|check(?:ed)?|open(?:ed)?|look(?:ed)? at) (?:the (?:whole|full|entire|complete)|all of|(?:the )?original(?:s)? of|in full|the original)(?: of)? {_WHAT}"),
    (Asks.READ, rf"(?:did|have) you (?:actually |really |even )?read {_WHAT}(?: in full| completely| to the end| itself)?"),
    (Asks.READ, rf"how (?:was|were|did you get|have you) {_WHAT} (?:read|obtained)"),
    (Asks.LOWEST, rf"(?:which|what)(?: (?:one )?of)?(?: the| your| these)? {_SRC} (?:is|are) (?:the )?(?:least|less) {_RELIABLE}"),
    (Asks.LOWEST, rf"what(?: is|'s|’s| are)? (?:the|your) (?:least {_RELIABLE}|weakest|worst) {_SRC}|(?:which|what)(?: of)?(?: the| your)? {_SRC} (?:is|are) (?:the )?(?:weakest|worst)"),
    (Asks.HIGHEST, rf"(?:which|what)(?: (?:one )?of)?(?: the| your| these)? {_SRC} (?:is|are) (?:the )?most {_RELIABLE}|what(?: is|'s|’s| are)? (?:the|your) most {_RELIABLE} {_SRC}"),
    (Asks.WHO, rf"(?:who|which {_BODY}|what {_BODY}) (?:actually |exactly |originally )?{_DID} {_WHAT}"),
    (Asks.WHO, rf"(?:who ?{_IS}|what ?{_IS}|name) (?:the )?(?:names? of the )?(?:main |lead )?{_MAKER} (?:of|behind|for) {_WHAT}"),
    (Asks.WHO, rf"(?:by whom|who) {_IS} {_WHAT} {_MADE}(?: by)?"),
    (Asks.WHO, rf"who ?{_IS} behind {_WHAT}"),
    (Asks.WHEN, rf"when {_IS} {_WHAT} (?:first )?{_MADE}(?:,? and (?:by whom|where|who (?:wrote|published|made) it))?"),
    (Asks.WHEN, rf"when did {_WHAT} (?:come out|appear|get (?:published|released))"),
    (Asks.WHEN, rf"(?:what|which) (?:year|date|day|month) {_IS} {_WHAT} (?:{_MADE}|from)"),
    (Asks.WHEN, rf"(?:what ?{_IS} )?the (?:publication |release )?date (?:of|on) {_WHAT}"),
    (Asks.WHEN, rf"how (?:old|recent) {_IS} {_WHAT}"),
    (Asks.WHAT, rf"{_IS} {_WHAT} an? (?:primary|secondary|official|press|independent)(?: source| statement| document)?"),
    (Asks.WHAT, rf"what (?:kind|type|sort|tier) of (?:source|document) {_IS} {_WHAT}"),
    (Asks.WHAT, rf"what ?{_IS} the (?:full |exact )?title of {_WHAT}"),
    (Asks.WHERE, rf"where can (?:i|we|you|one) (?:read|find|get|see|download) {_WHAT}"),
    (Asks.WHERE, rf"(?:what ?{_IS} the |do you have (?:a|the) |is there an? )?(?:the |a )?(?:link|url|web address) (?:to|of|for) {_WHAT}"),
    (Asks.WHOSE, rf"(?:which|what|how many)(?: of)?(?: the| your)? {_SRC} (?:are|is|were|was|come|comes|came|{_HAVE}){_BY} {_WHAT}"),
    (Asks.WHOSE, rf"{_HAVE} (?:anything|something|(?:any|a|an)?(?: {_SRC})){_BY} {_WHAT}"),
    (Asks.WHOSE, rf"what (?:else )?(?:did|has|have) {_WHAT} (?:write|written|publish(?:ed)?|author(?:ed)?)"),
    (Asks.TIER, rf"(?:which|what|how many)(?: of)?(?: the| your)? {_SRC} (?:are|is|count as) (?:an? )?"
     r"(?P<named>primary|official|press|news|secondary)(?: \w+)?"),
    (Asks.TIER, rf"(?:what|which|how many) (?P<named>primary|official|press|secondary) (?:{_SRC}|statements?) {_HAVE}"),
    (Asks.WHOSE, rf"(?:which|what|how many) of (?:the|your|these) {_SRC} (?:are|is|come|comes) (?:from |by )?{_WHAT}"),
    (Asks.ABOUT, rf"(?:what|which|how many) {_SRC} {_HAVE} {_ON} {_WHAT}"),
    (Asks.ABOUT, rf"(?:{_HAVE} (?:any|an?|some)|any) {_SRC} {_ON} {_WHAT}"),
    (Asks.ABOUT, rf"(?:which|what)(?: of)?(?: the| your)? {_SRC} {_SPEAK} {_WHAT}"),
    (Asks.ALL, rf"(?:what|which|how many|what kind of) {_SRC} {_HAVE}(?: here)?"),
    (Asks.ALL, rf"(?:what|which) are (?:your|the|all your|all the) {_SRC}|(?:list|show|name)(?: me)? (?:all )?(?:the|your) {_SRC}"),
    (Asks.ALL, r"where do(?:es)? (?:you|your (?:answers?|information|data|facts)) (?:get|come|take)\b(?: \w+){0,3} from"),
    (Asks.SAYS, rf"what (?:does|did|do) {_WHAT} (?:say|tell us|claim|report|find|conclude|argue|contain|show)"),
    (Asks.SAYS, rf"what(?: ?{_IS}|'s|’s) (?:in )?{_WHAT}(?: about)?|(?:summari[sz]e|sum up|give me a summary of) (?P<named3>.+?)"),
    (Asks.MAKER, rf"who ?(?:is|was|'s|’s) {_WHAT}"),
    (Asks.WHO, rf"qui[ée]n(?:es)? (?:escribi(?:ó|o|eron)|redact(?:ó|o|aron)|public(?:ó|o|aron)|es el autor de|son los autores de) {_WHAT}"),
    (Asks.MAKER, rf"qui[ée]n(?:es)? (?:es|era|fue) {_WHAT}"),
    (Asks.WHEN, rf"(?:cu[áa]ndo|en qu[ée] (?:año|fecha)) (?:se )?(?:public(?:ó|o)|sali(?:ó|o)|escribi(?:ó|o)) {_WHAT}"),
    (Asks.ABOUT, rf"(?:qu[ée]|cu[áa]ntas) (?:fuentes|documentos) (?:tienes?|hay|usas?) (?:sobre|acerca de) {_WHAT}"),
    (Asks.ALL, r"(?:qu[ée]|cu[áa]ntas) (?:fuentes|documentos) (?:tienes?|hay|usas?)"),
    (Asks.WHO, rf"{_WHAT}(?:是)?由?谁(?:撰写|编写|写|发布|发表|出版)的?|谁(?:撰写|编写|写|发布|发表|出版)了?(?P<named2>.+?)"),
    (Asks.WHEN, rf"{_WHAT}(?:是)?(?:什么时候|何时|哪一?年)(?:写|发布|发表|出版)的?"),
    (Asks.MAKER, rf"{_WHAT}是谁|谁是(?P<named2>.+?)"),
    (Asks.ALL, r"(?:你们?)?(?:一共)?有(?:哪些|什么|多少)(?:个)?(?:来源|资料|文件)"),
]  # fmt: skip
_MAKING = re.compile(r"\b(?:wrote|written|author\w*|publish\w*|writers?|byline)\b", _I)  # a ban is issued too
_COMPILED = [(asks, re.compile(pattern, _I)) for asks, pattern in _PATTERNS]
_OPENS = re.compile(
    r"^(?:(?:and|so|but|ok(?:ay)?|hi|hey|please|can you tell me|do you know|tell me|(?:can|could) you give me|give me|y)\b[, ]*)+",
    _I,
)
_SENTENCE = re.compile(r"[^?？.!。]+(?:\.(?=\w)[^?？.!。]+)*")
# "How many sources do you have, and which of them are press?"; "when did it appear and who wrote it?": two in one.
_TWO = re.compile(r",? and (?:also )?(?=(?:which|what|who|when|where|how|by whom|are|is|do)\b)", _I)
_OF_THEM = re.compile(r"\b(?:of )(?:them|those|these)\b", _I)
_NARROWS = frozenset((Asks.TIER, Asks.WHOSE, Asks.LOWEST, Asks.HIGHEST))
_POINTS = re.compile(r"(?:it|that|this|they|them|he|she)(?: one)?", _I)
# What the author that a first question asks for says in it, of no matter in particular.
_CONCLUDES = re.compile(
    r"(?:and |so )?what (?:did|do|does) (?:he|she|they|it) (?:say|find|conclude|argue|report|claim)(?: in it| there)?"
    r"|(?:and )?what (?:was|were|is|are) (?:his|her|their|its) (?:main |key )?(?:conclusions?|findings?|arguments?|verdict|message)"
    r"|(?:y )?(?:a qu[ée] conclusi(?:ón|on|ones) lleg(?:ó|o|a|aron|an)|qu[ée] (?:concluy(?:ó|o|e|eron|en)|dij(?:o|eron)|dicen?|sostiene|sostuvo|afirm(?:a|ó|o)))"
    r"|(?:y )?cu[áa]l(?:es)? (?:es|son|fue|fueron) sus? (?:principal(?:es)? )?(?:conclusi(?:ón|on|ones)|hallazgos?)"
    r"|(?:那么?)?[他她它](?:们)?(?:的)?(?:主要)?(?:结论|发现|观点)(?:是什么|有哪些)|(?:那么?)?[他她它](?:们)?(?:得出|得到)了?(?:什么|哪些|怎样的)结论|(?:那么?)?[他她它](?:们)?说了?什么",
    _I,
)  # fmt: skip
_TOLD = re.compile(
    r"\b(?:the|this|that) (?:[\w'’-]+ ){0,4}?(?:report|brief|article|paper|study|statement|seed|release|post|story|letter|document|survey)\b", _I
)  # fmt: skip


def of_sources(question: str) -> OfSources | None:
    """What ``question`` asks about the sources themselves, or None when it asks what they say.

    "Who wrote it?" after a question that speaks of "the report" asks for the report's author; of two questions in one the
    second narrows the whole list, or asks more of the same source, of which the list's entry tells all. A last question that asks what
    they say ("Who wrote the report? Whom does he thank?") is told by ``led``; what "he" concludes is what the report says.
    """
    told = list(_SENTENCE.finditer(question))
    pieces = [piece[0].strip(' ¿¡"“”,') for piece in told]
    if pieces and _CONCLUDES.fullmatch(pieces[-1]):
        for place, asked in reversed([*enumerate(map(_asked, pieces[:-1]))]):
            if asked and asked.asks in (Asks.WHO, Asks.WHEN):
                return _pointed(replace(asked, asks=Asks.SAYS, led=True), pieces[:place])
    led = False
    for place, piece in reversed(list(enumerate(pieces))):  # the last is what a follow-up asks
        if found := _asked(piece):
            return _pointed(replace(found, led=led), pieces[:place])
        for joint in _TWO.finditer(piece):
            first, second = _asked(piece[: joint.start()]), _asked(_OF_THEM.sub("of the sources", piece[joint.end() :]))
            if first and second and first.asks is Asks.ALL and second.asks in _NARROWS:
                return replace(second, counted=True)
            if first and second and _POINTS.fullmatch(second.named):
                return _pointed(first, pieces[:place])
        led = led or question[told[place].end() :].startswith(("?", "？"))
    return None


def _asked(piece: str) -> OfSources | None:
    """What one question asks of the sources, its words as they stand."""
    bare = _OPENS.sub("", piece)
    for asks, pattern in _COMPILED:
        if found := pattern.fullmatch(bare):
            named = next((words for words in found.groupdict().values() if words), "")
            return OfSources(asks, named, _MAKING.search(bare) is not None)
    return None


def _pointed(asked: OfSources, before: list[str]) -> OfSources | None:
    """``asked`` with what "it" points to in the questions ``before``; None where that is nothing."""
    if not _POINTS.fullmatch(asked.named):
        return asked
    told = [m for piece in before for m in _TOLD.findall(piece)]
    return replace(asked, named=told[-1]) if told else None
