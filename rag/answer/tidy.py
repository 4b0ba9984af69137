"""A model's sentence as plain text: Markdown's signs are taken off, links keep their words and lose their address."""

from __future__ import annotations

import re

_BULLET = re.compile(r"^\s*(?:(?:[-*•·–]|#{1,6}|>|\d{1,2}[.)])\s+)+")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LETTER = re.compile(r"[^\W\d_]")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_WEAK = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_CODE = re.compile(r"`([^`\n]*)`")
_ADDRESS = re.compile(
    r"(?:\b(?:https?|ftp|file|javascript|data|mailto):|\bwww\.)\S+|<\s*/?\s*[a-z!][^>]*>", re.IGNORECASE
)


def tidy(text: str) -> str:
    """``text`` on one line without bullets, headings, emphasis, code signs, links and images."""
    text = _BULLET.sub("", " ".join(text.split()))
    text = _LINK.sub(_worded, _IMAGE.sub(r"\1", text))
    text = _WEAK.sub(r"\1", _STRONG.sub(r"\2", text))
    return " ".join(_CODE.sub(r"\1", text).split())


def _worded(link: re.Match[str]) -> str:
    """The words of a link; [1](address) is a mark and is read as one."""
    return link[1] if _LETTER.search(link[1]) else link[0]


def addresses(text: str) -> tuple[str, ...]:
    """Web addresses and HTML tags that ``text`` holds."""
    return tuple(_ADDRESS.findall(text))
