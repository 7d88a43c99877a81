"""Which folder an output may take: an empty one, or one that an earlier output of Crosscut stands in."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from crosscut.config import FILE, Settings
from crosscut.errors import CrosscutError
from crosscut.wholefiles import followed
from crosscut.workbench.outputs.hidden import is_left

MANIFEST = "manifest.json"
READY = ".crosscut.ready"
"""Inside a folder that cannot be exchanged whole: what is about to take the place of what stands there."""
PARTIAL = ".crosscut.partial"
LOST = "lost+found"
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".crosscut.lock"})
"""Files that systems, and a lock, leave in folders that people call empty."""

_ROOT = (FILE, "policy.toml", "words.toml", "ledger.sqlite")
_FOLDERS = ("sources", "decisions", "taxonomies")


def settled(asked: Path, folder: Path, settings: Settings) -> Path:
    """The folder that is to be written, links followed.

    Parameters
    ----------
    asked
        The folder as it was asked for.
    folder, settings
        The budget folder that the output is of.

    Raises
    ------
    CrosscutError
        where it is no folder, is or holds or lies in the inputs, holds what is not Crosscut's, or a link that points
        out of it.
    """
    place = followed(asked)
    if asked.is_symlink() and not place.exists():
        raise _refused(asked, "is a link to nothing")
    if place.exists() and not place.is_dir():
        raise _refused(asked, "is no folder")
    _apart_from_inputs(asked, place, followed(folder), settings)
    if place.is_dir():
        _ours(asked, place)
    return place


def outputs_of(place: Path) -> frozenset[str] | None:
    """The files that the manifest of a folder names, itself among them; None where none of Crosscut's stands there."""
    file = place / MANIFEST
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
        document = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or not all(isinstance(document.get(key), str) for key in ("crosscut", "run")):
        return None
    outputs = document.get("outputs")
    return frozenset((*outputs, MANIFEST)) if isinstance(outputs, dict) else None


def foreign(place: Path) -> Iterator[Path]:
    """The files and links in a folder that its manifest does not name; none of a folder that is not there."""
    known = outputs_of(place) or frozenset()
    for root, folders, files in os.walk(place):
        within = below(place, root)
        if not within:
            folders[:] = [name for name in folders if not _is_unfinished(place / name)]
        for name in (*files, *(each for each in folders if Path(root, each).is_symlink())):
            if within + name not in known and not is_litter(path := place / (within + name)):
                yield path


def files_below(place: Path) -> list[str]:
    """The names of all files in a folder, as its manifest names them, in order."""
    return sorted(below(place, root) + name for root, _, files in os.walk(place) for name in files)


def below(place: Path, root: str) -> str:
    """How the names of what a walk finds in a folder begin, seen from ``place``: empty in ``place`` itself."""
    within = os.path.relpath(root, place).replace(os.sep, "/")
    return "" if within == os.curdir else f"{within}/"


def is_litter(path: Path) -> bool:
    """Whether systems, or Crosscut itself, leave such a thing in folders that people call empty."""
    if path.is_symlink():
        return False
    if path.name in _LITTER:
        return path.is_file()
    if path.name == LOST:
        return path.is_dir() and not _holds_files(path)
    return _is_unfinished(path)


def _is_unfinished(path: Path) -> bool:
    """Whether it is a folder that an output is written into first, or what is about to take the place of another."""
    return is_left(path) if path.name == PARTIAL else path.name == READY and path.is_dir() and not path.is_symlink()


def _holds_files(folder: Path) -> bool:
    return any(files for _, _, files in os.walk(folder))


def is_ready(place: Path) -> bool:
    """Whether something stands ready in a folder to take the place of what it holds."""
    ready = place / READY
    return ready.is_dir() and not ready.is_symlink()


def _apart_from_inputs(asked: Path, place: Path, folder: Path, settings: Settings) -> None:
    if place == folder or place in folder.parents:
        raise _refused(asked, "is the budget folder itself" if place == folder else "holds the budget folder")
    for each in _inputs(folder, settings):
        for input_ in {each, followed(each)}:
            if place == input_ or input_ in place.parents:
                raise _refused(asked, f"lies in the inputs ({each.relative_to(folder)})")
            if place in input_.parents:
                raise _refused(asked, f"holds the inputs ({each.relative_to(folder)})")


def _inputs(folder: Path, settings: Settings) -> list[Path]:
    """The files and folders of a budget that are read."""
    read = (name for source in settings.source for name in source.files(folder))
    files = [folder / name for name in (*_ROOT, *read)]
    if settings.taxonomy.endswith(".csv"):
        files.append(folder / settings.taxonomy)
    folders = [
        *(folder / name for name in (*_FOLDERS, settings.publication.templates)),
        *(each.parent for each in files),
    ]
    return sorted({*files, *folders} - {folder})


def _ours(asked: Path, place: Path) -> None:
    if is_ready(place):
        _refuse_others(asked, place / READY)
    elif outputs_of(place) is None:
        first = next((each.name for each in sorted(place.iterdir()) if not is_litter(each)), None)
        if first is not None:
            raise _refused(asked, f"holds {first!r} and no manifest of Crosscut")
    for root, folders, files in os.walk(place):
        for name in (*folders, *files):
            path = Path(root, name)
            if path.is_symlink() and not followed(path).is_relative_to(place):
                raise _refused(asked, f"holds a link that points out of it, {below(place, root)}{name}")
        disk = os.lstat(root).st_dev
        for name in (*folders, *(each for each in files if _disk_of(f"{root}/{each}") != disk)):
            if os.path.ismount(f"{root}/{name}"):
                raise _refused(asked, f"holds another disk, mounted at {below(place, root)}{name}")


def _disk_of(path: str) -> int | None:
    """The disk that a file is on, links not followed; None where it is gone."""
    try:
        return os.lstat(path).st_dev
    except OSError:
        return None


def _refuse_others(asked: Path, ready: Path) -> None:
    """Refuse where what stands ready holds anything but what its manifest names."""
    other = next(foreign(ready), None)
    if other is not None:
        raise _refused(asked, f"holds {READY}/{other.relative_to(ready)}, which Crosscut did not write")


def _refused(asked: Path, why: str) -> CrosscutError:
    return CrosscutError(
        f"cannot be written to: it {why}",
        code="output",
        file=str(asked),
        hint="Name a new or empty folder, or one that Crosscut wrote.",
    )
