"""An editor's translations (``glosses.jsonl``) of sentences of our own: summaries, what a dispute is about, what its sides say.

They stand beside the stored words, never in their place, and only where the words are the same letter for letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rag.case.lines import Gloss, lines_in, wrong
from rag.text.sentences import sentences

FILE = "glosses.jsonl"


@dataclass(frozen=True, slots=True)
class Glosses:
    """The translations of a case, by the words that they translate."""

    told: Mapping[str, Gloss] = field(default_factory=dict)

    def of(self, text: str, language: str, own: str = "en") -> str:
        """``text``, which is in the language ``own``, in another; "" where any sentence of it has no translation."""
        if language == own[:2]:
            return ""
        whole = self.told.get(text.strip())
        parts = [whole] if whole else [self.told.get(span.of(text).strip()) for span in sentences(text, own)]
        said = [part.within(language) if part else "" for part in parts]
        return ("" if language == "zh" else " ").join(said) if all(said) else ""


def read_glosses(corpus: Path) -> Glosses:
    """Those of a case's ``corpus`` folder, none without a file; raises CorpusError that names the line."""
    told: dict[str, Gloss] = {}
    for line in lines_in(corpus, FILE, Gloss):
        if line.value.text in told:
            raise wrong(line.place, "text", "is already translated by an earlier line")
        told[line.value.text] = line.value
    return Glosses(told)
