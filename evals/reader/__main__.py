"""How often the shipped reader is right, on the sources that were kept back: python -m evals.reader"""

from __future__ import annotations

import numpy as np
import typer

from evals.reader.texts import BEARS, CLAIM, CONTRADICTS, OPEN, QUESTION, Pair, pairs, written
from rag.models.reader import ANSWERS, DENIES, SILENT, Reader, Shares

TOLD_APART = (
    ("answers, silent", QUESTION, ANSWERS, SILENT),
    ("answers, denies", QUESTION, ANSWERS, DENIES),
    ("denies, silent", QUESTION, DENIES, SILENT),
    ("bears, open", CLAIM, BEARS, OPEN),
    ("bears, contradicts", CLAIM, BEARS, CONTRADICTS),
    ("contradicts, open", CLAIM, CONTRADICTS, OPEN),
)


def read(reader: Reader, told: list[Pair]) -> Shares:
    """Shape (pairs, 3): the shares of each pair's own task."""
    six = reader.read([(p.first, p.second) for p in told])
    return np.array([row[3 * p.task : 3 * p.task + 3] for p, row in zip(told, six, strict=True)])


def table(told: list[Pair], shares: Shares) -> list[str]:
    """A Markdown table: for each two kinds how many there are, AUROC of the first's share, and how many are named right of three."""
    from sklearn.metrics import roc_auc_score  # only evals measure

    task, label = np.array([p.task for p in told]), np.array([p.label for p in told])
    lines = ["| told apart | pairs | AUROC | balanced accuracy |", "|---|---:|---:|---:|"]
    for name, of, yes, no in TOLD_APART:
        mine = (task == of) & np.isin(label, (yes, no))
        truth, score = label[mine] == yes, shares[mine, yes]
        right = (score[truth] > 0.5).mean() / 2 + (score[~truth] <= 0.5).mean() / 2
        lines.append(f"| {name} | {truth.sum()} / {(~truth).sum()} | {roc_auc_score(truth, score):.3f} | {right:.3f} |")
    return lines


def main() -> None:
    """Print the table for the sources kept back."""
    told = pairs([source for source in written() if source.kept])
    typer.echo("\n".join(table(told, read(Reader(), told))))


if __name__ == "__main__":
    typer.run(main)
