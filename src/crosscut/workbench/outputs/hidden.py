"""Hidden folders that an output is written into first: each bears a mark, so that nobody else's is taken for one."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from crosscut.errors import CrosscutError
from crosscut.workbench.outputs.removing import removed

NEW, READY, FORMER = "output", "ready", "former"
"""The folders in a hidden one: what is written, what is whole and about to be moved, and what stood there before."""
INSIDE = ".crosscut.partial"
"""The hidden folder of an output that can only be changed from inside."""
LOCK = ".crosscut.lock"
"""The lock file inside such an output, where the system cannot lock a folder."""
MARK = ".crosscut"
"""The file in a hidden folder that says that it is one."""
_KNOWN = {MARK, NEW, READY, FORMER}
_MOST = 10
"""Hidden folders that an output may have, where what earlier runs left cannot be taken away."""
_RESERVED = re.compile(r"\.crosscut(-[0-9a-f]{12}|\.partial)(-\d+)?(\.lock)?|\.crosscut(\.lock)?", re.IGNORECASE)


def beside(place: Path) -> Path:
    """The usual hidden folder beside an output: short whatever its name, and one for every spelling of it."""
    name = unicodedata.normalize("NFC", unicodedata.normalize("NFC", place.name).casefold())
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return place.with_name(f".crosscut-{digest}")


def lock_of(place: Path) -> Path:
    """The lock file beside an output."""
    hidden = beside(place)
    return hidden.with_name(f"{hidden.name}.lock")


def is_reserved(name: str) -> bool:
    """Whether a name is one that hidden folders and locks have."""
    return _RESERVED.fullmatch(name) is not None


def made(usual: Path) -> Path:
    """A new hidden folder at its usual path, or at a numbered one, and the folder in it to write into.

    Raises
    ------
    CrosscutError
        where something stands at all of these paths that is not Crosscut's, or cannot be taken away.
    """
    hidden = next((place for place in _places(usual) if not os.path.lexists(place)), None)
    if hidden is None:
        raise CrosscutError(
            "stands where an output is written first: it is not Crosscut's, or cannot be taken away",
            code="output",
            file=str(usual),
            hint="Move it away.",
        )
    hidden.mkdir(mode=0o700)
    mark(hidden)
    (hidden / NEW).mkdir(mode=0o700)
    return hidden / NEW


def marked(usual: Path) -> Iterator[Path]:
    """The hidden folders of an output that stand there and bear a mark, whoever wrote it."""
    for place in _places(usual):
        if is_folder(place) and is_file(place / MARK):
            yield place


def cleared(usual: Path) -> None:
    """Take away what runs left there, but for what is about to take the place of an output and what stood there."""
    for place in filter(is_waste, _places(usual)):
        removed(place, last=MARK)


def is_waste(hidden: Path) -> bool:
    """Whether a run left a hidden folder that holds nothing that an output still needs."""
    return is_left(hidden) and not is_ready(hidden) and not is_folder(hidden / FORMER)


def spent(former: Path) -> None:
    """Let what stood in the place of an output go: nobody looks any more what it holds."""
    new = former.with_name(NEW)
    removed(new)
    former.rename(new)


def is_left(hidden: Path) -> bool:
    """Whether a run left a hidden folder: it bears the mark of this very folder, or there is no file in it."""
    if not is_folder(hidden):
        return False
    try:
        if not {each.name for each in hidden.iterdir()} <= _KNOWN:
            return False
        if os.path.lexists(hidden / MARK) and not is_file(hidden / MARK):
            return False
        said = (hidden / MARK).read_bytes() if is_file(hidden / MARK) else b""
        return said == _mark(hidden).encode() or (said[:9] in (b"", b"crosscut ") and _is_bare(hidden))
    except OSError:
        return False


def _is_bare(hidden: Path) -> bool:
    """Whether there is no file in a hidden folder but its mark, and no link."""
    return not any(
        Path(root) / name != hidden / MARK and ((Path(root) / name).is_symlink() or name in files)
        for root, folders, files in os.walk(hidden)
        for name in (*folders, *files)
    )


def is_ready(hidden: Path) -> bool:
    """Whether something stands ready in a hidden folder to take the place of an output."""
    return is_folder(hidden / READY) and any(files for _, _, files in os.walk(hidden / READY))


def is_inside(name: str) -> bool:
    """Whether a name is that of a hidden folder inside an output."""
    return any(place.name == name for place in _places(Path(INSIDE)))


def mark(hidden: Path) -> None:
    """Mark a folder as a hidden one."""
    (hidden / MARK).write_text(_mark(hidden), encoding="utf-8")


def _mark(hidden: Path) -> str:
    """What the mark of a hidden folder says: a copy of the folder is another one."""
    return f"crosscut {hidden.stat().st_ino}\n"


def _places(usual: Path) -> Iterator[Path]:
    yield usual
    for number in range(2, _MOST + 1):
        yield usual.with_name(f"{usual.name}-{number}")


def is_folder(path: Path) -> bool:
    """Whether a folder stands there, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def is_file(path: Path) -> bool:
    """Whether a file stands there, and no link, pipe or device."""
    with suppress(OSError):
        return stat.S_ISREG(path.lstat().st_mode)
    return False
