"""The process in which the own audit of a publication runs: paths come in as JSON, what was found goes out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import TypedDict

from crosscut.audit.documents_of import audit_files
from crosscut.findings import Severity


class Audited(TypedDict):
    """What an audit read: files, figures in them, what is fatal, and the seconds it took."""

    files: int
    figures: int
    fatal: list[str]
    seconds: float


def audited(paths: list[str]) -> Audited:
    """Audit files, each by itself."""
    begun, figures = perf_counter(), 0
    fatal: list[str] = []
    for path in map(Path, paths):
        found = audit_files([path])
        figures += len(found.figures)
        fatal += [f"{path.name}: {each.message}" for each in found.findings if each.severity == Severity.FATAL]
    return {"files": len(paths), "figures": figures, "fatal": fatal, "seconds": perf_counter() - begun}


def main() -> None:
    """One line of paths in, one line of what was found out, until there is no more."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(audited(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
