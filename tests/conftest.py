"""What the tests share: a small case, its parts built once a worker, and the shipped case built once a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from rag.assemble import Parts, open_parts
from rag.settings import Settings, load_settings

TINY = Path(__file__).parent / "data" / "tiny_corpus"


KEPT = (
    "ONRECORD_REQUIRE_BROWSER", "ONRECORD_REQUIRE_MODEL", "ONRECORD_REQUIRE_OFFICE", "ONRECORD_SCREENSHOTS", "ONRECORD_FACTBASE",
)  # fmt: skip
# At once and not in a fixture: the cases that a whole run shares are opened before any test's own fixture runs, and
# must see neither this machine's data folder nor its key for a model.
for _name in list(os.environ):
    if _name.startswith(("ONRECORD_", "OPENAI_")) and _name not in KEPT:
        del os.environ[_name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of the shipped case first: they fall to one worker, and no other waits for its index."""
    items.sort(key=lambda item: "shipped" not in getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def _no_foreign_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees models' hubs or the user's own index and settings file."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the small case that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "case"))


@pytest.fixture
def settings(tiny: Path) -> Settings:
    """Settings of the small case; nothing is built yet."""
    return load_settings(case=tiny)


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """The small case, built and opened; tests only read it."""
    home = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("tiny") / "case"))
    return open_parts(load_settings(case=home))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """The shipped case; one worker builds it, the others wait and open the same index."""
    data = tmp_path_factory.getbasetemp().parent / "onrecord-shipped"
    with FileLock(str(data) + ".lock"):
        opened = open_parts(load_settings(data=data))
    yield opened
