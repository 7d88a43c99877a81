"""Rights as the database itself holds them: the matrix asked with plain statements, as the user that the server is.

What is expected comes from the same statement of the rules as over HTTP, which knows neither the table of rights nor
the policies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, select, text, update
from sqlalchemy.exc import ProgrammingError

from crosscut.workspace import boundaries, rights
from crosscut.workspace.rights import Grant
from crosscut.workspace.schema.approval_schema import MOVE_AMENDMENTS, MOVES, PACKAGES, SIGNINGS
from crosscut.workspace.schema.discussion_schema import JUSTIFICATIONS, THREAD_MESSAGES, THREADS
from crosscut.workspace.schema.listing_schema import LIST_ENDS, LIST_OPINIONS, LISTS
from crosscut.workspace.schema.passkey_schema import PASSKEY_USES, PASSKEYS
from crosscut.workspace.schema.publishing_schema import PUBLICATION_STEPS, PUBLICATIONS
from crosscut.workspace.schema.reading_schema import READINGS
from crosscut.workspace.schema.scenario_schema import POLICIES, SCENARIO_ENDS, SCENARIOS
from crosscut.workspace.schema.schema import (
    ATTACHMENTS,
    CELLS,
    FILINGS,
    FINDINGS,
    MESSAGES,
    RECORD,
    SHEETS,
)
from tests.shortened import some
from tests.workspace import committees, rows_behind_policies, test_past_days, test_rights
from tests.workspace.conftest import MINE, NOW, OTHER, Season, token_of
from tests.workspace.rights_matrix import KEY, OFFICE, READS, WRITES
from tests.workspace.rows_behind_policies import acting, added, seen, statements
from tests.workspace.test_rights import RULES, RightsCase

both = rows_behind_policies.both
season = rows_behind_policies.season


pytestmark = pytest.mark.postgres


busy = test_rights.busy


told = test_past_days.told


@pytest.fixture(scope="module")
def of_committees(both: Season) -> Season:
    """Of the two ministries' questions the first is about the programme of the first committee."""
    return committees.parted(both)


@contextmanager
def acting_of(season: Season, role: str, committee: str) -> Iterator[Connection]:
    """A transaction held to what somebody reaches whose role is for one committee, and that is not kept."""
    held, office = [Grant(1, role, committee=committee)], season.staff.office
    with office.database.engine.connect() as connection, connection.begin() as transaction:
        boundaries.draw(connection, held, places=office.known.places)
        yield connection
        transaction.rollback()


@pytest.mark.parametrize("role", committees.LIMITED)
def test_a_role_for_a_committee_reaches_rows_of_its_programmes_alone(of_committees: Season, role: str) -> None:
    said = RightsCase(role, "open", own=False, hand=False)
    may = {action: RULES[action](said) for action in RULES}
    key = of_committees.staff.office.known.of_ministry[MINE][0].key
    committee = of_committees.staff.office.known.committee(key)
    for of in committees.COMMITTEES:
        its, ministry = of == committee, MINE if of != committees.FAR else OTHER
        with acting_of(of_committees, role, of) as connection:
            for table in (CELLS, SHEETS, RECORD, SCENARIOS, POLICIES, MOVES, PUBLICATIONS):
                assert not seen(connection, table), table.name
            assert seen(connection, ATTACHMENTS) == 0
            found = set(connection.scalars(select(FILINGS.c.ministry)))
            assert found == ({ministry} if may["filing.read"] else set())
            asked = set(connection.scalars(select(FINDINGS.c.ministry)))
            assert asked == ({OTHER} if of == committees.FAR else {MINE} if its else set()) & (
                {MINE, OTHER} if may["finding.read"] else set()
            )
            assert bool(seen(connection, MESSAGES)) == bool(asked)
            for number, place in ((1, MINE), (2, OTHER)):
                mine = its if number == 1 else of == committees.FAR
                for what, (statement, _) in statements(place, number).items():
                    if what in ("answer", "settling"):
                        allowed = mine and what == "settling" and may["finding.settle"]
                        assert added(connection, statement) == allowed, (what, role, of)
                    elif what != "question":
                        assert not added(connection, statement), (what, role, of)
            question = statements(MINE, 1)["question"][0].values(programme=key)
            assert added(connection, question) == (its and may["finding.ask"])
            read = {"kind": "read", "programme": key, "ministry": MINE, "read_by": 1, "read_at": NOW}
            reads = its and (may["reading.read"] or may["reading.settle"])
            assert added(connection, insert(READINGS).values(**read)) == reads


