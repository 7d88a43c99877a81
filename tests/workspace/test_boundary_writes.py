"""What a statement adds behind the policies of the database, and the record that nobody adds to by himself."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, text

from crosscut.ledger.errors import LedgerError
from crosscut.workspace import boundaries, rights, verification
from crosscut.workspace.schema.schema import RECORD
from tests.workspace import rows_behind_policies
from tests.workspace.conftest import MINE, NOW, OTHER, POLICY, Season
from tests.workspace.rows_behind_policies import acting, added, statements
from tests.workspace.test_rights import RULES, RightsCase

both = rows_behind_policies.both
season = rows_behind_policies.season


pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("role", rights.ROLES)
def test_a_statement_adds_what_the_rules_say(both: Season, role: str) -> None:
    for own, ministry, finding in ((True, MINE, 1), (False, OTHER, 2)):
        said = RightsCase(role, "open", own, hand=False)
        with acting(both, role) as connection:
            for what, (statement, action) in statements(ministry, finding).items():
                allowed = role != "public" and RULES[action](said)
                assert added(connection, statement) == allowed, (what, role, own)


def test_nobody_adds_to_the_record_by_himself(both: Season) -> None:
    values = {"number": 9999, "at": NOW, "action": "sign.in"}
    for role in rights.ROLES:
        with acting(both, role) as connection:
            assert not added(connection, insert(RECORD).values(**values)), role


def test_a_scenario_is_closed_behind_the_policies(season: Season) -> None:
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    made = season.staff.post(season.coordinator, "/scenarios", name="Dropped", why="test")
    place = made.headers["location"].partition("?")[0]
    assert season.staff.post(season.coordinator, f"{place}/close", reason="Nobody pursues it").status_code == 303
    for name, seen in (("auditor", True), ("council", False)):
        answer = season.staff.clients[name].get(f"/api{place}")
        assert (answer.status_code == 200) == seen
    assert season.auditor.get(f"/api{place}").json()["closed"]["by"] == "coordinator"
    assert [each["closed_at"] is None for each in season.auditor.get("/api/scenarios").json()] == [False]
    with pytest.raises(LedgerError, match="append-only"), season.staff.office.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM ws_scenario_ends")


def test_what_acts_of_many_sealed_is_whole(both: Season) -> None:
    url = both.staff.office.database.engine.url.set(drivername="postgresql")
    proved = verification.prove_at(url.render_as_string(hide_password=False), "")
    assert proved is not None
    assert (proved.filings, proved.faults) == (2, ())


def test_policies_that_are_off_are_named(both: Season) -> None:
    with both.staff.office.database.engine.connect() as connection, connection.begin() as transaction:
        assert boundaries.unprotected(connection) == []
        connection.execute(text("ALTER TABLE ws_cells NO FORCE ROW LEVEL SECURITY"))
        assert [each.message.en for each in verification._unprotected(connection)] == [
            "the policies that hold statements on ws_cells to what people may reach are off"
        ]
        transaction.rollback()


def test_not_even_the_owner_changes_what_people_did_while_they_are_on(both: Season) -> None:
    with both.staff.office.database.engine.connect() as connection, connection.begin() as transaction:
        connection.execute(text("ALTER TABLE ws_cells DISABLE TRIGGER USER"))
        assert connection.execute(text("UPDATE ws_cells SET value = 'x'")).rowcount == 0
        assert connection.execute(text("DELETE FROM ws_cells")).rowcount == 0
        transaction.rollback()
