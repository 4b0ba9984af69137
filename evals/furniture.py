"""What an answer of a model holds beside its claims: headings, labels, lists of its sources, heads of tables, courtesies.

Nothing that could say something of the world is taken off: a heading with a verb, a label that says who speaks or whether it is
true, an entry under "Sources:" that is a sentence. What is not known for furniture stays, and is held against the texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import zip_longest

from evals.furniture_words import (
    ARTICLES,
    BARE,
    CLOSED,
    COLUMNS,
    HEADINGS,
    LABELS,
    PLACES,
    PREDICATES,
    SOURCES,
    SUMMING_UP,
)
from rag.answer.marks import MARK
from rag.grammar.irregular import one_word
from rag.grammar.titles import reads_like_title
from rag.grammar.verb_forms import base, past, thirds
from rag.grammar.verbs import acting
from rag.text import guess_language

LONGEST = 5  # words of a heading that is told by its form
_WORDS = re.compile(r"[^\W\d_]+")
_HEADING = re.compile(r"^\s*#{1,6}\s+(\S.*)$|^\s*(?:\*\*|__)([^*_]+?)[:：]?(?:\*\*|__)[:：]?\s*$")
_UNDERLINED, _UNDERLINE = re.compile(r"^\s*(\S.*)$"), re.compile(r"^\s*(?:=+|-{3,})\s*$")
_LABEL = re.compile(
    r"^(\s*(?:(?:[-*•·–>]|\d{1,2}[.)])\s+)*)"
    r"(?:(\*\*|__|\*)(?P<bold>[^*_\n]{1,60}?)(?P<in>[.:：]?)\2(?P<out>\s*[:：]|)|(?P<bare>[A-Za-z ]{1,30})(?P<colon>[:：]))\s+(?=\S)"
)
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
_ENTRY = re.compile(r"^\s*(?:[-*•·–]\s+|\[\^?\w{1,20}\]:?\s*|\d{1,3}[.)]\s+)*")
_FOOTNOTE = re.compile(r"^\s*\[\^\w{1,20}\]:")
_ADDRESS = re.compile(
    r"<?(?:https?://|www\.)\S+>?|[\w./-]+\.(?:txt|md|markdown|pdf|html?|docx?|csv|tsv|json|xlsx?)\b", re.I
)
_IN_LINE = re.compile(rf"^[\s*_]*(?:{SOURCES})\s*[*_]*[:：][*_\s]*(\S.*)$", re.IGNORECASE)
_OPENS = re.compile(rf"^[\s#*_]*(?:{SOURCES})\s*[*_]*[:：]?[\s*_]*$", re.IGNORECASE)
_SUMS_UP = re.compile(rf"\s*(?:{SUMMING_UP})\s*[,，]\s*(?=\S)", re.IGNORECASE)
_COURTESY = re.compile(rf"(?:{BARE})[.!:：。！,，]*", re.IGNORECASE)


def without_furniture(text: str, names: Collection[str] = ()) -> str:
    """``text`` without what claims nothing, line by line; ``names``: how the texts that it may cite are called."""
    english = guess_language(text) == "en"
    known = {name.casefold() for name in names}
    lines = text.split("\n")
    kept: list[str] = []
    listing = False
    columns: list[str] = []  # of the table that is read
    for number, line in enumerate(lines):
        under = bool(_UNDERLINE.match(lines[number + 1])) if number + 1 < len(lines) else False
        heading = _HEADING.match(line) or (_UNDERLINED.match(line) if under else None)
        columns = columns if "|" in line else []
        if columns or _heads_table(lines, number):
            kept += [_row(line, columns)] if columns and not _TABLE_RULE.match(line) else []
            columns = columns or _cells(line)
        elif _OPENS.match(line):
            listing = True
        elif heading and _is_heading(
            (heading[1] or heading[heading.lastindex or 1]).strip(" #:：*_"), lines[number + 1 :], english
        ):
            listing = False
        elif _FOOTNOTE.match(line) or (listing and line.strip()):
            kept += [] if _is_reference(line, known) else [line]
        elif not ((told := _IN_LINE.match(line)) and all(_is_reference(e, known) for e in re.split(r"[,;]", told[1]))):
            kept.append(_without_label(line, english))
    return "\n".join(kept)


def _heads_table(lines: Sequence[str], number: int) -> bool:
    return "|" in lines[number] and number + 1 < len(lines) and bool(_TABLE_RULE.match(lines[number + 1]))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _row(line: str, columns: Sequence[str]) -> str:
    """A row of a table as it is meant: each cell under the head of its column, which says nothing without a row.

    A head of generic words is left out where cells have words, and a generic cell beside one that is a whole sentence.
    """
    pairs = [(head, cell) for head, cell in zip_longest(columns, _cells(line), fillvalue="") if cell]
    worded = any(_WORDS.search(MARK.sub(" ", cell)) for _, cell in pairs)
    whole = any(acting(MARK.sub(" ", cell)) for _, cell in pairs)
    told = [(head, cell) for head, cell in pairs if not (whole and _generic(cell, LABELS))]
    return ", ".join(
        cell if not head or (worded and _generic(head, COLUMNS)) else f"{head}: {cell}" for head, cell in told
    )


def _generic(text: str, words: Collection[str]) -> bool:
    return not re.search(r"\d", text) and all(word.casefold() in words for word in _WORDS.findall(text))


def without_lead(sentence: str) -> str:
    """``sentence`` without the words that only say that it sums up: "In summary, the pier was closed."."""
    led = _SUMS_UP.match(sentence)
    return sentence[led.end() :] if led else sentence


def says_nothing(sentence: str) -> bool:
    """True for a courtesy or an opening that leads over to what is said: "Yes.", "I hope this helps!", "Here is what the sources say:"."""
    sentence = sentence.strip()
    if _COURTESY.fullmatch(sentence):
        return True
    for opening in CLOSED:
        if led := re.match(opening.begins, sentence, re.IGNORECASE):
            rest = sentence[led.end() :]
            if rest.rstrip().endswith(opening.ends) and all(
                w.casefold() in opening.words for w in _WORDS.findall(rest)
            ):
                return not re.search(r"\d", rest)
    return all(word.casefold() in HEADINGS for word in _WORDS.findall(sentence)) and sentence.endswith((":", "："))


def _is_heading(words: str, after: Sequence[str], english: bool) -> bool:
    """True for words over a part of an answer that state nothing: generic ones, ones that the part itself says, or a few English
    ones that are no sentence in any reading."""
    if MARK.search(words) or re.search(r"[.!?。！？]\s*$", words):
        return False
    told = [word.casefold() for word in _WORDS.findall(words)]
    english = english and words.isascii()
    if all(word in HEADINGS for word in told) or (len(told) == 1 and not _states(told[0]) and english):
        return True
    if re.search(r"\d", words):
        return False
    own = {word.casefold() for word in _WORDS.findall(_until_next(after))}
    if not english:
        return all(word in own or word in HEADINGS for word in told)
    if len(told) > LONGEST or any(_states(word) for word in told):
        return False
    return not any(base(word) or past(word) or word in thirds() for word in told[1:] if word not in HEADINGS)


def _states(word: str) -> bool:
    """True for a word that may say something of the one before it."""
    return word in PREDICATES or word.endswith(("ous", "able", "ible", "ful", "less", "ing", "ed", "en", "ive"))


def _until_next(after: Sequence[str]) -> str:
    """The lines up to the next heading."""
    lines: list[str] = []
    for line in after:
        if _HEADING.match(line):
            break
        lines.append(line)
    return "\n".join(lines)


def _without_label(line: str, english: bool) -> str:
    """``line`` without the label it begins with, where that only names the matter and a whole sentence follows."""
    led = _LABEL.match(line)
    if led is None or not english:
        return line
    rest = line[led.end() :]
    label = [word.casefold() for word in _WORDS.findall(led["bold"] or led["bare"])]
    stopped = led["in"] or (led["out"] or "").strip() or led["colon"]
    own = {word.casefold() for word in _WORDS.findall(rest)}
    if not stopped or not acting(MARK.sub(" ", rest)) or re.search(r"\d", led["bold"] or led["bare"]):
        return line
    named = all(
        word in LABELS or (led["bold"] and not _states(word) and any(one_word(word, o) for o in own)) for word in label
    )
    return led[1] + rest if named and any(word not in ARTICLES for word in label) else line


def _is_reference(entry: str, known: Collection[str]) -> bool:
    """True for an entry of a list of sources that names a text and says nothing: a name, a file, an address, a title."""
    plain = _ENTRY.sub("", entry).strip(' .*_`"“”')
    if plain.casefold() in known or not _WORDS.search(plain):
        return True
    rest = _ADDRESS.sub(" ", plain)
    if rest != plain or any(plain.casefold().startswith(name) for name in known):
        name = next((name for name in known if rest.casefold().startswith(name)), "")
        if all(word.casefold() in PLACES for word in _WORDS.findall(rest[len(name) :])):
            return True
    return reads_like_title(plain) and not any(_states(w.casefold()) for w in _WORDS.findall(plain))
