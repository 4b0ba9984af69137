"""The bibliography reads back in the tools that people have, and hostile titles stay titles."""

import json

import bibtexparser
import pytest
import rispy

from rag.brief import Brief
from rag.sources import Source
from ui.brief.bibliography import bibliography


@pytest.mark.parametrize("which", ["case_brief", "evil_brief"])
def test_every_source_reads_back_once_from_each_format(which: str, request: pytest.FixtureRequest) -> None:
    brief: Brief = request.getfixturevalue(which)
    ids = set(brief.sources)
    library = bibtexparser.parse_string(bibliography(brief.sources, ".bib"))
    assert not library.failed_blocks
    assert {e.key for e in library.entries} == ids
    assert all({"title", "note"} <= {f.key for f in e.fields} for e in library.entries)
    entries = rispy.loads(bibliography(brief.sources, ".ris"))
    assert {e["id"] for e in entries} == ids and len(entries) == len(ids)
    items = json.loads(bibliography(brief.sources, ".json"))
    assert {i["id"] for i in items} == ids
    for item in items:
        assert "our record" in item["note"] or "original" in item["note"] or "article" in item["note"]
        assert item.get("URL", "https://").startswith("http")


def test_bibtex_writes_out_what_latex_would_act_on() -> None:
    text = bibliography({"a": Source("a", "5% of $x_1$ & \\input{/etc/passwd} #1 ~")}, ".bib")
    title = next(line for line in text.splitlines() if "title" in line)
    for raw in ("\\input{", " $x", " & ", " #1"):
        assert raw not in title
    assert "\\%" in title and "\\&" in title and "\\_" in title


def test_sources_whose_ids_clean_to_one_key_have_a_key_each() -> None:
    sources = {one: Source(one, f"Title {n}") for n, one in enumerate(("a b", "a/b", "a-b", "海", "河"))}
    library = bibtexparser.parse_string(bibliography(sources, ".bib"))
    assert not library.failed_blocks
    assert len({entry.key for entry in library.entries}) == len(library.entries) == len(sources)
