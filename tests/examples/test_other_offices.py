"""Examples of other offices' budgets: their sums against an independent reading of the same files."""

from __future__ import annotations

import os
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from crosscut import config, examples
from crosscut.budget import read
from crosscut.findings import Severity
from crosscut.text import Language, own_words
from tests.shortened import some

DATA = Path(os.environ.get("CROSSCUT_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
SQL = {
    "usa-2022": (
        "us_omb",
        (
            "select fiscal_year, case fiscal_year when 2020 then 'actual' when 2021 then 'estimate' else 'request' end, "
            "sum(amount_thousand_usd) * 100000 from read_parquet('{}') where budget_of_fiscal_year = 2022 and fiscal_year "
            "between 2020 and 2022 and subfunction_code in ('251', '252') group by all"
        ),
    ),
    "japan-2023": (
        "jp_programme_review",
        (
            "select 2023, '予算', sum(budgetAmount) from read_parquet('{0}') union all "
            "select 2023, '執行', sum(execAmount) from read_parquet('{0}')"
        ),
    ),
    "horizon-europe": (
        "cordis",
        "select start_year, 'granted', sum(cast(amount_eur as decimal(18, 2))) * 100 from read_parquet('{}') group by 1",
    ),
    "germany-2024": (
        "de_bundeshaushalt",
        (
            "select 2024, 'Soll', sum(cast(soll as decimal(18, 0))) * 100000 from read_csv('{}', delim = ';', "
            "all_varchar = true) where \"einahmen-ausgaben\" = 'A'"
        ),
    ),
    "bermuda-2024": (
        "bm_budget",
        (
            "select BudgetYear, DataVersion, sum(cast(DataValue as decimal(18, 0))) * 100000 from read_csv('{}', "
            "delim = '\t') where BudgetBookVersion = 2024 group by all"
        ),
    ),
    "korea-executed": (
        "kr_openfiscal",
        "select FSCL_YY, 'executed', sum(cast(total as decimal(18, 0))) from read_csv('{}') group by 1",
    ),
    "korea-fiscal-2026": (
        "kr_rnd_budget_2026",
        "select 2026, 'proposed', sum(cast(budget as decimal(18, 0))) * 1000000 from read_csv('{}')",
    ),
}


@pytest.mark.parametrize("name", [name for name in examples.DATA if name != "korea-2026"])
def test_a_mapping_is_whole(name):
    folder = Path(examples.__file__).parent / name.replace("-", "_")
    settings = config.load(folder)
    assert {source.file.removeprefix("sources/") for source in settings.source} == set(examples.DATA[name][0])


@pytest.mark.parametrize(
    ("name", "language", "ours", "own"),
    [
        ("horizon-europe", "en", "Which ministry holds most of it?", "Which funding scheme holds most of it?"),
        ("horizon-europe", "ko", "예산이 가장 많은 부처는 어디입니까?", "예산이 가장 많은 지원 유형은(는) 어디입니까?"),
        ("usa-2022", "en", "No ministry rose.", "No agency rose."),
    ],
)
def test_an_office_without_ministries_speaks_its_own_words(name: str, language: Language, ours: str, own: str) -> None:
    bundled = Path(examples.__file__).parent / name.replace("-", "_") / own_words.FILE
    words = own_words.own_words(bundled.read_text(encoding="utf-8"))
    assert words.replaced(ours, language) == own


@pytest.mark.slow
@pytest.mark.real
@pytest.mark.skipif(not DATA.is_dir(), reason="real material is absent")
@pytest.mark.parametrize("name", some(SQL, 3))
def test_sums_are_those_of_an_independent_reading(tmp_path, name):
    where, sql = SQL[name]
    if not (DATA / where).is_dir():
        pytest.skip(f"{where} is absent")
    examples.write(name, tmp_path / name, DATA / where)
    snapshot = read(tmp_path / name)
    assert not [finding for finding in snapshot.findings if finding.severity is Severity.FATAL]
    sums: dict[tuple[int, str], int] = defaultdict(int)
    for row in snapshot.lines.select(["fiscal_year", "stage", "amount"]).to_pylist():
        sums[row["fiscal_year"], row["stage"]] += row["amount"]
    rows = duckdb.sql(sql.format(DATA / where / examples.DATA[name][0][0])).fetchall()
    assert sums == {(int(year), stage): int(Decimal(str(total))) for year, stage, total in rows}
