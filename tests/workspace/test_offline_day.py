"""T12: the server is off; three ministries work in bundles, one with a clock a year wrong, one sends a file twice, one
edits by hand what the office signed; the server is on again: all is merged, conflicts are asked, nothing is lost."""

from __future__ import annotations

import io
import json
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx2
import pytest
from playwright.sync_api import Browser

from crosscut import examples
from crosscut.cli import run
from crosscut.workspace import server
from crosscut.workspace.people.people import Role, new_grant, new_person
from tests.workspace.conftest import open_call_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "a sentence that is long enough"
MINISTRIES = ("msit", "mohw", "me")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A budget with an open call, two people who write for each of three ministries, and nobody serving it."""
    place = tmp_path / "demo"
    examples.write("korea-2024", place)
    office = server.open_office(place)
    cast = [(f"{who} {each}", "writer", each) for each in MINISTRIES for who in ("first", "second")]
    with office.database.writing() as connection:
        for name, role, ministry in (*cast, ("coordinator", "coordinator", "")):
            number = new_person(connection, name, office.clock(), password=PASSWORD)
            new_grant(connection, number, Role(role, ministry), "test", office.clock(), exception="server")
    open_call_in(office, "coordinator")
    office.close()
    return place


@contextmanager
def on(folder: Path) -> Iterator[str]:
    """The server, as long as it is on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "crosscut", "serve", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Open http://127.0.0.1")
        yield f"http://127.0.0.1:{port}"
        process.terminate()
    with socket.socket() as tried:
        assert tried.connect_ex(("127.0.0.1", port)) != 0


