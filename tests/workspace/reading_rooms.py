"""Rooms of programmes that were drawn to be read, as the tests of reading open them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace.reading_office import ReadingOffice, drawn_folder, opened


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    return drawn_folder(tmp_path_factory.mktemp("reading") / "budget")


@pytest.fixture
def room(drawn: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[ReadingOffice]:
    folder = Path(shutil.copytree(drawn[0], tmp_path / "budget"))
    for staff in opened(folder):
        found = ReadingOffice(staff, drawn[1])
        for name in ("one", "two", "three"):
            found.join(name)
        found.join("chair", "chair")
        found.join("coordinator", "coordinator")
        yield found


def barred(room: ReadingOffice, name: str, **form: str) -> None:
    """Somebody declares an interest after they have answered: in a programme on its page, or in a ministry."""
    key = form.pop("key", "")
    place = f"/reading/{key}/bar" if key else "/reading-bars"
    answer = room.staff.post(room.staff.clients[name], place, reason="My institute is paid by them", **form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/reading?done=reading_withdrawn")


def settled(room: ReadingOffice, name: str, key: str) -> None:
    client = room.staff.clients[name]
    version = re.search(r'name="version" value="(\d+)"', client.get(f"/differences/{key}").text)[1]
    data = {"how": "1", "reason": "It is a medicine", "version": version}
    assert room.staff.post(client, f"/differences/{key}", **data).status_code == 303


def until_second(room: ReadingOffice, first: str, second: str, area: str) -> str:
    """Let one read something and another read the same second; its key."""
    key = room.take(first)
    room.say(first, key, area, reason="canary-of-the-first")
    for _ in range(40):
        offered = room.take(second)
        assert offered
        if offered == key:
            return key
        room.say(second, offered, room.truth[offered])
    raise AssertionError("the second reader never got it")
