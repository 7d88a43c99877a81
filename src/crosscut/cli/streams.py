"""Standard output is ours alone, also past Python; standard error holds up nothing."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, cast

from crosscut.errors import CrosscutError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_IN, _OUT, _ERR = 0, 1, 2


@contextmanager
def own_output() -> Iterator[Callable[[], str]]:
    """Keep standard output to ``sys.stdout`` while a command runs; for a process that runs one command only.

    A library that prints on descriptor 1 prints on stderr meanwhile, and so do processes that inherit it. Gives what
    writes out the rest at the end, and says why it cannot; a reader that has gone is no fault. What cannot be told on
    stderr, because it is full, closed or read by nobody any more, is not told, and the command goes on.
    """
    _open_what_is_closed()
    former, told = sys.stdout, sys.stderr
    sys.stderr = _forgiving(told)
    try:
        former.flush()
        ours = os.dup(_OUT)
        os.dup2(_ERR, _OUT)
    except OSError:
        yield lambda: ""
        return
    raw = io.BufferedWriter(_Ours(ours, "w"))
    sys.stdout = io.TextIOWrapper(raw, former.encoding, "backslashreplace", "\n", line_buffering=raw.isatty())
    try:
        yield _closed
    finally:
        _closed()
        sys.stdout = former


def _open_what_is_closed() -> None:
    """Keep the three standard descriptors taken: a file that got the number of one would hold what libraries print.

    What is written on a closed standard output stays an error, which is told.
    """
    for number, flags in ((_IN, os.O_RDONLY), (_OUT, os.O_RDONLY), (_ERR, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, flags), True)
    sys.stdin = sys.stdin or _text(_IN, "r")
    sys.stdout = sys.stdout or _text(_OUT, "w")
    sys.stderr = sys.stderr or _text(_ERR, "w")


def _text(number: int, mode: str) -> TextIO:
    return cast("TextIO", open(number, mode, encoding="utf-8", closefd=False))


class _Ours(io.FileIO):
    """Standard output: says that it cannot be written, and is not disturbed by a reader that has gone."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes
        except OSError as error:
            why = "it is closed" if error.errno == errno.EBADF else (error.strerror or str(error)).lower()
            said = f"what was printed cannot be written on standard output: {why}"
            raise CrosscutError(said, code="system") from error


class _Forgiving(io.FileIO):
    """A descriptor on which what cannot be written is left unsaid."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def _forgiving(stream: TextIO) -> TextIO:
    raw = io.BufferedWriter(_Forgiving(_ERR, "w", closefd=False))
    return io.TextIOWrapper(raw, stream.encoding, "backslashreplace", line_buffering=True)


def _closed() -> str:
    try:
        sys.stdout.close()
    except CrosscutError as error:
        return str(error)
    return ""
