"""Which addresses of a case lead to originals, and which only to copies."""

from pathlib import Path

import pytest

from rag.case import read_case
from rag.errors import CorpusError
from rag.fetch.run import targets
from rag.settings import shipped_home

RECORD = """---
id: survey
title: Bridge survey
urls:
{urls}tier: primary
doc_type: pdf (report)
---

1. The bridge is 48 metres long.
   - id: survey-f01 | basis: read | read_at: https://example.org/s | locator: p. 1
"""


def case_with(home: Path, urls: str) -> Path:
    file = home / "corpus" / "records" / "survey.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(RECORD.format(urls=urls), encoding="utf-8")
    return home


def address(url: str, status: str, archived: str = "") -> str:
    return f"- url: {url}\n  status: {status}\n" + (f"  archived: {archived}\n" if archived else "")


def test_the_first_address_of_a_record_is_its_original(tmp_path: Path) -> None:
    urls = address("https://a.test/r", "not opened", "https://archive.test/r") + address(
        "https://b.test/r", "read in part"
    )
    (target,) = targets(read_case(case_with(tmp_path, urls)))
    assert (target.original_url, target.archived, target.source.doc_type) == (
        "https://a.test/r", "https://archive.test/r", "pdf (report)",
    )  # fmt: skip


def test_a_copy_is_never_fetched_as_the_original(tmp_path: Path) -> None:
    """Nor is a later address: it may be another's report about the source."""
    urls = address("https://a.test/r", "copy read in part") + address("https://b.test/r", "read in part")
    (target,) = targets(read_case(case_with(tmp_path, urls)))
    assert target.original_url == "" and target.source.url


def test_an_archived_copy_must_be_a_web_address(tmp_path: Path) -> None:
    urls = address("https://a.test/r", "not opened", "file:///etc/passwd")
    with pytest.raises(CorpusError, match="archived"):
        read_case(case_with(tmp_path, urls))


def test_the_shipped_case_names_originals_and_admits_copies() -> None:
    found = targets(read_case(shipped_home()))
    assert len(found) == 41
    assert sum(1 for target in found if target.original_url) >= 30
