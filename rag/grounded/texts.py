"""A text held against texts or files that are at hand: no case, no index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rag.grounded.check import check as check_statements
from rag.grounded.library import Library, read_library
from rag.grounded.statements import Outside, statements_of
from rag.types import Verdict

Sources = Mapping[str, str] | Sequence[str] | Path


def check(text: str, sources: Sources) -> tuple[Verdict, ...]:
    """A verdict for each sentence of ``text`` that claims something; none where none does.

    ``sources``: texts, texts by id, or a folder of files. With marks in ``text``, ``[n]`` cites the n-th of them and a
    sentence without a mark is uncited; without any mark every sentence is held against all of them.
    Raises TypeError for what is no text or no sources, UsageError for a folder without a readable file.
    """
    __tracebackhide__ = True
    _check_given(text, sources)
    library, names = _library(sources)
    marked = statements_of(text, names)
    statements = marked if any(s.cites for s in marked) else statements_of(text, None, tuple(names))
    return check_statements(Outside("text", "", statements), library).verdicts


def _check_given(answer: object, sources: object) -> None:
    """Raise TypeError, with what to give instead, where one of the arguments is of another kind."""
    __tracebackhide__ = True
    if not isinstance(answer, str):
        raise TypeError(f"the answer is {_kind(answer)}: give its text")
    if isinstance(sources, str):
        raise TypeError("sources is one text: give a list of texts, [text], or a folder as pathlib.Path")
    if isinstance(sources, Path):
        return
    if not isinstance(sources, Mapping | Sequence) or isinstance(sources, bytes | bytearray):
        raise TypeError(f"sources is {_kind(sources)}: give a list of texts, texts by id, or a folder as pathlib.Path")
    named = sources if isinstance(sources, Mapping) else dict(enumerate(sources, 1))
    for name, text in named.items():
        if not isinstance(text, str):
            raise TypeError(f"source {name} is {_kind(text)}: give its text")


def _kind(value: object) -> str:
    return "None" if value is None else f"of type {type(value).__name__}"


def _library(sources: Sources) -> tuple[Library, list[str]]:
    if isinstance(sources, Path):
        library = read_library(sources)
        return library, list(dict.fromkeys(one.name for one in library.shelf.values()))
    named = sources if isinstance(sources, Mapping) else {f"source {n}": text for n, text in enumerate(sources, 1)}
    library = Library({}).with_texts(named)
    return library, list(named)