def test_a_role_for_a_committee_meets_the_same_answers_behind_the_policies(season: Season) -> None:
    committees.parted(season)
    filing, other = season.file(season.writer), season.file(season.stranger, OTHER)
    form = {"programme": KEY, "text": "why?"}
    chair = season.staff.join("of it", "chair", committee=committees.CHIPS)
    asked = season.staff.post(chair, f"/filings/{filing}/findings", **form).headers["location"].partition("?")[0]
    pdf = {"file": ("basis.pdf", b"%PDF-1.7 basis")}
    sent = chair.post(f"{asked}/files", data={"token": token_of(chair)}, files=pdf, follow_redirects=False)
    assert sent.status_code == 303
    place = re.search(r"/files/\d+", chair.get(asked).text)[0]
    far = season.staff.join("far", "chair", committee=committees.FAR)
    for client, wanted in ((chair, 200), (season.auditor, 200), (season.writer, 200), (far, 404)):
        assert [client.get(each).status_code for each in (f"/filings/{filing}", asked, place)] == [wanted] * 3
    assert (chair.get(f"/filings/{other}").status_code, far.get(f"/filings/{other}").status_code) == (404, 200)
    assert [each["key"] for each in chair.get(f"/api/filings/{filing}").json()["programmes"]] == [KEY]
    assert season.staff.post(season.writer, f"{asked}/answer", text="because").status_code == 303
    assert season.staff.post(far, f"{asked}/settle", how="accepted", text="x").status_code == 404
    other_chair = season.staff.join("another of it", "chair", committee=committees.CHIPS)
    assert season.staff.post(other_chair, f"{asked}/settle", how="accepted", text="good").status_code == 303


READ: dict[str, tuple[Table, str, Callable[[str], tuple[Any, ...]]]] = {
    "drafts": (CELLS, "request.read", lambda ministry: (CELLS.c.ministry == ministry,)),
    "workbooks": (SHEETS, "request.read", lambda ministry: (SHEETS.c.ministry == ministry,)),
    "filings": (FILINGS, "filing.read", lambda ministry: (FILINGS.c.ministry == ministry,)),
    "findings": (FINDINGS, "finding.read", lambda ministry: (FINDINGS.c.ministry == ministry,)),
    "messages": (MESSAGES, "finding.read", lambda ministry: (MESSAGES.c.finding == (1 if ministry == MINE else 2),)),
}


@pytest.mark.slow
@pytest.mark.parametrize("role", rights.ROLES)
def test_a_statement_reads_what_the_rules_say(both: Season, role: str) -> None:
    for own, ministry in ((True, MINE), (False, OTHER)):
        said = RightsCase(role, "open", own, hand=False)
        with acting(both, role) as connection:
            for what, (table, action, where) in READ.items():
                allowed = role != "public" and RULES[action](said)
                assert bool(seen(connection, table, *where(ministry))) == allowed, (what, role, own)
            minutes = seen(connection, ATTACHMENTS, ATTACHMENTS.c.about == "minutes")
            assert bool(minutes) == (role != "public" and RULES["minutes.read"](said))
            request = (ATTACHMENTS.c.about == "request", ATTACHMENTS.c.ministry == ministry)
            files = role in OFFICE or said.own_ministry
            assert bool(seen(connection, ATTACHMENTS, *request)) == files, (role, own)


