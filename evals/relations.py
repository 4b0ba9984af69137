"""How claims fare that put together otherwise what a short text says: another's figure, doer and object exchanged, the exception as the rule.

    python -m evals.relations [--half check] [--list]

Half of the claims hold, in other words or another order, and are of the same kinds. ``relations.jsonl`` is for development, its failures may
be looked at; of ``relations_check.jsonl`` only the totals are.
"""

from __future__ import annotations

import typer

from evals.claimed import command

if __name__ == "__main__":
    typer.run(command("relations"))
