"""Signing in through an identity provider that is a process of its own, and all that it could get wrong."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from starlette.testclient import TestClient

from crosscut.errors import CrosscutError
from crosscut.workspace import office_settings
from crosscut.workspace.office_settings import Oidc, Running
from crosscut.workspace.people import identities
from crosscut.workspace.web.app import application
from tests.conftest import ROOT
from tests.shortened import some
from tests.workspace.conftest import HOST, Staff, token_of
from tests.workspace.encrypted import encrypted_listener
from tests.workspace.provider_process import CLIENT, SECRET


@dataclass
class Elsewhere:
    """An office whose people sign in elsewhere, and the provider there."""

    staff: Staff
    issuer: str

    def misbehave(self, **wrong: object) -> None:
        """What the provider does wrong from now on; its clock is the office's."""
        place = self.issuer.partition("/realms")[0] + "/misbehave"
        httpx2.post(place, json={"now": self.staff.clock.now.timestamp(), **wrong})

    def leave(self, client: TestClient) -> str:
        """Where a browser is sent."""
        answer = client.post("/sign-in/elsewhere", follow_redirects=False)
        assert answer.status_code == 200, answer.text
        place = html.unescape(re.search(r'href="(http[^"]+)" rel="noreferrer"', answer.text)[1])
        assert answer.headers["refresh"] == f"0; url={place}"
        return place

    def back(self, place: str) -> str:
        """The address of ours that the provider sends a browser back to, once the person has signed in there."""
        found = httpx2.get(place, follow_redirects=False).headers["location"]
        return found.removeprefix(HOST)

    def sign_in(self, client: TestClient):
        return client.get(self.back(self.leave(client)), follow_redirects=False)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.workspace.provider_process"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def elsewhere(staff: Staff, issuer: str, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """Kim is an administrator and is set up as ``f:kim``."""
    monkeypatch.setenv(office_settings.OIDC_SECRET, SECRET)
    oidc = Oidc(issuer=issuer, client=CLIENT, name="Government sign-in", methods=("mfa",), recent_minutes=60)
    staff.office.running = Running(address=HOST, oidc=oidc)
    staff.app = application(staff.office, ("127.0.0.1",))
    administrator = staff.join("Kim", "administrator")
    found = Elsewhere(staff, issuer)
    found.misbehave()
    assert staff.post(administrator, "/people/1/identities", subject="f:kim").status_code == 303
    return found


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256", "EdDSA"])
def test_whoever_is_set_up_signs_in_under_every_signature_that_is_taken(elsewhere: Elsewhere, algorithm: str) -> None:
    elsewhere.misbehave(rotate=algorithm)
    elsewhere.staff.clock.pass_by(minutes=2)
    elsewhere.misbehave()
    client = elsewhere.staff.client()
    answer = elsewhere.sign_in(client)
    assert answer.headers["location"] == "/"
    assert "Kim" in client.get("/account").text
    assert "through the provider" in client.get("/record?lang=en").text


def test_what_is_asked_of_the_provider_can_be_guessed_by_nobody(elsewhere: Elsewhere) -> None:
    first, second = (parse_qs(urlsplit(elsewhere.leave(elsewhere.staff.client())).query) for _ in range(2))
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) >= 43
        assert first[name] != second[name]
    assert first["scope"] == ["openid"]
    assert first["max_age"] == ["3600"]
    assert first["redirect_uri"] == [f"{HOST}/sign-in/back"]


def test_whoever_proves_it_again_is_asked_by_the_provider_anew(elsewhere: Elsewhere) -> None:
    for form, prompt in (({}, None), ({"again": "yes"}, ["login"])):
        page = elsewhere.staff.client().post("/sign-in/elsewhere", data=form).text
        place = html.unescape(re.search(r'href="(http[^"]+)" rel="noreferrer"', page)[1])
        assert parse_qs(urlsplit(place).query).get("prompt") == prompt


def test_keys_that_the_provider_renews_are_asked_for_and_old_ones_no_longer_taken(elsewhere: Elsewhere) -> None:
    assert elsewhere.sign_in(elsewhere.staff.client()).status_code == 303
    elsewhere.misbehave(rotate="ES256")
    elsewhere.misbehave()
    assert elsewhere.sign_in(elsewhere.staff.client()).status_code == 502, "asked for once a minute at most"
    elsewhere.staff.clock.pass_by(minutes=2)
    elsewhere.misbehave()
    assert elsewhere.sign_in(elsewhere.staff.client()).status_code == 303


WRONG = (
    {"claims": {"iss": "https://other.example"}},
    {"claims": {"aud": "somebody-else"}},
    {"claims": {"aud": [CLIENT, "somebody-else"]}},
    {"claims": {"azp": "somebody-else"}},
    {"claims": {"nonce": "of another flow"}},
    {"claims": {"nonce": None}},
    {"claims": {"sub": ""}},
    {"claims": {"sub": 7}},
    {"claims": {"exp": "soon"}},
    {"claims": {"exp": True}},
    {"claims": {"amr": ["pwd"]}},
    {"claims": {"amr": None}},
    {"claims": {"auth_time": None}},
    {"later": {"exp": -120}},
    {"later": {"iat": 120}},
    {"later": {"iat": -3600}},
    {"later": {"nbf": 120}},
    {"later": {"auth_time": -7200}},
    {"head": {"alg": "none"}},
    {"head": {"alg": "HS256"}},
    {"head": {"alg": "PS256"}},
    {"head": {"kid": "unknown"}},
    {"head": {"typ": "logout+jwt"}},
    {"head": {"crit": ["b64"]}},
    {"forged": True},
)


@pytest.mark.parametrize("wrong", some(WRONG, 8), ids=str)
def test_a_token_that_does_not_fit_signs_nobody_in(elsewhere: Elsewhere, wrong: dict[str, object]) -> None:
    elsewhere.misbehave(rotate="RS256")
    elsewhere.staff.clock.pass_by(minutes=2)
    elsewhere.misbehave(**wrong)
    client = elsewhere.staff.client()
    answer = elsewhere.sign_in(client)
    assert answer.status_code == 502, answer.headers
    assert "session" not in client.cookies
    assert client.get("/account", follow_redirects=False).headers["location"] == "/sign-in"


@pytest.mark.parametrize(
    "wrong",
    [
        {"metadata": {"issuer": "http://127.0.0.1:1/realms/gov"}},
        {"metadata": {"token_endpoint": "http://elsewhere.example/token"}},
        {"metadata": {"jwks_uri": "file:///etc/passwd"}},
        {"metadata": {"authorization_endpoint": None}},
        {"moved": True},
    ],
    ids=str,
)
def test_a_provider_that_says_something_else_of_itself_is_left_alone(
    elsewhere: Elsewhere, wrong: dict[str, object]
) -> None:
    elsewhere.misbehave(**wrong)
    answer = elsewhere.staff.client().post("/sign-in/elsewhere", headers={"accept-language": "en"})
    assert answer.status_code == 502
    assert "does not answer as it should" in answer.text


def test_an_answer_belongs_to_the_browser_that_left_and_is_good_once(elsewhere: Elsewhere) -> None:
    client, other = elsewhere.staff.client(), elsewhere.staff.client()
    back = elsewhere.back(elsewhere.leave(client))
    assert other.get(back, follow_redirects=False).status_code == 403
    elsewhere.leave(other)
    assert other.get(back, follow_redirects=False).status_code == 403
    assert client.get(back, follow_redirects=False).status_code == 303
    assert client.get(back, follow_redirects=False).status_code == 403


@pytest.mark.parametrize("back", [{"state": "forged"}, {"iss": "https://other.example"}, {"code": ""}], ids=str)
def test_an_answer_of_another_flow_or_provider_is_refused(elsewhere: Elsewhere, back: dict[str, str]) -> None:
    elsewhere.misbehave(back=back)
    client = elsewhere.staff.client()
    assert elsewhere.sign_in(client).status_code == 403
    assert "session" not in client.cookies


def test_a_code_of_another_flow_is_refused_by_its_proof(elsewhere: Elsewhere) -> None:
    """Somebody else's code under one's own state: the provider compares the verifier, and gives no token."""
    client, other = elsewhere.staff.client(), elsewhere.staff.client()
    mine, others = (parse_qs(urlsplit(elsewhere.back(elsewhere.leave(each))).query) for each in (client, other))
    place = f"/sign-in/back?code={others['code'][0]}&state={mine['state'][0]}"
    assert client.get(place, follow_redirects=False).status_code == 502


def test_the_way_there_and_back_takes_ten_minutes_at_most(elsewhere: Elsewhere) -> None:
    client = elsewhere.staff.client()
    back = elsewhere.back(elsewhere.leave(client))
    elsewhere.staff.clock.now += identities.LASTS + timedelta(seconds=1)
    assert client.get(back, follow_redirects=False).status_code == 403


def test_nobody_gets_an_account_or_a_role_by_it(elsewhere: Elsewhere) -> None:
    elsewhere.misbehave(claims={"sub": "f:stranger", "roles": ["administrator"]})
    client = elsewhere.staff.client()
    answer = elsewhere.sign_in(client)
    assert answer.status_code == 401
    assert "f:stranger" in answer.text
    administrator = elsewhere.staff.clients["Kim"]
    assert "f:stranger" not in administrator.get("/people").text
    assert "failed to sign in" in administrator.get("/record?lang=en").text
    elsewhere.staff.join("Lee")
    assert elsewhere.staff.post(administrator, "/people/2/identities", subject="f:stranger").status_code == 303
    assert elsewhere.sign_in(client).status_code == 303
    assert client.get("/people").status_code == 404, "no role"


def test_a_subject_is_one_persons_and_ends(elsewhere: Elsewhere) -> None:
    staff, administrator = elsewhere.staff, elsewhere.staff.clients["Kim"]
    staff.join("Lee")
    assert staff.post(administrator, "/people/2/identities", subject="f:kim").status_code == 422
    assert staff.post(administrator, "/people/2/identities", subject=" ").status_code == 422
    headers = {"x-form-token": token_of(administrator)}
    made = administrator.post("/api/people/2/identities", json={"subject": "f:lee"}, headers=headers).json()
    elsewhere.misbehave(claims={"sub": "f:lee"})
    client = staff.client()
    assert elsewhere.sign_in(client).status_code == 303
    assert administrator.post(f"/api/identities/{made['identity']}/end", headers=headers).status_code == 204
    assert client.get("/account", follow_redirects=False).status_code == 303
    assert elsewhere.sign_in(client).status_code == 401
    assert staff.post(administrator, f"/people/2/identities/{made['identity']}/end").status_code == 404


def test_whose_account_is_closed_does_not_come_back_this_way(elsewhere: Elsewhere) -> None:
    staff, administrator = elsewhere.staff, elsewhere.staff.clients["Kim"]
    staff.join("Lee")
    staff.post(administrator, "/people/2/identities", subject="f:lee")
    staff.post(administrator, "/people/2/close", reason="left")
    elsewhere.misbehave(claims={"sub": "f:lee"})
    assert elsewhere.sign_in(staff.client()).status_code == 401


def test_without_a_provider_there_is_no_such_way(staff: Staff) -> None:
    administrator = staff.join("Kim", "administrator")
    assert staff.client().post("/sign-in/elsewhere").status_code == 404
    assert staff.client().get("/sign-in/back?code=x&state=y").status_code == 404
    assert staff.post(administrator, "/people/1/identities", subject="x").status_code == 422
    assert "elsewhere" not in staff.client().get("/sign-in").text


@pytest.mark.parametrize(
    "issuer", ["http://sso.example.go.kr", "sso.example.go.kr", "https://sso.example.go.kr?x", "ftp://127.0.0.1"]
)
def test_an_issuer_that_is_no_encrypted_address_is_one_line(tmp_path: Path, issuer: str) -> None:
    text = f'address = "https://x.example"\n[oidc]\nissuer = "{issuer}"\nclient = "x"\nname = "x"\n'
    (tmp_path / office_settings.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(CrosscutError, match="issuer"):
        office_settings.load(tmp_path)
    (tmp_path / office_settings.FILE).write_text(text.partition("\n")[2].replace(issuer, "https://y.example"), "utf-8")
    with pytest.raises(CrosscutError, match="oidc needs the address"):
        office_settings.load(tmp_path)


def test_the_providers_certificate_is_checked(staff: Staff, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with encrypted_listener(tmp_path) as port:
        oidc = Oidc(issuer=f"https://127.0.0.1:{port}", client=CLIENT, name="sign-in")
        staff.office.running = Running(address=HOST, oidc=oidc)
        staff.app = application(staff.office, ("127.0.0.1",))
        staff.join("Kim", "administrator")
        assert staff.client().post("/sign-in/elsewhere").status_code == 502
    assert "CERTIFICATE_VERIFY_FAILED" in caplog.text
