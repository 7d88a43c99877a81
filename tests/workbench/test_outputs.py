"""Output folders: whose they are, and that they change whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.workbench.outputs import files_below, opened, opening, replacing, target
from crosscut.workbench.outputs.replacing import former_of
from crosscut.workbench.outputs.target import PARTIAL, READY
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
    manifest = {"crosscut": "1", "run": "x", "outputs": dict.fromkeys(files, "")}
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


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
    assert contents(out) == {"a": "3", "c": "4"}
    assert out.stat().st_mode & 0o777 == 0o750
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


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
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


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
    out.rename(former_of(out))
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
    (out / READY).mkdir()
    fill(out / READY, {"a": "2", "c": "2"})
    (out / READY / "a").replace(out / "a")
    with opened(out, budget, "test"):
        assert contents(out) == {"a": "2", "c": "2"}
        assert not (out / READY).exists()


def test_what_cannot_be_taken_away_holds_up_nothing(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    stuck = tmp_path / ".out.partial"
    stuck.mkdir()
    removed = opening.removed
    monkeypatch.setattr(opening, "removed", lambda path: None if path == stuck else removed(path))
    write(out, budget, {"a": "1"})
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".out")) == [".out.partial"]
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
    (out / READY).symlink_to(elsewhere)
    with pytest.raises(CrosscutError):
        write(out, budget, {"a": "2"})
    (out / READY).unlink()
    elsewhere.rename(out / READY)
    with pytest.raises(CrosscutError, match=r"mine\.txt"):
        write(out, budget, {"a": "2"})
    assert (out / READY / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_what_stands_ready_never_reaches_through_a_link_that_points_out(budget: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "site").symlink_to(outside)
    (out / READY).mkdir()
    fill(out / READY, {"site/index.html": "theirs"})
    with pytest.raises(CrosscutError, match="points out"):
        write(out, budget, {"a": "2"})
    assert (outside / "index.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", [".out.partial", ".out.former"])
def test_a_folder_beside_the_output_that_crosscut_did_not_write_stays(budget: Path, tmp_path: Path, name: str) -> None:
    mine = tmp_path / name / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    write(tmp_path / "out", budget, {"a": "1"})
    write(tmp_path / "out", budget, {"a": "2"})
    assert mine.read_text(encoding="utf-8") == "mine"
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".out")) == [name]


def test_what_somebody_keeps_in_folders_called_as_ours_stays(budget: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    shutil.copytree(out, former_of(out))
    for kept in (former_of(out) / "thesis.txt", out / PARTIAL / "thesis.txt"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("years of work", encoding="utf-8")
    write(out, budget, {"a": "2"})
    assert contents(out) == {"a": "2", f"{PARTIAL}/thesis.txt": "years of work"}
    assert (former_of(out) / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_former_output_whose_foreign_files_stand_in_the_new_one_is_taken_away(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "exchange", cannot)
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    with monkeypatch.context() as killed:
        killed.setattr(replacing, "removed", lambda _: None)
        write(out, budget, {"a": "2"})
    assert former_of(out).is_dir()
    with opened(out, budget, "test"):
        assert not former_of(out).exists()
    assert contents(out) == {"a": "2", "mine.txt": "mine"}


def test_a_foreign_former_output_holds_up_a_change_in_two_steps(
    budget: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "exchange", cannot)
    out = tmp_path / "out"
    write(out, budget, {"a": "1"})
    former_of(out).mkdir()
    (former_of(out) / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CrosscutError, match="kept for a moment"):
        write(out, budget, {"a": "2"})
    assert contents(out) == {"a": "1"}


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
    assert not former_of(out).exists()


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
    disk_of, ismount = target._disk_of, os.path.ismount
    monkeypatch.setattr(target, "_disk_of", lambda path: -1 if path.endswith("/a/b") else disk_of(path))
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
    lock = tmp_path / ".out.lock"
    lock.hardlink_to(source)
    with pytest.raises(CrosscutError, match="a lock has to"):
        write(tmp_path / "out", budget, {"a": "1"})
    lock.unlink()
    lock.write_text("mine", encoding="utf-8")
    with pytest.raises(CrosscutError, match="a lock has to"):
        write(tmp_path / "out", budget, {"a": "1"})
    assert source.read_text(encoding="utf-8") == lock.read_text(encoding="utf-8") == "mine"


def test_an_output_does_not_lie_where_a_link_of_the_inputs_leads(budget: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (budget / "sources").rename(elsewhere)
    (budget / "sources").symlink_to(elsewhere)
    for out in (elsewhere / "new", elsewhere):
        with pytest.raises(CrosscutError, match="cannot be written to"), opened(out, budget, "test"):
            pass
