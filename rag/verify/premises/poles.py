"""Words that speak for one side of a matter and words that speak for the other, for telling a premise from its reverse."""

from __future__ import annotations

import re

from rag.content import key
from rag.tokens import is_cjk

_RISE = (
    "rise rose risen rising increase grow grew grown growth climb surge jump soar swell swelled balloon spike leap expand mount double doubled triple up "
    "subió subieron subir aumentó aumentaron aumentar aumento creció crecieron crecer 上升 增加 上涨 增长"
)
_FALL = (
    "fall fell fallen decrease decline drop shrink shrank shrunk reduce reduction cut plunge plummet dip sink sank tumble dive down waned dwindle less fewer "
    "bajó bajaron cayó cayeron caer disminuyó disminuyeron disminuir redujo redujeron reducir 下降 减少 下跌"
)
_YES = (
    "adopt accept approve approval agree agreed allow permit support recommend unanimously unanimous endorse favour favor propose "
    "pledge promised fulfil welcome back backed credited aceptó aceptaron aprobó aprobaron aprobar acordó apoyó 同意 批准 接受 支持"
)
_NO = (
    "reject rejection refuse refusal oppose opposition against divided split narrowly dissent decline veto block deny denied resist unacceptable lacked dispute "
    "rebuff rechazó rechazar rechazaron negó negarse negaron opuso 反对 拒绝 否决"
)
_PRAISE = (
    "welcome welcomed praise praised credit credited applaud thank thanked important step notable commend hail "
    "elogió celebró 赞扬 欢迎"
)
_BLAME = "criticise criticize criticism condemn condemned attack blame denounce accuse accused deplore criticó condenó 批评 谴责"
_BAN = "illegal ban banned prohibit prohibited forbid forbade forbidden outlaw prohibió 禁止"
_LICENSE = "legal legalise legalize legalised legalized allow permit permitted decriminalised permitió 允许 合法化"
_GUILTY = (
    "guilty convict convicted sentenced pleaded imprisoned prison jailed forfeit designated indicted charged culpable "
    "condenado 判处 有罪 认罪"
)
_INNOCENT = "acquit acquitted innocent cleared exonerated absolved pardon pardoned delisted absuelto 无罪"
_STOP = (
    "stop stopped cease suspend suspended suspending end ended halt halted close closed cancel cancelled withdraw withdrew "
    "suspendió terminó 停止 暂停 中止 关闭"
)
_GO_ON = (
    "resume resumed restart restarted continue continued remain ongoing still reopen renew reanudó continuó 恢复 继续"
)
_LINES: tuple[tuple[str, str], ...] = (
    (_RISE, _FALL),
    (_FALL, f"{_RISE} above higher"),
    (_YES, _NO),
    (_NO, f"{_YES} added schedule announce voted carried"),
    (_PRAISE, _BLAME),
    (_BLAME, _PRAISE),
    (_BAN, _LICENSE),
    (_LICENSE, f"{_BAN} control controlled"),
    (_GUILTY, _INNOCENT),
    (_INNOCENT, _GUILTY),
    (_STOP, _GO_ON),
    (_GO_ON, _STOP),
    (
        "excellent good great strong perfect close smooth full successful excelente buena 优秀 良好 密切",
        "limited weak poor strained lagging fail failed difficult little waned hinder hampered",
    ),
    ("weak poor bad terrible", "strong excellent improved improve notable"),
    ("war conflict", "truce peace ceasefire"),
    ("drop dropped lift lifted remove removed scrap scrapped abolish abolished repeal repealed exempt", "require introduce impose add added"),
    ("add added introduce introduced impose imposed", "drop dropped lift lifted remove removed scrap abolish repeal"),
    ("open opened abrió 开设", "close closed shut cerró"),
    ("win won ganó", "lose lost perdió"),
    ("first primero primer", "last último"),
    ("sign signed conclude ratify firmó firmaron 签署", "lacks"),
    ("admit admitted admits concede acknowledged admitió 承认", "deny denied lacked unacceptable reject unreasonable"),
    ("deny denied denies negó 否认", "admit admitted concede acknowledged confirm confirmed"),
    ("import importó 进口", "export exportó 出口"),
    ("export exportó 出口", "import"),
    ("strengthen tighten tightened strict 加强", "weaken weakened loosen relax relaxed"),
    ("weaken weakened loosen relax relaxed eased", "strengthen tighten tightened strict stricter"),
    ("buy bought", "sell sold"),
    ("pass passed", "fail failed reject"),
    ("final definitive", "provisional preliminary predicted projected"),
    ("provisional preliminary", "final definitive"),
    ("unanimous unanimously", "split divided majority"),
    ("biggest largest highest", "smallest lowest least"),
    ("smallest lowest least", "biggest largest highest"),
    ("inside", "outside"),
    ("outside", "inside"),
    ("split divided", "unanimous unanimously"),
)  # fmt: skip


def _keyed(words: str) -> frozenset[str]:
    return frozenset(word if is_cjk(word) else key(word) for word in words.split()) - {""}


