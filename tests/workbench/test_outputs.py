"""Output folders: whose they are, and that they change whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from crosscut.errors import CrosscutError
from crosscut.wholefiles import write_whole
from crosscut.workbench.outputs import files_below, opened, opening, replacing, target
from crosscut.workbench.outputs.target import foreign, own
from tests.workbench import output_folders
from tests.workbench.output_folders import busy, cannot, claim, contents, fill, hidden_ones, write

budget = output_folders.budget


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


@pytest.mark.parametrize("out", ["x" * 256, "d/" * 2500, "a\0b", "b/crosscut.toml/x"])
def test_a_path_that_no_system_takes_is_told(budget: Path, tmp_path: Path, out: str) -> None:
    with pytest.raises(CrosscutError, match="cannot be reached"), opened(tmp_path / out, budget, "test"):
        pass


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
