"""Fixtures that every room's tests share."""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from crosscut import ingest
from crosscut.budget import Run
from crosscut.exports import writing_process
from crosscut.exports.charts import drawing
from crosscut.exports.charts.process import DrawingProcess
from crosscut.exports.documents import renderers
from crosscut.figures.atoms import TableAtoms
from crosscut.ledger import layout
from crosscut.processes import collect_seldom, processors
from crosscut.workbench import audits, opening
from crosscut.workspace.schema import store
from tests.audited_once import ASK as AUDIT
from tests.audited_once import audited_once
from tests.chromium import chromium
from tests.compiled_once import compiled_once
from tests.counted_once import CELLS, MADE, counted_once
from tests.drawn import ASK, drawn_once
from tests.ledger.servers import HASTY, postgresql
from tests.migrated_once import UPGRADE, migrated_once
from tests.read_once import INGEST, READ
from tests.rendered_once import RENDER, rendered_once
from tests.shortened import examples, left_to_the_long_form

settings.register_profile("patient", deadline=None, max_examples=examples(25))
settings.load_profile("patient")
collect_seldom()  # as a command does: with thousands of tests in memory each look at all objects takes a tenth of a second

ROOT = Path(__file__).resolve().parent.parent
HASTY_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java for a minute's work: compiling well what runs once takes longer than running it."""
QUICK_UNTIL = float(os.environ.get("CROSSCUT_QUICK_UNTIL", "inf"))


class ByFile(LoadScopeScheduling):
    """Sends to one process the tests of a file, and the files that share what is dear to set up: Spark, a publication, sites."""

    def _split_scope(self, nodeid: str) -> str:
        return _group(nodeid.partition("::")[0])

    def _assign_work_unit(self, node: WorkerController) -> None:
        """The dearest of what is left, so that at the end no process waits long for another."""
        dearest = max(self.workqueue, key=lambda group: (_dear(group), len(self.workqueue[group])))
        self.workqueue.move_to_end(dearest, last=False)
        super()._assign_work_unit(node)


@cache
def _group(file: str) -> str:
    text = (ROOT / file).read_text(encoding="utf-8")
    if "mark.spark" in text:
        return "spark"
    if file.startswith("tests/site/"):
        return "site"
    return "publication" if file.startswith("tests/publish/") and "korea" in text else file


@cache
def _dear(group: str) -> bool:
    """Whether some test of a group may take long by itself."""
    if group in ("spark", "publication", "site"):
        return True
    text = (ROOT / group).read_text(encoding="utf-8")
    return any(f"mark.{mark}" in text for mark in ("slow", "browser", "postgres"))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    seed = config.getoption("randomly_seed", 0)
    left = [each for each in items if each.get_closest_marker("slow") and left_to_the_long_form(each.nodeid, seed)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [each for each in items if each not in set(left)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Begin no test of ``make quick`` once its minute is nearly over."""
    if time.time() > QUICK_UNTIL:
        pytest.skip("left to `make test`: the minute is over")


@pytest.fixture(scope="session", autouse=True)
def _drawn_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[None]:
    base = tmp_path_factory.getbasetemp()
    shared_base = base if worker_id == "master" else base.parent
    with (
        drawn_once(shared_base / "drawn"),
        audited_once(shared_base / "audited"),
        rendered_once(shared_base / "rendered"),
        counted_once(),
        migrated_once(),
        compiled_once(),
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _written_here() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing_process, "processors", lambda: 1)
        yield


@pytest.fixture(autouse=True)
def _as_users_do(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("draws"):
        monkeypatch.setattr(drawing, "_ask", ASK)
        monkeypatch.setattr(drawing, "DrawingProcess", DrawingProcess)
        monkeypatch.setattr(opening, "read", READ)
        monkeypatch.setattr(ingest, "read", INGEST)
        monkeypatch.setattr(layout, "upgrade", UPGRADE)
        monkeypatch.setattr(store, "upgrade", UPGRADE)
        monkeypatch.setattr(Run, "_made", MADE)
        monkeypatch.setattr(TableAtoms, "cells", CELLS)
        monkeypatch.setattr(renderers, "render", RENDER)
        monkeypatch.setattr(audits.Audits, "_audited", AUDIT)
        monkeypatch.setattr(writing_process, "processors", processors)


@pytest.fixture(autouse=True)
def _usual_cells() -> None:
    """The longest cell of a CSV as Python has it: libraries that tests use change it for the whole process."""
    csv.field_size_limit(131_072)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material beside the checkout; tests that use it are marked ``real``."""
    folder = Path(os.environ.get("CROSSCUT_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no real material at {folder}; set CROSSCUT_SHARED to its folder")
    return folder


@pytest.fixture(scope="session")
def spark_session() -> Iterator[None]:
    """One Spark for all tests of this process: what is opened within finds it running and leaves it so."""
    pytest.importorskip("pyspark")
    from crosscut.engine.spark import session_of

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_SUBMIT_OPTS", HASTY_JAVA)
        session = session_of(cores=2)
    session.conf.set("spark.sql.shuffle.partitions", "2")
    yield
    session.stop()


@pytest.fixture(autouse=True)
def _in_one_spark(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("spark"):
        request.getfixturevalue("spark_session")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """One PostgreSQL server for all tests of this process, each with databases of its own; its maintenance URL."""
    if os.environ.get("CROSSCUT_NO_POSTGRES") == "1":
        pytest.skip("CROSSCUT_NO_POSTGRES=1")
    with postgresql(HASTY) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = chromium()
    if path is None:
        pytest.skip("no chromium on the path; apt-get install chromium-headless-shell")
    with sync_playwright() as running:
        started = running.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()
