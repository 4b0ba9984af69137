"""Questions to begin with, as the case itself ships them in ``corpus/examples.json`` or ``seeds/examples.json``."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.errors import CorpusError

NAME = "examples.json"


class Example(BaseModel):
    """A question and, in a few words, what asking it shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1, max_length=300)
    shows: str = Field("", max_length=60)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    examples: tuple[Example, ...] = Field(max_length=8)


def read_examples(home: Path) -> tuple[Example, ...]:
    """The case's examples, none when it ships none; raises CorpusError naming file and field when one is wrong."""
    for path in (home / "corpus" / NAME, home / "seeds" / NAME):
        if not path.is_file():
            continue
        try:
            return _File.model_validate_json(path.read_bytes()).examples
        except ValidationError as exc:
            first = exc.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "the whole file"
            raise CorpusError(f"{path}, field '{field}': {first['msg']}. Correct it or delete the file.") from exc
    return ()
