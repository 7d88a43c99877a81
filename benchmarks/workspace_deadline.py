"""A deadline: many people signed in, who read, write and file until the call closes, and a burst at the end.

    python benchmarks/workspace_deadline.py [--users N] [--minutes N] [--burst-minutes N] [--statements N]
        [--processes N] [--sqlite]

The workspace of a budget that is made up (25 programmes a ministry, four people) is served by processes of its own, on
a PostgreSQL server of its own (or a SQLite file), after so many cells of drafts were loaded; people are spread over the
processes as a proxy would spread them. Each person thinks for ten
seconds between acts, 2.5 times as fast in the burst; of ten acts five write, four read a draft and one reads the call.
In the last half minute each ministry files, and whoever tries after the closing must be refused. Prints times by kind
of act, processor time a request, and what did not hold: errors other than an honest refusal, receipts that are not
there exactly once, filings after the closing. Ends with status 1 where anything did not hold; never fails on a time.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
from sqlalchemy import Connection, insert, select

from crosscut.workspace import server
from crosscut.workspace.filing import calls
from crosscut.workspace.office import Office, acting
from crosscut.workspace.people import people, sessions
from crosscut.workspace.people.people import Role
from crosscut.workspace.record import By, RecordEntry, append
from crosscut.workspace.schema.schema import CELLS, FILINGS, SESSIONS

THINK, BURST = 10.0, 2.5
FILING = 30.0
"""Seconds before the closing in which ministries file."""
_IDLE = 3.0
"""Seconds after which a connection is not used again: the server closes it after five, perhaps just as it is asked."""
AFTER = 3.0
"""Seconds after the closing in which they try again."""
HONEST = {
    "read": {200, 429},
    "write": {200, 403, 409, 429},
    "file": {201, 403, 409, 422, 429},
    "after": {403, 404, 409, 422},
}
"""The answers of each kind of act that are as they should be: 403 is an act that waited until the call had closed, 422
a request that the rules refuse."""


SETTINGS = """\
title = "A deadline"
currency = "KRW"
taxonomy = "kr-cet-2022"
counting = "partition"

[[source]]
file = "sources/lines.csv"
unit = "million"
fiscal_year = 2024
stage = "reviewed"
columns = { programme = "id", name = "name", ministry = "ministry", amount = "amount" }
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many people, for how long, on how much."""

    users: int
    minutes: float
    burst_minutes: float
    statements: int
    think: float = THINK
    ministries: int = 50
    processes: int = 1


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who writes for a ministry, signed in."""

    ministry: str
    cookie: str
    token: str
    programmes: tuple[str, ...]


