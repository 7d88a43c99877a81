"""Processes of Crosscut's own beside this one, which work for it and end with it."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Collection
from contextlib import suppress


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def collect_seldom() -> None:
    """Look seldom for objects that hold each other: nearly all that a command makes stays until it ends."""
    gc.set_threshold(50_000)


def without_pandas() -> None:
    """Spare this process pandas, which Arrow imports where it is installed to see whether it is given a series of it.

    What asks for pandas later, such as ``to_pandas``, has it.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    sys.meta_path.insert(0, _Absent)
    try:
        pa.array([""])
    finally:
        sys.meta_path.remove(_Absent)


class _Absent:
    """Finds no pandas."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def started(module: str, *words: str, quiet: bool = False, holding: Collection[int] = ()) -> subprocess.Popen[bytes]:
    """``python -m module words`` with pipes to its input and output.

    It never runs the caller's main module again, and shares no lock and no thread with it.

    Parameters
    ----------
    quiet
        Whether what it says of errors goes nowhere.
    holding
        Open files that it holds too, such as locks: they are free when both have ended.

    Raises
    ------
    OSError
        where no process can be started.
    """
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
        pass_fds=tuple(holding),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
    )


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process at once, whatever it does."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe is not None:
                pipe.close()
