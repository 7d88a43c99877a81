"""The process in which the own audit of a publication runs: paths come in as JSON, what was found goes out."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import perf_counter
from typing import NotRequired, TypedDict

from crosscut.audit.documents_of import audit_files
from crosscut.errors import CrosscutError
from crosscut.findings import Severity
from crosscut.processes import collect_seldom, without_pandas


class Audited(TypedDict):
    """What an audit read: files, figures in them, what is fatal (English, Korean), seconds; ``ended`` by an error.

    ``large`` are files that are too large for an audit.
    """

    files: int
    large: int
    figures: int
    fatal: list[tuple[str, str]]
    seconds: float
    ended: NotRequired[str]


def audited(paths: list[str]) -> Audited:
    """Audit files, each by itself."""
    begun, figures, large = perf_counter(), 0, 0
    fatal: list[tuple[str, str]] = []
    for path in map(Path, paths):
        try:
            found = audit_files([path])
        except CrosscutError as error:
            if error.code != "too-large":
                raise
            large += 1
            continue
        figures += len(found.figures)
        wrong = [each.message for each in found.findings if each.severity == Severity.FATAL]
        fatal += [(f"{path.name}: {each.en}", f"{path.name}: {each.ko}") for each in wrong]
    read = len(paths) - large
    return {"files": read, "large": large, "figures": figures, "fatal": fatal, "seconds": perf_counter() - begun}


def answered(paths: list[str]) -> Audited:
    """The same; an error, such as that there is no memory left, is an answer as well."""
    try:
        return audited(paths)
    except Exception as error:
        said = " ".join(f"{type(error).__name__} {error}".split())
        return {"files": 0, "large": 0, "figures": 0, "fatal": [], "seconds": 0.0, "ended": said}


def main() -> None:
    """One line of paths in, one line of what was found out, until there is no more or nobody listens."""
    try:
        for line in sys.stdin:
            sys.stdout.write(json.dumps(answered(json.loads(line))) + "\n")
            sys.stdout.flush()
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(1)


if __name__ == "__main__":
    collect_seldom()
    without_pandas()
    main()
