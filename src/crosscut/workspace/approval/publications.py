"""Publications: prepared by a job, looked at, signed or sent back, and put out when their embargo ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from crosscut.workbench.signoff.earlier import EarlierManifest, manifest_of
from crosscut.workspace import jobs
from crosscut.workspace.approval.publication_places import PREPARE, PUBLISH, PublicationJob
from crosscut.workspace.entered_text import given_reason, plain
from crosscut.workspace.errors import AgainError, MissingError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import Item
from crosscut.workspace.schema.publishing_schema import PUBLICATION_STEPS, PUBLICATIONS
from crosscut.workspace.schema.schema import JOBS
from crosscut.workspace.words import word

MOST = 200
"""Publications that are listed, the newest first."""
_LONGEST = {"title": 120, "despite": 1000}
_BEFORE = {"begun": "preparing"}
_AFTER = {
    ("begun", "failed"): "failed",
    ("begun", "cancelled"): "failed",
    ("signed", "failed"): "unpublished",
    ("signed", "cancelled"): "stopped",
}
"""The state after a step that gave a job, by how the job ended."""


@dataclass(frozen=True, slots=True)
class PlannedPublication:
    """A publication with everything that was done to it, in order; the state of the job under way, if there is one."""

    row: Row[Any]
    steps: tuple[Row[Any], ...]
    job: Row[Any] | None

    @property
    def id(self) -> int:
        """Its number."""
        return int(self.row.id)

    @property
    def last(self) -> Row[Any]:
        """What was done to it last."""
        return self.steps[-1]

    @property
    def state(self) -> str:
        """Preparing, failed, prepared, returned, signed, stopped, unpublished or published."""
        kind = str(self.last.kind)
        ended = (kind, str(self.job.state)) if self.job is not None else (kind, "")
        return _AFTER.get(ended, _BEFORE.get(kind, kind))

    @property
    def prepared(self) -> Row[Any] | None:
        """The step that prepared it."""
        return next((each for each in self.steps if each.kind == "prepared"), None)

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest that was prepared; empty before."""
        return str(self.prepared.digest) if self.prepared is not None else ""

    @property
    def manifest(self) -> EarlierManifest | None:
        """The manifest that was prepared."""
        return manifest_of(str(self.prepared.content)) if self.prepared is not None else None

    @property
    def signature(self) -> Row[Any] | None:
        """The step that signed it."""
        return next((each for each in self.steps if each.kind == "signed" and each.receipt), None)

    @property
    def item(self) -> Item:
        """What the table of rights is asked: whoever prepared it has had a hand in it."""
        participants = frozenset({self.row.made_by, self.row.made_for} - {None})
        return Item(state=self.state, participants=participants)


def every(act: Act) -> list[PlannedPublication]:
    """All publications, the newest first."""
    act.must_see("publication.read")
    numbers = act.connection.scalars(select(PUBLICATIONS.c.id).order_by(PUBLICATIONS.c.id.desc()).limit(MOST))
    return [found(act.connection, number) for number in list(numbers)]


def waiting(act: Act) -> list[PlannedPublication]:
    """The publications that the person may sign now."""
    if not act.actor.may("publication.read").allowed:
        return []
    ended = select(PUBLICATION_STEPS.c.publication).where(PUBLICATION_STEPS.c.kind.in_(("signed", "returned")))
    numbers = act.connection.scalars(select(PUBLICATIONS.c.id).where(PUBLICATIONS.c.id.not_in(ended)))
    rows = [found(act.connection, number) for number in sorted(numbers)]
    return [each for each in rows if act.actor.may("publication.sign", each.item).allowed]


def load(act: Act, number: int) -> PlannedPublication:
    """A publication that the person may see.

    Raises
    ------
    MissingError
        where there is none, or it is not theirs to see.
    """
    act.must_see("publication.read")
    return found(act.connection, number)


def found(connection: Connection, number: int) -> PlannedPublication:
    """A publication by its number."""
    query = people.with_names(PUBLICATIONS, "made")
    row = connection.execute(query.where(PUBLICATIONS.c.id == number)).first()
    if row is None:
        raise MissingError(word("missing"))
    steps = (
        people.with_names(PUBLICATION_STEPS, "done")
        .where(PUBLICATION_STEPS.c.publication == number)
        .order_by(PUBLICATION_STEPS.c.id)
    )
    rows = tuple(connection.execute(steps))
    job = connection.execute(select(JOBS).where(JOBS.c.id == rows[-1].job)).first() if rows[-1].job else None
    return PlannedPublication(row, rows, job)


