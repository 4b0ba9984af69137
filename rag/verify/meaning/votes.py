"""How a vote went: by all of them or by some against others, where a claim tells it otherwise than its source (en, es, zh).

That it was unanimous is said in many ways ("no one objected", "all agreed", "9-0") and denied in as many ("by seven votes to
two", "three dissented"), so neither a word nor its opposite need stand in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.text import READ_AGAIN, content_words, fold
from rag.tokens import NUMBER_NAMES, TENS_NAMES
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.clauses import parts
from rag.verify.words.synonyms import LIGHT, shared

_N = rf"(?:\d{{1,5}}|{'|'.join((*NUMBER_NAMES[1:], *TENS_NAMES))})"
_NIL = r"(?:0|zero|nil|none|nought|no votes?|cero)"
_MEMBERS = (
    r"(?:members?|councillors?|council members?|judges?|justices?|directors?|trustees?|senators?|deputies|delegates?|commissioners?|governors?|"
    r"ministers?|jurors?|shareholders?|states|countries|parties|partners?|mps|of them)"
)
_AGREED = (
    r"(?:agreed|voted (?:for|in favou?r|yes)|approved|supported|backed|accepted|adopted|endorsed|passed|consented|concurred|found|"
    r"(?:was|were) (?:for|in favou?r|in agreement))"
)
_AGAINST = r"(?:voted (?:against|no)|(?:was|were) against|dissented|disagreed|objected|opposed|protested|spoke against)"
_ALL = re.compile(
    r"(?<!not )(?<!almost )(?<!nearly )(?<!virtually )(?<!near-)(?<!far from )\bunanim(?:ous(?:ly)?|ity)\b"
    rf"|\b(?:nobody|no[ -]one|none(?: of (?:[\w'-]+ ){{1,4}}?)?|no (?:[\w'-]+ ){{1,2}}?) ?{_AGAINST}\b"
    r"|\bwithout (?:an?y? |a single |one )?(?:dissent\w*|objections?|opposition|votes? against)\b"
    r"|\bno (?:objections?|dissent(?:ing votes?)?|opposition|votes? (?:\w+ )?against)\b|\bnem(?:ine)? con(?:tradicente)?\b|\bwith one voice\b"
    rf"|(?<!not )(?<!almost )(?<!nearly )\b(?:all|every(?:one|body)?|the (?:whole|entire|full))(?: of)?(?: [\w'-]+){{0,4}}? {_AGREED}\b"
    rf"|\b{_N}(?: votes?)? (?:to|against) {_NIL}\b|(?<![\d.-])\d{{1,4}}-0(?![\d.-])"
    r"|\bpor unanimidad\b|\bunanimemente\b|\bsin (?:ningun )?votos? en contra\b|\bnadie (?:se opuso|voto en contra)\b"
    r"|(?<!未能)一致(?=通过|同意|赞成|决定|批准)|全票通过|(?:无人|没有人)(?:反对|投反对票)"
)
_NOBODY = re.compile(
    r"\b(?:nobody|no[ -]one|none|no [\w'-]+|nadie) |\bno objections?\b|\bwithout .{0,12}objections?\b|(?:无人|没有人)"
)
# A vote, with somebody on the other side.
_DIVIDED = re.compile(
    rf"\b{_N}(?: votes?)? (?:to|against) {_N}\b|\bvot\w+ {_N}-{_N}\b|(?<![\d.-])[1-9]\d{{0,3}}-[1-9]\d{{0,3}} (?:vote|majority)\b|\b{_N}-(?:to-)?{_N} vote\b"
    rf"|\b{_N}(?: \w+)? (?:for|in favou?r)(?:,| and|,? to| with)? {_N}(?: \w+)? against\b|\b{_N} (?:{_MEMBERS} )?(?:were |voted )?against\b"
    rf"|\b(?:{_N}|some|several|others?|a few|many) (?:of the |of its )?(?:\w+ )?{_MEMBERS} {_AGAINST}\b"
    r"|(?<!no one )(?<!nobody )(?<!none )\b(?:dissented|disagreed|voted against|voted no)\b|\bagainst the (?:votes?|objections?) of\b"
    r"|\bby a (?:[\w-]+ )?majority\b|\bmajority (?:vote|decision)\b|\b(?:split|divided) (?:vote|decision)\b|\bcasting vote\b|\bnarrowly (?:approved|passed|voted|agreed|adopted|backed)\b"
    r"|\b(?:was|were) (?:split|divided)\b"
    r"|\bvotos? (?:a favor|contra|a)\b.{0,20}\ben contra\b|\bvot(?:o|aron) en contra\b|\bpor mayoria\b|\bvotos? (?:a|contra) (?:\d|dos|tres|cuatro|cinco)"
    r"|票对[\d一二三四五六七八九十两]+票?|[\d一二三四五六七八九十两]+票反对|投了?反对票|多数(?:票)?通过"
)  # fmt: skip
_OBJECTED = re.compile(r"\b(?:objected|opposed|protested|spoke against)\b|\bse opus(?:o|ieron)\b|反对")
# A clause with neither one of these nor a count ("seven to two") tells of no vote: as most do not, that is looked for first.
_PIECES = """
    unanim all every whole entire full against vot dissent disagree object oppos opus protest nem voice nadie narrowly majority mayoria split
    divided -0 一致 票 反对 多数