@dataclass
class Writer:
    """Somebody of a ministry at a server that is on."""

    address: str
    name: str
    ministry: str
    client: httpx2.Client = field(init=False)

    def __enter__(self) -> Self:
        self.client = httpx2.Client(
            base_url=self.address, headers={"origin": self.address}, follow_redirects=True, timeout=60
        )
        self.client.post("/sign-in", data={"name": self.name, "password": PASSWORD})
        token = re.search(r'name="token" value="([^"]+)"', self.client.get("/account").text)
        assert token
        self.client.headers["x-form-token"] = token[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    @property
    def place(self) -> str:
        return f"/api/calls/1/requests/{self.ministry}"

    def lines(self) -> dict[str, dict[str, object]]:
        return {each["key"]: each for each in self.client.get(self.place).json()["programmes"]}

    def send(self, file: Path) -> httpx2.Response:
        headers = {"content-type": "application/octet-stream"}
        return self.client.post(
            f"{self.place}/bundle", params={"name": file.name}, content=file.read_bytes(), headers=headers
        )

    def take(self, found: dict[str, object], changes: list[int], new: list[int] = ()) -> httpx2.Response:  # type: ignore[assignment]
        return self.client.post(f"{self.place}/sent/{found['sent']}", json={"changes": changes, "new": list(new)})

    def save(self, key: str, amount: int) -> None:
        seen = self.client.get(f"{self.place}/programmes/{key}").json()["version"]
        answer = self.client.put(
            f"{self.place}/programmes/{key}",
            json={"amount": amount, "reason": "agreed"},
            headers={"if-match": f'"{seen}"'},
        )
        assert answer.status_code == 200, answer.text


def unpacked(folder: Path, ministry: str, out: Path) -> Path:
    """A bundle written by the command while the server is off, unpacked; the place of its page."""
    file = out / f"{ministry}.zip"
    assert run(["bundle", str(folder), ministry, "--by", f"first {ministry}", "--out", str(file)]) == 0
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as packed:
        packed.extractall(out / ministry)
    return out / ministry / "request.html"


def worked(
    browser: Browser, page_at: Path, amounts: dict[str, str], *, now: datetime | None = None, new: str = ""
) -> Path:
    """The file that the page of a bundle saved, after somebody has typed into it with no network."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    if now:
        page.clock.set_fixed_time(now)
    page.goto(page_at.as_uri())
    for key, amount in amounts.items():
        page.locator(f'[data-key="{key}"] > summary').click()
        page.fill(f'[id="f-{key}-amount"]', amount)
        page.fill(f'[id="f-{key}-reason"]', f"offline {amount}")
    if new:
        page.fill("#new-name", new)
        page.locator("#add button").click()
        page.fill('[id="f-new:new-1-amount"]', "1,000")
    with page.expect_download() as download:
        page.locator("#keep > button").click()
    out = page_at.parent / download.value.suggested_filename
    download.value.save_as(out)
    context.close()
    return out


def test_a_day_without_the_server(folder: Path, tmp_path: Path, browser: Browser) -> None:
    pages = {each: unpacked(folder, each, tmp_path) for each in MINISTRIES}
    keys = {}
    with on(folder) as address:
        for each in MINISTRIES:
            with Writer(address, f"first {each}", each) as writer:
                keys[each] = list(writer.lines())
        with Writer(address, "second msit", "msit") as colleague:
            colleague.save(keys["msit"][1], 7_000_000_000)

    a_year_off = datetime.now(UTC) - timedelta(days=365)
    files = {
        "msit": worked(browser, pages["msit"], dict.fromkeys(keys["msit"][:3], "9,000"), now=a_year_off),
        "mohw": worked(browser, pages["mohw"], {keys["mohw"][0]: "123억원"}, new="새 사업"),
        "me": worked(browser, pages["me"], {keys["me"][0]: "50"}),
    }
    honest = files["me"].read_bytes()
    edited = json.loads(honest)
    edited["base"] = edited["base"].replace('"amount":"', '"amount":"1', 1)
    files["me"].write_text(json.dumps(edited), encoding="utf-8")

    with on(folder) as address:
        with Writer(address, "first msit", "msit") as writer:
            a_clock_wrong_by_a_year(writer, files["msit"], keys["msit"], a_year_off)
        with Writer(address, "first mohw", "mohw") as writer:
            a_file_sent_twice(writer, files["mohw"], keys["mohw"])
        with Writer(address, "first me", "me") as writer:
            edited_by_hand(writer, files["me"], honest, keys["me"])
    assert run(["verify", str(folder)]) == 0


def a_clock_wrong_by_a_year(writer: Writer, file: Path, keys: list[str], said: datetime) -> None:
    [found] = writer.send(file).json()
    assert found["said_at"].startswith(said.strftime("%Y-%m-%d"))
    assert abs(datetime.fromisoformat(found["sent_at"]) - datetime.now(UTC)) < timedelta(hours=1)
    asked = [(each["programme"], each["field"]) for each in found["changes"] if each["conflict"]]
    assert asked == [(keys[1], "amount"), (keys[1], "reason")]
    free = [place for place, each in enumerate(found["changes"]) if not each["asked"]]
    assert writer.take(found, free).status_code == 200
    lines = writer.lines()
    assert [lines[each]["amount"] for each in keys[:3]] == [9_000_000_000, 7_000_000_000, 9_000_000_000]
    kept = writer.client.get(f"{writer.place}/sent/{found['sent']}/file")
    assert kept.content == file.read_bytes()


def a_file_sent_twice(writer: Writer, file: Path, keys: list[str]) -> None:
    [found] = writer.send(file).json()
    assert writer.take(found, list(range(len(found["changes"]))), [0]).status_code == 200
    stood = writer.lines()
    assert (stood[keys[0]]["amount"], stood["new-1"]["name"]) == (12_300_000_000, "새 사업")
    [again] = writer.send(file).json()
    assert (again["again"], again["changes"], again["new"]) == (True, [], [])
    assert "This very file was taken" in again["told"][0]["message"]
    assert writer.take(again, [], []).status_code == 200
    assert writer.lines() == stood


def edited_by_hand(writer: Writer, file: Path, honest: bytes, keys: list[str]) -> None:
    before = writer.lines()
    answer = writer.send(file)
    assert answer.status_code == 422
    assert "signature does not fit" in answer.json()["error"]["message"]
    assert writer.lines() == before
    [kept] = writer.client.get(f"{writer.place}/sent").json()
    assert kept["refused"]
    assert writer.client.get(f"{writer.place}/sent/{kept['sent']}/file").content == file.read_bytes()
    file.write_bytes(honest)
    [found] = writer.send(file).json()
    assert writer.take(found, [0]).status_code == 200
    assert writer.lines()[keys[0]]["amount"] == 50_000_000
