"""What a new case starts with: the two lists to work through, as Markdown, and the ledger to fill in, as JSON Lines."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from rag.newcase.found import MOST, Claim, Claims, Named

_KINDS = {"name": "Names: institutions, people, reports, places", "link": "Links"}
_SHOWN = 5  # sentences under one source


def ledger_lines(claims: Sequence[Claim]) -> str:
    """A line for each claim, in the ledger's shape, with ``status`` and ``reason`` left empty.

    Empty is no status: as long as one line is not filled in, the file is no ledger, and saying so names the line.
    """
    lines = []
    for number, claim in enumerate(claims, 1):
        line = {
            "id": f"c{number:02}",
            "seed_locators": [claim.locator or "text"],
            "claim": claim.text,
            "attributed_to": "",
            "status": "",
            "fact_ids": [],
            "would_decide": [],
            "reason": "",
        }
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    return "".join(lines)


def claims_sheet(name: str, found: Claims) -> str:
    """The article's claims for reading: the sentence, where it stands and what in it can be checked."""
    head = f"""# Claims of the article: {_plain(name)}

Found by rule, without a model: whole sentences with a figure, a date, a name or quoted words.
The same claims stand in `claims.todo.jsonl`. For each one you care about, fill in `status` (supported, partly
supported, contradicted, opinion, not addressed) and `reason`; `fact_ids` takes the passages that decide it, as
`source:place` ("minutes:para 2", "report:table 1, row 4"), as an answer's list of sources names them, and `would_decide` the ids of
sources that could settle it. Delete the other lines, save the file as `corpus/claims.jsonl` and run `onrecord ingest`.

"""
    if not found.claims:
        head += "No sentence of the article states anything that can be checked.\n"
    rows = []
    for number, claim in enumerate(found.claims, 1):
        place = f"{_plain(claim.locator)}, characters {claim.span.start}-{claim.span.end}"
        rows.append(f"- **c{number:02}** ({place}) {', '.join(claim.holds)}\n  > {_plain(claim.text)}\n")
    tail = f"\n{found.passed_over} other sentences hold nothing of the kind.\n" if found.passed_over else ""
    if found.unread:
        tail += f"\nThe list ends at {MOST} claims; {found.unread} later sentences were not read.\n"
    return head + "\n".join(rows) + tail


def sources_sheet(name: str, found: Sequence[Named]) -> str:
    """The sources the article names, by kind, with the sentences that name them and a place to write the address."""
    head = f"""# What the article names: {_plain(name)}

Look up those that can confirm or refute it, nearest to the facts first: the report before the article about the report. Then add it:

    onrecord --case {_plain(name)} add FILE --tier primary --publisher "..." --date 2024-01-31 --url https://...

Tiers: primary, official (the statement of a party), press, secondary.

"""
    if not found:
        return head + "The article names nobody and links to nothing. What could confirm or refute it?\n"
    parts = []
    for kind, title in _KINDS.items():
        members = [named for named in found if named.kind == kind]
        if members:
            parts.append(f"## {title}\n\n" + "\n".join(_source(named) for named in members))
    return head + "\n".join(parts)


def _source(named: Named) -> str:
    lines = [f"- [ ] {_plain(named.name)} · added as: ______"]
    for mention in named.mentions[:_SHOWN]:
        when = f" · dates: {', '.join(map(_plain, mention.dates))}" if mention.dates else ""
        lines.append(f"  - {_plain(mention.locator)}{when}\n    > {_plain(mention.text)}")
    if len(named.mentions) > _SHOWN:
        lines.append(f"  - and {len(named.mentions) - _SHOWN} more sentences")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Foreign words on one line, with every mark that Markdown or HTML would act on made plain."""
    return re.sub(r"([\\`*_\[\]<>&|~#!$])", r"\\\1", " ".join(text.split()))
