"""Every wrong, forged, late or copied answer of a passkey is refused."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from crosscut.workspace import record, verification
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.people import passkey_ceremonies, passkeys
from crosscut.workspace.people.passkey_place import PasskeyPlace
from crosscut.workspace.people.passkeys import KnownPasskey
from tests.workspace.authenticator import BACKED_UP, PRESENT, VERIFIED, Authenticator, data, text
from tests.workspace.conftest import Staff, token_of
from tests.workspace.passkey_office import (
    NAMED,
    added,
    asked,
    at_home,
    joined,
    keep,
    kept,
    options,
    present,
    recorded,
    signed_in,
)

HERE = PasskeyPlace("localhost", NAMED)


COLUMNS = "person, name, credential, handle, public_key, count, synced, made_at"


SLIPPED_IN = COLUMNS.replace("credential", "'x'")


Wrong = Callable[[Authenticator], Authenticator]


WRONG: dict[str, Wrong] = {
    "another origin": lambda key: replace(key, origin="http://localhost:9999"),
    "a page elsewhere": lambda key: replace(key, origin="https://budget.example"),
    "another name": lambda key: replace(key, name="example.go.kr"),
    "within another page": lambda key: replace(key, cross=True),
    "nobody verified": lambda key: replace(key, flags=PRESENT),
    "nobody present": lambda key: replace(key, flags=VERIFIED),
    "another ceremony": lambda key: replace(key, kind="payment.get"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_answer_signs_nobody_in(staff: Staff, wrong: str) -> None:
    key = added(joined(staff))
    browser = at_home(staff)
    answer = present(browser, WRONG[wrong](key).use(asked(browser)))
    assert answer.status_code == 401, wrong
    assert kept(browser) is None
    assert recorded(staff)[-1][:3] == ("sign.fail", "", "Kim")


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_answer_adds_nothing(staff: Staff, wrong: str) -> None:
    client = joined(staff)
    bad = WRONG[wrong](Authenticator())
    form = {"passkey": "key", "answer": bad.make(options(client, "key")), "token": token_of(client)}
    assert client.post("/account/passkeys", data=form).status_code == 422
    assert not client.get("/api/people/1/passkeys").json()


FORGED: dict[str, Wrong] = {
    "another key": lambda key: replace(key, key=Authenticator().key),
    "no handle": lambda key: replace(key, handle=""),
    "another handle": lambda key: replace(key, handle="AAAA"),
    "an unknown credential": lambda key: replace(key, credential=b"unknown"),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_answer_signs_nobody_in(staff: Staff, forged: str) -> None:
    key = added(joined(staff))
    browser = at_home(staff)
    assert present(browser, FORGED[forged](key).use(asked(browser))).status_code == 401


def test_the_credential_of_one_person_is_no_other_persons(staff: Staff) -> None:
    """Neither with the key of one and the name of the other, nor by adding what somebody has already."""
    mine, theirs = added(joined(staff)), added(joined(staff, "Lee", "auditor"))
    browser = at_home(staff)
    assert present(browser, replace(theirs, credential=mine.credential).use(asked(browser))).status_code == 401
    assert present(browser, replace(mine, handle=theirs.handle).use(asked(browser))).status_code == 401
    client = staff.clients["Lee"]
    form = {"passkey": "stolen", "answer": mine.make(options(client, "stolen")), "token": token_of(client)}
    assert client.post("/account/passkeys", data=form).status_code == 422
    assert staff.post(client, "/account/passkeys/1/end").status_code == 404


def test_a_challenge_is_answered_once_by_whom_it_was_given_to_and_in_time(staff: Staff) -> None:
    client = joined(staff)
    key = added(client)
    browser, other = at_home(staff), at_home(staff)
    challenge = asked(browser)
    cookie = kept(browser, "passkey")
    answer = key.use(challenge)
    assert present(other, answer).status_code == 401, "another browser has no such challenge"
    assert present(browser, answer).status_code == 303
    again = at_home(staff)
    keep(again, cookie, "passkey")
    assert present(again, answer).status_code == 401, "it was good once"
    late = at_home(staff)
    answer = key.use(asked(late))
    staff.clock.pass_by(minutes=6)
    assert present(late, answer).status_code == 401
    wrong = at_home(staff)
    keep(wrong, kept(client))
    assert present(wrong, key.use(options(client, "more"))).status_code == 401, "a challenge for adding one"


def test_a_challenge_is_over_after_a_wrong_answer_too(staff: Staff) -> None:
    key = added(joined(staff))
    browser = at_home(staff)
    challenge = asked(browser)
    cookie = kept(browser, "passkey")
    assert present(browser, replace(key, flags=PRESENT).use(challenge)).status_code == 401
    keep(browser, cookie, "passkey")
    assert present(browser, key.use(challenge)).status_code == 401


def test_the_challenge_of_one_is_not_answered_under_anothers_account(staff: Staff) -> None:
    client, other = joined(staff), joined(staff, "Lee", "auditor")
    made = Authenticator().make(options(client, "key"))
    keep(other, kept(client, "passkey"), "passkey")
    form = {"passkey": "key", "answer": made, "token": token_of(other)}
    assert other.post("/account/passkeys", data=form).status_code == 422


@pytest.mark.parametrize("count", [0, 5, 6])
def test_a_copy_is_told_by_its_counter_and_ends_with_the_original(staff: Staff, count: int) -> None:
    key = added(joined(staff), key=Authenticator(count=5))
    signed_in(staff, key)
    browser = at_home(staff)
    answer = present(browser, replace(key, count=count - 1 if count else 0).use(asked(browser)))
    assert answer.status_code == 401
    assert "복제" in answer.text or "copied" in answer.text
    assert ("account.passkey", "blue key", "", passkeys.COPIED) in recorded(staff)
    again = at_home(staff)
    assert present(again, key.use(asked(again))).status_code == 401


def test_a_counter_that_always_says_nought_is_no_copy(staff: Staff) -> None:
    key = added(joined(staff), key=Authenticator(flags=PRESENT | VERIFIED | BACKED_UP))
    for _ in range(3):
        key.count = -1
        signed_in(staff, key)
    page = staff.clients["Kim"].get("/account?lang=en").text
    assert "may be on several machines" in page


def test_forms_without_their_token_add_and_end_nothing(staff: Staff) -> None:
    client = joined(staff)
    assert client.post("/account/passkeys/options", params={"name": "x"}).status_code == 403
    key = Authenticator()
    form = {"passkey": "key", "answer": key.make(options(client, "key")), "token": "wrong"}
    assert client.post("/account/passkeys", data=form).status_code == 403
    added(client)
    assert client.post("/account/passkeys/1/end", data={"token": "wrong"}).status_code == 403


@pytest.mark.slow
def test_tries_are_counted_by_where_they_come_from(staff: Staff) -> None:
    staff.join("Kim")
    browser = at_home(staff)
    answers = [present(browser, "{}").status_code for _ in range(201)]
    assert set(answers[:200]) == {401}
    assert answers[200] == 429


def test_a_passkey_that_is_slipped_in_or_exchanged_behind_the_record_is_named(staff: Staff) -> None:
    client = joined(staff)
    added(client)
    added(client, "second")
    assert staff.post(client, "/account/passkeys/2/end").status_code == 303
    signed_in(staff, added(client, "third"))
    proved = verification.prove(staff.folder)
    assert proved is not None
    assert proved.faults == ()
    for statement in (
        "UPDATE ws_passkeys SET public_key = 'AAAA' WHERE id = 1",
        "UPDATE ws_passkeys SET ended_at = NULL WHERE id = 2",
        "DELETE FROM ws_passkeys WHERE id = 2",
        f"INSERT INTO ws_passkeys ({COLUMNS}) SELECT {SLIPPED_IN} FROM ws_passkeys WHERE id = 1",
    ):
        with staff.office.database.engine.connect() as connection, connection.begin() as transaction:
            connection.execute(sql("PRAGMA defer_foreign_keys = ON"))
            assert connection.execute(sql(statement)).rowcount == 1
            assert record.prove(connection), statement
            transaction.rollback()


def known_of(key: Authenticator, answer: str, challenge: str) -> KnownPasskey:
    made = passkey_ceremonies.made(answer, challenge, HERE)
    return KnownPasskey(1, 1, "x", key.handle, made.public_key, made.count)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(at=st.integers(0, 4000), by=st.integers(1, 255), which=st.sampled_from(["make", "use"]), cut=st.booleans())
def test_whatever_byte_is_changed_the_answer_is_refused_in_words(*, at: int, by: int, which: str, cut: bool) -> None:
    """A changed byte of any part, or a part cut short; keys that nobody signed for are the one thing left open."""
    key, challenge = Authenticator(), "A" * 43
    asked_for = {"challenge": challenge, "user": {"id": "BBBB"}}
    made = key.make(asked_for)
    known = known_of(key, made, challenge)
    whole = json.loads(made if which == "make" else key.use(asked_for))
    name = sorted(whole["response"])[at % len(whole["response"])]
    changed = bytearray(data(whole["response"][name]))
    changed[at % len(changed)] ^= by
    if cut:
        changed = changed[: at % len(changed)]
    whole["response"][name] = text(bytes(changed))
    answer = json.dumps(whole)
    with contextlib.suppress(WorkspaceError) if which == "make" else pytest.raises(WorkspaceError):
        if which == "make":
            passkey_ceremonies.made(answer, challenge, HERE)
        else:
            passkey_ceremonies.counted(answer, challenge, HERE, known)


@pytest.mark.parametrize("answer", ["", "x" * 20000, "{}", "[]", "null", '{"id": 1}', "[" * 15000])
def test_what_is_no_answer_is_refused_in_words(answer: str) -> None:
    with pytest.raises(WorkspaceError):
        passkey_ceremonies.credential_of(answer)
