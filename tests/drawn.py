"""Charts drawn once in a test run: dozens of tests publish the same example, and its charts cost more than all else."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from crosscut.digests import text_digest
from crosscut.exports.charts import drawing
from crosscut.exports.charts.theme import Spec

ASK = drawing._ask
"""How a chart is asked for where none is kept."""


@dataclass(frozen=True)
class Kept(drawing.Drawing):
    """A drawing whose result is kept in a file for whoever asks for the same later, in any process."""

    file: Path = Path()

    def result(self) -> bytes:
        if self.file.exists():
            return self.file.read_bytes()
        made = super().result()
        written = self.file.with_suffix(f".{os.getpid()}")
        written.write_bytes(made)
        written.replace(self.file)
        return made


@contextmanager
def drawn_once(folder: Path) -> Iterator[None]:
    """Until the end, draw no chart whose drawing is kept in the folder."""
    folder.mkdir(parents=True, exist_ok=True)

    def remembered(kind: str, spec: Spec | str | None) -> Kept:
        task = json.dumps([kind, spec])
        file = folder / text_digest(task)
        return Kept(task, None if file.exists() else ASK(kind, spec).asked, file)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "_ask", remembered)
        yield
