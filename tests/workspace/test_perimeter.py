"""The perimeter: headers, hosts, origins, sizes, tries, and one shape of errors."""

from __future__ import annotations

import re

import pytest

from crosscut.workspace.web import perimeter
from tests.workspace.conftest import HOST, Season, Staff, token_of


def test_pages_allow_no_code_and_no_style_but_their_own(season: Season) -> None:
    for place in ("/", season.draft(), "/nowhere", "/api/me", "/healthz"):
        headers = season.writer.get(place).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
    page = season.writer.get(f"{season.draft()}/programmes/KR24-1-02").text
    assert not re.search(r"<script(?![^>]*src=)|style=|onclick=|https?://", page.replace("http://www.w3.org", ""))


def test_a_form_from_elsewhere_is_refused(season: Season) -> None:
    form = {"token": token_of(season.writer), "digest": "0"}
    for headers in ({"origin": "http://elsewhere"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert season.writer.post(f"{season.draft()}/file", data=form, headers=headers).status_code == 403
    del season.writer.headers["origin"]
    assert season.writer.post(f"{season.draft()}/file", data=form).status_code == 403


def test_a_form_without_its_token_is_refused(season: Season) -> None:
    assert season.writer.post(f"{season.draft()}/file", data={"digest": "0"}).status_code == 403
    assert season.writer.post("/sign-out").status_code == 403


def test_another_name_of_the_server_is_not_answered(staff: Staff) -> None:
    assert staff.client().get("/healthz", headers={"host": "elsewhere.example"}).status_code == 421
    assert staff.client().get("/healthz").text == "ready\n"


def test_what_is_too_large_is_refused(season: Season) -> None:
    big = "x" * (perimeter.LARGEST + 1)
    assert season.writer.post("/sign-in", data={"name": big}).status_code == 413


def test_programs_are_told_in_the_one_shape_what_the_perimeter_refuses(season: Season) -> None:
    writer, place = season.writer, f"{season.api()}/extension"
    answers = {
        "elsewhere": writer.post(place, json={}, headers={"origin": "http://elsewhere"}),
        "too-large": writer.post(place, content="x" * (perimeter.LARGEST + 1)),
        "address": writer.get("/api/record?item=%00"),
        "host": writer.get("/api/me", headers={"host": "elsewhere.example"}),
    }
    for code, answer in answers.items():
        error = answer.json()["error"]
        assert (error["code"], error["request"]) == (code, answer.headers["x-request"])
        assert error["message"]
        assert error["message_ko"]


def test_tries_are_counted(staff: Staff) -> None:
    staff.join("Kim")
    client = staff.client()
    form = {"name": "Kim", "password": "wrong"}
    answers = [client.post("/sign-in", data=form).status_code for _ in range(12)]
    assert answers == [401] * 10 + [429] * 2
    assert staff.client().post("/sign-in", data={"name": "Lee", "password": "wrong"}).status_code == 401
    staff.clock.pass_by(minutes=16)
    assert client.post("/sign-in", data=form).status_code == 401


def test_a_sign_in_ends_when_it_lies_idle(season: Season) -> None:
    season.staff.clock.pass_by(minutes=110)
    assert season.writer.get("/").status_code == 200
    season.staff.clock.pass_by(minutes=110)
    assert season.writer.get("/", follow_redirects=False).status_code == 200
    season.staff.clock.pass_by(minutes=121)
    assert season.writer.get("/", follow_redirects=False).status_code == 303


def test_sign_ins_are_listed_and_ended(season: Season) -> None:
    other = season.staff.client()
    old = season.writer.cookies["session"]
    season.staff.sign_in("writer")
    other.cookies.set("session", old)
    assert other.get("/").status_code == 200
    number = re.search(r"/account/sessions/(\d+)/end", season.writer.get("/account").text)[1]
    assert season.staff.post(season.stranger, f"/account/sessions/{number}/end").status_code == 404
    assert season.staff.post(season.writer, f"/account/sessions/{number}/end").status_code == 303
    assert other.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "place", ["/api/nowhere", "/api/calls/x", "/api/calls/99", "/api/filings/none", "/api/record?below=x"]
)
def test_every_error_has_one_shape(season: Season, place: str) -> None:
    answer = season.auditor.get(place)
    assert answer.status_code in {404, 422}
    shape = {"code", "message", "message_ko", "file", "row", "column", "hint", "request"}
    assert shape <= set(answer.json()["error"])


@pytest.mark.parametrize("place", ["/api", "/api/", "/api/me", "/api/nowhere", "/api/calls/x", "/api/record?below=x"])
def test_nobody_is_told_anything_who_is_not_signed_in(staff: Staff, place: str) -> None:
    for cookie in ("", "wrong"):
        client = staff.client()
        client.cookies.set("session", cookie)
        for method in ("GET", "POST", "PUT"):
            answer = client.request(method, place, content=b"{", headers={"content-type": "application/json"})
            assert answer.status_code == 401, (method, place, answer.status_code)
            assert answer.json()["error"]["code"] == "not-signed-in"


def test_a_page_speaks_both_languages(season: Season) -> None:
    assert "What may I do" in season.writer.get("/?lang=en").text
    assert 'lang="en"' in season.writer.get("/?lang=en").text
    assert "내 권한" in season.writer.get("/?lang=ko").text
    season.writer.get("/?lang=en")
    assert "What may I do" in season.writer.get("/calls").text


def test_text_is_text(season: Season) -> None:
    name = "<script>alert(1)</script>{{ 7*7 }}"
    form = {"name": name, "version": "0"}
    season.staff.post(season.writer, f"{season.draft()}/programmes/KR24-1-02", **form)
    page = season.writer.get(season.draft()).text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert HOST.startswith("http://")


def test_an_encrypted_connection_has_cookies_of_this_host_and_comes_encrypted_only(season: Season) -> None:
    client = season.staff.client()
    client.base_url = HOST.replace("http:", "https:")
    client.headers["origin"] = str(client.base_url)
    answer = client.get("/sign-in?lang=en")
    assert answer.headers["set-cookie"].startswith("__Host-language=en;")
    for each in ("secure", "httponly", "samesite=lax", "path=/"):
        assert each in answer.headers["set-cookie"].lower()
    assert "Sign in" in client.get("/sign-in").text
    refused = client.get("/healthz", headers={"host": "elsewhere.example"})
    for each in (answer, refused, client.get("/nowhere")):
        assert each.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert "object-src 'none'" in each.headers["content-security-policy"]


def test_signing_out_clears_what_the_browser_kept(season: Season) -> None:
    secret = season.writer.cookies["session"]
    answer = season.staff.post(season.writer, "/sign-out")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    again = season.staff.client()
    again.cookies.set("session", secret)
    assert again.get("/", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PATCH"])
def test_other_methods_are_not_answered(season: Season, method: str) -> None:
    assert season.writer.request(method, "/").status_code in {403, 405}


def test_no_answer_is_given_to_other_origins(season: Season) -> None:
    for place in ("/", "/api/calls", "/healthz", "/nowhere"):
        headers = season.writer.get(place, headers={"origin": "http://elsewhere"}).headers
        assert not [name for name in headers if name.startswith("access-control-")]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "place",
    ["/elsewhere.example//x", "/static/../../workspace.key", "/static/", "/static/%2e%2e/app.py", "/.git/config"],
)
def test_no_address_leads_elsewhere(season: Season, place: str) -> None:
    answer = season.writer.get(place, follow_redirects=False)
    assert answer.status_code == 404, answer.headers
    assert "location" not in answer.headers
    assert season.writer.get("/sign-in?next=http://elsewhere", follow_redirects=False).headers["location"] == "/"


def test_answers_say_what_they_are(season: Season) -> None:
    for place, kind in (
        ("/", "text/html; charset=utf-8"),
        ("/api/calls", "application/json"),
        ("/healthz", "text/plain; charset=utf-8"),
        ("/static/workspace.js", "text/javascript; charset=utf-8"),
        ("/static/site.css", "text/css; charset=utf-8"),
    ):
        answer = season.writer.get(place)
        assert answer.headers["content-type"] == kind
        if "static" not in place:
            assert answer.headers["cache-control"] == "no-store"


def test_a_sign_in_ends_after_twelve_hours_whatever_is_done(season: Season) -> None:
    for _ in range(7):
        season.staff.clock.pass_by(minutes=100)
        assert season.writer.get("/", follow_redirects=False).status_code == 200
    season.staff.clock.pass_by(minutes=21)
    assert season.writer.get("/", follow_redirects=False).status_code == 303


def test_every_page_has_the_way_out(season: Season) -> None:
    for place in ("/", "/calls", season.draft(), "/account", "/rights", "/nowhere"):
        assert '<form method="post" action="/sign-out">' in season.writer.get(place).text, place


def test_an_administrator_ends_the_sign_in_of_another(season: Season) -> None:
    page = season.administrator.get("/people/1").text
    number = re.search(r"/account/sessions/(\d+)/end", page)[1]
    assert season.staff.post(season.auditor, f"/account/sessions/{number}/end").status_code == 404
    assert season.staff.post(season.administrator, f"/account/sessions/{number}/end").status_code == 303
    assert season.writer.get("/", follow_redirects=False).status_code == 303


def test_a_field_that_is_sent_twice_confuses_nobody(season: Season) -> None:
    """What stands in the address is no field of a form, and of two fields of one name one is taken throughout."""
    token = token_of(season.writer)
    place = f"{season.draft()}/programmes/KR24-1-02"
    season.writer.post(f"{place}?amount=1&version=0", data={"token": token, "name": "one"})
    assert season.writer.post(f"{place}?token={token}", data={"name": "other", "version": "0"}).status_code == 403
    season.writer.post(place, data={"token": token, "version": ["0", "1"], "amount": ["8,301", "8,302"], "reason": "x"})
    amounts = {row["key"]: row["amount"] for row in season.writer.get(season.api()).json()["programmes"]}
    assert amounts["KR24-1-02"] in {8_300_000_000, 8_301_000_000, 8_302_000_000}


def test_a_character_that_no_database_keeps_is_refused_or_left_out(season: Season) -> None:
    assert season.writer.get("/filings/x%00").status_code == 400
    assert season.auditor.get("/api/record?item=%00").status_code == 400
    headers = {"x-form-token": token_of(season.administrator)}
    answer = season.administrator.post("/api/people", json={"name": "Kim\0"}, headers=headers)
    assert answer.status_code == 422
    place = f"{season.draft()}/programmes/KR24-1-02"
    form = {"version": "0", "name": "one\0two", "reason": "x"}
    assert season.staff.post(season.writer, place, **form).status_code == 303
    assert "onetwo" in season.writer.get(place).text


def test_the_address_of_a_form_leads_to_its_page(season: Season) -> None:
    answer = season.coordinator.get("/moves/1/sign?lang=en", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/moves/1?lang=en")
    assert season.coordinator.get("/api/moves/1/sign").status_code == 405
