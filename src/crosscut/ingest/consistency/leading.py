"""Rule ``main-year-without-money``: a year that the settings lead with and that no source has."""

from __future__ import annotations

from crosscut.config import FILE
from crosscut.findings import Finding, Place, Severity
from crosscut.ingest.consistency.rule import Tables
from crosscut.text import Text


def check(tables: Tables) -> list[Finding]:
    """One finding where no line is of the budget's chosen year."""
    chosen, years = tables.settings.main_year, sorted(set(tables.lines["fiscal_year"].unique().to_pylist()))
    if not chosen or chosen in years or not years:
        return []
    listed = ", ".join(map(str, years))
    return [
        Finding(
            "main-year-without-money",
            Severity.WARNING,
            Text(
                f"main_year is {chosen}, of which nothing was read: {years[-1]} leads. There is {listed}.",
                f"main_year {chosen}년의 금액이 없어 {years[-1]}년을 기준으로 삼았습니다. 있는 연도: {listed}.",
            ),
            Place(FILE, column="main_year"),
            hint=Text(
                "Mend main_year, or add the source of that year.", "main_year를 고치거나 그 연도의 자료를 더하십시오."
            ),
        )
    ]
