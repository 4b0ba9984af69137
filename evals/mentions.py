"""How claims fare that say in full what an article only refers to ("she", "the wall"), and such as mistake whom it means.

    python -m evals.mentions [--half check] [--list]

Each claim is held against its whole article, as ``onrecord check`` does it. ``mentions.jsonl`` is for development, its
failures may be looked at; of ``mentions_check.jsonl`` only the totals are.
"""

from __future__ import annotations

from typing import Annotated

import typer

from evals.claimed import show
from evals.lines import Half


def main(
    half: Annotated[Half, typer.Option(help="Which articles.")] = Half.DEVELOPMENT,
    listed: Annotated[
        bool, typer.Option("--list", help="Also each claim that is judged wrongly; development only.")
    ] = False,
) -> None:
    """Judge the claims and print how they fared, by kind."""
    show("mentions", half, listed)


if __name__ == "__main__":
    typer.run(main)
