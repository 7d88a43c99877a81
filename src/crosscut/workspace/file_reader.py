"""The process that reads one file: a pickled question comes in, what was read or why not goes out."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable

from crosscut.workspace.apart import Reader, Refusal
from crosscut.workspace.errors import WorkspaceError


def _reader(kind: Reader) -> Callable[[bytes, str], object]:
    """The reader of a kind; each needs libraries that the other does not."""
    if kind == "workbook":
        from crosscut.workspace.sheet_cells import read_workbook

        return read_workbook
    from crosscut.workspace.word_sheets import read_file

    return read_file


def main() -> None:
    """Answer the one question."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    kind, content, name, seconds, memory = pickle.load(sys.stdin.buffer)  # noqa: S301 - from who started this one
    _limit(round(seconds), memory)
    try:
        told = _reader(kind)(content, name)
    except WorkspaceError as error:
        told = Refusal(error.text, error.code, error.file)
    pickle.dump(told, answers)
    answers.flush()


def _limit(seconds: int, memory: int) -> None:
    """Let this process take so many seconds of a processor and so much memory, where the system can say so."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
