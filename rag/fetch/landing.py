"""The document behind the page about it: the one file of the wanted kind that such a page links as its own.

Publishers give out reports by a page with a summary and a link. Followed is a link to the same site only, whose words or
file name are the source's title, or the only one there is that calls itself the report; between several nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from rag.fetch.page import read_links
from rag.fetch.sniff import Kind
from rag.text.fold import content_words
from rag.text.tokens import stem

MOST = 2000  # links of a page that are looked at
_MOST_OF_IT = 0.5  # share of the title's words by which a link is the source's
_CALLS_ITSELF = re.compile(
    r"\b(?:pdf|csv|download|full|report|brief|document|paper|text|descargar|informe)\b|下载|全文|报告", re.I
)


@dataclass(frozen=True, slots=True)
class Linked:
    """``url`` of the page's own document, "" when none is plainly it; ``others``: how many files of the kind it links."""

    url: str
    others: int


def linked_document(page: Path, page_url: str, title: str, expected: Kind) -> Linked:
    """The file of the ``expected`` kind that ``page`` (served at ``page_url``) links as the source of this ``title``."""
    wanted = _stems(title)
    found: dict[str, tuple[float, bool]] = {}
    for url, words in _files(page, page_url, expected):
        name = re.sub(r"[_\W]+", " ", PurePosixPath(unquote(urlsplit(url).path)).stem)
        share = len(wanted & _stems(f"{words} {name}")) / max(1, len(wanted))
        known = found.get(url, (0.0, False))
        found[url] = max(share, known[0]), known[1] or _CALLS_ITSELF.search(words) is not None
    ranked = sorted(found, key=lambda url: -found[url][0])
    if not ranked:
        return Linked("", 0)
    best, second = found[ranked[0]], found[ranked[1]] if len(ranked) > 1 else (0.0, False)
    named = best[0] >= _MOST_OF_IT and best[0] > second[0]
    alone = len(ranked) == 1 and (best[1] or best[0] > 0)
    return Linked(ranked[0] if named or alone else "", len(ranked))


def _files(page: Path, page_url: str, expected: Kind) -> Iterator[tuple[str, str]]:
    """The address and the words of each link to a file of the kind on the page's own site."""
    for href, words, media_type in read_links(page)[:MOST]:
        try:
            url = urldefrag(urljoin(page_url, href.strip())).url
            parts = urlsplit(url)
        except ValueError:
            continue
        fits = parts.path.lower().endswith(expected.suffix) or media_type.startswith(expected.media_type)
        if fits and parts.scheme in ("http", "https") and _same_site(parts.hostname, urlsplit(page_url).hostname):
            yield url, words


def _same_site(one: str | None, other: str | None) -> bool:
    """True for one host, with or without "www.", and for a host under the other."""
    if not one or not other:
        return False
    a, b = sorted((one.removeprefix("www."), other.removeprefix("www.")), key=len)
    return a == b or b.endswith(f".{a}")


def _stems(text: str) -> set[str]:
    return {stem(word.text) for word in content_words(text)}
