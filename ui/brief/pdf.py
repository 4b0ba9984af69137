"""A brief as PDF by typst, with the JSON attached. It is PDF/A, under which no letter may be without a font, and is read again before it is
given: no file fails its own check."""

import json
import re
import unicodedata
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from rag.errors import UsageError
from ui.brief.carried import read_pdf, unseen
from ui.brief.page import Page
from ui.spelled import on_one_line

# Families that hold Chinese, the better first; none of the libraries that write the exports brings one.
CHINESE = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Source Han Sans SC", "Songti SC", "PingFang SC",
    "SimSun", "Microsoft YaHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "AR PL UMing CN", "Droid Sans Fallback",
)  # fmt: skip
_LATIN = "Libertinus Serif"  # comes with typst
_NO_FONT = re.compile(r"""the text `"(?:\\u\{(?P<code>[0-9a-f]+)\}|(?P<letter>.)).*could not be displayed""")


def to_pdf(page: Page) -> bytes:
    """The whole file; raises UsageError when typst is not installed, or a letter cannot be printed or not be read again."""
    try:
        import typst
    except ImportError as exc:
        raise UsageError("PDF needs typst: pip install 'onrecord[briefs]', or write .html or .docx.") from exc
    data: dict[str, Any] = _spelled(asdict(page))
    data["json"] = page.json
    families = {font.family for font in typst.Fonts().fonts()}
    data["fonts"] = [_LATIN, *[name for name in CHINESE if name in families][:1]]
    template = files("ui.brief").joinpath("templates/brief.typ").read_bytes()
    inputs = {"page": json.dumps(data, ensure_ascii=False)}
    try:
        made = bytes(typst.compile(template, sys_inputs=inputs, pdf_standards=["a-3u"]))
    except typst.TypstError as exc:
        if found := _NO_FONT.search(str(exc)):
            raise UsageError(_no_font(found["letter"] or chr(int(found["code"], 16)))) from exc
        raise UsageError(f"typst could not make the PDF ({str(exc).splitlines()[0]}). Write .html or .docx.") from exc
    carried = read_pdf(made)
    if lost := unseen([note.quote for note in page.footnotes], carried.seen if carried else ""):
        raise UsageError(
            f"a PDF with “{_spelled(lost[0])[:60]}” would not pass its own check: its letters are not read out of a PDF in the "
            "order in which they stand in the source. Write .html or .docx."
        )
    return made


def _no_font(letter: str) -> str:
    """The line that says which script has no font here."""
    name = unicodedata.name(letter, f"U+{ord(letter):04X}")
    script = "Chinese" if name.startswith("CJK") else name.split()[0].title()
    needs = f"a font for {script} letters" if letter.isalpha() else f"a font with the character {name}"
    such = " (such as Noto Serif CJK SC)" if script == "Chinese" else ""
    return f"this PDF needs {needs} and none was found. Install one{such}, or write .html or .docx."


def _spelled(value: Any) -> Any:
    """Every text on one line with hidden characters spelled out."""
    if isinstance(value, str):
        return on_one_line(value)
    if isinstance(value, dict):
        return {key: _spelled(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_spelled(v) for v in value]
    return value
