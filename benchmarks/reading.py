"""Fifty readers of one budget at once: processor time of the next programme, an answer and its file, one after another.

Run with `python benchmarks/reading.py [FOLDER]`: a budget folder that nothing has been drawn from, of which a copy is
read; without one the bundled synthetic national budget. Readers answer at random until nothing waits for anyone.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

from crosscut import examples
from crosscut.classify import dossier_files, dossiers, samples
from crosscut.workbench.opening import open_run
from crosscut.workspace import server
from crosscut.workspace.office import Office, acting
from crosscut.workspace.people import people
from crosscut.workspace.people.people import Role
from crosscut.workspace.reading import reading_counts, readings
from crosscut.workspace.reading.readings import StatedReading
from crosscut.workspace.web.pages.reading_pages import keep

READERS, DRAWN = 50, 400
TOOK: dict[str, list[float]] = defaultdict(list)


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.process_time()
    yield
    TOOK[what].append(time.process_time() - begun)


def prepare(folder: Path) -> Office:
    """Draw programmes, and let readers in."""
    run = open_run(folder)
    drawn = samples.sample(run, DRAWN)
    made = dossiers.make(run, samples.drawn(run, drawn["sample"]))
    dossier_files.write(folder, drawn["sample"], made)
    office = server.open_office(folder)
    with office.database.writing() as connection:
        for number in range(READERS):
            person = people.new_person(connection, f"reader {number}", office.clock())
            people.new_grant(connection, person, Role("reviewer"), "benchmark", office.clock(), exception="server")
    return office


def acts(office: Office, name: str):
    return acting(office, lambda connection, now: people.actor(connection, people.named(connection, name).id, now))


def play(office: Office, dice: random.Random) -> None:
    """Readers take and answer in any order, until nothing waits for anyone."""
    areas = [area.id for area in office.reading.budget.taxonomy.areas]
    waiting = [f"reader {number}" for number in range(READERS)]
    while waiting:
        name = dice.choice(waiting)
        with timed("next"), acts(office, name) as act:
            key = readings.take_next(act)
        if not key:
            waiting.remove(name)
            continue
        shares = {dice.choice(areas): Fraction(1)} if dice.random() < 0.6 else {}
        with timed("answer"), acts(office, name) as act:
            readings.answer(act, key, StatedReading(shares, "read", 0))
        with timed("file"):
            keep(office)


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "budget"
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], folder)
        else:
            examples.write("synthetic-national", folder)
        office = prepare(folder)
        play(office, random.Random(1))
        with timed("count"):
            reading_counts.count(office)
        for what, took in TOOK.items():
            ordered = sorted(each * 1000 for each in took)
            middle, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
            print(f"{what:8} {len(ordered):6,} times, median {middle:7.1f} ms, 95 % within {most:7.1f} ms")
        office.close()


if __name__ == "__main__":
    main()
