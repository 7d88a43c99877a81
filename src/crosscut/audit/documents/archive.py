"""Archives of office files, looked at before they are unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from crosscut.audit.documents.limits import MOST_UNPACKED, too_large, unreadable
from crosscut.errors import CrosscutError

_MOST_PART = 80 * 2**20
_MOST_TAGS = 4_000_000
_PIECE = 2**20

_BINARY = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of old Hancom and Office files, and of encrypted new ones."""


def check(path: Path, name: str) -> None:
    """Raise where a file is no archive, is encrypted, or would unpack to more than any document holds."""
    with path.open("rb") as opened:
        if opened.read(8) == _BINARY:
            raise unreadable(
                name,
                "it is of the old binary format, or encrypted",
                "Save it without a password as hwpx, docx or xlsx, whichever it is.",
            )
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise unreadable(name, "it is broken or of another format than its name says") from error
    if sum(member.file_size for member in members) > MOST_UNPACKED or len(members) > 20_000:
        raise too_large(name, f"it unpacks to more than {MOST_UNPACKED // 2**20} MB")
    if any(member.flag_bits & 1 for member in members):
        raise unreadable(name, "it is encrypted", "Save it without a password.")
    if any(
        member.file_size > 50 * 2**20 and member.file_size > 200 * max(member.compress_size, 1) for member in members
    ):
        raise too_large(name, "a part of it unpacks to two hundred times its size")


@contextmanager
def reading(name: str, kind: str) -> Iterator[None]:
    """Turn whatever a broken archive raises into one clear error."""
    try:
        yield
    except CrosscutError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ParseError,
        RecursionError,
        ValueError,
        LookupError,
    ) as error:
        raise unreadable(name, f"it is no {kind}, or a broken one") from error


def part(opened: zipfile.ZipFile, member: str, name: str) -> bytes:
    """A part of an archive, unpacked bit by bit, since what an archive says of its sizes need not be true."""
    found = bytearray()
    with opened.open(member) as stream:
        while piece := stream.read(_PIECE):
            found += piece
            if len(found) > MOST_UNPACKED:
                raise too_large(name, f"it unpacks to more than {MOST_UNPACKED // 2**20} MB")
    return bytes(found)


def parsed(data: bytes, name: str) -> Element:
    """The tree of a part; one that declares entities, or is larger than any document's, is refused."""
    check_entities(data, name)
    if len(data) > _MOST_PART or data.count(b"<") > _MOST_TAGS:
        raise too_large(name, f"a part of {len(data) // 2**20:,} MB")
    return fromstring(data)  # noqa: S314


def check_entities(data: bytes, name: str) -> None:
    """Raise where a part declares entities, which can make it grow without end, or could hide them."""
    if b"\0" in data[:64] or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise unreadable(name, "it declares entities, or is not written in UTF-8")


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
