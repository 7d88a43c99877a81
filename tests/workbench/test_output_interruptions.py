"""An output that is stopped, killed or refused midway is finished or put back, and leaves no litter."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.workbench.outputs import hidden, opened, opening, replacing
from tests.workbench import output_folders
from tests.workbench.output_folders import busy, cannot, contents, fill, hidden_ones, left, write

budget = output_folders.budget


def test_what_is_not_replaced_leaves_the_former_and_no_litter(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    with opened(out, budget, "test") as output:
        fill(output.partial, {"a": "2"})
        assert output.partial.stat().st_mode & 0o777 == 0o700
    assert contents(out) == {"a": "1"}
    assert hidden_ones(tmp_path) == []


def test_without_an_exchange_a_kill_between_two_steps_is_mended(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "exchange", cannot)
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    write(out, budget, {"a": "2"})
    assert contents(out) == {"a": "2"}
    former = left(hidden.beside(out), hidden.FORMER)
    out.rename(former)
    with opened(out, budget, "test"):
        assert contents(out) == {"a": "2"}
    former = left(hidden.beside(out), hidden.FORMER)
    out.rename(former)
    out.mkdir()
    with opened(out, budget, "test"):
        assert contents(out) == {"a": "2"}


def test_a_folder_that_cannot_be_renamed_is_changed_from_inside(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "exchange", busy)
    out = tmp_path / "out"
    write(out, budget, {"a": "1", "old/b": "2"})
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    write(out, budget, {"a": "3", "new/c": "4"})
    assert contents(out) == {"a": "3", "new/c": "4", "mine.txt": "mine"}
    assert not (out / "old").exists()


def test_a_kill_while_a_mount_point_is_changed_is_finished_at_the_next_start(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1", "b": "1"})
    ready = left(out / hidden.INSIDE, hidden.READY)
    fill(ready, {"a": "2", "c": "2", "deep/d": "2"})
    (ready / "a").replace(out / "a")
    (out / "deep").mkdir()
    (ready / "deep" / "d").replace(out / "deep" / "d")
    with opened(out, budget, "test"):
        assert contents(out) == {"a": "2", "c": "2", "deep/d": "2"}
        assert hidden_ones(out) == []


@pytest.mark.parametrize("fails", ["b", "manifest.json", "old"])
def test_what_the_system_refuses_midway_in_a_folder_that_stays_is_put_back(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    out = tmp_path / "out"
    former = {"a": "1", "b": "1", "deep/old": "1"}
    write(out, budget, former)
    monkeypatch.setattr(opening, "_stays", lambda _: True)

    def failing(usual: Callable[[Path, Path], Path], path: Path, target: Path) -> Path:
        if path.name == fails and path.parent != target.parent and out in target.parents:
            raise OSError(errno.EIO, "the disk")
        return usual(path, target)

    with monkeypatch.context() as broken:
        for each in ("rename", "replace"):
            usual = getattr(Path, each)
            broken.setattr(Path, each, lambda path, target, it=usual: failing(it, path, target))
        with pytest.raises(OSError, match="the disk"):
            write(out, budget, {"a": "2", "b": "2", "new/c": "2"})
    assert contents(out) == former
    assert hidden_ones(out) == []
    write(out, budget, {"a": "2", "b": "2"})
    assert contents(out) == {"a": "2", "b": "2"}


def test_what_somebody_put_where_a_stopped_change_goes_on_is_told(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    fill(left(out / hidden.INSIDE, hidden.READY), {"a": "2", "c": "2"})
    (out / "c").write_text("mine", encoding="utf-8")
    with pytest.raises(CrosscutError, match="c: stands where a file"), opened(out, budget, "test"):
        pass
    assert (out / "c").read_text(encoding="utf-8") == "mine"
    (out / "c").unlink()
    with opened(out, budget, "test"):
        assert contents(out) == {"a": "2", "c": "2"}


def test_what_cannot_be_taken_away_holds_up_nothing(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    stuck = hidden.made(hidden.beside(out)).parent
    removed = hidden.removed
    monkeypatch.setattr(hidden, "removed", lambda path, last: None if path == stuck else removed(path, last))
    write(out, budget, {"a": "1"})
    assert hidden_ones(tmp_path) == [stuck.name]
    assert (out / "a").read_text(encoding="utf-8") == "1"


@pytest.mark.parametrize("name", ["lost+found", ".DS_Store", "desktop.ini", "Thumbs.db"])
def test_a_folder_called_like_litter_is_no_litter_where_it_holds_files(budget: Path, tmp_path: Path, name: str) -> None:
    kept = tmp_path / "out" / name / "thesis.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(CrosscutError, match="no manifest"):
        write(tmp_path / "out", budget, {"a": "1"})
    write(tmp_path / "other", budget, {"a": "1"})
    shutil.move(kept.parent, tmp_path / "other" / name)
    write(tmp_path / "other", budget, {"a": "2"})
    assert (tmp_path / "other" / name / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_what_stands_ready_is_crosscuts_own_or_refused(budget: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    fill(elsewhere, {"a": "1"})
    (elsewhere / "mine.txt").write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    ready = left(out / hidden.INSIDE, hidden.READY)
    ready.rmdir()
    ready.symlink_to(elsewhere)
    with pytest.raises(CrosscutError, match="points out"):
        write(out, budget, {"a": "2"})
    ready.unlink()
    elsewhere.rename(ready)
    with pytest.raises(CrosscutError, match=r"mine\.txt"):
        write(out, budget, {"a": "2"})
    assert (ready / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_what_stands_ready_never_reaches_through_a_link_that_points_out(budget: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "site").symlink_to(outside)
    fill(left(out / hidden.INSIDE, hidden.READY), {"site/index.html": "theirs"})
    with pytest.raises(CrosscutError, match="points out"):
        write(out, budget, {"a": "2"})
    assert (outside / "index.html").read_text(encoding="utf-8") == "mine"


def test_a_half_output_that_was_copied_is_finished_as_well(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    fill(left(out / hidden.INSIDE, hidden.READY), {"a": "2"})
    shutil.copytree(out, tmp_path / "copy")
    write(tmp_path / "copy", budget, {"a": "2", "b": "3"})
    assert contents(tmp_path / "copy") == {"a": "2", "b": "3"}
    assert hidden_ones(tmp_path / "copy") == []


@pytest.mark.parametrize("mark", ["", "crosscut 1\n", "crosscut {}\n"])
def test_a_hidden_folder_that_holds_what_no_run_left_stays(budget: Path, tmp_path: Path, mark: str) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    for usual in (hidden.beside(out), out / hidden.INSIDE):
        usual.mkdir()
        (usual / ".crosscut").write_text(mark.format(usual.stat().st_ino), encoding="utf-8")
        (usual / "thesis.txt").write_text("years of work", encoding="utf-8")
    write(out, budget, {"a": "2"})
    assert (out / "a").read_text(encoding="utf-8") == "2"
    for usual in (hidden.beside(out), out / hidden.INSIDE):
        assert (usual / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_the_mark_of_another_folder_counts_for_nothing(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    mine = hidden.made(hidden.beside(out)).parent
    (mine / "output" / "mine.txt").write_text("mine", encoding="utf-8")
    shutil.copytree(mine, tmp_path / "copy")
    shutil.rmtree(mine)
    (tmp_path / "copy").rename(mine)
    write(out, budget, {"a": "2"})
    assert contents(mine)["output/mine.txt"] == "mine"


@pytest.mark.parametrize("gone", ["manifest.json", "a", ""])
def test_a_former_output_that_was_half_taken_away_holds_up_nothing(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    monkeypatch.setattr(replacing, "exchange", cannot)
    out = tmp_path / "out"
    write(out, budget, {"a": "1", "b": "1"})
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    with monkeypatch.context() as killed:
        killed.setattr(hidden, "removed", lambda *_, **__: None)
        write(out, budget, {"a": "2"})
    former = hidden.beside(out) / hidden.NEW
    assert former.is_dir()
    (former / gone).unlink() if gone else shutil.rmtree(former)
    write(out, budget, {"a": "3"})
    assert contents(out) == {"a": "3", "mine.txt": "mine"}
    assert hidden_ones(tmp_path) == []


@pytest.mark.parametrize("exchange", [replacing.exchange, cannot])
def test_what_could_not_be_carried_over_stays_and_is_tried_again(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: Callable[[Path, Path], bool]
) -> None:
    monkeypatch.setattr(replacing, "exchange", exchange)
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})

    def failing(former: Path, *_: object) -> None:
        (former / "late.txt").write_text("mine", encoding="utf-8")
        raise OSError(errno.EIO, "the disk")

    with monkeypatch.context() as broken:
        broken.setattr(replacing, "carry_over", failing)
        with pytest.raises(OSError, match="the disk"):
            write(out, budget, {"a": "2"})
    with opened(out, budget, "test"):
        assert contents(out) == {"a": "2", "late.txt": "mine"}
    assert hidden_ones(tmp_path) == []


def test_without_an_exchange_a_second_step_that_fails_is_taken_back(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "exchange", cannot)
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    real = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "output":
            raise OSError(errno.EIO, "the disk")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="the disk"):
        write(out, budget, {"a": "2"})
    assert contents(out) == {"a": "1"}
    assert hidden_ones(tmp_path) == []


def test_a_former_output_in_somebodys_folder_stays_in_it(budget: Path, tmp_path: Path) -> None:
    former = left(hidden.beside(tmp_path / "out"), hidden.FORMER)
    fill(former, {"a": "1"})
    (former.parent / ".crosscut").write_text("my notes", encoding="utf-8")
    write(tmp_path / "out", budget, {"b": "2"})
    assert contents(former) == {"a": "1"}
    assert contents(tmp_path / "out") == {"b": "2"}
