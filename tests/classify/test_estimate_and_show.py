"""What ``estimate`` says is known is what ``show`` says, to the last unit; what nobody decided has a name of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from crosscut.classify.estimator import estimate
from crosscut.classify.rounds import Round
from crosscut.classify.second_opinions import Readings
from crosscut.cli import run
from tests.classify.asked_folders import AREAS, asked, decide, folder

__all__ = ["folder"]

HEAD = "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
Budget = Callable[..., Path]


@pytest.fixture
def budget(tmp_path: Path) -> Budget:
    """Writes a folder: rows of a source with their tags, decisions of Kim's, and more settings of the source."""

    def write(rows: str, said: str = "", head: str = "id,name,amount", source: str = "", more: str = "") -> Path:
        (tmp_path / "sources").mkdir(exist_ok=True)
        (tmp_path / "sources" / "p.csv").write_text(f"{head}\n{rows}\n", encoding="utf-8")
        columns = 'programme = "id", name = "name", amount = "amount"' + (
            ', account = "fund"' if "fund" in head else ""
        )
        (tmp_path / "crosscut.toml").write_text(
            f'title = "t"\ntaxonomy = "kr-cet-2022"\n{more}[[source]]\nfile = "sources/p.csv"\nunit = "won"\n'
            f'fiscal_year = 2026\nstage = "requested"\ncolumns = {{ {columns} }}\n{source}',
            encoding="utf-8",
        )
        if said:
            (tmp_path / "decisions").mkdir(exist_ok=True)
            lines = [f"{each},Kim,2026-03-01T09:00:00Z,read\n" for each in said.split()]
            (tmp_path / "decisions" / "kim.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
        return tmp_path

    return write


def shown(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, int]:
    rows = asked(capsys, "show", folder, "--counting", "partition")["rows"]
    return {row["area"]: row["amount"] for row in rows}


def assert_equal_to_show(found: dict, table: dict[str, int]) -> None:
    """Nothing is open: each figure is what ``show`` has, and every interval is that alone."""
    inside = sum(amount for area, amount in table.items() if area not in ("outside", "unread"))
    for row in [*found["areas"], found["together"]]:
        wanted = table.get(row["area"], 0) if row is not found["together"] else inside
        ends = [(each["low"], each["high"]) for each in row["levels"]]
        assert {row[name] for name in ("estimate", "low", "high", "decided", "published")} == {wanted}
        assert set(ends) == {(wanted, wanted)}
    assert found["decided_outside"] == found["published_outside"] == table.get("outside", 0)
    assert (found["undecided"], found["unread"]) == (0, 0)


SPLIT = {
    "halves": ("A,a,1\nB,b,5\nC,c,1", "A,quantum,1,2 B,ai,1,2 B,quantum,1,2 C,ai,1,2"),
    "a sub-technology": ("A,a,7", "A,ai,1,3 A,quantum,1,3 A,bio,1,3"),
    "below nothing": ("A,a,-5\nB,b,3", "A,ai,1,2 A,quantum,1,3 B,outside,1,1"),
    "beyond what a float holds": ("A,a,9007199254740993", "A,ai,1,1"),
}


@pytest.mark.parametrize("name", SPLIT)
def test_what_is_all_decided_is_what_show_says(capsys, budget: Budget, name: str) -> None:
    folder = budget(*SPLIT[name])
    assert_equal_to_show(asked(capsys, "estimate", folder), shown(capsys, folder))


def test_each_account_of_a_programme_is_split_as_show_splits_it(capsys, budget: Budget) -> None:
    folder = budget("A,a,1,x\nA,a,1,y\nA,a,1,z", "A,ai,1,2 A,quantum,1,2", head="id,name,amount,fund")
    table = shown(capsys, folder)
    assert table == {"ai": 3, "quantum": 0}
    assert_equal_to_show(asked(capsys, "estimate", folder), table)


def test_what_was_read_in_drawn_order_and_out_of_it_is_what_show_says_once_all_is_decided(
    capsys, budget: Budget
) -> None:
    rows = "\n".join(f"P{number},name {number},{number * 7 + 9007199254740993}" for number in range(9))
    folder = budget(rows)
    drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 4)["programmes"]]
    last = [f"P{number}" for number in range(9) if f"P{number}" not in drawn]
    assert budget(rows, " ".join(f"{each},ai,1,3 {each},bio,1,7" for each in drawn + last)) == folder
    found = asked(capsys, "estimate", folder)
    assert found["sample"] == 1
    assert_equal_to_show(found, shown(capsys, folder))


def test_two_readers_too_few_to_say_anything_leave_the_decision_in_force(capsys, budget: Budget) -> None:
    folder = budget("A,a,10", "A,ai,1,1")
    said = HEAD + "A,bio,1,1,Lee,2026-03-02T09:00:00Z,read\n"
    (folder / "decisions" / "lee.csv").write_text(said, encoding="utf-8")
    table = shown(capsys, folder)
    assert table == {"bio": 10}
    assert_equal_to_show(asked(capsys, "estimate", folder), table)


