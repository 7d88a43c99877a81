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
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.forked import Forker, forker
from tests.shortened import some

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
COMMANDS = {"reading": ["check"], "rule": ["review"], "export": ["publish", "--to", "total"], "taxonomy": ["check"]}
LINES = "#lines\nid|name|ministry|amount|st_sea\nA|Harbour|M|300|300\nB|Road|M|41|\n"
FAULTS = [
    ("reading", "path.read_text", "path.rade_text", "'rade_text'"),
    ("rule", 'cell["amount"] % _ROUND', 'cell["amuont"] % _ROUND', "ColumnNotFoundError"),
    ("export", 'yield Artefact("total.txt", printed)', "yield 1", "not int"),
    ("export", 'progress("Writing the total")', "raise OSError(28, 'full')", "full"),
    ("rule", 'id="round-request"', 'id="surge"', "has the id of another rule"),
    ("reading", "column if at in amounts else encoded(column)", "column", "is string, not dictionary-encoded text"),
    (
        "reading",
        "pa.array([row[at] for row in rows], pa.string())",
        "pa.array(range(len(rows)))",
        "dictionary<values=int64",
    ),
    ("reading", "if at in amounts", "if at in amounts and not amounts", "not plain text"),
    ("reading", "dtype=np.int32", "dtype=np.int64", "int32"),
    ("reading", "return Body(kept, ", "return (kept, ", "tuple, not Body"),
    ("reading", "*self.records[:20]]", "*self.records[:20], [None]]", "not all texts"),
    ("reading", 'Reader("lines"', 'Reader("lanes"', "both must have one name"),
    ("rule", "return Hit(", "return dict(", "dict, not Hit"),
    ("rule", "expected=cell.none()", "expected=3", "Hit.expected is 3"),
    ("rule", 'sentence=Text("{name} asks', 'needs="sums",\n    sentence=Text("{name} asks', "Rule.needs is 'sums'"),
    ("rule", 'sentence=Text("{name} asks', 'needs=("sums",),\n    sentence=Text("{name} asks', "'sums'"),
    ("export", 'Export(("total",)', 'Export("total"', "Export.formats is 'total'"),
    (
        "export",
        'Export(("total",)',
        'Export(("total", "xlsx")',
        "takes the format 'xlsx', which Crosscut itself has",
    ),
    ("export", 'Artefact("total.txt", printed)', 'Artefact("total.txt", None)', "Artefact.printed is None"),
    (
        "export",
        '("total.txt", printed)',
        '("total.txt", printed, (out / "none.txt",))',
        "none.txt, which is not there",
    ),
    ("taxonomy", '"Sea", "바다", ()', '"Sea", None, ()', "Area.ko is None"),
    ("taxonomy", 'Area("sea",', 'Area("outside",', "'outside' is no id of an area"),
    ("taxonomy", '    "two-areas"', '    "two-arias"', "both must have one name"),
]
"""What may be wrong with each of the four: a place in its module, what stands there then, and what is said of it."""


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
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(target), os.environ.get("PYTHONPATH", "")])}


@pytest.fixture(scope="module")
def forked() -> Iterator[Forker]:
    with forker() as running:
        yield running


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


def in_a_fork(forked: Forker, environment: dict[str, str], *words: object) -> Any:
    with TemporaryDirectory() as place:
        out, err = forked.run([*map(str, words), "--format", "json"], environment, Path(place))
    assert out, err
    return json.loads(out)


def changed(installed: dict[str, str], place: Path, module: str, old: str, new: str) -> dict[str, str]:
    """The environment of a process in which the plug-in is installed with a change in one of its modules."""
    target, *rest = installed["PYTHONPATH"].split(os.pathsep)
    shutil.copytree(target, place, ignore=shutil.ignore_patterns("__pycache__"))
    file = place / "crosscut_lines" / f"{module}.py"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return {**installed, "PYTHONPATH": os.pathsep.join([str(place), *rest])}


def test_each_of_the_four_is_used(installed: dict[str, str], forked: Forker, folder: Path) -> None:
    areas = {row["area"]: row["amount"] for row in crosscut(installed, "show", folder, "--by", "area")["rows"]}
    assert areas == {"sea": 300_000_000, "unread": 41_000_000}
    found = {each["rule"]: each["programme"] for each in in_a_fork(forked, installed, "review", folder)["findings"]}
    assert found["round-request"] == "A"
    built = in_a_fork(forked, installed, "build", folder)
    assert "total.txt" in built["files"]
    total, figure = (folder / "build" / "total.txt").read_text(encoding="utf-8").split()
    traced = crosscut(installed, "trace", folder, figure)
    assert int(total) == traced["sum"] == 341_000_000
    published = in_a_fork(forked, installed, "publish", folder, "--to", "total")
    assert "total.txt" in published["files"]


def test_without_it_the_line_says_what_is_missing(folder: Path) -> None:
    said = crosscut(dict(os.environ), "check", folder)
    assert "format 'lines' is none of csv, excel, parquet" in said["error"]["message"]


@pytest.mark.parametrize(
    ("module", "old", "new", "says"),
    [each for module in COMMANDS for each in some([fault for fault in FAULTS if fault[0] == module], 2)],
)
def test_a_plug_in_that_fails_is_named(
    installed: dict[str, str],
    forked: Forker,
    folder: Path,
    tmp_path: Path,
    module: str,
    old: str,
    new: str,
    says: str,
) -> None:
    broken = changed(installed, tmp_path / "broken", module, old, new)
    ran = in_a_fork(forked, broken, *COMMANDS[module], folder)
    assert says in ran["error"]["message"]
    assert "report it" not in ran["error"]["hint"]
    assert "crosscut-lines" in ran["error"]["message"] + str(ran["error"].get("hint"))


def test_a_build_names_an_export_that_fails(
    installed: dict[str, str], forked: Forker, folder: Path, tmp_path: Path
) -> None:
    broken = changed(installed, tmp_path / "broken", "export", 'yield Artefact("total.txt", printed)', "yield 1")
    said = in_a_fork(forked, broken, "build", folder)["error"]
    assert "not int" in said["message"]
    assert "crosscut-lines" in said["message"] + str(said.get("hint"))


def test_a_past_reading_keeps_the_list_of_a_package_that_is_gone(
    installed: dict[str, str], forked: Forker, folder: Path
) -> None:
    in_a_fork(forked, installed, "build", folder)
    moment = datetime.now(UTC).isoformat()
    rows = in_a_fork(forked, dict(os.environ), "show", folder, "--by", "area", "--as-of", moment)["rows"]
    assert {row["area"]: row["amount"] for row in rows} == {"sea": 300_000_000, "unread": 41_000_000}


def test_a_build_under_another_list_of_a_package_answers_nothing(
    installed: dict[str, str], forked: Forker, folder: Path, tmp_path: Path
) -> None:
    in_a_fork(forked, installed, "build", folder)
    plugins = json.loads((folder / "build" / "manifest.json").read_bytes())["plugins"]
    assert plugins["packages"] == {"crosscut-lines": "1.0"}
    assert [*plugins["lists"]] == ["two-areas"]
    renamed = changed(installed, tmp_path / "renamed", "taxonomy", 'Area("sea",', 'Area("ocean",')
    shown = in_a_fork(forked, renamed, "show", folder, "--by", "area")["rows"]
    assert {row["area"]: row["amount"] for row in shown} == {"ocean": 300_000_000, "unread": 41_000_000}
