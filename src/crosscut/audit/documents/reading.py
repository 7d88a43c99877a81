"""Any file to a document, by its ending and its first bytes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from crosscut.audit.documents.limits import MOST_BYTES, check_text, too_large
from crosscut.audit.documents.model import AuditedDocument
from crosscut.audit.documents.text import decoded, from_text
from crosscut.errors import CrosscutError

_READERS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".hwpx": "hwpx",
}
_TEXTS = (".txt", ".md", ".markdown", ".text", ".csv", ".tsv", "")
_OLD = {".hwp": "hwpx", ".doc": "docx", ".xls": "xlsx", ".rtf": "docx", ".odt": "docx", ".ods": "xlsx"}


def read(path: Path, name: str = "") -> AuditedDocument:
    """Read a file.

    Raises
    ------
    CrosscutError
        where there is no such file, it is of no known format, it cannot be read, or it is too large.
    """
    name = name or path.name
    if not path.is_file():
        raise CrosscutError(
            "there is no such file", code="no-file", file=str(path), hint="Give the path of a document."
        )
    if path.stat().st_size > MOST_BYTES:
        raise too_large(name, f"{path.stat().st_size:,} bytes")
    suffix = path.suffix.lower()
    if suffix in _READERS:
        document = _reader(_READERS[suffix])(path, name)
    elif suffix in _TEXTS:
        document = from_text(name, decoded(path.read_bytes(), name))
    elif suffix in _OLD:
        raise CrosscutError(
            f"is of an old binary format ({suffix})",
            code="format",
            file=name,
            hint=f"Open it with the program that made it and save it as {_OLD[suffix]}.",
        )
    else:
        raise CrosscutError(
            f"is of a format that is not read ({suffix})",
            code="format",
            file=name,
            hint="Read are txt, md, html, pdf, docx, xlsx and hwpx.",
        )
    check_text(name, document.text)
    return document


def _reader(module: str) -> Callable[[Path, str], AuditedDocument]:
    reader: Callable[[Path, str], AuditedDocument] = import_module(f"crosscut.audit.documents.{module}").read
    return reader
