"""Many people deciding at once: what one decision costs as the ledger grows, and that none is lost and none kept twice.

    python benchmarks/ledger_writers.py [--writers N] [--decisions N] [--kills N] [--address ADDRESS | --keep FOLDER]

Each writer is a process of its own that decides on one programme after the other and notes the processor time of each
decision with the number it was given. Prints the median processor time around the 100th and at the end, their ratio,
the longest wait by the clock, how often one gave up, and what `as_of` of one programme takes, and checks that the
ledger is whole and holds each decision once. With `--kills` a writer is killed that many times while the others go on,
and all that it was told is kept must be there. Without an address the ledger is a SQLite file; with `--keep` it and
what the writers said stay in a folder, and a run that was ended goes on where it was. Never fails on a time.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import statistics
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import pyarrow as pa

from crosscut.ledger import Ledger
from crosscut.tables import DECISIONS

PROGRAMMES = 1000


def decision(writer: int, number: int) -> pa.Table:
    """The writer's decision of that number; each is another statement."""
    row = {field.name: "" if pa.types.is_string(field.type) else None for field in DECISIONS}
    row |= {"programme": f"P{(writer * 7919 + number) % PROGRAMMES:04}", "area": "ai", "numerator": 1, "denominator": 1}
    row |= {"decided_by": f"writer {writer}", "decided_at": f"2026-01-01T00:00:00.{number:06}+00:00", "reason": "read"}
    return pa.Table.from_pylist([row], schema=DECISIONS)


@dataclass
class Told:
    """What the writers said: by the ledger's number who was told so, of which decision, and what it cost."""

    kept: dict[int, tuple[int, int, float]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    begun: dict[int, int] = field(default_factory=dict)
    killed: int = 0
    given_up: int = 0

    def take(self, writer: int, number: int, kept: int, seconds: float, waited: float) -> None:
        """What a writer said of one decision: that it is kept, as which of the ledger's, and what it took."""
        self.begun[writer] = max(number + 1, self.begun.get(writer, 0))
        self.waits.append(waited)
        if kept:
            self.kept[kept] = (writer, number, seconds)


def write(address: str, writer: int, first: int, count: int, told: Connection) -> None:
    """Decide and tell, of each decision that is kept, its own number, the ledger's, and processor and clock time."""
    with Ledger.open(address, wait=120) as ledger:
        for number in range(first, first + count):
            table, started, clock = decision(writer, number), time.process_time(), time.perf_counter()
            kept = ledger.decide(table).sequence
            told.send((number, kept or 0, time.process_time() - started, time.perf_counter() - clock))
    told.close()


def told_before(notes: Path) -> Told:
    """What the writers of a run that was ended had said; a line that it could not end says nothing."""
    found = Told()
    for line in notes.read_text().splitlines(keepends=True) if notes.exists() else []:
        if line.endswith("\n"):
            said = json.loads(line)
            if isinstance(said, list):
                found.take(*said)
            else:
                found.killed += said == "killed"
                found.given_up += said == "gave up"
    return found


def run(address: str, writers: int, each: int, kills: int, notes: Path) -> Told:
    """All writers at once; whoever was killed or gave up begins again where he was."""
    context, found = multiprocessing.get_context("spawn"), told_before(notes)
    chance = random.Random(found.killed)
    running: dict[Connection, tuple[int, multiprocessing.process.BaseProcess]] = {}

    def start(writer: int) -> None:
        begun = found.begun.get(writer, 0)
        if begun >= each:
            return
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=write, args=(address, writer, begun, each - begun, theirs))
        process.start()
        theirs.close()
        running[ours] = (writer, process)

    for writer in range(writers):
        start(writer)
    with notes.open("a", buffering=1) as noted:

        def note(said: object) -> None:
            noted.write(json.dumps(said) + "\n")

        while running:
            for ours in multiprocessing.connection.wait(list(running)):
                writer, process = running[ours]
                try:
                    said = (writer, *ours.recv())
                except EOFError:
                    process.join()
                    if (process.exitcode or 0) > 0:
                        found.given_up += 1
                        note("gave up")
                    del running[ours]
                    start(writer)
                    continue
                found.take(*said)
                note(said)
                if found.killed < kills and chance.random() < 0.02:
                    found.killed += 1
                    note("killed")
                    process.kill()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--decisions", type=int, default=50_000)
    parser.add_argument("--address", default="")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    with nullcontext(arguments.keep) if arguments.keep else tempfile.TemporaryDirectory() as folder:
        address = arguments.address or str(Path(folder) / "ledger.sqlite")
        Ledger.open(address).close()
        each = arguments.decisions // arguments.writers
        found = run(address, arguments.writers, each, arguments.kills, Path(folder) / "told.jsonl")
        report(address, found, each * arguments.writers)


def report(address: str, told: Told, decisions: int) -> None:
    """What was measured, and whether everything is there once."""
    found = told.kept
    with Ledger.open(address, read_only=True) as ledger:
        rows = ledger.as_of().decisions
        held = set(zip(rows["decided_by"].to_pylist(), rows["decided_at"].to_pylist(), strict=True))
        assert rows.num_rows == len(held) == decisions, f"{rows.num_rows} rows, {len(held)} decisions of {decisions}"
        assert all(
            (f"writer {who}", f"2026-01-01T00:00:00.{number:06}+00:00") in held for who, number, _ in found.values()
        )
        assert not ledger.prove().faults
        started = time.process_time()
        for number in range(20):
            ledger.as_of(programme=f"P{number:04}")
        one = (time.process_time() - started) / 20
    costs = [found[number][2] * 1000 for number in sorted(found)]
    early, late = statistics.median(costs[80:120] or costs), statistics.median(costs[-1000:])
    print(f"{decisions:,} decisions, each kept once; the ledger is whole")
    print(f"processor time of one: {early:.1f} ms around the 100th, {late:.1f} ms at the end, ratio {late / early:.2f}")
    middle, longest = statistics.median(told.waits), max(told.waits)
    print(
        f"by the clock: {middle:.2f} s in the middle, {longest:.2f} s the longest; {told.given_up} gave up, "
        f"{told.killed} were killed"
    )
    print(f"as_of of one programme: {one * 1000:.1f} ms")


if __name__ == "__main__":
    main()
