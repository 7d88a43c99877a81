"""An office on the bundled example: its database made once and copied for each test, and people to send requests as."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from crosscut import examples
from crosscut.ledger.database import Database
from crosscut.workspace import server
from crosscut.workspace.filing import calls
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office import Office, acting
from crosscut.workspace.people import passwords, people, sessions
from crosscut.workspace.people.people import Role
from crosscut.workspace.reading_room.reading_room import ReadingRoom
from crosscut.workspace.receipts import Signer, signer_of
from crosscut.workspace.record import By, RecordEntry, append
from crosscut.workspace.schema.store import open_database
from crosscut.workspace.solver.solver_pool import SolverHere
from crosscut.workspace.web.app import application
from tests.read_once import budgets_read_once
from tests.workspace.described_once import addresses_described_once
from tests.workspace.read_here import files_read_here
from tests.workspace.served import ServedOffice

__all__ = ["addresses_described_once", "budgets_read_once", "files_read_here"]

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
HOST = "http://127.0.0.1"
MINE, OTHER = "msit", "me"

_LOOPS: list[BlockingPortal] = []
"""The one loop that answers the requests of all clients, where tests run; without it each request begins its own."""
_SAYS = re.compile(r"(/findings/\d+)/(?:answer|settle)")
_SEEN = re.compile(r'name="version" value="(\d+)"')


@dataclass
class Clock:
    """The server's clock, which tests set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


HASHER, NOBODY = passwords._HASHER, passwords._NOBODY
"""How passwords are hashed where people use the workspace, and the hash of those who have none."""


@pytest.fixture(scope="session", autouse=True)
def hashed_hastily() -> Iterator[None]:
    """Passwords hashed by Argon2 with the least work it knows: each hash or look costs a tenth of a second else."""
    hasty = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", hasty)
        patch.setattr(passwords, "_NOBODY", hasty.hash("nobody has this password"))
        yield


@pytest.fixture(scope="session", autouse=True)
def one_loop() -> Iterator[None]:
    """One loop for all requests of this process, as a server has: beginning and ending one is a fifth of a request."""
    with start_blocking_portal() as portal:
        _LOOPS.append(portal)
        yield
        _LOOPS.clear()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Known, Signer]:
    """The example as a folder, with the empty workspace's database, and what its budget knows."""
    folder = tmp_path_factory.mktemp("office") / "demo"
    examples.write("korea-2024", folder)
    office = server.open_office(folder)
    office.close()
    return folder, office.known, signer_of(folder)


SomeStaff = TypeVar("SomeStaff", bound="Staff")


@dataclass
class Staff:
    """An office with its clock, and its people as clients."""

    office: Office
    clock: Clock
    folder: Path
    clients: dict[str, TestClient] = field(default_factory=dict)
    app: FastAPI = field(init=False)

    def __post_init__(self) -> None:
        self.app = application(self.office, server.LOOPBACK)

    def client(self) -> TestClient:
        made = TestClient(self.app, base_url=HOST, headers={"origin": HOST}, raise_server_exceptions=False)
        made.portal = next(iter(_LOOPS), None)
        return made

    def join(self, name: str, role: str = "", ministry: str = "", committee: str = "", year: int = 0) -> TestClient:
        """Somebody new, signed in."""
        client = self.client()
        with self.office.database.writing() as connection:
            number = people.new_person(connection, name, self.clock())
            if role:
                held = Role(role, ministry, year, committee=committee)
                people.new_grant(connection, number, held, "test", self.clock(), exception="server")
            append(connection, By(0, "test"), RecordEntry("person.add", "people", f"person {number}"), self.clock())
        self.clients[name] = client
        self.sign_in(name)
        return client

    def sign_in(self, name: str) -> None:
        with self.office.database.writing() as connection:
            number = people.named(connection, name).id
            secret = sessions.begin(connection, number, self.clock(), sessions.Where(), "password")
        self.clients[name].cookies.set("session", secret)

    def later(self, **time: float) -> None:
        """Some time passes, and everyone signs in again."""
        self.clock.pass_by(**time)
        for name in self.clients:
            self.sign_in(name)

    def post(self, client: TestClient, place: str, page: str = "/account", **form: str):
        """A form as a page sends it, with its token, and with what was seen of a question's thread."""
        if (asked := _SAYS.fullmatch(place)) and "version" not in form:
            shown = _SEEN.search(client.get(asked[1]).text)
            form["version"] = shown[1] if shown else "0"
        return client.post(place, data={**form, "token": token_of(client, page)}, follow_redirects=False)


