"""Passkeys: added, signed in with, ended; every wrong answer refused; roles that hold with one alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from crosscut.workspace.office_settings import Oidc, Passkeys, Running
from crosscut.workspace.people import passkeys
from crosscut.workspace.people.passkey_place import place_of
from tests.workspace.authenticator import Authenticator, data
from tests.workspace.conftest import Staff, join_by_first_password, token_of
from tests.workspace.passkey_office import (
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

PASSWORD = "a sentence that is long enough"


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
