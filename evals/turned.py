"""How claims fare that compare two things, or put one before the other, where the text only gives a figure, date or time for each.

    python -m evals.turned [--half check] [--list]

Half of the claims hold, in a stranger's words. ``turned.jsonl`` is for development, its failures may be looked at; of
``turned_check.jsonl`` only the totals are.
"""

from __future__ import annotations

import typer

from evals.claimed import command

if __name__ == "__main__":
    typer.run(command("turned"))
