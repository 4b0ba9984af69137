"""A brief as one HTML file that needs nothing else: no script, no network, quotes on hover and focus, fit for print."""

from __future__ import annotations

from markupsafe import Markup

from ui.brief.parts import Page
from ui.spelled import spelled_out


def to_html(page: Page) -> str:
    """The whole file. Everything is escaped by the template."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ui.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: spelled_out(value) if type(value) is str else value,
    )
    # Inside a data block only "<" could end it; JSON may write it otherwise.
    json = Markup(page.json.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704  # no markup is left in it
    return environment.get_template("brief.html.j2").render(
        page=page,
        notes={note.number: note for note in page.footnotes},
        contents=_contents(page),
        json=json,
    )


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
