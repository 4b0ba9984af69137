"""Text made comparable without losing its place: folding that keeps offsets, words, stop words.

Every span handed out is in characters of the text that came in, end exclusive.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.phrases import table
from rag.sources import Span

# Texts whose reading is remembered: a conflict check reads each quote once for every other one.
READ_AGAIN = 2048

_QUOTES = dict.fromkeys("“”„‟«»＂「」『』", '"') | dict.fromkeys("‘’‚‛′＇ʼ`´", "'")
_KEPT_WHOLE = ("<super>", "<sub>", "<circle>", "<fraction>")  # a footnote mark after a figure is not a digit of it
_LOOKALIKE = {"О": "0", "о": "0", "Ο": "0", "ο": "0", "З": "3", "з": "3", "б": "6", "І": "1", "і": "1"}
_LATIN_LOOKALIKE = {"O": "0", "o": "0", "l": "1", "I": "1"}
_ASCII_QUOTES = str.maketrans({quote: to for quote, to in _QUOTES.items() if quote.isascii()})
_SPACING = re.compile(r"\s\s|[^\S ]")  # white space that folding changes
_DIGIT = re.compile(r"[0-9]")
# A digit beside a letter that looks like one.
_MIXED = re.compile(rf"[0-9][.,]?[{(letters := ''.join(_LOOKALIKE | _LATIN_LOOKALIKE))}]|[{letters}][.,]?[0-9]")
_NUMERIC_TOKEN = re.compile(r"[^\W_]+(?:[.,][^\W_]+)*")
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Words of another's, perhaps of another language, and acronyms: "US" is not "us".
_NOT_OWN = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|《[^》]*》|\b[A-Z]{2,5}\b")
# ``re.IGNORECASE`` takes these for s, i and k, and ``lower`` leaves them as they are or makes two letters of one.
_ALIKE = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"})
_WORD = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+(?:'[^\W_{_CJK}]+)*")

STOP_EN, STOP_ES, STOP_ZH = (frozenset(words.split()) for words in table("words.tsv")["compared"].values())
_STOPS, _STOP_OTHER = {"en": STOP_EN, "es": STOP_ES, "zh": STOP_ZH}, STOP_EN | STOP_ES


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, where it came from."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source_span(self, start: int, end: int) -> Span:
        """The span of the original characters behind ``text[start:end]``; raises ValueError when that is empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no folded characters at {start}..{end}")
        return Span(self.starts[start], self.ends[end - 1])


@dataclass(frozen=True, slots=True)
class Word:
    """A word as folded (lower case, no accents) and its span in the original text."""

    text: str
    span: Span


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str, case: bool, accents: bool) -> str:
    """One base character with its combining marks, folded."""
    first = cluster[0]
    if first in _QUOTES:
        return _QUOTES[first]
    if unicodedata.category(first) == "Pd" or first == "−":
        return "-"
    if unicodedata.category(first) == "Nd":
        return str(unicodedata.decimal(first))
    if unicodedata.category(first) in {"Cf", "Cs"}:
        return ""
    if unicodedata.decomposition(first).startswith(_KEPT_WHOLE):
        return first
    out = unicodedata.normalize("NFKC", cluster)
    if case:
        out = unicodedata.normalize("NFKC", out.casefold())
    if accents:
        out = "".join(c for c in unicodedata.normalize("NFD", out) if not unicodedata.combining(c))
    return out


@lru_cache(maxsize=READ_AGAIN)
def fold(text: str, *, case: bool = True, accents: bool = False, spaces: bool = True) -> Folded:
    """``text`` with quotes straight, dashes short and digits ASCII; each character knows its origin.

    ``case`` folds case, ``accents`` takes accents away, ``spaces`` makes one space of each run of white space.
    """
    if not (spaces and _SPACING.search(text)) and (plain := _one_for_one(text, case, accents)) is not None:
        return Folded(_without_lookalikes(plain), range(len(text)), range(1, len(text) + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, size = 0, len(text)
    while at < size:
        end = at + 1
        if spaces and text[at].isspace():
            while end < size and text[end].isspace():
                end += 1
            folded = " "
        elif text[at].isspace():
            folded = text[at]
        else:
            while end < size and unicodedata.combining(text[end]):
                end += 1
            folded = _fold_cluster(text[at:end], case, accents)
        for char in folded:
            out.append(char)
            starts.append(at)
            ends.append(end)
        at = end
    return Folded(_without_lookalikes("".join(out)), tuple(starts), tuple(ends))


def _one_for_one(text: str, case: bool, accents: bool) -> str | None:
    """``text`` folded where each of its characters becomes one, as in most texts; None where one does not, or has a mark of its own."""
    if text.isascii():
        plain = text.translate(_ASCII_QUOTES)
        return plain.lower() if case else plain
    to = {}
    for char in set(text):
        folded = char if char.isspace() else _fold_cluster(char, case, accents)
        if len(folded) != 1 or unicodedata.combining(char):
            return None
        to[ord(char)] = folded
    return text.translate(to)


def _without_lookalikes(folded: str) -> str:
    """The same length, with letters inside figures that only look like digits read as digits."""
    if _MIXED.search(folded):  # as no other token is read otherwise than it is written
        return _NUMERIC_TOKEN.sub(_digits_for_lookalikes, folded)
    return folded


def _digits_for_lookalikes(match: re.Match[str]) -> str:
    """The token with letters that only look like digits read as digits, when the rest of it is digits."""
    token = match.group()
    if not _DIGIT.search(token):
        return token
    out = list(token)
    for i, char in enumerate(token):
        if char in ".," or (char.isascii() and char.isdigit()):
            continue
        inside = 0 < i < len(token) - 1 and token[i - 1] in "0123456789.," and token[i + 1] in "0123456789.,"
        if char in _LOOKALIKE:
            out[i] = _LOOKALIKE[char]
        elif char in _LATIN_LOOKALIKE and inside:
            out[i] = _LATIN_LOOKALIKE[char]
        else:
            return token
    return "".join(out) if any(c.isdigit() and c.isascii() for c in token) else token


def stop_words(language: str) -> frozenset[str]:
    """The function words of ``language`` (en, es, zh), folded; for another language those of en and es."""
    return _STOPS.get(language[:2].lower(), _STOP_OTHER)


@lru_cache(maxsize=READ_AGAIN)
def words(text: str) -> tuple[Word, ...]:
    """All words of ``text`` in order; a run of Chinese characters is one word."""
    folded = fold(text, accents=True)
    starts, ends = folded.starts, folded.ends
    return tuple(Word(m.group(), Span(starts[m.start()], ends[m.end() - 1])) for m in _WORD.finditer(folded.text))


@lru_cache(maxsize=READ_AGAIN)
def content_words(text: str, language: str = "en") -> tuple[Word, ...]:
    """Words that carry the matter: no stop words, no bare numbers; Chinese runs as pairs of characters."""
    stops = stop_words(language)
    found: list[Word] = []
    for word in words(text):
        if is_cjk(word.text[0]):
            found.extend(_pairs(word))
        elif word.text not in stops and not word.text.isdecimal():
            bare = word.text.removesuffix("'s")
            if len(bare) > 1 and bare not in stops:
                found.append(word if bare == word.text else Word(bare, word.span))
    return tuple(found)


def _pairs(run: Word) -> list[Word]:
    """Overlapping pairs of a Chinese run, cut at its function words; a lone character stands for itself."""
    found: list[Word] = []
    for piece in re.finditer(f"[^{''.join(sorted(STOP_ZH))}]+", run.text):
        chars = piece.group()
        for i in range(max(1, len(chars) - 1)):
            at = run.span.start + piece.start() + i
            pair = chars[i : i + 2]
            end = min(at + len(pair), run.span.end)
            found.append(Word(pair, Span(min(at, end - 1), end)))
    return found


@lru_cache(maxsize=4096)
def is_cjk(char: str) -> bool:
    """True for a Chinese character."""
    return re.match(f"[{_CJK}]", char) is not None


def blanked(text: str, spans: Iterable[Span], mark: str = " ") -> str:
    """``text``, as long as it is, with ``mark`` for each character of ``spans``."""
    chars = list(text)
    for span in spans:
        chars[span.start : span.end] = mark * (span.end - span.start)
    return "".join(chars)


def well_formed(text: str) -> str:
    """``text`` with lone surrogates as "?", so that compiled libraries can read it; the length stays."""
    return text.encode("utf-8", "replace").decode("utf-8")


# What neither English nor the loan words in it are spelled with: "halló", "vacías", "inspección", "año".
_SPANISH = re.compile(r"[¿¡]|(?<!\w)[a-z]+ñ|(?<!\w)[a-zñ]{2,}(?:ó|ción|ías?|án|ón)(?!\w)")


@lru_cache(maxsize=READ_AGAIN)
def guess_language(text: str, default: str = "en") -> str:
    """ "zh", "es" or "en" by script and function words; ``default`` when the text gives no sign.

    Chinese with long names in Latin letters has more characters than those have words, and none of English's or Spanish's little ones.
    """
    letters = "" if text.isascii() else [c for c in text if c.isalpha()]
    chinese = sum(map(is_cjk, letters))
    if chinese * 3 > len(letters):
        return "zh"
    seen = [w.text for w in words(text)]
    english = sum(w in STOP_EN and w not in STOP_ES for w in seen)
    spanish = sum(w in STOP_ES and w not in STOP_EN for w in seen)
    if not english and not spanish and default[:2] in ("en", "zh") and _SPANISH.search(text):
        return "es"
    if english == spanish:
        latin = sum(not is_cjk(w[0]) and not w[0].isdigit() for w in seen)
        if chinese and not english and 2 * chinese > 3 * latin:
            return "zh"
        return "en" if default[:2] == "zh" and latin and not chinese else default
    return "es" if spanish > english else "en"


def language_of(question: str) -> str:
    """``zh``, ``es`` or ``en``, by what stands outside quotation marks and is no acronym: a name of another language decides nothing."""
    own = _NOT_OWN.sub(" ", question)
    return guess_language(own if any(c.isalpha() for c in own) else question)


def small(word: str) -> str:
    """``word`` in small letters, as a pattern that does not mind case takes it: the long s is s, Turkish dotless i is i."""
    return word.translate(_ALIKE).lower()
