"""The process that writes the public edition: a pickled publication and a folder come in, the figures printed go out.

It ends where its input ends, so that it does not outlive the process that asked.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from crosscut.exports import charts
from crosscut.exports.registry import all_exports
from crosscut.exports.site.render import compile_all
from crosscut.exports.writing_process import write_public
from crosscut.figures import Printed
from crosscut.processes import collect_seldom
from crosscut.views.publication import Publication


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Write what one task asks for."""
    with charts.in_another_process():
        publication, out = pickle.load(asked)  # noqa: S301 - from the process that started this one
        Thread(target=_end_with, args=(asked,), daemon=True).start()
        pickle.dump(_printed(publication, out), answers)
        answers.flush()


def _printed(publication: Publication, out: Path) -> Printed | None:
    with suppress(Exception):  # whoever asked writes it again, and says what is wrong
        return write_public(publication, out)
    return None


def _end_with(asked: BinaryIO) -> None:
    asked.read(1)
    os._exit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    all_exports()
    compile_all()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)
