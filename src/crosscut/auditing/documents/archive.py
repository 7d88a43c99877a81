"""Archives of office files, looked at before they are unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from crosscut.auditing.documents.limits import MOST_UNPACKED, too_large, unreadable


def check(path: Path, name: str) -> None:
    """Raise where a file is no archive, is encrypted, or would unpack to more than any document holds."""
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
