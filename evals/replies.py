"""How the check fares with answers that a strong model writes: they are replayed through the very path that serves people.

    python -m evals.replies ask QUESTIONS.jsonl OUT.jsonl
    python -m evals.replies run ANSWERS.jsonl [--judge-prompts OUT.jsonl] [--judged REPLIES.jsonl] [--json]

``ask`` writes the prompts that a model would get to questions {id, question, language}. Whoever answers a prompt adds {answer} and, for
the figures, sentences: [{text, label}], a label being honest, wrong (an error was planted in it) or gap (a note of what the passages
do not say). ``run`` replays the answers and prints totals. With --judge-prompts it writes what a second judge would be asked; replies
{id, reply} to these are played back with --judged, and without them there is no second judge. No model is connected: an endpoint
on this machine says what the files say.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
import typer
from rich.console import Console
from rich.progress import track

from evals.lines import markdown, read_json, read_lines
from evals.replayed import JUDGE, endpoint
from rag.answer.model_text import read_marks, tidy, without_gap_mark
from rag.ask import answer
from rag.assemble import Parts, open_parts, with_model
from rag.common.strict import Strict
from rag.renew import renew
from rag.settings import load_settings
from rag.sources import Hit
from rag.types import Answer, NoteKind, Status, Verdict
from rag.verify.checking import Checking
from rag.verify.references import unmarked

LABELS = ("honest", "wrong", "gap")
FOUND = ("supported", "not confirmed", "struck", "other")  # other: not checked, or no such sentence in the answer


class Sentence(Strict):
    """A sentence of an answer, and what it is."""

    text: str
    label: Literal["honest", "wrong", "gap"]


class Line(Strict):
    """A line of QUESTIONS, or of ANSWERS; the prompt may stay in it."""

    id: str
    question: str
    language: str = "en"
    prompt: Any = None
    answer: str = ""
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Timed(Checking):
    """The check, with the milliseconds that each sentence takes."""

    took: list[float] = field(default_factory=list)

    def sentence(self, text: str, numbers: Sequence[int], hits: Sequence[Hit]) -> Verdict:
        """The verdict."""
        began = time.perf_counter()
        found = super().sentence(text, numbers, hits)
        self.took.append(1000 * (time.perf_counter() - began))
        return found


def connected(parts: Parts, address: str, judge: bool) -> tuple[Parts, list[float]]:
    """``parts`` with the endpoint at ``address`` as their model, and where the times of their check are put."""
    settings = parts.settings.model_copy(
        update={"no_model": False, "openai_base_url": address, "retries": 0, "judge": judge, "judge_model": JUDGE}
    )
    timed = Timed(settings, parts.checking.texts)
    return replace(with_model(parts, settings), checking=timed), timed.took


def plain(text: str) -> str:
    """A sentence as it is compared: without marks, Markdown and case."""
    return unmarked(read_marks(without_gap_mark(tidy(text))).text).strip(" .。").casefold()


def found(label: str, text: str, said: Answer) -> str:
    """What became of a labelled sentence: one of FOUND; a gap stands where it is a note or is not struck."""
    for one in said.verdicts:
        if plain(one.claim.text) == plain(text):
            if one.status is Status.UNCHECKED:
                return "other"
            return "struck" if one.status.struck else "supported" if one.status.borne else "not confirmed"
    noted = label == "gap" and any(n.kind is NoteKind.GAP and plain(n.text) == plain(text) for n in said.notes)
    return "not confirmed" if noted else "other"


def wrong_numbers(said: Answer) -> tuple[int, int]:
    """Sides of conflicts whose number stands for another source in the answer, and all sides."""
    marks = {c.number: c.source_id for claim in said.claims for c in claim.citations}
    sides = [side for one in said.conflicts for side in (one.lower, one.higher)]
    return sum(marks.get(side.number, side.source_id) != side.source_id for side in sides), len(sides)


def _opened() -> Parts:
    settings = load_settings(no_model=True)
    renew(settings)
    return open_parts(settings)


def _each(lines: Sequence[Line]) -> Iterator[Line]:
    return iter(track(lines, "asking", console=Console(stderr=True), transient=True))


def _write(path: Path, lines: Sequence[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")


app = typer.Typer(help=(__doc__ or "").replace("\n\n    ", "\n\n\b\n    "), rich_markup_mode=None, add_completion=False)


@app.command()
def ask(
    questions: Annotated[Path, typer.Argument(help="Lines {id, question, language}.")],
    out: Annotated[Path, typer.Argument(help="Where the prompts go, a line each.")],
) -> None:
    """Write for each question the messages that a model gets: {id, question, language, prompt: {system, user}}; prompt is null where none
    is asked."""
    lines, parts, silent = [], _opened(), 0
    with endpoint() as server:
        ready, _ = connected(parts, server.url, judge=False)
        for one in _each(read_lines(questions, Line)):
            server.next()
            answer(one.question, ready)
            prompt = server.asked[0] if server.asked else None
            silent += prompt is None
            lines.append(one.model_dump(include={"id", "question", "language"}) | {"prompt": prompt})
    _write(out, lines)
    typer.echo(f"{len(lines)} questions, {silent} of them never reach a model (refused, or told by lists): {out}")


@app.command()
def run(
    answers: Annotated[Path, typer.Argument(help="Lines {id, question, language, answer, sentences?}.")],
    judge_prompts: Annotated[Path | None, typer.Option(help="Write the second judge's prompts: {id, prompt}.")] = None,
    judged: Annotated[
        Path | None, typer.Option(help="A second judge's replies: {id, reply}; without it there is none.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Replay answers and print totals: what became of honest sentences, of planted errors and of notes on gaps, calls, conflicts, times."""
    replies = {one["id"]: one["reply"] for one in read_json(judged)} if judged else None
    told = replay(_opened(), read_lines(answers, Line), replies, judge_prompts)
    if as_json:
        typer.echo(json.dumps(told))
        return
    rows = [[label, *(str(told[label][name]) for name in FOUND)] for label in LABELS]
    typer.echo(markdown(["sentences", *FOUND], rows))
    typer.echo(
        "\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in told.items() if not isinstance(value, dict))
    )


