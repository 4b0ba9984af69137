"""Where a model's file lies, and that it is the one that was measured."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from rag.errors import ModelError


def package_folder(name: str) -> Path:
    """Where a package's files lie, without running its code; raises ModelError when it is not installed."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelError(f"package '{name}' is not installed. Run 'make setup' again.")
    return Path(spec.origin).parent


def check_sha256(path: Path, expected: str) -> None:
    """Raise ModelError unless the file has the expected sha256."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as exc:
        raise ModelError(f"model file {path.name} cannot be read ({exc.strerror}). Run 'make setup' again.") from exc
    if found != expected:
        raise ModelError(
            f"model file {path.name} has sha256 {found[:12]}…, expected {expected[:12]}…. Reinstall its package."
        )
