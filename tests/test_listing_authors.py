"""Who wrote a source that names its authors in its own text, of whom the list of sources knows nothing."""

from __future__ import annotations

from pathlib import Path

from tests.rows.test_named import opened

from rag.answer.listed import borne
from rag.ask import answer
from rag.types import NoteKind

STUDY = """# Effects of the merger

*Institute of Health Economics. Authors: Ana Lind, Samuel Obi. Working paper, May 2024.*

We find no effect on waiting times.
"""


def test_a_source_that_names_its_authors_itself_is_not_said_to_name_none(tmp_path: Path) -> None:
    parts = opened(tmp_path, ("study.md", "Study of the merger", STUDY))
    reply = answer("Who wrote the study of the merger?", parts)
    (note,) = (n.text for n in reply.notes if n.kind is NoteKind.LISTED)
    assert "no author" not in note and borne(note, "en", parts.index.sources.values())
    assert [c.quote for v in reply.verdicts for c in v.claim.citations] == ["Authors: Ana Lind, Samuel Obi."]
