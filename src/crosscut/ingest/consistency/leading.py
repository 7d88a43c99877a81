"""Rules ``main-year-without-money`` and ``main-stage-without-money``: what the settings lead with and no source has."""

from __future__ import annotations

from crosscut.config import FILE
from crosscut.findings import Finding, Place, Severity
from crosscut.ingest.consistency.rule import Tables
from crosscut.text import Text


def check(tables: Tables) -> list[Finding]:
    """One finding where no line is of the budget's chosen year, and one where the leading year lacks its stage."""
    return [*_of_year(tables), *_of_stage(tables)]


def _of_stage(tables: Tables) -> list[Finding]:
    calendar = tables.settings.calendar.over(tables.lines)
    chosen, leading = tables.settings.main_stage, calendar.leading
    if not chosen or not calendar.periods or any(period.stage == chosen for period in calendar.of_year(leading.year)):
        return []
    year, years = calendar.year(leading.year), [each.year for each in calendar.periods if each.stage == chosen]
    mend = Text("Fix main_stage, or add the source of it.", "main_stage를 고치거나 그 단계의 자료를 더하십시오.")
    if years:
        mend = Text(
            f"State main_year = {years[-1]} to lead with it, or main_stage = {leading.stage!r}.",
            f"main_year = {years[-1]} 또는 main_stage = {leading.stage!r}을(를) 적으십시오.",
        )
    return [
        Finding(
            "main-stage-without-money",
            Severity.WARNING,
            Text(
                f"main_stage is {chosen}, of which {year} has nothing: {leading.stage} leads.",
                f"{year} 회계연도에 main_stage {chosen}의 금액이 없어 {leading.stage} 단계를 기준으로 삼았습니다.",
            ),
            Place(FILE, column="main_stage"),
            hint=mend,
        )
    ]


def _of_year(tables: Tables) -> list[Finding]:
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
                "Fix main_year, or add the source of that year.", "main_year를 고치거나 그 연도의 자료를 더하십시오."
            ),
        )
    ]
