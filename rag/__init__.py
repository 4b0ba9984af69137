"""The library: what ``import onrecord`` offers other programs. Names are loaded when they are first used."""

import os
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.errors import OnRecordError as OnRecordError
    from rag.errors import UsageError as UsageError
    from rag.grounded.check import check as check
    from rag.live import Live as Live
    from rag.public import Case as Case
    from rag.public import open_case as open_case
    from rag.query_engine import OnRecordQueryEngine as OnRecordQueryEngine
    from rag.query_engine import RecordRetriever as RecordRetriever
    from rag.question import Turn as Turn
    from rag.sources import Citation as Citation
    from rag.sources import Passage as Passage
    from rag.sources import Source as Source
    from rag.sources import Span as Span
    from rag.types import Answer as Answer
    from rag.types import Claim as Claim
    from rag.types import Conflict as Conflict
    from rag.types import Status as Status
    from rag.types import Verdict as Verdict

# Small products of matrices gain nothing from a second core, and threads that spin while they wait for the next one take as much
# again of the processor's time. Read once, when numpy is loaded; whoever has set it keeps it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"

_HOMES = {
    "rag.errors": ("OnRecordError", "UsageError"),
    "rag.grounded.check": ("check",),
    "rag.live": ("Live",),
    "rag.public": ("Case", "open_case"),
    "rag.query_engine": ("OnRecordQueryEngine", "RecordRetriever"),
    "rag.question": ("Turn",),
    "rag.sources": ("Citation", "Passage", "Source", "Span"),
    "rag.types": ("Answer", "Claim", "Conflict", "Status", "Verdict"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    """A public name, from the module that holds it."""
    if name not in _HOME:
        raise AttributeError(f"module 'rag' has no attribute '{name}'. Public: {', '.join(__all__)}.")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
