"""``assert_grounded`` for anybody's tests: an answer passes when its sources bear every sentence of it."""

from rag.grounded.check import NO_SENTENCE, Sources, check
from rag.types import Status


def assert_grounded(answer: str, sources: Sources, *, partly: bool = False) -> None:
    """Raise AssertionError naming each sentence of ``answer`` that ``sources`` do not bear, and why.

    ``partly`` lets what is not confirmed pass: then only what is wrong fails. "Not checked" never passes. ``sources`` and
    TypeError: as for ``rag.check``.
    """
    __tracebackhide__ = True
    verdicts = check(answer, sources)
    if not verdicts:
        raise AssertionError(NO_SENTENCE)
    wrong = [v for v in verdicts if not (v.status.borne or (partly and v.status is Status.NOT_CONFIRMED))]
    if wrong:
        lines = [f"  {v.status}: {v.claim.text}\n    {v.reason}" for v in wrong]
        raise AssertionError(f"{len(wrong)} of {len(verdicts)} sentences are not grounded\n" + "\n".join(lines))
