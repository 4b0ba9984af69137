"""Words that speak for one side of a matter and words that speak for the other, for telling a premise from its reverse."""

from __future__ import annotations

import re

from rag.content import key
from rag.tokens import is_cjk

_RISE = "rise rose risen increase grow grew climb surge jump"
_FALL = "fall fell fallen decrease decline drop shrink"
# What the premise says, and what a passage says that means the reverse.
_POLES = (
    (
        "reject refuse oppose against decline veto block deny denied resist rechazó rechazar rechazaron negó negarse negaron "
        "opuso 反对 拒绝 否决",
        "adopt accept approve agree agreed support recommend unanimously endorse favour favor propose pledge promised added "
        "schedule announce fulfil voted",
    ),
    (f"{_RISE} up subió subieron aumentó aumentaron creció crecieron 上升 增加 上涨", f"{_FALL} reduce below lower"),
    (f"{_FALL} bajó bajaron cayó cayeron disminuyó disminuyeron 下降 减少", f"{_RISE} above higher"),
    (
        "excellent good great strong perfect close smooth full successful excelente buena 优秀 良好 密切",
        "limited weak poor strained lagging fail failed difficult little waned hinder hampered",
    ),
    (
        "criticise criticize condemn attack blame denounce criticó condenó 批评 谴责",
        "welcome welcomed praise praised credit credited important notable thanked",
    ),
    (
        "welcome praise applaud credit elogió 赞扬 欢迎",
        "criticise criticized condemn condemned blame blamed accuse accused",
    ),
    ("weak poor bad terrible", "strong excellent improved improve notable"),
    ("stop stopped cease end ended", "continue continued remain ongoing still"),
    ("legal allow permit", "illegal ban banned prohibit forbidden"),
    ("first", "last"),
    ("guilty convicted", "acquitted innocent"),
    ("sign signed conclude ratify", "lacks"),
)  # fmt: skip


def _keyed(words: str) -> dict[str, str]:
    return {(word if is_cjk(word) else key(word)): word for word in words.split()}


POLES = tuple((_keyed(one), frozenset(_keyed(other))) for one, other in _POLES)

ALL = re.compile(r"\b(?:all|every|each|always|entirely|todos?|todas?|siempre)\b|所有|全部", re.IGNORECASE)
NONE = re.compile(r"\b(?:none|no one|nobody|never|nunca|ningun[oa])\b|从不", re.IGNORECASE)
ONLY = re.compile(r"\b(?:only|exclusively|sólo|solo)\b|只有", re.IGNORECASE)
MOST = re.compile(r"\b(?:most|majority|mainly|mostly|la mayoría)\b|大多数|大部分", re.IGNORECASE)
BEARS_MOST = re.compile(
    rf"{MOST.pattern}|\b(?:overwhelming\w*|[5-9]\d(?:\.\d+)? ?(?:percent|%)|largest|leading|primary)", re.IGNORECASE
)
NEGATED = re.compile(
    r"\b(?:not|no|never|without|nor|n't)\b[ ,]+(?:a |an |any |the )?((?:[\w-]+ ?){1,3})", re.IGNORECASE
)
HAS_NEGATION = re.compile(r"\b(?:not|no|never|without|nunca|sin)\b|n['’]t\b|不|没", re.IGNORECASE)
