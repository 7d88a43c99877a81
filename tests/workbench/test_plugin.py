"""A package of its own, installed as a wheel, adds a reader, a rule, an export and a taxonomy; no file here changes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[1] / "plugin_package"
INFO = "crosscut_lines-1.0.dist-info"
CONFIG = """title = "Land and sea"
taxonomy = "two-areas"

[[source]]
file = "a.lines"
format = "lines"
unit = "million"
fiscal_year = 2026
stage = "requested"
columns = {programme = "id", name = "name", ministry = "ministry", amount = "amount"}
tags = {prefix = "st_"}
"""
LINES = "#lines\nid|name|ministry|amount|st_sea\nA|Harbour|M|300|300\nB|Road|M|41|\n"


def wheel(place: Path) -> Path:
    """The plug-in as a wheel."""
    files = {f"crosscut_lines/{path.name}": path.read_bytes() for path in sorted(SOURCE.glob("crosscut_lines/*.py"))}
    files[f"{INFO}/METADATA"] = b"Metadata-Version: 2.1\nName: crosscut-lines\nVersion: 1.0\n"
    files[f"{INFO}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{INFO}/entry_points.txt"] = (SOURCE / "entry_points.txt").read_bytes()
    record = [f"{name},sha256={_hash(content)},{len(content)}\n" for name, content in files.items()]
    files[f"{INFO}/RECORD"] = "".join([*record, f"{INFO}/RECORD,,\n"]).encode()
    path = place / "crosscut_lines-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process in which the plug-in is installed."""
    place = tmp_path_factory.mktemp("wheel")
    target = place / "site"
    options = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", "--target", str(target)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel(place))], check=True)
    return {**os.environ, "PYTHONPATH": str(target)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "a.lines").write_text(LINES, encoding="utf-8")
    return tmp_path


def crosscut(environment: dict[str, str], *words: object) -> Any:
    command = [sys.executable, "-m", "crosscut", *map(str, words), "--format", "json"]
    ran = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert ran.stdout, ran.stderr
    return json.loads(ran.stdout)


def test_each_of_the_four_is_used(installed: dict[str, str], folder: Path) -> None:
    areas = {row["area"]: row["amount"] for row in crosscut(installed, "show", folder, "--by", "area")["rows"]}
    assert areas == {"sea": 300_000_000, "unread": 41_000_000}
    found = {each["rule"]: each["programme"] for each in crosscut(installed, "review", folder)["findings"]}
    assert found["round-request"] == "A"
    built = crosscut(installed, "build", folder)
    assert "total.txt" in built["files"]
    total, figure = (folder / "build" / "total.txt").read_text(encoding="utf-8").split()
    traced = crosscut(installed, "trace", folder, figure)
    assert int(total) == traced["sum"] == 341_000_000
    published = crosscut(installed, "publish", folder, "--to", "total")
    assert "total.txt" in published["files"]


def test_without_it_the_line_says_what_is_missing(folder: Path) -> None:
    said = crosscut(dict(os.environ), "check", folder)
    assert "format 'lines' is none of csv, excel, parquet" in said["error"]["message"]


@pytest.mark.parametrize(
    ("module", "old", "new", "says"),
    [
        ("reading", "path.read_text", "path.rade_text", "'rade_text'"),
        ("rule", 'cell["amount"] % _ROUND', 'cell["amuont"] % _ROUND', "ColumnNotFoundError"),
        ("export", 'yield Artefact("total.txt", printed)', "yield 1", "not int"),
        ("export", 'progress("Writing the total")', "raise OSError(28, 'full')", "full"),
        ("rule", 'id="round-request"', 'id="surge"', "has the id of another rule"),
    ],
)
def test_a_plug_in_that_fails_is_named(
    installed: dict[str, str], folder: Path, tmp_path: Path, module: str, old: str, new: str, says: str
) -> None:
    place = tmp_path / "broken"
    shutil.copytree(installed["PYTHONPATH"], place, ignore=shutil.ignore_patterns("__pycache__"))
    file = place / "crosscut_lines" / f"{module}.py"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    ran = crosscut({**installed, "PYTHONPATH": str(place)}, "build", folder)
    assert says in ran["error"]["message"]
    assert "crosscut-lines" in ran["error"]["message"] + str(ran["error"].get("hint"))


def test_a_past_reading_keeps_the_list_of_a_package_that_is_gone(installed: dict[str, str], folder: Path) -> None:
    crosscut(installed, "build", folder)
    moment = datetime.now(UTC).isoformat()
    rows = crosscut(dict(os.environ), "show", folder, "--by", "area", "--as-of", moment)["rows"]
    assert {row["area"]: row["amount"] for row in rows} == {"sea": 300_000_000, "unread": 41_000_000}
