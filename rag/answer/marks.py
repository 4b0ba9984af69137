"""The marks of a model's sentence, in every spelling: which passages it cites, and the text with plain ``[n]``.

Read are ``[1]``, ``[1, 2]``, ``[1-3]``, ``[Source 1]``, ``[^1]``, ``[[1]]``, ``【1†source】``, ``［１］``, ``[1](address)``, ``(1)`` at the
end of a sentence and superscripts after a word; not ``m²``, ``10⁶``, ``[2021]``, nor anything between quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = r"(?:(?:sources?|passages?|refs?\.?|references?|documents?|docs?|fuentes?|pasajes?|来源|段落|资料)\s*[:#]?\s*|[\^#])?"
_NUMBERS = rf"{_NAME}\d{{1,3}}(?:\s*(?:[,;、，&+–—~-]|and|y|to|和|至|到)\s*{_NAME}\d{{1,3}})*"
_BRACKET = (
    rf"(?:\[\[?|[【［〔])\s*(?P<in>{_NUMBERS})\s*(?:[†‡|][^\]】］〕]{{0,40}})?(?:\]\]?|[】］〕])(?:\([^()\s]*\))?"
)
_ROUND = r"[(（]\s*(?P<round>\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*)\s*[)）](?=\s*(?:[.!?。！？]|$))"
_SUPER = r"(?<=[a-z]{4}|[.,;!?”\"»)\]。，！？」])(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}(?:[⁻˒,‚][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})*)"
_SUPER_ALONE = _SUPER.replace("[a-z]{4}|", "")  # look-behind needs one width
MARK = re.compile(rf"{_BRACKET}|{_ROUND}|{_SUPER_ALONE}|(?<=[a-z]{{4}})(?P<word>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,3})\s*(?:[–—~-]|to|至|到)\s*(?:[a-z]+\s*)?(\d{1,3})", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒‚", "0123456789-,,")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|「[^」]*」|『[^』]*』|\"[^\"]*\"")
_AT_END = re.compile(r"(?P<stop>[.!?。！？…]+[”\"»」』)]*)?(?P<marks>(?:\s*\[\d+\])+)\s*(?P<late>[.!?。！？]*)\s*$")
MOST = 20  # passages of a range; more is a slip of the model


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its marks as ``[n]`` and the ``numbers`` they give, each once, in order."""

    text: str
    numbers: tuple[int, ...]


def read_marks(text: str) -> Marked:
    """The sentence with every mark spelled ``[n]``; marks after the full stop move before it."""
    numbers: list[int] = []

    def plain(match: re.Match[str]) -> str:
        mine = _numbers(match)
        numbers.extend(n for n in mine if n not in numbers)
        return "".join(f"[{n}]" for n in mine)

    quoted = [m.span() for m in _QUOTED.finditer(text)]
    out, at = [], 0
    for match in MARK.finditer(text):
        if any(start < match.start() < end - 1 for start, end in quoted):
            continue
        before = text[at : match.start()]
        out += [before, " " if before and not before[-1].isspace() and not before.endswith("]") else "", plain(match)]
        at = match.end()
    joined = "".join([*out, text[at:]])
    return Marked(
        _before_the_stop(re.sub(r"(\[\d+\])\s*(?:[,;]|and|&|y|和)?\s*(?=\[\d+\])", r"\1", joined)), tuple(numbers)
    )


def masked(text: str) -> str:
    """``text`` with its marks blanked out, of the same length, so that a splitter sees sentences only."""
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    out = text
    for match in MARK.finditer(text):
        if not any(start < match.start() < end - 1 for start, end in quoted):
            out = out[: match.start()] + " " * len(match[0]) + out[match.end() :]
    return out


def _numbers(match: re.Match[str]) -> list[int]:
    inner = next(group for group in (match["in"], match["round"], match["super"], match["word"]) if group)
    inner = inner.translate(_SUPERSCRIPT)
    found: list[int] = []
    for first, last in _RANGE.findall(inner):
        low, high = int(first), int(last)
        found += range(low, min(high, low + MOST) + 1) if low <= high else [low, high]
    found += [int(n) for n in re.findall(r"\d+", _RANGE.sub(" ", inner))]
    return list(dict.fromkeys(found))


def _before_the_stop(text: str) -> str:
    """``… kg. [1]`` as ``… kg [1].``; a stop inside a closing quotation mark stays where it is."""
    match = _AT_END.search(text)
    if not match:
        return text.strip()
    stop, marks = match["stop"] or "", "".join(match["marks"].split())
    head = text[: match.start()].rstrip()
    if stop and stop[-1] in ".!?。！？…":
        return f"{head} {marks}{stop}"
    return f"{head}{stop} {marks}{match['late']}"
