"""Drafts: every cell stays, nobody overwrites another, and whoever saves says what they saw."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, text

from crosscut.ledger import LedgerError
from tests.workspace.conftest import Season, token_of

KEY = "KR24-1-02"


def put(season: Season, client, body: dict[str, object], version: str = '"0"', **headers: str):
    headers = {"x-form-token": token_of(client), **({"if-match": version} if version else {}), **headers}
    return client.put(f"{season.api()}/programmes/{KEY}", json=body, headers=headers)


def test_a_write_says_which_version_it_saw(season: Season) -> None:
    assert put(season, season.writer, {"amount": 1}, version="").status_code == 428
    saved = put(season, season.writer, {"amount": 9_000_000_000})
    assert saved.status_code == 200
    read = season.writer.get(f"{season.api()}/programmes/{KEY}")
    assert read.headers["etag"] == saved.headers["etag"] == f'"{read.json()["version"]}"'


def test_the_second_save_is_shown_three_columns(season: Season) -> None:
    put(season, season.writer, {"amount": 9_000_000_000})
    second = put(season, season.head, {"amount": 8_000_000_000})
    assert second.status_code == 409
    error = second.json()["error"]
    assert error["columns"] == {"amount": {"before": "8,300", "now": "9,000", "sent": "8,000"}}
    page = season.staff.post(season.head, f"{season.draft()}/programmes/{KEY}", version="0", amount="8,000")
    assert page.status_code == 409
    assert all(value in page.text for value in ("8,300", "9,000", "8,000"))
    chosen = {"version": str(error["version"]), "amount": "8,000"}
    assert season.staff.post(season.head, f"{season.draft()}/programmes/{KEY}", **chosen).status_code == 303


def test_saving_what_stands_writes_nothing(season: Season) -> None:
    form = {"name": "AI반도체첨단이종집적기술개발", "amount": "8300", "text": "", "start": "", "end": "", "reason": ""}
    season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", version="0", **form)
    assert season.writer.get(f"{season.api()}/programmes/{KEY}").json()["version"] == 0


def test_what_cannot_be_an_amount_or_year_is_said_beside_its_field(season: Season) -> None:
    page = season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", version="0", amount="many")
    assert page.status_code == 422
    assert 'value="many"' in page.text
    assert "aria-invalid" in page.text


def test_the_rules_stop_a_filing_and_say_where(season: Season) -> None:
    put(season, season.writer, {"amount": 20_000_000_000})
    digest = season.writer.get(season.api()).json()["digest"]
    headers = {"x-form-token": token_of(season.writer)}
    answer = season.writer.post(f"{season.api()}/file", json={"digest": digest}, headers=headers)
    assert answer.status_code == 422
    assert [(each["rule"], each["programme"]) for each in answer.json()["error"]["faults"]] == [("reason", KEY)]


def test_each_cell_says_who_when_and_whence(season: Season) -> None:
    put(season, season.writer, {"amount": 9_000_000_000, "reason": "x"})
    page = season.writer.get(f"{season.draft()}/programmes/{KEY}").text
    assert "writer, 2027-03-01" in page
    assert "옮겨 옴" in page


@pytest.mark.parametrize("table", ["ws_cells", "ws_record", "ws_filings"])
def test_the_database_refuses_to_overwrite_what_people_did(season: Season, table: str) -> None:
    put(season, season.writer, {"amount": 9_000_000_000, "reason": "x"})
    season.file(season.writer)
    with pytest.raises(LedgerError), season.staff.office.database.writing() as connection:
        connection.execute(text(f"DELETE FROM {table}"))


def test_undo_brings_back_what_was_carried_over(season: Season) -> None:
    place = f"{season.draft()}/programmes/KR24-1-02"
    before = season.writer.get(f"{season.api()}/programmes/KR24-1-02").json()
    season.staff.post(season.writer, place, amount="9", name="another", version="0")
    version = season.writer.get(f"{season.api()}/programmes/KR24-1-02").json()["version"]
    season.staff.post(season.writer, place, amount="8", undo="yes", version=str(version))
    after = season.writer.get(f"{season.api()}/programmes/KR24-1-02").json()
    assert (after["name"], after["amount"]) == (before["name"], before["amount"])


def test_an_amount_too_large_is_called_so(season: Season) -> None:
    place = f"{season.draft()}/programmes/KR24-1-02"
    said = {
        "9,999,999,999,999,999": "까지입니다",
        "99999999999999조원": "까지입니다",
        "abc": "금액이 아닙니다",
    }
    for value, expected in said.items():
        assert expected in season.staff.post(season.writer, place, amount=value, version="0").text, value


def test_what_a_role_may_not_write_is_ignored_in_what_it_sends(season: Season) -> None:
    place = f"{season.draft()}/programmes/{KEY}"
    put(season, season.writer, {"text": "another text"})
    version = str(season.head.get(f"{season.api()}/programmes/{KEY}").json()["version"])
    form = {"name": "other", "text": "", "start": "no year", "end": "", "amount": "9,000", "reason": "x"}
    assert season.staff.post(season.head, place, version=version, **form).status_code == 303
    line = season.writer.get(f"{season.api()}/programmes/{KEY}").json()
    assert (line["text"], line["amount"], line["start"]) == ("another text", 9_000_000_000, None)
    body = {"text": "mine", "amount": 9_100_000_000}
    assert put(season, season.head, body, f'"{line["version"]}"').json()["text"] == "another text"


def test_what_a_role_may_not_write_is_left_in_a_workbook_that_another_sent(season: Season) -> None:
    book = load_workbook(io.BytesIO(season.writer.get(f"{season.draft()}/workbook.xlsx").content))
    row = next(each for each in range(2, 200) if book.active.cell(each, 1).value == KEY)
    book.active.cell(row, 3).value = "from the workbook"
    out = io.BytesIO()
    book.save(out)
    files = {"sheet": ("request.xlsx", out.getvalue())}
    data = {"token": token_of(season.writer)}
    sent = season.writer.post(f"{season.draft()}/workbook", data=data, files=files, follow_redirects=False)
    place = sent.headers["location"]
    assert season.staff.post(season.head, place, change_0="sheet").status_code == 303
    assert season.writer.get(f"{season.api()}/programmes/{KEY}").json()["text"] != "from the workbook"


def test_a_save_asks_little_of_the_database(season: Season) -> None:
    put(season, season.writer, {"amount": 9_000_000_000})
    asked = list[str]()

    def count(_connection, _cursor, statement, *_more) -> None:  # type: ignore[no-untyped-def]
        asked.append(statement)

    engine = season.staff.office.database.engine
    event.listen(engine, "before_cursor_execute", count)
    headers = {
        "x-form-token": token_of(season.writer),
        "if-match": season.writer.get(f"{season.api()}/programmes/{KEY}").headers["etag"],
    }
    asked.clear()
    assert (
        season.writer.put(
            f"{season.api()}/programmes/{KEY}", json={"amount": 8_000_000_000}, headers=headers
        ).status_code
        == 200
    )
    event.remove(engine, "before_cursor_execute", count)
    assert len([each for each in asked if "FROM ws_cells" in each and "max(" in each]) <= 3
    assert len(asked) <= 25, asked
