"""How Spanish and Chinese claims about English texts fare: what is struck may only be what does not hold, and nothing is supported.

    python -m evals.across [--half check] [--list]

Half of the claims hold; the others mistake a figure, a date or a name, or say otherwise what the text says, which no rule here can tell across
languages. ``across.jsonl`` is for development, its failures may be looked at; of ``across_check.jsonl`` only the totals are.
"""

from __future__ import annotations

import typer

from evals.claimed import command

if __name__ == "__main__":
    typer.run(command("across"))
