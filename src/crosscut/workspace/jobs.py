"""Jobs: long work that people start and look at, done in a process of its own (:mod:`crosscut.workspace.worker`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from crosscut.workspace.errors import AgainError, MissingError, RefusedError
from crosscut.workspace.office import Act
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import Item
from crosscut.workspace.schema.schema import JOBS, PEOPLE
from crosscut.workspace.words import word

KINDS = ("build",)
"""What can be started from the page of jobs: ``build`` reads the folder anew and writes its publication."""

IN_ONE_GO = ("publish",)
"""What nobody ends while it is under way: part of the world may have seen it."""
ENDED = ("done", "failed", "cancelled")
SILENT = timedelta(seconds=30)
"""After so long without a sign a worker is taken for dead, and its job is done again by another."""
TRIES = 3

Job = Row[Any]
_ITEM: Mapping[bool, str] = MappingProxyType({True: "ended", False: "running"})


@dataclass(frozen=True)
class JobStanding:
    """How a job stands: its state, and the step that it is at."""

    state: str
    step: str


def standings(connection: Connection, numbers: Sequence[int]) -> dict[int, JobStanding]:
    """How those jobs stand; whoever asks has seen that they may be told."""
    query = select(JOBS.c.id, JOBS.c.state, JOBS.c.step).where(JOBS.c.id.in_(numbers))
    return {row.id: JobStanding(row.state, row.step) for row in connection.execute(query)}


def item(job: Job) -> Item:
    """What the table of rights is asked about a job."""
    return Item(state=_ITEM[job.state in ENDED])


def every(act: Act) -> list[Job]:
    """The last hundred jobs, the newest first."""
    act.must_see("job.read")
    return list(act.connection.execute(_query().order_by(JOBS.c.id.desc()).limit(100)))


def load(act: Act, number: int) -> Job:
    """A job that the person may see.

    Raises
    ------
    MissingError
        where there is none, or it is not theirs to see.
    """
    found = act.connection.execute(_query().where(JOBS.c.id == number)).first()
    if found is None:
        raise MissingError(word("missing"))
    act.must_see("job.read", item(found))
    return found


def _query() -> Any:
    return select(JOBS, PEOPLE.c.name.label("asked_by_name")).join(PEOPLE, PEOPLE.c.id == JOBS.c.asked_by)


def start(act: Act, kind: str) -> int:
    """Ask for a job, which a worker takes up as soon as one is free.

    Raises
    ------
    MissingError
        where there is no such kind of job.
    AgainError
        as :func:`ask_for`.
    """
    answer = act.must("job.start")
    if kind not in KINDS:
        raise MissingError(word("missing"))
    return ask_for(act, kind, answer.role)


def ask_for(act: Act, kind: str, role: str, about: str = "", *, due: datetime | None = None, said: str = "") -> int:
    """Ask for a job of a kind that the person may start.

    ``due`` is the moment before which no worker takes it up; ``said`` is what the record says of it instead of
    ``about``.

    Raises
    ------
    AgainError
        where one of the kind waits or runs already.
    """
    open_one = select(JOBS.c.id).where(JOBS.c.kind == kind, JOBS.c.state.not_in(ENDED))
    if act.connection.scalar(open_one) is not None:
        raise AgainError(word("job_again"))
    values = {"kind": kind, "about": about, "state": "waiting", "asked_by": act.actor.person, "asked_at": act.now}
    values |= {"due_at": due}
    number = int(act.connection.execute(insert(JOBS).values(**values).returning(JOBS.c.id)).scalar_one())
    act.note(RecordEntry("job.start", "jobs", f"job {number}", after=f"{kind} {said or about}".strip()), role)
    return number


def cancel(act: Act, number: int) -> None:
    """End a job: at once where it waits, within a second or two where it runs.

    Raises
    ------
    RefusedError
        where it has ended already.
    """
    job = load(act, number)
    answer = act.actor.may("job.cancel", item(job))
    if answer.why == "state":
        raise RefusedError(word("job_ended"), "ended")
    if job.kind in IN_ONE_GO and job.state == "running":
        raise RefusedError(word("job_in_one_go"), "under-way")
    answer = act.must("job.cancel", item(job))
    end_now(act.connection, job, act.now)
    act.note(RecordEntry("job.cancel", "jobs", f"job {number}", before=job.state), answer.role)


def end_now(connection: Connection, job: Job, now: datetime) -> None:
    """End a job that has not ended: at once where it waits, else its worker ends it with its next sign of life."""
    ended = {"ended_at": now} if job.state == "waiting" else {}
    connection.execute(update(JOBS).where(JOBS.c.id == job.id).values(state="cancelled", **ended))


def claim(connection: Connection, worker: str, now: datetime) -> Job | None:
    """The next job, now this worker's; those of workers that died are made to wait again, or fail after three tries."""
    silent = (JOBS.c.state == "running", JOBS.c.beat_at < now - SILENT)
    given_up = {"state": "failed", "ended_at": now, "result": "died"}
    connection.execute(update(JOBS).where(*silent, JOBS.c.tries >= TRIES).values(**given_up))
    connection.execute(update(JOBS).where(*silent).values(state="waiting", worker=""))
    due = or_(JOBS.c.due_at.is_(None), JOBS.c.due_at <= now)
    waits = select(JOBS).where(JOBS.c.state == "waiting", due).order_by(JOBS.c.id).limit(1)
    job = connection.execute(waits).first()
    if job is not None:
        values = {"state": "running", "worker": worker, "beat_at": now, "tries": job.tries + 1, "step": ""}
        connection.execute(update(JOBS).where(JOBS.c.id == job.id).values(**values))
    return job


def beat(connection: Connection, job: int, worker: str, step: str, now: datetime) -> bool:
    """Say how far a job is; whether it is still this worker's and wanted."""
    mine = (JOBS.c.id == job, JOBS.c.worker == worker, JOBS.c.state == "running")
    done = connection.execute(update(JOBS).where(*mine).values(beat_at=now, step=step[:300]))
    return done.rowcount == 1


def finish(connection: Connection, job: int, worker: str, state: str, result: str, now: datetime) -> bool:
    """Say how a job ended; whether that is how it stands.

    One that was cancelled meanwhile stays so, ``waiting`` gives it back unfinished.
    """
    mine = (JOBS.c.id == job, JOBS.c.worker == worker)
    ended = None if state == "waiting" else now
    values = {"state": state, "result": result[:1000], "ended_at": ended}
    done = connection.execute(update(JOBS).where(*mine, JOBS.c.state == "running").values(**values))
    connection.execute(update(JOBS).where(*mine, JOBS.c.state == "cancelled").values(ended_at=now))
    return done.rowcount == 1
