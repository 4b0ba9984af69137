"""A brief as HTML: one file that needs nothing else (no script, no network, quotes on hover and focus, fit for print), or its body in a page."""

from __future__ import annotations

from markupsafe import Markup

from ui.brief.parts import Page
from ui.spelled import spelled_out


def to_html(page: Page) -> str:
    """The whole file. Everything is escaped by the template."""
    # Inside a data block only "<" could end it; JSON may write it otherwise.
    json = page.json.replace("<", "\\u003c").replace("\u2028", "\\u2028")
    return _filled("brief.html.j2", page, json=Markup(json))  # noqa: S704  # no markup is left in it


def body_of(page: Page) -> Markup:
    """What the file shows, to stand in a page of the chat."""
    return Markup(_filled("body.html.j2", page))  # noqa: S704  # the template escapes


def _filled(name: str, page: Page, **more: Markup) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ui.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: spelled_out(value) if type(value) is str else value,
    )
    notes = {note.number: note for note in page.footnotes}
    return environment.get_template(name).render(page=page, notes=notes, contents=_contents(page), **more)


def _contents(page: Page) -> list[tuple[str, str]]:
    """Anchors and headings of the sections that there are."""
    found = [(f"s{n}", chapter.heading) for n, chapter in enumerate(page.chapters, 1)]
    there = {
        "agreements": page.agreements,
        "differences": page.contrasts,
        "silences": page.silences,
        "timeline": page.timeline,
        "figures": page.rows,
        "annex": page.annex,
        "references": page.items,
        "appendix": page.footnotes,
    }
    return found + [(key, page.labels[key]) for key, filled in there.items() if filled]