@dataclass
class Told:
    """What the server answered: seconds by kind of act, statuses, receipts, and what did not hold."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    receipts: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    late: int = 0


def prepare(folder: Path, address: str, plan: Plan) -> tuple[list[User], datetime]:
    """The people, the call and the loaded cells; who they are, and when the call closes."""
    _budget(folder, plan.ministries)
    office = server.open_office(folder, address)
    now = office.clock()
    ministries = sorted(office.known.labels)
    cookies = list[tuple[str, str]]()
    with office.database.writing() as connection:
        people.new_grant(
            connection, _person(connection, "coordinator", now), Role("coordinator"), "x", now, exception="server"
        )
        for number in range(plan.users):
            ministry = ministries[number % len(ministries)]
            person = _person(connection, f"writer {number}", now)
            people.new_grant(connection, person, Role("writer", ministry), "x", now, exception="server")
            cookies.append((ministry, sessions.begin(connection, person, now, sessions.Where(), "password")))
    seconds = 60 * (plan.minutes + plan.burst_minutes)
    closes = datetime.now(UTC) + timedelta(seconds=seconds + 20)
    _open(office, closes)
    _load(office, plan.statements, ministries)
    with office.database.reading() as connection:
        tokens = list(connection.scalars(select(SESSIONS.c.form_token).order_by(SESSIONS.c.number)))
    programmes = {key: tuple(each.key for each in found) for key, found in office.known.of_ministry.items()}
    office.close()
    pairs = zip(cookies, tokens, strict=True)
    return [User(key, cookie, token, programmes[key]) for (key, cookie), token in pairs], closes


def _budget(folder: Path, ministries: int) -> None:
    """A budget folder with so many ministries."""
    (folder / "sources").mkdir(parents=True)
    rows = [
        f"P{ministry:03}-{number:02},Programme {number} of ministry {ministry},Ministry {ministry:03},{1000 + number}"
        for ministry in range(ministries)
        for number in range(25)
    ]
    (folder / "sources" / "lines.csv").write_text("\n".join(["id,name,ministry,amount", *rows, ""]), encoding="utf-8")
    (folder / "crosscut.toml").write_text(SETTINGS, encoding="utf-8")


def _person(connection: Connection, name: str, now: datetime) -> int:
    number = people.new_person(connection, name, now)
    append(connection, By(0, "benchmark"), RecordEntry("person.add", "people", f"person {number}", after=name), now)
    return number


def _open(office: Office, closes: datetime) -> None:
    with acting(office, lambda connection, now: people.actor(connection, 1, now)) as act:
        invited = dict.fromkeys(office.known.labels, "1")
        opens = act.now - timedelta(days=1)
        calls.open_call(act, calls.NewCall("Requests", 2025, "", opens, 0, 10, {"1": closes}, invited))


def _load(office: Office, count: int, ministries: list[str]) -> None:
    """Cells that people wrote before: reasons of programmes, each over the one before."""
    now, known = office.clock(), office.known
    places = [(key, each.key) for key in ministries for each in known.of_ministry[key]]
    rows = [
        {
            "call": 1, "ministry": ministry, "programme": key, "field": "reason", "value": f"reason {number}",
            "source": "typed", "written_by": 1, "written_at": now,
        }
        for number, (ministry, key) in zip(range(count), _again(places), strict=False)
    ]  # fmt: skip
    with office.database.writing() as connection:
        if rows:
            connection.execute(insert(CELLS), rows)
        append(connection, By(0, "benchmark"), RecordEntry("request.write", "filings", "benchmark"), now)


def _again(places: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    while True:
        yield from places


@contextmanager
def served(folder: Path, address: str) -> Iterator[tuple[str, int]]:
    """The server as a process of its own; its address and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "crosscut", "serve", str(folder), "--port", str(port)]
    command += ["--database", address] if address else []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        if not process.stdout.readline().startswith("Open http://"):
            raise RuntimeError("the server does not start")
        try:
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()


def processor_seconds(pid: int) -> float:
    """The processor time that a process has used."""
    told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / 100


