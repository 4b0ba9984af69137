"""Every file of an index damaged at random, before it is opened and under parts that are open: no process ends, nothing is found otherwise."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evals.attack.inputs import QUESTIONS, Input

WHAT = "every file of an index, closed and under a running chat: no abort, what was found before is found or the damage is named, and mended"
MENDED = 5  # of so many damages one is mended, too


def rot(home: Path) -> Callable[[Input], tuple[str, str] | None]:
    """Damages one file of a copy of the index, in turn, and looks for the same passages again."""
    from rag.assemble import open_parts
    from rag.errors import OnRecordError
    from rag.models.embedder import choose_embedder
    from rag.settings import load_settings

    embedder = choose_embedder("auto")
    vector = embedder.questions([QUESTIONS[0]])[0]
    sound, work = home / ".onrecord", home.parent / "rot" / "data"
    names = sorted(file.relative_to(sound) for file in sound.rglob("*") if file.is_file())
    settings = load_settings(case=home, data=work)

    def found(parts: Any) -> list[Any]:
        candidates, told = parts.search.candidates.find(QUESTIONS[0], vector, (), True)
        return [told, *((one, parts.index.passages[one.row]) for one in candidates)]

    shutil.copytree(sound, work)
    expected = found(open_parts(settings, embedder=embedder))

    def face(given: Input) -> tuple[str, str] | None:
        shutil.rmtree(work)
        shutil.copytree(sound, work)
        name, held = names[given.n // 2 % len(names)], None
        if given.n % 2:
            held = open_parts(settings, embedder=embedder)
        how = _damage(work / name, given)
        try:
            there = found(held or open_parts(settings, embedder=embedder, mend=False))
        except OnRecordError as exc:
            if "ingest" not in str(exc):
                return "other", f"{name}, {how}: {exc}"
            if given.n % MENDED:
                return None
            there = found(open_parts(settings, embedder=embedder))
        return None if there == expected else ("wrong conclusions", f"{name}, {how}")

    return face


def _damage(file: Path, given: Input) -> str:
    """Harm ``file`` in one of the ways that disks and people do; says how."""
    rng, size = given.rng, file.stat().st_size
    at = rng.randrange(size + 1)
    with file.open("r+b") as opened:
        how = rng.choice(("noise at the start", "ff", "bits", "cut off", "empty", "zeros", "longer"))
        if how in ("cut off", "empty"):
            opened.truncate(at if how == "cut off" else 0)
        elif how == "bits":
            for _ in range(rng.randrange(1, 9)):
                opened.seek(rng.randrange(max(1, size)))
                opened.write(rng.randbytes(1))
        else:
            opened.seek({"noise at the start": 0, "longer": size}.get(how, at))
            opened.write({"ff": b"\xff" * 8, "zeros": bytes(512)}.get(how) or rng.randbytes(min(3000, size + 9)))
    return how
