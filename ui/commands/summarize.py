"""``onrecord summarize``: a brief on a topic, a source or the ledger, in the terminal or as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import UsageError
from rag.phrases import LANGUAGES

if TYPE_CHECKING:
    from rag.brief import Scope
    from rag.brief.writing import Watch
    from rag.settings import Settings


def summarize(
    context: typer.Context,
    topic: Annotated[
        str | None, typer.Argument(help="What the brief is about; a period in it counts: 'the bridge, 2019-2021'.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Instead of a topic: the id of one source to summarize.")] = None,
    claims: Annotated[bool, typer.Option("--claims", help="Instead of a topic: the article's claims, judged.")] = False,
    length: Annotated[str, typer.Option(help="short (15 sentences), medium (40), long (80), or a number.")] = "medium",
    language: Annotated[
        str, typer.Option(help="Of headings and dates: en, es or zh. Quotes stay in their own words.")
    ] = "en",
    tiers: Annotated[
        str | None,
        typer.Option(help="Tiers to quote, with commas.", show_default="primary,official statement,press,secondary"),
    ] = None,
    since: Annotated[str, typer.Option(help="Leave out what is older: 2013, 2013-04 or 2013-04-30.")] = "",
    until: Annotated[str, typer.Option(help="Leave out what is newer.")] = "",
    out: Annotated[Path | None, typer.Option(help="File to write: .md, .html, .docx, .pdf or .json.")] = None,
    as_format: Annotated[
        str | None, typer.Option("--format", help="md, html, docx, pdf or json, when --out does not say.")
    ] = None,
    bibliography: Annotated[Path | None, typer.Option(help="The cited sources as .json (CSL), .bib or .ris.")] = None,
    style: Annotated[str, typer.Option(help="Of the source list: plain, apa, chicago or chicago-notes.")] = "plain",
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Quotes only, also where a model is connected (see docs/model.md).")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Write a brief in which every sentence is quoted and checked; without a model nothing is made up.

    A connected model writes the sections, one call each; how many there will be is said before the first.

    Example: onrecord summarize "fentanyl from China, 2013-2021" --length long --out brief.html --bibliography refs.bib
    """
    settings: Settings = context.obj
    if no_model:
        settings = settings.model_copy(update={"no_model": True})
    scope = _scope(settings, topic, source, claims, length, language, tiers, since, until)
    from ui.brief.save import check_before, export, format_of, save, save_bibliography

    name = format_of(out, as_format) if out is not None or as_format else ""
    check_before(style, bibliography)
    if out is not None and bibliography is not None and out.resolve() == bibliography.resolve():
        raise UsageError(f"--out and --bibliography are the same file, {out}. Give each a file of its own.")
    from rag.assemble import open_parts
    from rag.brief import summarize as make
    from rag.brief import writer_for
    from rag.brief.wire import to_json
    from rag.brief.writing import UNWATCHED
    from ui.terminal import err, progress

    with progress() as tick:
        parts = open_parts(settings, tick)
        writer = writer_for(scope, parts)
        watch: Watch = UNWATCHED
        if writer.model and parts.chat is not None:
            from ui.brief.watching import Watching

            watch = Watching(settings, parts.chat.host)
        brief = make(scope, parts, writer, tick, watch)
    if bibliography is not None:
        save_bibliography(brief, bibliography)
        err.print(f"{len(brief.sources)} sources in {bibliography}", markup=False)
    if name:
        data = export(brief, name, style)
        if out is None:
            sys.stdout.buffer.write(data)
            return
        save(data, out)
        err.print(
            f"{len(brief.claims)} sentences from {len(brief.sources)} sources in {out}. "
            f"Check it again with: onrecord verify {out}",
            markup=False,
        )
    if as_json:
        typer.echo(to_json(brief, indent=1))
    elif not name:
        from ui.brief.page import page_of
        from ui.brief.references import styled
        from ui.brief.show import show_brief

        show_brief(page_of(brief, styled(brief.sources, style) if style != "plain" else ()))


def _scope(
    settings: Settings,
    topic: str | None,
    source: str | None,
    claims: bool,
    length: str,
    language: str,
    tiers: str | None,
    since: str,
    until: str,
) -> Scope:
    """The scope that the options name; raises UsageError before anything heavy is loaded."""
    if sum((topic is not None, source is not None, claims)) != 1:
        raise UsageError("give one of TOPIC, --source ID or --claims: onrecord summarize 'the bridge, 2019-2021'")
    if language not in LANGUAGES:
        raise UsageError(f"--language '{language}' is not one of {', '.join(LANGUAGES)}.")
    from rag.brief.period import read_topic
    from rag.brief.types import BODY_TIERS, About, Scope, length_of
    from rag.question import usable
    from rag.types import Tier

    chosen: tuple[Tier, ...] = BODY_TIERS
    if tiers is not None:
        names = [name.strip().lower() for name in tiers.split(",") if name.strip()]
        known = {str(tier): tier for tier in BODY_TIERS} | {"official": Tier.OFFICIAL}
        wrong = [name for name in names if name not in known]
        if wrong or not names:
            raise UsageError(f"--tiers '{(wrong or [''])[0]}' is not one of {', '.join(map(str, BODY_TIERS))}.")
        chosen = tuple(dict.fromkeys(known[name] for name in names))
    asked = usable(topic, settings.max_question) if topic is not None else ""
    read_topic(asked, since, until, language)
    about = About.CLAIMS if claims else About.SOURCE if source is not None else About.TOPIC
    return Scope(about, asked, source or "", length_of(length), language, chosen, since, until)
