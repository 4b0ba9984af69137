"""How claims fare that say of what a text mentions something that the text does not: a deed, a state, an outcome, another's date.

    python -m evals.deeds [--half check] [--list]

Half of the claims hold, told as freely as a summary tells. ``deeds.jsonl`` is for development, its failures may be looked at; of
``deeds_check.jsonl`` only the totals are.
"""

from __future__ import annotations

import typer

from evals.claimed import command

if __name__ == "__main__":
    typer.run(command("deeds"))
