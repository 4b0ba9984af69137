"""How claims fare as a fluent model writes them: four true ones in other words of each text, four wrong in one detail.

    python -m evals.fluent [--half check] [--list]

Half of the claims hold, in a stranger's words. ``fluent.jsonl`` is for development, its failures may be looked at; of
``fluent_check.jsonl`` only the totals are.
"""

from __future__ import annotations

import typer

from evals.claimed import command

if __name__ == "__main__":
    typer.run(command("fluent"))
