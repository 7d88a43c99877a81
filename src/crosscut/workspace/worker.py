"""The worker: takes jobs one by one, each in a process group of its own that can be killed and leaves nothing half.

A job's process says on standard output, a line of JSON each, how far it is and how it ended. Its standard input is held
open by the worker: where the worker dies, it ends, and the process ends itself.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from crosscut.errors import CrosscutError
from crosscut.ledger.database import Database
from crosscut.workspace import jobs

_LOG = logging.getLogger("crosscut.workspace")
BEAT = 1.0
"""Seconds between two signs of life."""

Command = Callable[[str, str], Sequence[str]]
Telling = Callable[[Connection, jobs.Job, str, datetime], None]
"""What is written down of a job and the state that it ended in, in the transaction in which it ends."""


def command_of(folder: Path) -> Command:
    """How the process of a kind of job, and what it is about, is started."""
    return lambda kind, about: [sys.executable, "-m", "crosscut.workspace.job_process", kind, str(folder), about]


@dataclass
class Worker:
    """Does jobs while the server runs; several workers, of several servers, share one table."""

    database: Database
    command: Command
    clock: Callable[[], datetime]
    tell: Telling | None = None
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    ended: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Do jobs until the end; what goes wrong with the database is logged and tried again."""
        while not self.ended.is_set():
            try:
                if not self.once():
                    self.ended.wait(BEAT)
            except (CrosscutError, OSError) as error:
                _LOG.error("jobs: %s", error)
                self.ended.wait(BEAT)

    def once(self) -> bool:
        """Do the next job; whether there was one."""
        with self.database.writing() as connection:
            job = jobs.claim(connection, self.name, self.clock())
        if job is None:
            return False
        try:
            state, result = self._do(job.id, job.kind, job.about)
        except OSError as error:
            state, result = "failed", str(error)
        with self.database.writing() as connection:
            if jobs.finish(connection, job.id, self.name, state, result, self.clock()) and self.tell:
                self.tell(connection, job, state, self.clock())
        return True

    def _do(self, job: int, kind: str, about: str) -> tuple[str, str]:
        with subprocess.Popen(
            self.command(kind, about),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        ) as process:
            try:
                return self._watch(job, process)
            finally:
                _kill(process)

    def _watch(self, job: int, process: subprocess.Popen[str]) -> tuple[str, str]:
        """How it ended: done or failed by itself, cancelled by somebody, or waiting again as the server ends."""
        assert process.stdout is not None
        lines = queue.Queue[str | None]()
        threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
        step = ""
        while True:
            try:
                line = lines.get(timeout=BEAT)
            except queue.Empty:
                line = ""
            if line is None:
                return "failed", "died"
            said = _parsed(line)
            if "done" in said or "fault" in said:
                return ("done", said["done"]) if "done" in said else ("failed", said["fault"])
            step = said.get("step", step)
            if self.ended.is_set():
                return "waiting", ""
            with self.database.writing() as connection:
                if not jobs.beat(connection, job, self.name, step, self.clock()):
                    return "cancelled", ""


def _read(stream: IO[str], lines: queue.Queue[str | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)


def _parsed(line: str) -> dict[str, str]:
    try:
        said = json.loads(line) if line else {}
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in said.items()} if isinstance(said, dict) else {}


def _kill(process: subprocess.Popen[str]) -> None:
    """End the process and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
