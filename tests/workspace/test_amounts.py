"""How much may be asked for, and what an unforeseen error says of itself."""

from __future__ import annotations

import io
import logging

import pytest
from openpyxl import load_workbook

from crosscut.workspace.fields import LARGEST, LARGEST_SUM, stored
from crosscut.workspace.filing import calls
from tests.workspace.conftest import Season, token_of

KEYS = ("KR24-1-02", "KR24-1-03")


def put(season: Season, key: str, amount: int):
    headers = {"x-form-token": token_of(season.writer), "if-match": '"0"'}
    return season.writer.put(
        f"{season.api()}/programmes/{key}", json={"amount": amount, "reason": "x"}, headers=headers
    )


def test_a_year_in_full_width_digits_is_that_year(season: Season) -> None:
    assert stored("start", "２０２７", season.staff.office.known.unit) == "2027"


@pytest.mark.parametrize("amount", [LARGEST + 1, 2**63 - 1, 2**63, 10**30])
def test_an_amount_has_a_limit_that_names_its_field(season: Season, amount: int) -> None:
    answer = put(season, KEYS[0], amount)
    assert (answer.status_code, answer.json()["error"]["column"]) == (422, "amount")
    assert "1,000,000,000" in answer.json()["error"]["message"]
    form = {"version": "0", "amount": str(amount), "reason": "x"}
    page = season.staff.post(season.writer, f"{season.draft()}/programmes/{KEYS[0]}", **form)
    assert page.status_code == 422
    assert put(season, KEYS[0], LARGEST).status_code == 200


def test_a_workbooks_amount_has_the_same_limit(season: Season) -> None:
    book = load_workbook(io.BytesIO(season.writer.get(f"{season.draft()}/workbook.xlsx").content))
    amount = next(place for place in range(1, 12) if "요구액" in str(book.active.cell(1, place).value))
    book.active.cell(2, amount).value = float(2**63)
    out = io.BytesIO()
    book.save(out)
    sent = season.writer.post(
        f"{season.draft()}/workbook",
        data={"token": token_of(season.writer)},
        files={"sheet": ("request.xlsx", out.getvalue())},
    )
    assert sent.status_code == 200
    assert f"!{'ABCDEFGHIJK'[amount - 1]}2" in sent.text
    assert "1,000,000,000" in sent.text


def test_a_request_has_a_limit_in_all(season: Season) -> None:
    allowed = LARGEST_SUM // LARGEST
    keys = [each["key"] for each in season.writer.get(season.api()).json()["programmes"]]
    answers = [put(season, key, LARGEST) for key in keys[:allowed]]
    assert {each.status_code for each in answers[:-1]} == {200}
    for number in range(len(keys), allowed + 1):
        season.staff.post(season.writer, f"{season.draft()}/programmes", name=f"new {number}")
        key = f"new-{number - len(keys) + 1}"
        headers = {"x-form-token": token_of(season.writer)}
        version = season.writer.get(f"{season.api()}/programmes/{key}").headers["etag"]
        answers.append(
            season.writer.put(
                f"{season.api()}/programmes/{key}",
                json={"amount": LARGEST, "reason": "x"},
                headers={**headers, "if-match": version},
            )
        )
    assert answers[-1].status_code == 422
    assert answers[-1].json()["error"]["column"] == "amount"
    assert season.writer.get(season.api()).json()["digest"]


@pytest.mark.parametrize("place", ["/calls/{}", "/findings/{}", "/people/{}", "/calls/{}/msit"])
def test_a_number_that_nothing_can_have_is_not_there(season: Season, place: str) -> None:
    for name in ("coordinator", "administrator"):
        answer = season.staff.clients[name].get(place.format(10**30))
        assert answer.status_code == 404


def test_an_unforeseen_error_shows_the_number_that_the_log_has(
    season: Season, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise OverflowError

    monkeypatch.setattr(calls, "load", broken)
    with caplog.at_level(logging.ERROR, "crosscut.workspace"):
        page = season.coordinator.get("/calls/1")
        program = season.coordinator.get("/api/calls/1")
    assert (page.status_code, program.status_code) == (500, 500)
    numbers = [record.getMessage() for record in caplog.records if record.name == "crosscut.workspace"]
    assert numbers[0] == page.headers["x-request"]
    assert numbers[0] in page.text
    assert numbers[1] == program.json()["error"]["request"]


def test_an_error_page_needs_no_database(season: Season) -> None:
    season.staff.office.database.close()
    with season.staff.office.database.reading():
        pass
    (season.staff.folder / "ledger.sqlite").write_bytes(b"no database at all" * 100)
    season.staff.office.database.close()
    page = season.coordinator.get("/calls/1")
    assert page.status_code == 500
    assert page.headers["x-request"] in page.text
