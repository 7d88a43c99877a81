"""``crosscut serve`` and ``crosscut people`` as commands: one line, one address, wrong use said in a line."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from crosscut import examples
from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.workspace import server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    examples.write("korea-2024", tmp_path / "demo")
    return tmp_path / "demo"


def test_people_are_set_up_on_the_server(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a sentence that is long enough\n"))
    words = ["people", str(folder), "add", "Kim", "--role", "writer", "--ministry", "과학기술정보통신부"]
    assert run([*words, "--password-stdin", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"people": [{"person": 1, "name": "Kim", "roles": ["writer msit"]}]}
    assert run(["people", str(folder), "add", "Kim", "--role", "coordinator"]) == 0
    assert "Kim: writer msit, coordinator" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "Kim", "--role", "king"], "no role"),
        (["add", "Kim", "--role", "writer"], "choose it"),
        (["add", "Kim", "--role", "writer", "--ministry", "nowhere"], "no ministry of this budget"),
        (["add", "Kim"], "without a role"),
    ],
)
def test_wrong_use_of_people_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run(["people", str(folder), *words]) == 2
    assert said in capsys.readouterr().err.splitlines()[-1]


def test_a_port_that_cannot_be_had_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(folder), "--port", "70000"]) == 2
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(["serve", str(folder), "--port", str(taken.getsockname()[1])]) == 2
    assert "cannot be had" in capsys.readouterr().err


@pytest.mark.slow
def test_the_server_makes_the_demonstration_says_its_address_once_and_answers(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "crosscut", "serve", "demo", "--port", "0"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True, "cwd": tmp_path}
    with subprocess.Popen(command, **quiet) as server:
        found = re.fullmatch(
            r"Open (http://127\.0\.0\.1:\d+)/ \(first visit: code [A-Z0-9-]{14}\)\n", server.stdout.readline()
        )
        assert found
        assert httpx2.get(f"{found[1]}/healthz").status_code == 200
        assert httpx2.get(f"{found[1]}/api/calls").status_code == 401
        assert httpx2.get(f"{found[1]}/openapi.json").json()["openapi"].startswith("3.")
        assert "Look around" in httpx2.get(f"{found[1]}/start?lang=en").text
        server.terminate()
        assert server.stdout.read() == ""


@pytest.mark.parametrize(("demonstration", "bits"), [(False, 140), (True, 60)])
def test_the_code_of_an_office_has_140_bits_and_of_a_demonstration_60(
    folder: Path, *, demonstration: bool, bits: int
) -> None:
    office = server.open_office(folder, demonstration=demonstration)
    office.close()
    assert len(office.code.replace("-", "")) * 5 == bits


def test_times_are_in_the_budgets_zone_unless_the_server_states_one(monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.environ.get("TZ")
    try:
        monkeypatch.setenv("TZ", "UTC")
        server.use_zone("Asia/Seoul")
        assert os.environ["TZ"] == "UTC"
        monkeypatch.delenv("TZ")
        server.use_zone("Asia/Seoul")
        assert datetime(2027, 3, 1, tzinfo=UTC).astimezone().utcoffset() == timedelta(hours=9)
        monkeypatch.delenv("TZ")
        with pytest.raises(CrosscutError, match="no zone"):
            server.use_zone("Asia/Nowhere")
    finally:
        os.environ["TZ"] = before or "UTC"
        time.tzset()
        if before is None:
            del os.environ["TZ"]
            time.tzset()
