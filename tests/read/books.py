"""Small workbooks, made by hand: no library writes them here."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
# The styles of the cells: as it is, a date, a percentage, a day of the workbook's own format.
_STYLES = (
    f'<styleSheet {_NS}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\ mmm\\ yyyy"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
Cell = str | tuple[float, int]  # a text, or a number with its style


def book(*sheets: tuple[str, str, Sequence[Sequence[Cell]]], extra: str = "") -> bytes:
    """A workbook of sheets: name, state, rows; ``extra`` is put into each ``<row>`` tag of the last row."""
    strings: list[str] = []
    parts: dict[str, str] = {}
    listed = links = ""
    for number, (name, state, rows) in enumerate(sheets, 1):
        said = ""
        for r, row in enumerate(rows, 1):
            cells = ""
            for c, cell in enumerate(row):
                place = f"{chr(65 + c)}{r}"
                if isinstance(cell, tuple):
                    cells += f'<c r="{place}" s="{cell[1]}"><v>{cell[0]!r}</v></c>'
                elif cell:
                    strings.append(cell)
                    cells += f'<c r="{place}" t="s"><v>{len(strings) - 1}</v></c>'
            last = extra if r == len(rows) else ""
            said += f'<row r="{r}"{last}>{cells}</row>'
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {_NS}><sheetData>{said}</sheetData></worksheet>"
        listed += f'<sheet name="{escape(name)}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        links += f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.xml"/>'
    texts = "".join(f"<si><t>{escape(one)}</t></si>" for one in strings)
    parts |= {
        "xl/workbook.xml": f"<workbook {_NS}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/sharedStrings.xml": f"<sst {_NS}>{texts}</sst>",
        "xl/styles.xml": _STYLES,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, text in parts.items():
            archive.writestr(path, text)
    return packed.getvalue()
