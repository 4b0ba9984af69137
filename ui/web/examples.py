"""Questions to begin with, as the case itself ships them in ``corpus/examples.json`` or ``seeds/examples.json``."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.errors import CorpusError

NAME = "examples.json"


class Words(BaseModel):
    """A question and, in a few words, what asking it shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1, max_length=300)
    shows: str = Field("", max_length=60)


class Example(Words):
    """One example, and the same for who reads the page in a language that the case has it in."""

    en: Words | None = None
    es: Words | None = None
    zh: Words | None = None

    def within(self, language: str) -> Words:
        """The example in ``language`` where the case has it, else as it is."""
        return {"en": self.en, "es": self.es, "zh": self.zh}.get(language) or self


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
