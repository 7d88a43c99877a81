"""Notices: who is told by mail of what, put into the outbox within the transaction of the act itself.

What is told follows from the entry that the act writes into the record, so that no act is forgotten. A notice says what
it is about and leads to it; it never holds amounts or texts of requests, which mail would carry in the open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from crosscut.text import Text
from crosscut.workspace.call_model import Call, every, load
from crosscut.workspace.grants import grant_of, grants_of, in_effect_at
from crosscut.workspace.rights import may_be_lent
from crosscut.workspace.schema.approval_schema import MOVES
from crosscut.workspace.schema.discussion_schema import THREAD_MESSAGES, THREADS
from crosscut.workspace.schema.listing_schema import LISTS
from crosscut.workspace.schema.publishing_schema import PUBLICATIONS
from crosscut.workspace.schema.schema import DELEGATIONS, FILINGS, FINDINGS, GRANTS, OUTBOX, PEOPLE
from crosscut.workspace.words import word

GATHERED = time(8)
"""When the one message a day goes to those who chose it."""
_PUBLICATION_ENDS = frozenset(f"publication.{each}" for each in ("sign", "return", "stop", "failed", "published"))


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell: its subject and sentence, the page that it is about, and what makes it be told only once.

    What is ``urgent`` does not wait for the one message a day that somebody chose.
    """

    subject: Text
    text: Text
    link: str
    key: str
    urgent: bool = False


def tell(connection: Connection, action: str, item: str, ministry: str, number: int, now: datetime) -> None:
    """Put into the outbox what an entry of the record tells people; ``number`` is the entry's own."""
    kind, _, rest = item.partition(" ")
    if action == "call.open" and rest.isdigit():
        _call(connection, int(rest), "call", f"call {rest}", now)
    elif action == "call.extend" and rest.isdigit():
        _call(connection, int(rest), "extended", f"extension {number}", now, ministry)
    elif action in {"move.propose", "move.amend"}:
        _to_sign(connection, int(rest), number, now)
    elif action in {"list.propose", "list.confirm", "list.return"}:
        _list(connection, action, int(rest), number, now)
    elif action == "publication.prepared":
        notice = Notice(
            word("mail_publication_subject"), word("mail_publication_text"), f"/publications/{rest}", f"prepared {rest}"
        )
        _put(connection, _holders(connection, ("approver",), 0, now), notice, now)
    elif action in _PUBLICATION_ENDS:
        maker = connection.scalar(select(PUBLICATIONS.c.made_by).where(PUBLICATIONS.c.id == int(rest)))
        subject, text = word("mail_publication_moved_subject"), word("mail_publication_moved_text")
        notice = Notice(subject, text, f"/publications/{rest}", f"publication {number}")
        _put(connection, _person(connection, int(maker or 0)), notice, now)
    elif action in {"move.sign", "move.return", "move.withdraw"}:
        maker = connection.scalar(select(MOVES.c.made_by).where(MOVES.c.id == int(rest)))
        notice = Notice(word("mail_moved_subject"), word("mail_moved_text"), f"/moves/{rest}", f"moved {number}")
        _put(connection, _person(connection, int(maker or 0)), notice, now)
    elif action in {"move.discuss", "move.settle"}:
        notice = Notice(
            word("mail_thread_subject"), word("mail_thread_text"), f"/moves/{rest}#threads", f"said {number}"
        )
        _put(connection, _discussing(connection, int(rest), now), notice, now)
    elif kind == "finding" and action in {"finding.asked", "finding.reopened", "finding.answered"}:
        _finding(connection, int(rest), action, number, now)


def _call(connection: Connection, call: int, key: str, once: str, now: datetime, ministry: str = "") -> None:
    found = load(connection, call)
    for each in found.ministries:
        if ministry in {"", each}:
            notice = _notice(key, found, each, f"{once} {each}")
            _put(connection, _of_ministry(connection, each, found.year, now), notice, now)


def _notice(key: str, call: Call, ministry: str, once: str) -> Notice:
    closes = call.closes_at(ministry).astimezone().strftime("%Y-%m-%d %H:%M %Z")
    values = {"title": call.title, "year": call.year, "closes": closes}
    link = f"/calls/{call.id}/{ministry}"
    return Notice(word(f"mail_{key}_subject", **values), word(f"mail_{key}_text", **values), link, once)


def _finding(connection: Connection, finding: int, action: str, number: int, now: datetime) -> None:
    row = connection.execute(select(FINDINGS).where(FINDINGS.c.id == finding)).one()
    key = "answered" if action == "finding.answered" else "asked"
    person = row.asked_by if action == "finding.answered" else row.asked_of
    notice = Notice(word(f"mail_{key}_subject"), word(f"mail_{key}_text"), f"/findings/{finding}", f"finding {number}")
    _put(connection, _person(connection, person), notice, now)


def _list(connection: Connection, action: str, listing: int, number: int, now: datetime) -> None:
    if action == "list.propose":
        notice = Notice(word("mail_list_subject"), word("mail_list_text"), f"/lists/{listing}", f"list {number}")
        _put(connection, _holders(connection, ("approver", "chair"), 0, now), notice, now)
        return
    maker = connection.scalar(select(LISTS.c.made_by).where(LISTS.c.id == listing))
    subject, text = word("mail_list_ended_subject"), word("mail_list_ended_text")
    notice = Notice(subject, text, f"/lists/{listing}", f"list {number}")
    _put(connection, _person(connection, int(maker or 0)), notice, now)


