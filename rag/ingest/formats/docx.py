"""Word files: paragraphs, headings and tables in the order they stand, footnotes behind them."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from rag.errors import LoadError
from rag.ingest.clean import clean_block
from rag.ingest.formats.grid import SAME
from rag.ingest.formats.reading import CONTENTS_LEFT_OUT, Outline, Reading, beginning, check_archive, may_head, raised

_BOLD_LEVEL = 8  # of a heading that has no style of one
_MAX_PARAGRAPHS = 100_000  # a thousand pages have about 15,000
_NUMBER = "on-record-number"  # set on a reference to a note: the number that Word would print there
_WHITE = (
    "w:rPr/w:color[translate(@w:val,'f','F')='FFFFFF'] and not(w:rPr/w:shd or w:rPr/w:highlight or ancestor::w:p/w:pPr/w:shd or "
    "ancestor::w:tc/w:tcPr/w:shd or ancestor::w:tbl/w:tblPr[w:tblStyle or w:shd] or /w:document/w:background)"
)
_TINY = "w:rPr/w:sz[number(@w:val) <= 3]"  # half points
_UNSEEN = (
    f"w:rPr/w:vanish[not(@w:val='0' or @w:val='false' or @w:val='off')] or ({_WHITE}) or {_TINY}"  # of a run, in XPath
)


def read_docx(data: bytes, name: str) -> Reading:
    """Paragraphs, headings and table rows of a Word file; raises LoadError when it is broken or a zip bomb."""
    check_archive(data, name, "Word file")
    try:
        document = docx.Document(io.BytesIO(data))
        outline, title, body = Outline(), "", document.element.body
        contents = _unwrap(body)
        _check_length(body, name)
        styles, usual = _styles(document)
        notes = _number_notes(document)
        unseen = (p.xpath(f".//w:r[{_UNSEEN}]/w:t/text()") for p in body.xpath(f".//w:p[.//w:r[{_UNSEEN}]]"))
        hidden = [said for texts in unseen if (said := " ".join("".join(texts).split()))]
        for block in document.iter_inner_content():
            if hasattr(block, "rows"):
                outline.table(list(_rows(block)), len(block._tbl.xpath("w:tr[w:trPr/w:tblHeader]")) or None)
                continue
            text, style = _text(block._p), styles.get(block._p.style or "", usual)
            if style == "title" or style.startswith("heading"):
                title = title or text
                outline.heading(text, _level(style))
            elif block._p.xpath("boolean(w:pPr/w:numPr)") or style.startswith("list"):
                outline.item(text)
            elif _is_bold(block._p, text):
                outline.heading(text, _BOLD_LEVEL)
            else:
                outline.paragraph(text)
        title = document.core_properties.title or title
        pictures = bool(body.xpath(".//w:txbxContent"))
        for paragraphs in notes:
            outline.note("\n".join(_text(p) for p in paragraphs))
    except (KeyError, ValueError, AttributeError, IndexError, etree.XMLSyntaxError, zipfile.BadZipFile) as exc:
        raise LoadError(
            f"{name} is a broken Word file ({type(exc).__name__}). Open and save it again in Word."
        ) from exc
    warnings = ["text boxes of this Word file were not read"] if pictures else []
    if contents:
        warnings.append(CONTENTS_LEFT_OUT)
    if hidden:
        warnings.append(
            f"text that cannot be seen was left out of {len(hidden)} paragraph(s): {beginning(hidden[0])!r}"
        )
    return Reading(outline.all(), " ".join(clean_block(title).split()), warnings=tuple(warnings))


def _check_length(body: Any, name: str) -> None:
    """Raise LoadError when there are more paragraphs, those of tables counted in, than can be read in a reasonable time."""
    count = int(body.xpath("count(.//w:p)"))
    if count > _MAX_PARAGRAPHS:
        raise LoadError(
            f"{name} has {count:,} paragraphs, more than the {_MAX_PARAGRAPHS:,} a document may have. "
            "Cut it into several, or save its text as .txt."
        )


def _styles(document: Any) -> tuple[dict[str, str], str]:
    """The names of the paragraph styles by their ids, in lower case, and of the one that counts where none is named.

    python-docx looks through all styles anew for every paragraph.
    """
    names: dict[str, str] = {}
    usual = ""
    for style in document.styles.element.xpath("w:style[@w:type='paragraph' or not(@w:type)]"):
        name = style.xpath("string(w:name/@w:val)").lower()
        names[style.xpath("string(@w:styleId)")] = name
        if style.xpath("boolean(@w:default[.='1' or .='true' or .='on'])"):
            usual = name
    return names, usual


def _unwrap(body: Any) -> int:
    """Put what content controls and custom XML hold around paragraphs, rows and cells in their place.

    python-docx passes over them. A table of contents that Word made goes; gives how many did.
    """
    contents = body.xpath(".//w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery[@w:val='Table of Contents']]")
    for wrapper in contents:
        wrapper.getparent().remove(wrapper)
    for wrapper in body.xpath(".//w:sdt[not(ancestor::w:p)] | .//w:customXml[not(ancestor::w:p)]"):
        inside = wrapper.find(qn("w:sdtContent")) if wrapper.tag == qn("w:sdt") else wrapper
        for held in inside if inside is not None else ():
            wrapper.addprevious(held)
        wrapper.getparent().remove(wrapper)
    return len(contents)


def _is_bold(paragraph: Any, text: str) -> bool:
    """True for a short paragraph that is bold from end to end and closes no sentence: a heading without its style."""
    said = paragraph.xpath("w:r[w:t[normalize-space()]]")
    bold = "boolean(w:rPr/w:b[not(@w:val='0' or @w:val='false')])"
    return may_head(text) and bool(said) and all(run.xpath(bold) for run in said)


def _level(style: str) -> int:
    """0 of the title, 2 of "heading 2"."""
    last = style.rsplit(" ", 1)[-1]
    return 0 if style == "title" else int(last) if last.isdigit() else 1


def _rows(table: Any) -> Iterator[list[str]]:
    """The cells of each row; one that is merged over several rows says the same in each."""
    for row in table.rows:
        cells: list[str] = []
        before: Any = None
        for cell in _cells(row):
            cells.append(SAME if cell is before else "\n".join(_text(p) for p in cell.xpath(".//w:p")))
            before = cell
        yield cells


def _cells(row: Any) -> list[Any]:
    """The cells of a row, a merged one in each of its columns."""
    try:
        return [cell._tc for cell in row.cells]
    except ValueError:  # it goes on from a row above that is shorter, which Word shows and python-docx refuses
        return list(row._tr.tc_lst)


def _text(paragraph: Any) -> str:
    """What a reader sees of a paragraph: links and accepted insertions with it, hidden and deleted text not."""
    said: list[str] = []
    for node in paragraph.xpath(
        f".//w:r[not(ancestor::w:txbxContent) and not(ancestor::w:del) and not(ancestor::w:moveFrom)][not({_UNSEEN})]/*"
    ):
        if node.tag == qn("w:t"):
            superscript = node.xpath("boolean(../w:rPr/w:vertAlign[@w:val='superscript'])")
            said.append(raised(node.text or "") if superscript else node.text or "")
        elif node.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            said.append("\n" if node.tag != qn("w:tab") else " ")
        elif node.tag == qn("w:noBreakHyphen"):
            said.append("-")
        elif node.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")) and _NUMBER in node.attrib:
            said.append(raised(node.get(_NUMBER)))
    return "".join(said)


def _number_notes(document: Any) -> list[list[Any]]:
    """The paragraphs of each footnote, then of each endnote, in the order in which the text refers to them.

    The references in the body get their number; a file without notes gives an empty list.
    """
    notes: list[list[Any]] = []
    for kind in ("footnote", "endnote"):
        own = _by_id(document, kind)
        for number, reference in enumerate(document.element.body.xpath(f".//w:{kind}Reference"), len(notes) + 1):
            reference.set(_NUMBER, str(number))
            notes.append(own.get(_id(reference), []))
    return notes


def _by_id(document: Any, kind: str) -> dict[str, list[Any]]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {_id(note): list(note.iter(qn("w:p"))) for note in root.iter(qn(f"w:{kind}"))}
    return {}


def _id(element: Any) -> str:
    return str(element.get(qn("w:id")))
