"""Mail: what lies in the outbox is handed to the mail server, again and again until it takes it; nothing is lost."""

from __future__ import annotations

import logging
import smtplib
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from crosscut.errors import CrosscutError
from crosscut.ledger.database import Database
from crosscut.workspace import notices
from crosscut.workspace.office_settings import Mail
from crosscut.workspace.schema.schema import OUTBOX, PEOPLE
from crosscut.workspace.words import word

_LOG = logging.getLogger("crosscut.workspace")
AT_ONCE = 50
"""Notices handed over in one connection, beside the rest of whoever gets one message a day."""
SECONDS = 15.0
"""Seconds that the mail server has for each answer."""
HELD = timedelta(minutes=5)
"""For how long a message is one process's to send; another takes it up where that one died."""
LONGEST_WAIT = timedelta(hours=6)


def deliver(database: Database, mail: Mail, address: str, now: datetime) -> int:
    """Hand over what is due, gathered for those who chose one message a day; how many messages the server took.

    A notice that the server took and whose mark was lost with the process is sent again, by itself under the same
    Message-ID.
    """
    with database.writing() as connection:
        notices.remind(connection, mail.remind_days, now)
        due = _claimed(connection, now)
    if not due:
        return 0
    sent = 0
    try:
        with _connection(mail) as server:
            for letter in _letters(due):
                fault = _hand_over(server, letter, mail, address)
                sent += not fault
                for row in letter:
                    _mark(database, row, fault, now)
    except (OSError, smtplib.SMTPException) as error:
        _LOG.warning("mail: %s:%d: %s", mail.host, mail.port, error)
        with database.writing() as connection:
            for row in due:
                _later(connection, row, str(error), now)
    return sent


def _claimed(connection: Connection, now: datetime) -> list[Row[Any]]:
    query = (
        select(OUTBOX, PEOPLE.c.mail, PEOPLE.c.mail_daily)
        .join(PEOPLE, PEOPLE.c.id == OUTBOX.c.person)
        .where(OUTBOX.c.sent_at.is_(None), OUTBOX.c.next_at <= now, PEOPLE.c.closed_at.is_(None), PEOPLE.c.mail != "")
        .order_by(OUTBOX.c.id)
    )
    rows = list(connection.execute(query.limit(AT_ONCE)))
    whole = {row.person for row in rows if row.mail_daily}
    held = {row.id for row in rows}
    rows += [row for row in connection.execute(query.where(OUTBOX.c.person.in_(whole))) if row.id not in held]
    mine = OUTBOX.c.id.in_([row.id for row in rows])
    connection.execute(update(OUTBOX).where(mine).values(next_at=now + HELD))
    return rows


def _letters(due: Sequence[Row[Any]]) -> list[tuple[Row[Any], ...]]:
    """What goes in one message: all that is due for somebody who chose one a day, else each notice by itself."""
    letters: dict[tuple[str, int], list[Row[Any]]] = {}
    for row in due:
        letters.setdefault(("daily", row.person) if row.mail_daily else ("", row.id), []).append(row)
    return [tuple(rows) for rows in letters.values()]


def _connection(mail: Mail) -> AbstractContextManager[smtplib.SMTP]:
    context = ssl.create_default_context()
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)
    if mail.security == "starttls":
        server.starttls(context=context)
    if mail.user:
        server.login(mail.user, mail.password)
    return server


def _message(letter: Sequence[Row[Any]], mail: Mail, address: str) -> EmailMessage:
    message, row = EmailMessage(), letter[-1]
    gathered = word("mail_digest_subject", count=len(letter))
    subject = row.subject if len(letter) == 1 else f"{gathered.ko} / {gathered.en}"
    message["Subject"] = " ".join(subject.split())
    message["From"] = mail.sender
    message["To"] = row.mail
    message["Date"] = format_datetime(row.made_at)
    message["Message-ID"] = f"<outbox-{row.id}.{row.made_at:%Y%m%d%H%M%S}@{mail.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    told = (f"{each.text}\n\n{address}{each.link}\n" for each in letter)
    message.set_content("\n\n".join(told), charset="utf-8")
    return message


def _hand_over(server: smtplib.SMTP, letter: Sequence[Row[Any]], mail: Mail, address: str) -> str:
    """Why the server does not take it, or it can be no message; empty where it is taken."""
    try:
        server.send_message(_message(letter, mail, address))
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPException, ValueError) as error:
        return str(error)
    return ""


def _mark(database: Database, row: Row[Any], fault: str, now: datetime) -> None:
    with database.writing() as connection:
        if fault:
            _later(connection, row, fault, now)
        else:
            connection.execute(update(OUTBOX).where(OUTBOX.c.id == row.id).values(sent_at=now, fault=""))


def _later(connection: Connection, row: Row[Any], fault: str, now: datetime) -> None:
    """Try again, after twice the time of the try before."""
    wait = min(LONGEST_WAIT, timedelta(minutes=1) * 2 ** min(row.tries, 10))
    values = {"tries": row.tries + 1, "fault": fault[:300], "next_at": now + wait}
    connection.execute(update(OUTBOX).where(OUTBOX.c.id == row.id, OUTBOX.c.sent_at.is_(None)).values(**values))


class Postman(threading.Thread):
    """Looks into the outbox every few seconds while the server runs."""

    def __init__(self, work: Callable[[], int], every: float = 5.0) -> None:
        super().__init__(name="postman", daemon=True)
        self.work, self.every, self.ended = work, every, threading.Event()

    def run(self) -> None:
        """Deliver until the server ends; what goes wrong is logged and tried again."""
        while not self.ended.wait(self.every):
            try:
                while self.work() and not self.ended.is_set():
                    pass
            except CrosscutError as error:
                _LOG.error("mail: %s", error)

    def end(self) -> None:
        """End after what is in hand."""
        self.ended.set()
        self.join(timeout=SECONDS)
