"""Jobs: done in processes that can be killed, cancelled, begun again; streams that hold nothing of the database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from crosscut.workbench import publish as publishing
from crosscut.workspace import job_process, jobs
from crosscut.workspace.approval.publication_places import candidate
from crosscut.workspace.web import job_streams
from crosscut.workspace.worker import Worker, command_of
from tests.workspace.conftest import Season, token_of

STEPS = "import json,sys,time,os\nsay=lambda **s: print(json.dumps(s), flush=True)\n"


def script(code: str) -> Callable[[str, str], list[str]]:
    return lambda _, __: [sys.executable, "-c", STEPS + code]


QUICK = "say(step='one'); say(step='two'); say(done='all')"
LONG = "say(step=f'pid {os.getpid()}'); time.sleep(600)"


def start(season: Season) -> int:
    answer = season.staff.post(season.coordinator, "/jobs", kind="build")
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].partition("?")[0].rpartition("/")[2])


def told(season: Season, job: int) -> dict[str, str]:
    return season.coordinator.get(f"/api/jobs/{job}").json()


def worker(season: Season, code: str) -> Worker:
    return Worker(season.staff.office.database, script(code), season.staff.office.clock)


@contextmanager
def running(worker: Worker) -> Iterator[threading.Thread]:
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    yield thread
    worker.ended.set()
    thread.join(10)
    assert not thread.is_alive()


def until(what: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def alive(step: str) -> bool:
    try:
        os.kill(int(step.split()[1]), 0)
    except ProcessLookupError:
        return False
    return True


def test_a_job_is_done_and_says_so(season: Season) -> None:
    job = start(season)
    assert worker(season, QUICK).once()
    assert (told(season, job)["state"], told(season, job)["result"]) == ("done", "all")
    assert "all" in season.coordinator.get(f"/jobs/{job}").text
    assert "완료" in season.auditor.get("/jobs").text
    record = season.auditor.get("/record").text
    assert "작업 시작" in record
    assert "공개 자료 새로 만들기" in record
    assert not worker(season, QUICK).once()


def test_one_of_a_kind_at_a_time(season: Season) -> None:
    start(season)
    again = season.staff.post(season.coordinator, "/jobs", kind="build")
    assert again.status_code == 409
    assert "이미 대기 중" in again.text


@pytest.mark.parametrize(
    ("code", "result"),
    [("say(fault='the folder is gone')", "the folder is gone"), ("sys.exit(3)", "died"), ("print('x'*9999)", "died")],
)
def test_a_job_that_fails_says_why(season: Season, code: str, result: str) -> None:
    job = start(season)
    worker(season, code).once()
    assert (told(season, job)["state"], told(season, job)["result"]) == ("failed", result)


def test_a_job_whose_process_cannot_be_started_fails(season: Season) -> None:
    job = start(season)
    assert Worker(season.staff.office.database, lambda _, __: ["/nowhere/at-all"], season.staff.office.clock).once()
    assert told(season, job)["state"] == "failed"
    assert "No such file" in told(season, job)["result"]


def test_a_job_that_is_cancelled_is_killed(season: Season) -> None:
    job = start(season)
    with running(worker(season, LONG)):
        until(lambda: told(season, job)["step"])
        step = told(season, job)["step"]
        assert alive(step)
        assert season.staff.post(season.coordinator, f"/jobs/{job}/cancel").status_code == 303
        until(lambda: told(season, job)["ended_at"])
        until(lambda: not alive(step))
    assert told(season, job)["state"] == "cancelled"
    assert season.staff.post(season.coordinator, f"/jobs/{job}/cancel").status_code == 403


def test_a_server_that_ends_gives_its_job_back(season: Season) -> None:
    job = start(season)
    with running(worker(season, LONG)):
        until(lambda: told(season, job)["step"])
        step = told(season, job)["step"]
    assert told(season, job)["state"] == "waiting"
    assert not alive(step)
    worker(season, QUICK).once()
    assert told(season, job)["state"] == "done"


def test_the_job_of_a_dead_worker_is_done_by_another_and_given_up_after_three_tries(season: Season) -> None:
    job, database, clock = start(season), season.staff.office.database, season.staff.clock
    for _ in range(jobs.TRIES):
        with database.writing() as connection:
            assert jobs.claim(connection, "dead", clock()).id == job
            assert jobs.claim(connection, "other", clock()) is None
        clock.pass_by(seconds=31)
    with database.writing() as connection:
        assert jobs.claim(connection, "other", clock()) is None
    assert (told(season, job)["state"], told(season, job)["result"]) == ("failed", "died")


def test_who_lost_a_job_can_no_longer_say_anything_of_it(season: Season) -> None:
    job, database, clock = start(season), season.staff.office.database, season.staff.clock
    with database.writing() as connection:
        jobs.claim(connection, "slow", clock())
    clock.pass_by(seconds=31)
    with database.writing() as connection:
        jobs.claim(connection, "quick", clock())
        assert not jobs.beat(connection, job, "slow", "late", clock())
        jobs.finish(connection, job, "slow", "failed", "late", clock())
        jobs.finish(connection, job, "quick", "done", "right", clock())
    assert (told(season, job)["state"], told(season, job)["result"]) == ("done", "right")


def test_the_process_ends_where_its_worker_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys,subprocess,time\n"
        f"p=subprocess.Popen([sys.executable,'-m','crosscut.workspace.job_process','build',{str(tmp_path)!r}],"
        "stdin=subprocess.PIPE,stdout=subprocess.DEVNULL,start_new_session=True)\n"
        "print(p.pid,flush=True)\ntime.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        child = f"pid {parent.stdout.readline()}"
        parent.kill()
    until(lambda: not alive(child) or Path(f"/proc/{child.split()[1]}/stat").read_text().split()[2] == "Z")


@pytest.mark.slow
def test_the_publication_is_built_by_a_job(season: Season) -> None:
    job = start(season)
    folder = season.staff.folder
    Worker(season.staff.office.database, command_of(folder), season.staff.office.clock).once()
    assert told(season, job)["state"] == "done", told(season, job)
    assert (folder / "build" / "site" / "index.html").exists()


def events(season: Season, job: int) -> list[dict[str, str]]:
    lines = season.coordinator.get(f"/jobs/{job}/events").text.split("\n\n")
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]


def test_a_publication_is_prepared_in_all_its_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def publish(*places: object, **more: object) -> SimpleNamespace:
        asked.append((*places, more.get("to", ())))
        return SimpleNamespace(refused=False, files=(), run="1")

    monkeypatch.setattr(publishing, "publish", publish)
    monkeypatch.setattr(job_process, "_hold_policy", lambda _folder: None)
    job_process._prepare(tmp_path, '{"publication": 1}')
    assert asked == [(tmp_path, candidate(tmp_path, 1), ())]


def test_a_stream_tells_what_happens_and_holds_nothing(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_streams, "EVERY", 0.05)
    job, pool = start(season), season.staff.office.database.engine.pool
    held = []
    code = "say(step='one'); time.sleep(1.5); say(step='two'); time.sleep(1.5); say(done='all')"
    with running(worker(season, code)):
        watching = threading.Thread(target=lambda: held.extend(events(season, job)))
        watching.start()
        most = 0
        while watching.is_alive():
            most = max(most, pool.checkedout())
            time.sleep(0.01)
    steps = [each["step"] for each in held if each["step"]]
    assert steps[0] == "one"
    assert held[-1]["state"] == "done"
    assert most <= 3
    assert pool.checkedout() == 0
    assert season.staff.app.state.desk.streams.count == 0


def test_a_stream_ends_with_the_sign_in(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_streams, "EVERY", 0.05)
    job, held = start(season), []
    watching = threading.Thread(target=lambda: held.extend(events(season, job)))
    watching.start()
    until(lambda: season.staff.app.state.desk.streams.count)
    with season.staff.office.database.writing() as connection:
        connection.execute(text("UPDATE ws_sessions SET ended_at = used_at"))
    watching.join(10)
    assert not watching.is_alive()
    assert {each["state"] for each in held} == {"waiting"}


def test_no_more_streams_than_there_may_be(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_streams, "MOST", 0)
    assert season.coordinator.get(f"/jobs/{start(season)}/events").status_code == 429
    assert token_of(season.coordinator)
