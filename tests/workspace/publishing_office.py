"""An office that has prepared a publication, as the tests of publications open it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from crosscut.workspace import verification
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.receipts import Signer
from crosscut.workspace.server import record_ended
from crosscut.workspace.worker import Worker
from tests.drawn import SOME_FORMATS, command_drawing_once
from tests.workspace.conftest import Staff, staff_at

PEOPLE_OF = (
    ("coordinator", "coordinator"),
    ("approver", "approver"),
    ("second approver", "approver"),
    ("reviewer", "reviewer"),
)


PLACE = "/publications/1"


class PublishingOffice(Staff):
    """An office in which publications are prepared, signed and put out."""

    formats: Sequence[str] = SOME_FORMATS

    def __getattr__(self, name: str) -> TestClient:
        return self.clients[name]

    def work(self) -> bool:
        folder = self.folder
        command = command_drawing_once(folder, self.formats)
        worker = Worker(self.office.database, command, self.office.clock, partial(record_ended, folder))
        return worker.once()

    def prepare(self, **form: str):
        return self.post(self.coordinator, "/publications", **{"title": "The budget of 2024", **form})

    def state(self, number: int = 1) -> str:
        return self.coordinator.get(f"/api/publications/{number}").json()["publication"]["state"]

    def page(self, client: TestClient, place: str = PLACE) -> str:
        return client.get(place, headers={"accept-language": "en"}).text

    def sign(self, client: TestClient | None = None):
        name = re.search(r'name="digest" value="([0-9a-f]{64})"', self.page(self.approver))
        return self.post(client or self.approver, f"{PLACE}/sign", digest=name[1] if name else "")

    def faults(self) -> list[str]:
        found = verification.prove_at(self.folder / "ledger.sqlite", self.office.signer.public, folder=self.folder)
        return [each.message.en for each in found.faults]


def seat(staff: PublishingOffice) -> PublishingOffice:
    for name, role in PEOPLE_OF:
        staff.join(name, role)
    return staff


@pytest.fixture(scope="module")
def prepared(made: tuple[Path, Known, Signer], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a publication with an embargo waits for its signature."""
    folder = tmp_path_factory.mktemp("prepared") / "demo"
    for staff in staff_at(made, folder, of=PublishingOffice):
        seat(staff)
        assert staff.prepare(due="2027-03-02T06:00").status_code == 303
        assert staff.state() == "preparing"
        assert staff.work()
        assert staff.state() == "prepared", staff.coordinator.get("/api/jobs").json()
    return folder


@pytest.fixture
def room(prepared: Path, made: tuple[Path, Known, Signer], tmp_path: Path) -> Iterator[PublishingOffice]:
    shutil.copytree(prepared, tmp_path / "demo")
    for staff in staff_at((prepared, *made[1:]), tmp_path / "demo", of=PublishingOffice, copied=True):
        staff.clock.pass_by(minutes=5)
        for name, _ in PEOPLE_OF:
            staff.clients[name] = staff.client()
            staff.sign_in(name)
        yield staff
