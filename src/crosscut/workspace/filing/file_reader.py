"""The process that reads one file: a line of JSON and the file come in, what was read or why not goes out as JSON."""

from __future__ import annotations

import json
import os
import sys

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing.isolated_reader import Reader, ReaderAnswer


def main() -> None:
    """Answer the one question."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    reader, name, seconds, memory = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    _limit(round(seconds), memory)
    told: ReaderAnswer
    try:
        told = {"read": _read(reader, content, name)}
    except WorkspaceError as error:
        text = error.text
        told = {"refused": {"en": text.en, "ko": text.ko, "code": error.code, "file": error.file}}
    json.dump(told, answers)
    answers.flush()


def _read(reader: Reader, content: bytes, name: str) -> str:
    """What is read, as JSON; each reader needs libraries that the other does not."""
    if reader == "workbook":
        from crosscut.workspace.filing.sheet_cells import packed, read_workbook

        return packed(read_workbook(content))
    from crosscut.workspace.filing.word_sheets import packed as packed_document
    from crosscut.workspace.filing.word_sheets import read_file

    return packed_document(read_file(content, name))


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
