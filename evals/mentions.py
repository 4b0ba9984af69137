"""How claims fare that say in full what an article only refers to ("she", "the wall"), and such as mistake whom it means.

    python -m evals.mentions [--half check] [--list]

Each claim is held against its whole article, as ``onrecord check`` does it. ``mentions.jsonl`` is for development, its
failures may be looked at; of ``mentions_check.jsonl`` only the totals are.
"""

from __future__ import annotations

import typer

from evals.claimed import command

if __name__ == "__main__":
    typer.run(command("mentions"))
