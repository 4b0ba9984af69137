"""A case of plain documents whose ledger names places in them: an article, minutes (HTML), a report with a table, a survey (text)."""

import hashlib
import json
import shutil
from pathlib import Path

DATA = Path(__file__).parent / "data" / "tram"
SOURCES = {
    "minutes.html": {"publisher": "Council of Tarn", "published": "2016-10-12", "url": "https://tarn.example/minutes"},
    "report.md": {"publisher": "Transit Office of Tarn", "published": "2024-02-01", "tier": "official statement"},
    "noise.txt": {"publisher": "Institute of Acoustics", "published": "2023-05"},
}


def tram_case(home: Path) -> Path:
    """The case in a new folder ``home``."""
    corpus, seeds = home / "corpus", home / "seeds"
    corpus.mkdir(parents=True)
    seeds.mkdir()
    shutil.copy(DATA / "claims.jsonl", corpus)
    _listed(
        seeds, {"article.txt": {"title": "A tram for nobody", "publisher": "The Tarn Echo", "published": "2024-05-02"}}
    )
    _listed(corpus, {name: {"tier": "primary"} | about for name, about in SOURCES.items()})
    return home


def edit(home: Path, name: str, old: str, new: str) -> None:
    """Change a file of ``corpus/``; what the manifest says of it goes along."""
    file = home / "corpus" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    manifest = home / "corpus" / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    changed = [line | {"sha256": _sha256(file)} if line["path"] == name else line for line in lines]
    manifest.write_text("".join(json.dumps(line) + "\n" for line in changed), encoding="utf-8")


def say(home: Path, claim_id: str, **fields: object) -> None:
    """Change fields of one claim of the ledger."""
    ledger = home / "corpus" / "claims.jsonl"
    lines = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    changed = [line | fields if line["id"] == claim_id else line for line in lines]
    ledger.write_text("".join(json.dumps(line) + "\n" for line in changed), encoding="utf-8")


def _listed(folder: Path, about: dict[str, dict[str, str]]) -> None:
    lines = []
    for name, told in about.items():
        shutil.copy(DATA / name, folder)
        lines.append({"id": Path(name).stem, "path": name, "sha256": _sha256(folder / name), **told})
    (folder / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
