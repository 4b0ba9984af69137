"""Why a verdict is what it is, in the reader's language.

rag/verify gives its reasons in English, and a saved answer keeps them so; reasons.tsv has each in Spanish and Chinese. What
a reason quotes of the claim or its source stays as it is, and so does a reason that is not in there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rag.phrases import LANGUAGES
from rag.types import Conflict, Status, Verdict
from rag.verify.values.qualifiers import Qualifier
from ui.answer_words import status_word
from ui.in_language import Words, in_language

if TYPE_CHECKING:
    from rag.brief.types import Difference  # slow to import, and only named here

FILE = Path(__file__).with_name("reasons.tsv")
_JOINED = "; "  # between reasons
# What is held against what: a sentence against its source, or a fact of our record against the original.
_SIDES: tuple[dict[str, Words], ...] = (
    {
        "claim": ("the claim", "la frase", "该句"),
        "source": ("the source", "la fuente", "来源"),
        "cited": ("the cited words", "las palabras citadas", "引文"),
    },
    {
        "claim": ("our record", "nuestro registro", "本站记录"),
        "source": ("the original", "el original", "原文"),
        "cited": ("these words of the original", "estas palabras del original", "原文的这些文字"),
    },
)
_WIDENED: dict[str, Words] = {
    Qualifier.MORE: ("more than {figure}", "más de {figure}", "{figure}以上"),
    Qualifier.LESS: ("less than {figure}", "menos de {figure}", "不足{figure}"),
    Qualifier.ABOUT: ("about {figure}", "unos {figure}", "约{figure}"),
    Qualifier.NEARLY: ("nearly {figure}", "casi {figure}", "将近{figure}"),
}
_DAYS: dict[str, Words] = {
    "Monday": ("Monday", "lunes", "星期一"),
    "Tuesday": ("Tuesday", "martes", "星期二"),
    "Wednesday": ("Wednesday", "miércoles", "星期三"),
    "Thursday": ("Thursday", "jueves", "星期四"),
    "Friday": ("Friday", "viernes", "星期五"),
    "Saturday": ("Saturday", "sábado", "星期六"),
    "Sunday": ("Sunday", "domingo", "星期日"),
}
_WIDENING = re.compile(rf"({'|'.join(_WIDENED)}) (.+)")
_SLOT = re.compile(r"\\\{(\w+)\\\}")  # as re.escape leaves it


def reason_words(reason: str, language: str) -> str:
    """A reason, or several joined, in ``language``; as it is where that is none of ours."""
    if language not in LANGUAGES[1:]:
        return reason
    return ("；" if language == "zh" else _JOINED).join(_each(reason, language))


def conflict_words(conflict: Conflict | Difference, language: str) -> str:
    """Why two sources are set against each other: an editor's own words, or what code found, in ``language``."""
    told = "" if conflict.by_editor or language not in LANGUAGES[1:] else _one(conflict.reason, language)
    return told or conflict.reason


def doubt_words(verdict: Verdict, language: str) -> str:
    """ "partly supported: the cited words do not speak of: harbour", in ``language``; "" of a claim that is supported."""
    if verdict.status is Status.SUPPORTED:
        return ""
    colon = "：" if language == "zh" else ": "
    return f"{status_word(verdict.status, language)}{colon}{reason_words(verdict.reason, language)}"


def _each(reason: str, language: str) -> Iterator[str]:
    """The reasons one by one: a semicolon may part two or stand in one, so the first words that are one are taken for it."""
    pieces = reason.split(_JOINED)
    while pieces:
        ends = range(1, len(pieces) + 1)
        found = next(((n, told) for n in ends if (told := _one(_JOINED.join(pieces[:n]), language))), (1, pieces[0]))
        yield found[1]
        pieces = pieces[found[0] :]


def _one(reason: str, language: str) -> str:
    """One reason in ``language``; "" when the table does not have it."""
    for pattern, wording in _patterns(language):
        if match := pattern.fullmatch(reason):
            return wording.format_map({name: _value(name, said, language) for name, said in match.groupdict().items()})
    return ""


def _value(name: str, said: str, language: str) -> str:
    """What stands in a slot: a reason, a figure with what widens it, or words that stay as they are."""
    if name == "reason":
        return reason_words(said, language)
    if name == "day" and said in _DAYS:
        return in_language(_DAYS, said, language)
    widened = _WIDENING.fullmatch(said)
    return in_language(_WIDENED, widened[1], language, figure=widened[2]) if widened else said


@cache
def _patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    """What a reason looks like in English, and how it is put in ``language``; the more words of ours a row has, the earlier it is tried."""
    column = LANGUAGES.index(language)
    rows = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    forms = dict.fromkeys(
        (_filled(row[0], sides, 0), _filled(row[column], sides, column)) for row in rows for sides in _SIDES
    )
    ranked = sorted(forms, key=lambda form: -len(re.sub(r"\{\w+\}", "", form[0])))
    return [(_pattern(form), put) for form, put in ranked]


def _pattern(form: str) -> re.Pattern[str]:
    """Fits the reasons of a row in English; a slot that comes again has the same words again."""
    seen: set[str] = set()

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>.+?)"

    return re.compile(_SLOT.sub(slot, re.escape(form)), re.DOTALL)


def _filled(words: str, sides: dict[str, Words], column: int) -> str:
    for name, said in sides.items():
        words = words.replace(f"{{{name}}}", said[column])
    return words
