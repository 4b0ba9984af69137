"""A brief as a Word file with real footnotes; python-docx has none, so their part is built here, element by element."""

import base64
import io
import zlib
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from ui.brief.carried import WORD_PART
from ui.brief.page import Chapter, Line, Page, Row
from ui.spelled import on_one_line

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Word:
    """The file of ``page``."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._doc = docx.Document()
        self._notes = {note.number: note for note in page.footnotes}
        self._footnotes = OxmlElement("w:footnotes")
        self._placed: dict[int, int] = {}  # number of a mark to the number that Word shows
        for number, kind in ((0, "separator"), (1, "continuationSeparator")):
            note = _sub(self._footnotes, "footnote", type=kind, id=str(number))
            _sub(_sub(_sub(note, "p"), "r"), kind)

    def write(self) -> bytes:
        """The whole file."""
        page, doc = self._page, self._doc
        _set_up(doc, page)
        doc.add_heading(_text(page.heading), 0)
        for meta in (page.count, page.made, *page.warnings):
            doc.add_paragraph(_text(meta), style="Subtitle")
        for chapter in page.chapters:
            self._chapter(chapter, 1)
        self._head("agreements", page.agreements)
        for chapter in page.agreements:
            self._chapter(chapter, 2)
        self._head("differences", page.contrasts)
        for contrast in page.contrasts:
            table = doc.add_table(rows=2, cols=2, style="Table Grid")
            for column, side in enumerate((contrast.lower, contrast.higher)):
                table.cell(0, column).text = _text(side.date)
                self._line(side.line, table.cell(1, column).paragraphs[0])
            doc.add_paragraph(_text(contrast.reason), style="Caption")
        self._list("silences", page.silences)
        self._head("timeline", page.timeline)
        for when, line in page.timeline:
            paragraph = doc.add_paragraph()
            paragraph.add_run(_text(when) + "  ").bold = True
            self._line(line, paragraph)
        self._head("figures", page.rows)
        if page.rows:
            self._table(page.rows)
        for curve in page.series:
            doc.add_heading(_text(curve.heading), 2)
            self._table(curve.rows)
        self._head("annex", page.annex)
        for line in page.annex:
            self._line(line, doc.add_paragraph())
        told = [(i.text, "; ".join(filter(None, (i.read, i.note))), i.url) for i in page.items]
        self._list("references", [f"{text} ({read}) {url}".rstrip() for text, read, url in told])
        return self._saved()

    def _head(self, key: str, there: Sequence[object]) -> None:
        if there:
            self._doc.add_heading(self._page.labels[key], 1)

    def _list(self, key: str, items: Sequence[str]) -> None:
        self._head(key, items)
        for item in items:
            self._doc.add_paragraph(_text(item), style="List Bullet")

    def _chapter(self, chapter: Chapter, level: int) -> None:
        self._doc.add_heading(_text(chapter.heading), level)
        for line in chapter.lines:
            self._line(line, self._doc.add_paragraph())

    def _line(self, line: Line, paragraph: Any) -> None:
        """A sentence with its footnotes; struck when it is not borne out."""
        run = paragraph.add_run(_text(line.text))
        run.font.strike = line.struck or None
        self._mark(line.marks, paragraph)
        if line.flag:
            paragraph.add_run(_text(f" {line.flag}")).italic = True

    def _mark(self, marks: Sequence[int], paragraph: Any) -> None:
        """A footnote for a mark's first place; later places point back at it by its number."""
        for number in marks:
            if number in self._placed:
                field = _sub(paragraph._p, "fldSimple", instr=f" NOTEREF onrecord{number} \\h ")
                run = _sub(field, "r")
                _style(run, "FootnoteReference")
                _sub(run, "t").text = str(self._placed[number])
                continue
            self._placed[number] = len(self._placed) + 1
            self._footnote(number, self._placed[number] + 1, paragraph)  # 0 and 1 are Word's own separators

    def _footnote(self, number: int, identity: int, paragraph: Any) -> None:
        _sub(paragraph._p, "bookmarkStart", id=str(number), name=f"onrecord{number}")
        run = paragraph.add_run()
        _style(run._r, "FootnoteReference")
        _sub(run._r, "footnoteReference", id=str(identity))
        _sub(paragraph._p, "bookmarkEnd", id=str(number))
        inside = _sub(_sub(self._footnotes, "footnote", id=str(identity)), "p")
        _sub(_sub(inside, "pPr"), "pStyle", val="FootnoteText")
        own = _sub(inside, "r")
        _style(own, "FootnoteReference")
        _sub(own, "footnoteRef")
        text = _sub(_sub(inside, "r"), "t")
        text.set(_SPACE, "preserve")
        text.text = " " + _text(self._notes[number].text)

    def _table(self, rows: Sequence[Row]) -> None:
        names = ("period", "value", "unit", "counted", "source", "quote")
        table = self._doc.add_table(rows=1, cols=len(names), style="Table Grid")
        for cell, name in zip(table.rows[0].cells, names, strict=True):
            cell.paragraphs[0].add_run(self._page.labels[name]).bold = True
        for row in rows:
            cells = table.add_row().cells
            told = (row.period, row.value, row.unit, row.counted, row.source)
            for cell, value in zip(cells, told, strict=False):
                cell.text = _text(value)
            cells[-1].paragraphs[0].add_run(_text(row.quote))
            self._mark(row.marks, cells[-1].paragraphs[0])

    def _saved(self) -> bytes:
        package = self._doc.part.package
        footnotes = etree.tostring(self._footnotes, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, footnotes, package)
        self._doc.part.relate_to(part, RT.FOOTNOTES)
        own = etree.Element("{urn:onrecord:brief}brief", nsmap={None: "urn:onrecord:brief"})
        own.text = base64.b64encode(zlib.compress(self._page.json.encode(), 9)).decode()
        data = etree.tostring(own, xml_declaration=True, encoding="UTF-8", standalone=True)
        carried = Part(PackURI("/" + WORD_PART), "application/xml", data, package)
        self._doc.part.relate_to(carried, RT.CUSTOM_XML)
        out = io.BytesIO()
        self._doc.save(out)
        return out.getvalue()


def _set_up(doc: Any, page: Page) -> None:
    """Fonts, footnote styles, page numbers and the document's properties."""
    normal = doc.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "SimSun")
    text = doc.styles.add_style("FootnoteText", WD_STYLE_TYPE.PARAGRAPH)
    text.element.find(qn("w:name")).set(qn("w:val"), "footnote text")
    text.base_style, text.font.size = normal, Pt(8.5)
    text.paragraph_format.space_after = Pt(1)
    mark = doc.styles.add_style("FootnoteReference", WD_STYLE_TYPE.CHARACTER)
    mark.element.find(qn("w:name")).set(qn("w:val"), "footnote reference")
    mark.font.superscript = True
    doc.core_properties.title = _text(page.title)[:255]
    doc.core_properties.author = "onrecord"
    doc.core_properties.comments = _text(page.made)[:255]
    doc.core_properties.language = page.language
    _sub(doc.sections[0].footer.paragraphs[0]._p, "fldSimple", instr=" PAGE ")


def _sub(parent: Any, tag: str, **attributes: str) -> Any:
    child = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def _style(run: Any, style: str) -> None:
    _sub(_sub(run, "rPr"), "rStyle", val=style)


def _text(value: str) -> str:
    """``value`` on one line; characters that XML cannot hold are spelled out or marked."""
    one = on_one_line(value)
    return "".join(c if ord(c) < 0xD800 or 0xE000 <= ord(c) < 0xFFFE or ord(c) > 0xFFFF else "\ufffd" for c in one)
