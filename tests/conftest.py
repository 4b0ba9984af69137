"""What the tests share: a small case, its parts built once a worker, and the shipped case built once a run."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from rag.assemble import Parts, open_parts
from rag.ingest import apart, build
from rag.ingest.load import Loaded, load_file
from rag.models.embedder import E5, MiniLM, Vectors, choose_embedder
from rag.models.judge import Judge
from rag.settings import Settings, load_settings
from rag.verify.windows import terms

TINY = Path(__file__).parent / "data" / "tiny_corpus"
EMBEDDED = "the shipped case brings the vectors of all its texts: after a change to it run python -m evals.known"


KEPT = (
    "ONRECORD_REQUIRE_BROWSER", "ONRECORD_REQUIRE_MODEL", "ONRECORD_REQUIRE_OFFICE",
)  # fmt: skip
DEAREST = (
    "test_chat", "test_shipped", "test_kill_ingest", "test_eval", "test_real_model", "test_incremental", "test_build",
)  # fmt: skip
# Files that go to one worker because they share what is dear to make: a browser and its server, the shipped case and its brief, the
# process whose children are killed.
TOGETHER = (
    ("test_chat", "test_hostile", "test_beside", "test_eval_report"),
    ("test_kill_ingest", "test_kill_fetch", "test_kill_remove"),
    (
        "test_shipped", "test_brief", "test_brief_bibliography", "test_brief_diff", "test_brief_exports",
        "test_known_questions", "test_promises",
    ),
)  # fmt: skip
FIRST = {stem: files[0] for files in TOGETHER for stem in files}  # by which such a file goes
# At once and not in a fixture: the cases that a whole run shares are opened before any test's own fixture runs, and
# must see neither this machine's data folder nor its key for a model.
gc.set_threshold(
    100_000, 50, 100
)  # what is imported stays: looking it through again and again takes a quarter of the time
for _name in list(os.environ):
    if _name.startswith(("ONRECORD_", "OPENAI_")) and _name not in KEPT:
        del os.environ[_name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The dearest files first, so that no worker is left with one in the end, and what goes to one worker in a row."""
    place = {stem: number for number, stem in enumerate(DEAREST)}
    items.sort(key=lambda item: place.get(FIRST.get(item.path.stem, item.path.stem), len(place)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """A file's tests go to one worker (as with ``--dist loadfile``), and so do the files of TOGETHER."""
    from xdist.scheduler import LoadFileScheduling

    class Together(LoadFileScheduling):  # type: ignore[misc]  # untyped
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return FIRST.get(Path(file).stem, file)

    return Together(config, log)


def _remembering(method: Callable[..., Vectors]) -> Callable[..., Vectors]:
    """``method`` of an embedder, that is not called twice with the same texts: the small case is built a hundred times. What it gives
    is the real model's, and hangs on nothing but its arguments: so the company of a text, which tells in its last digits, is in the key."""
    known: dict[tuple[object, ...], Vectors] = {}

    @wraps(method)
    def remembered(self: object, *arguments: object) -> Vectors:
        *others, texts = arguments
        key = (*(getattr(one, "__name__", one) for one in others), *texts)  # type: ignore[misc]
        if key not in known:
            known[key] = method(self, *arguments)
        return known[key].copy()

    return remembered


E5._encode = _remembering(E5._encode)  # type: ignore[method-assign]
MiniLM._embed = _remembering(MiniLM._embed)  # type: ignore[method-assign]


class _ReadingHere(apart.Apart):
    """Reads files in this process: another one would be started again after each ten seconds without a file."""

    def load(self, path: Path, max_mb: int = 64) -> Loaded:
        return load_file(path, max_mb)


# Builds read and embed in this process, where vectors are remembered; tests/test_apart.py sees the other one.
apart._SHARED = _ReadingHere()
build.Embedding = lambda reader, wanted: choose_embedder(wanted)  # type: ignore[assignment,misc]


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for each test in turn that asks for none: ``tmp_path`` makes, links and removes several, which takes a disk longer than most tests."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def _no_foreign_settings(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _homes: Iterator[Path]
) -> None:
    """No test sees models' hubs or the user's own index and settings file; each works in a folder of its own."""
    home: Path = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else next(_homes)
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.chdir(home)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the small case that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "case"))


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Without the rights of root, who may read and write everything."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    yield
    os.seteuid(was)


@pytest.fixture
def settings(tiny: Path) -> Settings:
    """Settings of the small case; nothing is built yet."""
    return load_settings(case=tiny)


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """The small case, built once a run and opened once a worker, each with a copy of its own; tests only read it."""
    built = _of_the_run(tmp_path_factory) / "onrecord-tiny"
    with FileLock(f"{built}.lock"):
        if not built.is_dir():
            open_parts(load_settings(case=Path(shutil.copytree(TINY, built))))
    home = Path(shutil.copytree(built, tmp_path_factory.mktemp("tiny") / "case"))
    return open_parts(load_settings(case=home))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """The shipped case; one worker builds it, the others wait and open the same index."""
    data = _of_the_run(tmp_path_factory) / "onrecord-shipped"
    with FileLock(f"{data}.lock"):
        if not data.is_dir():
            assert build.build(load_settings(data=data)).embedded == 0, EMBEDDED
        opened = open_parts(load_settings(data=data))
    yield opened


def _of_the_run(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share, and no other run."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture
def by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge's network stands still: evidence with the figures and most words of a claim supports it, any other leaves it open."""

    def claims(self: Judge, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        def most(claim: str, evidence: str) -> bool:
            mine, theirs = terms(claim), terms(evidence)
            figures = {term for term in mine if term[0].isdigit()}
            return figures <= theirs and 5 * len(mine & theirs) >= 4 * len(mine)

        return np.array([(0.998, 0.001, 0.001) if most(*pair) else (0.05, 0.9, 0.05) for pair in pairs]).reshape(-1, 3)

    monkeypatch.setattr(Judge, "claims", claims)
