"""A brief as PDF by typst: footnotes lead to an appendix of every quoted passage, and the JSON is attached."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from rag.errors import UsageError
from rag.text import is_cjk
from ui.brief.fonts import CHINESE
from ui.brief.parts import Page
from ui.spelled import spelled_out

_LATIN = "Libertinus Serif"  # comes with typst


def to_pdf(page: Page, charts: Sequence[str | None] = ()) -> bytes:
    """The whole file; raises UsageError when typst is not installed, or a Chinese font is needed and there is none."""
    try:
        import typst
    except ImportError as exc:
        raise UsageError("PDF needs typst: pip install 'onrecord[briefs]', or write .html or .docx.") from exc
    data: dict[str, Any] = _spelled(asdict(page))
    data["json"] = page.json
    data["charts"] = [c or "" for c in charts] + [""] * (len(page.series) - len(charts))
    families = {font.family for font in typst.Fonts().fonts()}
    chinese = [name for name in CHINESE if name in families]
    if not chinese and any(is_cjk(c) for c in json.dumps([data["chapters"], data["labels"]], ensure_ascii=False)):
        raise UsageError(
            "this PDF needs a Chinese font and none was found. Install one (such as Noto Serif CJK SC), or write .html or .docx."
        )
    data["fonts"] = [_LATIN, *chinese[:1]]
    template = files("ui.brief").joinpath("templates/brief.typ").read_bytes()
    try:
        return bytes(typst.compile(template, sys_inputs={"page": json.dumps(data, ensure_ascii=False)}))
    except typst.TypstError as exc:
        raise UsageError(f"typst could not make the PDF ({str(exc).splitlines()[0]}). Write .html or .docx.") from exc


def _spelled(value: Any) -> Any:
    """Every text on one line with hidden characters spelled out."""
    if isinstance(value, str):
        return spelled_out(" ".join(value.split()))
    if isinstance(value, dict):
        return {key: _spelled(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_spelled(v) for v in value]
    return value
