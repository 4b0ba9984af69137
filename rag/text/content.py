"""The words of a question or passage that carry its matter, under the same terms as the index uses.

To the stop words of BM25, which are not repeated here for English, these add the frame of a question ("what is the name of",
"how many people", "the biggest"), which says what is asked for but not about what. Closed classes only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text.tokens import fold, is_cjk, tokens
from rag.types import Source

_EN = """a an every neither no none yet i me my we us he him it ones someone something anyone anything everyone is be am do ought of in
on at by to without within onto among against as until since up around towards toward upon across via near past next beside besides beyond
behind below beneath above along alongside amid amidst despite except unlike like inside outside opposite plus minus regarding concerning
throughout underneath versus vs or if so because while though although whether more most less least few little lot lots other another
again once never s t re ve ll d m don doesn didn isn aren wasn weren won wouldn couldn shouldn saying tells told gives gave given shows
names lists call mention mentions state states describe describes compare compared comparing comparison put document documents source
sources text texts passage passages corpus exactly actually thanks really yes ok make makes made get gets got come comes came take takes
took go goes went know known think find finds found finding findings use used using happen happens happened mean means number amount
figure figures total quantity kind type sort thing things way ways case people person long far often big fair properly check pick part
parts tool tools method methods step steps role reason reasons result results point points issue issues worth timeline sourced summary
overview body bodies biggest largest highest lowest smallest greatest worst best top main major hardest latest earliest longest shortest
usually typically mostly mainly works worked working conclude concludes concluded argue argues argued claim claims claimed report reports
reported fy fiscal calendar year years month months day days time times date somebody anybody everybody nobody nothing everything
somewhere anywhere nowhere everywhere somehow anyhow anyway whoever whatever whichever whenever wherever however myself yourself himself
herself itself ourselves yourselves themselves yours hers theirs maybe perhaps hi hey hello okay yeah nope"""
_ES = """el la los las lo un una unos unas de del al a en con por para sin sobre entre desde hasta segun hacia contra durante
tras ante bajo y o u e ni que quien quienes cual cuales cuando donde como cuanto cuanta cuantos cuantas porque si no es son
fue fueron era eran ser sido esta estan estaba hay hubo habia ha han he haber tiene tienen tuvo tener hace hizo hacer se su
sus le les me mi te tu nos este estos estas ese esa esos esas eso esto aquel mas menos muy mucho muchos mucha muchas poco
todo todos toda todas otro otra otros otras tambien ya aun solo pero ademas dos veo dice dicen dijo decir exactamente
documentos documento fuentes fuente cifra cifras numero total cantidad ano anos mes meses dia dias"""
_ZH = """的 了 在 是 有 和 与 及 或 也 都 就 还 把 被 对 从 到 向 给 让 由 于 为 以 之 而 但 吗 呢 吧 啊 么 这 那 此 该 其 它 他 她
我 你 们 个 些 哪 哪个 哪些 哪几个 哪里 哪儿 什么 啥 为什么 为啥 咋 到底 究竟 请问 一共 总共 怎么 怎样 如何 多少 谁 几 何时 何 多 很 不 没 没有 可以 可能 能 会 要 说 说过
关于 根据 请 份 家 位 名 次 种 里 上 下 中 后 前 时 年 月 日 人 数 人数 是否 所 地 得 着 过"""
FRAME: dict[str, frozenset[str]] = {lang: frozenset(w.split()) for lang, w in (("en", _EN), ("es", _ES), ("zh", _ZH))}

SEED = "the article"  # the heading of its passages
_HAN = "㐀-鿿"
_SURFACE = re.compile(
    r"\b(?:U\.S\.(?:A\.)?|United States(?: of America)?|EE\. ?UU\.|Estados Unidos)(?!\w)|美国"
    r"|\b(?:\w*\d\w*-[\w-]*[A-Za-z][\w-]*|[A-Za-z]\w*-(?:\w+-)*\d[\w-]*)"  # codes: 4-abc, gao-18-205
    rf"|\d[\d.,]*\d|\d+|[^\W\d_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*|[{_HAN}]+?(?=美国)|[{_HAN}]+"
)
_POSSESSIVE = re.compile(r"['’]s?$")
ACRONYM = re.compile(r"\(([A-Z][A-Z.&-]{1,9})\)")  # as a name states it: Some Long Name (SLN)
_INITIAL = re.compile(r"\b(?!(?:The|And|Of|For)\b)[A-Z](?=[a-z]+)")
_OFFICE = re.compile(r"\b(Department|Ministry|Office|Bureau) of (?:the )?")
ASIDE = re.compile(r"\s*\([^()]*\)")  # "(co-chair)"
_MONTHS_EN = "january february march april may june july august september october november december"
_MONTHS_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
MONTHS, MONTHS_ES = _MONTHS_EN.split(), _MONTHS_ES.split()


def surfaces(text: str) -> list[str]:
    """The words, numbers and codes of ``text`` as they stand; a run of Chinese is one, hyphenated words are parted."""
    return [_POSSESSIVE.sub("", found) for found in _SURFACE.findall(text)]


def content(text: str, language: str = "en") -> list[str]:
    """The words of ``text`` that are neither function words nor the frame of a question, in order; Chinese runs whole."""
    return [word for word in surfaces(text) if not in_frame(word, language)]


@lru_cache(maxsize=20_000)
def in_frame(word: str, language: str) -> bool:
    """True for a function word or a word of the frame; an acronym is neither, whatever it spells ("US", "WHO")."""
    if is_cjk(word):
        return word in FRAME["zh"]
    low = fold(word)
    if word.isupper() and len(word) > 1 and low != "fy":
        return False
    bare = low.split("'")[0]
    return (
        not tokens(word)
        or bare in FRAME["en"]
        or (language == "es" and low in FRAME["es"])
        or (len(low) < 2 and not low.isdigit())
    )


def by(source: Source) -> str:
    """A source's authors without what is noted of them: "Sean O'Connor, Lauren Greenwood"; "" where none is known."""
    return ", ".join(filter(None, (ASIDE.sub("", author).strip() for author in source.authors)))


def initials(publisher: str) -> str:
    """``GAO`` of ``Government Accountability Office``, for every part of a name that has two words or more; ``DOJ`` beside ``DJ``."""
    parts = re.split(r"[/;,(]", publisher)
    found = ["".join(_INITIAL.findall(part)) for part in parts]
    found += ["".join(_INITIAL.findall(_OFFICE.sub(r"\1 Ox ", part))) for part in parts if _OFFICE.search(part)]
    return " ".join(name for name in found if len(name) > 1)
