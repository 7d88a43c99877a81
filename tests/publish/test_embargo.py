"""Nothing of the content stands outside the output folder and the one beside it, ever, but in the budget's ledger."""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64decode
from collections.abc import Collection
from pathlib import Path

import pytest

from crosscut.workbench.opening import open_run
from crosscut.workbench.publish import publish
from tests.workbench.folders import small_budget

WATCH = """
import os, sys
_log = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def _hook(event, args):
    if event == "open" and not isinstance(args[0], int) and args[2] & _writing:
        os.write(_log, os.fsencode(os.path.abspath(args[0])) + b"\\n")
    elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "sqlite3.connect"):
        os.write(_log, os.fsencode(os.path.abspath(args[1 if event in ("os.rename",) else 0])) + b"\\n")
sys.addaudithook(_hook)
"""
"""Writes down every file that Python, in any process of a publication, opens to write, makes or moves."""


def holds_names(kept: Path, names: Collection[str]) -> bool:
    """Whether a compiled template holds a name."""
    code = b64decode(kept.read_bytes().partition(b"\n")[2])
    return any(name.encode() in code for name in names)


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.slow
def test_no_file_is_written_but_in_the_output_folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("budget")
    budget = small_budget(place / "small")
    publish(budget, place / "out", ("pdf",))
    snapshot = open_run(budget).snapshot
    names = {*snapshot.programmes["name"].to_pylist(), snapshot.settings.title.ko}
    home, temporary, out, hook = (tmp_path / name for name in ("home", "tmp", "out", "hook"))
    for folder in (home, temporary, hook):
        folder.mkdir()
    (hook / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    before, source = tree(budget), Path(sys.modules["crosscut"].__file__ or "").parents[1]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "TMP": str(temporary),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": f"{hook}{os.pathsep}{source}",
        "WATCHED": str(tmp_path / "log"),
    }
    command = [sys.executable, "-m", "crosscut", "publish", str(budget), "--out", str(out)]
    subprocess.run(command, check=True, cwd=temporary, env=environment, capture_output=True)
    assert (out / "release.ko.pdf").read_bytes() == (place / "out" / "release.ko.pdf").read_bytes()
    written = {line for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines() if line != os.devnull}
    assert len(written) > 50
    cache, hidden = home / "cache", f"{tmp_path}/.crosscut-"
    own = (out, cache)
    locks = {str(budget.resolve() / name) for name in (".crosscut.lock", "ledger.sqlite-wal")}
    elsewhere = {path for path in written - locks - {str(tmp_path)} if not any(map(Path(path).is_relative_to, own))}
    elsewhere = {path for path in elsewhere if not path.startswith(hidden)}
    assert [path for path in elsewhere if f"{budget}/ledger.sqlite?mode=" not in path] == []
    assert not list(tmp_path.glob(".crosscut-*/*"))
    assert (tree(temporary), tree(budget)) == ([], before)
    kept = sorted(path for path in home.rglob("*") if path.is_file())
    fonts = [path for path in kept if path.parent.name.startswith("fonts-")]
    assert [path.name for path in fonts] == ["Bold.otf", "Bold.otf.digest", "Regular.otf", "Regular.otf.digest"]
    assert {path.parent for path in kept} == {cache / "crosscut", fonts[0].parent}
    assert fonts[0].parent.parent == cache / "crosscut"
    script, *templates = (path for path in kept if path not in fonts)
    assert (out / "site" / "static" / "vega.js").read_bytes() in script.read_bytes()
    assert all(path.name.startswith("template-") and not holds_names(path, names) for path in templates)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "hook", "log", "out", "tmp"]
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []
