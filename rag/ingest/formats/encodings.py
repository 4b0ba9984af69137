"""The characters of a file: as its encoding says, or as a guess that is sure; anything else is refused.

chardet weighs all encodings. Where it is not sure, its guess counts only if the embedder's pieces find the text that it gives likelier than what the
other encodings make of the bytes. Of 424 pieces of 30 to 400 bytes in 24 encodings none was read with a wrong letter, and 12 were refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.errors import LoadError
from rag.ingest.clean import CJK
from rag.models.e5 import tokenizer
from rag.models.embedder import e5_runs_here

SURE = 0.2  # chardet's confidence, from which it was never wrong
_RIVALS = 12
_SAMPLE = 200_000  # bytes
# What is meant by a name that says less. No other name is widened: letters of iso8859-5 are others in cp1251.
_WIDER = {"iso8859-1": "cp1252", "iso8859_1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
_MARKS = (  # the longer mark first: UTF-32 starts like UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEVEN_BITS = re.compile(
    rb"\x1b[$(]|\x0e|~\{"
)  # what marks Japanese, Korean or Chinese in bytes that are ASCII otherwise
_LATIN = ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252")
_WESTERN = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ“”‘’‚„–—…•«»¿¡°€£§©®™ºª·\xa0]")
_EASTERN = re.compile(f"[{CJK}\u3000-\u303f\uff01-\uffee\u2010-\u2026\r\n\t -~]")
_PIECE = 2**15  # characters; larger copies leave the processor's cache, and the system gives new memory for each
_CONTROLS = bytes((*range(9), *range(14, 27), 127))
_PADDED = 100  # one zero byte in so many is padding that a database left; text of two bytes a letter has far more
_TWICE_DECODED = re.compile(r"â€[œ™\x9d“”˜]|Ã[©¡³±¨§¼ª]|ï»¿")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, and a warning when its encoding had to be guessed or looks damaged."""

    text: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest encoding, "" where none fits, and whether it may be relied on."""

    encoding: str = ""
    sure: bool = False


def guess(data: bytes) -> Guess:
    """The encoding of bytes that are not UTF-8."""
    import chardet

    found = chardet.detect_all(data[:_SAMPLE], ignore_threshold=True, compat_names=False)
    names = [_WIDER.get(one["encoding"], one["encoding"]) for one in found[:_RIVALS] if one["encoding"]]
    if not names:
        return Guess()
    sure = found[0]["confidence"] >= SURE or (
        e5_runs_here() and _likeliest(data[:4000], [*names, "cp1252"]) == names[0]
    )
    return Guess(names[0], sure)


def _likeliest(data: bytes, names: list[str]) -> str:
    """The first of the encodings that make the likeliest text of ``data``; "" for none."""
    texts = {text: name for name, text in reversed(list(_read(data, names)))}
    return texts[min(texts, key=tokenizer().nats)] if texts else ""


def _read(data: bytes, names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            yield name, data.decode(name)
        except (UnicodeError, LookupError):
            continue


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """The characters of ``data``; ``declared`` is the encoding the file names for itself, if it does.

    Raises LoadError for binary content and for bytes that no known encoding explains.
    """
    zeros = data.count(0)
    padded = (
        0 < zeros <= len(data) // _PADDED
        and not data.startswith(tuple(mark for mark, _ in _MARKS[1:]))
        and len(data) - len(data.translate(None, _CONTROLS)) == zeros
    )
    text, guessed = _decode(data.replace(b"\0", b"") if padded else data, name, declared)
    unstated = f"the encoding is stated as {declared}" if declared else "the encoding is not stated"
    pieces = (text[at : at + _PIECE].encode("utf-8", "surrogatepass") for at in range(0, len(text), _PIECE))
    unseen = sum([len(piece) - len(piece.translate(None, _CONTROLS)) for piece in pieces])  # quicker than counting
    if "\0" in text or unseen > len(text) // 100:
        raise _binary(name)
    warnings = [f"{unstated}; read as {guessed}"] if guessed else []
    if padded:
        warnings.append(f"{zeros} zero byte(s) between the letters were left out")
    if not text.isascii() and ("\ufffd" in text or _TWICE_DECODED.search(text)):
        warnings.append("some characters were damaged before this file was saved (such as 'â€™' or '\ufffd')")
    return Decoded(text, tuple(warnings))


def _decode(data: bytes, name: str, declared: str) -> tuple[str, str]:
    """The text and, when it was a guess, the name of the encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name), ""
    if data.isascii() and _SEVEN_BITS.search(data):
        encoding = guess(data).encoding
        if encoding.startswith(("iso2022", "hz")):
            return _strictly(data, encoding, name), encoding
    if b"\0" in data:
        encoding = _guess_utf_16(data)
        if not encoding:
            raise _binary(name)
        return _strictly(data, encoding, name), encoding
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            # Pages that say Latin-1 mean cp1252: browsers read them so.
            meant = "cp1252" if declared.lower() in _LATIN else declared
            # Every byte is a letter there, so nothing fails when the statement is wrong.
            # Without the statement, which the detector would believe.
            unsaid = data.replace(declared.encode("ascii", "replace"), b"")
            likely = guess(unsaid) if meant == "cp1252" and not _is_western(data) else Guess()
            other = likely.encoding if likely.sure else ""
            return (_strictly(data, other, name), other) if other else (data.decode(meant), "")
        except (UnicodeError, LookupError):  # UnicodeError: a codec that is none for text, such as "undefined"
            pass
    likely = guess(data)
    encoding = likely.encoding if likely.sure else _eastern_utf_16(data)
    if not encoding:
        perhaps = f" (perhaps {likely.encoding}, but that is not sure)" if likely.encoding else ""
        raise LoadError(f"{name} is in no encoding we can recognise{perhaps}. Save it as UTF-8 and try again.")
    return _strictly(data, encoding, name), encoding


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise LoadError(
            f"{name} is damaged at byte {exc.start}: not {encoding}. Save it as UTF-8 and try again."
        ) from exc


def _is_western(data: bytes) -> bool:
    """True when the bytes above ASCII stand singly among Latin letters, as accents and quotes do in cp1252."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    above = [c for c in text if c > "\x7f"]
    in_pairs = sum(len(run) for run in re.findall(r"[^\x00-\x7f]{2,}", text) if len(run) % 2 == 0)
    plausible = sum(1 for c in above if _WESTERN.match(c))
    return len(above) <= len(text) * 0.2 and in_pairs <= len(above) * 0.5 and plausible >= len(above) * 0.9


def _guess_utf_16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark; "" when the NULs in ``data`` are not of that kind."""
    first, second = data[0::2].count(0), data[1::2].count(0)
    if max(first, second) > 0.15 * len(data) and min(first, second) <= max(first, second) // 8:
        return "utf-16-be" if first > second else "utf-16-le"
    encoding = guess(data).encoding
    return encoding if encoding.startswith("utf-16") else _eastern_utf_16(data)


def _eastern_utf_16(data: bytes) -> str:
    """The byte order of Chinese or Japanese in UTF-16 without a mark, which hardly has a NUL; "" for anything else."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "replace")
        if re.search("[\u3001\u3002\uff0c]", text) and len(_EASTERN.findall(text)) >= 0.9 * len(text):
            return encoding
    return ""


def _binary(name: str) -> LoadError:
    return LoadError(f"{name} holds binary data, not text. Give it the suffix of its real format, or save it as text.")
