"""Pages that are none: 'not found' with status 200, a browser check, or hardly a word of text."""

from __future__ import annotations

import re
from pathlib import Path

from rag.fetch.page import read_page

LEAST_TEXT = 200  # characters; a page with less says nothing that could be cited

# At the start of a title or heading, in the languages of the product: an article about missing things does not begin so.
_NOT_FOUND = re.compile(
    r"(?i)\W*(?:(?:http\s*)?(?:error\s*)?(?:404|410)\b|(?:file|page|document|content|resource)?\s*(?:was\s+)?not found\s*(?:$|[\W\d])"
    r"|(?:the|this|that|sorry,? (?:the|this|that))?\s*(?:page|file|document|content)s?\s*(?:you\b.{0,40}?)?\s*"
    r"(?:(?:was|is|were|are|could|can)\s*(?:not|n.t)\s*(?:be\s*)?(?:found|available|located)|cannot be found|does\s*(?:not|n.t) exist|(?:is )?(?:unavailable|no longer (?:available|exists)))"
    r"|p[aá]gina no encontrada|no se (?:ha )?encontr|页面不存在|找不到|您访问的页面|页面未找到)"
)
_BETWEEN = re.compile(r"\s+[|\-–—:·]+\s+|\s*\|\s*|:\s+")
_GATE = re.compile(
    r"(?i)\W*(?:just a moment|access(?: to this page has been)? denied|attention required|checking your browser|403 forbidden"
    r"|forbidden\W*$|are you (?:a )?(?:human|robot)|verify (?:that )?you are|security check|please wait\W*$|captcha)"
)


def no_page(path: Path) -> str:
    """Why the page at ``path`` is none, in words; empty when it reads like one."""
    page = read_page(path)
    if page is None:
        return "the web page cannot be read"
    for words in page.headings:
        for piece in _BETWEEN.split(words[:400]):  # "Agency | Page not found"
            if says_not_found(piece):
                return f"the page says that it is not there: “{words[:80]}”"
            if _GATE.match(piece):
                return f"a check stands before the page: “{words[:80]}”. Save it from a browser and add the file"
    if says_not_found(page.text):
        return f"the page says that it is not there: “{page.text[:80]}”"
    if len(page.text) < LEAST_TEXT:
        return f"the page has hardly any text ({len(page.text)} characters); perhaps it needs a browser"
    return ""


def says_not_found(text: str) -> bool:
    """True when ``text`` begins by saying that something is not there."""
    return _NOT_FOUND.match(text[:400]) is not None
