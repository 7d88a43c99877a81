"""A server that is killed at any moment: what it acknowledged is there, and everything is proved whole.

The long form, with as many kills as are asked for: ``python -m tests.workspace.test_killed --kills 200``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import text

from crosscut import examples
from crosscut.cli import run
from crosscut.ledger.database import Database
from crosscut.workspace import server, verification
from crosscut.workspace.people.people import Role, new_grant, new_person
from tests.shortened import examples as examples_of
from tests.workspace.conftest import open_call_in

PASSWORD = "a sentence that is long enough"
ROUNDS = examples_of(1)
"""Kills of the short form."""


@pytest.mark.slow
def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    assert killed(tmp_path / "demo", ROUNDS) > 0


def killed(folder: Path, rounds: int) -> int:
    """Kill a server under load so many times and prove what is left after each; how much was acknowledged in all."""
    examples.write("korea-2024", folder)
    office = server.open_office(folder)
    now = office.clock()
    with office.database.writing() as connection:
        for name, role, ministry in (("writer", "writer", "msit"), ("coordinator", "coordinator", "")):
            number = new_person(connection, name, now, password=PASSWORD)
            new_grant(connection, number, Role(role, ministry), "test", now, exception="server")
    open_call_in(office, "coordinator")
    office.close()
    told: list[tuple[int, int]] = []
    dice = random.Random(rounds)
    for each in range(rounds):
        _until_killed(folder, told, dice.random())
        _check(folder, told)
        if rounds > ROUNDS and each % 20 == 19:
            print(f"{each + 1} kills, {len(told):,} writes acknowledged and there", flush=True)
    assert run(["verify", str(folder)]) == 0
    return len(told)


def _check(folder: Path, told: list[tuple[int, int]]) -> None:
    database = Database(folder / "ledger.sqlite", read_only=True, wait=5)
    with database.reading() as connection:
        kept = {row.id: int(row.value) for row in connection.execute(text("SELECT id, value FROM ws_cells"))}
    database.close()
    assert not [each for each in told if kept.get(each[0]) != each[1]]
    proved = verification.prove(folder)
    assert proved is not None
    assert proved.faults == ()


def _until_killed(folder: Path, told: list[tuple[int, int]], seconds: float) -> None:
    """Serve, write as fast as may be, and kill the server after a while; ``told`` gets what it acknowledged."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "crosscut", "serve", str(folder), "--port", str(port)]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, **quiet) as server:
        assert server.stdout.readline().startswith("Open http://127.0.0.1")
        writing = threading.Thread(target=_write, args=(f"http://127.0.0.1:{port}", told))
        writing.start()
        until, before = time.monotonic() + 60, len(told)
        while len(told) < before + 3 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(seconds)
        server.send_signal(signal.SIGKILL)
        writing.join()


def _write(address: str, told: list[tuple[int, int]]) -> None:
    with httpx2.Client(base_url=address, headers={"origin": address}, follow_redirects=True) as client:
        client.post("/sign-in", data={"name": "writer", "password": PASSWORD})
        token = re.search(r'name="token" value="([^"]+)"', client.get("/account").text)[1]
        place = "/api/calls/1/requests/msit/programmes/KR24-1-02"
        version = client.get(place).json()["version"]
        amount = 1_000_000_000 + version * 1000
        while True:
            amount += 1000
            headers = {"x-form-token": token, "if-match": f'"{version}"', "content-type": "application/json"}
            try:
                answer = client.put(place, content=json.dumps({"amount": amount}), headers=headers)
            except httpx2.HTTPError:
                return
            version = answer.json()["version"]
            told.append((version, amount))


def main() -> None:
    """The long form."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory() as place:
        begun = time.monotonic()
        told = killed(Path(place) / "demo", kills)
    print(f"{kills} kills, {told:,} writes acknowledged, none lost, {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
