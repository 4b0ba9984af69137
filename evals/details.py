"""How claims fare that stay near their source and differ from it in one thing, beside true ones in natural words.

    python -m evals.details [--half check] [--list]

A stranger to the rules wrote all. ``details.jsonl`` is for development, its failures may be looked at; of
``details_check.jsonl`` only the totals are.
"""

from __future__ import annotations

import typer

from evals.claimed import command

if __name__ == "__main__":
    typer.run(command("details"))
