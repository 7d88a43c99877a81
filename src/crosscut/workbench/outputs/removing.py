"""A folder taken away with all that stands in it."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def removed(path: Path, last: str = "") -> None:
    """Take a folder away with all that stands in it, also what nobody may write to; what stays is tried next time.

    Where it is stopped midway, the entry that is ``last`` still stands if anything does.
    """
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    if last and not _left_with(path, last):
        return
    _taken(path)


def _left_with(path: Path, last: str) -> bool:
    """Take away all that stands in a folder but one entry; whether that was possible."""
    for each in path.iterdir():
        if each.name != last:
            removed(each)
    return all(each.name == last for each in path.iterdir())


def _taken(path: Path) -> None:
    def freed(again: Callable[..., object], name: str, _: object) -> None:
        with suppress(OSError):
            for each in (Path(name).parent, Path(name)):
                if each.is_relative_to(path) and not each.is_symlink():
                    each.chmod(stat.S_IRWXU)
            again(name)

    if sys.version_info >= (3, 12):
        shutil.rmtree(path, onexc=freed)
    else:
        shutil.rmtree(path, onerror=freed)
