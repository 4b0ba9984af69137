"""Builds the wheel: one package, ``onrecord``, so that nothing else of ours stands at the top of site-packages."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Inside(BuildHookInterface):  # type: ignore[type-arg]  # its configuration has no type
    """Includes the repository's packages as ``wheels/inside.py`` renames them; an editable install needs none of it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write them to a folder of their own, and include that."""
        if version != "editable":
            sys.path.insert(0, str(Path(self.root, "wheels")))
            from inside import inside

            self.made = Path(tempfile.mkdtemp(prefix="onrecord-"))
            build_data["force_include"][str(inside(Path(self.root), self.made))] = "onrecord"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the folder away."""
        if version != "editable":
            shutil.rmtree(self.made)
