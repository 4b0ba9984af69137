"""A follow-up in full: "and in 2021?", "what about heroin?", "who said that?" with what the question before them was about.

Without a model nothing is parsed: a question that has little matter of its own takes the question before it along. Its
own years stand in the place of the earlier ones, and one new word in the place of the earlier word that is nearest in meaning.
"""

import re
from collections.abc import Callable, Sequence

from rag.errors import ModelError, UsageError
from rag.question import Turn, usable
from rag.question.whole import about
from rag.text.content import content
from rag.text.fold import blanked, language_of
from rag.text.tokens import fold, is_cjk, tokens
from rag.verify.values.dates import dates

DEEP = 10  # exchanges of a conversation that are looked back at
LAST, ANSWER = 3, 1200  # exchanges, and characters of each answer, that are shown to a model
LONGER = 400  # characters that a model may add to a question
FEW = 2  # words of matter that a follow-up has of its own, at most
COMPARED = 24  # words of the question before that one of them is compared with: each is embedded
SHORT, SHORT_ZH = 12, 20  # words, or characters, of a question that points back


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What stands for something named before; a closed class, all of it that is seldom anything else.
POINTING = _words(
    "it its they them their theirs he him his she her hers this those these "
    "eso esa ese esos esas esto esta este ello ella ellos ellas"
)
POINTING_ZH = re.compile("[它他她]|这(?!篇)|那(?!么)|其中|此")
JOINING = re.compile(
    r"^\W*(?:and|but|so|or|also|what about|how about|y|e|o|pero|entonces|qu[eé] hay de|那么?|而|还有|呢)(?:\b|(?<=[㐀-鿿]))",
    re.IGNORECASE,
)
ARTICLES = _words("the a an in for of at with el la los las un una en de con por")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
Likeness = Callable[[str, Sequence[str]], Sequence[float]]  # how near a word is to each of others


# A model that rewrites a follow-up, given the questions and answers before it; it raises ModelError.
Rewriter = Callable[[str, Sequence[tuple[str, str]]], str]


def leans(question: str) -> bool:
    """True when the question needs the one before it to be understood."""
    language = language_of(question)
    own = content(question, language)
    if JOINING.match(question):
        return len(own) <= 2 * FEW
    if language == "zh":
        return len(question) <= SHORT_ZH and bool(
            POINTING_ZH.search(question) or question.rstrip("？? ").endswith("呢")
        )
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", question)]
    if len(words) <= SHORT and not POINTING.isdisjoint(words):
        return len(own) <= 2 * FEW
    return len(own) < FEW


def in_full(
    question: str, history: Sequence[Turn], longest: int, likeness: Likeness, rewrite: Rewriter | None = None
) -> str:
    """The question with what it points back to, of at most ``longest`` characters; as it is where it stands alone."""
    turns = [turn.within(longest) for turn in history[-DEEP:]]
    if not turns or about(question) or not leans(question):
        return question
    if rewrite and (made := _by_model(question, turns, longest, rewrite)):
        return made
    before = turns[0].question
    for turn in turns[1:]:
        before = joined(turn.question, before, likeness) if leans(turn.question) else turn.question
    full = joined(question, before, likeness)
    return full if len(full) <= longest else question


def joined(question: str, before: str, likeness: Likeness) -> str:
    """One question of a follow-up and the one before it: years and a word exchanged where that is all it has, else both."""
    language = language_of(before)
    own = content(question, language_of(question))
    mine, theirs = dates(question, language), dates(before, language)
    matter = [word for word in own if not any(word in when.text for when in mine)]
    if mine and not matter:
        return _with_years(before, [when.text for when in mine], theirs, language)
    things = [] if is_cjk(before) else [word for word in content(before, language) if not word[0].isdigit()]
    if matter and len(matter) <= FEW and 0 < len(things) <= COMPARED and not mine and _is_bare(question, matter):
        return _exchanged(before, " ".join(matter), things, likeness)
    return f"{before} {question}"


def _is_bare(question: str, matter: Sequence[str]) -> bool:
    """True for "what about heroin?": a word that joins, a thing and nothing else."""
    led = JOINING.match(question)
    rest = re.findall(r"[^\W_]+", fold(question[led.end() :])) if led else []
    return bool(rest) and not set(rest) - ARTICLES - set(re.findall(r"[^\W_]+", fold(" ".join(matter))))


def _with_years(before: str, years: Sequence[str], theirs: Sequence[object], language: str) -> str:
    """``before`` with ``years`` where its own stood; behind it where it names none."""
    told = " ".join(years)
    spans = [when.span for when in theirs]  # type: ignore[attr-defined]  # When
    if spans:
        return before[: spans[0].start] + told + blanked(before, spans[1:])[spans[0].end :]
    bare = before.rstrip(" ?？.。!")
    return f"{told}{bare}？" if language == "zh" else f"{bare} {'en' if language == 'es' else 'in'} {told}?"


def _exchanged(before: str, thing: str, things: Sequence[str], likeness: Likeness) -> str:
    """``before`` with ``thing`` in the place of the word that is most like it, a name for a name."""
    names = [word for word in things if word[0].isupper() and not before.startswith(word)]
    among = names if names and thing[0].isupper() else things
    near = likeness(thing, among)
    place = among[max(range(len(among)), key=lambda n: near[n])]
    return re.sub(rf"\b{re.escape(place)}\b", lambda _: thing, before, count=1)


def _by_model(question: str, turns: Sequence[Turn], longest: int, rewrite: Rewriter) -> str:
    """The model's question, "" where it fails or changes what is asked."""
    earlier = [(turn.question, turn.answer_text[:ANSWER]) for turn in turns[-LAST:]]
    try:
        lines = [line.strip().strip('"“”') for line in rewrite(question, earlier).splitlines() if line.strip()]
        made = usable(lines[0], longest) if len(lines) == 1 else ""
    except (ModelError, UsageError):
        return ""
    return made if made and keeps_to(made, question, earlier) else ""


def keeps_to(made: str, question: str, earlier: Sequence[tuple[str, str]]) -> bool:
    """True when ``made`` has the question's matter and figures, and no word that nobody has said."""
    known = " ".join([question, *(text for pair in earlier for text in pair)])
    language = language_of(question)
    if len(made) > len(question) + LONGER or language_of(made) != language:
        return False
    if question.rstrip().endswith(("?", "？")) and not made.rstrip().endswith(("?", "？")):
        return False
    figures = set(_NUMBER.findall(made))
    if not set(_NUMBER.findall(question)) <= figures <= set(_NUMBER.findall(known)):
        return False
    asked, there = set(tokens(question, language)), set(tokens(made, language))
    if is_cjk(made):
        return 2 * len(asked & there) >= len(asked)
    matter = {t for word in content(question, language) for t in tokens(word, language)}
    invented = there - set(tokens(known, language))
    return matter <= there and len(invented) <= FEW