@pytest.mark.parametrize("role", some([*rights.ROLES, ""], 5))
def test_what_is_read_and_tried_is_the_offices_alone(both: Season, role: str) -> None:
    row = {"reading": (READINGS, {"kind": "read", "programme": KEY, "ministry": MINE, "read_by": 1, "read_at": NOW})}
    row["scenario"] = (SCENARIOS, {"id": 1, "name": "x", "policy": 1, "made_by": 1, "made_at": NOW})
    row["end"] = (SCENARIO_ENDS, {"scenario": 1, "closed_by": 1, "closed_at": NOW})
    who = {"made_by": 1, "made_at": NOW}
    row["move"] = (MOVES, {"id": 1, "year": 2024, "scenario": 1, **who})
    row["amendment"] = (MOVE_AMENDMENTS, {"move": 1, "amount": 1, "written_by": 1, "written_at": NOW})
    written = {"written_by": 1, "written_at": NOW}
    row["thread"] = (THREADS, {"id": 1, "move": 1, "opened_by": 1, "opened_at": NOW})
    row["remark"] = (THREAD_MESSAGES, {"thread": 1, **written})
    row["justification"] = (JUSTIFICATIONS, {"move": 1, **written})
    row["signing"] = (SIGNINGS, {"move": 1, "signed_by": 1, "signed_at": NOW})
    row["publication"] = (PUBLICATIONS, {"id": 1, **who})
    row["step"] = (PUBLICATION_STEPS, {"publication": 1, "kind": "signed", "done_at": NOW})
    row["list"] = (LISTS, {"id": 1, **who})
    row["other list"] = (LISTS, {"id": 3, **who})
    row["saying"] = (LIST_OPINIONS, {"listing": 1, "written_by": 1, "written_at": NOW})
    row["list end"] = (LIST_ENDS, {"listing": 1, "kind": "returned", "signed_by": 1, "signed_at": NOW})
    row["package"] = (PACKAGES, {"digest": "x", "kept_at": NOW})
    again: dict[str, dict[str, Any]] = {
        "package": {"digest": "y"},
        "scenario": {"id": 2},
        "move": {"id": 2},
        "thread": {"id": 2},
    }
    again |= {"publication": {"id": 2}, "end": {"scenario": 2}, "list": {"id": 2}, "list end": {"listing": 3}}
    said, waiting = RightsCase(role, "open", own=True, hand=False), RightsCase(role, "proposed", own=True, hand=False)
    may = {action: role not in ("public", "") and RULES[action](said) for action in RULES}
    with acting(both, role) as connection:
        with boundaries.whole(connection):
            connection.execute(insert(POLICIES).values(id=1, digest="x", text="x", kept_at=NOW))
            for table, values in row.values():
                connection.execute(insert(table).values(**values))
        for table in (MOVES, MOVE_AMENDMENTS, SIGNINGS, PACKAGES, THREADS, THREAD_MESSAGES, JUSTIFICATIONS):
            assert bool(seen(connection, table)) == may["move.read"]
        for table in (LISTS, LIST_OPINIONS, LIST_ENDS):
            assert bool(seen(connection, table)) == may["list.read"]
        for table in (PUBLICATIONS, PUBLICATION_STEPS):
            assert bool(seen(connection, table)) == may["publication.read"]
        sees = may["reading.see"] or may["reading.read"] or may["reading.settle"]
        assert bool(seen(connection, READINGS)) == sees
        for table in (SCENARIOS, SCENARIO_ENDS, POLICIES):
            assert bool(seen(connection, table)) == may["scenario.read"]
        for what, allowed in (
            ("reading", may["reading.read"] or may["reading.settle"]),
            ("scenario", may["scenario.open"]),
            ("end", may["scenario.close"]),
            ("move", may["move.propose"]),
            ("amendment", RULES["move.amend"](waiting)),
            ("signing", RULES["move.sign"](waiting)),
            ("thread", may["move.discuss"]),
            ("remark", may["move.discuss"]),
            ("justification", RULES["move.justify"](waiting)),
            ("package", RULES["move.sign"](waiting)),
            ("list", may["list.propose"]),
            ("saying", RULES["list.discuss"](waiting)),
            ("list end", RULES["list.confirm"](waiting)),
            ("publication", may["publication.prepare"]),
            ("step", role in {"coordinator", "approver"}),
        ):
            table, values = row[what]
            refused = nullcontext() if allowed else pytest.raises(ProgrammingError, match="row-level security")
            with refused, connection.begin_nested():
                connection.execute(insert(table).values(**{**values, **again.get(what, {})}))


