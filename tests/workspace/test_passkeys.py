"""Passkeys: added, signed in with, ended; every wrong answer refused; roles that hold with one alone."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from starlette.testclient import TestClient

from crosscut.workspace import record, verification
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.office_settings import Oidc, Passkeys, Running
from crosscut.workspace.people import passkey_ceremonies, passkeys
from crosscut.workspace.people.passkey_place import PasskeyPlace, place_of
from crosscut.workspace.people.passkeys import KnownPasskey
from tests.workspace.authenticator import BACKED_UP, PRESENT, VERIFIED, Authenticator, data, text
from tests.workspace.conftest import Staff, join_by_first_password, token_of

NAMED = "http://localhost"
PASSWORD = "a sentence that is long enough"
HERE = PasskeyPlace("localhost", NAMED)
COLUMNS = "person, name, credential, handle, public_key, count, synced, made_at"
SLIPPED_IN = COLUMNS.replace("credential", "'x'")


def at_home(staff: Staff) -> TestClient:
    """A browser that has opened the workspace by its name."""
    client = staff.client()
    client.base_url = NAMED
    client.headers["origin"] = NAMED
    return client


def keep(client: TestClient, value: str, name: str = "session") -> None:
    """A cookie as a browser at that name keeps it."""
    client.cookies.set(name, value, domain="localhost.local")


def kept(client: TestClient, name: str = "session") -> str | None:
    return client.cookies.get(name, domain="localhost.local")


def joined(staff: Staff, name: str = "Kim", role: str = "administrator", **more: str) -> TestClient:
    """Somebody who is signed in under the name that passkeys belong to."""
    cookie = staff.join(name, role, **more).cookies["session"]
    client = at_home(staff)
    keep(client, cookie)
    staff.clients[name] = client
    return client


def options(client: TestClient, name: str) -> dict:
    headers = {"x-form-token": token_of(client), "accept": "application/json"}
    answer = client.post("/account/passkeys/options", params={"name": name}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def added(client: TestClient, name: str = "blue key", key: Authenticator | None = None) -> Authenticator:
    """A passkey of whoever a browser is signed in as."""
    key = key or Authenticator()
    form = {"passkey": name, "answer": key.make(options(client, name)), "token": token_of(client)}
    answer = client.post("/account/passkeys", data=form, follow_redirects=False)
    assert answer.status_code == 303, re.findall(r'role="alert".*?</div>', answer.text, re.S)
    return key


def asked(client: TestClient) -> dict:
    answer = client.post("/sign-in/passkey/options", headers={"accept": "application/json"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def present(client: TestClient, answer: str, **form: str):
    return client.post("/sign-in/passkey", data={"answer": answer, **form}, follow_redirects=False)


def signed_in(staff: Staff, key: Authenticator) -> TestClient:
    client = at_home(staff)
    answer = present(client, key.use(asked(client)))
    assert answer.status_code == 303, answer.text
    return client


def recorded(staff: Staff) -> list[tuple[str, str, str, str]]:
    with staff.office.database.reading() as connection:
        rows = connection.execute(sql("SELECT action, before, after, reason FROM ws_record ORDER BY number"))
        return [tuple(each) for each in rows]


def test_one_signs_in_with_a_passkey_alone_and_the_record_says_so(staff: Staff) -> None:
    client = joined(staff)
    key = added(client)
    assert ("account.passkey", "", "blue key", "") in recorded(staff)
    other = signed_in(staff, key)
    page = other.get("/account?lang=en").text
    assert "Kim" in page
    assert "last used 2027-03-01" in page
    assert recorded(staff)[-1][:3] == ("sign.in", "", "by passkey")
    assert "with a passkey" in other.get("/record?lang=en").text
    assert "blue key" in other.get("/record?lang=en").text


def test_what_is_asked_is_a_discoverable_key_and_a_verified_person(staff: Staff) -> None:
    client = joined(staff)
    first, second = (options(client, name) for name in ("one", "two"))
    assert first["challenge"] != second["challenge"]
    assert len(data(first["challenge"])) == 32
    assert first["rp"] == {"id": "localhost", "name": staff.office.known.settings.title.en}
    wanted = first["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")
    assert "Kim" not in first["user"]["id"]
    assert asked(client)["userVerification"] == "required"
    assert asked(client)["allowCredentials"] == []
    added(client, "one", Authenticator(credential=b"first one of that person"))
    assert [data(each["id"]) for each in options(client, "two")["excludeCredentials"]] == [b"first one of that person"]


def test_a_person_has_several_which_are_named_and_ended_one_by_one(staff: Staff) -> None:
    client = joined(staff)
    keys = [added(client, name) for name in ("blue key", "telephone")]
    assert len({each.handle for each in keys}) == 1, "one person towards all authenticators"
    page = client.get("/account?lang=en").text
    assert page.count("/account/passkeys/") - page.count("/account/passkeys/options") == 2
    again = client.post("/account/passkeys/options", params={"name": "telephone"}, headers=_headers(client))
    assert again.json()["error"]["message"] == "You have a passkey of that name."
    assert staff.post(client, "/account/passkeys/1/end").status_code == 303
    assert recorded(staff)[-1][:3] == ("account.passkey", "blue key", "")
    assert present(at_home(staff), keys[0].use(asked(at_home(staff)))).status_code == 401
    signed_in(staff, keys[1])
    assert staff.post(client, "/account/passkeys/1/end").status_code == 404


def _headers(client: TestClient) -> dict[str, str]:
    return {"x-form-token": token_of(client), "accept": "application/json"}


def test_ten_are_enough(staff: Staff) -> None:
    client = joined(staff)
    for number in range(passkeys.MOST):
        added(client, f"key {number}")
    answer = client.post("/account/passkeys/options", params={"name": "one more"}, headers=_headers(client))
    assert (answer.status_code, answer.json()["error"]["column"]) == (422, "passkey")


def test_an_ended_passkey_lets_nobody_in_and_is_never_added_again(staff: Staff) -> None:
    client = joined(staff)
    key = added(client)
    staff.post(client, "/account/passkeys/1/end")
    browser = at_home(staff)
    answer = present(browser, key.use(asked(browser)))
    assert answer.status_code == 401
    assert kept(browser) is None
    assert recorded(staff)[-1][:3] == ("sign.fail", "", "(passkey)")
    form = {"passkey": "again", "answer": key.make(options(client, "again")), "token": token_of(client)}
    assert client.post("/account/passkeys", data=form).status_code == 422


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


def test_an_administrator_recovers_whoever_lost_theirs(staff: Staff) -> None:
    administrator, lost = joined(staff), joined(staff, "Lee", "auditor")
    key = added(lost)
    added(administrator)
    assert staff.post(administrator, "/people/2/passkeys/1/end", reason=" ").status_code == 422
    assert staff.post(administrator, "/people/1/passkeys/2/end", reason="mine").status_code == 403
    assert staff.post(lost, "/people/1/passkeys/2/end", reason="x").status_code == 403
    assert staff.post(administrator, "/people/2/passkeys/1/end", reason="lost it").status_code == 303
    assert recorded(staff)[-1] == ("person.passkey", "blue key", "", "lost it")
    assert lost.get("/account", follow_redirects=False).status_code == 303, "sign-ins end with it"
    browser = at_home(staff)
    assert present(browser, key.use(asked(browser))).status_code == 401
    first = staff.post(administrator, "/people/2/password", reason="lost it").text
    fresh = join_by_first_password(staff, first, "Lee", PASSWORD)
    home = at_home(staff)
    keep(home, fresh.cookies["session"])
    added(home, "new key")


def test_programs_list_and_end_them(staff: Staff) -> None:
    administrator, lee = joined(staff), joined(staff, "Lee", "auditor")
    added(lee)
    listed = administrator.get("/api/people/2/passkeys").json()
    assert [(each["passkey"], each["name"], each["synced"], each["used_at"]) for each in listed] == [
        (1, "blue key", False, None)
    ]
    assert lee.get("/api/people/1/passkeys").status_code == 200, "an auditor reads who has what"
    headers = {"x-form-token": token_of(administrator)}
    assert administrator.post("/api/passkeys/1/end", json={"text": "lost"}, headers=headers).status_code == 204
    assert administrator.post("/api/passkeys/1/end", json={"text": "lost"}, headers=headers).status_code == 404
    assert administrator.get("/api/people/2/passkeys").json() == []


def test_a_closed_account_is_not_signed_in_to(staff: Staff) -> None:
    administrator, lee = joined(staff), joined(staff, "Lee", "auditor")
    key = added(lee)
    staff.post(administrator, "/people/2/close", reason="left")
    browser = at_home(staff)
    assert present(browser, key.use(asked(browser))).status_code == 401


def test_one_proves_oneself_again_after_ten_minutes(staff: Staff) -> None:
    administrator = staff.join("Kim", "administrator")
    page = staff.post(administrator, "/people", name="Lee").text
    cookie = join_by_first_password(staff, page, "Lee", PASSWORD).cookies["session"]
    client = at_home(staff)
    keep(client, cookie)
    staff.clock.pass_by(minutes=11)
    assert 'name="passkey"' not in client.get("/account").text
    refused = client.post("/account/passkeys/options", params={"name": "key"}, headers=_headers(client))
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "prove-again")
    assert 'type="password"' in client.get("/account/prove").text
    form = {"name": "Lee", "password": PASSWORD, "back": "account"}
    assert client.post("/sign-in", data=form, follow_redirects=False).headers["location"] == "/account"
    key = added(client)
    staff.clock.pass_by(minutes=11)
    page = client.get("/account/prove?lang=en").text
    assert 'type="password"' not in page, "whoever has a passkey proves with it"
    client.post("/sign-in", data=form)
    assert staff.post(client, "/account/passkeys/1/end").status_code == 403, "the password alone ends no passkey"
    assert present(client, key.use(asked(client)), back="account").headers["location"] == "/account"
    assert staff.post(client, "/account/passkeys/1/end").status_code == 303


def test_other_sign_ins_and_tokens_need_a_recent_proof(staff: Staff) -> None:
    client = staff.join("Kim", "administrator")
    staff.sign_in("Kim")
    staff.clock.pass_by(minutes=11)
    form = {"label": "x", "days": "3", "scope": "call.read"}
    assert staff.post(client, "/account/sessions/1/end").status_code == 403
    assert staff.post(client, "/account/tokens", **form).status_code == 403
    assert "/account/sessions/1/end" not in client.get("/account").text
    staff.sign_in("Kim")
    assert staff.post(client, "/account/sessions/1/end").status_code == 303
    assert staff.post(client, "/account/tokens", **form).status_code == 200


def test_roles_that_ask_for_a_passkey_hold_with_one_alone(staff: Staff) -> None:
    staff.office.running = Running(passkeys=Passkeys(required=("administrator",)))
    client = joined(staff)
    page = client.get("/account?lang=en").text
    assert "Administrator: only with a passkey" in page
    assert client.get("/people").status_code == 404
    assert client.get("/api/me").json()["roles"] == []
    key = added(client)
    assert client.get("/people").status_code == 200, "the sign-in goes on as one with a passkey"
    assert "only with a passkey" not in client.get("/account?lang=en").text
    weak = staff.client()
    staff.clients["Kim"] = weak
    staff.sign_in("Kim")
    assert weak.get("/people").status_code == 404
    assert signed_in(staff, key).get("/people").status_code == 200


def test_a_token_may_do_no_more_than_the_sign_in_it_was_made_in(staff: Staff) -> None:
    client = joined(staff)
    form = {"label": "x", "days": "3", "scope": "person.read"}
    weak = re.search(r"cct_[\w-]+", staff.post(client, "/account/tokens", **form).text)[0]
    added(client)
    strong = re.search(r"cct_[\w-]+", staff.post(client, "/account/tokens", **form).text)[0]
    staff.office.running = Running(passkeys=Passkeys(required=("administrator",)))
    for secret, status in ((weak, 404), (strong, 200)):
        program = staff.client()
        program.headers["authorization"] = f"Bearer {secret}"
        assert program.get("/api/people").status_code == status


def test_what_is_lent_asks_for_a_passkey_of_whoever_stands_in(staff: Staff) -> None:
    giver, taker = joined(staff, "Kim", "chair"), joined(staff, "Lee", "chair")
    ends = (staff.clock.now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    form = {"grant": "1", "taker": "2", "ends": ends, "reason": "leave"}
    assert staff.post(giver, "/account/delegations", **form).status_code == 303
    staff.office.running = Running(passkeys=Passkeys(required=("chair",)))
    assert staff.post(giver, "/account/delegations", **form).status_code == 404, "what is kept back is not lent"
    staff.post(taker, "/account/stand-in", delegation="1")
    assert taker.get("/api/me").json()["roles"] == []


@pytest.mark.parametrize(
    ("way", "methods", "strong"),
    [
        ("password", (), False),
        ("code", ("mfa",), False),
        ("", ("mfa",), False),
        ("provider", (), False),
        ("provider", ("mfa",), True),
        ("passkey", (), True),
    ],
)
def test_which_ways_are_strong(way: str, methods: tuple[str, ...], *, strong: bool) -> None:
    oidc = Oidc(issuer="https://sso.example", client="x", name="x", methods=methods)
    running = Running(address="https://budget.example", oidc=oidc, passkeys=Passkeys(required=("approver",)))
    assert running.is_strong(way) == strong
    assert running.keeps_back("approver", way) != strong
    assert not running.keeps_back("writer", way)


@pytest.mark.parametrize(
    ("address", "opened", "name"),
    [
        (None, "http://localhost:8080", "localhost"),
        (None, "http://127.0.0.1:8080", None),
        (None, "http://[::1]:8080", None),
        (None, "http://budget.example", None),
        (None, "https://budget.example", None),
        ("https://budget.example", "https://budget.example", "budget.example"),
        ("https://budget.example:8443", "https://budget.example:8443", "budget.example"),
        ("https://budget.example", "http://localhost:8080", None),
        ("http://budget.example", "http://budget.example", None),
        ("https://192.0.2.7", "https://192.0.2.7", None),
    ],
)
def test_passkeys_belong_to_the_name_that_the_office_is_opened_by(
    address: str | None, opened: str, name: str | None
) -> None:
    found = place_of(address, opened)
    assert (found.name if found else None) == name
    assert found is None or found.origin == opened


def test_where_they_do_not_work_the_page_says_so_and_nothing_is_asked(staff: Staff) -> None:
    client = staff.join("Kim", "administrator")
    assert "localhost" in client.get("/account?lang=en").text
    answer = client.post("/sign-in/passkey/options", headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert "passkeys.js" not in client.get("/account").text


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
