"""An office at home with passkeys: what is asked, answered and kept, as the tests of passkeys do it."""

from __future__ import annotations

import re

from sqlalchemy import text as sql
from starlette.testclient import TestClient

from tests.workspace.authenticator import Authenticator
from tests.workspace.conftest import Staff, token_of

NAMED = "http://localhost"


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
