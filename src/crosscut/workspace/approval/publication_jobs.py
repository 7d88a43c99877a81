"""What is written down as a job of publishing ends, in the transaction in which it ends."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from crosscut.workbench.outputs.target import MANIFEST
from crosscut.workspace import notices, record
from crosscut.workspace.approval.publication_places import PREPARE, PUBLISH, candidate
from crosscut.workspace.approval.publications import found
from crosscut.workspace.jobs import Job
from crosscut.workspace.receipts import digest
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.publishing_schema import PUBLICATION_STEPS

_BY = record.By(0, "crosscut serve")
_ENDS = ("published", "returned", "stopped")


def record_ended(connection: Connection, folder: Path, job: Job, state: str, now: datetime) -> None:
    """Write down that a publication is prepared or published, or that it could not be."""
    if job.kind not in (PREPARE, PUBLISH) or state not in ("done", "failed"):
        return
    number = int(json.loads(job.about)["publication"])
    known = found(connection, number)
    if known.last.job != job.id:
        return
    if state == "failed":
        _note(connection, "publication.failed", number, f"job {job.id}", now)
    elif job.kind == PREPARE:
        clear(connection, folder)
        text = (candidate(folder, number) / MANIFEST).read_text(encoding="utf-8")
        _step(connection, number, "prepared", text, digest(text), now)
        _note(connection, "publication.prepared", number, digest(text), now)
    else:
        _step(connection, number, "published", "", known.digest, now)
        _note(connection, "publication.published", number, known.digest, now)


def _step(connection: Connection, number: int, kind: str, content: str, name: str, now: datetime) -> None:
    values = {"publication": number, "kind": kind, "content": content, "digest": name, "done_at": now}
    connection.execute(insert(PUBLICATION_STEPS).values(**values))


def _note(connection: Connection, action: str, number: int, after: str, now: datetime) -> None:
    entry = RecordEntry(action, "publications", f"publication {number}", after=after)
    at = record.append(connection, _BY, entry, now)
    notices.tell(connection, action, entry.item, "", at, now)


def clear(connection: Connection, folder: Path) -> None:
    """Take away what was prepared before and waits for nothing any more."""
    ended = select(PUBLICATION_STEPS.c.publication).where(PUBLICATION_STEPS.c.kind.in_(_ENDS))
    for number in connection.scalars(ended):
        shutil.rmtree(candidate(folder, number), ignore_errors=True)
