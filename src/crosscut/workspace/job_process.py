"""The process of one job: ``python -m crosscut.workspace.job_process KIND DIR``, started by a worker."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

from crosscut.errors import CrosscutError
from crosscut.workbench.build import build


def _end_with_the_worker() -> None:
    """End this process as soon as the worker's end of standard input is gone."""
    sys.stdin.read()
    os._exit(1)


def _say(**said: str) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Do the job and say how it went."""
    kind, folder = sys.argv[1], Path(sys.argv[2])
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    try:
        assert kind == "build", kind
        built = build(folder, progress=lambda step: _say(step=step))
    except CrosscutError as error:
        _say(fault=str(error))
        return
    counts = ", ".join(f"{count} {severity}" for severity, count in sorted(built.findings.items()))
    _say(done=f"{len(built.files)} files, {built.figures} figures, run {built.run}; findings: {counts or 'none'}")


if __name__ == "__main__":
    main()
