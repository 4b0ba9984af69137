"""The cited sources as CSL-JSON, BibTeX or RIS, for Zotero, LaTeX, EndNote and the like."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from rag.errors import UsageError
from rag.sources import Kind, Source
from ui.spelled import on_one_line, web_address

READ = {
    Kind.DOCUMENT: "Read in the original.",
    Kind.RECORD: "Read through our record of it, not in the original.",
    Kind.SEED: "The article under examination.",
}
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# What a kind of document says, and what it is in CSL, BibTeX and RIS.
_TYPES = (
    ("dataset", "dataset", "misc", "DATA"),
    ("news", "article-newspaper", "article", "NEWS"),
    ("statute", "legislation", "misc", "STAT"),
    ("law", "legislation", "misc", "STAT"),
    ("report", "report", "techreport", "RPRT"),
    ("brief", "report", "techreport", "RPRT"),
    ("book", "book", "book", "BOOK"),
    ("html", "webpage", "misc", "ELEC"),
    ("web", "webpage", "misc", "ELEC"),
    ("", "document", "misc", "GEN"),
)
# Every sign that LaTeX acts on written out; an unpaired brace would swallow the rest of the file.
_LATEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "$&#_%"}
    | {"{": "(", "}": ")", "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def bibliography(sources: Mapping[str, Source], suffix: str) -> str:
    """The file's text for ``suffix``; raises UsageError for another suffix."""
    if suffix == ".json":
        return json.dumps([csl_item(source) for source in sources.values()], ensure_ascii=False, indent=1) + "\n"
    if suffix == ".bib":
        return _bibtex(sources.values())
    if suffix == ".ris":
        return "\n".join(_ris(source) for source in sources.values())
    raise UsageError(f"--bibliography '{suffix}' is not one of .json, .bib, .ris.")


def csl_item(source: Source) -> dict[str, Any]:
    """The source as CSL-JSON has it; ``note`` says whether it was read in the original or through our record."""
    item: dict[str, Any] = {"id": source.id, "type": _types(source)[1], "title": on_one_line(source.title) or source.id}
    if authors := source.authors or ((source.publisher,) if source.publisher else ()):
        item["author"] = [{"literal": on_one_line(author)} for author in authors]
    if source.publisher:
        item["publisher"] = on_one_line(source.publisher)
    if dates := _dates(source.published):
        item["issued"] = {"date-parts": dates}
    if url := web_address(source.url):
        item["URL"] = url
    item["language"] = source.language
    item["note"] = " ".join(part for part in (READ[source.kind], on_one_line(source.note)) if part)
    return item


def _bibtex(sources: Iterable[Source]) -> str:
    entries: dict[str, str] = {}
    for source in sources:
        item, (_, _, kind, _) = csl_item(source), _types(source)
        key = re.sub(r"[^A-Za-z0-9:._-]+", "-", source.id).strip("-") or "source"
        while key in entries:
            key += "-b"
        year, month = (*item.get("issued", {}).get("date-parts", [[]])[0], "", "")[:2]
        fields = {
            "title": f"{{{item['title'].translate(_LATEX)}}}",
            "author": " and ".join(f"{{{author['literal'].translate(_LATEX)}}}" for author in item.get("author", ())),
            "institution" if kind == "techreport" else "publisher": item.get("publisher", "").translate(_LATEX),
            "year": year,
            "month": month,
            "url": item.get("URL", "").translate(_IN_ADDRESS),
            "language": item["language"],
            "note": item["note"].translate(_LATEX),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        entries[key] = f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"
    return "\n".join(entries.values())


def _ris(source: Source) -> str:
    item = csl_item(source)
    issued = item.get("issued", {}).get("date-parts", [[]])[0]
    lines = [
        ("TY", _types(source)[3]),
        ("ID", source.id),
        ("TI", item["title"]),
        *(("AU", author["literal"]) for author in item.get("author", ())),
        ("PB", item.get("publisher", "")),
        ("PY", str(issued[0]) if issued else ""),
        ("DA", "/".join(f"{part:02d}" for part in issued) if len(issued) > 1 else ""),
        ("UR", item.get("URL", "")),
        ("LA", item["language"]),
        ("N1", item["note"]),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"


def _types(source: Source) -> tuple[str, str, str, str]:
    return next(kinds for kinds in _TYPES if kinds[0] in source.doc_type.casefold())


def _dates(published: str) -> list[list[int]]:
    """The day, month or year; of several dates the first and the last year; empty without one."""
    if match := _DAY.fullmatch(published):
        return [[int(part) for part in match.groups() if part]]
    years = sorted({int(year) for year in _YEAR.findall(published)})
    return [[years[0]], [years[-1]]] if len(years) > 1 else [[year] for year in years]
