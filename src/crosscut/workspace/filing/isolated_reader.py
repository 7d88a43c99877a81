"""Files that people send, read in a process of their own: whatever a file does to its reader, the server goes on."""

from __future__ import annotations

import json
import subprocess
from typing import Literal, NotRequired, TypedDict

from crosscut.processes import ended, started
from crosscut.text import Text
from crosscut.workspace.errors import WorkspaceError

Reader = Literal["workbook", "sheet"]
SECONDS = 60.0
MEMORY = 4 << 30
"""The address space of a reader, in bytes."""


class Refusal(TypedDict):
    """What a reader says of a file that it does not read."""

    en: str
    ko: str
    code: str
    file: str


class ReaderAnswer(TypedDict):
    """The answer of a reader: what it read, as JSON of its own, or why not."""

    read: NotRequired[str]
    refused: NotRequired[Refusal]


class UnreadError(Exception):
    """The reader was stopped or fell: it took too long, too much memory, or the file broke it."""


def read_isolated(reader: Reader, content: bytes, name: str) -> str:
    """What a reader makes of a file, as JSON.

    Raises
    ------
    WorkspaceError
        what the reader says of the file.
    UnreadError
        where it could not end.
    """
    question = json.dumps([reader, name, SECONDS, MEMORY]).encode() + b"\n" + content
    process = started("crosscut.workspace.filing.file_reader", quiet=True)
    try:
        said, _ = process.communicate(question, timeout=SECONDS)
        told: ReaderAnswer = json.loads(said)
    except (subprocess.TimeoutExpired, OSError, ValueError):
        raise UnreadError from None
    finally:
        ended(process)
    if "refused" in told:
        why = told["refused"]
        raise WorkspaceError(Text(why["en"], why["ko"]), why["code"], file=why["file"])
    return told["read"]
