"""A fetch that is killed or runs out of disk leaves everything that was there as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rag.case.originals import read_originals
from tests.fetch.wild import PAGE, PDF, Wild

ROOT = Path(__file__).parents[2]
LARGE = PDF[:-6] + b"%" * 300_000 + b"%%EOF\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


def start(wild: Wild, *more: object) -> subprocess.Popen[str]:
    """A process that is about to fetch."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("victim.py")), str(wild.home), str(wild.port), *map(str, more)],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def finish(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=20)
    return said


def test_a_full_disk_is_named_and_its_part_removed(wild: Wild) -> None:
    wild.serve("/a", LARGE, ETag='"1"')
    wild.serve("/b", PAGE)
    wild.case(a={"url": "http://docs.test/a"}, b={"url": "http://docs.test/b"})
    said = finish(start(wild, 50_000))
    assert "a failed a.part cannot be written: File too large. Free the disk" in said
    assert "b fetched" in said
    assert set(wild.lock()) == {"b"}
    assert wild.files() == {"b.html"}


def test_a_lock_that_does_not_fit_on_the_disk_leaves_the_old_one(wild: Wild) -> None:
    names = [f"source-{n:02}" for n in range(12)]
    wild.serve("/doc", PAGE)
    wild.case(**{name: {"url": "http://docs.test/doc"} for name in names[:2]})
    assert wild.fetch().complete
    wild.case(**{name: {"url": "http://docs.test/doc"} for name in names})
    before = wild.lock()
    said = finish(start(wild, (wild.folder / "sources.lock").stat().st_size + 10))
    assert "StoreError" in said
    assert "sources.lock cannot be written (File too large: free the disk)" in said
    assert wild.lock() == before
    assert read_originals(wild.settings.data_dir).problems == ()
