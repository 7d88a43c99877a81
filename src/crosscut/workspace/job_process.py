"""The process of one job: ``python -m crosscut.workspace.job_process KIND DIR ABOUT``, started by a worker."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from crosscut.errors import CrosscutError


def _end_with_the_worker() -> None:
    """End this process as soon as the worker's end of standard input is gone."""
    sys.stdin.read()
    os._exit(1)


def _say(**said: str) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def _build(folder: Path, _about: str) -> str:
    from crosscut.workbench.build import build

    built = build(folder, progress=_step)
    counts = ", ".join(f"{count} {severity}" for severity, count in sorted(built.findings.items()))
    return f"{len(built.files)} files, {built.figures} figures, run {built.run}; findings: {counts or 'none'}"


def _reading(folder: Path, about: str) -> str:
    """Draw programmes to read where all that were drawn before have been, and make the dossiers of the open ones.

    ``about`` says how many, and ``beyond`` after it that those which are left do not stand in the way.
    """
    from crosscut.classify import dossier_files, dossiers, samples
    from crosscut.workbench.opening import open_run

    run = open_run(folder, progress=_step)
    count, _, how = about.partition(" ")
    drawn = samples.sample(run, int(count), _step, beyond=how == "beyond")
    programmes = [each for each in samples.drawn(run, drawn["sample"]) if each not in run.decisions]
    held = dossier_files.read(folder, drawn["sample"]) | dossiers.make(run, programmes, _step)
    dossier_files.write(folder, drawn["sample"], held)
    return f"sample {drawn['sample']}: {drawn['left']} programmes to read"


def _step(step: str) -> None:
    _say(step=step)


_DOES: Mapping[str, Callable[[Path, str], str]] = {"build": _build, "reading": _reading}


def main() -> None:
    """Do the job and say how it went."""
    kind, folder, about = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    try:
        done = _DOES[kind](folder, about)
    except CrosscutError as error:
        _say(fault=str(error))
        return
    _say(done=done)


if __name__ == "__main__":
    main()
