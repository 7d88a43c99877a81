"""Output folders: whose they are, and that they change whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from crosscut.digests import file_digest
from crosscut.errors import CrosscutError
from crosscut.wholefiles import write_whole
from crosscut.workbench.outputs import files_below, hidden, opened, opening, replacing, target
from crosscut.workbench.outputs.target import foreign, own
from tests.workbench.folders import small_budget


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    return small_budget(tmp_path / "b")


def write(out: Path, folder: Path, files: dict[str, str]) -> None:
    with opened(out, folder, "test") as output:
        fill(output.partial, files)
        output.replace()


def fill(place: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    claim(place, {name: file_digest(place / name) for name in files})


def claim(place: Path, marks: dict[str, str]) -> None:
    """Write a manifest that names files with their digests."""
    manifest = {"crosscut": "1", "run": "x", "outputs": marks}
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def left(usual: Path, name: str) -> Path:
    """A folder in a hidden one, as a run that was killed leaves it."""
    made = hidden.made(usual)
    return made.rename(made.with_name(name))


def hidden_ones(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def contents(place: Path) -> dict[str, str]:
    files = (path for path in place.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(place).as_posix(): path.read_text(encoding="utf-8") for path in files}


@pytest.mark.parametrize(
    "out", [".", "..", "sources", "sources/deep", "decisions", "templates/x", "crosscut.toml", "ledger.sqlite"]
)
def test_an_output_never_takes_the_place_of_inputs(budget: Path, out: str) -> None:
    with pytest.raises(CrosscutError, match="cannot be written to"), opened(budget / out, budget, "test"):
        pass


def test_a_folder_that_is_not_ours_is_refused_and_kept(budget: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(CrosscutError, match=r"thesis\.txt"):
        write(tmp_path / "precious", budget, {"a": "1"})
    assert contents(tmp_path / "precious") == {"thesis.txt": "years of work"}


@pytest.mark.parametrize("manifest", ["", "[]", '{"name": "a web app"}', '{"crosscut": 1, "run": 2, "outputs": {}}'])
def test_the_manifest_of_another_program_is_none_of_ours(budget: Path, tmp_path: Path, manifest: str) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(CrosscutError, match="no manifest of Crosscut"):
        write(tmp_path / "app", budget, {"a": "1"})


def test_a_device_a_pipe_and_a_link_to_nothing_are_refused(budget: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle").symlink_to("circle")
    for out in (Path(os.devnull), tmp_path / "pipe", tmp_path / "broken", tmp_path / "circle"):
        with pytest.raises(CrosscutError, match="it is "), opened(out, budget, "test"):
            pass


def test_empty_folders_and_our_own_are_written(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o750)
    (out / ".DS_Store").touch()
    write(out, budget, {"a": "1", "site/b": "2"})
    write(out, budget, {"a": "3", "c": "4"})
    assert contents(out) == {"a": "3", "c": "4", ".DS_Store": ""}
    assert out.stat().st_mode & 0o777 == 0o750
    assert hidden_ones(tmp_path) == []


def test_a_link_to_a_folder_is_followed_and_stays_a_link(budget: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "www").symlink_to("real")
    write(tmp_path / "www", budget, {"a": "1"})
    write(tmp_path / "www", budget, {"a": "2"})
    assert (tmp_path / "www").is_symlink()
    assert contents(tmp_path / "real") == {"a": "2"}


def test_a_link_inside_that_points_out_is_refused(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    (tmp_path / "elsewhere").mkdir()
    (out / "site").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CrosscutError, match="points out of it, site"):
        write(out, budget, {"site/b": "2"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_somebody_put_beside_our_files_stays(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    (out / "notes").mkdir()
    (out / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    write(out, budget, {"b": "2"})
    assert contents(out) == {"b": "2", "notes/mine.txt": "mine"}
    with pytest.raises(CrosscutError, match="did not write it"):
        write(out, budget, {"notes/mine.txt": "theirs"})
    assert contents(out) == {"b": "2", "notes/mine.txt": "mine"}


def test_what_is_not_replaced_leaves_the_former_and_no_litter(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    with opened(out, budget, "test") as output:
        fill(output.partial, {"a": "2"})
        assert output.partial.stat().st_mode & 0o777 == 0o700
    assert contents(out) == {"a": "1"}
    assert hidden_ones(tmp_path) == []


def cannot(_one: Path, _other: Path) -> bool:
    return False


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


def busy(_one: Path, other: Path) -> bool:
    raise OSError(errno.EBUSY, "is a mount point", str(other))


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


@pytest.mark.parametrize("name", [".x.former", ".x.partial", ".x.lock"])
def test_an_output_of_any_name_is_not_taken_by_that_of_another(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write(tmp_path / name, budget, {"a": "1"})
    write(tmp_path / "x", budget, {"a": "2"})
    monkeypatch.setattr(replacing, "exchange", cannot)
    write(tmp_path / "x", budget, {"a": "3"})
    assert contents(tmp_path / name) == {"a": "1"}
    assert hidden_ones(tmp_path) == [name]


@pytest.mark.parametrize("name", [".crosscut-0123456789ab", ".crosscut-0123456789ab-3/x", ".CROSSCUT.partial/y"])
def test_a_name_that_crosscut_keeps_for_itself_is_refused(budget: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(CrosscutError, match="a name that Crosscut keeps"), opened(tmp_path / name, budget, "test"):
        pass


@pytest.mark.parametrize("name", ["x" * 255, "\uac00" * 85, "y" * 248])
def test_the_longest_names_of_a_file_system_are_written(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write(tmp_path / name, budget, {"a": "1"})
    monkeypatch.setattr(replacing, "exchange", cannot)
    write(tmp_path / name, budget, {"a": "2"})
    assert contents(tmp_path / name) == {"a": "2"}
    write_whole(tmp_path / f"{name[:-1]}z", "text")
    assert hidden_ones(tmp_path) == []


@pytest.mark.parametrize("name", ["desktop.ini", "Thumbs.db", ".DS_Store", ".crosscut.lock", ".crosscut.ready"])
@pytest.mark.parametrize("stays", [False, True])
def test_what_systems_leave_may_be_somebodys_and_stays(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, stays: bool
) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    monkeypatch.setattr(opening, "_stays", lambda _: stays)
    kept = (out / name, out / "deep" / "er" / name)
    for each in kept:
        each.parent.mkdir(parents=True, exist_ok=True)
        each.write_text("mine", encoding="utf-8")
    write(out, budget, {"a": "2"})
    assert [each.read_text(encoding="utf-8") for each in kept] == ["mine", "mine"]


def test_a_copy_of_a_publication_in_an_output_is_somebodys(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    (out / ".crosscut.ready").mkdir()
    fill(out / ".crosscut.ready", {"a": "9", "mine.html": "9"})
    (out / "mine.html").write_text("mine", encoding="utf-8")
    write(out, budget, {"a": "2"})
    assert contents(out) == {"a": "2", "mine.html": "mine", ".crosscut.ready/a": "9", ".crosscut.ready/mine.html": "9"}


def test_folders_that_hold_nothing_stay(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"site/a": "1"})
    (out / "mine" / "later").mkdir(parents=True)
    (out / "mine" / "later").chmod(0o700)
    write(out, budget, {"site/a": "2"})
    assert (out / "mine" / "later").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_looked_into_is_told(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    (out / "closed").mkdir()
    scandir = os.scandir

    def refusing(path: str) -> Iterator[os.DirEntry[str]]:
        if path == str(out / "closed"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(CrosscutError, match="closed: cannot be looked into"):
        list(foreign(out, own(out)))


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


def test_an_empty_folder_where_a_file_belongs_is_in_the_way(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "exchange", busy)
    out = tmp_path / "out"
    write(out, budget, {"a": "1", "b/c": "1"})
    (out / "index.html").mkdir()
    with pytest.raises(CrosscutError, match=r"index\.html: stands where a file of the output belongs"):
        write(out, budget, {"a": "2", "index.html": "2"})
    assert contents(out) == {"a": "1", "b/c": "1"}
    (out / "index.html").rmdir()
    write(out, budget, {"a": "2", "b": "2"})
    assert contents(out) == {"a": "2", "b": "2"}


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


def test_folders_of_others_keep_their_permissions(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    (out / "private" / "deep").mkdir(parents=True)
    (out / "private").chmod(0o700)
    (out / "private" / "deep" / "mine.txt").write_text("mine", encoding="utf-8")
    write(out, budget, {"a": "2"})
    assert (out / "private").stat().st_mode & 0o777 == 0o700
    assert contents(out) == {"a": "2", "private/deep/mine.txt": "mine"}


def test_a_disk_mounted_inside_is_refused(budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    (out / "usb").mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "usb")
    with pytest.raises(CrosscutError, match="another disk, mounted at usb"):
        write(out, budget, {"a": "2"})


def test_a_file_of_another_disk_is_refused(budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a/b": "1", "a/c": "1"})
    found, ismount = target._found, os.path.ismount
    elsewhere = SimpleNamespace(st_mode=stat.S_IFREG, st_dev=-1)
    monkeypatch.setattr(target, "_found", lambda path: elsewhere if path.endswith("/a/b") else found(path))
    monkeypatch.setattr(os.path, "ismount", lambda path: str(path).endswith("/a/b") or ismount(path))
    with pytest.raises(CrosscutError, match="another disk, mounted at a/b"):
        write(out, budget, {"a/b": "2"})


def test_the_files_of_an_output_are_named_as_in_its_manifest(tmp_path: Path) -> None:
    for name in ("site/en/b.html", "site/a.html", "z.txt", "a-b/c", "a/c"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert files_below(tmp_path) == ["a-b/c", "a/c", "site/a.html", "site/en/b.html", "z.txt"]


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


@pytest.mark.parametrize("out", ["x" * 256, "d/" * 2500, "a\0b", "b/crosscut.toml/x"])
def test_a_path_that_no_system_takes_is_told(budget: Path, tmp_path: Path, out: str) -> None:
    with pytest.raises(CrosscutError, match="cannot be reached"), opened(tmp_path / out, budget, "test"):
        pass


def test_every_spelling_of_a_name_has_one_lock(tmp_path: Path) -> None:
    names = ("Ausgabe Ä 가", "AUSGABE ä 가", "ausgabe a\u0308 \u1100\u1161")
    assert len({hidden.lock_of(tmp_path / name) for name in names}) == 1


def test_an_output_does_not_lie_where_a_link_of_the_inputs_leads(budget: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (budget / "sources").rename(elsewhere)
    (budget / "sources").symlink_to(elsewhere)
    for out in (elsewhere / "new", elsewhere):
        with pytest.raises(CrosscutError, match="cannot be written to"), opened(out, budget, "test"):
            pass


@pytest.mark.parametrize("stays", [False, True])
def test_a_file_that_somebody_changed_stays_beside_the_new_one(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stays: bool
) -> None:
    out = tmp_path / "out"
    write(out, budget, {"workbook.xlsx": "1", "site/i.html": "1", "old": "1"})
    monkeypatch.setattr(opening, "_stays", lambda _: stays)
    for name in ("workbook.xlsx", "old"):
        (out / name).write_text("mine", encoding="utf-8")
    with opened(out, budget, "test") as output:
        fill(output.partial, {"workbook.xlsx": "2", "site/i.html": "2"})
        aside = output.replace()
    (beside,) = aside.values()
    assert aside.keys() == {"workbook.xlsx"}
    assert beside.startswith("workbook.changed-")
    assert beside.endswith(".xlsx")
    kept = {"workbook.xlsx": "2", "site/i.html": "2", "old": "mine", beside: "mine"}
    assert contents(out) == kept
    write(out, budget, {"workbook.xlsx": "2", "site/i.html": "2"})
    assert contents(out) == kept


@pytest.mark.parametrize("stays", [False, True])
def test_a_manifest_that_claims_the_files_of_others_takes_none_of_them(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stays: bool
) -> None:
    monkeypatch.setattr(opening, "_stays", lambda _: stays)
    out = tmp_path / "out"
    (out / "d").mkdir(parents=True)
    names = ("thesis.txt", "d/x", "a")
    for name in names:
        (out / name).write_text(name, encoding="utf-8")
    insane = ("a\0b", "\ud800", "../away.txt", "/etc/passwd", "d//x", "")
    (tmp_path / "away.txt").write_text("mine", encoding="utf-8")
    claim(out, dict.fromkeys((*names, *insane), "0" * 32))
    write(out, budget, {"a": "2"})
    assert sorted(contents(out).values()) == ["2", "a", "d/x", "thesis.txt"]
    assert (tmp_path / "away.txt").read_text(encoding="utf-8") == "mine"


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


def test_a_former_output_in_somebodys_folder_stays_in_it(budget: Path, tmp_path: Path) -> None:
    former = left(hidden.beside(tmp_path / "out"), hidden.FORMER)
    fill(former, {"a": "1"})
    (former.parent / ".crosscut").write_text("my notes", encoding="utf-8")
    write(tmp_path / "out", budget, {"b": "2"})
    assert contents(former) == {"a": "1"}
    assert contents(tmp_path / "out") == {"b": "2"}


def test_a_link_that_appears_where_an_output_is_to_stand_is_in_the_way(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / "mine").mkdir()
    with opened(out, budget, "test") as output:
        fill(output.partial, {"a": "1"})
        out.symlink_to(tmp_path / "mine")
        with pytest.raises(CrosscutError, match="stands where a file"):
            output.replace()
    assert out.is_symlink()
    assert contents(tmp_path / "mine") == {}


def test_a_folder_of_an_output_that_its_owner_closed_stays_closed(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"desk/a": "1"})
    (out / "desk").chmod(0o700)
    write(out, budget, {"desk/a": "2"})
    assert (out / "desk").stat().st_mode & 0o777 == 0o700


def test_an_output_below_a_thousand_folders_is_written(budget: Path, tmp_path: Path) -> None:
    out = tmp_path.joinpath(*["d"] * 1500)
    write(out, budget, {"a": "1"})
    write(out, budget, {"a": "2"})
    assert (out / "a").read_text(encoding="utf-8") == "2"
    while out != tmp_path:  # deeper than what takes temporary folders away can go
        for each in out.iterdir():
            if each.is_file():
                each.unlink()
        out.rmdir()
        out = out.parent
