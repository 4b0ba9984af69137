"""The cited sources as CSL-JSON, BibTeX or RIS, for Zotero, LaTeX, EndNote and the like."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from rag.errors import UsageError
from rag.types import Source
from ui.brief.references import csl_item

SUFFIXES = (".json", ".bib", ".ris")
_BIBTEX = {"report": "techreport", "book": "book", "article-newspaper": "article"}
_RIS = {
    "report": "RPRT",
    "dataset": "DATA",
    "article-newspaper": "NEWS",
    "legislation": "STAT",
    "webpage": "ELEC",
    "book": "BOOK",
}


def bibliography(sources: Mapping[str, Source], suffix: str) -> str:
    """The file's text for ``suffix``; raises UsageError for another suffix or a missing library."""
    items = [csl_item(source) for source in sources.values()]
    if suffix == ".json":
        return json.dumps(items, ensure_ascii=False, indent=1) + "\n"
    try:
        if suffix == ".bib":
            return _bibtex(items)
        if suffix == ".ris":
            return _ris(items)
    except ImportError as exc:
        raise UsageError(f"{suffix} needs {exc.name}: pip install 'onrecord[briefs]', or write .json.") from exc
    raise UsageError(f"--bibliography '{suffix}' is not one of {', '.join(SUFFIXES)}.")


def _bibtex(items: list[dict[str, Any]]) -> str:
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    library = Library()
    taken: set[str] = set()
    for item in items:
        key = re.sub(r"[^A-Za-z0-9:._-]+", "-", item["id"]).strip("-") or "source"
        while key in taken:
            key += "-b"
        taken.add(key)
        issued = item.get("issued", {}).get("date-parts", [[]])
        first = [*issued[0], None, None]
        year, month = first[:2]
        fields = {
            "title": "{" + _braceless(item["title"]) + "}",
            "author": " and ".join("{" + _braceless(a["literal"]) + "}" for a in item.get("author", ())),
            "institution" if item["type"] == "report" else "publisher": _braceless(item.get("publisher", "")),
            "year": str(year or ""),
            "month": str(month or ""),
            "url": item.get("URL", "").replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
            "language": item["language"],
            "note": _braceless(item["note"]),
        }
        kind = _BIBTEX.get(item["type"], "misc")
        library.add(Entry(kind, key, [Field(name, _latex(name, value)) for name, value in fields.items() if value]))
    return str(write_string(library))


def _latex(name: str, value: str) -> str:
    """``value`` with every sign that LaTeX acts on written out; addresses stay, as \\url needs them."""
    if name == "url":
        return value
    from pylatexenc.latexencode import unicode_to_latex

    outer = name in ("title", "author")
    if not outer:
        return str(
            unicode_to_latex(value, non_ascii_only=False, unknown_char_policy="keep", unknown_char_warning=False)
        )
    parts = re.split(r"([{}])", value)
    return "".join(
        p if p in "{}" else str(unicode_to_latex(p, unknown_char_policy="keep", unknown_char_warning=False))
        for p in parts
    )


def _braceless(value: str) -> str:
    """Braces as brackets: an unpaired one would swallow the rest of the file."""
    return value.replace("{", "(").replace("}", ")")


def _ris(items: list[dict[str, Any]]) -> str:
    import rispy

    entries = []
    for item in items:
        issued = item.get("issued", {}).get("date-parts", [[]])[0]
        entry = {
            "type_of_reference": _RIS.get(item["type"], "GEN"),
            "id": item["id"],
            "title": item["title"],
            "authors": [a["literal"] for a in item.get("author", ())],
            "publisher": item.get("publisher", ""),
            "year": str(issued[0]) if issued else "",
            "date": "/".join(f"{part:02d}" for part in issued) if len(issued) > 1 else "",
            "urls": [item["URL"]] if "URL" in item else [],
            "language": item["language"],
            "notes": [item["note"]],
        }
        entries.append({name: value for name, value in entry.items() if value})
    return str(rispy.dumps(entries))
