"""Which folder an output may take: an empty one, or one that an earlier output of Crosscut stands in."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from crosscut.config import FILE, Settings
from crosscut.digests import file_digest
from crosscut.errors import CrosscutError
from crosscut.ledger.identity import FILE as BOOK
from crosscut.wholefiles import followed
from crosscut.workbench.outputs import hidden
from crosscut.workbench.outputs.hidden import is_file, is_folder

MANIFEST = "manifest.json"
_LOST = "lost+found"
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", hidden.LOCK})
"""Files that systems, and a lock, leave in folders that people call empty."""

_ROOT = (
    *(FILE, "policy.toml", "words.toml", "workspace.toml", "workspace.key", BOOK),
    *(f"ledger.sqlite{end}" for end in ("", "-wal", "-shm", "-journal")),
)
DECISIONS = "decisions"
_FOLDERS = ("sources", DECISIONS, "taxonomies")
_LARGE = 1 << 20
"""Bytes of a file that is worth a thread of its own."""


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
    place = _reached(asked)
    if any(map(hidden.is_reserved, place.parts)):
        raise _refused(asked, "has a name that Crosscut keeps for what it writes first")
    if asked.is_symlink() and not place.exists():
        raise _refused(asked, "is a link to nothing")
    if place.exists() and not place.is_dir():
        raise _refused(asked, "is no folder")
    _check_outside_inputs(asked, place, followed(folder), settings)
    if place.is_dir():
        _ours(asked, place)
    return place


def _reached(asked: Path) -> Path:
    """The folder that a path leads to, links followed, whether something stands there or not."""
    try:
        asked.lstat()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise _refused(asked, f"cannot be reached ({why})") from None
    return followed(asked)


def outputs_of(place: Path) -> dict[str, str] | None:
    """The files that the manifest of a folder names, each with its digest; None where none of Crosscut's stands there.

    What can be no file in the folder is not among them.
    """
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
    if not isinstance(outputs, dict):
        return None
    return {name: str(mark) for name, mark in outputs.items() if _is_within(name) and name != MANIFEST}


def own(place: Path) -> dict[str, int]:
    """The files in a folder that are, to the byte, what its manifest says, and the manifest; each with its last change.

    Anything else in it is somebody else's, or was changed by somebody. Changes are moments in nanoseconds.
    """
    named = outputs_of(place)
    if named is None:
        return {}
    there = {name: found for name in named if (found := _regular(f"{place}/{name}")) is not None}
    large = [name for name, found in there.items() if found.st_size > _LARGE]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        marks = dict(zip(large, threads.map(_digest, (f"{place}/{name}" for name in large)), strict=True))
    marks |= {name: _digest(f"{place}/{name}") for name in there.keys() - marks}
    same = {name: found.st_ctime_ns for name, found in there.items() if marks[name] == named[name]}
    manifest = _regular(f"{place}/{MANIFEST}")
    return same | ({MANIFEST: manifest.st_ctime_ns} if manifest is not None else {})


def foreign(place: Path, known: Collection[str]) -> Iterator[Path]:
    """What stands in a folder and is not its :func:`own`: files, links, and folders that hold nothing.

    Raises
    ------
    CrosscutError
        where a folder in it cannot be looked into.
    """
    for root, folders, files in os.walk(place, onerror=_unreadable):
        within = below(place, root)
        folders[:] = [name for name in folders if not _is_left_over(Path(root, name), top=not within)]
        if within and not folders and not files:
            yield Path(root)
        for name in (*files, *(each for each in folders if Path(root, each).is_symlink())):
            if within + name not in known:
                yield place / (within + name)


def _is_left_over(folder: Path, *, top: bool) -> bool:
    """Whether a run of this output, or of one in it, left a folder behind, or a disk has it for its repair."""
    if top and (_is_own(folder) or _is_lost(folder)):
        return True
    return hidden.is_reserved(folder.name) and hidden.is_waste(folder)


def _is_within(name: str) -> bool:
    """Whether a name can be that of a file in a folder."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    return "\0" not in name and all(each not in ("", ".", "..") for each in name.split("/"))


def _regular(path: str) -> os.stat_result | None:
    found = _found(path)
    return found if found is not None and stat.S_ISREG(found.st_mode) else None


