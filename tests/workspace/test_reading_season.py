"""A season of readers who err, leave and come back: nobody reads first what another has read, and nothing is lost."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from crosscut.budget.opinions import independent, opinions
from crosscut.classify.samples import is_read_again
from crosscut.workbench.opening import open_run
from crosscut.workspace import grants
from crosscut.workspace.office import Actor, acting
from crosscut.workspace.people import people
from crosscut.workspace.reading import adjudication, readings
from crosscut.workspace.reading.readings import StatedReading
from crosscut.workspace.schema.reading_schema import LEASES, READINGS
from crosscut.workspace.web.pages.reading_pages import keep
from tests.workspace.reading_office import ReadingOffice, draw, opened, write_folder

READERS = tuple(f"reader {number}" for number in range(8))
DRAWN = 30
ERROR, LEAVES, SKIPS = 0.2, 0.15, 0.1


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    place = tmp_path_factory.mktemp("season") / "budget"
    truth = write_folder(place, 60)
    draw(place, DRAWN)
    return place, truth


@pytest.fixture
def room(folder: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[ReadingOffice]:
    for staff in opened(Path(shutil.copytree(folder[0], tmp_path / "budget"))):
        found = ReadingOffice(staff, folder[1])
        for name in READERS:
            found.join(name)
        found.join("coordinator", "coordinator")
        yield found


def acts(room: ReadingOffice, name: str):
    def who(connection: Connection, now) -> Actor:
        return people.actor(connection, people.named(connection, name).id, now)

    return acting(room.office, who)


def take(room: ReadingOffice, name: str) -> str:
    with acts(room, name) as act:
        return readings.take_next(act)


def say(room: ReadingOffice, name: str, key: str, area: str) -> None:
    with acts(room, name) as act:
        readings.answer(act, key, StatedReading({area: Fraction(1)} if area else {}, "read", 0))


def in_hand(room: ReadingOffice) -> list[str]:
    """The programmes that somebody has before them."""
    running = (LEASES.c.ended_at.is_(None), LEASES.c.ends_at > room.staff.clock.now)
    with room.office.database.reading() as connection:
        return list(connection.scalars(select(LEASES.c.programme).where(*running)))


def season(room: ReadingOffice, dice: random.Random) -> None:
    """Readers take, say, skip, or walk away from what they have, in any order, until nothing waits for anyone."""
    open_ones = dict[str, str]()
    idle = set[str]()
    while len(idle) < len(READERS):
        name = dice.choice(READERS)
        if name not in open_ones:
            key = take(room, name)
            assert len(set(in_hand(room))) == len(in_hand(room))
            if not key:
                idle.add(name)
                continue
            open_ones[name] = key
        key, fate = open_ones.pop(name), dice.random()
        idle.clear()
        if fate < LEAVES:
            room.staff.clock.pass_by(minutes=dice.choice((2, 6, 11)))
        elif fate < LEAVES + SKIPS:
            with acts(room, name) as act:
                readings.skip(act, key, "cannot tell")
        else:
            right = room.truth[key]
            say(room, name, key, right if dice.random() > ERROR else dice.choice(("ai", "bio", "")))


def test_no_programme_is_read_first_twice_and_none_is_lost(room: ReadingOffice) -> None:
    season(room, random.Random(5))
    with room.office.database.reading() as connection:
        rows = connection.execute(select(READINGS).where(READINGS.c.kind == "read").order_by(READINGS.c.id)).all()
    assert {row.programme for row in rows} == set(room.office.reading.drawn)
    by = {row.programme: [each for each in rows if each.programme == row.programme] for row in rows}
    for programme, several in by.items():
        assert len({each.read_by for each in several}) == len(several) <= 2
        wanted = is_read_again(programme, in_an_area=several[0].shares != "[]", large=False)
        assert len(several) == (2 if wanted else 1), programme
    assert max(Counter(row.read_by for row in rows).values()) < len(rows) / 2


def test_all_differences_are_settled_and_the_folder_says_the_same(room: ReadingOffice) -> None:
    season(room, random.Random(6))
    with acts(room, "coordinator") as act:
        found = adjudication.differences(act)
    assert found
    for each in found:
        with acts(room, "coordinator") as act:
            area = room.truth[each.facts.programme]
            shares = {area: Fraction(1)} if area else {}
            said = adjudication.WhatHolds(shares, "by its name", each.version)
            adjudication.settle(act, each.facts.key, said, "en")
    keep(room.office)
    with acts(room, "coordinator") as act:
        assert not adjudication.differences(act)
    run = open_run(room.staff.folder)
    held = opinions(run.sound_decisions)
    assert set(held) == set(room.office.reading.drawn)
    assert not [each for each in run.findings if each.rule == "second-opinion"]
    for each in found:
        assert len(independent(held[each.facts.programme])) == 2
        assert set(run.decisions[each.facts.programme].areas) == {room.truth[each.facts.programme]} - {""}


def test_readers_who_ask_at_once_get_different_programmes(room: ReadingOffice) -> None:
    with ThreadPoolExecutor(len(READERS)) as pool:
        taken = list(pool.map(lambda name: take(room, name), READERS))
    assert len(set(taken)) == len(READERS)


def test_whoever_stands_in_reads_for_both_and_neither_reads_it_again(room: ReadingOffice) -> None:
    key = take(room, "reader 0")
    with room.office.database.writing() as connection:
        mine, theirs = (people.named(connection, name).id for name in ("reader 0", "reader 1"))
        own = grants.grants_of(connection, mine, room.staff.clock())
    lent = Actor(mine, "reader 0", own, acting_for=theirs, acting_for_name="reader 1")
    with acting(room.office, lambda _, __: lent) as act:
        readings.answer(act, key, StatedReading({"ai": Fraction(1)}, "read", 0))
    seen = set()
    while offered := take(room, "reader 1"):
        seen.add(offered)
        say(room, "reader 1", offered, "ai")
    assert key not in seen
    assert seen
