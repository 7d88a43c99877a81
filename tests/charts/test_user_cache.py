"""What is kept between runs is read back as it was written, or made anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crosscut.exports import user_cache
from crosscut.exports.user_cache import find, find_bytes, keep, kept, kept_folder


class Making:
    """Makes a text and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return "made\nof lines"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "crosscut"


def test_it_is_made_once(cache: Path) -> None:
    make = Making()
    assert kept("one", make) == kept("one", make) == "made\nof lines"
    assert make.times == 1


@pytest.mark.parametrize("end", [0, 10, 40])
def test_half_a_file_is_made_anew(cache: Path, end: int) -> None:
    make = Making()
    kept("one", make)
    (cache / "one").write_bytes((cache / "one").read_bytes()[:end])
    assert kept("one", make) == "made\nof lines"
    assert kept("one", make) == "made\nof lines"
    assert make.times == 2


def test_what_others_may_write_is_not_used(cache: Path) -> None:
    kept("one", Making())
    cache.chmod(0o777)
    make = Making()
    kept("one", make)
    assert make.times == 1
    cache.chmod(0o700)
    (cache.parent / "elsewhere").mkdir()
    cache.rename(cache.parent / "moved")
    cache.symlink_to(cache.parent / "elsewhere")
    kept("one", make)
    assert make.times == 2
    assert not list((cache.parent / "elsewhere").iterdir())


def test_no_folder_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert kept("one", Making()) == "made\nof lines"


def test_nothing_is_kept_where_one_happens_to_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "home")
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    assert kept("one", Making()) == "made\nof lines"
    assert list(tmp_path.iterdir()) == []


def test_bytes_are_kept_as_they_are(cache: Path) -> None:
    content = bytes(range(256)) + b"\n\r\n"
    keep("one", content)
    assert find_bytes("one") == content
    assert find("one") is None
    assert [(each.name, each.stat().st_mode & 0o777) for each in cache.iterdir()] == [("one", 0o600)]


def test_what_was_used_longest_ago_makes_room(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_cache, "_MOST", 1000)
    for age, name in enumerate(("first", "second", "third")):
        keep(name, name * 50)
        os.utime(cache / name, (age, age))
    assert find("first") == "first" * 50
    (cache / "fonts").mkdir()
    keep("fourth", "4" * 250)
    assert sorted(each.name for each in cache.iterdir()) == ["first", "fonts", "fourth"]


def test_the_cache_is_looked_through_seldom(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("first", "1")
    looked = [0]
    monkeypatch.setattr(user_cache, "_files", lambda _: looked.append(1) or iter(()))
    for number in range(50):
        keep(f"more-{number}", "2")
    assert looked == [0]


def test_what_is_kept_is_read_where_nothing_can_be_written(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    keep("one", "text")
    monkeypatch.setattr(os, "utime", refuses)
    assert find("one") == "text"


@pytest.mark.parametrize("damaged", ["font", "font.digest"])
def test_a_damaged_file_of_a_folder_is_made_anew(cache: Path, damaged: str) -> None:
    make = {"font": lambda: b"letters"}
    assert kept_folder("fonts", make) == cache / "fonts"
    (cache / "fonts" / damaged).write_bytes(b"\xff\xfe")
    assert kept_folder("fonts", make) == cache / "fonts"
    assert (cache / "fonts" / "font").read_bytes() == b"letters"