@pytest.mark.parametrize("role", [*rights.ROLES, ""])
def test_a_passkey_is_its_owners_and_ended_by_administrators(both: Season, role: str) -> None:
    mine = {"name": "x", "handle": "x", "public_key": "x", "count": 0, "synced": False, "made_at": NOW}
    with acting(both, role, person=1) as connection:
        with boundaries.whole(connection):
            for person in (1, 2):
                kept = {"id": 900 + person, "person": person, "credential": str(person)}
                connection.execute(insert(PASSKEYS).values(**mine, **kept))
                connection.execute(insert(PASSKEY_USES).values(passkey=900 + person, count=1, used_at=NOW))
        sees = 2 if role in {"administrator", "auditor"} else 1
        assert (seen(connection, PASSKEYS), seen(connection, PASSKEY_USES)) == (sees, sees)
        assert added(connection, insert(PASSKEYS).values(**mine, person=1, credential="mine"))
        assert not added(connection, insert(PASSKEYS).values(**mine, person=2, credential="theirs"))
        ended = [
            connection.execute(update(PASSKEYS).where(PASSKEYS.c.id == each).values(ended_at=NOW)).rowcount
            for each in (901, 902)
        ]
        assert ended == [1, 1 if role == "administrator" else 0]
        assert not connection.execute(update(PASSKEY_USES).values(count=0)).rowcount, "counters are the server's"


def test_an_act_of_nobody_reads_nothing_and_the_server_itself_all(both: Season) -> None:
    tables = (CELLS, SHEETS, FILINGS, FINDINGS, MESSAGES, ATTACHMENTS, RECORD)
    with acting(both, "") as connection:
        assert [seen(connection, table) for table in tables] == [0] * len(tables)
        with boundaries.whole(connection):
            assert all(seen(connection, table) for table in tables)
        assert [seen(connection, table) for table in tables] == [0] * len(tables)
    with both.staff.office.database.reading() as connection:
        assert all(seen(connection, table) for table in tables)


def test_the_record_is_read_as_far_as_the_rules_say(both: Season) -> None:
    areas = {
        "auditor": {"people", "calls", "filings", "findings", "jobs"},
        "coordinator": {"people", "calls", "filings", "findings", "jobs"},
        "administrator": {"people", "calls", "jobs"},
        "writer": {"calls", "filings", "findings"},
        "head": {"calls", "filings", "findings"},
    }
    with both.staff.office.database.reading() as connection:
        there = set(connection.scalars(select(RECORD.c.area)))
    for role in rights.ROLES:
        with acting(both, role) as connection:
            assert set(connection.scalars(select(RECORD.c.area))) == areas.get(role, set()) & there, role
            if role in rights.OF_MINISTRIES:
                found = set(connection.scalars(select(RECORD.c.ministry).where(RECORD.c.area != "calls")))
                assert found == {MINE}


def test_a_token_reaches_no_more_than_it_was_made_for(both: Season) -> None:
    with both.staff.office.database.reading() as connection:
        boundaries.draw(connection, [Grant(1, "writer", MINE)], frozenset({"call.read", "filing.read"}))
        assert seen(connection, FILINGS)
        assert not seen(connection, CELLS)
        assert not seen(connection, RECORD)


def test_what_an_act_may_reach_ends_with_it(both: Season) -> None:
    database = both.staff.office.database
    with database.reading() as connection:
        boundaries.draw(connection, [])
        mine = connection.connection.info.get("pid", connection.scalar(text("SELECT pg_backend_pid()")))
    with database.reading() as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) == mine
        assert seen(connection, FILINGS) == 2


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_pages_and_programs_answer_as_without_it(season: Season, busy: dict[str, str]) -> None:
    """Of the addresses, which are all asked without policies, a sixth in the short form: others in each run."""
    test_rights.reads(season, busy, some(READS, len(READS) // 6))
    test_rights.writes(season, busy, some(WRITES, len(WRITES) // 6))


@pytest.mark.slow
def test_past_days_are_the_same_behind_the_policies(season: Season, told: dict[str, str]) -> None:
    test_past_days.test_a_call_its_filings_and_extensions_stand_as_on_the_day(season, told)
    test_past_days.test_questions_and_threads_stand_as_on_the_day(season, told)
    test_past_days.test_the_record_and_its_checkpoint_stand_as_on_the_day(season, told)
    test_past_days.test_whoever_sees_it_today_sees_it_then_and_nobody_else(season, told)
