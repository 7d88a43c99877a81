"""The log of access: every request in a line, nothing of what was typed, and no file beyond its time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crosscut.workspace.access_log import Access, AccessLog
from crosscut.workspace.web.app import application
from tests.workspace.conftest import Season


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for file in sorted(folder.glob("*")) for line in file.read_text().splitlines()]


def test_every_request_is_a_line_and_no_secret_is_in_it(season: Season, tmp_path: Path) -> None:
    staff = season.staff
    staff.office.log = AccessLog(tmp_path / "logs", 365)
    staff.app = application(staff.office, ("127.0.0.1",))
    writer, stranger = staff.client(), staff.client()
    writer.cookies.set("session", season.writer.cookies["session"])
    writer.get("/calls?canary-query=1")
    stranger.post("/sign-in", data={"name": "canary-name", "password": "canary-password"})
    stranger.get("/healthz", headers={"host": "elsewhere.example"})
    stranger.post("/sign-in", headers={"origin": "http://elsewhere.example"})
    told = lines(tmp_path / "logs")
    assert [(each["person"], each["path"], each["status"]) for each in told] == [
        (1, "/calls", 200),
        (0, "/sign-in", 401),
        (0, "/healthz", 421),
        (0, "/sign-in", 403),
    ]
    assert "canary" not in "".join(file.read_text() for file in (tmp_path / "logs").iterdir())
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "logs").iterdir()} == {0o600}


def test_files_go_when_their_time_is_over_and_not_before(tmp_path: Path) -> None:
    log, day = AccessLog(tmp_path / "logs", 365), datetime(2027, 3, 1, tzinfo=UTC)
    for days in (0, 200, 365, 366):
        log.write(Access(day + timedelta(days=days), "x", 1, "", "GET", "/", 200, 1))
        names = [file.name for file in sorted((tmp_path / "logs").iterdir())]
        assert ("access-2027-03-01.jsonl" in names) == (days < 366)
    assert len(names) == 3
    log.close()
    log.write(Access(day + timedelta(days=366), "after the end", 1, "", "GET", "/", 200, 1))
    assert "after the end" in str(lines(tmp_path / "logs"))
    assert log._open is None


def logged(season: Season, folder: Path) -> AccessLog:
    """The office writes its log into a folder from now on."""
    season.staff.office.log = AccessLog(folder, 365)
    season.staff.app = application(season.staff.office, ("127.0.0.1",))
    return season.staff.office.log


def test_refusals_are_lines_with_who_was_refused(season: Season, tmp_path: Path) -> None:
    logged(season, tmp_path / "logs")
    for name in ("writer", "reviewer"):
        client = season.staff.client()
        client.cookies.set("session", season.staff.clients[name].cookies["session"])
        client.get("/people")
        client.post("/calls", data={"token": "none of this sign-in"})
    told = [(each["person"], each["path"], each["status"]) for each in lines(tmp_path / "logs")]
    assert told == [(1, "/people", 404), (1, "/calls", 403), (5, "/people", 404), (5, "/calls", 403)]


def test_times_of_the_log_are_utc(season: Season, tmp_path: Path) -> None:
    logged(season, tmp_path / "logs")
    season.staff.client().get("/healthz")
    assert str(lines(tmp_path / "logs")[0]["at"]).endswith("+00:00")


def test_a_line_is_one_line_whatever_was_asked(season: Season, tmp_path: Path) -> None:
    logged(season, tmp_path / "logs")
    season.staff.client().get('/nowhere/%0a{"person": 1}%0d%00"')
    told = lines(tmp_path / "logs")
    assert [each["person"] for each in told] == [0]
    assert "\n" in str(told[0]["path"])
