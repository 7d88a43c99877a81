"""One at a time writes an output, by whatever way it is reached, and what somebody changes meanwhile is carried over."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from functools import partial
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.workbench.outputs import hidden, opened, opening, replacing
from tests.workbench import output_folders
from tests.workbench.output_folders import contents, fill, hidden_ones, left, write

budget = output_folders.budget


def test_what_somebody_puts_in_while_an_output_takes_its_place_is_carried_over(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    (out / "notes.txt").write_text("old", encoding="utf-8")
    os.utime(out / "notes.txt", (1, 1))
    keep = replacing.keep

    def late(place: Path, partial: Path, others: list[Path]) -> dict[str, str]:
        aside = keep(place, partial, others)
        fill(place / "late", {"b": "mine"})
        (place / "notes.new").write_text("new", encoding="utf-8")
        (place / "notes.new").replace(place / "notes.txt")
        return aside

    monkeypatch.setattr(replacing, "keep", late)
    write(out, budget, {"a": "2"})
    assert contents(out) == {"a": "2", "late/b": "mine", "notes.txt": "new"}


def test_a_file_where_the_lock_has_to_stand_is_not_emptied(budget: Path, tmp_path: Path) -> None:
    source = budget / "sources" / "p.csv"
    source.parent.mkdir(exist_ok=True)
    source.write_text("mine", encoding="utf-8")
    lock = hidden.lock_of(tmp_path / "out")
    lock.hardlink_to(source)
    with pytest.raises(CrosscutError, match="a lock has to"):
        write(tmp_path / "out", budget, {"a": "1"})
    lock.unlink()
    lock.write_text("mine", encoding="utf-8")
    with pytest.raises(CrosscutError, match="a lock has to"):
        write(tmp_path / "out", budget, {"a": "1"})
    assert source.read_text(encoding="utf-8") == lock.read_text(encoding="utf-8") == "mine"


def test_an_output_is_locked_by_whatever_way_it_is_reached(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    monkeypatch.setattr(opening, "folder_locked", partial(opening.folder_locked, wait=0))
    for first, second in ((False, True), (True, False), (True, True)):
        monkeypatch.setattr(opening, "_stays", lambda _, it=first: it)
        with opened(out, budget, "test"):
            monkeypatch.setattr(opening, "_stays", lambda _, it=second: it)
            with pytest.raises(CrosscutError, match=f"in use by process {os.getpid()}"), opened(out, budget, "test"):
                pass


def test_where_no_folder_can_be_locked_a_file_in_it_is(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    flock = fcntl.flock

    def of_files(handle: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, "no folders")
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", of_files)
    monkeypatch.setattr(opening, "_stays", lambda _: True)
    monkeypatch.setattr(opening, "locked", partial(opening.locked, wait=0))
    write(out, budget, {"a": "1"})
    with opened(out, budget, "test"), pytest.raises(CrosscutError, match="in use"), opened(out, budget, "test"):
        pass
    assert (contents(out), hidden_ones(out)) == ({"a": "1"}, [])


def test_every_spelling_of_a_name_has_one_lock(tmp_path: Path) -> None:
    names = ("Ausgabe Ä 가", "AUSGABE ä 가", "ausgabe a\u0308 \u1100\u1161")
    assert len({hidden.lock_of(tmp_path / name) for name in names}) == 1


def test_what_somebody_changes_while_an_output_takes_its_place_is_carried_over(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1", "gone": "1"})
    keep = replacing.keep

    def late(place: Path, partial: Path, others: list[Path]) -> dict[str, str]:
        aside = keep(place, partial, others)
        for name in ("a", "gone"):
            (place / name).write_text("mine", encoding="utf-8")
        return aside

    monkeypatch.setattr(replacing, "keep", late)
    write(out, budget, {"a": "2"})
    assert sorted(contents(out).values()) == ["2", "mine", "mine"]
    assert (contents(out)["a"], contents(out)["gone"]) == ("2", "mine")


def test_an_output_in_another_one_waits_for_it(budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outer = tmp_path / "outer"
    write(outer, budget, {"a": "1"})
    monkeypatch.setattr(opening, "folder_locked", partial(opening.folder_locked, wait=0))
    for first, second in ((outer, outer / "in"), (outer / "in", outer)):
        with opened(first, budget, "test"), pytest.raises(CrosscutError, match="outer is in use"):
            write(second, budget, {"b": "1"})
    write(outer / "in", budget, {"b": "1"})
    stopped = hidden.made(hidden.beside(outer / "in")).parent
    needed = left(hidden.beside(outer / "x"), hidden.FORMER)
    fill(needed, {"c": "1"})
    write(outer, budget, {"a": "2"})
    assert contents(outer)["in/b"] == "1"
    assert not stopped.exists()
    with opened(outer / "x", budget, "test"):
        assert contents(outer / "x") == {"c": "1"}
