"""A folder that must stay where it is, changed file by file; where that fails, what was put aside is put back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from crosscut.errors import CrosscutError
from crosscut.workbench.outputs import hidden
from crosscut.workbench.outputs.keeping import carry_over, in_the_way, refuse_clashes
from crosscut.workbench.outputs.removing import removed
from crosscut.workbench.outputs.target import MANIFEST, files_below, foreign, outputs_of, own


def finish(place: Path, inside: Path) -> dict[str, str]:
    """Move what is ready into the folder, its manifest last; done again, it goes on where it stopped.

    Parameters
    ----------
    place
        The folder.
    inside
        The hidden folder in it, with what is ready and, where it was begun before, what was put aside.

    Returns
    -------
    dict
        As for :func:`crosscut.workbench.outputs.keeping.keep`.

    Raises
    ------
    CrosscutError
        where something that Crosscut did not write is in the way: nothing has changed then.
    OSError
        where the system refuses: the folder then stands as it did before.
    """
    ready, former = inside / hidden.READY, inside / hidden.FORMER
    if hidden.is_folder(ready) and (ready / MANIFEST).is_file():
        known = own(place)
        refuse_clashes(place, ready, foreign(place, known))
        try:
            _forward(place, ready, former, known)
        except (OSError, CrosscutError):
            _back(place, ready, former)
            raise
    if not hidden.is_folder(former):
        return {}
    aside = carry_over(former, place, own(former))
    hidden.spent(former) if hidden.is_left(inside) else removed(former)
    return aside


def _forward(place: Path, ready: Path, former: Path, known: Iterable[str]) -> None:
    former.mkdir(mode=0o700, exist_ok=True)
    if (place / MANIFEST).is_file() and not (former / MANIFEST).exists():
        begun = former / f".{MANIFEST}"
        shutil.copy2(place / MANIFEST, begun)
        begun.rename(former / MANIFEST)
    new = outputs_of(ready) or {}
    dropped = sorted(set(known) - new.keys() - {MANIFEST})
    for name in dropped:
        _moved(place, former, name)
    for name in files_below(ready):
        if name != MANIFEST:
            if os.path.lexists(place / name):
                _cleared_way(place / name)
                _moved(place, former, name)
            _moved(ready, place, name)
    (ready / MANIFEST).replace(place / MANIFEST)
    _without_empty(place, dropped)


def _back(place: Path, ready: Path, former: Path) -> None:
    """Put the former files back; where the system refuses that too, the next start tries again."""
    with suppress(OSError, CrosscutError):
        for name in outputs_of(ready) or {}:
            if not (ready / name).exists() and (place / name).is_file():
                _moved(place, ready, name)
        _without_empty(place, outputs_of(ready) or {})
        for name in files_below(former):
            if name != MANIFEST:
                _moved(former, place, name)
        removed(former)
        ready.rename(ready.with_name(hidden.NEW))


def _moved(source: Path, to: Path, name: str) -> None:
    """Move a file of one folder to the same place in another, which must be free."""
    if not os.path.lexists(source / name):
        return
    if os.path.lexists(to / name):
        raise in_the_way(to / name)
    (to / name).parent.mkdir(parents=True, exist_ok=True)
    (source / name).rename(to / name)


def _cleared_way(path: Path) -> None:
    """Take a folder away that holds nothing any more, where a file belongs."""
    if hidden.is_folder(path):
        for root, _, _ in os.walk(path, topdown=False):
            Path(root).rmdir()


def _without_empty(place: Path, names: Iterable[str]) -> None:
    """Take away the folders that files left empty."""
    for name in names:
        for parent in (place / name).parents:
            if parent == place:
                break
            with suppress(OSError):
                parent.rmdir()
