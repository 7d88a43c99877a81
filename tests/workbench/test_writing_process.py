"""The public edition written beside the process that asks: the same as here, and never left alone with a folder."""

from __future__ import annotations

import fcntl
import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from crosscut import examples
from crosscut.budget import Run
from crosscut.exports import charts, writing_process
from crosscut.exports.charts import drawing
from crosscut.exports.writing_process import EditionWriter, writer
from crosscut.processes import started
from crosscut.views.publication import Publication
from crosscut.workbench.complete import followed
from crosscut.workbench.opening import open_run


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    folder = tmp_path_factory.mktemp("writing") / "demo"
    examples.write("korea-2024", folder, None)
    return followed(open_run(folder)).public


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.draws
@pytest.mark.parametrize("alone", [True, False])
def test_a_publication_that_another_process_writes_is_the_same(
    shown: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    beside, here = tmp_path / "beside", tmp_path / "here"
    monkeypatch.setattr(writing_process, "processors", lambda: 2)
    for folder in (beside, here):
        folder.mkdir()
    assert shown.book.total("partition") > 0, "what was asked here before goes along, or is left behind"
    with writer() as writing:
        asked = writing.begin(shown, beside)
        assert asked.answer is not None
        if alone:
            assert len(asked.answer.result()) > 0
            assert not asked.left
        printed = asked.printed()
    assert [each.id for each in printed] == [each.id for each in EditionWriter().begin(shown, here).printed()]
    assert files(beside) == files(here)


def test_rows_that_both_processes_need_are_made_once(
    shown: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = list[bytes]()
    monkeypatch.setattr(writing_process, "_beside", lambda _process, task, _left: tasks.append(task))
    writing = EditionWriter(started("crosscut.exports.writing_worker", quiet=True))
    new = replace(shown, run=shown.run.over(shown.run.snapshot))
    asked = writing.begin(new, tmp_path)
    assert asked.answer is not None
    asked.answer.result()
    writing.close()
    publication, _ = pickle.loads(tasks[0])
    monkeypatch.setattr(Run, "_made", None)
    assert publication.run.atoms().equals(new.run.atoms())


def test_what_a_process_that_died_leaves_is_written_here(shown: Publication, tmp_path: Path) -> None:
    process = started("crosscut.exports.writing_worker", quiet=True)
    writing = EditionWriter(process)
    process.kill()
    printed = writing.begin(shown, tmp_path).printed()
    writing.close()
    assert len(printed) > 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_lock_is_held_until_both_have_ended(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    handle, other = (os.open(lock, os.O_RDWR | os.O_CREAT) for _ in range(2))
    fcntl.flock(handle, fcntl.LOCK_EX)
    process = started("crosscut.exports.writing_worker", quiet=True, holding=[handle])
    os.close(handle)
    with pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    process.communicate()
    fcntl.flock(other, fcntl.LOCK_EX)  # waits for what it was just starting, which has the lock until it runs
    os.close(other)


@pytest.mark.draws
def test_what_draws_is_asked_by_one_writer_beside_and_the_next_draws_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing_process, "processors", lambda: 2)
    monkeypatch.setattr(drawing, "processors", lambda: 2)
    with charts.in_another_process():
        assert len(charts.beside()) == 1
        with writer():
            assert charts.beside() == ()
        assert charts.beside() == ()
        asked = charts.ask({"mark": "point", "data": {"values": [{}]}}).asked
        assert asked is not None
        assert (asked.result() or b"").startswith(b"<svg")
    assert charts.beside() == ()
