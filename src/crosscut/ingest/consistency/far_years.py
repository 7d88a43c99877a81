"""Rule ``far-year``: years so far ahead that they are those of another calendar."""

from __future__ import annotations

from crosscut.findings import Finding, Place, Severity
from crosscut.ingest.consistency.rule import Tables
from crosscut.text import Text

_FAR = 2060
"""A year that a budget reaches with its last years alone, as for what nuclear sites cost."""


def check(tables: Tables) -> list[Finding]:
    """One finding a file whose every year lies far ahead, at the first row of it."""
    rows = tables.query(
        "SELECT file, any_value(sheet) AS sheet, min(row) AS row, min(fiscal_year) AS first "
        "FROM lines GROUP BY file HAVING min(fiscal_year) >= ?",
        (str(_FAR),),
    )
    return [
        Finding(
            "far-year",
            Severity.WARNING,
            Text(
                f"All amounts are of {row['first']} and later: that may be a year of another calendar.",
                f"모든 금액이 {row['first']}년 이후의 것입니다. 다른 역법의 연도일 수 있습니다.",
            ),
            Place(row["file"], row["sheet"], row["row"]),
            hint=Text(
                "State the year that it is in the common calendar, such as 2023 for 2080/81.",
                "2080/81은 2023처럼 서력으로 적으십시오.",
            ),
        )
        for row in rows.to_pylist()
    ]
