"""Does the answer lead with who answered, or with who asked? Questions on eight invented transcripts; only totals are read.

    python -m evals.talks

``evals/data/talks`` holds hearings, briefings and interviews, and questions with the words of which one must be quoted (``keys``).
"""

import tempfile
from pathlib import Path

import typer

from evals.lines import read_lines
from evals.small_case import File, indexed
from rag.ask import answer
from rag.common.strict import Strict

FOLDER = Path(__file__).parent / "data" / "talks"


class Asked(Strict):
    """A question, the transcript it is on, and what shows that it is answered."""

    file: str
    q: str
    keys: tuple[str, ...]
    answerable: bool

    def stands_in(self, text: str) -> bool:
        """True where ``text`` has one of the keys."""
        flat = " ".join(text.split()).casefold()
        return any(" ".join(key.split()).casefold() in flat for key in self.keys)


def main() -> None:
    """Ask all of them of one case."""
    files = [
        File(f.name, f.read_text(encoding="utf-8"), f.stem.replace("_", " "), "Transcripts", "2024-05-01")
        for f in sorted(FOLDER.glob("*.txt"))
    ]
    led = first = three = refused = silent = 0
    asked = read_lines(FOLDER / "questions.jsonl", Asked)
    with tempfile.TemporaryDirectory(prefix="onrecord-talks-") as folder:
        parts = indexed(Path(folder), files)
        for one in asked:
            reply = answer(one.q, parts)
            quotes = [citation.quote for claim in reply.claims for citation in claim.citations][:3]
            led += reply.lead is not None and one.stands_in(reply.lead.text)
            first += any(map(one.stands_in, quotes[:1]))
            three += any(map(one.stands_in, quotes))
            refused += one.answerable and reply.status == "refused"
            silent += not one.answerable and reply.status == "refused"
    answered = sum(one.answerable for one in asked)
    typer.echo(f"of {answered} that are answered: first line {led}, first quote {first}, one of three {three}")
    typer.echo(f"refused: {refused} of these, {silent} of {len(asked) - answered} that nobody answers")


if __name__ == "__main__":
    main()
