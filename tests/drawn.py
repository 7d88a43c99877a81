"""Charts drawn once in a test run: dozens of tests publish the same example, and its charts cost more than all else."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from crosscut.digests import text_digest
from crosscut.exports.charts import drawing
from crosscut.exports.charts.process import Asked, DrawingProcess
from crosscut.exports.charts.theme import Spec
from crosscut.workspace import job_process
from crosscut.workspace.approval.publication_places import PREPARE, PUBLISH
from crosscut.workspace.worker import Command, command_of
from tests.audited_once import audited_once
from tests.rendered_once import rendered_once
from tests.shortened import LONG

SOME_FORMATS = ("pdf", "site", "datapackage")
DATA_ALONE = ("datapackage",)
"""What a publication has at least; it is checked as any other."""
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


_folder: Path | None = None


def folder() -> Path:
    """Where the charts are kept that this run drew."""
    assert _folder is not None, "no charts are kept outside drawn_once()"
    return _folder


class LateDrawing:
    """A process that draws, started when the first chart is asked of it: mostly all are kept."""

    beside = None

    def __init__(self, *, keeping: bool = False) -> None:
        self._begun: DrawingProcess | None = None
        self._keeping = keeping

    def ask(self, task: str) -> Asked:
        self._begun = self._begun or DrawingProcess(keeping=self._keeping)
        return self._begun.ask(task)

    def close(self) -> None:
        if self._begun:
            self._begun.close()


def command_drawing_once(folder: Path, formats: Sequence[str] = SOME_FORMATS) -> Command:
    """How the process of a job over the budget in ``folder`` is started, which takes what this run drew and audited.

    A publication is prepared in some formats, and in all of them in the long form. What puts out what was prepared
    draws and audits nothing, and is started as ever.
    """
    usual = command_of(folder)
    if _folder is None:
        return usual
    paths = os.pathsep.join([str(Path(__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")])
    program = [sys.executable, "-m", "tests.drawn"]
    drawing_once = ["env", f"PYTHONPATH={paths}", *program, str(_folder), ",".join(formats)]
    return lambda kind, about: usual(kind, about) if kind == PUBLISH else [*drawing_once, kind, str(folder), about]


def main() -> None:
    """Do the job of the command line with the drawings of its first word, the audits and the documents beside them.

    A publication that is prepared has the formats of its second word, and all of them in the long form.
    """
    folder, formats = Path(sys.argv.pop(1)), tuple(sys.argv.pop(1).split(","))
    audits, documents = (folder.with_name(name) for name in ("audited", "rendered"))
    with drawn_once(folder), audited_once(audits), rendered_once(documents), pytest.MonkeyPatch.context() as patch:
        if sys.argv[1] == PREPARE and not LONG:
            from crosscut.workbench import publish

            patch.setattr(publish, "publication_formats", lambda: formats)
        job_process.main()


@contextmanager
def drawn_once(folder: Path) -> Iterator[None]:
    """Until the end, draw no chart whose drawing is kept in the folder."""
    global _folder  # noqa: PLW0603 - processes that are started take the same
    folder.mkdir(parents=True, exist_ok=True)
    _folder = folder

    def remembered(kind: str, spec: Spec | str | None) -> Kept:
        task = json.dumps([kind, spec])
        file = folder / text_digest(task)
        return Kept(task, None if file.exists() else ASK(kind, spec).asked, file)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "_ask", remembered)
        patch.setattr(drawing, "DrawingProcess", LateDrawing)
        yield


if __name__ == "__main__":
    main()
