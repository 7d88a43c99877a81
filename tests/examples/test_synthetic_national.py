"""The synthetic budget: the same bytes for the same seed, the shape of a real one, sums that hold."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut import config, examples
from crosscut.errors import CrosscutError
from crosscut.examples.synthetic_draws import Draws
from crosscut.examples.synthetic_rows import AREAS, STATED
from crosscut.taxonomy import load

FILES = [stated.file for stated in STATED]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic") / "b"
    examples.write("synthetic-national", folder)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_seed_same_bytes_other_seed_others(tmp_path: Path, budget: Path) -> None:
    examples.write("synthetic-national", tmp_path / "again")
    examples.write("synthetic-national", tmp_path / "other", seed=7)
    assert everything(tmp_path / "again") == everything(budget)
    assert everything(tmp_path / "other")[FILES[0]] != everything(budget)[FILES[0]]


@pytest.mark.parametrize("count", [1, 2, 999])
def test_a_larger_budget_begins_with_the_smaller(tmp_path: Path, budget: Path, count: int) -> None:
    examples.write("synthetic-national", tmp_path / "small", programmes=count)
    for file in [*FILES, "subprogrammes.csv"]:
        small = (tmp_path / "small" / "sources" / file).read_bytes()
        assert (budget / "sources" / file).read_bytes().startswith(small)


def test_chunks_leave_no_seam(tmp_path: Path, budget: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosscut.examples.synthetic_national._CHUNK", 77)
    examples.write("synthetic-national", tmp_path / "b")
    assert everything(tmp_path / "b") == everything(budget)


def test_controls_are_the_sums_of_the_files(budget: Path) -> None:
    controls = config.load(budget).control
    assert len(controls) == 3 * 13
    tables = {file: rows(budget / "sources" / file) for file in FILES}
    for control in controls:
        column = f"tag_{control.where['area']}" if control.kind == "tags" else "amount"
        table = tables[Path(str(control.where["file"])).name]
        assert control.amount == f"{sum(int(row[column] or 0) for row in table)} million"


def test_the_shape_is_that_of_a_national_budget(budget: Path) -> None:
    table = rows(budget / "sources" / FILES[-1])
    amounts = sorted(int(row["amount"]) for row in table)
    assert amounts[0] >= 1
    assert 5_000 < amounts[len(amounts) // 2] < 10_000
    assert sum(amounts) / len(amounts) > 2 * amounts[len(amounts) // 2]
    ministries = Counter(row["ministry"] for row in table).most_common()
    assert len(ministries) == 30
    assert ministries[0][1] > 8 * ministries[-1][1]
    assert len({row["committee"] for row in table}) == 10
    tagged = [[int(row[f"tag_{area}"]) for area in AREAS if row[f"tag_{area}"]] for row in table]
    counts = Counter(map(len, tagged))
    assert set(counts) == {0, 1, 2, 3}
    assert counts[0] > counts[1] > counts[2] > counts[3] > 0
    over = sum(sum(tags) > int(row["amount"]) for tags, row in zip(tagged, table, strict=True))
    assert 0.03 < over / len(table) < 0.15
    assert all(tag <= int(row["amount"]) for tags, row in zip(tagged, table, strict=True) for tag in tags)


def test_years_and_stages_tell_new_ended_and_cut(budget: Path) -> None:
    before, requested, reviewed = ({row["programme"]: row for row in rows(budget / "sources" / file)} for file in FILES)
    assert set(requested) == set(reviewed)
    assert all(reviewed[key]["start"] == "2026" for key in set(reviewed) - set(before))
    assert all(before[key]["end"] == "2025" for key in set(before) - set(reviewed))
    assert len(set(reviewed) - set(before)) > len(set(before) - set(reviewed)) > 0
    assert all(int(requested[key]["amount"]) >= int(reviewed[key]["amount"]) for key in reviewed)
    assert all(int(row["start"]) <= int(row["end"]) for row in [*before.values(), *reviewed.values()])


def test_subprogrammes_sum_to_their_programmes(budget: Path) -> None:
    wholes = {row["programme"]: int(row["amount"]) for row in rows(budget / "sources" / FILES[-1])}
    parts: dict[str, int] = defaultdict(int)
    listed = rows(budget / "sources" / "subprogrammes.csv")
    for row in listed:
        parts[row["parent"]] += int(row["amount"])
    assert len({row["subprogramme"] for row in listed}) == len(listed) > 1_000
    assert all(wholes[key] == amount for key, amount in parts.items())
    assert 0 < len(parts) < len(wholes)


def test_everything_says_that_it_is_invented(budget: Path) -> None:
    assert config.load(budget).synthetic
    for row in rows(budget / "sources" / FILES[0]):
        assert row["name"].startswith("가상 ")
        assert row["name_en"].startswith("Synthetic ")
        assert row["ministry"].startswith("가상 ")


def test_its_areas_are_those_of_the_taxonomy() -> None:
    assert set(AREAS) == {area.id for area in load("kr-cet-2022").areas}


@pytest.mark.parametrize("programmes", [0, -3])
def test_no_programmes_is_refused(tmp_path: Path, programmes: int) -> None:
    with pytest.raises(CrosscutError, match="at least one"):
        examples.write("synthetic-national", tmp_path / "b", programmes=programmes)


@given(st.integers(), st.text(max_size=5), st.integers(1, 2**31))
def test_draws_depend_on_the_row_alone(seed: int, purpose: str, limit: int) -> None:
    rows = np.arange(1, 50, dtype=np.uint64)
    all_of_them = Draws(seed, rows).below(purpose, limit)
    assert ((all_of_them >= 0) & (all_of_them < limit)).all()
    assert (Draws(seed, rows[::-1]).below(purpose, limit)[::-1] == all_of_them).all()
    assert (Draws(seed, rows[7:9]).below(purpose, limit) == all_of_them[7:9]).all()


def test_weights_are_met() -> None:
    drawn = Counter(Draws(1, np.arange(1, 100_001, dtype=np.uint64)).weighted("w", (1, 0, 3)).tolist())
    assert set(drawn) == {0, 2}
    assert abs(drawn[2] / 100_000 - 0.75) < 0.01


@pytest.mark.slow
def test_a_hundred_thousand_programmes(tmp_path: Path) -> None:
    examples.write("synthetic-national", tmp_path / "b", programmes=100_000)
    with (tmp_path / "b" / "sources" / FILES[-1]).open("rb") as file:
        assert 95_000 < sum(1 for _ in file) < 100_000
