"""What the rest of a sentence does to words that are quoted out of it: denies, attributes, hedges them or sets a condition.

Both sides of the quote are read in all their clauses. Only cues that reach the quote count: a denial in the quote's own
clause, one of what was said ("which is false"), a speaker behind whose "that" it stands. en, es and zh; tables, no grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from rag.same_word import same_word
from rag.text import content_words, fold, is_cjk, words
from rag.types import Span
from rag.verify.speakers.attribution import Attribution, attribution, is_speaker
from rag.verify.words.negation import hedges, negations
from rag.verify.words.synonyms import synonymous

DENIED, LEFT_OPEN, ATTRIBUTED = "deny or dispute it", "leave it open", "say whose word it is"
CONDITIONAL, ASKED = "set a condition for it or an exception to it", "ask whether it is so"
_CLAUSE = re.compile(r"[;,:]\s|[；，：“”\"()]|\s[—–-]\s|\s(?:but|while|whereas|although|because|pero|aunque|porque)\s")
_JOINT = re.compile(  # behind it another statement begins, which what stands before it does not govern
    r";\s|[；]|(?:,\s|\s)(?:but|yet|whereas|although|though|pero|aunque)\s|[，,]?(?:但是?|然而|不过)|,\s(?:and(?! that\b)|while|which|who|y(?! que\b))\s"
)
_LINK = re.compile(r"\b(?:that|whether|que)[\s“”\"'‘(]*$")  # the quote is what the words before it speak of
_ASIDE = re.compile(r",\s[^,;:]{1,60},(?=\s*$|\s(?:that|whether|que)\W*$)")

# That what was said is not so, or not sure to be so.
_UNTRUE = (
    r"(?:not|never|\w+n't|cannot be|nor)\s+(?:\w+\s+){0,2}?(?:true|so|correct|accurate|right|the case|happen(?:ed)?|exist(?:s|ed)?|occur(?:red)?|borne out|"
    r"confirmed|verified|proven|proved|substantiated|established|certain|clear|known)|"
    r"untrue|falsehoods?|falsely|(?:is|was|are|were|as|be|been|prove[sdn]*|entirely|completely|simply|flatly|plainly|patently|partly|probably) false|"
    r"false (?:claims?|statements?|reports?|rumou?rs?|assertions?|figures?|accusations?|belief|impression)|\(false\)|"
    r"incorrect(?:ly)?|inaccurate(?:ly)?|wrongly|(?:is|was|are|were|be|been|prove[sdn]*|simply|plainly) wrong|mistaken(?:ly)?|erroneous(?:ly)?|misleading(?:ly)?|"
    r"exaggerat(?:ed|ion)|overstated|(?:den(?:y|ies|ied)|disput(?:e[sd]?|ing)|refut\w+|rebut\w*|reject(?:s|ed)?|contradict(?:s|ed)?|challenge[sd]?|question(?:s|ed)) "
    r"(?:that|this|it|the (?:claim|figure|account|report|statement|charge|allegation|number|finding)s?|these|those)\b|"
    r"(?:is|was|are|were|been|being|promptly|later|since|now|widely|strongly|hotly|flatly) (?:\w+ )?(?:denied|disputed|refuted|rebutted|rejected|contradicted|contested|challenged|questioned|retracted|recanted)|"
    r"debunk\w*|disprove[dn]?|discredited|retracted|recanted|unproven|unverified|unconfirmed|unsubstantiated|baseless|groundless|unfounded|"
    r"a (?:myth|hoax|lie|fiction|fabrication|rumou?r|mistake)|no such|(?:no|little|scant) (?:\w+ )?(?:evidence|proof|basis|sign|truth)\b|doubtful|questionable|implausible|"
    r"open to (?:question|doubt|dispute)|(?:is|was|are|were|remains?) (?:uncertain|unclear|unlikely|in doubt|controversial)(?=\s*(?:[.,;)]|$))|"
    r"(?:but|although|though|when|while|whereas),? (?:in fact|in reality|in truth|actually)|"
    r"falso|falsa(?:mente)?|mentira|desmint\w+|desmentid[oa]s?|no (?:es|era|fue) (?:cierto|verdad|asi)|(?:lo|la) (?:niega|nego|niegan|negaron)|incorrect[oa]|inexact[oa]|"
    r"erroneo|infundad[oa]|sin (?:pruebas?|fundamento)|no (?:hay|existen?) (?:pruebas|tal|evidencia)|un bulo"
)
_UNTRUE_ZH = r"不实|虚假|假的|谣言|否认|并非如此|并非事实|不是事实|不属实|不真实|错误的|没有证据|并?不存在|驳斥|反驳|辟谣|不成立|有争议"
_TELLS_UNTRUE = re.compile(rf"(?<![\w-])(?:{_UNTRUE})(?![\w-])|{_UNTRUE_ZH}")
# In front of "that" and the quote, or of "to say": whoever denies or doubts it.
_DENIES = re.compile(
    r"(?<![\w-])(?:disput\w+|doubt(?:s|ed|ful)?|reject\w*|refut\w+|rebut\w*|debunk\w*|dismiss\w*|question(?:s|ed)?|contradict\w*|disprov\w+|untrue|false|wrong|mistaken|myth|hoax|lie|"
    r"fiction|fals[oa]|mentira|dud\w+|rechaz\w+|desm[ei]nt\w+)(?![\w-])"
)
_LABEL = re.compile(
    r"^\W*(?:false|fake|myth|fiction|hoax|untrue|not true|wrong|claim|rumou?r|falso|bulo|mito|谣言|误区|不实)\s*[:：—–-]"
)
_AT_ONCE = re.compile(
    r"^\s(?:(?!(?:and|but|or|y|o|pero)\s)\w+\s){0,2}?(?P<cue>not|never|nowhere|\w+n't|nunca|jamas|in no (?!more|less|fewer)\w+|under no \w+)(?![\w-])(?!\s+only)"
)
_AT_ONCE_ZH = re.compile(r"^(?:从[不未没]|绝[不非]|并?(?:不(?![仅但断久同少止管])|没|未(?![来免])|非(?!常)))有?")
_IT = re.compile(
    r"(?:it|this|that|these|those|such|they|he|she|none|neither|nothing|nobody|no one|no such)\b", re.IGNORECASE
)
_ADVERSE = re.compile(
    r"(?:[,;(—–]\s*|\s)(?:but|though|although|yet|however|in fact|in reality|in truth|actually|pero|aunque),?\s+(?P<piece>[^;.]+)|[，,；](?:但是?|然而|不过)(?P<zh>[^；。]+)",
    re.IGNORECASE,
)

_IF = (
    r"(?<!even )(?<!what )(?<!twice )(?<!times )(?:if(?! not\b| any\b| anything\b)|unless|provided(?= that\b| the\b| it\b| they\b)|providing that|assuming|supposing|on condition|so long as|as long as|in case(?! of)|in the event|"
    r"except(?:ing)?|excluding|not counting|leaving (?:aside|out)|had it not|in theory|on paper|hypothetically|"
    r"a menos que|salvo que|siempre (?:que|y cuando)|con tal de que|en caso de que|excepto|en teoria)"
)
_SI = r"|(?<!como )si(?! no\b| bien\b)"
_IF_ZH = r"|如果|假如|倘若|要是|只要|除非|前提是|假设|若(?!干)"
_ASKS = re.compile(
    r"(?:ask|know|see|tell|say|determine|test|check|wonder|learn|decide|clear|sure|question|doubt)\w*\s+$"
)
_WOULD = re.compile(
    r"(?<![\w-])(?P<cue>would|should|(?:plan|aim|hope|want|intend|propos|promis|pledg|vow|threaten|seek|expect|attempt|tr[iy])\w*(?: \w+){0,2} to|"
    r"(?:hope|think|thought|believe|suspect|fear|expect|doubt|assume|suppose|pretend|imagine)(?:s|d|ed)?|(?:accus|suspect)\w* of|charged with|(?:seem|appear)\w*(?: to)?|podria|deberia)\s+(?:\w+ly\s+)?(?:be\s+|have\s+)?$"
)
_SET_OFF = re.compile(
    r"(?:^|[,;(]|\s-)\s*(?P<cue>allegedly|reportedly|supposedly|purportedly|perhaps|apparently|presumably|probably|possibly|conceivably|arguably|maybe|"
    r"(?:or )?so (?:it|they|he|she|the \w+) \w+|it (?:is|was) (?:\w+ )?(?:said|alleged|believed|claimed|thought|reported|rumou?red|assumed|feared|supposed)|(?:or )?it (?:seem|appear)\w*|"
    r"supuestamente|presuntamente|al parecer|quizas?|tal vez|posiblemente|probablemente|segun se dice|据称|据说|可能|似乎|也许)(?=\s*(?:[.,;)，。；]|-\s|$))"
)
_OPENS = re.compile(
    r"(?<![\w-])(?P<cue>(?:(?:it|there) (?:is|was|are|were|has been|have been) (?:\w+ )?)?"
    r"(?:claim(?:s|ed)?|allegations?|alleged|assertions?|rumou?rs?|rumou?red|belie(?:f|fs|ved?|ves)|ideas?|notions?|myths?|fear(?:s|ed)?|suggest(?:s|ed|ions?)?|theor(?:y|ies)|hypothes[ie]s|possib(?:le|ility)|likely|"
    r"suspicions?|suspect(?:s|ed)?|accusations?|speculat(?:ion|ed|es)|impression|view|hope[sd]?|think|thinks|thought|expect(?:s|ed|ations?)?|assum(?:e[sd]?|ptions?|ing)|suppos(?:e[sd]?|ing)|imagin(?:e[sd]?|ing)|predict(?:s|ed|ions?)?|"
    r"impl(?:y|ies|ied)|wonder(?:s|ed)?|ask(?:s|ed)?|pretend(?:s|ed)?|as if|as though|se dice|se cree|rumores de|creen?|supone[n]?|posible))"
    r"(?:\s+[\w']+){0,3}?\s+(?:that|whether|if|of|about|que|as if)\s*[“”\"'‘]?$"
)
_WOULD_AT_ONCE = re.compile(r"^\s(?P<cue>may(?! \d)|might|could|would|should)(?![\w-])")
_BEGINS = re.compile(
    r"[,;:]\s(?:(?:and|but|while|y|pero)\s)?|[，；：]|\s(?:and|but|while|y|pero)\s"
)  # where a speaker may be named
# Behind a quote, where attribution() would have the verb end the sentence: ", as the minister claimed in a speech".
_TOLD_BY = re.compile(
    r"(?:,[”\"'’]?|\s[—–-])\s(?:as\s)?(?P<who>(?!(?:which|who|that|the|an?)\s(?:say|said|claim|alleg|believ|told)|(?:has|have|had|is|was|were|are|also|then|later|on|in)\s)(?:[\w'’.-]+\s){1,6}?)"
    r"(?:says?|said|claim(?:s|ed)?|argue[sd]?|allege[sd]?|assert(?:s|ed)?|insist(?:s|ed)?|contend(?:s|ed)?|believe[sd]?|told|tells?|testified|explain(?:s|ed)|admit(?:s|ted)|"
    r"warn(?:s|ed)|conclude[sd]|maintain(?:s|ed))\b(?!\s(?:to|by)\b)"
)
_QUOTE = "(It)"  # stands for a quote where only its company is read
_JOINS = re.compile(
    r"(?:and|but|while|whereas|which|who|that|when|where|because|since|if|y|pero|cuando)\b|[但而]", re.IGNORECASE
)
_OF_ANOTHER = re.compile(r"(?:\b(?:and|but|while|whereas|which|who|y|pero)|;)\s*$", re.IGNORECASE)
_NOBODY = ("he", "she")  # a person, so not the source itself, and it is not said which
_SHOWN = 60  # characters of a cue


@dataclass(frozen=True, slots=True)
class Cut:
    """What the words left out do to the quote, and which they are."""

    does: str
    words: str

    @property
    def reason(self) -> str:
        """The same for a person."""
        return f"quoted without words of its sentence that {self.does}: “{self.words}”"


def cut_from(sentence: str, quote: Span, language: str, names: Sequence[str] = (), told: str = "") -> Cut | None:
    """What the rest of ``sentence`` does to ``quote``, a span of it; None when it leaves it as it is.

    ``names``: by which its source goes, whose own word is its text. ``told``: what the claim says besides the quote; a cue
    that stands there was not left out.
    """
    before, after = sentence[: quote.start], sentence[quote.end :]
    if not words(before) and not words(after):
        return None
    said = [w.text for w in words(told)]
    found = chain(
        _before(before, language),
        _after(after, quote.of(sentence), language),
        ((ATTRIBUTED, who) for who in _speakers(before, after) if who in _NOBODY or not is_speaker(who, names)),
        [(ASKED, f"{before.strip()} … ?")] if after.rstrip("”\"' )").endswith(("?", "？")) else (),
    )
    for does, cue in found:
        if not all(any(same_word(w.text, s) for s in said) for w in words(cue)):
            return Cut(does, " ".join(cue.split()))
    return None


def _before(text: str, language: str) -> Iterator[tuple[str, str]]:
    """What the words in front of a quote do to it, and by which word."""
    plain = _ASIDE.sub("", text)  # "may not, it is said, have banned": the aside stands between
    reach = _JOINT.split(plain)[-1]
    near = reach if _LINK.search(plain) else _CLAUSE.split(reach)[-1]
    yield from ((DENIED, cue.text) for cue in negations(near, language))
    yield from _cues(DENIED, near, _TELLS_UNTRUE)
    yield from _cues(DENIED, near if near is reach else "", _DENIES)
    yield from _cues(DENIED, text, _LABEL)
    yield from ((LEFT_OPEN, cue.text) for cue in hedges(near))
    for pattern in (_WOULD, _OPENS):
        yield from _cues(LEFT_OPEN, near, pattern)
    yield from _cues(LEFT_OPEN, text, _SET_OFF)
    yield from _cues(CONDITIONAL, reach, _conditions(language))


def _after(text: str, quote: str, language: str) -> Iterator[tuple[str, str]]:
    """What the words behind a quote do to it, and by which word."""
    for pattern in (_AT_ONCE, _AT_ONCE_ZH, _TELLS_UNTRUE):
        yield from _cues(DENIED, text, pattern)
    for match in _ADVERSE.finditer(text):
        piece = match["piece"] or match["zh"]
        elsewhere = any(w.text[0].isdigit() and w.text not in quote for w in words(piece))  # "but not in 2020"
        for cue in () if elsewhere else negations(piece, language)[:1]:
            subject = content_words(piece[: cue.span.start], language)
            same = any(synonymous(s.text, w.text) for s in subject for w in content_words(quote, language))
            if same or _IT.match(piece):
                yield DENIED, cue.text
    for pattern in (_WOULD_AT_ONCE, _SET_OFF):
        yield from _cues(LEFT_OPEN, text, pattern)
    folded = fold(text, accents=True).text
    first = _JOINT.split(folded)[0]
    for match in _conditions(language).finditer(folded):
        ahead = folded[: match.start()]
        if (match.end() <= len(first) and not _ASKS.search(ahead)) or ahead.rstrip().endswith((",", "，", "(", "-")):
            yield CONDITIONAL, match[0]


def _cues(does: str, text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Each match of a pattern of small letters in ``text``, in its own letters: the group "cue", or the whole."""
    folded = fold(text, accents=True)
    for match in pattern.finditer(folded.text):
        span = match.span("cue" if "cue" in pattern.groupindex else 0)
        yield does, folded.source_span(*span).of(text)[:_SHOWN]


