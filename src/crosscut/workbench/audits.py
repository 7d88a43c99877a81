"""The own audit of what is about to be published, in other processes while the next artefact is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from crosscut.errors import CrosscutError
from crosscut.exports.check_words import artefact_name, some_of
from crosscut.exports.export import Check
from crosscut.processes import processors, started
from crosscut.text import Text

if TYPE_CHECKING:
    from crosscut.workbench.audit_process import Audited

_AT_ONCE = 4
"""Processes at most that audit beside the one that writes."""
_IN_A_ROW = 40
"""Files at most that one of them is given at once."""
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
                f"`despite` {text!r} names nobody or no reason",
                code="despite",
                hint='Write `despite` "NAME: why it is to leave all the same"; manifest.json will say so.',
            )
        return cls(by, reason)


class Audits:
    """Audits of artefacts; each becomes a check that holds where Crosscut's own audit finds nothing fatal."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(min(_AT_ONCE, processors()))
        self._lock, self._over = Lock(), False
        self._idle, self._begun = list[Popen[bytes]](), list[Popen[bytes]]()
        self._asked: list[tuple[str, int, list[Future[Audited]]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._lock:
            self._over = True
            for process in self._begun if kind is not None else ():
                process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for process in self._begun:
            process.communicate()

    def add(self, name: str, paths: Sequence[Path], of: int = 1) -> None:
        """Audit an artefact of ``of`` files, each of ``paths`` by itself; it must not change any more."""
        parts = [list(map(str, paths[at : at + _IN_A_ROW])) for at in range(0, len(paths), _IN_A_ROW)]
        self._asked.append((name, of, [self._threads.submit(self._audited, part) for part in parts]))

    def checks(self) -> list[Check]:
        """What the audits found, in the order they were asked for; waits for them."""
        return [_check(name, of, together([part.result() for part in found])) for name, of, found in self._asked]

    def _audited(self, paths: list[str]) -> Audited:
        process = self._process()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(paths).encode() + b"\n")
            process.stdin.flush()
        except OSError:
            raise _ended("") from None
        answer = process.stdout.readline()
        found: Audited | None = json.loads(answer) if answer else None
        if found is None or "ended" in found:
            raise _ended(found["ended"] if found else "")
        self._idle.append(process)
        return found

    def _process(self) -> Popen[bytes]:
        """One that does nothing, or another one."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
            if self._over:
                raise _ended("")
            self._begun.append(started("crosscut.workbench.audit_process", quiet=True))
            return self._begun[-1]


def together(found: Sequence[Audited]) -> Audited:
    """What was found in some files, and in others."""
    return {
        "files": sum(each["files"] for each in found),
        "large": sum(each["large"] for each in found),
        "figures": sum(each["figures"] for each in found),
        "fatal": [said for each in found for said in each["fatal"]],
        "seconds": sum(each["seconds"] for each in found),
    }


def _ended(why: str) -> CrosscutError:
    said = f"the audit of the publication ended early{f': {why}' if why else ''}"
    return CrosscutError(said, code="own-audit", hint="Publish again.")


def _check(name: str, of: int, found: Audited) -> Check:
    fatal = [Text(en, ko) for en, ko in found["fatal"]]
    detail = some_of(fatal, _SAID) or _sound(found["files"], of, found["figures"], found["large"])
    return Check(_title(name, found), not fatal, detail, excusable=True, seconds=found["seconds"])


def _title(name: str, found: Audited) -> Text:
    """What was done with an artefact: audited, in part, or not where all its files are too large."""
    what = artefact_name(name)
    if found["large"] and not found["files"]:
        return Text(f"{what.en}: too large to be audited", f"{what.ko}: 너무 커서 수치를 검증하지 못함")
    if found["large"]:
        return Text(f"{what.en} audited in part", f"{what.ko}: 수치 일부 검증")
    return Text(f"{what.en} audited", f"{what.ko}: 수치 검증")


def _sound(files: int, of: int, figures: int, large: int) -> Text:
    pages = Text(f"{files:,} of {of:,} pages, ", f"{of:,}쪽 중 {files:,}쪽, ") if of > 1 else Text()
    read = Text(f"{figures:,} numbers read, nothing fatal", f"수치 {figures:,}개 확인, 치명적인 오류 없음")
    over = Text(f"; {large:,} too large to be audited", f" · {large:,}개는 너무 커서 검증하지 않음")
    return Text().join((pages, read, over if large else Text()))
