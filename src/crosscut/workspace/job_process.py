"""The process of one job: ``python -m crosscut.workspace.job_process KIND DIR ABOUT``, started by a worker."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from crosscut.errors import CrosscutError
from crosscut.text import Text
from crosscut.workspace.approval.publication_places import (
    PREPARE,
    PUBLISH,
    PublicationJob,
    candidate,
    public,
    published_before,
)
from crosscut.workspace.errors import WorkspaceError

MOST_SAID = 490
"""Letters of what kept a job from ending well, in each language."""


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
    if programmes:
        held = dossier_files.read(folder, drawn["sample"]) | dossiers.make(run, programmes, _step)
        dossier_files.write(folder, drawn["sample"], held)
    return f"sample {drawn['sample']}: {drawn['left']} programmes to read"


def _prepare(folder: Path, about: str) -> str:
    """Write a publication beside what is published, with all its checks, for people to look at and sign."""
    from crosscut.workbench.audits import Despite
    from crosscut.workbench.publish import publish

    _hold_policy(folder)
    asked: PublicationJob = json.loads(about)
    out = candidate(folder, asked["publication"])
    out.parent.mkdir(mode=0o700, exist_ok=True)
    made = publish(
        folder,
        out,
        previous=published_before(folder),
        despite=Despite(*said) if (said := asked.get("despite")) else None,
        rehearsal=True,
        demonstration=asked.get("demonstration", False),
        progress=_step,
    )
    if made.refused:
        raise WorkspaceError(Text.same("; ").join(each.summary for each in made.failed), "refused")
    return f"{len(made.files)} files, run {made.run}"


def _hold_policy(folder: Path) -> None:
    """Stop before anything is written where the folder's policy names areas that its list lacks."""
    from crosscut.allocate.runs import allocates, policy_of
    from crosscut.workbench.opening import open_run
    from crosscut.workspace.solver import solver_areas

    run = open_run(folder, progress=_step)
    if allocates(run) and (fault := solver_areas.unpublishable(run, policy_of(run))):
        raise fault


def _publish(folder: Path, about: str) -> str:
    """Put out what was signed."""
    from crosscut.workbench.release import release
    from crosscut.workbench.signoff.signatures import Signature

    asked: PublicationJob = json.loads(about)
    prepared = candidate(folder, asked["publication"])
    signed = [Signature(name, role) for name, role in asked["signed"]]
    count = release(folder, prepared, public(folder), digest=asked["digest"], signed=signed, progress=_step)
    return f"{count} files"


def _step(step: str) -> None:
    _say(step=step)


_DOES: Mapping[str, Callable[[Path, str], str]] = {
    "build": _build,
    "reading": _reading,
    PREPARE: _prepare,
    PUBLISH: _publish,
}


def main() -> None:
    """Do the job and say how it went."""
    kind, folder, about = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    try:
        done = _DOES[kind](folder, about)
    except WorkspaceError as error:
        _say(fault="\n".join(" ".join(each.split())[:MOST_SAID] for each in (error.text.en, error.text.ko)))
    except CrosscutError as error:
        _say(fault=str(error))
    else:
        _say(done=done)


if __name__ == "__main__":
    main()
