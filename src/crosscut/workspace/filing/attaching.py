"""Attachments of requests and of questions, and minutes of a call: kept in the database with digest and kind.

An attachment of a request is the ministry's own until it is filed; the filing names each with its digest.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from crosscut.workspace import boundaries
from crosscut.workspace.errors import MissingError, RefusedError, WorkspaceError
from crosscut.workspace.fields import label
from crosscut.workspace.filing import calls, drafts, findings
from crosscut.workspace.filing.attachments import FACTS, REQUEST, of_request
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.file_kinds import kind_of
from crosscut.workspace.office import Act
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import Item
from crosscut.workspace.schema.columns import before
from crosscut.workspace.schema.schema import ATTACHMENT_ENDS, ATTACHMENTS, FILINGS
from crosscut.workspace.words import word

LARGEST, LARGEST_ALL = 10 << 20, 200 << 20
"""Bytes of one file; of all that a ministry, or the office, keeps in one call."""
MINUTES = "minutes"
FIELD = "files"
"""The field of a request that attachments are, in the table of rights."""


def item_of(call: Call) -> Item:
    """What the table of rights is asked about a call's minutes."""
    return Item(year=call.year)


def minutes(act: Act, call: Call) -> list[Row[Any]]:
    """The minutes of a call, without their content; none for whoever may not read them."""
    if not act.actor.may("minutes.read", item_of(call)).allowed:
        return []
    here = (ATTACHMENTS.c.call == call.id, ATTACHMENTS.c.about == MINUTES, *before(ATTACHMENTS.c.sent_at, act.until))
    return list(act.connection.execute(select(*FACTS).where(*here).order_by(ATTACHMENTS.c.id)))


def add_to_request(act: Act, number: int, ministry: str, content: bytes, name: str) -> int:
    """Attach a file to a draft; its number."""
    call = drafts.visible(act, number, ministry)
    answer = calls.must(act, "request.write", call, ministry)
    if not answer.covers(FIELD):
        raise RefusedError(word("field_not_yours", field=label(FIELD)))
    return _keep(act, (number, ministry, REQUEST), content, name, answer.role)


def add_to_finding(act: Act, number: int, content: bytes, name: str) -> int:
    """Attach a file to an open question, by whoever may answer or ask; its number."""
    finding, item = findings.load(act, number)
    may = (act.actor.may("finding.answer", finding.to_answer(item.year)), act.actor.may("finding.ask", item))
    answer = next((each for each in may if each.allowed), None)
    if answer is None:
        answer = act.must("finding.answer", finding.to_answer(item.year))
    if not finding.is_open:
        raise RefusedError(word("settled_meanwhile"), "settled")
    return _keep(act, (finding.row.call, finding.row.ministry, f"finding {number}"), content, name, answer.role)


def add_minutes(act: Act, number: int, content: bytes, name: str) -> int:
    """Keep the minutes of a meeting about a call; their number."""
    call = calls.load(act.connection, number)
    answer = act.must("minutes.write", item_of(call))
    return _keep(act, (number, "", MINUTES), content, name, answer.role)


def _keep(act: Act, place: tuple[int, str, str], content: bytes, name: str, role: str) -> int:
    call, ministry, about = place
    plain = plain_name(name)
    _check(act, call, ministry, content, plain)
    kind, mark = kind_of(content, plain), hashlib.sha256(content).hexdigest()
    facts = {"call": call, "ministry": ministry, "about": about, "name": plain, "size": len(content)}
    done = act.connection.execute(
        insert(ATTACHMENTS)
        .values(
            **facts,
            media_type=kind.media_type,
            digest=mark,
            content=content,
            **act.authorship("sent"),
        )
        .returning(ATTACHMENTS.c.id)
    )
    made = int(done.scalar_one())
    area = "filings" if about == REQUEST else "findings"
    after = mark if about == REQUEST else f"{plain}: {mark}"
    act.note(RecordEntry("attachment.add", area, f"attachment {made}", ministry, after=after), role)
    return made


def plain_name(name: str) -> str:
    """What a file is called, without the folders before it and without characters that nobody sees."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(each for each in last if each.isprintable()).strip()[-120:]


def _check(act: Act, call: int, ministry: str, content: bytes, name: str) -> None:
    if not content or not name.strip("."):
        raise WorkspaceError(word("file_none"), column="file")
    if len(content) > LARGEST:
        raise WorkspaceError(word("file_size", most=LARGEST >> 20), file=name)
    here = (ATTACHMENTS.c.call == call, ATTACHMENTS.c.ministry == ministry)
    with boundaries.whole(act.connection):
        kept = act.connection.scalar(select(func.coalesce(func.sum(ATTACHMENTS.c.size), 0)).where(*here)) or 0
    if kept + len(content) > LARGEST_ALL:
        raise WorkspaceError(word("file_all", most=LARGEST_ALL >> 20), file=name)


def end(act: Act, number: int) -> Row[Any]:
    """Take an attachment out of a draft, where it is still in it; what was filed with it keeps it.

    Raises
    ------
    MissingError
        where there is none that the person may see.
    """
    row = _row(act, number)
    if row.about != REQUEST:
        raise RefusedError(word("file_stays"))
    call = drafts.visible(act, row.call, row.ministry)
    answer = calls.must(act, "request.write", call, row.ministry)
    if not answer.covers(FIELD):
        raise RefusedError(word("field_not_yours", field=label(FIELD)))
    if number not in {each.id for each in of_request(act.connection, row.call, row.ministry)}:
        return row
    act.connection.execute(
        insert(ATTACHMENT_ENDS).values(attachment=number, ended_by=act.actor.person, ended_at=act.now)
    )
    act.note(
        RecordEntry("attachment.end", "filings", f"attachment {number}", row.ministry, before=row.digest), answer.role
    )
    return row


def read(act: Act, number: int) -> tuple[Row[Any], bytes]:
    """A file that the person may read, and its content.

    Raises
    ------
    MissingError
        where there is none, or it is not theirs to see.
    """
    row = _row(act, number)
    content = act.connection.scalar(select(ATTACHMENTS.c.content).where(ATTACHMENTS.c.id == number))
    return row, bytes(content or b"")


def _row(act: Act, number: int) -> Row[Any]:
    row = act.connection.execute(select(*FACTS).where(ATTACHMENTS.c.id == number)).first()
    if row is None or not _seen(act, row):
        raise MissingError(word("missing"))
    return row


def _seen(act: Act, row: Row[Any]) -> bool:
    call = calls.load(act.connection, row.call)
    if row.about == MINUTES:
        return act.actor.may("minutes.read", item_of(call)).allowed
    if row.about != REQUEST:
        about = (each for each in findings.readable(act, call, [row.ministry]) if f"finding {each.row.id}" == row.about)
        return any(about)
    item = call.item(row.ministry, act.now)
    if act.actor.may("request.read", item).allowed:
        return True
    answer = act.actor.may("filing.read", item)
    return answer.allowed and answer.covers(FIELD) and _is_filed(act.connection, row)


def _is_filed(connection: Connection, row: Row[Any]) -> bool:
    here = (FILINGS.c.call == row.call, FILINGS.c.ministry == row.ministry)
    filed = connection.scalars(select(FILINGS.c.content).where(*here))
    return any(row.id == each["number"] for text in filed for each in json.loads(text).get("attachments", ()))
