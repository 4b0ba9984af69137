"""First of all against one of the first ("la más alta", "la cuarta más alta"), and all of one mind against a vote that was none or was parted."""

from __future__ import annotations

import re

from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.tongues.pieces import plain

_ES_ORDINAL = "primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|sext[ao]|septim[ao]|octav[ao]|noven[ao]|decim[ao]|\\d+[ao.ºª]"
_ES_SUPERLATIVE = re.compile(
    rf"\b(?:el|la|los|las)\s+(?:[a-zñ]+\s+){{0,2}}?(?:(?P<rank>{_ES_ORDINAL})\s+(?:[a-zñ]+\s+)?)?(?P<what>(?:mas|menos)\s+[a-zñ]+|mayor|menor|mejor|peor)\b(?!\s+que)"
)
_ES_ONE_OF = re.compile(r"\bun[oa] de (?:los|las)\s+(?:[a-zñ]+\s+){0,2}?$")
_ZH_SUPERLATIVE = re.compile(
    r"(?:第(?P<rank>[一二三四五六七八九十\d]+)|(?P<top>最))(?P<what>[高大长多早快好贵低小短少晚慢差深宽重强])"
)
_ES_UNANIMOUS = re.compile(r"\bpor unanimidad\b|\bunanim\w+|\bsin ningun voto en contra\b|\bpor asentimiento\b")
_ES_PARTED = re.compile(
    r"\b(?:\w+ )?votos? en contra\b|\b(?:\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|un|una) (?:votos )?en contra\b|\babstencion(?:es)?\b"
    r"|\bse opus\w+|\bno se (?:somet\w+|vot\w+)|\bpor mayoria\b|\bvotos (?:a|contra|frente a) (?:\d|[a-z])|\bsin votacion\b"
)
_ZH_UNANIMOUS = re.compile(r"一致(?:通过|同意|赞成|否决|决定|认为|反对)|全票|全体一致|无人反对")
_ZH_PARTED = re.compile(
    r"[\d一二三四五六七八九十两]+票(?:反对|弃权)|票对[\d一二三四五六七八九十两]+票|多数(?:票)?通过|未(?:付诸|进行)?表决|没有表决|不(?:付诸)?表决"
)
_ZH_ALL = re.compile(r"全部|全都|一律|所有|无一(?:例外)?|每[次个批]都|均")
_ZH_OUTCOME = re.compile(r"(?P<bad>不合格|不达标|未达标|超标|不及格|未通过|未完成)|(?P<good>合格|达标|及格|通过|完成)")
_ZH_COUNT = re.compile(
    r"(?<![\d.])(?!0(?!\d))(?:\d+|[一二三四五六七八九十两几]+)(?:批次|批|次|个|名|家|项|件|份|座|所|人|只|起|辆)[^，；。：]{0,6}?$"
)


def check_extremes(claim: str, source: str, language: str) -> list[Finding]:
    """A finding for a claim that goes further than its source: first for third, all for some, unanimous for parted."""
    if language[:2] == "zh":
        return (
            _first_of_all(claim, source, _ZH_SUPERLATIVE)
            or _one_mind(claim, source, _ZH_UNANIMOUS, _ZH_PARTED)
            or _all(claim, source)
        )
    mine, theirs = plain(claim), plain(source)
    return _first_of_all(mine, theirs, _ES_SUPERLATIVE) or _one_mind(mine, theirs, _ES_UNANIMOUS, _ES_PARTED)


def _first_of_all(claim: str, source: str, pattern: re.Pattern[str]) -> list[Finding]:
    for mine in pattern.finditer(claim):
        if mine["rank"] or _ES_ONE_OF.search(claim[: mine.start("what")]):
            continue
        told = [m for m in pattern.finditer(source) if m["what"] == mine["what"]]
        if told and all(m["rank"] not in (None, "一", "1", "primer", "primera", "primero") for m in told):
            reason = f"the claim says “{mine.group()}”, the source says “{told[0].group()}”"
            return [Finding(Status.CONTRADICTED, reason)]
    return []


def _one_mind(claim: str, source: str, alike: re.Pattern[str], parted: re.Pattern[str]) -> list[Finding]:
    mine, theirs = alike.search(claim), parted.search(source)
    if mine and theirs and not alike.search(source):
        return [
            Finding(Status.CONTRADICTED, f"the claim says “{mine.group()}”, the source says “{theirs.group().strip()}”")
        ]
    return []


def _all(claim: str, source: str) -> list[Finding]:
    """ "全部达标" of a source that counts some that did not."""
    every = _ZH_ALL.search(claim)
    told = _ZH_OUTCOME.search(claim, every.end()) if every else None
    if every is None or told is None:
        return []
    for other in _ZH_OUTCOME.finditer(source):
        if bool(other["bad"]) != bool(told["bad"]) and _ZH_COUNT.search(source[: other.start()]):
            reason = f"the claim says “{every.group()}{told.group()}”, the source says “{other.group()}”"
            return [Finding(Status.CONTRADICTED, reason)]
    return []
