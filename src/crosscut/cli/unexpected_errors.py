"""What nobody foresaw, in one line: no command ever ends with a traceback."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from pathlib import Path

from crosscut.errors import CrosscutError

_NO_ROOM = ("failed to map segment", "annot allocate memory")
_FULL = os.strerror(errno.ENOSPC)
_HOUSE = str(Path(__file__).parents[1])


def unforeseen(error: BaseException) -> CrosscutError:
    """An error of the system, of a library or of Crosscut itself, as one that can be told in a line.

    With CROSSCUT_TRACEBACK set the whole traceback is printed on stderr as well, for whoever mends it.
    """
    if os.environ.get("CROSSCUT_TRACEBACK"):
        traceback.print_exception(error, file=sys.stderr)
    if isinstance(error, OSError):
        return _of_the_system(error)
    if isinstance(error, MemoryError) or _is_unloaded(error):
        return CrosscutError("there is not enough memory", code="memory", hint="Give it more, or read less at once")
    if type(error).__module__.startswith("sqlalchemy"):
        said = str(getattr(error, "orig", None) or error)
        shut = "readonly database" in said
        return CrosscutError(
            f"the ledger's database says: {_first_line(said)}",
            code="database",
            hint="Let the file and those beside it that end in -wal and -shm be written; a -shm alone can be taken away"
            if shut
            else "Check its address, whether it can be reached, and the free space",
        )
    name, said = type(error).__name__, _first_line(str(error))
    return CrosscutError(
        f"something that should not happen: {name}{f': {said}' if said else ''}{_where(error)}",
        code="internal",
        hint="This is a fault of Crosscut: please report it with this line",
    )


def _is_unloaded(error: BaseException) -> bool:
    """Whether a library could not be loaded since its code found no room in memory."""
    return isinstance(error, ImportError) and any(said in str(error) for said in _NO_ROOM)


def _of_the_system(error: OSError) -> CrosscutError:
    """A file that the system will not give or take: a folder that is none, no permission, a full disk."""
    said = error.strerror or str(error) or type(error).__name__
    if error.errno == errno.ENOSPC or _FULL in said:
        return CrosscutError(
            "there is no space left on the disk",
            code="system",
            file=str(error.filename or ""),
            hint="Free some on the disks of the output folder, the budget folder and of temporary files (TMPDIR); "
            "nothing half-written is left",
        )
    return CrosscutError(
        said[:1].lower() + said[1:],
        code="system",
        file=str(error.filename or ""),
        hint="Check the path, its permissions and the free space",
    )


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:300]


def _where(error: BaseException) -> str:
    """Where in Crosscut it happened."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename.startswith(_HOUSE)]
    if not frames:
        return ""
    return f" ({Path(frames[-1].filename).relative_to(_HOUSE).as_posix()}, line {frames[-1].lineno})"