TAGGED = "id,name,amount,st_ai,st_quantum"
ROWS = "A,a,10,10,\nB,b,8,,2\nC,c,7,,"
TAGS = 'tags = { prefix = "st_" }\n'


@pytest.mark.parametrize("blank", ["unread", "outside"])
def test_unread_is_what_show_calls_unread_and_tags_are_not_undecided_silence(
    capsys, budget: Budget, blank: str
) -> None:
    folder = budget(ROWS, head=TAGGED, source=f'{TAGS}blank_tags = "{blank}"\n')
    table, found = shown(capsys, folder), asked(capsys, "estimate", folder)
    assert found["unread"] == table.get("unread", 0) == (7 if blank == "unread" else 0)
    assert found["undecided"] == 25
    assert found["undecided"] == found["tagged"] + found["proposed"] + found["unread"]
    assert found["decided_outside"] == 0
    assert found["published_outside"] == table["outside"]
    for row in found["areas"]:
        assert row["published"] == table.get(row["area"], 0)
        assert row["decided"] == 0
        assert row["low"] <= row["published"] <= row["high"]
    assert any("tags" in line and "nobody" in line for line in found["assumed"])


def test_money_that_proposals_speak_for_is_neither_unread_nor_decided(capsys, folder: Path) -> None:
    decide(folder, [f"{area}{number:03}" for area in AREAS for number in range(24) if number % 4])
    table, found = shown(capsys, folder), asked(capsys, "estimate", folder)
    assert found["unread"] == table.get("unread", 0) < found["undecided"]
    assert found["undecided"] == found["proposed"] + found["unread"]
    assert {row["area"]: row["published"] for row in found["areas"]}.items() >= {
        area: amount for area, amount in table.items() if area not in ("outside", "unread")
    }.items()
    assert any("count proposals" in line for line in found["assumed"])


