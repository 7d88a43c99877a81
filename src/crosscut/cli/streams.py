"""Standard output is ours alone: what libraries print there, also past Python, goes to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_OUT, _ERR = 1, 2


@contextmanager
def own_output() -> Iterator[Callable[[], str]]:
    """Keep standard output to ``sys.stdout`` while a command runs; for a process that runs one command only.

    A library that prints on descriptor 1 prints on stderr meanwhile, and so do processes that inherit it. Gives what
    writes out the rest at the end, and says why it cannot; a reader that has gone is no fault.
    """
    former = sys.stdout
    try:
        former.flush()
        ours = os.dup(_OUT)
        os.dup2(_ERR, _OUT)
    except (OSError, AttributeError):
        yield lambda: ""
        return
    sys.stdout = os.fdopen(ours, "w", encoding=former.encoding, errors="backslashreplace", newline="\n")
    try:
        yield _closed
    finally:
        _closed()
        sys.stdout = former


def _closed() -> str:
    for _ in range(2):  # what could not be written out is given up at the second time
        try:
            sys.stdout.close()
        except BrokenPipeError:
            continue
        except OSError as error:
            return (error.strerror or str(error)).lower()
        break
    return ""
