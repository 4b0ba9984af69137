"""A Spanish or Chinese question word by word in English: no translation, but enough for the reader to tell what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from rag.gazetteer import places
from rag.glossary import cut, has_entry, latin_names, senses
from rag.tokens import STOP, is_cjk

_ASKS = {
    "es": {
        "por qué": "why", "quién": "who", "quiénes": "who", "cuándo": "when", "dónde": "where", "cómo": "how", "qué": "what",
        "cuánto": "how much", "cuánta": "how much", "cuántos": "how many", "cuántas": "how many", "cuál": "which", "cuáles": "which",
    },
    "zh": {
        "为什么": "why", "为何": "why", "什么时候": "when", "何时": "when", "哪一年": "which year", "哪年": "which year", "哪里": "where", "哪儿": "where", "啥": "what", "为啥": "why", "咋": "how",
        "多少": "how many", "几": "how many", "怎么": "how", "如何": "how", "什么": "what", "哪些": "which", "哪个": "which", "哪": "which",
        "谁": "who", "是否": "did",
    },
}  # fmt: skip
_RUN = re.compile("[㐀-鿿]+|\\d[\\d.,]*\\d|\\d+|[^\\W\\d_㐀-鿿]+(?:-[^\\W\\d_㐀-鿿]+)*")


def gloss(question: str, language: str, known: Callable[[str], bool]) -> str:
    """The likeliest English sense of each word that the glossary has, in the question's order; places by their English names, other
    names and figures as they are.

    ``known`` tells of a term whether the index has it, for Chinese names. A language without a glossary gives "".
    """
    asks = _ASKS.get(language)
    if asks is None:
        return ""
    if language == "zh":  # no spaces: an asking word may be the start of a longer one that asks nothing
        return f"{' '.join(_words(question, language, known))}?"
    asks = asks | {name.lower(): english for name, english in places(question).items() if not has_entry(name, language)}
    found: list[str] = []
    for part in re.split(
        rf"\b({'|'.join(map(re.escape, sorted(asks, key=len, reverse=True)))})\b", question, flags=re.IGNORECASE
    ):
        word = asks.get(part.lower())
        found += [word] if word else _words(part, language, known)
    return f"{' '.join(found)}?"


def _words(part: str, language: str, known: Callable[[str], bool]) -> list[str]:
    found: list[str] = []
    for run in _RUN.findall(part):
        if not is_cjk(run):
            if run.lower() in STOP.get(language, ()) and not has_entry(run, language):
                continue  # it only looks like another form of a word, as "para" does of "parar"
            as_it_is = run if run[0].isupper() or run[0].isdigit() or language == "zh" else ""
            found.append(next(iter(senses(run, language)), as_it_is))
            continue
        asks, named = _ASKS["zh"], places(run)
        for stretch, in_glossary in cut(run, more=asks.keys() | named):
            name = None if in_glossary else latin_names(stretch, known)
            sense = asks.get(stretch) or next(iter(senses(stretch, "zh")), named.get(stretch, ""))
            found.append(" ".join(name[1:]).title() if name else sense)
    return [word for word in found if word]