def join_by_first_password(staff: Staff, page: str, name: str, password: str) -> TestClient:
    """Somebody who was just added, signed in with a password of their own; ``page`` told the first one."""
    first = re.search(r'<code class="secret">([^<]+)</code>', page)[1]
    client = staff.client()
    assert "/first-password" in client.post("/sign-in", data={"name": name, "password": first}).text
    form = {"name": name, "first": first, "password": password}
    assert client.post("/first-password", data=form, follow_redirects=False).status_code == 303
    return client


_TOKENS: dict[tuple[str | None, ...], str] = {}
"""What stands in the forms of each sign-in, by its cookies: every form of a sign-in has the same."""


def token_of(client: TestClient, page: str = "/account") -> str:
    signed_in = tuple(each.value for each in client.cookies.jar if each.name == "session")
    if signed_in not in _TOKENS:
        found = re.search(r'name="token" value="([^"]+)"', client.get(page).text)
        if not signed_in or not found:
            return found[1] if found else ""
        _TOKENS[signed_in] = found[1]
    return _TOKENS[signed_in]


@pytest.fixture
def staff(made: tuple[Path, Known, Signer], tmp_path: Path) -> Iterator[Staff]:
    yield from staff_at(made, tmp_path / "demo")


def copy_of(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to))


@pytest.fixture(scope="session")
def served(
    made: tuple[Path, Known, Signer], postgres_server: str, tmp_path_factory: pytest.TempPathFactory
) -> ServedOffice:
    """The empty workspace on a PostgreSQL server."""
    empty = ServedOffice.new(copy_of(made[0], tmp_path_factory.mktemp("served") / "demo"), postgres_server)
    open_database(empty.folder, empty.address).close()
    return empty


@pytest.fixture
def postgres_staff(made: tuple[Path, Known, Signer], served: ServedOffice, tmp_path: Path) -> Iterator[Staff]:
    there = served.copy(tmp_path / "demo")
    yield from staff_at(made, there.folder, there.address, copied=True)


@pytest.fixture(scope="session")
def season_served(
    made: tuple[Path, Known, Signer], served: ServedOffice, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ServedOffice, Seats]:
    """The call that is under way on a PostgreSQL server, made once, and those who take part."""
    there = served.copy(tmp_path_factory.mktemp("season") / "demo")
    return there, seats_of(next(staff_at(made, there.folder, there.address, copied=True)))


def season_on_a_server(
    made: tuple[Path, Known, Signer], season_served: tuple[ServedOffice, Seats], folder: Path
) -> Iterator[Season]:
    """A season whose ledger and workspace are kept by a PostgreSQL server, for a user who is no superuser."""
    there = season_served[0].copy(folder)
    for staff in staff_at(made, there.folder, there.address, copied=True):
        yield season_served[1].taken_in(staff)


@pytest.fixture
def postgres_season(
    made: tuple[Path, Known, Signer], season_served: tuple[ServedOffice, Seats], tmp_path: Path
) -> Iterator[Season]:
    yield from season_on_a_server(made, season_served, tmp_path / "demo")


def staff_at(
    made: tuple[Path, Known, Signer],
    folder: Path,
    address: str = "",
    *,
    of: type[SomeStaff] = Staff,
    copied: bool = False,  # type: ignore[assignment]
) -> Iterator[SomeStaff]:
    """An office in a copy of a folder; ``copied`` says that the copy is there."""
    if not copied:
        copy_of(made[0], folder)
    if address:
        database = open_database(folder, address)
    else:
        database = Database(folder / "ledger.sqlite", read_only=False, wait=5)
    clock = Clock()
    office = Office(
        database,
        made[1],
        made[2],
        "ABCD-EFGH-JKLM",
        clock=clock,
        reading=ReadingRoom(folder),
        solver=SolverHere(folder),
    )
    yield of(office, clock, folder)
    office.close()


