"""The package of docs/plug-ins.md, installed as the page prints it, reads, reviews, exports and names areas."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from crosscut import plugins
from crosscut.config import FACT_KINDS
from crosscut.review.history import RATES, YEARS, columns
from tests.docs.pages import DOCS, ROOT, fences
from tests.docs.test_examples import groups

PAGE = DOCS / "plug-ins.md"
CONFIG = """title = "Land and sea"
taxonomy = "xx-cet-2027"

[[source]]
file = "a.bars"
format = "bars"
unit = "million"
fiscal_year = 2027
stage = "requested"
columns = {programme = "id", name = "name", ministry = "ministry", amount = "amount"}
tags = {prefix = "st_"}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the page's package is installed."""
    place = tmp_path_factory.mktemp("site")
    for fence in fences(PAGE):
        if fence.language == "python":
            named = re.match(r"# (\S+)\n", fence.text)
            assert named
            file = place / named[1]
            file.parent.mkdir(exist_ok=True)
            file.write_text(fence.text, encoding="utf-8")
    (place / "our_package" / "__init__.py").touch()
    info = place / "our_package-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: our-package\nVersion: 1.0\n", encoding="utf-8")
    offers = tomllib.loads(next(each.text for each in fences(PAGE) if each.language == "toml"))
    lines = [
        line
        for group, points in offers["project"]["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in points.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    return place


@pytest.mark.slow
def test_the_package_of_the_page_works(place: Path, tmp_path: Path) -> None:
    (tmp_path / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "a.bars").write_text("id|name|ministry|amount|st_sea\nA|Harbour|M|300|300\nB|Road|M|41|\n", "utf-8")
    code = (
        "import crosscut, json; b = crosscut.Budget.open('.'); from crosscut.exports.registry import chosen;"
        "print(json.dumps([b.crosscut().to_arrow().to_pylist(), b.review().to_arrow().to_pylist(), chosen('total')]));"
        "b.publish('out', 'total')"
    )
    paths = os.pathsep.join([str(place), str(ROOT / "src")])
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    areas, findings, formats = json.loads(ran.stdout)
    assert {row["area"]: row["amount"] for row in areas} == {"sea": 300_000_000, "unread": 41_000_000}
    assert [row["programme"] for row in findings if row["rule"] == "round-request"] == ["A"]
    assert formats == ["total"]
    written = [line.split() for line in (tmp_path / "out" / "total.txt").read_text(encoding="utf-8").splitlines()]
    ids = json.loads((tmp_path / "out" / "figures.json").read_text(encoding="utf-8"))["figures"]
    assert [(name, int(value)) for name, value, _ in written] == [("total", 341_000_000), ("M", 341_000_000)]
    assert {each for _, _, each in written} <= {each["id"] for each in ids}


def test_the_page_names_every_column_that_a_rule_may_look_at() -> None:
    told = set(re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8")))
    numbered = {f"{letter}{number}" for letter in "pbx" for number in range(6)}
    assert set(columns()) - numbered - set(FACT_KINDS) <= told
    assert {"p1", f"p{YEARS}", "b0", f"b{RATES}", "x0", f"x{RATES}"} <= told


def test_the_page_tells_of_every_group() -> None:
    told = set(re.findall(r'entry-points\."(crosscut\.\w+)"', PAGE.read_text(encoding="utf-8")))
    assert told == set(plugins.GROUPS) == groups()
