"""The own audit of what is about to be published, in another process while the next artefact is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from crosscut.errors import CrosscutError
from crosscut.exports.check_words import artefact_name, some_of
from crosscut.exports.export import Check
from crosscut.processes import started
from crosscut.text import Text
from crosscut.workbench.audit_process import Audited

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
        self._thread = ThreadPoolExecutor(1)
        self._asked: list[tuple[str, int, Future[Audited]]] = []

    def __enter__(self) -> Self:
        self._process = started("crosscut.workbench.audit_process", quiet=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None:
            self._process.kill()
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._process.communicate()

    def add(self, name: str, paths: Sequence[Path], of: int = 1) -> None:
        """Audit an artefact of ``of`` files, each of ``paths`` by itself; it must not change any more."""
        self._asked.append((name, of, self._thread.submit(self._audited, [str(path) for path in paths])))

    def checks(self) -> list[Check]:
        """What the audits found, in the order they were asked for; waits for them."""
        return [_check(name, of, found.result()) for name, of, found in self._asked]

    def _audited(self, paths: list[str]) -> Audited:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(paths).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise _ended("") from None
        answer = self._process.stdout.readline()
        found: Audited | None = json.loads(answer) if answer else None
        if found is None or "ended" in found:
            raise _ended(found["ended"] if found else "")
        return found


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
