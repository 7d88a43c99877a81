"""A list designated in the place of another: what was tagged and decided before is read under it, to the unit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from crosscut import taxonomy
from crosscut.budget import designation
from crosscut.budget.designation import Designation
from crosscut.budget.snapshot import as_of, read, record
from crosscut.cli import run as command
from crosscut.exports import opendata
from crosscut.taxonomy import PlacedPart, TaxonomyError, passages
from crosscut.views.publication import Publication
from crosscut.workbench.opening import open_run

SETTINGS = """\
title = "Lists"
currency = "KRW"
taxonomy = "kr-cet-2022"
counting = "partition"

[[source]]
file = "sources/p.csv"
unit = "won"
fiscal_year = 2026
stage = "confirmed"
columns = { programme = "id", name = "name", amount = "amount" }
tags = { areas = { semi = "semiconductors-displays", batt = "secondary-batteries" } }
"""
SOURCE = "id,name,amount,semi,batt\nA,One,101,101,0\nB,Two,200,50,70\nC,Three,300,0,0\n"
DECIDED = "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
NEW_LIST = "area,sub,en,ko\nchips,,Chips,반도체\nenergy,,Energy,에너지\nai,,Artificial intelligence,인공지능\n"
MOMENT = "2026-07-20T00:00:00+00:00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "budget"
    for name in ("sources", "decisions", "taxonomies"):
        (place / name).mkdir(parents=True)
    (place / "crosscut.toml").write_text(SETTINGS, encoding="utf-8")
    (place / "sources/p.csv").write_text(SOURCE, encoding="utf-8")
    (place / "decisions/kim.csv").write_text(
        f"{DECIDED}C,semiconductors-displays,1,2,Kim,2026-03-01T00:00:00+00:00,core\n"
        "C,secondary-batteries,1,4,Kim,2026-03-01T00:00:00+00:00,core\n",
        encoding="utf-8",
    )
    return place


def placed() -> list[PlacedPart]:
    """Everything to energy, but chips in two parts and AI to itself."""
    old = taxonomy.load("kr-cet-2022")
    rest = [each.id for each in old.areas if each.id not in ("semiconductors-displays", "ai", "quantum")]
    return [
        PlacedPart(("semiconductors-displays", ""), ("chips", ""), Fraction(2, 3)),
        PlacedPart(("semiconductors-displays", ""), ("energy", ""), Fraction(1, 3)),
        PlacedPart(("quantum", ""), ("outside", ""), Fraction(1)),
        *(PlacedPart((each, ""), ("energy", ""), Fraction(1)) for each in rest),
    ]


def designate(folder: Path, number: int = 1, to_list: str = "taxonomies/office.csv") -> Designation:
    (folder / "taxonomies/office.csv").write_text(NEW_LIST, encoding="utf-8")
    before = read(folder).taxonomy
    after = designation.listed(to_list, {to_list: NEW_LIST}, ())
    way = passages(before, after, placed() if to_list.endswith(".csv") else (), "passages.csv")
    file = designation.file_of(number)
    plans = tuple(sorted(path.name for path in (folder / "decisions").glob("plan-*.csv")))
    said = ("Act 5", "2026-07-20", plans, "Yoon", MOMENT, "Deliberated")
    each = Designation(file, before, after, to_list, way, *said)
    (folder / file).write_text(designation.written(each), encoding="utf-8")
    return each


def areas(folder: Path, counting: str = "partition") -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for row in open_run(folder).atoms(counting).to_pylist():
        key = (row["programme"], row["area"])
        found[key] = found.get(key, 0) + row["amount"]
    return {key: amount for key, amount in found.items() if amount}


def test_tags_and_decisions_from_before_go_by_the_way_to_the_won(folder: Path) -> None:
    assert areas(folder)["A", "semiconductors-displays"] == 101
    designate(folder)
    assert areas(folder) == {
        ("A", "chips"): 67,
        ("A", "energy"): 34,
        ("B", "chips"): 33,
        ("B", "energy"): 87,
        ("B", "outside"): 80,
        ("C", "chips"): 100,
        ("C", "energy"): 125,
        ("C", "outside"): 75,
    }
    assert areas(folder, "overlap")["B", "energy"] == 87


def test_a_decision_is_one_however_its_rows_write_their_moment(folder: Path) -> None:
    designate(folder)
    at_once = areas(folder)
    kim = folder / "decisions/kim.csv"
    one, other = "C,secondary-batteries,1,4,Kim,2026-03-01T00:00:00+00:00", "2026-03-01T09:00:00+09:00"
    text = kim.read_text(encoding="utf-8")
    kim.write_text(text.replace(one, one.replace("2026-03-01T00:00:00+00:00", other)), encoding="utf-8")
    assert other in kim.read_text(encoding="utf-8")
    assert areas(folder) == at_once
    assert not [each for each in open_run(folder).findings if each.programme == "C"]


def test_what_is_decided_afterwards_is_under_the_new_list_by_name_too(folder: Path) -> None:
    designate(folder)
    (folder / "decisions/lee.csv").write_text(
        f"{DECIDED}C,반도체,1,1,Lee,2026-08-01T00:00:00+00:00,read\nA,quantum,1,1,Lee,2026-08-01T00:00:00+00:00,read\n",
        encoding="utf-8",
    )
    run = open_run(folder)
    assert run.decisions["C"].areas == {"chips": 1}
    assert [each.rule for each in run.findings if each.programme == "A"] == ["decision-area"]


def test_what_was_said_stays_as_it_was_said_and_a_past_moment_is_under_the_list_of_then(folder: Path) -> None:
    then = datetime.now(UTC) - timedelta(days=2)
    record(read(folder), then)
    said = read(folder).decisions.to_pylist()
    designate(folder)
    record(read(folder), then + timedelta(days=1))
    assert read(folder).decisions.to_pylist() == said
    assert as_of(folder, 1).taxonomy.id == "kr-cet-2022"
    later = as_of(folder, 2)
    assert (later.taxonomy.id, later.taxonomy.valid_from, later.taxonomy.note) == ("office", "2026-07-20", "Act 5")


def test_a_comparison_across_the_designation_goes_by_its_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(read(folder), datetime.now(UTC) - timedelta(days=2))
    designate(folder)
    record(read(folder))
    assert command(["diff", str(folder), "1", "2", "--by", "area", "--format", "json"]) == 0
    said = capsys.readouterr().out
    assert "kr-cet-2022 became office" in said


def test_a_second_designation_goes_on_from_the_first(folder: Path) -> None:
    designate(folder)
    whole = sum(areas(folder).values())
    (folder / "taxonomies/later.csv").write_text("area,sub,en,ko\nall,,All,전체\n", encoding="utf-8")
    before = read(folder).taxonomy
    after = designation.listed("taxonomies/later.csv", {"taxonomies/later.csv": "area,en\nall,All\n"}, ())
    parts = [PlacedPart((each, ""), ("all", ""), Fraction(1)) for each in ("chips", "energy", "ai")]
    way = passages(before, after, parts, "x")
    said = ("Act 6", "2027-01-01", (), "Yoon", "2027-01-01T00:00:00+00:00", "Later")
    second = Designation(designation.file_of(2), before, after, "taxonomies/later.csv", way, *said)
    (folder / second.file).write_text(designation.written(second), encoding="utf-8")
    found = areas(folder)
    assert found["A", "all"] == 101
    assert found["C", "all"] == 225
    assert sum(found.values()) == whole


def test_a_bundled_list_goes_by_the_bundled_crosswalk(folder: Path) -> None:
    designate(folder, to_list="kr-cet-2026")
    run = open_run(folder)
    assert run.taxonomy.id == "kr-cet-2026"
    assert {area for _, area in areas(folder)} <= {"outside", *(each.id for each in run.taxonomy.areas)}
    assert sum(areas(folder).values()) == 601


def test_a_plan_from_before_goes_by_the_way_and_a_later_one_does_not(folder: Path) -> None:
    from crosscut.allocate.applied import AppliedAmount, written
    from crosscut.calendar import Period

    def plan(year: int, area: str) -> None:
        rows = [AppliedAmount("A", 100, ((area, 100),), "why")]
        unit = open_run(folder).settings.printed_unit
        text = written(rows, Period(year, "confirmed"), unit, by="Yoon", at=MOMENT)
        (folder / f"decisions/plan-{year}-confirmed.csv").write_text(text, encoding="utf-8")

    plan(2027, "semiconductors-displays")
    designate(folder)
    plan(2028, "chips")
    found: dict[tuple[int, str], int] = {}
    for row in open_run(folder).atoms("partition").to_pylist():
        if row["programme"] == "A" and row["fiscal_year"] > 2026:
            found[row["fiscal_year"], row["area"]] = row["amount"]
    assert found == {(2027, "chips"): 67, (2027, "energy"): 33, (2028, "chips"): 100}


def test_a_build_under_a_designated_list_is_read_again_from_its_open_data(folder: Path, tmp_path: Path) -> None:
    designate(folder)
    data = tmp_path / "opendata"
    data.mkdir()
    opendata.write(Publication.of(open_run(folder)), data)
    assert areas(data) == areas(folder)
    assert read(data).taxonomy.id == "office"


def test_a_list_that_does_not_begin_where_the_last_ended_is_named(folder: Path) -> None:
    designate(folder)
    text = (folder / "crosscut.toml").read_text(encoding="utf-8")
    (folder / "crosscut.toml").write_text(text.replace("kr-cet-2022", "kr-cet-2026"), encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"taxonomies/designated-1\.csv.*begins with 'kr-cet-2022'"):
        read(folder)


def test_places_that_go_nowhere_are_named() -> None:
    old, new = taxonomy.load("kr-cet-2022"), taxonomy.own(NEW_LIST, "office.csv")
    with pytest.raises(TaxonomyError, match="go nowhere in office: semiconductors-displays"):
        passages(old, new, [], "way.csv")
    wrong = [PlacedPart(("ai", ""), ("chip", ""), Fraction(1), 4)]
    with pytest.raises(TaxonomyError, match=r"way\.csv, row 4: office has no 'chip'.*chips"):
        passages(old, new, wrong, "way.csv")
    half = [PlacedPart(("ai", ""), ("chips", ""), Fraction(1, 2)), *placed()]
    with pytest.raises(TaxonomyError, match="sum to one"):
        passages(old, new, half, "way.csv")
