"""The packages of the repository as they lie in the wheel: inside ``onrecord``, their imports of one another renamed."""

import re
import shutil
from pathlib import Path

PACKAGES = ("rag", "ui", "evals")
# Only for who changes the judge or measures the program: they have the repository.
LEFT_OUT = ("evals/attack", "evals/bench", "evals/data", "evals/models", "evals/train")
_NAMES = "|".join(PACKAGES)
_WHOLE = re.compile(rf"^(\s*)import ({_NAMES})(?= as \w+$|$)", re.MULTILINE)
_PART = re.compile(rf"^(\s*(?:from|import)\s+)({_NAMES})(?=[.\s])", re.MULTILINE)
_NAMED = re.compile(rf"""(?<=["'])({_NAMES})(?=\.[a-z_]+[.{{"'])|(?<=files\(["'])({_NAMES})(?=["']\))""")


def inside(root: Path, out: Path) -> Path:
    """Write the wheel's files from the repository at ``root`` to ``out/onrecord``; that folder."""
    for name in ("onrecord", *PACKAGES):
        for file in sorted((root / name).rglob("*")):
            place = file.relative_to(root)
            if file.is_dir() or "__pycache__" in place.parts or place.as_posix().startswith(LEFT_OUT) or _weights(file):
                continue
            target = out / (place if name == "onrecord" else Path("onrecord", place))
            target.parent.mkdir(parents=True, exist_ok=True)
            if file.suffix == ".py":
                target.write_text(renamed(file.read_text(encoding="utf-8")), encoding="utf-8")
            else:
                shutil.copyfile(file, target)
    return out / "onrecord"


def renamed(code: str) -> str:
    """``code`` with imports, and names of modules in strings, as they are inside ``onrecord``."""
    code = _PART.sub(r"\1onrecord.\2", _WHOLE.sub(r"\1from onrecord import \2", code))
    return _NAMED.sub(lambda found: f"onrecord.{found[0]}", code)


def _weights(file: Path) -> bool:
    """True for the networks: they are in the wheels beside this file."""
    return file.name.startswith("judge-") and file.suffix == ".npz"
