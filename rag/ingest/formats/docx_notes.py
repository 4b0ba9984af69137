"""What lies beside the running text of a Word file: its footnotes, and runs that a reader cannot see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

NUMBER = "on-record-number"  # set on a reference to a note: the number that Word would print there
_WHITE = (
    "w:rPr/w:color[translate(@w:val,'f','F')='FFFFFF'] and not(w:rPr/w:shd or w:rPr/w:highlight or ancestor::w:p/w:pPr/w:shd or "
    "ancestor::w:tc/w:tcPr/w:shd or ancestor::w:tbl/w:tblPr[w:tblStyle or w:shd] or /w:document/w:background)"
)
_BY_STYLE = "on-record-hidden"  # set on a run that a style of its own or of its paragraph hides
_TRUE = "[not(@w:val) or @w:val='1' or @w:val='true' or @w:val='on']"
_TINY = "w:rPr/w:sz[number(@w:val) <= 3]"  # half points
UNSEEN = f"w:rPr/w:vanish{_TRUE} or @{_BY_STYLE} or ({_WHITE}) or {_TINY}"  # of a run, in XPath


def number_notes(document: Any) -> list[list[Any]]:
    """The paragraphs of each footnote, then of each endnote, in the order in which the text refers to them.

    The references in the body get their number; a file without notes gives an empty list.
    """
    notes: list[list[Any]] = []
    for kind in ("footnote", "endnote"):
        own = _by_id(document, kind)
        for number, reference in enumerate(document.element.body.xpath(f".//w:{kind}Reference"), len(notes) + 1):
            reference.set(NUMBER, str(number))
            notes.append(own.get(_id(reference), []))
    return notes


def mark_hidden_by_style(document: Any, roots: Iterable[Any]) -> None:
    """Mark the runs below ``roots`` that a style hides, so that ``UNSEEN`` finds them; what a run says of itself counts first."""
    hiding, defaults = _hiding_styles(document.styles.element)
    if not hiding:
        return
    for root in roots:
        for run in root.xpath(".//w:r[not(w:rPr/w:vanish)]"):
            own = run.xpath("string(w:rPr/w:rStyle/@w:val)") or defaults.get("character", "")
            around = run.xpath("string(ancestor::w:p[1]/w:pPr/w:pStyle/@w:val)") or defaults.get("paragraph", "")
            if (own in hiding) != (around in hiding):  # two that hide cancel each other out, as Word has it
                run.set(_BY_STYLE, "1")


def _hiding_styles(styles: Any) -> tuple[set[str], dict[str, str]]:
    """The names of the styles that hide text, by themselves or by what they are based on, and of the default of each type."""
    own: dict[str, bool] = {}
    based: dict[str, str] = {}
    defaults: dict[str, str] = {}
    for style in styles.xpath("w:style"):
        name = style.xpath("string(@w:styleId)")
        based[name] = style.xpath("string(w:basedOn/@w:val)")
        if style.xpath("boolean(w:rPr/w:vanish)"):
            own[name] = style.xpath(f"boolean(w:rPr/w:vanish{_TRUE})")
        if style.xpath("boolean(@w:default[.='1' or .='true' or .='on'])"):
            defaults[style.xpath("string(@w:type)")] = name
    hiding: set[str] = set()
    for name in based if any(own.values()) else ():
        at, passed = name, set[str]()
        while at not in own and at in based and at not in passed:  # a style may be based on itself, in a circle
            passed.add(at)
            at = based[at]
        if own.get(at):
            hiding.add(name)
    return hiding, defaults


def hidden_text(paragraph: Any) -> str:
    """What a paragraph says that a reader cannot see, on one line."""
    return " ".join("".join(paragraph.xpath(f".//w:r[{UNSEEN}]/w:t/text()")).split())


def _by_id(document: Any, kind: str) -> dict[str, list[Any]]:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {_id(note): list(note.iter(qn("w:p"))) for note in root.iter(qn(f"w:{kind}"))}
    return {}


def _id(element: Any) -> str:
    from docx.oxml.ns import qn

    return str(element.get(qn("w:id")))