def test_the_text_says_what_is_estimated_and_shows_what_is_published_beside_it(capsys, budget: Budget) -> None:
    folder = budget(ROWS, "C,bio,1,1", head=TAGGED, source=TAGS, more='unit = "won"\n')
    assert run(["estimate", str(folder)]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "published" in text
    assert "what decisions would say" in text
    assert "18 has no decision" in text
    assert "18 by the sources' tags" in text
    assert "0 is not looked at" in text
    assert "Outside the taxonomy 6 " in text


def test_once_a_sample_is_read_decisions_may_say_other_than_tags_and_the_text_says_so(capsys, budget: Budget) -> None:
    folder = budget(ROWS, head=TAGGED, source=TAGS)
    first = asked(capsys, "sample", folder, "-n", 1)["programmes"][0]["programme"]
    budget(ROWS, f"{first},bio,1,1", head=TAGGED, source=TAGS)
    found = asked(capsys, "estimate", folder)
    assert found["sample"] == 1
    assert any("samples do not look at tags" in line for line in found["assumed"])


@pytest.mark.parametrize("others", [1, 4 * 10**15])
def test_the_decided_part_of_a_total_is_exact_and_bounds_it(capsys, budget: Budget, others: int) -> None:
    most = 9007199254740993
    folder = budget(f"A,a,{most}\nB,b,{others}", "A,ai,1,1")
    found = asked(capsys, "estimate", folder)
    (ai,) = (row for row in found["areas"] if row["area"] == "ai")
    assert ai["decided"] == most
    for row in found["areas"]:
        for ends in (row, *row["levels"]):
            assert row["decided"] <= ends["low"] <= row["estimate"] <= ends["high"] <= row["decided"] + others


def test_money_below_nothing_elsewhere_does_not_lower_what_an_area_may_hold(capsys, budget: Budget) -> None:
    rows = "\n".join(f"P{number},name {number},{amount}" for number, amount in enumerate([10, -9, -9, 5, 5, 5]))
    folder = budget(rows, " ".join(f"P{number},{'bio' if number in (1, 2) else 'ai'},1,1" for number in range(6)))
    lee = "".join(
        f"P{number},{'bio' if number in (1, 2) else 'ai'},1,1,Lee,2026-03-02T09:00:00Z,x\n" for number in range(6)
    )
    (folder / "decisions" / "lee.csv").write_text(HEAD + lee, encoding="utf-8")
    found = asked(capsys, "estimate", folder)
    assert found["second_opinions"] == 6
    assert_equal_to_show(found, shown(capsys, folder))


def test_what_is_left_to_sampling_is_no_part_of_what_is_decided() -> None:
    money = np.array([2.0**60, 8.0, 8.0])
    decided = np.array([True, True, False])
    shares = np.array([[1.0], [1.0], [0.0]])
    expected, chance = np.full((3, 1), 0.5), np.array([1.0, 0.5, 0.5])
    round_ = Round(np.arange(3), chance, expected, decided.copy())
    found, _ = estimate(money, Readings.alone(shares, decided), [round_])
    assert found.rest.tolist() == [8.0]


def test_a_decision_left_out_is_not_said_to_be_unread_where_tags_speak(capsys, budget: Budget) -> None:
    import json

    folder = budget(ROWS, "A,gravity,1,1", head=TAGGED, source=TAGS)
    assert run(["estimate", str(folder), "--format", "json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)["fatal"]
    assert "tags" in fault["effect"]


def test_a_difference_that_nobody_settled_counts_half_way_once_errors_are_in_the_intervals(capsys, budget) -> None:
    rows = "\n".join(f"P{number},name {number},{100 + number}" for number in range(8))
    folder = budget(rows, " ".join(f"P{number},ai,1,1" for number in range(8)))
    lee = [f"P{number},{'bio' if number == 0 else 'ai'},1,1,Lee,2026-03-02T09:00:00Z,x\n" for number in range(8)]
    (folder / "decisions" / "lee.csv").write_text(HEAD + "".join(lee), encoding="utf-8")
    table, found = shown(capsys, folder), asked(capsys, "estimate", folder)
    areas = {row["area"]: row for row in found["areas"]}
    assert table == {"ai": 728, "bio": 100}
    for area, half_way in (("ai", 778), ("bio", 50)):
        row = areas[area]
        assert row["decided"] == row["published"] == table[area]
        assert row["low"] <= half_way < row["high"]
        assert half_way <= row["estimate"] <= half_way * 1.1
        assert row["low"] <= table[area] <= row["high"]
    assert any("errors of readers are in the intervals" in line for line in found["assumed"])


def test_an_interval_begins_above_what_is_decided_where_the_sample_says_so(capsys, budget: Budget) -> None:
    """All hundred programmes are about one area and forty of them were read: the other sixty are not likely none."""
    rows = "\n".join(f"P{number},quantum computing {number},1000" for number in range(100))
    folder = budget(rows)
    drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 40)["programmes"]]
    budget(rows, " ".join(f"{each},quantum,1,1" for each in drawn))
    found = asked(capsys, "estimate", folder)
    quantum = next(row for row in found["areas"] if row["area"] == "quantum")
    assert quantum["decided"] == 40_000
    assert quantum["decided"] < quantum["low"] <= quantum["estimate"] <= quantum["high"]
    assert all(row["low"] <= row["estimate"] <= row["high"] for row in found["areas"])


def test_all_areas_together_have_an_interval_of_their_own(capsys, budget: Budget) -> None:
    """Who puts a programme into one area or another agrees that it is in one: the sum is surer than its parts."""
    rows = "\n".join(f"P{number},{('quantum', 'hydrogen')[number % 2]} {number},1000" for number in range(100))
    folder = budget(rows)
    before = asked(capsys, "estimate", folder)
    drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 40)["programmes"]]
    areas = {each: ("quantum", "hydrogen")[int(each[1:]) % 2] for each in drawn}
    budget(rows, " ".join(f"{each},{area},1,1" for each, area in areas.items()))
    found = asked(capsys, "estimate", folder)
    whole = found["together"]
    assert (whole["area"], whole["decided"]) == ("all", 40_000)
    assert 40_000 < whole["low"] <= whole["estimate"] <= whole["high"] <= 100_000
    parts = [row["high"] - row["low"] for row in found["areas"]]
    assert whole["high"] - whole["low"] < min(sum(parts), 100_000 - before["together"]["low"])
    assert run(["estimate", str(folder)]) == 0
    assert "All areas" in capsys.readouterr().out


@pytest.mark.parametrize("built", [False, True])
def test_a_published_area_is_traced_to_the_sentence_that_decided_it(capsys, budget: Budget, built: bool) -> None:
    folder = budget("A,a,10\nB,b,20\nC,c,5", "A,ai,1,2 B,ai,1,1")
    said = "B,ai,1,4,Park,2026-03-03T09:00:00Z,adjudicated: its second sentence names it\n"
    (folder / "decisions" / "park.csv").write_text(HEAD + said, encoding="utf-8")
    if built:
        assert run(["build", str(folder)]) == 0
        capsys.readouterr()
    rows = asked(capsys, "show", folder)["rows"]
    figure = next(row["figure"] for row in rows if row["area"] == "ai")
    behind = {row["programme"]: row for row in asked(capsys, "trace", folder, figure)["rows"]}
    assert [behind["B"][name] for name in ("amount", "decided_by", "decided_at", "reason", "decision")] == [
        5,
        "Park",
        "2026-03-03T09:00:00Z",
        "adjudicated: its second sentence names it",
        "decisions/park.csv, row 2",
    ]
    assert (behind["A"]["decided_by"], behind["A"]["decision"]) == ("Kim", "decisions/kim.csv, row 2")
    unread = next(row["figure"] for row in rows if row["area"] == "unread")
    assert [row["decided_by"] for row in asked(capsys, "trace", folder, unread)["rows"]] == [""]
    assert run(["trace", str(folder), figure]) == 0
    assert "Park, 2026-03-03T09:00:00Z: adjudicated" in " ".join(capsys.readouterr().out.split())
