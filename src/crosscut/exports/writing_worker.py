"""The process that writes the public edition, one export after the other.

A pickled publication and a folder come in, then the formats of each export; the figures that each prints go out.
It ends where its input ends, so that it does not outlive the process that asked. Its first word, where there is one, is
the number of an open file by which it asks for charts.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from crosscut.exports import charts
from crosscut.exports.registry import all_exports
from crosscut.exports.site.render import compile_all
from crosscut.exports.writing_process import write_public
from crosscut.figures import Printed
from crosscut.processes import collect_seldom, without_pandas
from crosscut.views.publication import Publication


def serve(asked: BinaryIO, answers: BinaryIO, drawing: int | None = None) -> None:
    """Write what is asked for until the input ends."""
    given: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_read, args=(asked, given), daemon=True).start()
    with charts.in_another_process(drawing):
        publication, out = given.get()
        while True:
            pickle.dump(_printed(publication, given.get(), out), answers)
            answers.flush()


def _printed(publication: Publication, formats: tuple[str, ...], out: Path) -> Printed | None:
    with suppress(Exception):  # whoever asked writes it again, and says what is wrong
        export = next(each for each in all_exports() if each.formats == formats)
        return write_public(publication, export, out)
    return None


def _read(asked: BinaryIO, given: SimpleQueue[Any]) -> None:
    with suppress(Exception):
        while True:
            given.put(pickle.load(asked))  # noqa: S301 - from the process that started this one
    os._exit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    without_pandas()
    all_exports()
    compile_all()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers, *map(int, sys.argv[1:]))
