"""One database in memory for all of a process: nobody sees another's tables, and nothing of it is left."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest

from crosscut.engine import in_memory
from crosscut.engine.duck import DuckEngine

ENDING = """
import os, sys
from pathlib import Path
from crosscut.engine import in_memory
def ask(number):
    with in_memory.connection() as connection:
        print(connection.sql(f"select {number}").fetchall(), flush=True)
ask(1)
child = os.fork()
if child and os.waitpid(child, 0)[1]:
    sys.exit("the forked process failed")
ask(2 if child else 3)
in_memory._opened[0]._spill.mkdir()
"""
"""A process that was forked from one with a database, which asks first and leaves something in its folder."""


def test_to_connect_opens_no_other_database(monkeypatch: pytest.MonkeyPatch) -> None:
    in_memory.connection().close()
    monkeypatch.setattr(in_memory, "MemoryDatabase", None)
    with in_memory.connection() as connection, DuckEngine() as engine:
        assert connection.sql("select 1").fetchall() == [(1,)]
        assert engine.collect(engine.load(pa.table({"a": [1]}))).to_pylist() == [{"a": 1}]


def test_nobody_sees_anothers_tables() -> None:
    def asked(number: int) -> int:
        with in_memory.connection() as connection:
            connection.register("said", pa.table({"a": [number]}))
            return int(connection.sql("select a from said").to_arrow_table().to_pylist()[0]["a"])

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(asked, range(40))) == list(range(40))
    with in_memory.connection() as connection, pytest.raises(Exception, match="said"):
        connection.sql("select a from said")


def test_an_engine_with_limits_has_a_database_of_its_own() -> None:
    with DuckEngine(threads=1) as limited, DuckEngine() as usual:
        threads = [each.connection.sql("select current_setting('threads')").fetchall() for each in (limited, usual)]
    assert threads[0] == [(1,)]
    assert in_memory.connection().sql("select current_setting('threads')").fetchall() == threads[1]


def test_what_is_in_use_outlives_a_fork() -> None:
    with in_memory.connection() as used:
        os.waitpid(child, 0) if (child := os.fork()) else os._exit(0)
        assert used.sql("select 1").fetchall() == [(1,)]
        with in_memory.connection() as anew:
            assert anew.sql("select 2").fetchall() == [(2,)]


def test_its_folder_goes_with_the_process_and_a_forked_one_opens_its_own(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    words = [sys.executable, "-c", ENDING]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["[(1,)]", "[(3,)]", "[(2,)]"]
    assert list(tmp_path.iterdir()) == []
