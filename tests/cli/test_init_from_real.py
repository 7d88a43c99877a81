"""``init --from`` on budgets as they were published: the written mapping reads them right, or ``check`` asks."""

from __future__ import annotations

import csv
import os
import shutil
from collections import Counter
from pathlib import Path

import duckdb
import openpyxl
import pytest

from .test_init_from_strangers import written

pytestmark = pytest.mark.real
DATA = Path(os.environ.get("CROSSCUT_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
THOUSAND = 1_000 * 100


def file_of(*parts: str) -> Path:
    path = DATA.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"{path.name} is absent")
    return path


def sums(snapshot) -> Counter[tuple[int, str]]:
    found: Counter[tuple[int, str]] = Counter()
    for row in snapshot.lines.to_pylist():
        found[row["fiscal_year"], row["stage"]] += row["amount"]
    return found


def rules(snapshot, severity: str) -> set[str]:
    return {each.rule for each in snapshot.findings if each.severity.value == severity}


def test_the_workbook_of_an_agency(tmp_path):
    source = file_of("us_omb", "budget_authority_vintages_2008_2022.parquet")
    keys = ["Agency Name", "Bureau Name", "Account Code", "Account Name", "Subfunction Code", "BEA Category"]
    names = ", ".join(name.lower().replace(" ", "_") for name in keys)
    rows = duckdb.sql(
        f"select {names}, fiscal_year, sum(amount_thousand_usd) from read_parquet('{source}') "
        "where budget_of_fiscal_year = 2022 and agency_name = 'National Science Foundation' group by all"
    ).fetchall()
    years = sorted({row[-2] for row in rows})
    table: dict[tuple[str, ...], dict[int, int]] = {}
    for *key, year, amount in rows:
        table.setdefault(tuple(map(str, key)), {})[year] = int(amount)
    book = openpyxl.Workbook()
    book.active.append([*keys, *map(str, years)])
    for key, amounts in sorted(table.items()):
        book.active.append([*key, *(amounts.get(year, 0) for year in years)])
    book.save(tmp_path / "a.xlsx")
    left, snapshot = written(tmp_path, "a.xlsx", currency='"USD"', unit='"thousand"', stage='"confirmed"')
    assert left == {"currency", "unit", "stage"}
    right = {(year, "confirmed"): sum(each.get(year, 0) for each in table.values()) * THOUSAND for year in years}
    assert (dict(sums(snapshot)), rules(snapshot, "fatal")) == (right, set())


def test_every_book_of_bermuda(tmp_path):
    source = file_of("bm_budget", "ExpenditureSummary.csv")
    shutil.copy(source, tmp_path / "a.csv")
    right: Counter[tuple[int, str]] = Counter()
    with source.open(encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text, delimiter="\t"):
            right[int(row["BudgetYear"]), row["DataVersion"]] += int(row["DataValue"]) * THOUSAND
    _, snapshot = written(tmp_path, "a.csv", currency='"BMD"', unit='"thousand"')
    assert (sums(snapshot), rules(snapshot, "fatal")) == (right, set())


def test_revenue_beside_expenditure_of_germany_is_asked_about(tmp_path):
    shutil.copy(file_of("de_bundeshaushalt", "hh_2024.csv"), tmp_path / "hh_2024.csv")
    decided = {"currency": '"EUR"', "unit": '"thousand"', "stage": '"confirmed"'}
    left, snapshot = written(tmp_path, "hh_2024.csv", **decided)
    assert (left, rules(snapshot, "fatal")) == (set(decided), {"measure-by-row"})
    assert snapshot.programmes.num_rows == 6_768