"""
_OF_A_VOTE = tuple(_PIECES.split())
_COUNTED = re.compile(rf" to (?:{_N}|{_NIL})\b")
_CUT = re.compile(r"[,;]\s+|[，；。]|\s(?:but|while|whereas|although|pero|mientras)\s|\s(?:and|y)\s(?!" + _N + r"\b)")
_OF_VOTES_WORDS = """
    vote votes voted voting approve approved approval agree agreed pass passed adopt adopted accept accepted back backed support supported
    decide decided decision motion council board committee member members councillor councillors meeting unanimous unanimously unanimity
    favour favor object objected objection objections oppose opposed dissent dissented against majority split divided one nobody none
    everyone everybody voto votos votar aprobo aprobado unanimidad contra mayoria
"""
_NO_MATTER = LIGHT | frozenset(_OF_VOTES_WORDS.split())
_NUMBER = re.compile(rf"{_N}|\d.*")


@dataclass(frozen=True, slots=True)
class _Told:
    """What one clause tells of a vote, as written, and the words of matter by which its vote is known."""

    all: str
    divided: str
    objected: str
    matter: frozenset[str]


_NO_VOTE = _Told("", "", "", frozenset())


def check_votes(claim: str, sentences: Sequence[str]) -> list[Finding]:
    """A finding where all agreed in the claim and not all of them in the cited sentences, or the other way round."""
    found: list[Finding] = []
    for part in parts(claim):
        mine = _told(part, claim)
        if mine.all and not mine.divided:
            found += _not_all(part, mine, [told for s in sentences for told in _clauses(s)])
        elif mine.divided and not mine.all:
            found += _not_divided(mine, [told for s in sentences for told in _clauses(s)])
    return found


def was_divided(text: str) -> bool:
    """True when a sentence of ``text`` tells of a vote in which not all agreed."""
    return any(told.divided for told in _clauses(text))


def _not_all(part: str, mine: _Told, theirs: Sequence[_Told]) -> list[Finding]:
    """A finding where no cited clause on this vote says that all agreed."""
    nobody = _NOBODY.search(fold(part, accents=True).text) is not None
    against = [t for t in theirs if (t.divided or (nobody and t.objected)) and not (t.all and not nobody)]
    alike = [t for t in theirs if t.all and not t.divided]
    near = max((_near(mine, t) for t in alike), default=-1)
    rival = max(against, key=lambda t: _near(mine, t), default=None)
    if rival is not None and (not alike or _near(mine, rival) > near):
        reason = f"the claim says “{mine.all}”, the source says “{rival.divided or rival.objected}”"
        return [Finding(Status.NOT_CONFIRMED if _of_another(mine, rival) else Status.CONTRADICTED, reason)]
    if not alike and "nanim" in mine.all.casefold():
        return [Finding(Status.NOT_CONFIRMED, f"the cited words do not say “{mine.all}”")]
    return []


def _not_divided(mine: _Told, theirs: Sequence[_Told]) -> list[Finding]:
    """A finding where the only cited clauses that tell of the vote say that all agreed."""
    alike = [t for t in theirs if t.all and not t.divided]
    if not alike or any(t.divided for t in theirs):
        return []
    rival = max(alike, key=lambda t: _near(mine, t))
    reason = f"the claim says “{mine.divided}”, the source says “{rival.all}”"
    return [Finding(Status.NOT_CONFIRMED if _of_another(mine, rival) else Status.CONTRADICTED, reason)]


def _of_another(mine: _Told, theirs: _Told) -> bool:
    """True when each names its matter, and none of it is the other's."""
    return bool(mine.matter) and bool(theirs.matter) and not _near(mine, theirs)


def _near(mine: _Told, theirs: _Told) -> int:
    """How many words of matter two clauses share."""
    return shared(mine.matter, theirs.matter)


@lru_cache(maxsize=READ_AGAIN)
def _clauses(sentence: str) -> tuple[_Told, ...]:
    """The clauses of a sentence that tell of a vote."""
    return tuple(t for t in _each(sentence) if t.all or t.divided or t.objected)


def _each(sentence: str) -> Iterator[_Told]:
    whole = _told(sentence, sentence)
    pieces = [piece for piece in _CUT.split(sentence) if piece]
    if len(pieces) < 2 or not (whole.all and whole.divided):
        yield whole  # "seven for and two against" is one vote
        return
    for piece in pieces:
        yield _told(piece, sentence)


def _told(clause: str, sentence: str) -> _Told:
    """What ``clause`` tells; its matter is the sentence's where it has none of its own."""
    folded = fold(clause, accents=True)
    if not any(piece in folded.text for piece in _OF_A_VOTE) and not _COUNTED.search(folded.text):
        return _NO_VOTE
    said = _ALL.search(folded.text)
    rest = _ALL.sub(lambda m: " " * len(m[0]), folded.text) if said else folded.text
    divided, objected = _DIVIDED.search(rest), _OBJECTED.search(rest)
    written = [
        folded.source_span(m.start(), m.end()).of(clause).strip() if m else "" for m in (said, divided, objected)
    ]
    matter = (_matter(clause) or _matter(sentence)) if any(written) else frozenset()  # as most clauses tell of no vote
    return _Told(written[0], written[1], written[2], matter)


def _matter(text: str) -> frozenset[str]:
    """The words by which one vote is told from another."""
    return frozenset(w.text for w in content_words(text) if w.text not in _NO_MATTER and not _NUMBER.fullmatch(w.text))
