"""Histories of many clients behind a proxy that delays, drops, resets and repeats, and what they may not show.

The long form, with as many histories as are asked for: ``python -m tests.workspace.histories --histories 1000``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import socket
import struct
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count, pairwise
from pathlib import Path
from typing import Literal, Self

import httpx2
from sqlalchemy import select

from crosscut import examples
from crosscut.ledger.database import Database
from crosscut.workspace import server
from crosscut.workspace.receipts import signer_of
from crosscut.workspace.schema.schema import CELLS, FILINGS
from tests.workspace.conftest import MINE, Staff, open_call_in, staff_at
from tests.workspace.season_play import served

CLIENTS, ACTS, HEADS = 20, 6, 4
PLACE = f"/api/calls/1/requests/{MINE}"
Fault = Literal["", "lost", "unanswered", "reset", "twice"]
_FAULTS: tuple[tuple[Fault, int], ...] = (("", 78), ("lost", 5), ("unanswered", 6), ("reset", 5), ("twice", 6))
_LONGEST_DELAY = 0.03
_RETRIES = 2
_LONGEST_THOUGHT = 0.2
_ROUND, _STEP = 10_000_000, 1_000
"""Amounts differ in what is below a round one, so that none stands for another and none asks for a reason."""


@dataclass
class Deed:
    """What one client asked for, when, and what it was told: ``ok``, ``refused``, or nothing, which is ``unknown``.

    ``seen`` is the version or digest that it was asked upon, ``value`` the amount that it wants, ``versions`` what it
    read or what the answer says, by programme.
    """

    kind: Literal["read", "write", "file"]
    begun: float
    programme: str = ""
    seen: str = ""
    value: int = 0
    ended: float = 0.0
    outcome: Literal["ok", "refused", "unknown"] = "unknown"
    versions: dict[str, tuple[int, int]] = field(default_factory=dict)
    number: str = ""


class FaultProxy:
    """A proxy that takes one request a connection and hands it on, or not, or twice, or keeps the answer back."""

    def __init__(self, to: str, dice: random.Random) -> None:
        host, _, port = to.rpartition("/")[2].partition(":")
        self._to, self._dice, self._lock = (host, int(port)), dice, threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, client: socket.socket) -> None:
        with self._lock:
            fault = self._dice.choices([each for each, _ in _FAULTS], [weight for _, weight in _FAULTS])[0]
            delays = [self._dice.random() * _LONGEST_DELAY for _ in range(2)]
        with client, suppress(OSError):
            request = _whole_request(client)
            time.sleep(delays[0])
            if fault == "lost":
                return
            answer = self._asked(request)
            if fault == "twice":
                self._asked(request)
            time.sleep(delays[1])
            if fault == "reset":
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            elif fault != "unanswered":
                client.sendall(answer)

    def _asked(self, request: bytes) -> bytes:
        with socket.create_connection(self._to) as upstream:
            upstream.sendall(request)
            return b"".join(iter(lambda: upstream.recv(65536), b""))


def _whole_request(client: socket.socket) -> bytes:
    """Head and body of a request."""
    told = b""
    while b"\r\n\r\n" not in told:
        if not (piece := client.recv(65536)):
            raise ConnectionError
        told += piece
    head, _, body = told.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)^content-length: (\d+)", head, re.MULTILINE)
    while len(body) < int(length[1] if length else 0):
        body += client.recv(65536)
    return head + b"\r\n\r\n" + body


class HistoryClient:
    """One of the clients: it reads, writes and files through the proxy, and logs what it was told."""

    def __init__(self, address: str, server_address: str, session: str, dice: random.Random, amounts: Iterator[int]):
        self._dice, self._amounts = dice, amounts
        self.deeds: list[Deed] = []
        headers = {"origin": server_address, "host": server_address.rpartition("/")[2], "connection": "close"}
        self._client = httpx2.Client(cookies={"session": session}, headers=headers, timeout=30, verify=False)
        page = self._client.get(f"{server_address}/account").text
        self._headers = {"x-form-token": re.search(r'name="token" value="([^"]+)"', page)[1]}
        self._client.base_url = address

    def write(self) -> None:
        """Read the request, and save another amount of one programme."""
        draft = self._read()
        if draft is None:
            return
        line = self._dice.choice(draft["programmes"])
        deed = Deed(
            "write",
            time.monotonic(),
            line["key"],
            str(line["version"]),
            line["amount"] // _ROUND * _ROUND + next(self._amounts),
        )
        place = f"{PLACE}/programmes/{line['key']}"
        self._do(deed, "PUT", place, {"amount": deed.value}, f'"{deed.seen}"')

    def think(self, longest: float) -> None:
        """Do nothing for some time, up to so many seconds."""
        time.sleep(self._dice.random() * longest)

    def file(self) -> None:
        """Read the request, and file what was read."""
        draft = self._read()
        if draft is None:
            return
        deed = Deed("file", time.monotonic(), seen=draft["digest"], versions=_versions(draft))
        self._do(deed, "POST", f"{PLACE}/file", None, f'"{deed.seen}"')

    def _read(self) -> dict | None:
        deed = Deed("read", time.monotonic())
        self._do(deed, "GET", PLACE)
        return self._answer if deed.outcome == "ok" else None

    def _do(self, deed: Deed, method: str, place: str, body: dict | None = None, seen: str = "") -> None:
        """Ask, and ask the same again where nothing came back; the deed is logged with what is known of it."""
        self._answer: dict = {}
        for attempt in range(1 + _RETRIES):
            try:
                answer = self._send(method, place, body, seen)
            except httpx2.HTTPError:
                continue
            if answer.status_code in (200, 201):
                deed.outcome, self._answer = "ok", answer.json()
                self._note(deed)
            elif deed.outcome == "unknown" and answer.status_code in (409, 412, 422):
                deed.outcome = "refused" if attempt == 0 else "unknown"
            break
        deed.ended = time.monotonic()
        self.deeds.append(deed)

    def _note(self, deed: Deed) -> None:
        if deed.kind == "read":
            deed.versions = _versions(self._answer)
        elif deed.kind == "write":
            deed.versions = {deed.programme: (self._answer["version"], self._answer["amount"])}
        else:
            deed.number = self._answer["filing"]

    def _send(self, method: str, place: str, body: dict | None, seen: str) -> httpx2.Response:
        headers = self._headers | ({"if-match": seen} if seen else {})
        return self._client.request(method, place, json=body, headers=headers)


def _versions(draft: dict) -> dict[str, tuple[int, int]]:
    return {each["key"]: (each["version"], each["amount"]) for each in draft["programmes"]}


def history(staff: Staff, seed: int, acts: int) -> list[Deed]:
    """Let the clients of an office work at one time, then file at one time; what they did and were told."""
    dice = random.Random(seed)
    sessions = [staff.clients[f"client {place}"].cookies["session"] for place in range(CLIENTS)]
    amounts = count(_STEP, _STEP)
    with served(staff.office) as address, FaultProxy(address, dice) as proxy:
        clients = [
            HistoryClient(proxy.address, address, session, random.Random(dice.random()), amounts)
            for session in sessions
        ]
        _at_once([partial(_work, each, acts, files=place < HEADS) for place, each in enumerate(clients)])
        _at_once([each.file for each in clients[:HEADS]])
    return [deed for each in clients for deed in each.deeds]


def _at_once(works: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=each) for each in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _work(client: HistoryClient, acts: int, *, files: bool) -> None:
    for _ in range(acts):
        if files:
            client.file()
        else:
            client.write()
        client.think(_LONGEST_THOUGHT)


def seat(staff: Staff) -> None:
    """A call, those who file and those who write."""
    staff.join("coordinator", "coordinator")
    open_call_in(staff.office, "coordinator")
    for place in range(CLIENTS):
        staff.join(f"client {place}", "head" if place < HEADS else "writer", MINE)


@dataclass
class Kept:
    """What the database holds: the versions and amounts of each programme in order, and the filings in order."""

    chains: dict[str, list[tuple[int, int]]]
    filings: list[tuple[str, str, dict[str, int]]]


def kept(database: Database) -> Kept:
    """What is there at the end."""
    chains: dict[str, list[tuple[int, int]]] = defaultdict(list)
    with database.reading() as connection:
        for row in connection.execute(select(CELLS).where(CELLS.c.field == "amount").order_by(CELLS.c.id)):
            chains[row.programme].append((row.id, int(row.value)))
        rows = connection.execute(select(FILINGS).order_by(FILINGS.c.id)).all()
    return Kept(chains, [(row.number, row.digest, _amounts(row.content)) for row in rows])


def _amounts(content: str) -> dict[str, int]:
    return {each["key"]: int(each["amount"]) for each in json.loads(content)["programmes"]}


def faults(deeds: list[Deed], there: Kept) -> list[str]:
    """What no history may show: a lost or doubled write, a read of what was never kept, a signature on other amounts."""
    return [
        *_lost_or_doubled(deeds, there),
        *_read_wrongly(deeds, there),
        *_filed_unseen(deeds, there),
    ]


def _lost_or_doubled(deeds: list[Deed], there: Kept) -> Iterator[str]:
    """Each version stands upon the one that its writer saw; what was acknowledged is there once, what was refused never."""
    writes = {(deed.programme, deed.value): deed for deed in deeds if deed.kind == "write"}
    places: dict[tuple[str, int], int] = defaultdict(int)
    for programme, chain in there.chains.items():
        for (before, _), (version, value) in pairwise([(0, 0), *chain]):
            deed = writes.get((programme, value))
            places[programme, value] += 1
            if deed is None:
                yield f"{programme}: {value} at {version}, which nobody asked for"
            elif deed.outcome == "refused":
                yield f"{programme}: {value} at {version} was refused"
            elif str(before) != deed.seen:
                yield f"{programme}: {value} at {version} stands on {before}, its writer saw {deed.seen}"
    for (programme, value), deed in writes.items():
        if places[programme, value] > 1:
            yield f"{programme}: {value} stands there {places[programme, value]} times"
        if deed.outcome == "ok" and deed.versions[programme] not in there.chains.get(programme, []):
            yield f"{programme}: {value} was acknowledged and is not there"


def _read_wrongly(deeds: list[Deed], there: Kept) -> Iterator[str]:
    """What was read was kept, and is no older than what had been acknowledged before."""
    done = [(each.ended, each.programme, each.versions[each.programme][0]) for each in deeds if _is_written(each)]
    for deed in deeds:
        if deed.kind != "read" or deed.outcome != "ok":
            continue
        for programme, (version, value) in deed.versions.items():
            if version and (version, value) not in there.chains.get(programme, []):
                yield f"{programme}: {value} at {version} was read and never kept"
            known = max((its for ended, of, its in done if of == programme and ended < deed.begun), default=0)
            if version < known:
                yield f"{programme}: version {version} was read after {known} had been acknowledged"


def _is_written(deed: Deed) -> bool:
    return deed.kind == "write" and deed.outcome == "ok"


def _filed_unseen(deeds: list[Deed], there: Kept) -> Iterator[str]:
    """Each filing is what whoever filed had read, holds all that was acknowledged before, and stands there once."""
    filed = [each for each in deeds if each.kind == "file"]
    for (_, before, _), (number, digest, _) in pairwise(there.filings):
        if before == digest:
            yield f"{number} is the filing before it once more"
    for number, digest, amounts in there.filings:
        seen = [each for each in filed if each.seen == digest]
        if not seen:
            yield f"{number} is what nobody had seen"
        elif any({key: value for key, (_, value) in each.versions.items()} != amounts for each in seen):
            yield f"{number} holds other amounts than were seen"
    known = {number: digest for number, digest, _ in there.filings}
    for deed in filed:
        if deed.outcome == "ok" and known.get(deed.number) != deed.seen:
            yield f"{deed.number} was acknowledged for {deed.seen[:8]}, and is {known.get(deed.number, 'nothing')[:8]}"


Copies = Callable[[Path], AbstractContextManager[Staff]]
"""An office in a copy of its folder at a place, which is gone afterwards."""


def office_of_clients(folder: Path) -> Copies:
    """An office with its people, made once in a folder."""
    examples.write("korea-2024", folder)
    made = server.open_office(folder)
    made.close()
    first = (folder, made.known, signer_of(folder))
    for staff in staff_at(first, folder, copied=True):
        seat(staff)
        cookies = {name: client.cookies["session"] for name, client in staff.clients.items()}
        now = staff.clock.now

    @contextmanager
    def copies(place: Path) -> Iterator[Staff]:
        shutil.copytree(folder, place)
        for staff in staff_at(first, place, copied=True):
            staff.clock.now = now
            for name, cookie in cookies.items():
                staff.clients[name] = staff.client()
                staff.clients[name].cookies.set("session", cookie)
            yield staff
        shutil.rmtree(place)

    return copies


def played(copies: Copies, place: Path, seed: int, acts: int = ACTS) -> tuple[list[str], list[Deed]]:
    """One history, and what is wrong with it."""
    with copies(place) as staff:
        deeds = history(staff, seed, acts)
        return faults(deeds, kept(staff.office.database)), deeds


def main() -> None:
    """The long form."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--histories", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begun, told, outcomes = time.monotonic(), list[str](), defaultdict[str, int](int)
    with tempfile.TemporaryDirectory() as place:
        copies = office_of_clients(Path(place) / "demo")
        for each in range(asked.histories):
            found, deeds = played(copies, Path(place) / "played", asked.seed + each)
            for fault in found:
                told.append(f"history {asked.seed + each}: {fault}")
                print(told[-1], flush=True)
            for deed in deeds:
                outcomes[f"{deed.kind} {deed.outcome}"] += 1
            if each % 50 == 49:
                print(f"{each + 1} histories, {len(told)} faults, {dict(outcomes)}", flush=True)
    print(f"{asked.histories} histories, {len(told)} faults, {dict(outcomes)}, {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
