"""``assert_grounded`` for anybody's tests: an answer passes when its sources bear every sentence of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.check import NO_SENTENCE, check
from evals.library import Library, read_library
from evals.outside import Outside, statements_of
from rag.types import Status

Sources = Mapping[str, str] | Sequence[str] | Path


def assert_grounded(answer: str, sources: Sources, *, partly: bool = False) -> None:
    """Raise AssertionError naming each sentence of ``answer`` that ``sources`` do not bear, and why.

    ``sources``: texts, texts by id, or a folder of files. With marks in the answer, ``[n]`` cites the n-th of them and a
    sentence without a mark fails; without any mark every sentence is held against all of them. ``partly`` lets
    what is not confirmed pass: then only what is wrong fails. "Not checked" never passes. Raises TypeError for what is no answer or no sources.
    """
    __tracebackhide__ = True
    _check_given(answer, sources)
    library, names = _library(sources)
    marked = statements_of(answer, names)
    statements = marked if any(s.cites for s in marked) else statements_of(answer, None, tuple(names))
    if not statements:
        raise AssertionError(NO_SENTENCE)
    checked = check(Outside("answer", "", statements), library)
    wrong = [v for v in checked.verdicts if not (v.status.borne or (partly and v.status is Status.NOT_CONFIRMED))]
    if wrong:
        lines = [f"  {v.status}: {v.claim.text}\n    {v.reason}" for v in wrong]
        raise AssertionError(f"{len(wrong)} of {len(checked.verdicts)} sentences are not grounded\n" + "\n".join(lines))


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
