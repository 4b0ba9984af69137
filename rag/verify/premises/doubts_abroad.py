"""A Spanish or Chinese premise that a unit in its own language denies, or gives another place in the order: "the highest" of the fourth highest.

The words that say no stand in closed lists; what they deny must be a word of the premise, and no unit as near may have it undenied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.content import key
from rag.gloss import as_listed
from rag.glossary import senses
from rag.tokens import is_cjk
from rag.verify.premises.beside import Beside, one_stem
from rag.verify.premises.doubt import CLOSE, SIDE, Doubt
from rag.verify.premises.poles import HAS_NEGATION
from rag.verify.premises.poles_abroad import poles
from rag.verify.premises.units import Unit, clauses_of
from rag.verify.questions.presupposed import Form
from rag.verify.words.synonyms import synonymous

_I = re.IGNORECASE
_BETWEEN = (
    r"(?:(?:se|le|les|lo|la|los|las|nos|ha|han|había|habían|hay|fue|fueron|es|son|era|eran|está|están|puede|pueden|pudo|podrá|ser|sido|haber|llegó|a|ya|aún|"
    r"todavía|ningún|ninguna|ni|un|una|el)\s+)*"
)
_FINDS = r"(?:detect|encontr|hall|apreci|constat|observ|localiz|registr|consta)\w*"
_OF_IT = r"(?:ning[uú]na?\s+|ni\s+|un\w*\s+)?(?:indicios?|pruebas?|rastros?|casos?|evidencias?|signos?)?\s*(?:de\s+|alguna?\s+|el\s+|la\s+)*"
# The verb behind "no", and what was not found.
_DENIED = {
    "es": (
        re.compile(rf"\b(?:no|nunca|jamás|tampoco)\s+{_BETWEEN}(?P<word>[^\W\d_]{{3,}})", _I),
        re.compile(rf"\b(?:no|tampoco)\s+{_BETWEEN}{_FINDS}\s+{_OF_IT}(?P<word>[^\W\d_]{{3,}})", _I),
        re.compile(r"\b(?:descart|desmint|desmien|neg)(?:ó|aron|ieron|a|an|e|en|ado|ado)\b\s+(?:que\s+)?(?:haya\w*\s+|se\s+|el\s+|la\s+)*(?P<word>[^\W\d_]{3,})", _I),
    ),
    "zh": (
        re.compile(r"(?:没有|并未|从未|尚未|未能|未曾|未经|未|不予|不再|无法|并非|不是|没)(?P<word>[㐀-鿿]{2,6})"),
        re.compile(r"(?:没有|并未|尚未|未能|未|没)(?:发现|检出|发生|出现|查出|查明|证据证明|证据表明|证据)(?P<word>[㐀-鿿]{2,12})"),
    ),
}  # fmt: skip
_ONLY = re.compile(r"\bno\s+(?:s[óo]lo|solamente|obstante|únicamente)\b|不仅|不但|不只|不过", _I)
_ORDINAL_ES = r"(?:segund|tercer|cuart|quint|sext|séptim|octav|noven|décim)[oa]?"
_MOST_ES = re.compile(rf"(?<!\w)(?:(?P<nth>{_ORDINAL_ES})\s+(?:[^\W\d_]+\s+)?)?más\s+(?P<how>[^\W\d_]{{3,}})", _I)
_TOP_ES = re.compile(r"\b(?:el|la|los|las)\s+(?:[^\W\d_]+\s+)?más\s+(?P<how>[^\W\d_]{3,})", _I)
_NTH_ZH = re.compile(r"第(?P<nth>[二三四五六七八九十]+|[2-9]\d?)(?P<how>[高低大小多少长短快慢])")
_TOP_ZH = re.compile(r"最(?P<how>[高低大小多少长短快慢])")


def denied_abroad(case: Beside, unit: Unit, share: float) -> Doubt | None:
    """The word of the premise that a unit in its own language denies; None where it denies none."""
    if case.premise.form is Form.OPEN or _ONLY.search(unit.text):
        return None
    for at, denied in _denials(unit.text, case.language):
        struck = next((word for word in _said(case) if _same(word, denied, case.language)), "")
        if struck and not _affirmed(case, unit, at, struck, share):
            return Doubt(struck, unit, share >= CLOSE)
    return None


def other_rank(case: Beside) -> Doubt | None:
    """It calls something the most, and a unit about it the second, third or fourth most."""
    top, nth = (_TOP_ES, _MOST_ES) if case.language == "es" else (_TOP_ZH, _NTH_ZH)
    said = top.search(case.premise.text) if case.language in _DENIED else None
    if said is None or case.premise.form is Form.OPEN or any(m["nth"] for m in nth.finditer(case.premise.text)):
        return None
    for unit in case.units:
        if not case.native(unit) or case.share(unit, said[0]) < CLOSE or not case.of_its_time(unit):
            continue
        told = [
            found
            for found in nth.finditer(unit.text)
            if key(found["how"], case.language) == key(said["how"], case.language)
        ]
        if told and all(found["nth"] for found in told) and not (case.language == "zh" and top.search(unit.text)):
            return Doubt(said[0], unit, True)
    return None


def _denials(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Where each denial begins and the word, or of Chinese the run, that it denies."""
    for pattern in _DENIED[language]:
        for found in pattern.finditer(text):
            yield found.start(), found["word"]


def _said(case: Beside) -> list[str]:
    """The premise's own words, those that tell which way it went as well."""
    if case.language == "zh":
        return [word for word in case.full if len(word) > 1]
    return [word for word in re.findall(r"[^\W\d_]{3,}", case.premise.text) if word in case.full or key(word)]


def _same(word: str, denied: str, language: str) -> bool:
    """True for two forms of one word, two of one pole, and two words that English has one sense for; a Chinese word in the run denied."""
    if language == "zh":
        return is_cjk(word) and word.strip("了过着的") in denied
    if key(word, language) and one_stem(key(word, language), key(denied, language)):
        return True
    if any(key(word) in pole and key(denied) in pole for pole, _ in poles(language)):
        return True
    return any(synonymous(a, b) for a in _english(word, language) for b in _english(denied, language))


def _english(word: str, language: str) -> tuple[str, ...]:
    listed = as_listed(language)[0].get(word.lower(), "")
    return tuple(sense.lower() for sense in (listed, *senses(word, language)[:1]) if sense and " " not in sense)


def _affirmed(case: Beside, unit: Unit, at: int, struck: str, share: float) -> bool:
    """True when the word stands undenied in another clause of the unit that tells as much of the premise, or in a unit as near."""
    start = 0
    for clause in clauses_of(unit.text):
        here = start <= at < start + len(clause)
        start += len(clause)
        if not here and not HAS_NEGATION.search(clause) and _stands(struck, clause, case.language):
            return True
    near = (u for u in case.units if u is not unit and case.share(u) >= share - SIDE)
    return any(_stands(struck, u.text, case.language) and not HAS_NEGATION.search(u.text) for u in near)


def _stands(word: str, text: str, language: str) -> bool:
    if language == "zh":
        return word in text
    return any(key(word, language) == key(other, language) for other in re.findall(r"[^\W\d_]{3,}", text))
