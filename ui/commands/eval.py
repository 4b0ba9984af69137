"""``onrecord eval``: a suite of questions through the path that serves people, its figures, a report, an exit code."""

import math
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from evals.compare import changes, turned
from evals.exports import export, known_formats
from evals.faults import by_kind
from evals.out_folder import only_run
from evals.report import as_plain, tally, write_report
from evals.run import SUITE, header_of, names_of, run_suite
from evals.saved import Run, RunFolder, fingerprint, read_run
from evals.schema import read_suite, unknown_names
from evals.summary import MEASURES, Figure, figures, shown
from evals.wrote import dead, warnings
from rag.assemble import open_parts
from rag.errors import UsageError
from rag.settings import Settings
from ui.commands.common import AsJson, print_json
from ui.terminal import out as screen
from ui.terminal import progress, say, show, warn

FAILED_UNDER = 1
NOT_CARRIED_OUT = 2  # as of every command: what was to be measured was not


def eval(
    context: typer.Context,
    suite: Annotated[
        Path | None, typer.Argument(help="JSONL of questions (docs/evals.md).", show_default="the shipped 80")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder of the run and its report; a killed run goes on.")] = None,
    compare: Annotated[Path | None, typer.Option(help="Folder of an earlier run to set this one against.")] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(help="MEASURE=VALUE, such as recall@10=0.8; may be repeated. Exit code 1 when one is missed."),
    ] = None,
    exports: Annotated[
        list[str] | None, typer.Option("--export", help="FORMAT=FILE with ragas, deepeval or trec; may be repeated.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of the resampling behind the intervals.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Ask a suite of questions and measure the answers with the checker that serves people.

    Example: onrecord eval --out out/today --compare out/yesterday --fail-under citation_recall=0.95
    """
    settings: Settings = context.obj
    if missing := [name for name in ("ir_measures", "matplotlib", "sklearn") if find_spec(name) is None]:
        raise UsageError(f"'onrecord eval' needs {', '.join(missing)}. Run: pip install 'onrecord[evals]'")
    wanted = _wanted(fail_under or [])
    exported = known_formats(exports or [])
    if suite is None and settings.case is not None:
        raise UsageError(
            f"the shipped questions are about the shipped case. Give a suite of your own: {settings.command} eval SUITE.jsonl"
        )
    path = suite or SUITE
    questions = read_suite(path, settings.max_question)
    before = read_run(compare) if compare else None
    if before and not {(row.id, row.question) for row in before.rows} & {(q.id, q.question) for q in questions}:
        raise UsageError(
            f"--compare {compare}: that run has no question in common with {path}. Give one of the same suite."
        )
    if out:
        context.with_resource(only_run(out))  # let go when the command ends
    with progress() as tick:
        parts = open_parts(settings, tick)
        unknown = unknown_names(questions, names_of(parts.index.passages), parts.index.sources)
        header = header_of(path, parts)
        folder = RunFolder(out) if out else None
        done = folder.begin(header) if folder else {}
        rows = run_suite(questions, parts, tick, done, folder)
    if done:
        rest = "nothing was asked" if len(done) >= len(questions) else "the others were asked"
        warn(f"note: {len(done)} of {len(questions)} answered earlier; {rest}")
    for line in unknown:
        warn(f"note: {line}")
    for line in warnings(rows):
        warn(f"warning: {line}", "red")
    run = Run(header=header, rows=tuple(rows))
    found = figures(rows, seed)
    missed = _missed(found, wanted)
    if as_json:
        print_json(as_plain(run, before, seed) | {"missed": missed})
    else:
        _show(run, before, seed)
        for text in missed:
            warn(f"missed: {text}", "red")
    for form, file in exported:
        export(rows, questions, form, file)
    if out:
        files = write_report(out, run, before, seed)
        if not as_json:
            say(f"report: {files['html']}", whole=True)
    if dead(rows):
        raise typer.Exit(NOT_CARRIED_OUT)
    if missed:
        raise typer.Exit(FAILED_UNDER)


def _show(run: Run, before: Run | None, seed: int) -> None:
    """The figures as a table a person reads."""
    old = {c.name: c for c in changes(before, run, seed)} if before else {}
    table = Table(box=None, pad_edge=False)
    for name in ("measure", "", "value", "95 % interval", "questions", *(("before", "sure") if old else ())):
        table.add_column(name, justify="left" if name in ("measure", "", "sure") else "right")
    for f in figures(run.rows, seed).values():
        interval = f"{shown(f.name, f.low)}–{shown(f.name, f.high)}"
        label = "" if f.label == f.name else f.label
        cells = [f.name, label, shown(f.name, f.value), interval, str(f.questions)]
        if old:
            change = old.get(f.name)
            cells.append(shown(f.name, change.before) if change else "–")
            cells.append(("[green]better[/]" if change.better else "[red]worse[/]") if change and change.sure else "")
        table.add_row(*cells)
    screen.print(table)
    moved = turned(before, run) if before else []
    about = {"told": tally(run.rows), "kinds": by_kind(run.rows), "print": fingerprint(run)}
    show("measured", before=before, moved=moved, **about)


def _wanted(given: list[str]) -> dict[str, float]:
    """The floors, by measure; raises UsageError for an unknown measure, one given twice or what is no finite number."""
    floors = {}
    for one in given:
        name, _, value = one.partition("=")
        if name not in MEASURES:
            raise UsageError(f"--fail-under '{one}': there is no measure '{name}'. Known: {', '.join(MEASURES)}.")
        if name in floors:
            raise UsageError(f"--fail-under '{one}': '{name}' is given twice. Give one number.")
        try:
            floors[name] = float(value)
        except ValueError:
            floors[name] = math.nan
        if not math.isfinite(floors[name]):
            raise UsageError(f"--fail-under '{one}': '{value}' is not a number. Write {name}=0.9.")
    return floors


def _missed(found: Mapping[str, Figure], wanted: Mapping[str, float]) -> list[str]:
    """A line for each floor that is missed; a measure that applies to no question is missed too: nothing was shown."""
    lines = []
    for name, floor in wanted.items():
        figure = found.get(name)
        if figure is None:
            lines.append(f"{name} applies to no question of this suite")
        elif figure.value < floor if figure.more_is_better else figure.value > floor:
            bound = "at least" if figure.more_is_better else "at most"
            lines.append(f"{name} is {figure.value:.3f}, wanted {bound} {floor:g}")
    return lines
