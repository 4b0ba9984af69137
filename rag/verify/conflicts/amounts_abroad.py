"""Two Spanish or two Chinese statements that give different amounts of one thing: same unit, same noun, same subject, same time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.verify.conflicts.scope import rounded
from rag.verify.tongues.company import Item, items
from rag.verify.tongues.unfolded import unfolded
from rag.verify.values.dates import When, compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.percentages import part_told
from rag.verify.values.rounding import bearing, clash
from rag.verify.values.statement import Statement, read
from rag.verify.words.negation import hedges
from rag.verify.words.simplified import simplified

# What tells nothing of which thing is meant in a case that is about one.
_ZH_SAME = frozenset("该厂院校司局市县镇村桥项目本公其中共一约达为是了的于在各已有年月日对将近超过全目前开展进行")
_ZH_IN_ALL = re.compile("累计|合计|总计|历年|历史")
_ES_SAME = frozenset(["total", "cerca", "unos", "unas", "segun", "hoy", "aproximad", "municip"])
_ANOTHER = re.compile(
    r"(?<!\w)(?:otro|otra|anterior|segund[oa]|adicional)(?!\w)|另|首批|第[一二三\d]批|再", re.IGNORECASE
)
# What happens once: another date of it is another account.
_EVENTS_WORDS = """
    成立 发布 公布 签署 签订 宣布 生效 关闭 投产 投入运行 投入使用 通车 开通 启用 开业 开工 动工 竣工 建成 落成 开幕 闭幕 出生 去世
    逝世 上任 就任 当选 辞职 离任 判决 裁定 批准 通过 拆除 倒塌 坍塌 沉没 爆炸 停产 停业 破产 上市 收购 封闭 创办 创立 设立
"""
CHINESE_EVENTS = frozenset(_EVENTS_WORDS.split())
_PART_OF = re.compile(r"其中|de (?:los|las) (?:cuales|que)|de ell[oa]s")
_LEAST = 2  # words, or pairs of characters, that two labels must share
_HALF = 0.5  # of the shorter one


def differing_amounts(a: Statement, b: Statement) -> tuple[Figure, Figure] | None:
    """The first two amounts of one thing that cannot both be right; None where any doubt is left."""
    language = a.language[:2]
    if language not in ("es", "zh") or bool(_ANOTHER.search(a.text)) != bool(_ANOTHER.search(b.text)):
        return None
    if bool(_ZH_IN_ALL.search(a.text)) != bool(_ZH_IN_ALL.search(b.text)):
        return None
    if language == "es" and (hedges(a.text) or hedges(b.text)):
        return None
    one, two = (read(unfolded(simplified(s.text), language), language) for s in (a, b))
    mine, theirs = ([i for i in items(s, Figure) if not _PART_OF.search(s.text[: i.span.start])] for s in (one, two))
    for x in mine:
        if any(_bears(y, x) for y in theirs):
            continue
        rivals = [y for y in theirs if _rivals(x, y, one, two, language)]
        others = [m for m in mine if m is not x and any(_rivals(m, y, one, two, language) for y in rivals)]
        if len(rivals) == 1 and not others and not any(_bears(m, rivals[0]) for m in mine):
            return _figure(x), _figure(rivals[0])
    return None


def _figure(item: Item) -> Figure:
    assert isinstance(item.thing, Figure)  # noqa: S101  # only figures were asked for
    return item.thing


def _label(item: Item) -> frozenset[str]:
    """The words that tell of which thing an amount is."""
    return frozenset(w for w in item.label if not w.startswith("<"))


def _bears(a: Item, b: Item) -> bool:
    return bearing(_figure(a), _figure(b)) is not None or bearing(_figure(b), _figure(a)) is not None


def _rivals(x: Item, y: Item, one: Statement, two: Statement, language: str) -> bool:
    """True for two amounts of the same that clash."""
    a, b = _figure(x), _figure(y)
    if a.unit != b.unit or a.noun != b.noun or (not a.unit and not a.noun) or rounded(a, b) or not clash(a, b):
        return False
    if part_told(one, a) != part_told(two, b) or not _one_time(one.date_of(a), two.date_of(b), one.dates, two.dates):
        return False
    mine, theirs = _label(x), _label(y)
    shared = mine & theirs
    if len(shared) < _LEAST or len(shared) < _HALF * min(len(mine), len(theirs)):
        return False
    return not _other_subject(mine, theirs, language)


def _other_subject(mine: frozenset[str], theirs: frozenset[str], language: str) -> bool:
    """True where each label has something of its own that tells of which thing the amount is."""
    if language == "zh":
        left, right = (set("".join(label)) - _ZH_SAME for label in (mine, theirs))
        return bool(left - right and right - left)
    return bool(mine - theirs - _ES_SAME and theirs - mine - _ES_SAME)


def of_two(a: Statement, x: Figure, b: Statement, y: Figure) -> bool:
    """True where two figures, of Spanish or of Chinese statements, are told of two things; of English ones this does not tell."""
    language = a.language[:2]
    if language not in ("es", "zh"):
        return False
    if bool(_ZH_IN_ALL.search(a.text)) != bool(_ZH_IN_ALL.search(b.text)):
        return True
    mine, theirs = (
        next((_label(i) for i in items(s, Figure) if i.span == f.span), frozenset[str]()) for s, f in ((a, x), (b, y))
    )
    return _other_subject(mine, theirs, language)


def _one_time(x: When | None, y: When | None, a: Sequence[When], b: Sequence[When]) -> bool:
    """True unless the two are of two times."""
    if x is not None and y is not None:
        return compatible(x, y) and (x.until is None) == (y.until is None)
    if not a or not b:
        return True
    return any(compatible(m, n) for m in a for n in b)
