"""One at a time: a lock is the system's, names its holder, and is gone with the process."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.locks import locked
from crosscut.wholefiles import write_whole

HOLD = """
import sys, time
from pathlib import Path
from crosscut.locks import locked
with locked(Path(sys.argv[1]), "it", "build korea"):
    print("held", flush=True)
    time.sleep(60)
"""


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    started = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / ".lock")], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert started.stdout
    assert started.stdout.readline() == "held\n"
    yield started
    started.kill()
    started.communicate()


def test_a_second_waits_and_then_names_the_holder(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    told: list[str] = []
    named = pytest.raises(CrosscutError, match=f"in use by crosscut build korea .process {holder.pid} on ")
    with named, locked(tmp_path / ".lock", "it", "publish", told.append, wait=0.5):
        pass
    assert len(told) == 1
    assert "build korea" in told[0]


def test_a_kill_leaves_no_lock(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with locked(tmp_path / ".lock", "it", "publish", wait=5):
        pass
    assert list(tmp_path.iterdir()) == []


OTHER = 65534
"""Somebody else on this machine."""


def by_another(file: Path, *, needed: bool) -> str:
    """What locking a file comes to for somebody else, told by a process of theirs."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os.setgroups([])
        os.setuid(OTHER)
        try:
            with locked(file, "it", "publish", wait=0.2, needed=needed) as held:
                told = f"held {len(held)}"
        except BaseException as error:
            told = str(error)
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        text = said.read()
    os.waitpid(child, 0)
    return text


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        Path(place).chmod(0o777)
        yield Path(place)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize("needed", [True, False])
def test_another_user_waits_as_well(shared_folder: Path, needed: bool) -> None:
    file, holder = shared_folder / ".lock", b"crosscut build (process 1 on elsewhere, since then)"
    file.write_bytes(holder)
    file.chmod(0o644)
    with file.open("rb") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        assert f"in use by process {os.getpid()}" in by_another(file, needed=needed)
    assert by_another(file, needed=needed) == "held 1"
    assert list(shared_folder.iterdir()) == []
    file.write_bytes(holder)
    file.chmod(0o600)
    assert "Permission denied" in by_another(file, needed=needed)


def test_where_nothing_can_be_written_a_reader_needs_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("crosscut.locks._acquired", read_only)
    with locked(tmp_path / ".lock", "it", "publish", needed=False):
        pass
    with pytest.raises(CrosscutError) as told, locked(tmp_path / ".lock", "it", "build"):
        pass
    assert (told.value.file, told.value.message) == (
        str(tmp_path),
        "nothing can be written in this folder: permission denied",
    )


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("nowhere"), _socket])
def test_a_thing_where_a_lock_has_to_stand_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    make(Path(".out.lock"))
    with (
        pytest.raises(CrosscutError, match=r"\.out\.lock: stands where a lock has to"),
        locked(tmp_path / ".out.lock", "x", "y"),
    ):
        pass


def test_a_file_is_written_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write_whole(file, "one\n")
    file.chmod(0o640)
    write_whole(file, "two\n")
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == ("two\n", 0o640)
    with pytest.raises(FileExistsError):
        write_whole(file, "three\n", new=True)
    with pytest.raises(CrosscutError, match="is no file"):
        write_whole(Path("/dev/null"), "four\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
