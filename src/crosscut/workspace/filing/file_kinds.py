"""What a file is, by its content: the kinds that an office exchanges, and none that a browser or program would run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from crosscut.characters import CONTROL
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.words import word

MOST_UNPACKED, MOST_PARTS = 200 << 20, 5_000
"""Bytes that a packed file may hold unpacked, and files within it."""
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the endings that its name may have, and what a download calls it."""

    endings: tuple[str, ...]
    media_type: str


PDF = FileKind((".pdf",), "application/pdf")
PNG = FileKind((".png",), "image/png")
JPEG = FileKind((".jpg", ".jpeg"), "image/jpeg")
HWP = FileKind((".hwp",), "application/x-hwp")
HWPX = FileKind((".hwpx",), "application/hwp+zip")
DOCX = FileKind((".docx",), f"{_OFFICE}.wordprocessingml.document")
XLSX = FileKind((".xlsx",), f"{_OFFICE}.spreadsheetml.sheet")
PPTX = FileKind((".pptx",), f"{_OFFICE}.presentationml.presentation")
TEXT = FileKind((".txt", ".csv", ".md"), "text/plain; charset=utf-8")
KINDS = (PDF, HWPX, HWP, DOCX, XLSX, PPTX, PNG, JPEG, TEXT)
_BEGINNINGS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX))
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HWP_MARK = b"HWP Document File"


def kind_of(content: bytes, name: str) -> FileKind:
    """The kind of a file, which its name must fit.

    Raises
    ------
    WorkspaceError
        where it is of no kind that is taken, holds macros, or its name says something else.
    """
    found = _kind(content)
    if found is None:
        raise WorkspaceError(word("file_kind", kinds=endings(KINDS)), file=name)
    if not name.lower().endswith(found.endings):
        raise WorkspaceError(word("file_ending", kinds=endings([found])), file=name)
    return found


def endings(kinds: Sequence[FileKind]) -> str:
    """The endings of some kinds, as a sentence names them."""
    return ", ".join(each for kind in kinds for each in kind.endings)


def _kind(content: bytes) -> FileKind | None:
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(_OLD_OFFICE):
        return HWP if _HWP_MARK in content else None
    return TEXT if _is_plain(content) else None


def _packed(content: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            if len(packed.infolist()) > MOST_PARTS:
                return None
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                return None
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 100:
                return HWPX if packed.read("mimetype").strip() == b"application/hwp+zip" else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        return None
    return next((kind for part, kind in _PARTS if part in names), None)


def _is_plain(content: bytes) -> bool:
    """Whether it is text that no browser would take for markup."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    plain = text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
    return bool(plain.strip()) and not plain.lstrip().startswith("<") and not CONTROL.search(plain)
