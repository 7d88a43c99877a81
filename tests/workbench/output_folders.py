"""Output folders written, claimed and left half done, as the tests of outputs do it."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from crosscut.digests import file_digest
from crosscut.workbench.outputs import hidden, opened
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


def cannot(_one: Path, _other: Path) -> bool:
    return False


def busy(_one: Path, other: Path) -> bool:
    raise OSError(errno.EBUSY, "is a mount point", str(other))
