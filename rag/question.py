"""The question as asked: usable or not, in which language, and whether it leans on the one before it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rag.errors import EmptyQuestion, TooLong
from rag.pointing import points_back
from rag.pointing_abroad import points_back_es, stands_es
from rag.standing import stands, tells
from rag.tokens import STOP, fold, is_cjk, tokens
from rag.year_meant import counts_on

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format (bidi, zero width), surrogate, private, unassigned
_SPANISH = re.compile(r"[¿¡ñ]", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+", re.UNICODE)
_TITLE = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|《[^》]*》")  # words of another's, perhaps of another language
_FUNCTION = {language: frozenset(map(fold, words)) for language, words in STOP.items()}
_FUNCTION_ZH = re.compile("[的了吗呢吧是哪谁请]|什么|怎么|怎样|多少|如何|为何|何时|几[个人名年]|有没有")
_HAN = re.compile("[㐀-鿿]")
_ACRONYMS = 2  # words in capitals, so many of which are acronyms: "US" is not "us"
_LATIN = re.compile(r"[^\W\d_㐀-鿿]+")
# A question that opens like this leans on the one before it.
_OPENS = re.compile(
    r"^(?:(?:and|but|so|or|what about|how about|(?:more|less|fewer|higher|lower) than|y|pero|entonces|"
    r"¿?y|¿?qué hay de)\b|那么?|而|它|他|她|这(?![篇份项部本])|其中)",
    re.IGNORECASE,
)
_WHY = re.compile(r"why (?:is|was|did) (?:that|it|this|he|she|they)\b", re.IGNORECASE)
_SO = re.compile(r"(?:ok(?:ay)?,? )?so,? (?!(?:that|what|it)\b)", re.IGNORECASE)
_SHORT_ZH = 12  # characters of "2021年呢？" and its like
# 这篇文章 is the one under examination, and 其他, 因此 and 那么 hold no pronoun
_POINTS_BACK_ZH = re.compile("它|(?<![其吉])他|她|这(?!篇(?:文章|报道|新闻)|个?案)|那(?!么)|其中|(?<![因如彼])此(?!外)")


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation; the question steers a follow-up, the answer only says who "she" is and what "is that true?" is asked of."""

    question: str
    answer_text: str = ""

    def within(self, longest: int) -> Turn:
        """The same, cut to a question of at most ``longest`` characters and an answer of ten times that."""
        return Turn(self.question[:longest], self.answer_text[: 10 * longest])


_LONGEST_RUN = (
    12  # signs and spaces in a row that are kept: the patterns that read a question would try each place of "? ? ? ..."
)
_RUNS = re.compile(rf"[^\w]{{{_LONGEST_RUN + 1},}}")


def usable(question: str, longest: int) -> str:
    """The question without invisible characters, spare white space and long runs of signs; raises EmptyQuestion when nothing is left of it
    and TooLong when it is longer than ``longest`` characters."""
    kept = "".join(
        " " if c.isspace() else c for c in question if c.isspace() or unicodedata.category(c) not in _INVISIBLE
    )
    text = _RUNS.sub(lambda run: run[0][:_LONGEST_RUN], " ".join(kept.split()))
    if not any(c.isalnum() for c in text):
        raise EmptyQuestion("the question is empty. Ask something, for example: Who wrote the report?")
    if len(text) > longest:
        raise TooLong(len(text), longest)
    return text


def language_of(text: str) -> str:
    """``zh``, ``es`` or ``en``: by which function words it holds more of outside quotation marks, then by its characters.

    A name or a word of another language decides nothing: "What did Peña Nieto say?" and "What does 桥 mean?" are English.
    """
    own = _TITLE.sub(" ", text)
    own = own if _WORDS.search(own) else text
    latin = _LATIN.findall(own)
    in_capitals = own.isupper() and len(latin) > _ACRONYMS
    words = [fold(word) for word in latin if in_capitals or not word.isupper()]
    english, spanish = (sum(word in _FUNCTION[lang] for word in words) for lang in ("en", "es"))
    if is_cjk(own) and _is_chinese(own, english + spanish):
        return "zh"
    if english == spanish:
        return "es" if _SPANISH.search(own) else "en"
    return "es" if spanish > english else "en"


def _is_chinese(text: str, function_words: int) -> bool:
    """True where the frame of a text with Chinese characters is Chinese, or, with no frame, most of it is."""
    most = len(_HAN.findall(text)) >= len(_LATIN.findall(text))
    if _FUNCTION_ZH.search(text):
        return not function_words or most or is_cjk(text.rstrip("？?！!。. ")[-1:])
    return most and not function_words


def leans(question: str) -> bool:
    """True when the question cannot be understood without the one before it."""
    language = language_of(question)
    english = language == "en"
    if english and (led := _SO.match(question)) and tells(rest := question[led.end() :]):
        question = rest  # "So the court sits in Hull, right?"
    if _OPENS.search(question) or counts_on(question, language):
        return True
    if language == "zh" and question.rstrip("？?。 ").endswith("呢"):
        return len(question) <= _SHORT_ZH
    if language == "zh":
        return bool(_POINTS_BACK_ZH.search(question)) and len(question) <= 20
    words = [fold(word) for word in _WORDS.findall(question)]
    if english and _WHY.match(question):
        return points_back(question)
    if points_back(question) if english else points_back_es(question):
        return len(words) <= 10
    few = len(tokens(question, language)) <= 2
    return few and not (stands(question) if english else stands_es(question))
