"""Example folders: whole or not at all, and what they say agrees with what was printed."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from crosscut import config, examples
from crosscut.errors import CrosscutError

PRINTED = {
    "1_semiconductors": ("563.5", "636.2"),
    "2_ai": ("705.1", "777.2"),
    "3_bio": ("828.8", "977.2"),
    "4_cybersecurity": ("165.3", "190.4"),
    "5_quantum": ("108", "125.2"),
    "6_batteries": ("111.4", "136.4"),
    "7_space": ("750.8", "836.2"),
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def korea_2024(tmp_path: Path) -> Path:
    examples.write("korea-2024", tmp_path / "budget")
    return tmp_path / "budget"


def amounts(folder: Path, file: str) -> dict[int, Decimal]:
    """The sum of a file by year, as people corrected it."""
    corrected = {row["programme"]: row for row in rows(folder / "decisions" / "corrections.csv")}
    sums = {2023: Decimal(0), 2024: Decimal(0)}
    for row in rows(folder / "sources" / f"{file}.csv"):
        correction = corrected.get(row["programme"])
        if correction:
            assert (correction["printed"], correction["fiscal_year"]) == (row["amount"], row["fiscal_year"])
        sums[int(row["fiscal_year"])] += Decimal(correction["amount"] if correction else row["amount"])
    return sums


@pytest.mark.parametrize("file", PRINTED)
def test_areas_of_2024_sum_to_what_the_release_prints(korea_2024: Path, file: str) -> None:
    sums = amounts(korea_2024, file)
    assert (sums[2023], sums[2024]) == tuple(map(Decimal, PRINTED[file]))


def test_the_twelve_rose_as_printed_and_so_the_five_fell(korea_2024: Path) -> None:
    """The seven rose by 445.9, the twelve by 340.7: the five fell by 105.2, within bounds that agree with the print."""
    seven = [amounts(korea_2024, file) for file in PRINTED]
    assert [sum(each[year] for each in seven) for year in (2023, 2024)] == [Decimal("3232.9"), Decimal("3678.8")]
    before, after = rows(korea_2024 / "sources" / "8_not_itemised.csv")
    assert Decimal(after["amount"]) - Decimal(before["amount"]) == Decimal("-105.2")
    change = Decimal("340.7")
    for year, row, total_low, total_high in ((2023, before, "4650.0", "4709.3"), (2024, after, "4990.7", "5050.0")):
        part = sum(each[year] for each in seven)
        assert Decimal(row["low"]) == Decimal(total_low) - part
        assert Decimal(row["high"]) == Decimal(total_high) - part
        assert Decimal(row["low"]) <= Decimal(row["amount"]) < Decimal(row["high"])
    assert Decimal("4990.7") - change == Decimal("4650.0")


def test_misprints_stand_as_printed_and_are_corrected_with_reasons(korea_2024: Path) -> None:
    space = {row["programme"]: row for row in rows(korea_2024 / "sources" / "7_space.csv")}
    assert (space["KR24-7-01"]["amount"], space["KR24-7-02"]["amount"]) == ("7217.9", "7110.1")
    kps, launcher = rows(korea_2024 / "decisions" / "corrections.csv")
    assert (kps["amount"], launcher["amount"]) == ("217.9", "110.1")
    assert kps["reason"].startswith("Inferred")
    assert "published elsewhere" in launcher["reason"]


def test_every_programme_has_names_a_ministry_and_one_area(korea_2024: Path) -> None:
    lines = [row for file in sorted((korea_2024 / "sources").glob("*.csv")) for row in rows(file)]
    decided = {row["programme"]: row["area"] for row in rows(korea_2024 / "decisions" / "attributions.csv")}
    assert {row["programme"] for row in lines} == set(decided)
    assert all(row["name"] and row["name_en"] and row["ministry"] and row["stage"] == "confirmed" for row in lines)
    assert decided["KR24-8-00"] == "not-itemised"
    assert sum(row["status"] == "new" for row in lines) == 10
    assert sum(row["status"] == "continued" for row in lines) == 4


@pytest.mark.parametrize("name", ["korea-2024", "synthetic-national", "blank"])
def test_configurations_are_valid_and_name_files_that_are_there(tmp_path: Path, name: str) -> None:
    examples.write(name, tmp_path / "b")
    budget = config.load(tmp_path / "b")
    assert budget.synthetic is (name == "synthetic-national")
    if name != "blank":
        assert all((tmp_path / "b" / source.file).is_file() for source in budget.source)


def test_names_are_those_with_data_of_their_own_and_those_without() -> None:
    assert examples.names() == ("korea-2024", "korea-2024-major", *examples.DATA, "synthetic-national")


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(CrosscutError, match="Did you mean 'korea-2024'"):
        examples.write("korea2024", tmp_path / "b")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(CrosscutError, match="is not empty"):
        examples.write("korea-2024", tmp_path)
    with pytest.raises(CrosscutError, match="is not empty"):
        examples.write("korea-2024", tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_and_deep_parents_are_fine(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    examples.write("korea-2024", tmp_path / "empty")
    examples.write("korea-2024", tmp_path / "a" / "b" / "c")
    assert (tmp_path / "empty" / "crosscut.toml").read_bytes() == (tmp_path / "a/b/c/crosscut.toml").read_bytes()


def test_a_stop_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("crosscut.examples.synthetic_national._toml", stop)
    with pytest.raises(KeyboardInterrupt):
        examples.write("synthetic-national", tmp_path / "b", programmes=10)
    assert list(tmp_path.iterdir()) == []


def test_korea_2026_says_what_files_it_expects(tmp_path: Path) -> None:
    for data in (None, tmp_path):
        with pytest.raises(CrosscutError, match=r"programmes_1236\.csv and (no )?subprogrammes\.csv"):
            examples.write("korea-2026", tmp_path / "b", data)
    assert list(tmp_path.iterdir()) == []


def test_data_is_for_korea_2026_alone(tmp_path: Path) -> None:
    with pytest.raises(CrosscutError, match="brings its own data"):
        examples.write("korea-2024", tmp_path / "b", tmp_path)


@pytest.mark.real
@pytest.mark.parametrize("as_file", [False, True])
def test_korea_2026_names_every_column_and_its_controls_are_the_sums(
    shared: Path, tmp_path: Path, as_file: bool
) -> None:
    data = shared / "data" / "kr_rnd_budget_2026"
    examples.write("korea-2026", tmp_path / "b", data / "programmes_1236.csv" if as_file else data)
    budget = config.load(tmp_path / "b")
    for source in budget.source:
        with (tmp_path / "b" / source.file).open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        known = {*source.columns.values(), *source.skip, *(f"st_{area}" for area in source.tags.areas)}
        assert set(header) == known, source.file
    table = rows(tmp_path / "b" / "sources" / "programmes_1236.csv")
    areas = {area: column for column, area in budget.source[0].tags.areas.items()}
    assert len(budget.control) == 13
    for control in budget.control:
        column = f"st_{areas[control.where['area']]}" if control.kind == "tags" else "budget_mkrw"
        total = sum(Decimal(row[column] or 0) for row in table)
        assert control.amount == f"{total.quantize(Decimal('0.1')).normalize():f} million"
