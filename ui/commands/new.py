"""``onrecord new``: a case of one's own from any article."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from rag.newcase.folder import LEDGER_TODO, SOURCES_TODO, start_case
from ui.commands.common import AsJson, Date, Language, Publisher, Title, Url, about_source, print_json
from ui.terminal import show, warn


def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The case's name; its folder is called so.")],
    seed: Annotated[Path, typer.Option(help="The article under examination (.txt .md .html .pdf .docx).")],
    inside: Annotated[Path, typer.Option("--dir", help="Where to make the folder.")] = Path(),
    title: Title = None,
    publisher: Publisher = None,
    date: Date = None,
    url: Url = None,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Start a case of your own: list the claims of an article and the sources it names, for you to look up.

    For example: onrecord new bridge --seed article.html, then: onrecord --case bridge add report.pdf --tier primary
    """
    about = about_source(title=title, publisher=publisher, date=date, url=url, language=language)
    made = start_case(name, seed, inside, about, context.obj.max_file_mb)
    if as_json:
        found = {"passed_over": made.claims.passed_over, "unread": made.claims.unread, "warnings": made.warnings}
        case = {"home": str(made.home), "title": made.title, "language": made.language}
        lists = {"claims": [*map(asdict, made.claims.claims)], "sources": [*map(asdict, made.sources)]}
        print_json(case | lists | found)
        return
    for warning in made.warnings:
        warn(warning)
    show("new", made=made, LEDGER_TODO=LEDGER_TODO, SOURCES_TODO=SOURCES_TODO)
    if made.claims.unread:
        warn(f"the list of claims ends early; {made.claims.unread} later sentences were not read")
