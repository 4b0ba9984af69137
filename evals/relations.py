"""How claims fare that put together otherwise what a short text says: another's figure, doer and object exchanged, the exception as the rule.

    python -m evals.relations [--half check] [--list]

Half of the claims hold, in other words or another order, and are of the same kinds. ``relations.jsonl`` is for development, its failures may
be looked at; of ``relations_check.jsonl`` only the totals are.
"""

from __future__ import annotations

from typing import Annotated

import typer

from evals.claimed import show
from evals.lines import Half


def main(
    half: Annotated[Half, typer.Option(help="Which texts.")] = Half.DEVELOPMENT,
    listed: Annotated[
        bool, typer.Option("--list", help="Also each claim that is judged wrongly; development only.")
    ] = False,
) -> None:
    """Judge the claims and print how they fared, by kind."""
    show("relations", half, listed)


if __name__ == "__main__":
    typer.run(main)
