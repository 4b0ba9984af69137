"""Further pairs of opposite words, for telling a premise from its reverse; those of ``poles`` are matter-free, these not."""

from __future__ import annotations

import re

from rag.content import key


def _keyed(words: str) -> frozenset[str]:
    return frozenset(map(key, words.split())) - {""}


_UP = "up rise rose risen increase increased grow grew grown climb climbed surge jump soar"
_DOWN = "down fall fell fallen decrease decreased decline declined drop dropped shrank shrunk"
_BOTH_WAYS = (
    ("unanimous unanimously", "dissent dissented dissenting"),
    ("revive revived restart restarted", "suspend suspended freeze froze frozen halt halted"),
    ("appoint appointed hire hired elect elected", "dismiss dismissed sack sacked fire fired resign resigned"),
    ("join joined", "leave left quit"),
    ("raise raised", "lowered cut reduce reduced"),
    ("grant granted", "refuse refused reject rejected denied"),
    ("lend lent", "borrow borrowed"),
    ("voluntary optional", "compulsory mandatory obligatory"),
    ("temporary", "permanent"),
    ("expand expanded widen widened", "narrow narrowed"),
    ("genuine", "fake forged"),
    ("profit profits", "loss losses"),
    ("surplus", "deficit shortfall"),
    ("praise praised", "criticise criticised criticize criticized blame blamed"),
    ("found guilty convict convicted", "acquit acquitted cleared"),
    ("early", "late"),
    ("warmer hotter", "colder cooler"),
    ("faster quicker", "slower"),
    ("cheaper", "dearer costlier"),
    ("private", "public"),
    ("succeed succeeded success", "fail failed failure"),
    ("confirm confirmed", "dismiss dismissed deny denied dispute disputed"),
    ("uphold upheld confirm confirmed", "overturn overturned quash quashed annul annulled"),
    ("welcome welcomed", "object objected protest protested oppose opposed"),
    ("approve approved allow allowed permit permitted", "forbid forbade forbidden ban banned prohibit prohibited block blocked veto"),
    ("delay delayed postpone postponed", "sooner earlier"),
    ("include included", "exclude excluded omit omitted"),
    ("credit credited", "doubt doubted dispute disputed"),
    ("build built", "demolish demolished"),
    ("victory", "defeat defeated"),
    ("survive survived survivor survivors", "died dead killed"),
    ("lawful legal", "unlawful illegal"),
    ("safe", "dangerous unsafe"),
    ("violent", "peaceful"),
    ("easy easier", "hard harder difficult"),
    ("younger youngest newest", "older oldest"),
    ("largest biggest highest greatest", "smaller smallest lower lowest"),
    ("smallest lowest fewest", "larger largest higher highest"),
    ("sell sold", "buy bought purchased acquired lend lent"),
    ("lose lost", "win won"),
    ("close closed shut", "open opened"),
    ("accept accepted", "reject rejected refuse refused"),
    ("mild", "severe harsh"),
    ("absent", "present"),
    ("withdraw withdrew withdrawn", "issue issued publish published"),
    ("failure", "success successful welcomed"),
    ("minor secondary", "primary main leading major"),
    ("rare rarely seldom", "common often frequent usually"),
    ("possible", "impossible"),
    ("sufficient adequate", "insufficient inadequate"),
    ("abandon abandoned drop dropped scrap scrapped", "keep kept retain retained"),
    ("strong stronger", "weak weaker"),
    ("improve improved improvement better", "worsen worsened deteriorate deteriorated worse"),
    ("accelerate accelerated", "slowed"),
    ("shorten shortened", "lengthen lengthened extend extended prolong prolonged"),
    ("majority", "minority"),
    ("error mistake 错误 失误 equivocación", "welcome welcomed praised right"),
)  # fmt: skip
_ONE_WAY = (
    ("lift lifted", "ban banned prohibit prohibited impose imposed introduce introduced require requires required"),
    ("reject rejected", "approve approved adopt adopted pass passed accept accepted"),
    (f"{_UP} higher", "lower"),
    (f"{_DOWN} lower", "higher"),
    (f"lower {_DOWN} less fewer rarer", _UP),
    (f"higher {_UP} more", _DOWN),
    (
        "still remain remains continue continued force",
        "lift lifted lapse lapsed expire expired revoke revoked repeal repealed",
    ),
)


# Two words that say what one says.
_PHRASES = {
    re.compile(
        r"\b(?:vot(?:e|es|ed)|turn(?:s|ed)?|struck|strike|thr[eo]w) (?:\w+ ){0,3}?(?:down|out)\b", re.IGNORECASE
    ): "reject",
    re.compile(r"\b(?:call(?:s|ed)?) off\b", re.IGNORECASE): "cancel",
    re.compile(r"\bg[ia]ve[sn]? up\b", re.IGNORECASE): "abandon",
    re.compile(r"\bput(?:s|ting)? off\b", re.IGNORECASE): "postpone",
    re.compile(r"\b(?:vot(?:e|es|ed|ing)|side[sd]?) against\b", re.IGNORECASE): "dissent",
    re.compile(r"\b(?:go|goes|went|gone|going) up\b", re.IGNORECASE): "rise",
    re.compile(
        r"\bmore and more\b|\bmore (?:[\w-]+ ){1,4}(?:every|each) (?:year|month)\b|\bcada (?:año|vez|mes) más\b|\bmás [\wáéíóúñ ]{3,30} cada año\b|越来越多|逐年(?:增加|上升|增多)",
        re.IGNORECASE,
    ): "rise",
    re.compile(
        r"\b(?:fewer and fewer|less and less|cada (?:año|vez|mes) menos)\b|越来越少|逐年(?:减少|下降)", re.IGNORECASE
    ): "fall",
    re.compile(r"\b(?:go|goes|went|gone|going|c[oa]me) down\b", re.IGNORECASE): "fall",
}


def said_in_two(text: str) -> frozenset[str]:
    """The terms of the single words for what ``text`` says in two ("turned down": reject)."""
    return frozenset(key(word) for form, word in _PHRASES.items() if form.search(text))


def in_two(text: str, term: str) -> str:
    """The words of ``text`` that say in two what the word of ``term`` says; "" where none do."""
    return next((found[0] for form, word in _PHRASES.items() if key(word) == term and (found := form.search(text))), "")


_MORE, _LESS = _keyed("higher larger"), _keyed("lower smaller fewer less")


def same_way(pole: frozenset[str]) -> frozenset[str]:
    """The comparatives that say what a pole of rise or fall says: "a lower rate" tells of a fall."""
    return (_MORE if key("rise") in pole else frozenset()) | (_LESS if key("fall") in pole else frozenset())


# What the premise says, and what a unit says that means the reverse.
TURNS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    pair
    for one, other in _BOTH_WAYS
    for pair in ((_keyed(one), _keyed(other) - _keyed(one)), (_keyed(other) - _keyed(one), _keyed(one)))
) + tuple((_keyed(one), _keyed(other)) for one, other in _ONE_WAY)