def _digest(path: str) -> str:
    """The digest of a file; empty where it cannot be read."""
    try:
        return file_digest(path)
    except OSError:
        return ""


def files_below(place: Path) -> list[str]:
    """The names of all files in a folder, as its manifest names them, in order."""
    walked = ((below(place, root), files) for root, _, files in os.walk(place))
    return sorted(within + name for within, files in walked for name in files)


def below(place: Path, root: str) -> str:
    """How the names of what a walk finds in a folder begin, seen from ``place``: empty in ``place`` itself."""
    within = os.path.relpath(root, place).replace(os.sep, "/")
    return "" if within == os.curdir else f"{within}/"


def _unreadable(error: OSError) -> None:
    if isinstance(error, FileNotFoundError):
        return
    raise CrosscutError(
        f"cannot be looked into ({error.strerror}): what stands in it would be lost",
        code="output",
        file=str(error.filename),
        hint="Let it be read, or name another folder.",
    )


def _is_litter(path: Path) -> bool:
    """Whether systems, or Crosscut itself, leave such a thing in folders that people call empty."""
    if path.name in _LITTER:
        return is_file(path)
    return _is_own(path) or _is_lost(path)


def _is_own(path: Path) -> bool:
    """Whether it is a hidden folder of Crosscut in an output."""
    return hidden.is_inside(path.name) and hidden.is_left(path)


def _is_lost(path: Path) -> bool:
    """Whether it is the folder that a disk has for what a repair found, and a repair found nothing."""
    return path.name == _LOST and is_folder(path) and not any(files for _, _, files in os.walk(path))


def _check_outside_inputs(asked: Path, place: Path, folder: Path, settings: Settings) -> None:
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
    files = input_files(folder, settings)
    return sorted({*files, *input_folders(folder, settings), *(each.parent for each in files)} - {folder})


def input_files(folder: Path, settings: Settings | None) -> list[Path]:
    """The files of a budget that are read by name, whether they stand there or not; those of any without settings."""
    if settings is None:
        return [folder / name for name in _ROOT]
    read = (name for source in settings.source for name in source.files(folder))
    files = [folder / name for name in (*_ROOT, *read)]
    return [*files, folder / settings.taxonomy] if settings.taxonomy.endswith(".csv") else files


def input_folders(folder: Path, settings: Settings | None) -> list[Path]:
    """The folders of a budget whose every file is read; those of any without settings."""
    own = (settings.publication.templates,) if settings is not None else ()
    return [folder / name for name in (*_FOLDERS, *own)]


def _ours(asked: Path, place: Path) -> None:
    unfinished = [each for each in hidden.marked(place / hidden.INSIDE) if hidden.is_ready(each)]
    for each in unfinished:
        _refuse_others(asked, each / hidden.READY)
    if not unfinished and outputs_of(place) is None:
        first = next((each.name for each in sorted(place.iterdir()) if not _is_litter(each)), None)
        if first is not None:
            raise _refused(asked, f"holds {first!r} and no manifest of Crosscut")
    for root, folders, files in os.walk(place):
        disk = os.lstat(root).st_dev
        for name in (*folders, *files):
            path = f"{root}/{name}"
            found = _found(path)
            if found and stat.S_ISLNK(found.st_mode) and not followed(Path(path)).is_relative_to(place):
                raise _refused(asked, f"holds a link that points out of it, {below(place, root)}{name}")
            if (name in folders or found is None or found.st_dev != disk) and os.path.ismount(path):
                raise _refused(asked, f"holds another disk, mounted at {below(place, root)}{name}")


def _found(path: str) -> os.stat_result | None:
    """What stands there, links not followed; None where it is gone."""
    try:
        return os.lstat(path)
    except OSError:
        return None


def _refuse_others(asked: Path, ready: Path) -> None:
    """Refuse where what stands ready holds anything but what its manifest names."""
    other = next((path for path in foreign(ready, own(ready)) if not is_folder(path)), None)
    if other is not None:
        name = f"{ready.parent.name}/{ready.name}/{other.relative_to(ready)}"
        raise _refused(asked, f"holds {name}, which Crosscut did not write")


def _refused(asked: Path, why: str) -> CrosscutError:
    return CrosscutError(
        f"cannot be written to: it {why}",
        code="output",
        file=str(asked),
        hint="Name a new or empty folder, or one that Crosscut wrote.",
    )