def _speakers(before: str, after: str) -> Iterator[str]:
    """Who is said to say a quote: in front of it, or behind it ("..., the envoy claimed, but ...")."""
    starts = [0, *(m.end() for m in _BEGINS.finditer(before))]
    for start in starts:
        said = attribution(before[start:] + _QUOTE)
        if said and said.span.end <= len(before) - start and not _JOINT.search(before[start + said.span.end :]):
            yield from _who(said)
    ends = [*(m.start() for m in _CLAUSE.finditer(after)), len(after)]
    for last, end in zip([0, *ends], ends, strict=False):
        chinese = any(is_cjk(char) for char in after[last:end])  # there a speaker opens his clause
        text = after[last:end].strip("，；") if chinese else _QUOTE + after[:end]
        if (said := attribution(text)) and not _OF_ANOTHER.search(text[: said.span.start]):
            yield from _who(said)
    for match in _TOLD_BY.finditer(after):
        yield from _who(Attribution(match["who"].strip(), Span(match.start(), match.end())))


def _who(said: Attribution) -> Iterator[str]:
    """The speaker, unless it is the source in general ("the report says") or opens another statement ("and he said")."""
    who = said.who.casefold() if said.who.casefold() in _NOBODY else said.who
    if (not said.generic or who in _NOBODY) and not _JOINS.match(who):
        yield who


@cache
def _conditions(language: str) -> re.Pattern[str]:
    spanish = _SI if language[:2] == "es" else ""
    return re.compile(rf"(?<![\w-])(?:{_IF}{spanish})(?![\w-]){_IF_ZH}")
