"""An answer that the server remembers is given again with what the audit says by then."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.assemble import Parts, open_parts
from rag.case.audited import AuditedFact, AuditedSource, AuditReport, write_audit
from rag.common.files import file_sha256
from rag.events import Checked
from rag.live import Live
from rag.settings import load_settings
from rag.sources import Audit, Citation
from tests.serving import LENGTH
from ui.api.answering import Answering
from ui.api.meter import Meter


@pytest.fixture
def own(parts: Parts, tmp_path: Path) -> Parts:
    """The small case with a data folder that a test may change."""
    return open_parts(load_settings(case=Path(shutil.copytree(parts.settings.home, tmp_path / "case"))))


@pytest.fixture
def server(own: Parts) -> Iterator[Answering]:
    answering = Answering(Live(own), Meter())
    yield answering
    answering.close()


def cited(server: Answering) -> Citation:
    reply = next(e.answer for e in server.in_this_thread(LENGTH) if isinstance(e, Checked))
    return reply.claims[0].citations[0]


def audit(own: Parts, citation: Citation) -> Path:
    """An audit by which the original says otherwise, and that original."""
    source = own.index.sources[citation.source_id]
    original = own.settings.data_dir / "originals" / "survey.html"
    original.parent.mkdir(exist_ok=True)
    original.write_text("The bridge is 84 metres long.", encoding="utf-8")
    fact = AuditedFact(
        id=citation.passage_id, text=citation.quote, record_locator=citation.locator, status=Audit.DIFFERS,
        reason="the original says 84", locator="p. 1", sentence="The bridge is 84 metres long.",
    )  # fmt: skip
    audited = AuditedSource(
        source_id=source.id, title=source.title, original="originals/survey.html", made="2026-01-01",
        original_sha256=file_sha256(original), record_sha256=source.sha256, facts=(fact,),
    )  # fmt: skip
    write_audit(own.settings.data_dir, AuditReport(sources=(audited,)))
    return original


def test_remembered_answer_says_that_the_original_differs_once_an_audit_finds_it(own: Parts, server: Answering) -> None:
    first = cited(server)
    assert first.audit is None
    audit(own, first)
    mark = cited(server).audit
    assert mark is not None and mark.status is Audit.DIFFERS


def test_remembered_answer_loses_a_mark_once_the_original_is_another(own: Parts, server: Answering) -> None:
    original = audit(own, cited(server))
    assert cited(server).audit is not None
    original.write_text("Another page stands here now, of another length.", encoding="utf-8")
    assert cited(server).audit is None
