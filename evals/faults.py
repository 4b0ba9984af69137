"""What went wrong with the questions of a run: one judgement for the screen, the page and the JSON."""

from collections.abc import Sequence

from evals.saved import Row

REFUSED, SPOKE = "refused though the sources answer", "answered though the sources are silent"
NOTHING, PARTS = "answered without one supporting fact", "answered without some of the key points"
PREMISE, UNDULY = "false premise not corrected", "premise noted where none is false"
CONFLICT = "conflict not shown"
KINDS = (REFUSED, SPOKE, NOTHING, PARTS, PREMISE, UNDULY, CONFLICT)


def faults_of(row: Row) -> tuple[str, ...]:
    """What went wrong with a question, of KINDS; nothing where it went well. Of a wrong refusal, or a lack of one, that is all."""
    if row.refused != row.must_refuse:
        return (REFUSED if row.refused else SPOKE,)
    share = row.share("key_point_recall")
    amiss = {
        NOTHING: share == 0,
        PARTS: share is not None and 0 < share < 1,
        PREMISE: row.share("premise_corrected") == 0,
        UNDULY: row.share("premise_noted_unduly"),
        CONFLICT: row.share("conflict_shown") == 0,
    }
    return tuple(kind for kind, found in amiss.items() if found)


def told(row: Row) -> str:
    """The same in a few words for a reader; "" when nothing went wrong."""
    share = row.share("key_point_recall")
    return "; ".join(f"{share:.0%} of the key points borne" if kind == PARTS else kind for kind in faults_of(row))


def by_kind(rows: Sequence[Row]) -> dict[str, list[str]]:
    """For each of KINDS the questions, by id; a question may stand under several."""
    found = [(row.id, faults_of(row)) for row in rows]
    return {kind: [name for name, kinds in found if kind in kinds] for kind in KINDS}
