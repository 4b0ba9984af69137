"""The notes that open answers about the case as a whole, each held again against what it counts when a saved answer is checked.

What the list of sources says of a source (title, publisher, authors, date, tier), how many claims the ledger has by status, and how many
disputes the case. It is the manifest's, the record's or the editors' word and no quoted passage.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from rag.answer.said_by import date_of
from rag.case import Dispute, JudgedClaim, LedgerClaim, claim_in
from rag.phrases import phrase
from rag.question.whole import OF_ARTICLE
from rag.sources import Source

MOST = 8  # sources that a note names; of more it says how many
# The phrases that such a note may be; the last four stand in older answers only.
GROUNDS = ("listed_one", "listed", "listed_all", "listed_of", "listed_lowest", "listed_highest", "listed_quoted")
_NEXT = re.compile(r"; (?=\(\d+\) )")
_PLACE = re.compile(r"^\(\d+\) ")
_GAP = {"entries": "(?P<entries>.+)", "count": r"(?P<count>\d{1,6})"}


def listed(sources: Sequence[Source], language: str, of: int = 0, link: bool = False) -> str:
    """What the list says of ``sources``; ``of``: how many there are, where these are all; ``link``: with their addresses."""
    told = [entry(source, language, link) for source in sources[:MOST]]
    if len(sources) > MOST:
        told.append(phrase("listed_more", language, count=str(len(sources) - MOST)))
    if len(told) == 1:
        return phrase("listed_one", language, entries=told[0])
    entries = "; ".join(f"({n}) {one}" for n, one in enumerate(told, 1))
    return phrase("listed_all" if of else "listed", language, entries=entries, count=str(of))


def borne(text: str, language: str, sources: Collection[Source]) -> bool:
    """True when ``text`` is such a note and says of sources only what the list of ``sources`` says of them."""
    shapes = ((), (True,), (False, True), (False, False, True))
    known = {entry(source, language, *more) for source in sources for more in shapes}
    for ground in GROUNDS:
        said = _form(ground, language).fullmatch(text)
        if said is None or said.groupdict().get("count", str(len(sources))) != str(len(sources)):
            continue
        told = [_PLACE.sub("", one) for one in _NEXT.split(said["entries"])]
        rest = _form("listed_more", language).fullmatch(told[-1])
        if len(told) == MOST + 1 and rest and MOST + int(rest["count"]) <= len(sources):
            told.pop()
        if set(told) <= known:
            return True
    return False


def in_lines(text: str) -> tuple[str, ...]:
    """Such a note with several sources as lines: what opens it, then each source; () of one with a single source."""
    head, first, rest = text.partition("(1) ")
    return (head.rstrip(), *(_PLACE.sub("", one) for one in _NEXT.split(rest))) if first else ()


def entry(source: Source, language: str, link: bool = False, read: bool = False, signed: bool = False) -> str:
    """``“Title”: publisher, authors, date, tier``; what the list does not have is said to be missing, of a ``signed`` source no author.

    ``read``: with the list's own note on how the source was read, as it stands.
    """
    parts = [
        source.publisher or phrase("no_publisher", language),
        _authors(source, language, signed),
        date_of(source.published, language) or phrase("no_date", language),
        phrase(f"tier_{source.tier.name.lower()}", language),
        (source.url or phrase("no_address", language)) if link else "",
        (phrase("noted", language, note=source.note.rstrip(".。")) if source.note else phrase("no_note", language))
        if read
        else "",
    ]
    return f"“{source.title or source.id}”: " + ", ".join(part for part in parts if part)


def _authors(source: Source, language: str, signed: bool) -> str:
    if source.authors:
        return phrase("by", language, names=", ".join(source.authors))
    return "" if signed else phrase("no_author", language)


def _form(key: str, language: str) -> re.Pattern[str]:
    """The phrase with its gaps open."""
    pieces = re.split(r"(<\w+>)", phrase(key, language, **{gap: f"<{gap}>" for gap in _GAP}))
    return re.compile("".join(_GAP.get(piece.strip("<>")) or re.escape(piece) for piece in pieces), re.DOTALL)


_ONE = {
    "1 claim": "1 claims",
    "1 opinion": "1 opinions",
    "1 afirmación": "1 afirmaciones",
    "1 contradicha": "1 contradichas",
    "1 confirmada": "1 confirmadas",
    "1 opinión": "1 opiniones",
}
MOST_LINES = 8  # claims of a scorecard in an answer; the page and the command show all
MOST_DISPUTES = 5  # that an answer shows; the page and the command show all


def tally(counts: Counter[str], language: str, key: str = "ledger") -> str:
    """How many claims the ledger has, by status."""
    told = {
        "count": counts.total(),
        "contradicted": counts["contradicted"],
        "partly": counts["partly supported"],
        "supported": counts["supported"],
        "silent": counts["not addressed"],
        "opinion": counts["opinion"],
    }
    return _agreeing(phrase(key, language, **{gap: str(count) for gap, count in told.items()}))


def tallied(text: str, language: str, ledger: Sequence[LedgerClaim]) -> bool:
    """True when ``text`` is such a note and counts what the ledger has."""
    counts: Counter[str] = Counter(claim.status for claim in ledger)
    now = [tally(counts, language, key) for key in ("ledger", "ledger_before")]  # the last as older answers say it
    return text in (*now, *map(in_plural, now))


def scorecard(ledger: Sequence[LedgerClaim], statuses: Sequence[str], language: str) -> str:
    """The claims of ``statuses``, the first of these first, a line each; "" without any."""
    found = sorted((c for c in ledger if c.status in statuses), key=lambda claim: statuses.index(claim.status))
    lines = [scored_line(claim, language) for claim in found[:MOST_LINES]]
    if len(found) > MOST_LINES:
        lines.append(phrase("scored_more", language, count=str(len(found) - MOST_LINES)))
    return "\n".join(lines)


def scored_line(claim: JudgedClaim, language: str) -> str:
    """What was found of a claim, in a line of the scorecard."""
    return phrase(f"scored_{claim.status.replace(' ', '_')}", language, claim=claim_in(language, claim))


def scored(text: str, language: str, ledger: Sequence[LedgerClaim]) -> bool:
    """True when ``text`` is such a card of what the ledger has."""
    return any(text == scorecard(ledger, statuses, language) for statuses in OF_ARTICLE.values())


def in_plural(text: str) -> str:
    """Such a note as the phrase has it, whose nouns are of several: "1 opinions"."""
    for one, several in _ONE.items():
        text = re.sub(rf"(?<!\d){one}(?!\w)", several, text)
    return text


def _agreeing(text: str) -> str:
    """The note with nouns that agree with a count of one."""
    for one, several in _ONE.items():
        text = re.sub(rf"(?<!\d){several}(?!\w)", one, text)
    return text


def tally_of_disputes(count: int, shown: int, language: str) -> str:
    """How many disputes the case has, and how many of them the answer shows."""
    return phrase("disputes", language, count=str(count), shown=str(shown))


def disputes_tallied(text: str, language: str, disputes: Sequence[Dispute]) -> bool:
    """True when ``text`` is such a note and counts what the case has."""
    most = min(len(disputes), MOST_DISPUTES)
    return any(text == tally_of_disputes(len(disputes), shown, language) for shown in range(1, most + 1))
