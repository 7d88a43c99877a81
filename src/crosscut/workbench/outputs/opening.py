"""An output folder opened for writing: checked, locked, mended, and written to beside what stands there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from crosscut import config
from crosscut.locks import folder_locked, locked
from crosscut.progress import Progress, quiet
from crosscut.wholefiles import make_folders
from crosscut.workbench.outputs import hidden
from crosscut.workbench.outputs.replacing import mended, replaced
from crosscut.workbench.outputs.target import outputs_of, settled


@dataclass(frozen=True)
class Output:
    """An output folder that is being written.

    Attributes
    ----------
    place
        The folder that will change, links followed.
    partial
        The hidden folder on the same disk that everything is written into first; only its owner may look into it.
    held
        The open files that lock it: who writes into it beside this process holds them too.
    """

    place: Path
    partial: Path
    held: tuple[int, ...] = ()

    def replace(self) -> dict[str, str]:
        """Have what was written take the place of what stood there.

        Returns
        -------
        dict
            What somebody had changed in the former output and a new file takes the place of: the name of each such
            file, and the one that it has now.

        Raises
        ------
        CrosscutError, OSError
            where it cannot: what stood there is as it was.
        """
        return replaced(self.place, self.partial)


@contextmanager
def opened(asked: Path, folder: Path, doing: str, progress: Progress = quiet) -> Iterator[Output]:
    """Hold an output folder of a budget, and give the hidden folder to write into; it is gone afterwards.

    Raises
    ------
    ConfigError
        where the budget folder is none.
    CrosscutError
        where the folder cannot be written to, or another process is at it.
    """
    settings = config.load(folder)
    place = settled(asked, folder, settings)
    make_folders(place.parent)
    inside = _stays(place)
    usual = place / hidden.INSIDE if inside else hidden.beside(place)
    with _locked(place, f"the output folder {asked}", doing, progress, inside=inside) as held:
        mended(place)
        settled(asked, folder, settings)
        partial = hidden.made(usual)
        try:
            yield Output(place, partial, held)
        finally:
            hidden.cleared(usual)


@contextmanager
def _locked(place: Path, what: str, doing: str, progress: Progress, *, inside: bool) -> Iterator[tuple[int, ...]]:
    """Lock an output: by a file beside it, and the folder itself, which is the same by whatever path it is reached.

    Outputs that it lies in are held as well: when one of them changes, what lies in it moves.
    """
    with ExitStack() as locks:
        around = [each for each in reversed(place.parents) if outputs_of(each) is not None]
        outer = [locks.enter_context(folder_locked(each, f"the output folder {each}", progress)) for each in around]
        held: tuple[int, ...] = ()
        if not inside:
            held = locks.enter_context(locked(hidden.lock_of(place), what, doing, progress))
        if place.is_dir():
            held = (*held, *locks.enter_context(folder_locked(place, what, progress)))
        if not held:
            held = locks.enter_context(locked(place / hidden.LOCK, what, doing, progress))
        yield (*chain.from_iterable(outer), *held)


def _stays(place: Path) -> bool:
    """Whether a folder can only be changed from inside: a mount point, or one in a folder that nobody may write to."""
    return place.is_dir() and (place.is_mount() or not os.access(place.parent, os.W_OK | os.X_OK))
