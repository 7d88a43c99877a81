"""What is written takes the place of what stood there: in one step where the system can, else mended."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from crosscut.wholefiles import followed, umask
from crosscut.workbench.outputs import hidden
from crosscut.workbench.outputs.exchange import exchange
from crosscut.workbench.outputs.keeping import carry_over, keep, refuse_clashes
from crosscut.workbench.outputs.target import MANIFEST, files_below, foreign, outputs_of

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
    refuse_clashes(place, partial, others)
    if partial.is_relative_to(place):
        partial.rename(partial.with_name(hidden.READY))
        finish(place, partial.parent)
        return
    if not place.exists():
        partial.chmod(0o777 & ~umask())
        partial.rename(place)
        return
    keep(place, partial, others)
    try:
        former = _at_once(place, partial) or _in_two_steps(place, partial)
    except OSError as error:
        if error.errno not in _STAYS:
            raise
        _in_place(place, partial, others)
    else:
        carry_over(former, place)
        hidden.spent(former)


def mended(place: Path) -> None:
    """Finish or take back what a killed process left half done."""
    usual = hidden.beside(place)
    for each in hidden.marked(usual):
        former = each / hidden.FORMER
        if not hidden.is_folder(former):
            continue
        if not os.path.lexists(place) or (hidden.is_folder(place) and not any(place.iterdir())):
            former.rename(place)
        elif hidden.is_left(each):
            carry_over(former, place)
            hidden.spent(former)
    hidden.cleared(usual)
    for each in hidden.marked(place / hidden.INSIDE):
        finish(place, each)
    hidden.cleared(place / hidden.INSIDE)


def finish(place: Path, inside: Path) -> None:
    """Move what is ready into the folder, its manifest last; done again, it goes on where it stopped."""
    ready = inside / hidden.READY
    if not hidden.is_folder(ready) or not (ready / MANIFEST).is_file():
        return
    refuse_clashes(place, ready, list(foreign(place)))
    _drop(place, (outputs_of(place) or frozenset()) - (outputs_of(ready) or frozenset()))
    for name in files_below(ready):
        if name != MANIFEST:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (ready / name).replace(place / name)
    (ready / MANIFEST).replace(place / MANIFEST)


def _at_once(place: Path, partial: Path) -> Path | None:
    """Where the former folder stands once both were exchanged; None where the system cannot."""
    return partial.rename(partial.with_name(hidden.FORMER)) if exchange(partial, place) else None


def _in_two_steps(place: Path, partial: Path) -> Path:
    """Where the former folder stands then."""
    former = partial.with_name(hidden.FORMER)
    place.rename(former)
    try:
        partial.rename(place)
    except OSError:
        former.rename(place)
        raise
    return former


def _in_place(place: Path, partial: Path, others: list[Path]) -> None:
    """Into a folder that must stay where it is: first wholly beside what stands there, then file by file."""
    for path in others:
        if not path.is_dir() or path.is_symlink():
            (partial / path.relative_to(place)).unlink(missing_ok=True)
    inside = hidden.made(place / hidden.INSIDE)
    try:
        shutil.copytree(partial, inside, symlinks=True, dirs_exist_ok=True)
        inside.rename(inside.with_name(hidden.READY))
        finish(place, inside.parent)
    finally:
        hidden.cleared(place / hidden.INSIDE)


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
