"""What changed between two briefs, or between a brief and the sources as they are now."""

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rag.assemble import Parts, open_parts
from rag.brief import Brief, summarize
from rag.brief.wire import to_json
from rag.saved.diff import Change, Saved, against_live, between
from rag.settings import Settings
from ui.cli import app

RECORD = "corpus/records/survey-2019.md"


@pytest.fixture
def changed(tiny_brief: Brief, settings: Settings) -> tuple[Settings, Path, Path]:
    """A brief, and the same brief made again after one of its sources was corrected."""
    home = settings.home
    old, new = home / "old.json", home / "new.json"
    old.write_text(to_json(tiny_brief), encoding="utf-8")
    record = home / RECORD
    text = record.read_text(encoding="utf-8").replace("48 metres", "49 metres")
    assert "49 metres" in text
    record.write_text(text, encoding="utf-8")
    manifest = home / "corpus" / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if line["id"] == "survey-2019" and "sha256" in line:
            line["sha256"] = hashlib.sha256(record.read_bytes()).hexdigest()
    manifest.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")
    new.write_text(to_json(summarize(tiny_brief.scope, open_parts(settings))), encoding="utf-8")
    return settings, old, new


def test_corrected_source_is_reported_with_the_sentence_that_fell(changed: tuple[Settings, Path, Path]) -> None:
    settings, old, new = changed
    run = CliRunner()
    case = ["--case", str(settings.home)]
    for files in ([str(old)], [str(old), str(new)]):
        result = run.invoke(app, [*case, "diff", *files, "--json"])
        assert result.exit_code == 1, result.output
        report = json.loads(result.stdout)
        fallen = [s for s in report["sentences"] if s["change"] == Change.FAILS]
        assert any("48 metres" in s["text"] for s in fallen)
        assert all("survey-2019" in s["reason"] for s in fallen)
        assert len(fallen) == 1 or len(files) == 2  # of two files the other may also have picked other sentences
        assert any(s["change"] == Change.NEW and "49 metres" in s["text"] for s in report["sentences"])
    assert run.invoke(app, [*case, "verify", str(old)]).exit_code == 1
    assert run.invoke(app, [*case, "verify", str(new)]).exit_code == 0
    plain = run.invoke(app, [*case, "diff", str(new), str(new)])
    assert plain.exit_code == 0 and "no longer" not in plain.stdout


def test_two_files_of_unchanged_sources_differ_only_in_what_they_use(tiny_brief: Brief, parts: Parts) -> None:
    fewer = Saved(tiny_brief.verdicts[1:], tiny_brief.snapshot, tiny_brief.sources)
    whole = Saved(tiny_brief.verdicts, tiny_brief.snapshot, tiny_brief.sources)
    diff = between(whole, fewer)
    assert diff.holds and diff.sentences[0].change is Change.LEFT_OUT
    assert [s.change for s in between(fewer, whole).sentences].count(Change.NEW) == 1
    assert against_live(whole, None, parts.settings).holds
