"""What is written takes the place of what stood there: in one step where the system can, else mended."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from crosscut.errors import CrosscutError
from crosscut.wholefiles import followed, umask
from crosscut.workbench.outputs.exchange import exchange
from crosscut.workbench.outputs.hidden import made
from crosscut.workbench.outputs.removing import removed
from crosscut.workbench.outputs.target import (
    MANIFEST,
    PARTIAL,
    READY,
    files_below,
    foreign,
    is_litter,
    is_ready,
    outputs_of,
)

_STAYS = (errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM)
"""What a system says of a folder that must stay where it is, such as a mount point."""


def replaced(place: Path, partial: Path) -> None:
    """Have ``partial`` take the place of the folder; what Crosscut did not write stays in it.

    Raises
    ------
    CrosscutError
        where a file that Crosscut did not write stands where one of its own has to: nothing has changed then.
    OSError
        where the system refuses: then the former output stands as it was.
    """
    others = list(foreign(place))
    _refuse_clashes(place, partial, others)
    if partial.is_relative_to(place):
        partial.rename(place / READY)
        finish(place)
        return
    if not place.exists():
        partial.chmod(0o777 & ~umask())
        partial.rename(place)
        return
    _as_it_was(place, partial, others)
    try:
        if not exchange(partial, place):
            _in_two_steps(place, partial)
    except OSError as error:
        if error.errno not in _STAYS:
            raise
        _in_place(place, partial, others)
    removed(partial)


def former_of(place: Path) -> Path:
    """Where the former folder stands for a moment on a system that cannot exchange two."""
    return place.with_name(f".{place.name}.former")


def mended(place: Path) -> None:
    """Finish or take back what a killed process left half done."""
    former = former_of(place)
    if _is_own(former):
        if not place.exists():
            former.rename(place)
        elif all(_stands_in(place, former, path) for path in foreign(former)):
            removed(former)
    if is_ready(place):
        finish(place)


def _stands_in(place: Path, former: Path, path: Path) -> bool:
    """Whether a file of the former folder that Crosscut did not write stands in the new one as well."""
    try:
        return (place / path.relative_to(former)).samefile(path)
    except OSError:
        return False


def _is_own(folder: Path) -> bool:
    """Whether a folder is a former output: it bears a manifest, or holds nothing."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return outputs_of(folder) is not None or all(map(is_litter, folder.iterdir()))


def finish(place: Path) -> None:
    """Move what is ready into the folder, its manifest last; done again, it goes on where it stopped."""
    ready = place / READY
    if (ready / MANIFEST).is_file():
        _drop(place, (outputs_of(place) or frozenset()) - (outputs_of(ready) or frozenset()))
        for name in files_below(ready):
            if name != MANIFEST:
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                (ready / name).replace(place / name)
        (ready / MANIFEST).replace(place / MANIFEST)
    removed(ready)


def _refuse_clashes(place: Path, partial: Path, others: list[Path]) -> None:
    known = outputs_of(place) or frozenset()
    for wanted in files_below(partial):
        if (place / wanted).is_dir() and not any(each.startswith(f"{wanted}/") for each in known):
            raise _in_the_way(place / wanted)
    for path in others:
        name = path.relative_to(place)
        own = [partial / name, *(partial / parent for parent in name.parents if parent.name)]
        if own[0].exists() or any(each.is_file() for each in own):
            raise _in_the_way(path)
        if not path.is_symlink() and not path.is_file():
            raise CrosscutError("is no file", code="output", file=str(path), hint="Take it away.")


def _in_the_way(path: Path) -> CrosscutError:
    return CrosscutError(
        "stands where a file of the output belongs, and Crosscut did not write it",
        code="output",
        file=str(path),
        hint="Move it away, or name another folder.",
    )


def _as_it_was(place: Path, partial: Path, others: list[Path]) -> None:
    """Give the new folder the former one's permissions and what is not Crosscut's in it."""
    for path in others:
        to = partial / path.relative_to(place)
        _make_folders_of(place, partial, path.relative_to(place))
        if path.is_symlink():
            to.symlink_to(path.readlink())
        else:
            try:
                to.hardlink_to(path)
            except OSError:
                shutil.copy2(path, to)
    found = place.stat()
    partial.chmod(stat.S_IMODE(found.st_mode))
    with suppress(OSError):
        os.chown(partial, found.st_uid, found.st_gid)


def _make_folders_of(place: Path, partial: Path, name: Path) -> None:
    """The folders that a file stands in, each with the permissions that it had."""
    for parent in reversed([each for each in name.parents if each.name]):
        if not (partial / parent).exists():
            (partial / parent).mkdir()
            shutil.copymode(place / parent, partial / parent)


def _in_two_steps(place: Path, partial: Path) -> None:
    former = former_of(place)
    if os.path.lexists(former):
        raise CrosscutError(
            "stands where the former output is kept for a moment", code="output", file=str(former), hint="Move it away."
        )
    place.rename(former)
    try:
        partial.rename(place)
    except OSError:
        former.rename(place)
        raise
    removed(former)


def _in_place(place: Path, partial: Path, others: list[Path]) -> None:
    """Into a folder that must stay where it is: first wholly beside what stands there, then file by file."""
    for path in others:
        (partial / path.relative_to(place)).unlink(missing_ok=True)
    inside = made(place / PARTIAL)
    try:
        shutil.copytree(partial, inside, symlinks=True, dirs_exist_ok=True)
        inside.rename(place / READY)
    finally:
        removed(inside.parent)
    finish(place)


def _drop(place: Path, names: frozenset[str]) -> None:
    """Take files away, and the folders that they leave empty."""
    for name in names:
        path = place / name
        if ".." in path.parts or not followed(path).is_relative_to(place):
            continue
        with suppress(OSError):
            path.unlink()
            for parent in path.parents:
                if parent == place:
                    break
                parent.rmdir()
