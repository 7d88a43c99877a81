"""Standard output is ours alone: what libraries print there, also past Python, goes to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from crosscut.cli.output import complain

_OUT, _ERR = 1, 2


@contextmanager
def own_output() -> Iterator[None]:
    """Keep standard output to ``sys.stdout`` while a command runs; for a process that runs one command only.

    A library that prints on descriptor 1 prints on stderr meanwhile, and so do processes that inherit it.

    Raises
    ------
    SystemExit
        with 2 where what was printed cannot be written out, such as on a full disk.
    """
    former = sys.stdout
    try:
        former.flush()
        ours = os.dup(_OUT)
        os.dup2(_ERR, _OUT)
    except (OSError, AttributeError):
        yield
        return
    sys.stdout = os.fdopen(ours, "w", encoding=former.encoding, errors="backslashreplace", newline="\n")
    try:
        yield
    finally:
        _closed()
        sys.stdout = former


def _closed() -> None:
    """Write out what is left; a reader that has gone is no fault."""
    try:
        sys.stdout.close()
    except BrokenPipeError:
        pass
    except OSError as error:
        complain(f"what was printed cannot be written: {(error.strerror or str(error)).lower()}")
        sys.exit(2)
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.close()
