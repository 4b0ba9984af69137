"""The shipped corpus and evaluation questions, written from a fact base: ``python -m evals.make_corpus FACTBASE_DIR``.

A fact base is ``sources.json``, ``claims.json``, ``questions.json`` and ``data/*.csv``. Nothing is rewritten on the
way: every fact's text, locator and note comes out as it went in, and ``tests/test_corpus.py`` holds it to that.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from rag.case.record import Fact, FrontMatter, parse_record

ROOT = Path(__file__).resolve().parent.parent
DATA = ("cbp-fentanyl-by-fy-component-region.csv", "cdc-vsrr-us-december-extract.csv")  # figures that are ours
_NOTED = re.compile(r"(\S+) \((.*)\)")  # an address with words in brackets after it
_PARAGRAPH = re.compile(r"P(\d+)")


def format_record(front: FrontMatter, facts: Iterable[Fact]) -> str:
    """The record file that ``rag.case.record.parse_record`` reads back unchanged."""
    told = front.model_dump(mode="json", exclude_defaults=True) | {"language": front.language}
    fields = {name: told[name] for name in FrontMatter.model_fields if name in told}
    # Wide lines: a folded note is harder to read in a diff than a long one.
    parts = [f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10**6)}---\n"]
    parts += [
        f"{number}. {fact.text}\n"
        f"   - id: {fact.id} | basis: {fact.basis} | read_at: {fact.read_at} | locator: {fact.locator}".rstrip()
        + (f" | dated: {fact.dated}" if fact.dated else "")
        + (f" | by: {fact.by}" if fact.by else "")
        + "\n"
        for number, fact in enumerate(facts, start=1)
    ]
    return "\n".join(parts)


def front_matter(source: Mapping[str, Any]) -> FrontMatter:
    """The front matter of one source of the fact base."""
    urls = []
    for address in source["urls"]:
        noted = _NOTED.fullmatch(address["url"])
        url = {"url": noted[1], "status": address["status"], "note": noted[2]} if noted else address
        urls.append(url)
    renamed = {"date": "published", "bears_on_claims": "bears_on", "note": "read"}
    fields = {renamed.get(name, name): value for name, value in source.items() if name != "facts"}
    return FrontMatter.model_validate({**fields, "urls": urls})


def claim_line(claim: Mapping[str, Any]) -> dict[str, Any]:
    """One claim as a line of the ledger; paragraphs are located as the seed's blocks are."""
    line = {
        "id": claim["id"],
        "seed_locators": [f"para {number}" for number in _PARAGRAPH.findall(claim["seed_paragraph"])],
        "claim": claim["claim"],
        "attributed_to": claim["attributed_to"],
        "status": claim["status"],
        "fact_ids": claim["fact_ids"],
        "would_decide": claim["would_confirm_or_refute"],
        "evidence_leans": claim.get("evidence_leans", ""),
        # the seed's paragraphs go by the locators that the product shows
        "reason": re.sub(r"\bP(\d+)\b", r"para \1", claim["reason"]),
    }
    return {name: value for name, value in line.items() if value != ""}


def question_line(question: Mapping[str, Any]) -> dict[str, Any]:
    """One evaluation case in the shape that ``evals/data/README.md`` describes."""
    points = [
        {
            "text": point["text"],
            "support": [re.sub(r"^seed:P(\d+)$", r"seed:para \1", one) for one in point["support"]],
        }
        for point in question["expected_key_points"]
    ]
    order = ("id", "question", "language", "type", "must_refuse", "must_correct_premise")
    rest = {name: question[name] for name in ("pair_id", "turn", "note") if name in question}
    first = {name: question[name] for name in order}
    return {**first, "key_points": points, "acceptable_sources": question["acceptable_sources"], **rest}


def write_corpus(factbase: Path, root: Path = ROOT) -> list[str]:
    """Records, manifest, ledger, tables and questions below ``root``; gives the paths written."""
    corpus = root / "corpus"
    records = corpus / "records"
    records.mkdir(parents=True, exist_ok=True)
    sources = json.loads((factbase / "sources.json").read_text("utf-8"))["sources"]
    manifest = []
    for source in sources:
        front = front_matter(source)
        facts = tuple(Fact.model_validate(fact) for fact in source["facts"])
        path = records / f"{front.id}.md"
        path.write_bytes(format_record(front, facts).encode())
        if (written := parse_record(path)).facts != facts or written.front != front:
            raise ValueError(f"{path.name}: reading the record back gives something else")
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        manifest.append({"id": front.id, "path": f"records/{path.name}", "sha256": sha256})
    claims = json.loads((factbase / "claims.json").read_text("utf-8"))["claims"]
    questions = json.loads((factbase / "questions.json").read_text("utf-8"))["questions"]
    (corpus / "data").mkdir(exist_ok=True)
    for name in DATA:
        shutil.copyfile(factbase / "data" / name, corpus / "data" / name)
    (root / "evals" / "data").mkdir(parents=True, exist_ok=True)
    return [
        _write_lines(corpus / "manifest.jsonl", manifest),
        _write_lines(corpus / "claims.jsonl", _with_translations(corpus / "claims.jsonl", map(claim_line, claims))),
        _write_lines(root / "evals" / "data" / "questions.jsonl", map(question_line, questions)),
    ]


def _with_translations(path: Path, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The lines with the reasons in other languages that the file at ``path`` has for the same reason."""
    before = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    said = {line["reason"]: {k: v for k, v in line.items() if k.startswith("reason_")} for line in before}
    yield from ({**row, **said.get(row["reason"], {})} for row in rows)


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> str:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(text.encode())  # bytes: "\n" on every system, so the hashes agree
    return str(path)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m evals.make_corpus FACTBASE_DIR")
    sys.stdout.write("".join(f"wrote {path}\n" for path in write_corpus(Path(sys.argv[1]))))