_CLEAR = 12  # lines whose words say nothing but the pole; those of the others are matter too

# What the premise says, and what a passage says that means the reverse.
RISES, FALLS = _keyed(_RISE), _keyed(_FALL)
POLES = tuple((_keyed(one), _keyed(other) - _keyed(one)) for one, other in _LINES)
POLE_KEYS = frozenset(
    key(word) for line in _LINES[:_CLEAR] for side in line for word in side.split() if not is_cjk(word)
)
CJK_POLES = frozenset(word for line in _LINES for side in line for word in side.split() if is_cjk(word))

ALL = re.compile(
    r"(?<!at )(?<!in )(?<!of )(?<!almost )(?<!nearly )(?<!virtually )(?<!practically )(?<!casi )\b(?:all(?! (?:this|that|these|those)\b)|(?:each|every)(?! (?:other|one|year|month|week|day|quarter|season|time)\b)|everyone|everybody|everything|always|entirely|completely|todos?|todas?|siempre)\b|(?<!几乎)(?:所有|全部|都是)",
    re.IGNORECASE,
)
NONE = re.compile(r"\b(?:none|no one|nobody|never|nothing|nunca|ningun[oa]|nadie)\b|从不|从未|从来没", re.IGNORECASE)
ONLY = re.compile(r"\b(?:only|exclusively|solely|sólo|solo|solamente|únicamente)\b|只有|仅", re.IGNORECASE)
# Each beside what bears it in a passage.
EXTENTS = (
    (
        ALL,
        re.compile(
            rf"{ALL.pattern}|\b(?:all|each|every|entire|complete|total(?:ly)?|whole|overall|combined)\b", re.IGNORECASE
        ),
    ),
    (NONE, re.compile(rf"{NONE.pattern}|\b(?:no|without|unanimous(?:ly)?|neither)\b", re.IGNORECASE)),
    (ONLY, re.compile(rf"{ONLY.pattern}|\b(?:sole|alone|just|nothing but)\b", re.IGNORECASE)),
)
# "the most X" asks which is greatest and tells no share, unless of a number: "the most of them".
MOST = re.compile(
    r"\b(?:(?<!the )most|(?<=the )most of|majority|mainly|mostly|(?:almost|nearly|virtually|practically) (?:all|every\w*)|la mayoría|la mayor parte|"
    r"casi tod[oa]s?)\b|大多数|大部分|几乎(?:所有|全部|都)",
    re.IGNORECASE,
)
BEARS_MOST = re.compile(
    rf"{MOST.pattern}|\b(?:overwhelming\w*|[5-9]\d(?:\.\d+)? ?(?:percent|%)|two thirds|largest|leading|primary|principal|main)",
    re.IGNORECASE,
)
EXTENT_WORDS = frozenset(
    [
        "all",
        "every",
        "everyone",
        "everybody",
        "each",
        "always",
        "entirely",
        "none",
        "nobody",
        "never",
        "whatsoever",
        "nothing",
        "only",
        "exclusively",
        "solely",
        "most",
        "majority",
        "mainly",
        "mostly",
        "todo",
        "toda",
        "todos",
        "todas",
        "siempre",
        "nunca",
        "ninguno",
        "ninguna",
        "nadie",
        "solo",
        "solamente",
        "mayoria",
    ]
)
# What is denied: up to two words after "no" and "not", the verb after "refused to".
NEGATED = re.compile(
    r"(?:\b(?:not|no|never|without|nor|none of the|neither)\b|n['’]t\b)[ ,]+(?:an? |any |the |yet |be |been |\d+ )?([\w-]+(?: [\w-]+)?)"
    r"|\b(?:refuse[sd]? to|fail(?:s|ed)? to|decline[sd]? to|unable to|lack of|lack(?:s|ed)?)\b (?:an? |any |the )?([\w-]+)"
    r"|\bnone (?:in|at|on|from|among|for) (?:the |its |their )?([\w-]+(?: [\w-]+)?)"
    r"|\bnone of (?:[\w-]+ ){1,6}?(?:is|was|were|are|has|had) ([\w-]+)",
    re.IGNORECASE,
)
NO_EVIDENCE = re.compile(
    r"\b(?:no|without(?: any)?) (?:evidence|proof|sign|indication)s? (?:that|of|for)\b|\b(?:denies|denied|disputes|disputed) that\b",
    re.IGNORECASE,
)
# What is told of two things side by side as often as of one.
ONE_OF_TWO = _keyed("final provisional preliminary inside outside biggest largest highest smallest lowest")
# Poles that say no: "there is no treaty" tells of its lack.
DENYING = frozenset((_keyed(_NO), _keyed("lacks")))
HAS_NEGATION = re.compile(
    r"\b(?:not|no|never|without|none|nobody|refuse[sd]?|fail(?:s|ed)?|lack(?:s|ed)?|nunca|sin|ningun[oa]|nadie)\b|n['’]t\b|不|没|拒绝|未",
    re.IGNORECASE,
)
