"""What a reader of files is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crosscut.config import Source
from crosscut.ingest.readers.sheet import Sheet
from crosscut.ingest.report import Report


@dataclass(frozen=True)
class Reader:
    """One format of files: how it is called in ``source.format``, told by a file's beginning, and opened.

    ``recognises`` takes the first 512 bytes and the path. ``last`` is for the format that takes what no other does.
    """

    format: str
    recognises: Callable[[bytes, Path], bool]
    open: Callable[[Path, Source, Report], Sheet]
    last: bool = False
