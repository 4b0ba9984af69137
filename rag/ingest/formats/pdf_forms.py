"""Values that were filled into the form of a PDF: they are no part of a page's own text."""

from __future__ import annotations

import ctypes
from typing import Any

from rag.ingest.clean import clean_block

_TICKED = (2, 3)  # FPDF_FORMFIELD_CHECKBOX, _RADIOBUTTON
_WRITTEN = (4, 5, 6)  # _COMBOBOX, _LISTBOX, _TEXTFIELD
_WIDGET = 20  # FPDF_ANNOT_WIDGET
_HIDDEN = 0x02 | 0x20  # annotation flags: hidden, no view
_PASSWORD = 1 << 13  # field flag


def field_values(form: Any, page: Any) -> list[str]:
    """ "Form field NAME: value" for every visible field of a page that holds one, in the order of the page."""
    import pypdfium2.raw as raw

    found: list[str] = []
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        if raw.FPDFAnnot_GetSubtype(annotation) == _WIDGET and not raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
            if kind in _WRITTEN and not raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
                value = _string(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
            else:
                value = "ticked" if kind in _TICKED and raw.FPDFAnnot_IsChecked(form, annotation) else ""
            name = _string(raw.FPDFAnnot_GetFormFieldAlternateName, form, annotation) or _string(
                raw.FPDFAnnot_GetFormFieldName, form, annotation
            )
            if value:
                found.append(f"Form field {name or number + 1}: {value}")
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def _string(ask: Any, form: Any, annotation: Any) -> str:
    """What ``ask`` writes into a buffer as UTF-16, on one line."""
    size = ask(form, annotation, None, 0)
    if size <= 2:
        return ""
    room = (ctypes.c_ushort * (size // 2 + 1))()
    ask(form, annotation, room, size)
    return " ".join(clean_block(bytes(room).decode("utf-16-le", "replace").split("\0")[0]).split())
