"""The desk's pages of a plan: every table displays parts that add up to their whole, and changes of what it displays."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from crosscut.cli import run

CONFIG = """
title = "Halves"
taxonomy = "kr-cet-2022"
unit = "billion"
[[source]]
file = "sources/lines.csv"
unit = "million"
stage = "requested"
columns = { programme = "id", name = "name", ministry = "ministry", fiscal_year = "year", amount = "amount" }
tags = { areas = { ai = "ai", bio = "bio", quantum = "quantum" } }
"""
POLICY = """
unit = "million"
[ceiling]
change = "-3 %"
use = "all"
[[rule]]
each = "ministry"
growth_at_least = "-20 %"
[[later]]
year = 2027
change = "-2.3 %"
carry = "50 %"
"""
MINISTRIES = ("North", "South", "East", "West")


def _lines() -> Iterator[str]:
    """Programmes that fall between the grains: one moved, one ended, one of receipts, the others with shares of areas."""
    yield "id,name,ministry,year,amount,ai,bio,quantum"
    for place in range(12):
        now, before = 1_450 + 137 * place, 1_455 + 91 * place
        moved = MINISTRIES[(place + (place == 5)) % 4]
        tags = ("", f"{now // 2},{now // 3},{now // 7}")[place % 3 != 0] or ",,"
        yield f"P{place},Programme {place},{MINISTRIES[place % 4]},2026,{now},{tags}"
        yield f"P{place},Programme {place},{moved},2025,{before},{before // 3},{before // 3},{before // 5}"
    yield "E,Ended,North,2025,745,745,,"
    yield "R,Receipts,South,2026,-355,,,"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("halves")
    (folder / "sources").mkdir()
    (folder / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "sources" / "lines.csv").write_text("\n".join(_lines()), encoding="utf-8")
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    assert run(["build", str(folder)]) == 0
    return folder / "build" / "desk" / "en"


def tables(page: Path, caption: str) -> tuple[list[list[Decimal]], list[Decimal]]:
    """The amounts of a table's rows, and of its last line where it has one."""
    text = page.read_text(encoding="utf-8")
    found = re.search(rf'<caption id="{caption}">.*?</table>', text, re.DOTALL)
    assert found
    body, _, foot = found[0].partition("</tbody>")
    rows = [_numbers(row) for row in re.findall(r"<tr.*?</tr>", body.partition("<tbody>")[2], re.DOTALL)]
    return rows, _numbers(foot)


def _numbers(row: str) -> list[Decimal]:
    cells = re.findall(r'<td class="num[^>]*>(.*?)</td>', row, re.DOTALL)
    texts = [html.unescape(re.sub("<[^>]+>", "", each)).replace(",", "").replace("−", "-").strip() for each in cells]
    return [Decimal(each.replace("–", "0")) for each in texts if not each.endswith("%")]


@pytest.mark.parametrize("caption", ["cap-areas", "cap-ministries"])
def test_every_column_adds_up_and_every_change_is_of_the_amounts_beside_it(desk: Path, caption: str) -> None:
    rows, whole = tables(desk / "plan.html", caption)
    assert len(rows) > 3
    assert [sum(column) for column in zip(*rows, strict=True)] == whole
    for previous, _, amount, change in [*rows, whole]:
        assert change == amount - previous


def test_areas_under_other_ceilings_add_up_to_what_is_given(desk: Path) -> None:
    areas, _ = tables(desk / "plan.html", "cap-curve-areas")
    ceilings, _ = tables(desk / "plan.html", "cap-curve")
    assert [sum(column) for column in zip(*areas, strict=True)] == [row[1] for row in ceilings if len(row) > 1]
    shown, _ = tables(desk / "plan.html", "cap-areas")
    assert any([row[2] for row in shown] == list(column) for column in zip(*areas, strict=True))


@pytest.mark.parametrize("caption", ["cap-areas", "cap-ministries"])
def test_every_year_adds_up(desk: Path, caption: str) -> None:
    rows, whole = tables(desk / "years.html", caption)
    assert [sum(column) for column in zip(*rows, strict=True)] == whole
