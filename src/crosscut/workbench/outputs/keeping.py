"""What somebody else keeps in an output: it stays, with its permissions, or is told where it is in the way.

A file of Crosscut's that somebody changed is somebody's too: where a new one takes its place, it stays beside it under
another name.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from crosscut.digests import file_digest
from crosscut.errors import CrosscutError
from crosscut.workbench.outputs import hidden
from crosscut.workbench.outputs.hidden import is_file, is_folder
from crosscut.workbench.outputs.target import MANIFEST, files_below, foreign, outputs_of, own

_LONGEST_STEM = 60


def refuse_clashes(place: Path, partial: Path, others: Iterable[Path]) -> None:
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
    named = outputs_of(place) or {}
    for wanted in files_below(partial):
        if (place / wanted).is_dir() and not any(each.startswith(f"{wanted}/") for each in named):
            raise in_the_way(place / wanted)
    for path in others:
        name = path.relative_to(place)
        here = partial / name
        stands = here.exists() and not _are_folders(path, here) and not _is_changed(path, name, named)
        if stands or any((partial / each).is_file() for each in name.parents):
            raise in_the_way(path)
        if not (path.is_symlink() or path.is_file() or path.is_dir()):
            raise CrosscutError("is no file", code="output", file=str(path), hint="Take it away.")


def keep(place: Path, partial: Path, others: Iterable[Path]) -> dict[str, str]:
    """Give the new folder the former one's permissions and what is not Crosscut's in it.

    Returns
    -------
    dict
        What somebody changed and a new file takes the place of: its name, and the one that it has now.
    """
    aside: dict[str, str] = {}
    for path in others:
        name = path.relative_to(place)
        to = partial / name
        _make_folders_of(place, partial, name)
        if path.is_symlink():
            to.symlink_to(path.readlink())
        elif path.is_dir():
            _make_alike(path, to)
        elif path.name == hidden.MARK and hidden.is_left(path.parent):
            hidden.mark(to.parent)
        else:
            if os.path.lexists(to):
                to = _beside(to, path)
                aside[name.as_posix()] = to.relative_to(partial).as_posix()
            _linked(path, to)
    for root, _, _ in os.walk(partial):
        before = place / Path(root).relative_to(partial)
        if is_folder(before):
            _permit_alike(before, Path(root))
    return aside


def carry_over(former: Path, place: Path, known: Collection[str]) -> dict[str, str]:
    """Give a folder what is somebody else's in the former one and is not in it yet.

    Parameters
    ----------
    former, place
        The folder as it stood, and the one that has taken its place.
    known
        The files in the former one that are its :func:`own`.

    Returns
    -------
    dict
        As for :func:`keep`.
    """
    aside: dict[str, str] = {}
    new = outputs_of(place) or {}
    for path in foreign(former, known):
        name = path.relative_to(former)
        to = place / name
        if name == Path(MANIFEST):
            continue
        if name.as_posix() in new and is_file(path):
            to = _beside(to, path)
            aside[name.as_posix()] = to.relative_to(place).as_posix()
        if not os.path.lexists(to) or _is_newer(path, to):
            _make_folders_of(former, place, name)
            path.rename(to)
    return aside


def still_own(former: Path, known: dict[str, int]) -> Collection[str]:
    """Those of the files that were a folder's :func:`own` that nobody has changed since."""
    changed = {name for name, at in known.items() if _changed_at(f"{former}/{name}") != at}
    return known.keys() - changed | (own(former).keys() if changed else set())


def in_the_way(path: Path) -> CrosscutError:
    """That something stands where a file of the output belongs."""
    return CrosscutError(
        "stands where a file of the output belongs, and Crosscut did not write it",
        code="output",
        file=str(path),
        hint="Move it away, or name another folder.",
    )


def _is_changed(path: Path, name: Path, named: Collection[str]) -> bool:
    """Whether it is a file of the former output that somebody changed."""
    return name.as_posix() in named and is_file(path)


def _beside(to: Path, changed: Path) -> Path:
    """Where a file that somebody changed stands beside the new one: by what it holds, so that it does once only."""
    return to.with_name(f"{to.stem[:_LONGEST_STEM]}.changed-{file_digest(changed)[:12]}{to.suffix[:20]}")


def _linked(path: Path, to: Path) -> None:
    if os.path.lexists(to):
        return
    try:
        to.hardlink_to(path)
    except OSError:
        shutil.copy2(path, to)


def _changed_at(path: str) -> int:
    try:
        return os.lstat(path).st_ctime_ns
    except OSError:
        return 0


def _are_folders(path: Path, other: Path) -> bool:
    return is_folder(path) and is_folder(other)


def _is_newer(path: Path, than: Path) -> bool:
    one, other = path.lstat(), than.lstat()
    return stat.S_ISREG(one.st_mode) and stat.S_ISREG(other.st_mode) and one.st_mtime_ns > other.st_mtime_ns


def _make_folders_of(place: Path, partial: Path, name: Path) -> None:
    """The folders that something stands in, each with the permissions that it had."""
    for parent in reversed([each for each in name.parents if each.name]):
        _make_alike(place / parent, partial / parent)


def _make_alike(folder: Path, to: Path) -> None:
    """A folder with another one's owner and permissions; nothing where it stands already."""
    if to.exists():
        return
    to.mkdir()
    _permit_alike(folder, to)
    shutil.copystat(folder, to)


def _permit_alike(folder: Path, to: Path) -> None:
    """Give a folder another one's owner and permissions."""
    found = folder.stat()
    with suppress(OSError):
        os.chown(to, found.st_uid, found.st_gid)
    to.chmod(stat.S_IMODE(found.st_mode))
