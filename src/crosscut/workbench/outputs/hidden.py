"""Hidden folders that an output is written into first: each bears a mark, so that nobody else's is taken for one."""

from __future__ import annotations

import os
from pathlib import Path

from crosscut.errors import CrosscutError
from crosscut.workbench.outputs.removing import removed

_MARK, _NEW = ".crosscut", "output"
"""The file in a hidden folder that says whose it is, and the folder in it that is written into."""


def made(usual: Path, most: int = 1) -> Path:
    """A new hidden folder at its usual path, or at one of ``most`` numbered ones, and the folder in it to write into.

    What an earlier run left there is taken away; what somebody else keeps there stays.

    Raises
    ------
    CrosscutError
        where something stands at all of these paths that is not Crosscut's, or cannot be taken away.
    """
    hidden = _cleared(usual, most)
    hidden.mkdir(mode=0o700)
    (hidden / _MARK).touch()
    (hidden / _NEW).mkdir(mode=0o700)
    return hidden / _NEW


def is_left(place: Path) -> bool:
    """Whether a run left a hidden folder: it has its mark, or holds nothing."""
    if place.is_symlink() or not place.is_dir():
        return False
    return (place / _MARK).is_file() or not any(place.iterdir())


def _cleared(usual: Path, most: int) -> Path:
    names = (usual.name, *(f"{usual.name}-{number}" for number in range(2, most + 1)))
    for place in map(usual.with_name, names):
        if is_left(place):
            removed(place)
        if not os.path.lexists(place):
            return place
    raise CrosscutError(
        "stands where an output is written first: it is not Crosscut's, or cannot be taken away",
        code="output",
        file=str(usual),
        hint="Move it away.",
    )
