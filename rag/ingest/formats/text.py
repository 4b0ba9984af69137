"""Plain text files: their encoding and their paragraphs."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from rag.errors import LoadError
from rag.ingest.clean import CJK, Part, clean_block, drop_web_furniture, join_known_compounds
from rag.ingest.formats.encodings import Guess, guess
from rag.ingest.formats.lone_lines import BULLET, columns, in_pieces, under_headings
from rag.ingest.formats.reading import Outline, Reading
from rag.types import HEADING

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
_HARD_WRAP = 120  # columns; a longer line was not broken by an editor, so it is a paragraph of its own


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, and a warning when its encoding had to be guessed or looks damaged."""

    text: str
    warnings: tuple[str, ...] = ()


def read_text(data: bytes, name: str) -> Reading:
    """Paragraphs of a plain text, "para 1" onwards; raises LoadError when it is not text."""
    decoded = decode(data, name)
    found = [Part(p) for p in paragraphs(join_known_compounds(decoded.text)) if clean_block(p)]
    kept = drop_web_furniture(found)
    outline = Outline()
    for part in kept:
        for n, piece in enumerate(in_pieces(part.text)):
            outline.paragraph(piece, goes_on=n > 0)
    parts = under_headings(outline.parts)
    return Reading(
        tuple(parts),
        title=next((clean_block(part.text) for part in parts if part.form == HEADING), ""),
        warnings=decoded.warnings + left_out(len(found) - len(kept)),
    )


def left_out(lines: int) -> tuple[str, ...]:
    """A warning that says how many lines of web furniture were dropped; nothing for none."""
    return (f"{lines} sign-up, share or rights line(s) around the text were left out",) if lines else ()


def paragraphs(text: str) -> list[str]:
    """Paragraphs of ``text``: set apart by blank lines, or one a line where lines are too long to be wrapped."""
    found: list[str] = []
    for chunk in re.split(r"\n[^\S\n]*\n\s*", re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)):
        lines = chunk.split("\n")
        if any(columns(line) > _HARD_WRAP for line in lines):
            found += lines
            continue
        start = 0
        for i in range(1, len(lines) + 1):
            if i == len(lines) or BULLET.match(lines[i].lstrip()):
                found.append("\n".join(lines[start:i]))
                start = i
    return found


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