def _to_sign(connection: Connection, move: int, number: int, now: datetime) -> None:
    year = int(connection.scalar(select(MOVES.c.year).where(MOVES.c.id == move)) or 0)
    notice = Notice(word("mail_move_subject"), word("mail_move_text"), f"/moves/{move}", f"move {number}")
    _put(connection, _holders(connection, ("approver",), year, now), notice, now)


def _discussing(connection: Connection, move: int, now: datetime) -> list[Row[Any]]:
    """Who proposed a move or wrote in the thread on it that was written in last, but whoever wrote there last.

    Only those who can still read it are told.
    """
    proposed = connection.execute(select(MOVES.c.made_by, MOVES.c.year).where(MOVES.c.id == move)).one()
    of_move = (
        select(THREAD_MESSAGES).join(THREADS, THREADS.c.id == THREAD_MESSAGES.c.thread).where(THREADS.c.move == move)
    )
    last = connection.execute(of_move.order_by(THREAD_MESSAGES.c.id.desc()).limit(1)).one()
    wrote = connection.scalars(select(THREAD_MESSAGES.c.written_by).where(THREAD_MESSAGES.c.thread == last.thread))
    told = {*wrote, proposed.made_by} - {last.written_by}
    readers = _holders(connection, ("chair", "coordinator", "approver"), proposed.year, now)
    return [each for each in readers if each.id in told]


def remind(connection: Connection, days: Sequence[int], now: datetime) -> None:
    """Put into the outbox, once each, that a closing is near, for ministries that have not filed."""
    for call in every(connection):
        if now < call.opens_at:
            continue
        filed = set(connection.scalars(select(FILINGS.c.ministry).where(FILINGS.c.call == call.id)))
        for ministry in call.ministries:
            closes_at = call.closes_at(ministry)
            left = closes_at - now
            near = min((day for day in days if 0 < left.total_seconds() <= day * 86_400), default=0)
            if near and ministry not in filed:
                once = f"closing {call.id} {closes_at.isoformat()} {near} {ministry}"
                notice = replace(_notice("closing", call, ministry, once), urgent=True)
                _put(connection, _of_ministry(connection, ministry, call.year, now), notice, now)


def _of_ministry(connection: Connection, ministry: str, year: int, now: datetime) -> list[Row[Any]]:
    """Those with an address who write or head a ministry's requests at the moment."""
    return _holders(connection, ("writer", "head"), year, now, ministry)


def _holders(
    connection: Connection, roles: Sequence[str], year: int, now: datetime, ministry: str = ""
) -> list[Row[Any]]:
    """Those who hold a role for a year at the moment, of one ministry or of the whole office, or stand in for one."""
    held = GRANTS.c
    mine = select(GRANTS).where(
        held.role.in_(roles),
        held.ministry == ministry,
        *(() if ministry else (held.committee == "",)),
        held.year.in_((0, year)),
        *in_effect_at(now),
    )
    grants = connection.execute(mine).all()
    told = {row.person for row in grants}.union(*(_stand_ins(connection, row, now) for row in grants))
    return list(connection.execute(select(PEOPLE).where(PEOPLE.c.id.in_(told)).order_by(PEOPLE.c.id)))


def _stand_ins(connection: Connection, row: Row[Any], now: datetime) -> Iterator[int]:
    """Those to whom a role is lent at the moment and who may take it."""
    lent = DELEGATIONS.c
    running = (lent.grant_id == row.id, lent.starts_at <= now, lent.ends_at > now, lent.ended_at.is_(None))
    for taker in connection.scalars(select(lent.taker).where(*running)):
        if may_be_lent(grant_of(row), grants_of(connection, taker, now)):
            yield taker


def _person(connection: Connection, number: int) -> list[Row[Any]]:
    return list(connection.execute(select(PEOPLE).where(PEOPLE.c.id == number)))


def _put(connection: Connection, people: Iterable[Row[Any]], notice: Notice, now: datetime) -> None:
    for person in people:
        if not person.mail or person.closed_at is not None:
            continue
        key = f"{notice.key} {person.id}"
        if connection.scalar(select(OUTBOX.c.id).where(OUTBOX.c.key == key)) is not None:
            continue
        values = {
            "key": key,
            "person": person.id,
            "subject": f"{notice.subject.ko} / {notice.subject.en}",
            "text": f"{notice.text.ko}\n\n{notice.text.en}",
            "link": notice.link,
        }
        due = _next_gathering(now) if person.mail_daily and not notice.urgent else now
        connection.execute(insert(OUTBOX).values(**values, made_at=now, next_at=due))


def _next_gathering(now: datetime) -> datetime:
    """When what waits for the one message a day goes: at the next GATHERED, by the server's zone."""
    today = datetime.combine(now.astimezone().date(), GATHERED).astimezone()
    tomorrow = datetime.combine(now.astimezone().date() + timedelta(days=1), GATHERED).astimezone()
    return today if now < today else tomorrow


def hasten(connection: Connection, person: int, now: datetime, *, daily: bool) -> None:
    """Let what waits for somebody go at the time that they chose now."""
    due = _next_gathering(now) if daily else now
    waiting = (OUTBOX.c.person == person, OUTBOX.c.sent_at.is_(None), OUTBOX.c.tries == 0, OUTBOX.c.next_at > now)
    connection.execute(update(OUTBOX).where(*waiting).values(next_at=due))
