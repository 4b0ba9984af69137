"""What the wheel holds: one package that runs without the repository beside it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "wheels"))
from inside import inside, renamed  # noqa: E402


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return inside(ROOT, tmp_path_factory.mktemp("wheel")).parent


def run(folder: Path, code: str) -> str:
    """What ``code`` prints in a process that finds ``onrecord`` in ``folder`` first."""
    env = {"PYTHONPATH": str(folder), "PATH": "", "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_nothing_of_ours_but_onrecord_is_loaded(folder: Path) -> None:
    loads = "import onrecord, sys; onrecord.open_case, onrecord.check; import onrecord.ui.web.app, onrecord.evals.run"
    told = run(folder, f"{loads}; print([n for n in ('rag', 'ui', 'evals') if n in sys.modules], onrecord.__file__)")
    assert told.startswith("[] ")
    assert str(folder) in told


def test_every_command_is_found(folder: Path) -> None:
    code = """
import sys
from typer.testing import CliRunner
from typer.main import get_command
from onrecord.ui import cli
for name in cli.COMMANDS:
    assert cli.Commands().get_command(None, name) is not None, name
print([n for n in ("rag", "ui", "evals") if n in sys.modules])
"""
    assert run(folder, code) == "[]"


def test_wheel_is_small_and_holds_no_weights(folder: Path) -> None:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 8_000_000
    assert {file.relative_to(folder).parts[0] for file in files} == {"onrecord"}
    assert not any(file.name.startswith("judge-") and file.suffix == ".npz" for file in files)


@pytest.mark.parametrize(
    ("code", "becomes"),
    [
        ("from rag.types import Answer", "from onrecord.rag.types import Answer"),
        ("import rag", "from onrecord import rag"),
        ("    import rag as _rag", "    from onrecord import rag as _rag"),
        ("import_module(f'ui.commands.{name}')", "import_module(f'onrecord.ui.commands.{name}')"),
        ("import ragged", "import ragged"),
        ("from ui_kit import x", "from ui_kit import x"),
        ("print('rag is a word')", "print('rag is a word')"),
    ],
)
def test_imports_are_renamed_and_nothing_else(code: str, becomes: str) -> None:
    assert renamed(code) == becomes
