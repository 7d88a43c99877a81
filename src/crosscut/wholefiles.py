"""Files written whole or not at all: into another file first, which takes the place of the former one in one step."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from crosscut.errors import CrosscutError


def write_whole(path: Path, text: str | bytes, *, new: bool = False) -> None:
    """Write a text in UTF-8, or bytes; a process that is killed and a disk that is full leave what stood there.

    Parameters
    ----------
    path
        The file; where it is a link, what it points to.
    text
        The text, line ends as they are, or the bytes.
    new
        Refuse a file that stands already.

    Raises
    ------
    CrosscutError
        where the path is no file, such as a device or a folder, or its folder does not exist.
    FileExistsError
        where it must be new and is not.
    """
    place = followed(path)
    if not place.parent.exists():
        raise CrosscutError("its folder does not exist", code="output", file=str(path), hint="Make it first.")
    before = _mode(place)
    handle, partial = tempfile.mkstemp(prefix=".crosscut.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(partial).chmod(before if before is not None else 0o666 & ~umask())
        if new:
            place.hardlink_to(partial)
        else:
            Path(partial).replace(place)
        _sync_entries(place.parent)
    finally:
        Path(partial).unlink(missing_ok=True)


def read_whole(path: Path, most: int = 1 << 30) -> bytes:
    """The bytes of a file; a pipe, a device and what is larger than ``most`` are refused before they are read.

    Raises
    ------
    CrosscutError
        where it is no file, or too large.
    FileNotFoundError
        where nothing stands there.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise CrosscutError("is no file", code="no-file", file=str(path), hint="Name a file, not a folder or a device.")
    if found.st_size > most:
        raise CrosscutError(f"is larger than {most:,} bytes", code="too-large", file=str(path))
    return path.read_bytes()


def read_text(path: Path, most: int = 1 << 30) -> str:
    r"""The text of a file in UTF-8, with ``\n`` at line ends; raises as :func:`read_whole`, and UnicodeDecodeError."""
    return read_whole(path, most).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def read_exact(path: Path, most: int = 1 << 30) -> str:
    """The text of a file in UTF-8, every byte of it as it stands; raises as :func:`read_text`."""
    return read_whole(path, most).decode()


def followed(path: Path) -> Path:
    """The absolute path with its links followed; one of a circle of links stays as it is, and nothing stands there."""
    return Path(os.path.realpath(path))


def _mode(place: Path) -> int | None:
    """The permissions of the file that stands there; None where none does."""
    try:
        found = place.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found):
        raise CrosscutError(
            "is no file that can be written",
            code="output",
            file=str(place),
            hint="Name a file, not a folder or device.",
        )
    return stat.S_IMODE(found)


def umask() -> int:
    """The permissions that new files and folders do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_entries(folder: Path) -> None:
    """Have the folder's entries on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def matching(folder: Path, pattern: str) -> list[str]:
    """The files of a folder that a pattern fits, relative to it, in order.

    Where the pattern names a folder in it, those are all files in that and below, but for those that programs write
    beside data: what is called ``_SUCCESS`` or ``.crc``, or lies in a folder of such a name.
    """
    if not (folder / pattern).is_dir():
        return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern) if path.is_file())
    found = (path.relative_to(folder / pattern) for path in (folder / pattern).rglob("*") if path.is_file())
    data = (path for path in found if not any(name.startswith((".", "_")) for name in path.parts))
    return sorted((Path(pattern) / path).as_posix() for path in data)


def make_folders(folder: Path) -> None:
    """Make a folder and those that it stands in, however many these are; what stands there stays."""
    missing = [folder]
    while not missing[-1].exists():
        missing.append(missing[-1].parent)
    for each in reversed(missing[:-1]):
        each.mkdir(exist_ok=True)
