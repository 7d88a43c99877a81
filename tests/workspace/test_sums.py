"""What stands side by side adds up as it is displayed: columns to their totals, what was and what changes to what is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.figures.rounding import largest_remainder, nearest
from tests.workspace.conftest import POLICY, Season
from tests.workspace.proposed_moves import proposed
from tests.workspace.test_lists import proposed as listed

EN = {"accept-language": "en"}


def numbers(cells: list[str]) -> list[int]:
    return [int(each.replace(",", "").replace("−", "-").replace("+", "").replace("±", "")) for each in cells]


def rows_of(page: str, title: str) -> list[list[str]]:
    """The numbers of each row of the table below a heading, small print left aside."""
    table = page.partition(f">{title}</h")[2].partition("</table>")[0].partition("<tbody>")[2]
    cells = (re.findall(r'<td class="num[^>]*>(.*?)</td>', row, re.DOTALL) for row in table.split("</tr>"))
    found = [[re.sub(r"<span.*?</span>|<[^>]+>", "", cell).strip() for cell in row] for row in cells]
    return [row for row in found if row]


@pytest.fixture
def room(season: Season) -> Season:
    """A season whose plan splits money unevenly."""
    (season.staff.folder / "policy.toml").write_text(POLICY.replace("-5 %", "-5.37 %"), encoding="utf-8")
    season.staff.post(season.coordinator, "/scenarios", name="Less", why="what if")
    season.staff.post(season.coordinator, "/scenarios", name="Other", why="what if")
    token = season.staff.post(season.coordinator, "/scenarios/2", page="/scenarios/2", do="save", version="0")
    assert token.status_code == 303
    return season


def test_a_move_shows_changes_of_what_it_shows(room: Season) -> None:
    page = room.coordinator.get(proposed(room), headers=EN).text
    for title in ("Areas", "Ministries"):
        rows = rows_of(page, title)
        assert rows
        for row in rows:
            before, after, change = numbers(row[:3])
            assert after - before == change, (title, row)


def test_the_areas_of_a_scenario_add_up_to_its_total(room: Season) -> None:
    page = room.coordinator.get("/scenarios/1", headers=EN).text
    plan = room.coordinator.get("/api/scenarios/1/plan").json()
    for title, key in (("Areas", "areas"), ("Ministries", "ministries")):
        rows = rows_of(page, title)
        assert len(rows) == len(plan[key])
        gets = sum(numbers([row[1] for row in rows]))
        assert gets * 10**6 == nearest(sum(each["amount"] for each in plan[key]), 10**6)


def test_a_list_adds_up_to_its_total_in_every_year(room: Season) -> None:
    page = room.coordinator.get(listed(room), headers=EN).text
    for table in page.split('<table class="series">')[1:]:
        rows = rows_of(f">x</h{table}", "x")
        columns = list(zip(*(numbers(row) for row in rows), strict=True))
        assert columns
        for *parts, whole in columns:
            assert sum(parts) == whole


@given(st.lists(st.integers(-(10**12), 10**12), max_size=20))
def test_parts_in_whole_grains_add_up_and_none_is_off_by_a_grain(values: list[int]) -> None:
    grain = 10**6
    whole = nearest(sum(values), grain)
    shown = largest_remainder(whole, [(f"{place:03}", value) for place, value in enumerate(values)], grain)
    assert shown is not None
    assert sum(shown) == whole
    assert all(abs(one - other) < grain for one, other in zip(shown, values, strict=True))
