"""Passwords: what is refused, first ones that only lead to one's own, changing, and what ends with it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from argon2 import extract_parameters

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.people import people, sessions
from crosscut.workspace.people.common_passwords import BYTES, FILE, is_common
from crosscut.workspace.people.passwords import LONGEST, fits, hashed, new_first
from tests.workspace.conftest import HASHER, NOBODY, Staff, join_by_first_password, token_of

PASSWORD, OTHER = "a sentence that is long enough", "전혀 다른 문장을 하나 더 씁니다"


@pytest.mark.parametrize(
    ("password", "column"),
    [
        ("short", "password"),
        ("x" * (LONGEST + 1), "password"),
        ("1qaz2wsx3edc", "password"),
        ("QWERTY123456", "password"),
        ("aaaabbbbccccaaaa", "password"),
        ("Kim Haneul 2026!", "password"),
        ("crosscut-2026-1234", "password"),
        ("관리자비밀번호123456", "password"),
    ],
)
def test_what_everybody_tries_is_refused(password: str, column: str) -> None:
    with pytest.raises(WorkspaceError) as refused:
        hashed(password, ["Kim Haneul"])
    assert refused.value.column == column


@pytest.mark.parametrize("password", [PASSWORD, OTHER, "lowercaseonlyletters", "8571 2209 4637", "y" + "zq7!" * 16])
def test_nothing_else_is_asked_of_a_password(password: str) -> None:
    kept = hashed(password, ["Kim Haneul"])
    assert kept.startswith("$argon2id$")
    assert fits(password, kept)
    assert not fits(password.upper() + " ", kept)


def test_a_hash_costs_whoever_guesses_as_much_for_a_name_that_nobody_has() -> None:
    costs = extract_parameters(HASHER.hash(PASSWORD))
    assert (costs.memory_cost, costs.time_cost, costs.parallelism) == (65_536, 3, 4)
    assert extract_parameters(NOBODY) == costs
    assert HASHER.verify(HASHER.hash(PASSWORD), PASSWORD)


def test_a_password_is_taken_whole() -> None:
    longest = "abcdefghij" * (LONGEST // 10)
    assert not fits(longest + "x", hashed(longest))


def test_the_list_has_three_thousand_and_more_that_are_long_enough() -> None:
    listed = FILE.read_bytes()
    marks = [listed[at : at + BYTES] for at in range(0, len(listed), BYTES)]
    assert len(marks) > 3_000
    assert marks == sorted(set(marks))
    assert is_common("Q1W2E3R4T5Y6")
    assert not is_common(PASSWORD)


def test_a_first_password_cannot_be_guessed_and_leads_to_ones_own_alone(staff: Staff) -> None:
    assert len({new_first() for _ in range(100)}) == 100
    assert len(new_first().replace("-", "")) * 5 >= 128, "bits"
    administrator = staff.join("Kim", "administrator")
    page = staff.post(administrator, "/people", name="Lee").text
    first = re.search(r'<code class="secret">([^<]+)</code>', page)[1]
    assert first not in administrator.get("/people/2").text
    client = staff.client()
    client.post("/sign-in", data={"name": "Lee", "password": first})
    assert client.get("/account", follow_redirects=False).status_code == 303
    assert "session" not in client.cookies
    form = {"name": "Lee", "first": first, "password": first}
    assert client.post("/first-password", data=form).status_code == 422
    assert client.post("/first-password", data={**form, "password": PASSWORD}).status_code == 200
    assert client.get("/account", follow_redirects=False).status_code == 200
    again = staff.client().post("/first-password", data={**form, "password": OTHER})
    assert again.status_code == 401


def test_a_first_password_ends_after_three_days(staff: Staff) -> None:
    administrator = staff.join("Kim", "administrator")
    page = staff.post(administrator, "/people", name="Lee").text
    first = re.search(r'<code class="secret">([^<]+)</code>', page)[1]
    staff.clock.pass_by(days=3)
    answer = staff.client().post("/first-password", data={"name": "Lee", "first": first, "password": PASSWORD})
    assert answer.status_code == 403


def test_a_password_is_changed_with_the_present_one_and_everything_else_ends(staff: Staff) -> None:
    administrator = staff.join("Kim", "administrator")
    page = staff.post(administrator, "/people", name="Lee").text
    client = join_by_first_password(staff, page, "Lee", PASSWORD)
    other = staff.client()
    other.post("/sign-in", data={"name": "Lee", "password": PASSWORD})
    wrong = staff.post(client, "/account/password", former="not this one at all", password=OTHER)
    assert wrong.status_code == 422
    assert OTHER not in wrong.text
    assert staff.post(client, "/account/password", former=PASSWORD, password=PASSWORD).status_code == 422
    assert staff.post(client, "/account/password", former=PASSWORD, password=OTHER).status_code == 303
    assert client.get("/account", follow_redirects=False).status_code == 200
    assert other.get("/account", follow_redirects=False).status_code == 303
    assert staff.client().post("/sign-in", data={"name": "Lee", "password": PASSWORD}).status_code == 401
    assert "set their own password" in administrator.get("/record?lang=en").text
    with staff.office.database.reading() as connection:
        assert people.person(connection, 2).first_until is None


def test_trying_to_change_is_counted_as_signing_in_is(staff: Staff) -> None:
    client = staff.join("Kim", "administrator")
    answers = [staff.post(client, "/account/password", former="wrong", password=OTHER).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_an_administrator_gives_a_first_password_anew_and_never_ones_own(staff: Staff) -> None:
    administrator = staff.join("Kim", "administrator")
    page = staff.post(administrator, "/people", name="Lee").text
    client = join_by_first_password(staff, page, "Lee", PASSWORD)
    assert staff.post(administrator, "/people/2/password", reason="").status_code == 422
    assert staff.post(administrator, "/people/1/password", reason="mine").status_code == 403
    assert client.get("/account", follow_redirects=False).status_code == 200
    page = staff.post(administrator, "/people/2/password", reason="forgot it").text
    assert client.get("/account", follow_redirects=False).status_code == 303
    assert staff.client().post("/sign-in", data={"name": "Lee", "password": PASSWORD}).status_code == 401
    join_by_first_password(staff, page, "Lee", OTHER)
    assert "gave a first password anew" in administrator.get("/record?lang=en").text
    headers = {"x-form-token": token_of(administrator)}
    told = administrator.post("/api/people/2/password", json={"text": "again"}, headers=headers).json()
    assert set(told) == {"first_password"}


def test_a_new_sign_in_ends_the_one_that_the_browser_had(staff: Staff) -> None:
    administrator = staff.join("Kim", "administrator")
    page = staff.post(administrator, "/people", name="Lee").text
    client = join_by_first_password(staff, page, "Lee", PASSWORD)
    former = client.cookies["session"]
    client.post("/sign-in", data={"name": "Lee", "password": PASSWORD})
    assert client.cookies["session"] != former
    old = staff.client()
    old.cookies.set("session", former)
    assert old.get("/account", follow_redirects=False).status_code == 303
    assert "with the password" in administrator.get("/record?lang=en").text


def test_a_secret_of_a_sign_in_has_256_bits_and_is_kept_as_a_digest(staff: Staff) -> None:
    client = staff.join("Kim", "administrator")
    secret = client.cookies["session"]
    assert len(secret) >= 43
    with staff.office.database.reading() as connection:
        kept = sessions.of_person(connection, 1, staff.clock())
    assert secret not in "".join(str(each) for each in kept)
    assert kept[0].ends_at - kept[0].made_at == timedelta(hours=12)


def test_fields_of_passwords_are_masked_and_helped(staff: Staff) -> None:
    staff.join("Kim", "administrator")
    page = staff.post(staff.clients["Kim"], "/people", name="Lee").text
    client = join_by_first_password(staff, page, "Lee", PASSWORD)
    pages = staff.client().get("/sign-in").text + client.get("/account").text
    fields = re.findall(r"<input[^>]*password[^>]*>", pages)
    assert len(fields) == 3
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert "maxlength" not in field
    assert "onpaste" not in pages


def test_a_password_does_not_expire(staff: Staff) -> None:
    administrator = staff.join("Kim", "administrator")
    page = staff.post(administrator, "/people", name="Lee").text
    join_by_first_password(staff, page, "Lee", PASSWORD)
    staff.clock.pass_by(days=3650)
    form = {"name": "Lee", "password": PASSWORD}
    assert staff.client().post("/sign-in", data=form, follow_redirects=False).status_code == 303
