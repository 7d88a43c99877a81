"""Tampering with what may change: accounts, roles, delegations, identities and calls, as the database's owner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, text

from crosscut.workspace import record, verification
from tests.workspace.conftest import MINE, Season, join_by_first_password, local

PASSWORD = "a sentence that is long enough"
TAMPERED = {
    "a role slipped in": (
        "INSERT INTO ws_grants (person, role, starts_at, reason, given_at, exception) "
        "SELECT 1, 'administrator', starts_at, '', given_at, 'server' FROM ws_grants WHERE id = 1"
    ),
    "a role raised": "UPDATE ws_grants SET role = 'administrator' WHERE person = 1",
    "a role moved to another ministry": "UPDATE ws_grants SET ministry = 'me' WHERE person = 1",
    "a role confirmed": "UPDATE ws_grants SET confirmed_at = given_at, confirmed_by = 11 WHERE person = 13",
    "a role taken out": "DELETE FROM ws_grants WHERE person = 6",
    "a role that had ended": "UPDATE ws_grants SET ended_at = NULL WHERE person = 15",
    "another password": "UPDATE ws_people SET password = 'x' WHERE id = 13",
    "an account opened again": "UPDATE ws_people SET closed_at = NULL WHERE id = 15",
    "another name": "UPDATE ws_people SET name = 'Nobody' WHERE id = 3",
    "another address": "UPDATE ws_people SET mail = 'else@example.go.kr' WHERE id = 13",
    "somebody new": "INSERT INTO ws_people (name, invented, added_at) SELECT 'New', invented, added_at FROM ws_people "
    "WHERE id = 1",
    "somebody gone": "DELETE FROM ws_people WHERE id = 14",
    "a delegation for longer": "UPDATE ws_delegations SET ends_at = '2099-01-01 00:00:00.000000'",
    "an identity": (
        "INSERT INTO ws_identities (person, issuer, subject, given_by, given_at) "
        "SELECT 11, 'https://x', 'me', 11, added_at FROM ws_people WHERE id = 1"
    ),
    "a ministry in another group": "UPDATE ws_call_ministries SET \"group\" = 2 WHERE ministry = 'me'",
    "a ministry uninvited": "DELETE FROM ws_call_ministries WHERE ministry = 'me'",
    "a later closing": "UPDATE ws_call_groups SET closes_at = '2099-01-01 00:00:00.000000'",
}


def lived_in(season: Season) -> Season:
    """Everything that changes people and calls has been done once."""
    staff, administrator = season.staff, season.administrator
    for name in ("Lee", "Park", "Choi"):
        page = staff.post(administrator, "/people", name=name).text
        client = join_by_first_password(staff, page, name, PASSWORD)
        staff.clients[name] = client
    people = {"Lee": 13, "Park": 14, "Choi": 15}
    for name, role in (("Lee", "reviewer"), ("Choi", "chair")):
        assert staff.post(administrator, f"/people/{people[name]}/roles", role=role, reason="x").status_code == 303
    staff.join("second", "administrator")
    grants = {row.person: row.id for row in _rows(season, "ws_grants")}
    staff.post(staff.clients["second"], f"/people/15/roles/{grants[15]}/confirm")
    staff.post(staff.clients["Lee"], "/account/password", former=PASSWORD, password=f"{PASSWORD} indeed")
    staff.post(staff.clients["Lee"], "/account/mail", mail="lee@example.go.kr")
    staff.post(administrator, "/people/14/password", reason="forgot it")
    ends = local(staff.clock.now + timedelta(days=3))
    form = {"grant": str(grants[5]), "taker": "6", "ends": ends, "reason": "leave"}
    assert staff.post(season.reviewer, "/account/delegations", **form).status_code == 303
    assert staff.post(administrator, f"/people/15/roles/{grants[15]}/end", reason="x").status_code == 303
    assert staff.post(administrator, "/people/15/close", reason="left").status_code == 303
    return season


def _rows(season: Season, table: str):
    with season.staff.office.database.reading() as connection:
        return connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).all()


def test_all_that_is_done_with_people_and_calls_is_sealed(season: Season) -> None:
    proved = verification.prove(lived_in(season).staff.folder)
    assert proved is not None
    assert proved.faults == ()


def test_whatever_is_changed_behind_the_record_is_named(season: Season) -> None:
    database = lived_in(season).staff.office.database
    for what, statement in TAMPERED.items():
        with database.engine.connect() as connection, connection.begin() as transaction:
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            done = connection.execute(text(statement))
            assert done.rowcount >= 1, what
            assert faults(connection), what
            transaction.rollback()
    with database.reading() as connection:
        assert not faults(connection)


def faults(connection: Connection) -> list[str]:
    return [each.message.en for each in record.prove(connection)]


def test_the_fault_says_whose_and_since_when(season: Season) -> None:
    database = season.staff.office.database
    with database.engine.connect() as connection, connection.begin() as transaction:
        connection.execute(text("UPDATE ws_grants SET role = 'administrator' WHERE person = 1"))
        (said,) = faults(connection)
        assert said.startswith("account, roles, delegations, identities or passkeys of person 1 are not as entry ")
        transaction.rollback()


def test_signing_in_does_not_cover_it_up(season: Season) -> None:
    with season.staff.office.database.writing() as connection:
        connection.execute(text("UPDATE ws_grants SET role = 'administrator' WHERE person = 1"))
    season.staff.sign_in("writer")
    assert season.writer.get("/people").status_code == 200
    with season.staff.office.database.reading() as connection:
        assert len(faults(connection)) == 1


@pytest.mark.parametrize("ministry", [MINE])
def test_what_a_ministry_does_adds_no_such_digest(season: Season, ministry: str) -> None:
    """The cost of a write at a deadline stays what it was: only acts about people and calls read their rows."""
    season.file(season.writer, ministry)
    with season.staff.office.database.reading() as connection:
        last = connection.scalar(text("SELECT sealed FROM ws_record ORDER BY number DESC LIMIT 1"))
    assert '"stands":{}' in last
