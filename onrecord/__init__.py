"""On Record: answers whose every sentence carries a verdict and a quote found in a stored source.

    import onrecord

    case = onrecord.open_case()  # or a folder
    for verdict in case.ask("Who wrote the August 2021 report?").verdicts:
        print(verdict.status, verdict.claim.text)

The wheel holds ``rag``, ``ui`` and ``evals`` inside this package; in the repository they lie beside it. Names are loaded when they are
first used.
"""

from typing import TYPE_CHECKING

import rag as _rag

if TYPE_CHECKING:
    from rag import Answer as Answer
    from rag import Case as Case
    from rag import Citation as Citation
    from rag import Claim as Claim
    from rag import Conflict as Conflict
    from rag import Live as Live
    from rag import OnRecordError as OnRecordError
    from rag import OnRecordQueryEngine as OnRecordQueryEngine
    from rag import Passage as Passage
    from rag import RecordRetriever as RecordRetriever
    from rag import Source as Source
    from rag import Span as Span
    from rag import Status as Status
    from rag import Turn as Turn
    from rag import UsageError as UsageError
    from rag import Verdict as Verdict
    from rag import check as check
    from rag import open_case as open_case

__version__ = _rag.__version__
__all__ = list(_rag.__all__)


def __getattr__(name: str) -> object:
    """A public name of the library."""
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute '{name}'. Public: {', '.join(__all__)}.")
    return getattr(_rag, name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
