"""An editor's translations (``glosses.jsonl``) of sentences of our own: summaries, what a dispute is about, what its sides say.

They stand beside the stored words, never in their place, and only where the words are the same letter for letter.
"""

import shutil
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from rag.case.lines import Gloss, lines_in, wrong

FILE = "glosses.jsonl"
Glosses = Mapping[str, Mapping[str, str]]  # by language, then by the words that are translated
NO_GLOSSES: Mapping[str, str] = MappingProxyType({})  # of a language that nothing is translated into


def keep_glosses(corpus: Path, folder: Path) -> None:
    """Copy those of a case's ``corpus`` folder into a build's; raises CorpusError that names a wrong line."""
    if read_glosses(corpus):
        shutil.copyfile(corpus / FILE, folder / FILE)


def read_glosses(corpus: Path) -> Glosses:
    """Those of a case's ``corpus`` folder or of a build's, none without a file; raises CorpusError that names the line."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    seen: set[str] = set()
    for line in lines_in(corpus, FILE, Gloss):
        text = line.value.text
        if text in seen:
            raise wrong(line.place, "text", "is already translated by an earlier line")
        seen.add(text)
        for language, told in (("en", line.value.en), ("es", line.value.es), ("zh", line.value.zh)):
            if told:
                found[language][text] = told
    return found
