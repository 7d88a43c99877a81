"""How often whoever is signed in may ask, and that nobody else waits for it."""

from __future__ import annotations

import pytest

from crosscut.workspace.web import rate_limits
from crosscut.workspace.web.rate_limits import Pace
from tests.workspace.conftest import Season


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_a_store_of_requests_fills_again_with_time(seconds: Seconds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "STORE", 5)
    found = Pace(seconds)
    assert [found.wait("one") for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    assert found.wait("other") == 0
    seconds.now += 0.1
    assert [found.wait("one") for _ in range(3)] == [0, 0, 1]
    seconds.now += 1000
    assert [found.wait("one") for _ in range(6)] == [0, 0, 0, 0, 0, 1]


def test_it_remembers_no_more_than_it_must(seconds: Seconds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "_MOST", 10)
    monkeypatch.setattr(rate_limits, "STORE", 2)
    found = Pace(seconds)
    assert [found.wait("busy") for _ in range(3)] == [0, 0, 1]
    for number in range(50):
        found.wait(str(number))
        seconds.now += 0.001
    assert len(found._left) <= 10
    seconds.now += 1
    found._forget(seconds.now)
    assert not found._left


def test_who_asks_without_end_is_told_to_wait(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "STORE", 3)
    monkeypatch.setattr(rate_limits, "A_SECOND", 1e-9)
    client = season.writer
    assert [client.get("/api/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    client.cookies.set("other", "x")
    assert client.get("/api/me").status_code == 429
    assert client.get("/static/site.css").status_code == 200
    assert season.reviewer.get("/api/me").status_code == 200
    unsigned = season.staff.client()
    answers = [unsigned.get("/sign-in").status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
