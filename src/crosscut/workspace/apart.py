"""Files that people send, read in a process of their own: whatever a file does to its reader, the server goes on."""

from __future__ import annotations

import pickle
import subprocess
from dataclasses import dataclass
from typing import Literal

from crosscut.processes import ended, started
from crosscut.text import Text
from crosscut.workspace.errors import WorkspaceError

Reader = Literal["workbook", "sheet"]
SECONDS = 60.0
MEMORY = 4 << 30
"""The address space of a reader, in bytes."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a reader says of a file that it does not read."""

    text: Text
    code: str
    file: str


class UnreadError(Exception):
    """The reader was stopped or fell: it took too long, too much memory, or the file broke it."""


def read_apart(reader: Reader, content: bytes, name: str) -> object:
    """What a reader makes of a file.

    Raises
    ------
    WorkspaceError
        what the reader says of the file.
    UnreadError
        where it could not end.
    """
    process = started("crosscut.workspace.file_reader", quiet=True)
    try:
        told, _ = process.communicate(pickle.dumps((reader, content, name, SECONDS, MEMORY)), timeout=SECONDS)
        answer: object = pickle.loads(told)  # noqa: S301 - from a process that this one started
    except (subprocess.TimeoutExpired, OSError, EOFError, pickle.UnpicklingError):
        raise UnreadError from None
    finally:
        ended(process)
    if isinstance(answer, Refusal):
        raise WorkspaceError(answer.text, answer.code, file=answer.file)
    return answer