POLICY = """
unit = "million"
may_exceed_request = true
[previous]
source = "request"
[ceiling]
change = "-5 %"
use = "all"
owner = "Finance"
[[value.criterion]]
id = "strategic"
where = { area = "ai" }
weight = 1
[[rule]]
id = "ministry-floor"
each = "ministry"
growth_at_least = "-8 %"
owner = "Assembly"
source = "An understanding"
[[bound]]
id = "leaps"
change_at_least = "-30 %"
change_at_most = "30 %"
"""


@dataclass
class Season:
    """A call that is under way, and those who take part in it."""

    staff: Staff
    call: int

    def __getattr__(self, name: str) -> TestClient:
        return self.staff.clients[name]

    def draft(self, ministry: str = MINE) -> str:
        return f"/calls/{self.call}/{ministry}"

    def api(self, ministry: str = MINE) -> str:
        return f"/api/calls/{self.call}/requests/{ministry}"

    def file(self, client: TestClient, ministry: str = MINE) -> str:
        """File as a page does; the number."""
        digest = client.get(self.api(ministry)).json()["digest"]
        answer = self.staff.post(client, f"{self.draft(ministry)}/file", digest=digest, looked="yes")
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].partition("?")[0].rpartition("/")[2]


def open_call(staff: Staff, client: TestClient, days: int = 10, **others: str) -> int:
    form = {
        "title": "Requests 2025",
        "year": "2025",
        "opens": local(staff.clock.now - timedelta(days=1)),
        "closes_1": local(staff.clock.now + timedelta(days=days)),
        "late_days": "3",
        "reason_from": "10",
        **{f"group_of_{each}": "1" for each in staff.office.known.labels},
        **others,
    }
    answer = staff.post(client, "/calls", **form)
    assert answer.status_code == 303, answer.text
    return int(re.search(r"/calls/(\d+)", answer.headers["location"])[1])


def open_call_in(office: Office, name: str) -> int:
    """Open a call to everyone without the web."""
    with acting(
        office, lambda connection, now: people.actor(connection, people.named(connection, name).id, now)
    ) as act:
        closes = {"1": act.now + timedelta(days=9)}
        invited = dict.fromkeys(office.known.labels, "1")
        return calls.open_call(
            act, calls.NewCall("Requests", 2025, "", act.now - timedelta(days=1), 0, 10, closes, invited)
        )


def local(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%dT%H:%M")


CAST = (
    ("writer", "writer", MINE),
    ("head", "head", MINE),
    ("stranger", "writer", OTHER),
    ("coordinator", "coordinator", ""),
    ("reviewer", "reviewer", ""),
    ("chair", "chair", ""),
    ("approver", "approver", ""),
    ("council", "council", ""),
    ("clerk", "clerk", ""),
    ("auditor", "auditor", ""),
    ("administrator", "administrator", ""),
    ("nobody", "", ""),
)


@dataclass(frozen=True)
class Seats:
    """The cookies of those who take part in a season, and the time."""

    cookies: dict[str, str]
    now: datetime

    def taken_in(self, staff: Staff) -> Season:
        """The season in a copy of the office in which it was made."""
        staff.clock.now = self.now
        for name, cookie in self.cookies.items():
            staff.clients[name] = staff.client()
            staff.clients[name].cookies.set("session", cookie)
        return Season(staff, 1)


def seats_of(staff: Staff) -> Seats:
    """Those who take part in a call that is opened in an office, which is closed then."""
    for name, role, ministry in CAST:
        staff.join(name, role, ministry)
    open_call(staff, staff.clients["coordinator"])
    staff.office.close()
    return Seats({name: each.cookies["session"] for name, each in staff.clients.items()}, staff.clock.now)


@pytest.fixture(scope="session")
def season_made(made: tuple[Path, Known, Signer], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Seats]:
    """The folder of a call that is under way, made once, and those who take part."""
    staff = next(staff_at(made, tmp_path_factory.mktemp("season") / "demo"))
    return staff.folder, seats_of(staff)


@pytest.fixture
def season(made: tuple[Path, Known, Signer], season_made: tuple[Path, Seats], tmp_path: Path) -> Iterator[Season]:
    yield from season_in(season_made, made, tmp_path / "demo")


def season_in(season_made: tuple[Path, Seats], made: tuple[Path, Known, Signer], folder: Path) -> Iterator[Season]:
    """A season in a copy of the folder in which it was made."""
    for staff in staff_at((season_made[0], *made[1:]), folder):
        yield season_made[1].taken_in(staff)
