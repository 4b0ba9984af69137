"""What the tests of taking sources out share: cases to take them out of, and what lies in these."""

import json
from pathlib import Path

from rag.case import read_case
from rag.case.folder import file_sha256
from rag.case.remove import Going, remove_documents

LEAFLET = "society-leaflet"
TINY = ("survey-2019", "council-minutes-2020", "mayor-2020", "faro-2021", LEAFLET)


def remove(home: Path, *ids: str, with_questions: bool = False) -> tuple[Going, ...]:
    return remove_documents(home, ids, with_questions).going


def tree(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def listed(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def ids(home: Path) -> list[str]:
    return [entry.source.id for entry in read_case(home).entries]


def folder_of(home: Path, **files: str) -> Path:
    """A case whose corpus is a folder of text files without a manifest, with an article."""
    for name, words in {"seeds/article.txt": "The wall is high.", **files}.items():
        path = home / (name if "/" in name else f"corpus/{name}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return home


def ask_of(home: Path, *lines: dict[str, object]) -> Path:
    file = home / "corpus" / "questions.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


def unname(home: Path) -> None:
    """The ledger names no source any more."""
    claims = home / "corpus" / "claims.jsonl"
    lines = [json.loads(line) for line in claims.read_text(encoding="utf-8").splitlines()]
    told = (line | {"fact_ids": [], "would_decide": []} for line in lines)
    claims.write_text("".join(json.dumps(line) + "\n" for line in told), encoding="utf-8")


def sha256(file: Path) -> str:
    return file_sha256(file)


def nothing_is_lost(before: dict[str, bytes], now: dict[str, bytes]) -> None:
    """Every file, and every line of the lists, is where it was or in ``removed/``."""
    for name, old in before.items():
        if name.startswith(".onrecord"):
            continue
        moved = now.get(name.replace("corpus/", "removed/"), b"")
        if name.endswith(".jsonl"):
            held = {_object(line) for line in (*now[name].splitlines(), *moved.splitlines())}
            assert {_object(line) for line in old.splitlines()} <= held
        else:
            assert old in (now.get(name), moved)


def _object(line: bytes) -> str:
    return json.dumps(json.loads(line), sort_keys=True)
