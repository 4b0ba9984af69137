"""What the article gets wrong where nobody has judged its claims: its sentences, each before the nearest words of a primary source."""

import hashlib
import json

import pytest

from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.renew import renew
from rag.saved.recheck import recheck
from rag.settings import load_settings
from rag.types import NoteKind
from rag.wire import from_json, to_json

ARTICLE = "\n\n".join(
    (
        "The tunnel that broke the city",
        "The tunnel has cost taxpayers 96 million crowns, three times what was promised.",
        "In March the Audit Office found that the Trust had broken procurement law when it gave the contract without a tender.",
        "The mayor likes boats and owns a red one.",
    )
)
AUDIT = """National Audit Office, report on the tunnel

The tunnel had cost 58.7 million crowns by 31 December 2023.

We did not find that the Trust broke procurement law. The contract was given without a tender for urgent need.
"""


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    home = tmp_path_factory.mktemp("tunnel")
    for folder, name, text, tier in (
        ("seeds", "article.txt", ARTICLE, "seed"),
        ("corpus", "audit.txt", AUDIT, "primary"),
    ):
        (home / folder).mkdir()
        (home / folder / name).write_text(text, encoding="utf-8")
        line = {"id": name[:-4], "path": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "tier": tier}
        line |= {
            "title": text.split("\n")[0],
            "publisher": "National Audit Office" if tier == "primary" else "Observer",
        }
        (home / folder / "manifest.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    settings = load_settings(case=home, data=home / "data", no_model=True, embedder="minilm")
    renew(settings)
    return open_parts(settings)


def test_such_an_answer_is_its_own_proof(parts: Parts) -> None:
    reply = answer("What does the article get wrong?", parts)
    report = recheck(parts.settings, from_json(to_json(reply, parts.index.sources)))
    assert report.holds and report.faults == ()


def test_a_question_on_one_matter_is_answered_as_before(parts: Parts) -> None:
    reply = answer("How much has the tunnel cost?", parts)
    assert not any(note.kind is NoteKind.UNJUDGED for note in reply.notes)
