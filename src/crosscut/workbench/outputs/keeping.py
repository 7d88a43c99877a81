"""What somebody else keeps in an output: it stays, with its permissions, or is told where it is in the way."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from crosscut.errors import CrosscutError
from crosscut.workbench.outputs.hidden import is_folder
from crosscut.workbench.outputs.target import files_below, foreign, outputs_of


def refuse_clashes(place: Path, partial: Path, others: list[Path]) -> None:
    """Refuse to change anything where what is not Crosscut's stands where a file of the new output belongs.

    Parameters
    ----------
    place, partial
        The folder, and the one that holds what is to stand in it.
    others
        What is :func:`foreign` in the folder.

    Raises
    ------
    CrosscutError
        naming what is in the way, or what is no file, such as a pipe.
    """
    known = outputs_of(place) or frozenset()
    for wanted in files_below(partial):
        if (place / wanted).is_dir() and not any(each.startswith(f"{wanted}/") for each in known):
            raise _in_the_way(place / wanted)
    for path in others:
        name = path.relative_to(place)
        here = partial / name
        if any((partial / each).is_file() for each in name.parents) or (here.exists() and not _are_folders(path, here)):
            raise _in_the_way(path)
        if not (path.is_symlink() or path.is_file() or path.is_dir()):
            raise CrosscutError("is no file", code="output", file=str(path), hint="Take it away.")


def keep(place: Path, partial: Path, others: list[Path]) -> None:
    """Give the new folder the former one's permissions and what is not Crosscut's in it."""
    for path in others:
        to = partial / path.relative_to(place)
        _make_folders_of(place, partial, path.relative_to(place))
        if path.is_symlink():
            to.symlink_to(path.readlink())
        elif path.is_dir():
            _make_alike(path, to)
        else:
            try:
                to.hardlink_to(path)
            except OSError:
                shutil.copy2(path, to)
    found = place.stat()
    with suppress(OSError):
        os.chown(partial, found.st_uid, found.st_gid)
    partial.chmod(stat.S_IMODE(found.st_mode))


def carry_over(former: Path, place: Path) -> None:
    """Give a folder what somebody put into the former one after the new one had been given the rest."""
    for path in foreign(former):
        to = place / path.relative_to(former)
        if not os.path.lexists(to) or _is_newer(path, to):
            _make_folders_of(former, place, path.relative_to(former))
            path.rename(to)


def _are_folders(path: Path, other: Path) -> bool:
    return is_folder(path) and is_folder(other)


def _is_newer(path: Path, than: Path) -> bool:
    one, other = path.lstat(), than.lstat()
    return stat.S_ISREG(one.st_mode) and stat.S_ISREG(other.st_mode) and one.st_mtime_ns > other.st_mtime_ns


def _in_the_way(path: Path) -> CrosscutError:
    return CrosscutError(
        "stands where a file of the output belongs, and Crosscut did not write it",
        code="output",
        file=str(path),
        hint="Move it away, or name another folder.",
    )


def _make_folders_of(place: Path, partial: Path, name: Path) -> None:
    """The folders that something stands in, each with the permissions that it had."""
    for parent in reversed([each for each in name.parents if each.name]):
        _make_alike(place / parent, partial / parent)


def _make_alike(folder: Path, to: Path) -> None:
    """A folder with another one's owner and permissions; nothing where it stands already."""
    if to.exists():
        return
    to.mkdir()
    found = folder.stat()
    with suppress(OSError):
        os.chown(to, found.st_uid, found.st_gid)
    shutil.copystat(folder, to)
