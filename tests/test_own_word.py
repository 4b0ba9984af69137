"""An answer that would rest on the article alone brings the own words of the body whose finding the article tells of."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from rag.answer.own_word import names_publisher
from rag.ask import answer
from rag.assemble import open_parts
from rag.renew import renew
from rag.settings import load_settings
from rag.types import Source

ARTICLE = "The inspector, Harwell Stone, found that the guild had broken the law when it raised the toll of the bridge."
REPORT = "We looked at the toll of the bridge. We found that raising it was lawful."


def test_publishers_are_named_without_the_form_of_their_company() -> None:
    assert names_publisher(ARTICLE, Source("a", "A", publisher="Harwell Stone LLP"))
    assert not names_publisher(ARTICLE, Source("a", "A", publisher="Harwell Brook LLP"))
    assert not names_publisher(ARTICLE, Source("a", "A"))


def test_the_inspectors_own_words_stand_beside_what_the_article_says_they_found(tmp_path: Path) -> None:
    for folder, name, text, more in (
        ("seeds", "seed", ARTICLE, {"tier": "seed"}),
        ("corpus", "report", REPORT, {"tier": "primary", "publisher": "Harwell Stone LLP"}),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.txt").write_text(text, encoding="utf-8")
        line = {"id": name, "path": f"{name}.txt", "title": name, "sha256": sha256(text.encode()).hexdigest()} | more
        (tmp_path / folder / "manifest.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    settings = load_settings(case=tmp_path, data=tmp_path / "data", no_model=True, embedder="minilm")
    renew(settings)
    given = answer("Did the inspector find that the guild broke the law?", open_parts(settings))
    cited = [c.source_id for verdict in given.verdicts for c in verdict.claim.citations]
    assert "report" in cited