def replay(
    parts: Parts, answers: Sequence[Line], judged: dict[str, str] | None, prompts: Path | None = None
) -> dict[str, Any]:
    """The totals by name; ``judged``: a second judge's replies by the answer's id, None for no such judge."""
    tally: Counter[tuple[str, str]] = Counter()
    asked, calls, sides, wrong, silent = [], 0, 0, 0, 0
    with endpoint() as server:
        ready, took = connected(parts, server.url, judge=judged is not None or prompts is not None)
        for one in _each(answers):
            server.next(one.answer, (judged or {}).get(one.id, ""))
            said = answer(one.question, ready)
            tally.update((s.label, found(s.label, s.text, said)) for s in one.sentences)
            calls += len(server.asked) + (len(server.judged) if judged is not None else 0)
            asked += [{"id": one.id, "prompt": prompt} for prompt in server.judged]
            silent += not server.asked
            mine, all_sides = wrong_numbers(said)
            wrong, sides = wrong + mine, sides + all_sides
    if prompts:
        _write(prompts, asked)
    p50, p95 = (round(float(p), 1) for p in np.percentile(took or [0.0], [50, 95]))
    return {
        **{label: {name: tally[label, name] for name in FOUND} for label in LABELS},
        "answers": len(answers),
        "never_asked": silent,
        "calls_an_answer": round(calls / max(1, len(answers)), 2),
        "sides_of_conflicts": sides,
        "sides_with_a_wrong_number": wrong,
        "ms_a_sentence_p50": p50,
        "ms_a_sentence_p95": p95,
    }


if __name__ == "__main__":
    app()
