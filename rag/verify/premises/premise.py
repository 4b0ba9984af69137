"""A premise that the passages do not bear: denied, reversed, with another figure, date or name, or said by none of them.

By rules, and a flag is no verdict: it opens the answer with a correction, and what the sources say follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.verify.premises.beside import MET, Beside, Cut, Meets
from rag.verify.premises.doubt import Doubt
from rag.verify.premises.doubts import doubts
from rag.verify.premises.outright import outright
from rag.verify.premises.outright_abroad import none_against_abroad
from rag.verify.premises.units import Told, Unit, units_of
from rag.verify.questions.presupposed import Form, Premise, also_presupposed, presupposed

_WAITED = re.compile(
    r"\b(?:wait|waited|held? (?:off|back|out)|delay|delayed)\b", re.IGNORECASE
)  # until a year: that alone is doubted


FIGURES = ("other_figure", "other_date")  # checks that compare what is the same in every language
_OF_ARTICLE = re.compile(r"\b(?:article|art[íi]culo|story|author)|文章|报道|報道|作者", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FalsePremise:
    """The premise in the question's own words, the point of it that is not borne out, and the words that decide it.

    ``place``: of the passage in the list in which ``words`` stand. ``sure``: they are about the same thing and say
    otherwise. ``asked``: the question does not claim the premise but asks for it. ``outright``: the words leave nothing to weigh.
    ``by``: the check that found it, "" where it is outright.
    """

    text: str
    point: str
    place: int
    words: str
    sure: bool
    asked: bool = False
    outright: bool = False
    by: str = ""


def false_premise(
    question: str,
    passages: Sequence[Told],
    language: str,
    meets: Meets = lambda word, place: 0.0,
    cut: Cut | None = None,
) -> FalsePremise | None:
    """What ``question`` takes for granted and ``passages`` (best first) do not bear; None when all is well."""
    if not passages:
        return None
    units, first = units_of(passages), presupposed(question)
    heard = [unit for unit in units if not unit.of_seed]
    wrong = outright(question, heard) if language == "en" else none_against_abroad(question, heard, language)
    if wrong:
        asked = first is not None and first.form is Form.ASKED and first.text == wrong.text
        return FalsePremise(wrong.text, wrong.point, wrong.unit.place, wrong.unit.text, True, asked, outright=True)
    if first and (found := _doubted(first, units, language, meets, cut)):
        return found
    if language != "en":
        return None
    for premise in also_presupposed(question):
        if (first is None or premise.text != first.text) and (found := _doubted(premise, units, language, meets, cut)):
            return found
    return None


def _doubted(
    premise: Premise, units: Sequence[Unit], language: str, meets: Meets, cut: Cut | None
) -> FalsePremise | None:
    """The first doubt about ``premise`` that counts for its form."""
    case = Beside(premise, units, language, meets, cut)
    if not case.units:
        return None
    tests = premise.form in (Form.ASKED, Form.OPEN, Form.SOUGHT)
    for check, doubt in doubts(case):
        if doubt.unit.of_seed and not _OF_ARTICLE.search(premise.text):
            continue  # the article under examination puts nobody right
        if doubt.sure or not tests:  # what is only asked is corrected only by what says otherwise
            asked = premise.form is Form.ASKED
            sure = (
                doubt.sure and premise.form is not Form.SOUGHT
            )  # what nobody told of is refused before it is corrected
            point = premise.text if _of_another_deed(case, doubt) else doubt.point
            return FalsePremise(premise.text, point, doubt.unit.place, doubt.unit.text, sure, asked, by=check)
    return None


def _of_another_deed(case: Beside, doubt: Doubt) -> bool:
    """True where a figure or a date is doubted beside words that do not tell the rest either: to doubt the year of "legalized in 2020" would
    grant that it was legalized."""
    value = any(char.isdigit() for char in doubt.point) and not _WAITED.search(case.premise.text)
    return value and case.complete and any(case.hit(word, doubt.unit) < MET for word in case.full)
