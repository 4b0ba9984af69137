"""The terminal: what prints, in which colours, and how far a long task has come."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from markupsafe import Markup
from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from rag.sources import Audit
from rag.text.fold import is_cjk
from rag.types import Status
from ui.spelled import UNSEEN, named, on_one_line, templates


class _Console(Console):
    """Prints what strangers wrote as text: an escape sequence in a comment, a source or an answer must not command the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of ``renderable``; every text passes here, alone or in a table."""
        return super().render(_spelled(renderable) if isinstance(renderable, Text) else renderable, options)


def _spelled(text: Text) -> Text:
    """``text`` with control characters by name, in its styles."""
    shown, at = text.blank_copy(), 0
    for found in UNSEEN.finditer(text.plain):
        shown.append_text(text[at : found.start()]).append(named(found))
        at = found.end()
    return shown.append_text(text[at:]) if at else text


out = _Console(highlight=False)
err = _Console(stderr=True, highlight=False)

MARKS: dict[Status, tuple[str, str]] = {
    Status.SUPPORTED: ("✓", "green"),
    Status.ARTICLE: ("“", "magenta"),
    Status.NOT_CONFIRMED: ("·", "yellow"),
    Status.CONTRADICTED: ("✗", "red"),
    Status.BAD_REFERENCE: ("✗", "red"),
    Status.UNCITED: ("✗", "red"),
    Status.UNCHECKED: ("?", "magenta"),
}
_EVERY_S = 5  # seconds between two lines about a long task
_LED = 40  # characters of a sentence by which its script is told
AUDIT_STYLE = {Audit.CONFIRMED: "green", Audit.DIFFERS: "red", Audit.NOT_FOUND: "red", Audit.NOT_CHECKED: "dim"}
FINDING_STYLE: dict[str, str] = {
    "contradicted": "red", "partly supported": "yellow", "supported": "green", "not addressed": "magenta", "opinion": "cyan",
}  # fmt: skip
TIER_STYLE = {"primary": "green", "official statement": "cyan", "press": "yellow", "secondary": "yellow", "seed": "red"}


_MARKUP = str.maketrans("[\\", "\x01\x02")  # what begins markup, by characters that no value has: they are spelled out
_AS_IT_WAS = {to: chr(char) for char, to in _MARKUP.items()}


def _bare(value: str) -> Markup:
    """``value`` on one line, with nothing that could begin markup."""
    return Markup(on_one_line(value).translate(_MARKUP))  # noqa: S704  # nothing here is HTML


def counted(count: int, thing: str) -> str:
    """``1 passage``, ``2,000 passages``."""
    return f"{count:,} {thing}{'s' * (count != 1)}"


_TEMPLATES = templates(_bare, Path(__file__).parent / "commands" / "templates")
_TEMPLATES.globals |= {
    "TIER_STYLE": TIER_STYLE,
    "FINDING_STYLE": FINDING_STYLE,
    "AUDIT_STYLE": AUDIT_STYLE,
    "MARKS": MARKS,
}
_TEMPLATES.filters |= {"counted": counted, "stem": lambda path: Path(path).stem}


def say(text: RenderableType = "", style: str = "", indent: int = 0, whole: bool = False) -> None:
    """Print a line that is never read as markup; ``indent`` in columns; ``whole``: not broken, so that it can be copied."""
    line = Text(text, style=style) if isinstance(text, str) else text
    out.print(Padding(line, (0, 0, 0, indent)) if indent else line, soft_wrap=whole)


def show(name: str, **values: object) -> None:
    """Print a template of ui/commands/templates: a line each, indented as there, with rich's markup, as which no value is ever read."""
    for line in _TEMPLATES.get_template(f"{name}.txt").render(values).splitlines():
        text = Text.from_markup(line.lstrip(" "), emoji=False)
        text.plain = text.plain.translate(_AS_IT_WAS)
        say(text, indent=len(line) - len(line.lstrip(" ")))


def warn(text: str, style: str = "yellow", whole: bool = False) -> None:
    """The same on standard error."""
    err.print(Text(text, style=style), soft_wrap=whole)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function to report progress to; it draws bars on standard error, one a stage, or in a pipe writes a line now and then."""
    if not err.is_terminal:
        said = time.monotonic()

        def line(stage: str, done: int, total: int) -> None:
            nonlocal said
            if time.monotonic() - said >= _EVERY_S:
                said = time.monotonic()
                err.print(Text(f"{stage}: {done:,} of {total:,}"))

        yield line
        return
    stage = TextColumn("{task.description:<10}")
    columns = (stage, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
    with Progress(*columns, console=err, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def tick(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tick


def led(mark: Text, text: Text) -> Text | Table:
    """``text`` behind its mark; Chinese, which has no space to break at, in a column of its own, or its first line would stay empty."""
    if not any(is_cjk(char) for char in text.plain[:_LED]):
        return Text.assemble(mark, " ", text)
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(mark, text)
    return grid
