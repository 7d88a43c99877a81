"""The solver's processes: kept warm, killed where they take too long, and asked only what was not overtaken."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crosscut.workspace.errors import TooOftenError, WorkspaceError
from crosscut.workspace.solver import solver_pool
from crosscut.workspace.solver.solver_pool import OvertakenError, SolverPool
from tests.workspace.conftest import POLICY, Season

FAKE = "tests.workspace.fake_solver"


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[SolverPool]:
    made = SolverPool(tmp_path, count=1, module=FAKE)
    yield made
    (tmp_path / "go").touch()
    made.close()


class Asking(threading.Thread):
    """A question in a thread of its own."""

    def __init__(self, pool: SolverPool, place: str, key: str = "") -> None:
        super().__init__(daemon=True)
        self.pool, self.place, self.key = pool, place, key
        self.answer: object = None
        self.error: WorkspaceError | None = None
        self.start()

    def run(self) -> None:
        try:
            self.answer = self.pool.ask({"ask": "feasible", "place": self.place}, self.key)
        except WorkspaceError as error:
            self.error = error


def ask(pool: SolverPool, place: str) -> list[object]:
    answer = pool.ask({"ask": "feasible", "place": place})
    assert isinstance(answer, list)
    return answer


def asked(pool: SolverPool) -> list[str]:
    file = pool.folder / "asked"
    return file.read_text().split() if file.exists() else []


def until(what: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_one_process_answers_one_question_after_another(pool: SolverPool) -> None:
    one, other = ask(pool, "a"), ask(pool, "b")
    assert (one[0], other[0]) == ("a", "b")
    assert one[1] == other[1]


def test_what_a_solver_refuses_is_told_and_the_next_is_answered(pool: SolverPool) -> None:
    with pytest.raises(WorkspaceError) as refused:
        ask(pool, "wrong")
    assert refused.value.code == "unknown-target"
    assert refused.value.text.ko
    assert ask(pool, "a")[0] == "a"


def test_a_process_that_dies_or_takes_too_long_is_replaced(pool: SolverPool) -> None:
    before = ask(pool, "a")[1]
    with pytest.raises(WorkspaceError):
        ask(pool, "die")
    pool.limit = 0.3
    with pytest.raises(WorkspaceError):
        ask(pool, "hang")
    pool.limit = 20
    assert ask(pool, "b")[1] != before


def test_of_questions_with_one_key_that_wait_the_newest_alone_is_answered(pool: SolverPool) -> None:
    first = Asking(pool, "wait-first", "key")
    until(lambda: asked(pool) == ["wait-first"])
    older = Asking(pool, "older", "key")
    until(lambda: len(pool._waiting) == 1)
    other = Asking(pool, "other", "another key")
    until(lambda: len(pool._waiting) == 2)
    newer = Asking(pool, "newer", "key")
    older.join(20)
    assert isinstance(older.error, OvertakenError)
    assert older.error.status == 409
    (pool.folder / "go").touch()
    for each in (first, other, newer):
        each.join(20)
        assert each.error is None
    assert asked(pool) == ["wait-first", "other", "newer"]


def test_what_was_overtaken_and_takes_long_is_let_go(pool: SolverPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver_pool, "PATIENCE", 0.1)
    first = Asking(pool, "hang", "key")
    until(lambda: asked(pool) == ["hang"])
    newer = Asking(pool, "newer", "key")
    newer.join(20)
    first.join(20)
    assert newer.answer is not None
    assert first.error is not None


def test_too_many_questions_are_refused(pool: SolverPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver_pool, "MOST_WAITING", 1)
    first = Asking(pool, "wait")
    until(lambda: asked(pool))
    second = Asking(pool, "b")
    until(lambda: len(pool._waiting) == 1)
    with pytest.raises(TooOftenError):
        ask(pool, "c")
    (pool.folder / "go").touch()
    for each in (first, second):
        each.join(20)
        assert each.error is None


def test_the_end_ends_every_process_and_refuses_what_waits(tmp_path: Path) -> None:
    pool = SolverPool(tmp_path, count=1, module=FAKE)
    first = Asking(pool, "hang")
    until(lambda: asked(pool))
    second = Asking(pool, "b")
    until(lambda: len(pool._waiting) == 1)
    pool.close()
    for each in (first, second):
        each.join(20)
        assert each.error is not None
    assert all(thread.process is None for thread in pool._threads)


def test_the_process_gives_what_the_room_gives(season: Season) -> None:
    """The same plan in a process of its own and here."""
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    assert season.staff.office.solver is not None
    here = season.staff.office.solver.ask({"ask": "ground"})
    pool = SolverPool(season.staff.folder, count=1)
    try:
        there = pool.ask({"ask": "ground"})
        assert there == here
        over = [{**there, "moment": "2027-03-01T00:00:00+00:00", "changes": []}]
        question = {"ask": "plan", "over": over}
        assert pool.ask(question) == season.staff.office.solver.ask(question)
    finally:
        pool.close()
