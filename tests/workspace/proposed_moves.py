"""Moves proposed, amended and signed, as the tests of moves do it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from crosscut.workspace import verification
from tests.workspace.conftest import POLICY, Season

FILE = "decisions/plan-2024-revised.csv"


KEY = "KR24-1-02"


@pytest.fixture
def room(season: Season) -> Season:
    """A season whose folder has a policy, a scenario, and somebody who may sign."""
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    season.staff.post(season.coordinator, "/scenarios", name="Less", why="what if")
    return season


def proposed(room: Season, stage: str = "revised", title: str = "First move") -> str:
    form = {"title": title, "why": "Decided on 28 August", "stage": stage}
    answer = room.staff.post(room.coordinator, "/scenarios/1/propose", **form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


def digest_of(page: str) -> str:
    return re.search(r'name="digest" value="([0-9a-f]{64})"', page)[1]


def signed(room: Season, place: str, digest: str, client: TestClient | None = None):
    return room.staff.post(client or room.approver, f"{place}/sign", digest=digest)


def amended(room: Season, place: str, amount: str = "9,000", version: str = "0"):
    form = {"programme": KEY, "amount": amount, "mover": "Council", "why": "The ice melts", "version": version}
    return room.staff.post(room.coordinator, f"{place}/amend", **form)


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / FILE).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def faults(room: Season) -> list[str]:
    found = verification.prove_at(
        room.staff.folder / "ledger.sqlite", room.staff.office.signer.public, folder=room.staff.folder
    )
    return [each.message.en for each in found.faults]
