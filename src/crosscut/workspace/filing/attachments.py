"""Which files belong to a request or a question: their facts, without their content."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from crosscut.workspace.schema.columns import before
from crosscut.workspace.schema.schema import ATTACHMENT_ENDS, ATTACHMENTS

REQUEST = "request"
FACTS = tuple(each for each in ATTACHMENTS.c if each.name != "content")


def of_request(connection: Connection, call: int, ministry: str) -> list[Row[Any]]:
    """The attachments that a draft has, without their content."""
    ended = select(ATTACHMENT_ENDS.c.attachment)
    here = (ATTACHMENTS.c.call == call, ATTACHMENTS.c.ministry == ministry, ATTACHMENTS.c.about == REQUEST)
    query = select(*FACTS).where(*here, ATTACHMENTS.c.id.not_in(ended))
    return list(connection.execute(query.order_by(ATTACHMENTS.c.id)))


def of_finding(connection: Connection, finding: int, until: datetime | None = None) -> list[Row[Any]]:
    """The attachments of a question, or those at a moment, without their content."""
    here = (ATTACHMENTS.c.about == f"finding {finding}", *before(ATTACHMENTS.c.sent_at, until))
    query = select(*FACTS).where(*here)
    return list(connection.execute(query.order_by(ATTACHMENTS.c.id)))
