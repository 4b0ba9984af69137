"""`.ci/install`: which of the two installers runs, and that a failure of the first loses nothing. Both are stood in for."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "install"
PIP = """#!/bin/sh
echo "pip $*" >> "$LOG"
case "$*" in *"config list"*) echo "$PIP_HAS";; esac
case "$*" in *requirements-uv.lock*) exit "${NO_UV:-0}";; *" -e ."*) exit "${NO_PIP:-0}";; esac
"""
UV = """#!/bin/sh
echo "uv $*" >> "$LOG"
exit "${UV_FAILS:-0}"
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    (tmp_path / ".ci").mkdir()
    shutil.copy(SCRIPT, tmp_path / ".ci")
    binaries = tmp_path / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name, text in (("python", PIP), ("uv", UV)):
        (binaries / name).write_text(text)
        (binaries / name).chmod(0o755)
    log = tmp_path / "log"

    def run(**env):
        done = subprocess.run(
            [tmp_path / ".ci" / "install", "-e", "."],
            env={"PATH": "/usr/bin:/bin", "LOG": str(log), **env},
            capture_output=True,
            text=True,
        )
        return done, [line for line in log.read_text().splitlines() if " install " in line]

    run.uv = binaries / "uv"
    return run


def test_uv_installs_where_it_can(install):
    done, calls = install()
    assert done.returncode == 0
    assert len(calls) == 1 and calls[0].startswith("uv ") and calls[0].endswith("-e .")


@pytest.mark.parametrize(
    "setting", ["global.index-url='https://mirror.example/simple'", ":env:.proxy='proxy.example:3128'"]
)
def test_an_index_or_proxy_that_pip_was_told_of_is_asked(install, setting):
    done, calls = install(PIP_HAS=setting)
    assert done.returncode == 0 and "with pip" in done.stdout
    assert [call.split()[0] for call in calls] == ["pip"]


def test_pip_takes_over_where_uv_fails(install):
    done, calls = install(UV_FAILS="1")
    assert done.returncode == 0 and "with pip" in done.stdout
    assert [call.split()[0] for call in calls] == ["uv", "pip"]


def test_pip_takes_over_where_uv_is_not_to_be_had(install):
    install.uv.unlink()
    done, calls = install(NO_UV="1")
    assert done.returncode == 0
    assert "requirements-uv.lock" in calls[0] and calls[1].endswith("-e .")


def test_what_neither_installs_is_a_failure(install):
    done, _ = install(UV_FAILS="1", NO_PIP="3")
    assert done.returncode == 3
