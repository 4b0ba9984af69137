"""Errors for a person: one line that names the value, the place and the next step.

Each carries the exit code of the command line: 2 for what the caller can mend, 1 for the rest.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of every error we raise ourselves; ``str`` is the one line a person sees."""

    exit_code = 1


class UsageError(OnRecordError):
    """The question or an argument cannot be used as it is."""

    exit_code = 2


class EmptyQuestion(UsageError):
    """Nothing is asked: no letter and no digit."""


class TooLong(UsageError):
    """The question has more characters than may be asked."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(
            f"the question has {count:,} characters, {most:,} are allowed. Shorten it or raise ONRECORD_MAX_QUESTION."
        )
        self.count = count
        self.most = most


class CorpusError(OnRecordError):
    """A manifest line, record or seed is wrong; names file, line and field."""

    exit_code = 2


class LoadError(OnRecordError):
    """One file cannot be read: it is reported and skipped, the rest goes on."""


class Locked(LoadError):
    """A file that opens with a password only."""


class StoreError(OnRecordError):
    """The index is missing, damaged, locked or cannot be written."""


class Damaged(StoreError):
    """Files of the index are not what they were when it was made: they are made anew."""


class ModelError(OnRecordError):
    """An embedding or language model is missing or is not the one expected."""


def one_line(exc: BaseException) -> str:
    """``exc`` as one line for a person, without a traceback."""
    text = " ".join(str(exc).split()) or type(exc).__name__
    return text if isinstance(exc, OnRecordError) else f"{type(exc).__name__}: {text}"
