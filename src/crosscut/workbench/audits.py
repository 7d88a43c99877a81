"""The own audit of what is about to be published, in another process while the next artefact is written."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import NamedTuple, Self

from crosscut.audit.documents_of import audit_files
from crosscut.errors import CrosscutError
from crosscut.exports.export import Check
from crosscut.findings import Severity

_SAID = 3
"""Fatal findings that a check names."""


@dataclass(frozen=True, slots=True)
class Despite:
    """A decision to publish although a check did not hold: who answers for it, and why."""

    by: str
    reason: str

    @classmethod
    def parse(cls, text: str) -> Despite:
        """``NAME: reason``.

        Raises
        ------
        CrosscutError
            where either is missing.

        """
        by, _, reason = (part.strip() for part in text.partition(":"))
        if not by or not reason:
            raise CrosscutError(
                f"--despite {text!r} names nobody or no reason",
                code="despite",
                hint='Write --despite "NAME: why it is to leave all the same"; manifest.json will say so.',
            )
        return cls(by, reason)


class Audited(NamedTuple):
    """What an audit read: files, figures in them, what is fatal, and the seconds it took."""

    files: int
    figures: int
    fatal: list[str]
    seconds: float


class Audits:
    """Audits of artefacts; each becomes a check that holds where Crosscut's own audit finds nothing fatal."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        self._asked: list[tuple[str, int, Future[Audited]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def add(self, name: str, paths: Sequence[Path], of: int = 1) -> None:
        """Audit an artefact of ``of`` files, each of ``paths`` by itself; it must not change any more."""
        self._asked.append((name, of, self._pool.submit(_audited, [str(path) for path in paths])))

    def checks(self) -> list[Check]:
        """What the audits found, in the order they were asked for; waits for them."""
        return [_check(name, of, found.result()) for name, of, found in self._asked]


def _audited(paths: list[str]) -> Audited:
    begun, figures = perf_counter(), 0
    fatal: list[str] = []
    for path in map(Path, paths):
        found = audit_files([path])
        figures += len(found.figures)
        fatal += [f"{path.name}: {each.message}" for each in found.findings if each.severity == Severity.FATAL]
    return Audited(len(paths), figures, fatal, perf_counter() - begun)


def _check(name: str, of: int, found: Audited) -> Check:
    pages = f"{found.files:,} of {of:,} pages, " if of > 1 else ""
    detail = f"{pages}{found.figures:,} numbers read, nothing fatal"
    if found.fatal:
        more = f" and {len(found.fatal) - _SAID:,} more" if len(found.fatal) > _SAID else ""
        detail = "; ".join(found.fatal[:_SAID]) + more
    return Check(f"{name} audited", not found.fatal, detail, excusable=True, seconds=found.seconds)
