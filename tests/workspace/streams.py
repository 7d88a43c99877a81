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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import insert

from crosscut import examples
from crosscut.workspace import people, server, sessions
from crosscut.workspace.office import Office
from crosscut.workspace.schema import JOBS
from crosscut.workspace.web.job_pages import STREAMS
from tests.workspace.season_play import served

PAUSE = 0.2
"""Seconds that a stream is open at most before its client goes, and between two looks of the watcher."""


@dataclass
class StreamStorm:
    """What was seen: streams opened, told to wait, and reset; the most connections held, and what was left."""

    opened: int = 0
    waited: int = 0
    other: int = 0
    held: int = 0
    left: tuple[int, int] = (0, 0)
    looks: list[float] = field(default_factory=list)


def office_of(folder: Path) -> tuple[Office, str, int]:
    """An office with a job that never ends, and the secret of somebody who may watch it."""
    examples.write("korea-2024", folder)
    office = server.open_office(folder)
    with office.database.writing() as connection:
        number = people.new_person(connection, "coordinator", office.clock())
        people.new_grant(connection, number, people.Role("coordinator"), "storm", office.clock(), exception="server")
        secret = sessions.begin(connection, number, office.clock(), sessions.Where(), "demonstration")
        values = {"kind": "build", "state": "waiting", "asked_by": number, "asked_at": office.clock()}
        job = connection.execute(insert(JOBS).values(**values).returning(JOBS.c.id)).scalar_one()
    return office, secret, int(job)


def storm(office: Office, address: str, secret: str, job: int, clients: int, seconds: float) -> StreamStorm:
    """Let clients open and reset streams at random, and watch what is held."""
    seen = StreamStorm()
    with ThreadPoolExecutor(1) as alone:
        alone.submit(lambda: asyncio.run(_storm(office, address, secret, job, clients, seconds, seen))).result()
    until = time.monotonic() + 30
    pool = office.database.engine.pool
    while time.monotonic() < until and (pool.checkedout() or STREAMS.count):  # type: ignore[attr-defined]
        time.sleep(0.05)
    seen.left = (pool.checkedout(), STREAMS.count)  # type: ignore[attr-defined]
    return seen


async def _storm(
    office: Office, address: str, secret: str, job: int, clients: int, seconds: float, seen: StreamStorm
) -> None:
    end = time.monotonic() + seconds
    pool = office.database.engine.pool
    dice = random.Random(7)
    tasks = [asyncio.create_task(_client(address, secret, job, end, seen, dice)) for _ in range(clients)]
    tasks.append(asyncio.create_task(_other(address, secret, end, seen)))
    while time.monotonic() < end:
        seen.held = max(seen.held, pool.checkedout())  # type: ignore[attr-defined]
        await asyncio.sleep(PAUSE / 10)
    await asyncio.gather(*tasks)


async def _client(address: str, secret: str, job: int, end: float, seen: StreamStorm, dice: random.Random) -> None:
    while time.monotonic() < end:
        reader, writer = await _asked(address, secret, f"/jobs/{job}/events")
        status = (await reader.readline()).split()
        if status[1:2] == [b"200"]:
            seen.opened += 1
            await asyncio.sleep(dice.random() * PAUSE)
        else:
            seen.waited += status[1:2] == [b"429"]
            seen.other += status[1:2] not in ([b"429"], [])
        _end(writer, reset=dice.random() < 0.5)


async def _other(address: str, secret: str, end: float, seen: StreamStorm) -> None:
    """Somebody who looks at a page meanwhile."""
    while time.monotonic() < end:
        begun = time.monotonic()
        reader, writer = await _asked(address, secret, "/api/me")
        await reader.read()
        seen.looks.append(time.monotonic() - begun)
        _end(writer, reset=False)
        await asyncio.sleep(PAUSE)


async def _asked(address: str, secret: str, place: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    where = urlsplit(address)
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


def main() -> int:
    """The long form; what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=600)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        office, secret, job = office_of(Path(place) / "budget")
        with served(office) as address:
            seen = storm(office, address, secret, job, asked.clients, asked.seconds)
        office.close()
    looks = sorted(seen.looks)
    print(f"{seen.opened:,} streams opened, {seen.waited:,} told to wait, {seen.other:,} something else")
    print(f"at most {seen.held} connections held; left: {seen.left}; others' p95 {looks[len(looks) * 95 // 100]:.3f} s")
    return int(seen.left != (0, 0))


if __name__ == "__main__":
    sys.exit(main())
