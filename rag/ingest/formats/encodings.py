"""The characters of a file: as its encoding says, or as a guess that is sure; anything else is refused.

chardet weighs all encodings. Where it is not sure, its guess counts only if the embedder's pieces find the text that it gives likelier than what the
other encodings make of the bytes. Of 424 pieces of 30 to 400 bytes in 24 encodings none was read with a wrong letter, and 12 were refused.
"""

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass

from rag.errors import LoadError
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
# what marks Japanese, Korean or Chinese in bytes that are ASCII otherwise
_SEVEN_BITS = re.compile(rb"\x1b[$(]|\x0e|~\{")
_LATIN = ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252")
_MEANT = ("cp1252", "Windows-1252")  # by those names
_CONTROLS = bytes((*range(9), *range(14, 27), 127))
_PADDED = 100  # one zero byte in so many is padding that a database left; text of two bytes a letter has far more
_TWICE_DECODED = re.compile(r"â€[œ™\x9d“”˜]|Ã[©¡³±¨§¼ª]|ï»¿")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, and a warning when its encoding had to be guessed or looks damaged."""

    text: str
    warnings: tuple[str, ...] = ()


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
    whole = text.encode("utf-8", "surrogatepass")
    unseen = len(whole) - len(whole.translate(None, _CONTROLS))  # quicker than counting
    if "\0" in text or unseen > len(text) // 100:
        raise _binary(name)
    unstated = f"the encoding is stated as {declared}" if declared else "the encoding is not stated"
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
    if not (b"\0" in data or (data.isascii() and _SEVEN_BITS.search(data))):
        try:
            return data.decode("utf-8"), ""
        except UnicodeDecodeError:
            pass
    if b"\0" in data and not len(data) % 4:  # no other text reads so: of each four bytes one is 0 and one nearly
        for encoding in ("utf-32-le", "utf-32-be"):
            with suppress(UnicodeDecodeError):
                return data.decode(encoding), encoding
    likely, sure = _guess(data.replace(declared.encode("ascii", "replace"), b"") if declared else data)
    if b"\0" in data and not (sure and likely.startswith("utf-16")):
        raise _binary(name)
    latin = declared.lower() in _LATIN  # every byte is a letter there, so nothing fails where the statement is wrong
    if declared and not (latin and sure):
        try:
            # Pages that say Latin-1 mean cp1252: browsers read them so.
            return data.decode("cp1252" if latin else declared), ""
        except (UnicodeError, LookupError):  # UnicodeError: a codec that is none for text, such as "undefined"
            pass
    if data.isascii() and not likely.startswith(("iso2022", "hz", "utf-16")):
        return data.decode("ascii"), ""
    if not sure:
        perhaps = f" (perhaps {likely}, but that is not sure)" if likely else ""
        raise LoadError(f"{name} is in no encoding we can recognise{perhaps}. Save it as UTF-8 and try again.")
    return _strictly(data, likely, name), "" if latin and likely in _MEANT else likely


def _guess(data: bytes) -> tuple[str, bool]:
    """The likeliest encoding of bytes that are not UTF-8, "" where none fits, and whether it may be relied on."""
    import chardet

    found = chardet.detect_all(data[:_SAMPLE], ignore_threshold=True, compat_names=False)
    names = [_WIDER.get(one["encoding"], one["encoding"]) for one in found[:_RIVALS] if one["encoding"]]
    if not names:
        return "", False
    sure = found[0]["confidence"] >= SURE
    return names[0], sure or (e5_runs_here() and _likeliest(data[:4000], [*names, "cp1252"]) == names[0])


def _likeliest(data: bytes, names: list[str]) -> str:
    """The first of the encodings that make the likeliest text of ``data``; "" for none."""
    texts: dict[str, str] = {}
    for name in names:
        try:
            texts.setdefault(data.decode(name), name)
        except (UnicodeError, LookupError):
            continue
    return texts[min(texts, key=tokenizer().nats)] if texts else ""


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise LoadError(
            f"{name} is damaged at byte {exc.start}: not {encoding}. Save it as UTF-8 and try again."
        ) from exc


def _binary(name: str) -> LoadError:
    return LoadError(f"{name} holds binary data, not text. Give it the suffix of its real format, or save it as text.")
