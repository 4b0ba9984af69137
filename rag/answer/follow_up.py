"""A follow-up in full by a model: taken only when it keeps the question's names and figures and invents none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rag.content import content
from rag.errors import UsageError
from rag.marks import OWN
from rag.meter import Meter
from rag.models.endpoint import EndpointError
from rag.models.prompts import to_complete
from rag.question import Turn, language_of, leans, usable
from rag.tokens import is_cjk, tokens

if TYPE_CHECKING:
    from rag.answer.chat import Chat

Rules = Callable[[str, Sequence[Turn]], str]  # a question and the turns before it in, the question in full out
LAST = 3  # exchanges that are shown to the model
ANSWER = 1200  # characters of an earlier answer that are shown
LONGER = 400  # characters that a question may grow by
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"\b[A-Z][\w'’-]+|\b[A-Z]{2,}\b")


def completed(
    question: str, history: Sequence[Turn], rules: Rules, chat: Chat | None, longest: int, meter: Meter
) -> str:
    """The question in full: by the model when it leans on the conversation and the model keeps to it, else by ``rules``."""
    by_rules = rules(question, history)
    if chat is None or not history or not leans(question):
        return by_rules
    earlier = [(turn.question, OWN.sub("", turn.answer_text)[:ANSWER]) for turn in history[-LAST:]]
    try:
        reply = chat.reply(to_complete(question, earlier), meter)
        lines = [line.strip().strip('"“”') for line in reply.strip().splitlines() if line.strip()]
        made = usable(lines[0], longest) if len(lines) == 1 else ""
    except (EndpointError, UsageError):
        return by_rules
    return made if made and keeps_to(made, question, earlier) else by_rules


def keeps_to(made: str, question: str, earlier: Sequence[tuple[str, str]]) -> bool:
    """True when ``made`` asks for what the question asks, with its names and figures and none that no one has said."""
    known = " ".join([question, *(text for pair in earlier for text in pair)])
    if len(made) > len(question) + LONGER or language_of(made) != language_of(question):
        return False
    if not set(_NUMBER.findall(question)) <= set(_NUMBER.findall(made)):
        return False
    if not set(_NUMBER.findall(made)) <= set(_NUMBER.findall(known)):
        return False
    if _asks(question) and not _asks(made):  # an answer is no question
        return False
    asked, told, there = set(tokens(question)), set(tokens(known)), set(tokens(made))
    if is_cjk(made):
        return 2 * len(asked & there) >= len(asked)
    language = language_of(question)
    matter = {t for word in content(question, language) for t in tokens(word, language)}
    if not matter <= set(tokens(made, language)):
        return False
    names = {t for name in _NAME.findall(question)[1:] for t in tokens(name)}
    invented = {t for name in _NAME.findall(made)[1:] for t in tokens(name)} - told
    return names <= there and not invented


def _asks(text: str) -> bool:
    return text.rstrip('"”» ').endswith(("?", "？"))
