"""Streams that open and reset at random: what they hold while they are open, and that nothing is left of them.

python -m tests.workspace.streams --clients 500 --seconds 600
"""

from __future__ import annotations

import argparse
import asyncio
import random
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import insert

from crosscut import examples
from crosscut.workspace import server
from crosscut.workspace.office import Office
from crosscut.workspace.people import people, sessions
from crosscut.workspace.schema.schema import JOBS
from crosscut.workspace.web.app import application
from crosscut.workspace.web.desk import Desk
from tests.workspace.season_play import served_application

GLANCE = 0.2
"""Seconds between two looks of somebody else at a page."""
LEAVES = 30.0
"""Seconds that may pass until nothing is left of the streams."""


@dataclass(frozen=True)
class StormPlan:
    """How many clients open streams, for how many seconds in all; how many seconds a stream is open and a client
    waits at most before it opens the next, both drawn at random."""

    clients: int
    seconds: float
    open: float
    pause: float


@dataclass
class StreamStorm:
    """What was seen: streams opened, refused and answered otherwise, the most that were open, the most connections held
    to the database, what was left of both, and how long somebody else's looks at a page took before and meanwhile."""

    opened: int = 0
    refused: int = 0
    other: int = 0
    most: int = 0
    held: int = 0
    left: tuple[int, int] = (0, 0)
    alone: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class StormOffice:
    """An office with a job that never ends, and the secrets of sign-ins that may watch it."""

    office: Office
    secrets: Sequence[str]
    job: int

    @property
    def held(self) -> int:
        """Connections to the database that are in use."""
        return int(self.office.database.engine.pool.checkedout())  # type: ignore[attr-defined]


def office_of(folder: Path, clients: int) -> StormOffice:
    """The office, with a sign-in for each client and one for somebody else."""
    examples.write("korea-2024", folder)
    office = server.open_office(folder)
    with office.database.writing() as connection:
        number = people.new_person(connection, "coordinator", office.clock())
        people.new_grant(connection, number, people.Role("coordinator"), "storm", office.clock(), exception="server")
        secrets = [
            sessions.begin(connection, number, office.clock(), sessions.Where(), "demonstration")
            for _ in range(clients + 1)
        ]
        values = {"kind": "build", "state": "waiting", "asked_by": number, "asked_at": office.clock()}
        job = connection.execute(insert(JOBS).values(**values).returning(JOBS.c.id)).scalar_one()
    return StormOffice(office, secrets, int(job))


def storm(within: StormOffice, plan: StormPlan) -> StreamStorm:
    """Let clients open and reset streams at random, and watch what is held."""
    seen = StreamStorm()
    app = application(within.office)
    desk: Desk = app.state.desk
    with served_application(app) as address:
        with ThreadPoolExecutor(1) as alone:
            alone.submit(lambda: asyncio.run(_Storm(within, address, desk, plan, seen).play())).result()
        until = time.monotonic() + LEAVES
        while time.monotonic() < until and (within.held or desk.streams.count):
            time.sleep(0.05)
        seen.left = (within.held, desk.streams.count)
    return seen


@dataclass
class _Storm:
    within: StormOffice
    address: str
    desk: Desk
    plan: StormPlan
    seen: StreamStorm
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    async def play(self) -> None:
        *clients, other = self.within.secrets
        await self._glance(other, self.seen.alone, time.monotonic() + min(10, self.plan.seconds))
        end = time.monotonic() + self.plan.seconds
        tasks = [asyncio.create_task(self._client(secret, end)) for secret in clients]
        tasks.append(asyncio.create_task(self._glance(other, self.seen.looks, end)))
        while time.monotonic() < end:
            self.seen.held = max(self.seen.held, self.within.held)
            self.seen.most = max(self.seen.most, self.desk.streams.count)
            await asyncio.sleep(0.02)
        await asyncio.gather(*tasks)

    async def _client(self, secret: str, end: float) -> None:
        await asyncio.sleep(self.dice.random() * self.plan.pause)
        while time.monotonic() < end:
            reader, writer = await self._asked(secret, f"/jobs/{self.within.job}/events")
            status = (await reader.readline()).split()[1:2]
            self.seen.opened += status == [b"200"]
            self.seen.refused += status == [b"429"]
            self.seen.other += status not in ([b"200"], [b"429"], [])
            if status == [b"200"]:
                await asyncio.sleep(self.dice.random() * min(self.plan.open, max(0.0, end - time.monotonic())))
            _end(writer, reset=self.dice.random() < 0.5)
            await asyncio.sleep(self.dice.random() * self.plan.pause)

    async def _glance(self, secret: str, looks: list[float], end: float) -> None:
        """Somebody who looks at a page again and again."""
        while time.monotonic() < end:
            begun = time.monotonic()
            reader, writer = await self._asked(secret, "/api/me")
            await reader.read()
            looks.append(time.monotonic() - begun)
            _end(writer, reset=False)
            await asyncio.sleep(GLANCE)

    async def _asked(self, secret: str, place: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        where = urlsplit(self.address)
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        head = f"GET {place} HTTP/1.1\r\nHost: {where.netloc}\r\nCookie: session={secret}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode())
        await writer.drain()
        return reader, writer


def _end(writer: asyncio.StreamWriter, *, reset: bool) -> None:
    """Close a connection, with a reset where asked."""
    connection = writer.get_extra_info("socket")
    if reset and connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort() if reset else writer.close()


def _p95(looks: list[float]) -> float:
    return sorted(looks)[len(looks) * 95 // 100]


def main() -> int:
    """The long form; what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--open", type=float, default=20, help="seconds that a stream is open at most")
    parser.add_argument("--pause", type=float, default=6, help="seconds before a client opens the next at most")
    plan = StormPlan(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory() as place:
        within = office_of(Path(place) / "budget", plan.clients)
        seen = storm(within, plan)
        within.office.close()
    print(
        f"{seen.opened:,} streams opened, {seen.most} at one time; {seen.refused:,} refused, {seen.other:,} otherwise"
    )
    print(f"at most {seen.held} connections held; left: {seen.left}")
    print(f"somebody else's p95: {_p95(seen.alone):.3f} s alone, {_p95(seen.looks):.3f} s meanwhile")
    return int(seen.left != (0, 0))


if __name__ == "__main__":
    sys.exit(main())