@dataclass(frozen=True, slots=True)
class Intention:
    """What is to be prepared: its name, the end of its embargo, and why a check that does not hold is no matter."""

    title: str
    due: datetime | None
    despite: str = ""


def prepare(act: Act, intention: Intention) -> int:
    """Begin a publication: a job writes it beside what is published, and checks it.

    Raises
    ------
    WorkspaceError
        where it has no name, or its embargo is over already.
    AgainError
        where another is being prepared.
    """
    answer = act.must("publication.prepare")
    title = plain(intention.title, "publication_name", _LONGEST["title"])
    despite = plain(intention.despite, "publication_despite", _LONGEST["despite"])
    if not title:
        raise WorkspaceError(word("publication_unnamed"), column="title")
    if intention.due and intention.due <= act.now:
        raise WorkspaceError(word("publication_due_past"), column="due")
    values = {"title": title, "despite": despite, "due_at": intention.due}
    adding = insert(PUBLICATIONS).values(**values, **act.authorship("made"))
    made = int(act.connection.execute(adding.returning(PUBLICATIONS.c.id)).scalar_one())
    about: PublicationJob = {
        "publication": made,
        "demonstration": act.office.demonstration,
        "despite": [act.actor.name, despite] if despite else [],
    }
    job = _asked(act, PREPARE, answer.role, about)
    add(act, made, "begun", job=job)
    embargo = f", {intention.due.isoformat(timespec='minutes')}" if intention.due else ""
    entry = RecordEntry(
        "publication.prepare", "publications", f"publication {made}", "", "", f"{title}{embargo}", despite
    )
    act.note(entry, answer.role)
    return made


def _asked(act: Act, kind: str, role: str, about: PublicationJob, due: datetime | None = None) -> int:
    said = f"publication {about['publication']}"
    try:
        return jobs.ask_for(act, kind, role, json.dumps(about, ensure_ascii=False), due=due, said=said)
    except AgainError:
        raise AgainError(word(f"publication_again_{kind}"), "again") from None


def add(act: Act, number: int, kind: str, *, job: int | None = None, **texts: str) -> None:
    """Write down what was done to a publication."""
    values = {"publication": number, "kind": kind, "job": job, **texts, **act.authorship("done")}
    act.connection.execute(insert(PUBLICATION_STEPS).values(**values))


def publishing(act: Act, known: PlannedPublication, role: str, signed: Sequence[tuple[str, str]]) -> int:
    """Ask for the job that puts out what was signed, when its embargo ends."""
    about: PublicationJob = {"publication": known.id, "digest": known.digest, "signed": [list(each) for each in signed]}
    return _asked(act, PUBLISH, role, about, known.row.due_at)


def give_back(act: Act, number: int, reason: str) -> None:
    """Send a publication back unsigned, with the reason."""
    known = load(act, number)
    answer = act.must("publication.return", known.item)
    said = given_reason(reason)
    add(act, number, "returned", reason=said)
    act.note(RecordEntry("publication.return", "publications", f"publication {number}", reason=said), answer.role)


def stop(act: Act, number: int, reason: str) -> None:
    """Keep a signed publication from going out, before its embargo ends.

    Raises
    ------
    AgainError
        where it is going out at this very moment.
    """
    known = load(act, number)
    answer = act.must("publication.stop", known.item)
    said = given_reason(reason)
    if known.job is not None:
        if known.job.state != "waiting":
            raise AgainError(word("publication_going"), "again")
        jobs.end_now(act.connection, known.job, act.now)
    add(act, number, "stopped", reason=said)
    act.note(RecordEntry("publication.stop", "publications", f"publication {number}", reason=said), answer.role)


def retry(act: Act, number: int) -> None:
    """Try again to put out what was signed, where that failed."""
    known = load(act, number)
    answer = act.must("publication.retry", known.item)
    before: PublicationJob = json.loads(known.job.about) if known.job is not None else {"publication": number}
    signed = [(name, role) for name, role in before.get("signed", [])]
    add(act, number, "signed", job=publishing(act, known, answer.role, signed), digest=known.digest)
    act.note(RecordEntry("publication.retry", "publications", f"publication {number}"), answer.role)