async def season(places: list[str], users: list[User], closes: datetime, plan: Plan, told: Told) -> None:
    """Everyone at work until after the closing."""
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=_IDLE)
    async with AsyncExitStack() as stack:
        until = time.monotonic() + (closes - datetime.now(UTC)).total_seconds()
        crowds = []
        for place in places:
            client = httpx2.AsyncClient(base_url=place, headers={"origin": place}, limits=limits, timeout=60)
            await stack.enter_async_context(client)
            crowds.append(Crowd(client, told, until, until - 60 * plan.burst_minutes, plan.think))
        filers = {user.ministry: user for user in reversed(users)}
        crowd_of = {user.cookie: crowds[number % len(crowds)] for number, user in enumerate(users)}
        work = [crowd_of[user.cookie].work(user) for user in users]
        await asyncio.gather(*work, *(crowd_of[user.cookie].file(user) for user in filers.values()))


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everyone who is signed in. ``until`` and ``burst`` are moments of the clock that only goes on."""

    client: httpx2.AsyncClient
    told: Told
    until: float
    burst: float
    think: float

    async def work(self, user: User) -> None:
        """Read and write until the closing, with time to think."""
        dice = random.Random(user.cookie)
        while True:
            pause = self.think * dice.uniform(0.5, 1.5) / (BURST if time.monotonic() > self.burst else 1)
            if time.monotonic() + pause >= self.until - 1:
                return
            await asyncio.sleep(pause)
            act = dice.random()
            if act < 0.5:
                await self.write(user, dice)
            else:
                where = f"/calls/1/{user.ministry}" if act < 0.9 else "/calls/1"
                await self.ask(user, "GET", where, kind="read")

    async def write(self, user: User, dice: random.Random) -> None:
        """Change one programme, as whoever has just read it."""
        where = f"/api/calls/1/requests/{user.ministry}/programmes/{dice.choice(user.programmes)}"
        seen = await self.ask(user, "GET", where, kind="read")
        if seen is not None and seen.status_code == 200:
            body = {"amount": dice.randrange(1, 9000) * 1_000_000, "reason": "deadline"}
            await self.ask(user, "PUT", where, kind="write", body=body, headers={"if-match": seen.headers["etag"]})

    async def file(self, user: User) -> None:
        """File once before the closing, and try again after it."""
        where = f"/api/calls/1/requests/{user.ministry}"
        pause = self.until - FILING - time.monotonic() + random.Random(user.ministry).uniform(0, FILING / 2)
        await asyncio.sleep(max(0.0, pause))
        while time.monotonic() < self.until - 1 and not await self._filed(user, where):
            await asyncio.sleep(0.2)
        await asyncio.sleep(max(0.0, self.until + AFTER - time.monotonic()))
        late = await self.ask(user, "POST", f"{where}/file", kind="after", body={"digest": "0" * 64})
        self.told.late += late is not None and late.status_code == 201

    async def _filed(self, user: User, where: str) -> bool:
        """Whether what stands was filed; not where somebody saved meanwhile."""
        seen = await self.ask(user, "GET", where, kind="read")
        if seen is None:
            return True
        if seen.status_code != 200:
            return False
        done = await self.ask(user, "POST", f"{where}/file", kind="file", body={"digest": seen.json()["digest"]})
        if done is not None and done.status_code == 201:
            self.told.receipts[user.ministry] = done.json()["filing"]
        return done is None or done.status_code != 409

    async def ask(
        self,
        user: User,
        method: str,
        where: str,
        *,
        kind: str,
        body: object = None,
        headers: dict[str, str] | None = None,
    ) -> httpx2.Response | None:
        """One act, timed; what is no honest answer is kept."""
        sent = {"cookie": f"session={user.cookie}", "x-form-token": user.token, **(headers or {})}
        begun = time.perf_counter()
        try:
            answer = await self.client.request(method, where, json=body, headers=sent)
        except httpx2.HTTPError as error:
            self.told.wrong.append(f"{method} {where}: {error!r}")
            return None
        self.told.seconds.setdefault(kind, []).append(time.perf_counter() - begun)
        self.told.statuses[answer.status_code] += 1
        if answer.status_code not in HONEST[kind]:
            self.told.wrong.append(f"{method} {where}: {answer.status_code} {answer.text[:200]}")
        return answer


def check(folder: Path, address: str, closes: datetime, told: Told) -> None:
    """What the server acknowledged is there once, and nothing was filed after the closing."""
    office = server.open_office(folder, address)
    with office.database.reading() as connection:
        rows = connection.execute(select(FILINGS.c.ministry, FILINGS.c.number, FILINGS.c.filed_at)).all()
    office.close()
    there = Counter(number for _, number, _ in rows)
    told.wrong += [
        f"receipt {number} is there {there[number]} times" for number in told.receipts.values() if there[number] != 1
    ]
    told.wrong += [f"{number} was filed after the closing" for _, number, at in rows if at > closes]
    told.wrong += ["filed after the closing"] * told.late


def deadline(plan: Plan, *, sqlite: bool) -> tuple[Told, float]:
    """The whole of it; what was told, and the server's processor seconds."""
    from tests.ledger.servers import owned_database, postgresql

    told = Told()
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = "" if sqlite else owned_database(stack.enter_context(postgresql()), "workspace", "office")
        users, closes = prepare(place / "demo", address, plan)
        there = [stack.enter_context(served(place / "demo", address)) for _ in range(plan.processes)]
        before = sum(processor_seconds(pid) for _, pid in there)
        asyncio.run(season([where for where, _ in there], users, closes, plan, told))
        used = sum(processor_seconds(pid) for _, pid in there) - before
        check(place / "demo", address, closes, told)
    return told, used


def main() -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--burst-minutes", type=float, default=5)
    parser.add_argument("--statements", type=int, default=50_000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--sqlite", action="store_true")
    asked = parser.parse_args()
    plan = Plan(asked.users, asked.minutes, asked.burst_minutes, asked.statements, processes=asked.processes)
    told, used = deadline(plan, sqlite=asked.sqlite)
    requests = sum(told.statuses.values())
    for kind, seconds in told.seconds.items():
        if len(seconds) > 1:
            cuts = [1000 * each for each in statistics.quantiles(seconds, n=100)]
            print(f"{kind}: {len(seconds):,}, p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms")
    print(f"{requests:,} requests, {1000 * used / max(1, requests):.1f} ms of the server's processor time each")
    print(
        f"answers {dict(sorted(told.statuses.items()))}, {len(told.receipts)} receipts, {len(told.wrong)} did not hold"
    )
    for each in told.wrong[:20]:
        print(each)
    return 1 if told.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
