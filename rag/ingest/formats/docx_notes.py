"""What lies beside the running text of a Word file: its footnotes, and runs that a reader cannot see."""

from __future__ import annotations

from typing import Any

NUMBER = "on-record-number"  # set on a reference to a note: the number that Word would print there
_WHITE = (
    "w:rPr/w:color[translate(@w:val,'f','F')='FFFFFF'] and not(w:rPr/w:shd or w:rPr/w:highlight or ancestor::w:p/w:pPr/w:shd or "
    "ancestor::w:tc/w:tcPr/w:shd or ancestor::w:tbl/w:tblPr[w:tblStyle or w:shd] or /w:document/w:background)"
)
_TINY = "w:rPr/w:sz[number(@w:val) <= 3]"  # half points
UNSEEN = f"w:rPr/w:vanish[not(@w:val) or @w:val='1' or @w:val='true'] or ({_WHITE}) or {_TINY}"  # of a run, in XPath


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
