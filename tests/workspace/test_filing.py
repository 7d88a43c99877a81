"""Before a request is filed it is looked over; what is new can be taken back; two filings are compared."""

from __future__ import annotations

import re

from tests.workspace.conftest import MINE, Season, token_of

KEY = "KR24-1-02"


def _text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_filing_is_offered_only_where_all_changes_are_shown(season: Season) -> None:
    writer, staff = season.writer, season.staff
    place = f"{season.draft()}/programmes/{KEY}"
    staff.post(writer, place, amount="9,200", reason="second phase", version="0", lang="en")
    draft = writer.get(f"{season.draft()}?lang=en").text
    assert f'action="{season.draft()}/file"' not in draft
    way = f'href="{season.draft()}/file"'
    assert draft.index(way) < draft.index("<table"), "the way on stands above a list of any length, and below it"
    assert draft.count(way) == 2
    page = _text(writer.get(f"{season.draft()}/file?lang=en").text)
    assert "8,300 9,200 +900" in page
    assert "second phase" in page
    assert "programmes unchanged" in page
    assert season.file(writer)
    again = writer.get(f"{season.draft()}/file").text
    assert "<form" not in again.partition('class="card tight file-box"')[2].partition("</section>")[0]


def test_what_stops_a_filing_and_what_only_warns_stand_on_the_page(season: Season) -> None:
    writer, place = season.writer, f"{season.draft()}/programmes/{KEY}"
    season.staff.post(writer, place, amount="90,000", version="0")
    page = writer.get(f"{season.draft()}/file?lang=en").text
    assert "1 to fix before filing" in page
    assert "10 times what it was" in page
    assert "Submit the request" not in page
    assert f'href="{place}#f-reason">Fix the first' in page
    version = writer.get(f"{season.api()}/programmes/{KEY}").json()["version"]
    season.staff.post(writer, place, reason="a plant", version=str(version))
    page = writer.get(f"{season.draft()}/file").text
    assert "this does not stop the filing" in page
    assert "Submit the request" in page


def test_after_a_filing_the_page_tells_what_changed_since(season: Season) -> None:
    first = season.file(season.writer)
    season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", amount="8,400", version="0")
    page = _text(season.writer.get(f"{season.draft()}/file?lang=en").text)
    assert f"Changed since filing {first}" in page
    second = season.file(season.writer)
    for client in (season.writer, season.reviewer, season.council):
        shown = _text(client.get(f"/filings/{second}/changes?lang=en").text)
        assert f"Against filing {first}" in shown
        assert "8,300 8,400 +100" in shown
    told = season.auditor.get(f"/api/filings/{second}/changes").json()
    assert [told["against"], told["after"] - told["before"]] == [first, 100_000_000]
    assert told["programmes"][0]["changes"] == {"amount": {"before": "8300000000", "after": "8400000000"}}
    assert season.auditor.get(f"/api/filings/{first}/changes").json()["against"] is None


def test_two_ministries_filings_are_not_compared(season: Season) -> None:
    mine, other = season.file(season.writer), season.file(season.stranger, "me")
    assert season.reviewer.get(f"/filings/{mine}/changes?against={other}").status_code == 404
    assert season.writer.get(f"/api/filings/{mine}/changes?against={other}").status_code == 404


def test_a_program_files_by_what_it_saw(season: Season) -> None:
    writer = season.writer
    headers = {"x-form-token": token_of(writer)}
    assert writer.post(f"{season.api()}/file", headers=headers).status_code == 428
    etag = writer.get(season.api()).headers["etag"]
    stale = writer.post(f"{season.api()}/file", headers={**headers, "if-match": f'"{"0" * 64}"'})
    assert stale.status_code == 409
    answer = writer.post(f"{season.api()}/file", headers={**headers, "if-match": etag})
    assert answer.status_code == 201, answer.text
    changes = writer.get(f"{season.api()}/changes").json()
    assert changes["former"] == answer.json()["filing"]
    assert changes["since_filing"]["programmes"] == []


def test_a_new_programme_is_removed_and_its_number_is_not_given_again(season: Season) -> None:
    writer, staff = season.writer, season.staff
    staff.post(writer, f"{season.draft()}/programmes", name="A new line")
    line = f"{season.draft()}/programmes/new-1"
    assert staff.post(writer, f"{line}/remove", version="0").status_code == 409
    version = str(writer.get(f"{season.api()}/programmes/new-1").json()["version"])
    assert staff.post(season.head, f"{line}/remove", version=version).status_code == 403
    assert staff.post(writer, f"{line}/remove", version=version).status_code == 303
    assert writer.get(line).status_code == 404
    assert "new-1" not in {each["key"] for each in writer.get(season.api()).json()["programmes"]}
    staff.post(writer, f"{season.draft()}/programmes", name="Another")
    headers = {"x-form-token": token_of(writer)}
    place = f"{season.api()}/programmes/new-2"
    assert writer.delete(place, headers=headers).status_code == 428
    etag = writer.get(place).headers["etag"]
    assert writer.delete(place, headers={**headers, "if-match": etag}).status_code == 204
    assert "removed a new programme" in season.coordinator.get("/record?lang=en").text


def test_last_years_programmes_are_not_removed(season: Season) -> None:
    answer = season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}/remove", version="0")
    assert answer.status_code == 422


def test_a_closed_call_says_when_it_closed_and_when_it_was_asked(season: Season) -> None:
    season.staff.later(days=20)
    answer = season.writer.post(
        f"{season.api()}/file", json={"digest": "0" * 64}, headers={"x-form-token": token_of(season.writer)}
    )
    assert answer.status_code == 403
    message = answer.json()["error"]["message"]
    closed = season.coordinator.get(f"/api/calls/{season.call}").json()["ministries"]
    closes = next(each["closes_at"] for each in closed if each["ministry"] == MINE)
    assert closes[:10] in message
    assert re.search(r"asked at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \(UTC[+-]\d\d:\d\d\)", message)
    page = season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", amount="1", version="0")
    assert closes[:10] in page.text


def test_what_somebody_else_filed_meanwhile_is_no_receipt_for_what_was_seen(season: Season) -> None:
    writer = season.writer
    seen = writer.get(season.api()).json()["digest"]
    season.staff.post(writer, f"{season.draft()}/programmes/{KEY}", amount="8,400", version="0")
    number = season.file(writer)
    headers = {"x-form-token": token_of(writer), "if-match": f'"{seen}"'}
    assert writer.post(f"{season.api()}/file", headers=headers).status_code == 409
    now = writer.get(season.api()).json()["digest"]
    again = writer.post(f"{season.api()}/file", headers=headers | {"if-match": f'"{now}"'})
    assert (again.status_code, again.json()["filing"]) == (201, number)
