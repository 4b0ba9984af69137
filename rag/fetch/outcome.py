"""How the fetching of one original ended, and the errors that end it early."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from rag.common.log import log_traceback
from rag.errors import OnRecordError


class State(StrEnum):
    """What became of one original."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    CHANGED = "changed"  # another body than the locked one: kept beside it, not taken
    REFUSED = "refused"  # we do not take this, whatever the server says next
    FAILED = "failed"  # it did not come; a later run may have more luck
    NO_NETWORK = "no network"
    NO_ADDRESS = "no address"  # the case names none, or only a copy's


@dataclass(frozen=True, slots=True)
class Outcome:
    """One source's line in the report; ``reason`` is for a person and empty where the state says all."""

    source_id: str
    state: State
    reason: str = ""
    url: str = ""
    final_url: str = ""
    file: str = ""
    bytes: int = 0


class _Ended(OnRecordError):
    """A reason may repeat a stranger's words: nothing in it may steer a terminal."""

    def __init__(self, reason: str) -> None:
        super().__init__("".join(c if c.isprintable() else "�" for c in reason))


class Refusal(_Ended):
    """This must not or cannot be an original: trying again would not help."""


class Failure(_Ended):
    """The original did not come. ``temporary`` failures are worth another try, after ``retry_after`` seconds if set."""

    connected = True  # False where no connection came about: a firewall may refuse for a server

    def __init__(self, reason: str, temporary: bool = False, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.temporary = temporary
        self.retry_after = retry_after


class NoConnection(Failure):
    """The server, or something on the way to it, refuses or says nothing; worth another try."""

    connected = False

    def __init__(self, reason: str) -> None:
        super().__init__(reason, temporary=True)


class NoNetwork(Failure):
    """The name could not be looked up or no route leads there; ``sure`` when it is the machine that is cut off."""

    connected = False

    def __init__(self, reason: str, sure: bool = False) -> None:
        super().__init__(reason)
        self.sure = sure


@contextmanager
def as_failure() -> Iterator[None]:
    """Turns what nobody foresaw into a Failure: one server must not end the fetch of the others. The log keeps the traceback."""
    try:
        yield
    except OnRecordError:
        raise
    except Exception as exc:
        log_traceback(exc)
        raise Failure(f"a defect of onrecord ({type(exc).__name__}); the log has the details") from exc
