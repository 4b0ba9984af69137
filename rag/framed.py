"""A question put in the asker's own frame: "I wonder who runs it", "I heard that it closed, is that so?" asks what stands in it.

Closed lists of general words in English, Spanish and Chinese. What is heard or thought beside a question of its own stays, for
the question may take it for granted; only the asker's verb of it says nothing of the matter (``bare``).
"""

from __future__ import annotations

import re

from rag.grammar.function_words import BE, HAVE, MODAL
from rag.grammar.verb_forms import past
from rag.letters import small

_I = re.IGNORECASE
_ASKS = r"(?:who|whom|whose|what|which|when|where|why|how)"
_AUX = r"(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should)"
_HI = r"^\W*(?:(?:hi|hello|hey|ok|okay|so|well|and|but|honestly|actually)\b[,! ]*)*"
_BREAK = r"[,:;.\s–—…-]+"
# "I was wondering whether", "just curious:".
_FRAME = re.compile(
    rf"{_HI}(?:(?:i|we)(?:['’](?:m|ve been|d)| am| are| was| were)? (?:just |really |also |always |still |only )?"
    r"(?:wonder(?:ing|ed)?|curious|like to know|want(?:ed)? to (?:know|find out|ask)|need to (?:know|find out))(?: about| to know)?|"
    rf"(?:just |only |merely )?(?:curious|wondering)(?: to know)?|(?:just )?out of (?:mere |pure |sheer )?curiosity|quick question){_BREAK}"
    rf"(?=(?:if|whether|in which|by whom|{_ASKS}|{_AUX})\b)",
    _I,
)  # fmt: skip
_FRAME_ES = re.compile(
    r"^\W*(?:me pregunto|me preguntaba|quisiera saber|quería saber|me gustaría saber|tengo curiosidad(?: por saber)?|solo por curiosidad|una pregunta)[,: ]+"
    r"(?=¿|si\b|qui[ée]n|qu[ée]\b|cu[áa]|d[óo]nde|c[óo]mo|por qué)", _I
)  # fmt: skip
_FRAME_ZH = re.compile(
    r"^(?:你好[，,！!]?)?(?:我(?:们)?(?:只是)?)?(?:很?想知道|很?好奇|想问一?下?|想请问)[，,：: ]*(?=\S)"
)
_WHETHER = re.compile(r"^(?:if|whether)(?: or not)? (?P<told>(?:(?!\bor\b)[^?])+?)(?: or not)?\W*$", _I)
_SI = re.compile(r"^si (?P<told>(?:(?!\bo\b)[^?])+?)(?: o no)?\W*$", _I)
# "I heard that", "as far as I know": what follows is the asker's belief.
_BELIEF = (
    r"(?:i(?:['’]ve)? (?:always |also |just |had |have |once |really |honestly )?(?:thought|heard|read|believed?|think|guess(?:ed)?|assumed?|supposed?|suppose|understood|gather(?:ed)?|"
    r"was told|was under the impression|seem to (?:remember|recall)|remember(?:ed)?|recall)(?: somewhere| once)?|as far as i(?:['’]m aware| am aware| know| remember| recall)|afaik|iirc|"
    r"if (?:i remember|i recall|memory serves)(?: correctly| right(?:ly)?| me)?|if i(?:['’]m| am) not mistaken|to (?:the best of )?my knowledge)"
)
# What was read "in" a paper or heard "about" it is no statement; "I thought so" is none either.
_NO_STATEMENT = r"(?!(?:in|on|at|about|of|from|so|it\W|otherwise|too|by|the same|this\W|both|for|through|what|who|why|how|when|where|which)\b)"
_BELIEVED = re.compile(
    rf"{_HI}{_BELIEF},? (?P<that>that )?{_NO_STATEMENT}(?P<told>[^?!.]+(?:\.\d[^?!.]*)*)[?!.]*(?P<rest>.*)$", _I
)
_TAG = (
    r"(?:(?:so|but|and),? )?(?:(?:is|was) (?:that|this|it) (?:really |actually |even )?(?:so|true|right|correct|accurate|a fact|the case)|right|correct|true|no|am i right|is it not|isn['’]t (?:it|that so))"
)  # fmt: skip
_TAGGED = re.compile(rf"[,.;–—\s-]+{_TAG}\W*$", _I)
_ALONE = re.compile(rf"\W*(?:{_TAG}\W*)?$", _I)
_BARE = re.compile(
    rf"(?P<start>^|[.?!;…]\s+)(?:(?:but|and|so|because|yet|well),? )?{_BELIEF},? (?:that )?{_NO_STATEMENT}(?=\w)", _I
)


def asked_in(question: str) -> str:
    """What ``question`` asks inside the asker's frame; the same string where it has none."""
    for frame, whether, true in (
        (_FRAME, _WHETHER, "Is it true that {}?"),
        (_FRAME_ES, _SI, "¿Es cierto que {}?"),
        (_FRAME_ZH, None, ""),
    ):
        if found := frame.match(question):
            rest = question[found.end() :].strip()
            clause = whether.match(rest) if whether else None
            return true.format(clause["told"]) if clause else rest[:1].upper() + rest[1:]
    tagged = _TAGGED.sub("", question)
    found = _BELIEVED.match(tagged)
    if found is None or not _ALONE.match(found["rest"]):
        return question
    told = found["told"].strip()
    states = found["that"] or tagged != question or any(_is_verb(word) for word in told.split()[1:])
    return f"Is it true that {told}?" if states else question


def bare(question: str) -> str:
    """``question`` without the asker's verbs of hearing and thinking before a statement; the statements stay."""
    return _BARE.sub(lambda found: found["start"], question)


def _is_verb(word: str) -> bool:
    said = small(word).strip(",;:")
    return said in BE | HAVE | MODAL or past(said)
