"""Seasons whose rows stand behind the policies of the database, and statements of people who act there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Insert, Table, func, insert, select
from sqlalchemy.exc import ProgrammingError

from crosscut.workspace import boundaries, rights
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.receipts import Signer
from crosscut.workspace.rights import Grant
from crosscut.workspace.schema.schema import (
    ATTACHMENT_ENDS,
    ATTACHMENTS,
    CELLS,
    FILINGS,
    FINDINGS,
    MESSAGES,
    SHEETS,
)
from tests.workspace.conftest import MINE, NOW, OTHER, Season, Seats, season_on_a_server, token_of
from tests.workspace.rights_matrix import KEY
from tests.workspace.served import ServedOffice


@pytest.fixture
def season(postgres_season: Season) -> Season:
    """The season of these tests is on a server."""
    return postgres_season


@pytest.fixture(scope="module")
def both(
    made: tuple[Path, Known, Signer],
    season_served: tuple[ServedOffice, Seats],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Season]:
    """Two ministries have drafts, files, workbooks, filings and questions; the office has minutes."""
    for season in season_on_a_server(made, season_served, tmp_path_factory.mktemp("both") / "demo"):
        yield filled(season)


def filled(season: Season) -> Season:
    pdf = {"file": ("basis.pdf", b"%PDF-1.7 basis")}
    for name, ministry in (("writer", MINE), ("stranger", OTHER)):
        client, place = season.staff.clients[name], season.draft(ministry)
        key = client.get(season.api(ministry)).json()["programmes"][0]["key"]
        season.staff.post(client, f"{place}/programmes/{key}", amount="1", reason="x", version="0")
        client.post(f"{place}/files", data={"token": token_of(client)}, files=pdf)
        book = {"sheet": ("request.xlsx", client.get(f"{place}/workbook.xlsx").content)}
        client.post(f"{place}/workbook", data={"token": token_of(client)}, files=book)
        number = season.file(client, ministry)
        form = {"programme": key, "text": "why?"}
        assert season.staff.post(season.reviewer, f"/filings/{number}/findings", **form).status_code == 303
    data = {"token": token_of(season.coordinator)}
    season.coordinator.post(f"/minutes/{season.call}/files", data=data, files=pdf)
    return season


@contextmanager
def acting(season: Season, role: str, ministry: str = MINE, person: int = 0) -> Iterator[Connection]:
    """A transaction that is held to what somebody with a role reaches, and that is not kept."""
    held = [Grant(1, role, ministry if role in rights.OF_MINISTRIES else "")] if role else []
    with season.staff.office.database.engine.connect() as connection, connection.begin() as transaction:
        boundaries.draw(connection, held, person=person)
        yield connection
        transaction.rollback()


def seen(connection: Connection, table: Table, *where: Any) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def statements(ministry: str, finding: int) -> dict[str, tuple[Insert, str]]:
    """One row more in each table, with the action that allows it."""
    cell = {"call": 1, "ministry": ministry, "programme": KEY, "field": "amount", "written_by": 1, "written_at": NOW}
    filing = {"number": "x", "call": 1, "ministry": ministry, "total": 1, "programmes": 1, "late": False}
    file = {"call": 1, "name": "x", "size": 1, "content": b"x", "sent_by": 1, "sent_at": NOW}
    message = {"finding": finding, "text": "x", "written_by": 1, "written_at": NOW}
    question = {"call": 1, "ministry": ministry, "amount": 1, "asked_by": 1, "asked_of": 1, "asked_at": NOW}
    sheet = {"call": 1, "ministry": ministry, "sent_by": 1, "sent_at": NOW}
    return {
        "draft": (insert(CELLS).values(**cell), "request.write"),
        "workbook": (insert(SHEETS).values(**sheet), "request.write"),
        "filing": (insert(FILINGS).values(**filing, filed_by=1, filed_at=NOW), "request.file"),
        "file": (insert(ATTACHMENTS).values(**file, ministry=ministry, about="request"), "request.write"),
        "end of a file": (
            insert(ATTACHMENT_ENDS).values(attachment=finding, ended_by=1, ended_at=NOW),
            "request.write",
        ),
        "question": (insert(FINDINGS).values(**question), "finding.ask"),
        "answer": (insert(MESSAGES).values(**message, kind="answered"), "finding.answer"),
        "settling": (insert(MESSAGES).values(**message, kind="accepted"), "finding.settle"),
        "minutes": (insert(ATTACHMENTS).values(**file, about="minutes"), "minutes.write"),
    }


def added(connection: Connection, statement: Insert) -> bool:
    """Whether the database lets a row in; it is taken out again."""
    point = connection.begin_nested()
    try:
        connection.execute(statement)
    except ProgrammingError as error:
        if error.orig.sqlstate != "42501":
            raise
        return False
    finally:
        point.rollback()
    return True
