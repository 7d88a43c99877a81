"""What is written takes the place of what stood there: in one step where the system can, else mended."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from crosscut.wholefiles import umask
from crosscut.workbench.outputs import hidden
from crosscut.workbench.outputs.exchange import exchange
from crosscut.workbench.outputs.in_place import finish
from crosscut.workbench.outputs.keeping import carry_over, in_the_way, keep, refuse_clashes, still_own
from crosscut.workbench.outputs.target import MANIFEST, files_below, foreign, outputs_of, own

_STAYS = (errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM)
"""What a system says of a folder that must stay where it is, such as a mount point."""


def replaced(place: Path, partial: Path) -> dict[str, str]:
    """Have ``partial`` take the place of the folder; what Crosscut did not write stays in it.

    Returns
    -------
    dict
        The files of the former output that somebody had changed and a new one takes the place of: the name of each, and
        the one that it has now.

    Raises
    ------
    CrosscutError
        where a file that Crosscut did not write stands where one of its own has to: nothing has changed then.
    OSError
        where the system refuses: then the former output stands as it was.
    """
    if place.is_symlink():
        raise in_the_way(place)
    if partial.is_relative_to(place):
        refuse_clashes(place, partial, foreign(place, own(place)))
        partial.rename(partial.with_name(hidden.READY))
        return finish(place, partial.parent)
    if not place.exists():
        partial.chmod(0o777 & ~umask())
        partial.rename(place)
        return {}
    known = own(place)
    others = list(foreign(place, known))
    refuse_clashes(place, partial, others)
    aside = keep(place, partial, others)
    try:
        former = _at_once(place, partial) or _in_two_steps(place, partial)
    except OSError as error:
        if error.errno not in _STAYS:
            raise
        return _in_place(place, partial)
    aside |= carry_over(former, place, still_own(former, known))
    hidden.spent(former)
    return aside


def mended(place: Path) -> None:
    """Finish or take back what a killed process left half done."""
    usual = hidden.beside(place)
    for each in filter(hidden.is_left, hidden.marked(usual)):
        former = each / hidden.FORMER
        if not hidden.is_folder(former):
            continue
        if not os.path.lexists(place) or (hidden.is_folder(place) and not any(place.iterdir())):
            former.rename(place)
        else:
            carry_over(former, place, own(former))
            hidden.spent(former)
    hidden.cleared(usual)
    for each in hidden.marked(place / hidden.INSIDE):
        finish(place, each)
    hidden.cleared(place / hidden.INSIDE)


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


def _in_place(place: Path, partial: Path) -> dict[str, str]:
    """Into a folder that must stay where it is: first wholly beside what stands there, then file by file."""
    named = outputs_of(partial) or {}
    for name in files_below(partial):
        if name not in named and name != MANIFEST:
            (partial / name).unlink()
    inside = hidden.made(place / hidden.INSIDE)
    try:
        shutil.copytree(partial, inside, symlinks=True, dirs_exist_ok=True)
        inside.rename(inside.with_name(hidden.READY))
        return finish(place, inside.parent)
    finally:
        hidden.cleared(place / hidden.INSIDE)
