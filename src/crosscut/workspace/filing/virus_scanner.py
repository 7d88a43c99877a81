"""Files that are sent in, looked at by the office's own scanner of viruses before anything of them is kept."""

from __future__ import annotations

import logging
import subprocess

from crosscut.workspace.errors import ScannerError, WorkspaceError
from crosscut.workspace.office_settings import Scanner
from crosscut.workspace.words import word

_LOG = logging.getLogger("crosscut.workspace")
FOUND = 1
"""What the scanner ends with where it has found something, as ClamAV's programs do."""


def must_be_clean(scanner: Scanner | None, content: bytes, name: str) -> None:
    """Go on only where the scanner finds nothing in a file, or the office has none.

    Raises
    ------
    WorkspaceError
        where it finds something.
    ScannerError
        where it does not answer: a file that was not looked at is not kept.
    """
    if scanner is None or not content:
        return
    try:
        done = subprocess.run(
            scanner.command,
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=scanner.seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _silent(f"{error}") from None
    if done.returncode == FOUND:
        _LOG.warning("the scanner found something in a file that was sent in; it was not kept")
        raise WorkspaceError(word("file_infected"), "infected", file=name[-120:])
    if done.returncode:
        raise _silent(f"it ended with {done.returncode}: {done.stderr[-400:].decode(errors='replace')}")


def _silent(said: str) -> ScannerError:
    _LOG.error("the scanner of files does not answer: %s", said)
    return ScannerError(word("file_unscanned"))
