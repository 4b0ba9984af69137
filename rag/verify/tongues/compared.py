"""Which of two things a Spanish or Chinese text puts above the other: "A es más barata que B" is "B es más cara que A", 甲低于乙 is 乙高于甲."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.types import Span, Status
from rag.verify.findings import Finding
from rag.verify.tongues.pieces import matter, plain
from rag.verify.values.statement import read

_SCALES = """
    caro cara caros caras costoso costosa | barato barata baratos baratas economico economica
    alto alta altos altas elevado elevada | bajo baja bajos bajas
    grande grandes | pequeno pequena pequenos pequenas
    largo larga largos largas | corto corta cortos cortas
    viejo vieja antiguo antigua viejos antiguas antiguos | joven nuevo nueva reciente jovenes nuevos nuevas
    rapido rapida rapidos rapidas | lento lenta lentos lentas
    pesado pesada | ligero ligera liviano liviana
    profundo profunda | somero somera
    ancho ancha | estrecho estrecha
    fuerte fuertes | debil debiles
    rico rica | pobre pobres
    caliente caluroso calurosa | frio fria
    tarde | temprano pronto
    dificil dificiles | facil faciles
    lejos | cerca
    numeroso numerosa numerosos numerosas | escaso escasa escasos escasas
"""
_SIDE = {
    word: (n, side)
    for n, line in enumerate(_SCALES.strip().splitlines())
    for side, forms in enumerate(line.split("|"))
    for word in forms.split()
}
_ES = re.compile(
    r"(?:(?P<way>mas|menos) (?P<what>[a-z]+)|(?P<own>mayor|menor|mejor|peor|superior|inferior)) (?P<than>que|al?|de lo que)\s+(?P<rest>[^,;.:]+)"
)
_ZH_MORE = "高于 多于 大于 早于 优于 快于 长于 重于 强于 超过 胜过 领先于 贵于"
_ZH_LESS = "低于 少于 小于 晚于 劣于 慢于 短于 轻于 弱于 不及 不如 落后于 便宜于"
_ZH = re.compile(
    rf"(?P<left>[^，；。：]+?)(?<!不)(?:(?P<more>{'|'.join(_ZH_MORE.split())})|(?P<less>{'|'.join(_ZH_LESS.split())}))(?P<rest>[^，；。：]+)"
    r"|(?P<left2>[^，；。：]+?)比(?P<rest2>[^，；。：]+?)(?:更|要|还)?(?P<adj>[高多大早快长重强贵好晚低少小慢短轻弱差])(?![于])"
)
_ZH_PAIR = {
    "高": "低",
    "多": "少",
    "大": "小",
    "早": "晚",
    "快": "慢",
    "长": "短",
    "重": "轻",
    "强": "弱",
    "贵": "便",
    "好": "差",
}
_ZH_LESSER = {less: more for more, less in _ZH_PAIR.items()}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands before and behind "more than", on which scale, and True for more; ``said``: its words."""

    left: str
    right: str
    scale: str
    more: bool
    said: str
    span: Span


def comparisons(text: str, language: str) -> list[Comparison]:
    """The comparisons of two things in ``text``; a limit in figures is no thing."""
    found = []
    if language[:2] == "zh":
        for m in _ZH.finditer(text):
            if m["left"]:
                word = m["more"] or m["less"]
                scale = word[0] if m["more"] else _ZH_LESSER.get(word[0], word[0])
                found.append(Comparison(m["left"], m["rest"], scale, bool(m["more"]), word, Span(*m.span())))
            else:
                adj = m["adj"]
                found.append(
                    Comparison(
                        m["left2"],
                        m["rest2"],
                        _ZH_LESSER.get(adj, adj),
                        adj not in _ZH_LESSER,
                        f"比…{adj}",
                        Span(*m.span()),
                    )
                )
    else:
        folded = plain(text)
        for m in _ES.finditer(folded):
            left = re.split(r"[,;.:](?!\d)", folded[: m.start()])[-1]
            if m["own"]:
                scale, more = {"mayor": ("m", True), "menor": ("m", False), "superior": ("m", True)}.get(
                    m["own"], ("b", m["own"] == "mejor") if m["own"] in ("mejor", "peor") else ("m", False)
                )
            else:
                number, side = _SIDE.get(m["what"], (-1, 0))
                scale, more = (m["what"] if number < 0 else str(number)), (m["way"] == "mas") != bool(side)
            said = m.group().split(f" {m['than']} ")[0]
            found.append(Comparison(left, m["rest"], scale, more, said, Span(m.start() - len(left), m.end())))
    return [c for c in found if not _counts(c.right, language)]


def _counts(right: str, language: str) -> bool:
    """True for "more than 300": what stands behind begins with a figure."""
    found = read(right, language).figures
    return bool(found) and found[0].span.start <= 2


def check_compared(claim: str, source: str, language: str) -> list[Finding]:
    """A finding where the claim puts the other of the two first."""
    for mine in comparisons(claim, language):
        for theirs in comparisons(source, language):
            if (way := _turned(mine, theirs, language)) is not None and way:
                reason = f"the claim says “{mine.said}”, the source says “{theirs.said}”"
                if mine.said == theirs.said:
                    reason = "what is compared has changed sides"
                return [Finding(Status.CONTRADICTED, reason)]
    return []


def _turned(mine: Comparison, theirs: Comparison, language: str) -> bool | None:
    """True where the two cannot both be right, False where they say one thing, None where they compare other things."""
    if mine.scale != theirs.scale:
        return None
    left, right = matter(mine.left, language), matter(mine.right, language)
    theirs_left, theirs_right = matter(theirs.left, language), matter(theirs.right, language)
    straight = len((right - left) & (theirs_right - theirs_left))
    crossed = len((right - left) & (theirs_left - theirs_right)) + len((theirs_right - theirs_left) & (left - right))
    if straight == crossed:
        return None
    return (mine.more != theirs.more) if straight > crossed else (mine.more == theirs.more)


def as_the_claim_tells(claim: str, source: str, language: str) -> str:
    """``source`` with its comparison in the claim's words, where that tells the same from the other side and nothing more."""
    if language[:2] != "zh" and (len(plain(source)) != len(source) or len(plain(claim)) != len(claim)):
        return source
    for mine in comparisons(claim, language):
        for theirs in comparisons(source, language):
            if _turned(mine, theirs, language) is not False or mine.more == theirs.more:
                continue
            new, old = mine.span.of(claim), theirs.span.of(source)
            added = (
                set(new) - set(mine.said) - set(old)
                if language == "zh"
                else matter(new, language) - matter(mine.said, language) - matter(old, language)
            )
            if not added:
                return source[: theirs.span.start] + new + source[theirs.span.end :]
    return source
