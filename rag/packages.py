"""Packages that are read as data, none of whose code runs."""

import importlib.util
from pathlib import Path

from rag.errors import ModelError


def package_folder(name: str) -> Path:
    """Where a package's files lie, without running its code; raises ModelError when it is not installed."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelError(f"package '{name}' is not installed. Run 'make setup', or 'pip install onrecord', again.")
    return Path(spec.origin).parent
