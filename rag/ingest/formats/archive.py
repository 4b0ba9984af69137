"""The zip archives that Office files are: whole, and of a size that a document has."""

from __future__ import annotations

import io
import zipfile
import zlib

from rag.errors import LoadError

_MAX_UNPACKED_MB = 200  # pictures and all
_MAX_XML_MB = 50  # of one part of it, which as a tree takes fourteen times its size


def check_archive(data: bytes, name: str, what: str) -> None:
    """Raise LoadError unless the archive of a ``what`` ("Word file") opens and unpacks to a size a document has."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
            longest = max(
                (i.file_size for i in archive.infolist() if i.filename.endswith((".xml", ".rels"))), default=0
            )
            if unpacked <= _MAX_UNPACKED_MB * 2**20 and (bad := archive.testzip()):
                raise LoadError(f"{name} is a broken {what} (part '{bad}' is damaged). Copy or save it again.")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error) as exc:
        raise LoadError(f"{name} is a broken {what} ({type(exc).__name__}). Copy or save it again.") from exc
    if unpacked > _MAX_UNPACKED_MB * 2**20:
        raise LoadError(
            f"{name} unpacks to {unpacked // 2**20} MB, more than the {_MAX_UNPACKED_MB} MB a document may have. "
            "Remove its pictures, or save its text as .txt."
        )
    if longest > _MAX_XML_MB * 2**20:
        raise LoadError(
            f"{name} has {longest // 2**20} MB of text and marks, more than the {_MAX_XML_MB} MB a document may have. "
            "Cut it into several, or save its text as .txt."
        )
