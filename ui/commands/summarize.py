"""``onrecord summarize``: a brief on a topic, a source or the ledger, in the terminal or as a file."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markdown import Markdown

from rag.assemble import open_parts
from rag.brief import summarize as make
from rag.brief import writer_for
from rag.brief.types import BODY_TIERS, About, Brief, Scope, length_of
from rag.brief.wire import to_json
from rag.brief.writing import UNWATCHED, Watch
from rag.errors import UsageError
from rag.phrases import LANGUAGES
from rag.question import usable
from rag.settings import Settings
from rag.sources import Tier
from ui.brief.carried import BEGINS
from ui.brief.files import check_before, export, save, save_bibliography
from ui.brief.page import page_of
from ui.brief.text import to_markdown
from ui.commands.common import AsJson, NoModel, full_tier
from ui.terminal import out as screen
from ui.terminal import progress, warn


def summarize(
    context: typer.Context,
    topic: Annotated[
        str | None, typer.Argument(help="What the brief is about; a period in it counts: 'the bridge, 2019-2021'.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Instead of a topic: the id of one source to summarize.")] = None,
    claims: Annotated[bool, typer.Option("--claims", help="Instead of a topic: the article's claims, judged.")] = False,
    length: Annotated[str, typer.Option(help="short (15 sentences), medium (40), long (80), or a number.")] = "medium",
    language: Annotated[str, typer.Option(help="Of headings and dates: en, es or zh; quotes stay as they are.")] = "en",
    tier: Annotated[
        list[str] | None,
        typer.Option(
            help="Quote only this tier: primary, official, press or secondary; may be repeated.", show_default="all"
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write: .md, .html, .docx, .pdf or .json.")] = None,
    bibliography: Annotated[Path | None, typer.Option(help="The cited sources as .json (CSL), .bib or .ris.")] = None,
    no_model: NoModel = False,
    as_json: AsJson = False,
) -> None:
    """Write a brief in which every sentence is quoted and checked; without a model nothing is made up.

    A connected model writes the sections, one call each; how many there will be is said before the first.

    Example: onrecord summarize "fentanyl from China, 2013-2021" --length long --out brief.html --bibliography refs.bib
    """
    settings: Settings = context.obj
    if no_model:
        settings = settings.model_copy(update={"no_model": True})
    if sum((topic is not None, source is not None, claims)) != 1:
        raise UsageError("give one of TOPIC, --source ID or --claims: onrecord summarize 'the bridge, 2019-2021'")
    if language not in LANGUAGES:
        raise UsageError(f"--language '{language}' is not one of {', '.join(LANGUAGES)}.")
    asked = usable(topic, settings.max_question) if topic is not None else ""
    about = About.CLAIMS if claims else About.SOURCE if source is not None else About.TOPIC
    scope = Scope(about, asked, source or "", length_of(length), language, _tiers(tier or []))
    check_before(out, bibliography)
    with progress() as tick:
        parts = open_parts(settings, tick)
        writer = writer_for(scope, parts)
        chat = parts.chat if writer.model else None
        watch: Watch = Watching(settings, chat.host) if chat else UNWATCHED
        brief = make(scope, parts, writer, watch)
    if bibliography is not None:
        save_bibliography(brief, bibliography)
        warn(f"{len(brief.sources)} sources in {bibliography}", "")
    if out is not None:
        save(export(brief, out.suffix[1:].casefold()), out)
        told = f"{len(brief.claims)} sentences from {len(brief.sources)} sources in {out}"
        warn(f"{told}. Check it again with: onrecord verify {out}", "")
    if as_json:
        typer.echo(to_json(brief, indent=1))
    elif out is None:
        show_brief(brief)


def show_brief(brief: Brief) -> None:
    """Print ``brief`` as a person reads it: its Markdown as rich shows it, with marks in the place of footnotes."""
    text = to_markdown(page_of(brief)).partition(BEGINS)[0]
    screen.print(Markdown(text.replace("\n[^", "\n\n[^").replace("[^", "\\[")))  # what sources say holds no bare "["


class Watching(Watch):
    """What a person sees on standard error while a model writes: its price first, then each section."""

    def __init__(self, settings: Settings, host: str) -> None:
        self._retries = settings.retries
        self._host = host

    def begins(self, calls: int, model: str) -> None:
        """``gpt-4.1-mini at api.openai.com writes this brief, in 7 calls at most ...``"""
        again = f"; a request that fails is sent again {self._retries} times at most" if self._retries else ""
        warn(f"{model} at {self._host} writes this brief, in {calls} calls at most, one a section{again}.", "")
        warn("Every sentence is checked. --no-model keeps to quotes.", "")

    def section(self, place: int, count: int, heading: str) -> None:
        """``3/7 How much and how many``"""
        warn(f"{place}/{count} {heading}", "bold")


def _tiers(names: list[str]) -> tuple[Tier, ...]:
    """The tiers that may be quoted; raises UsageError for one that may not."""
    known = {str(tier): tier for tier in BODY_TIERS}
    for name in names:
        if full_tier(name) not in known:
            raise UsageError(f"--tier '{name}' is not one of {', '.join(known)}.")
    return tuple(dict.fromkeys(known[full_tier(name)] for name in names)) or BODY_TIERS
