"""What takes seconds to make and is always the same, kept for the next run in the user's own cache folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from crosscut.digests import bytes_digest, file_digest, text_digest
from crosscut.errors import CrosscutError
from crosscut.wholefiles import read_whole, write_whole

_OF_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def kept(name: str, make: Callable[[], str]) -> str:
    """The text of that name, made where none is kept or what is kept is not as it was written.

    A folder that another may write to is not used: what is kept there could be anybody's.

    Parameters
    ----------
    name
        Names what is made and everything that it depends on, such as a library's version.
    make
        Makes it; the same for the same name.

    """
    found = find(name)
    if found is None:
        found = make()
        keep(name, found)
    return found


def find(name: str) -> str | None:
    """The text of that name as it was kept; None where there is none, or it is not as it was written."""
    folder = _folder()
    return None if folder is None else _read(folder / name)


def keep(name: str, text: str) -> None:
    """Keep a text for the next run, where that is possible."""
    folder = _folder()
    if folder is not None:
        with suppress(OSError, CrosscutError):
            write_whole(folder / name, f"{text_digest(text)}\n{text}")


def kept_folder(name: str, make: Mapping[str, Callable[[], bytes]]) -> Path | None:
    """A folder with files for programs that take a path, each made where it is not there as it was written.

    None where none can be kept.

    Parameters
    ----------
    name
        Names what is made and everything that it depends on.
    make
        Makes each file, by its name.

    """
    cache = _folder()
    if cache is None:
        return None
    folder = cache / name
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for file, made in make.items():
            if not _is_as_written(folder / file):
                content = made()
                write_whole(folder / file, content)
                write_whole(_digest_of(folder / file), bytes_digest(content))
    except (OSError, CrosscutError):
        return None
    return folder


def _is_as_written(file: Path) -> bool:
    digest = _digest_of(file)
    return file.is_file() and digest.is_file() and digest.read_text(encoding="utf-8") == file_digest(file)


def _digest_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.digest")


def _read(file: Path) -> str | None:
    try:
        digest, _, text = read_whole(file).decode().partition("\n")
    except (OSError, ValueError, CrosscutError):
        return None
    return text if digest == text_digest(text) else None


def _folder() -> Path | None:
    """The cache folder; None where there is none of this user alone."""
    try:
        named = Path(os.environ.get("XDG_CACHE_HOME", ""))
        folder = (named if named.is_absolute() else Path.home() / ".cache") / "crosscut"
        if not folder.is_absolute():
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except (OSError, RuntimeError):
        return None
    own = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & _OF_OTHERS
    return folder if own else None
