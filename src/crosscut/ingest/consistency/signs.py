"""Rules ``negative-amount`` and ``zero-amount``: amounts that a person may want to look at."""

from __future__ import annotations

import pyarrow.compute as pc

from crosscut.findings import Finding, Place, Severity
from crosscut.ingest.consistency.rule import Tables, moment


def check(tables: Tables) -> list[Finding]:
    """One finding a line, or a tag, whose amount is below zero, and one a line whose amount is zero."""
    found = []
    for table, key in ((tables.lines, "line"), (tables.tags, "tag")):
        for row in table.filter(pc.less_equal(table["amount"], 0)).to_pylist():
            rule, en, ko = (
                ("zero-amount", "is zero", "0")
                if row["amount"] == 0
                else (
                    "negative-amount",
                    f"is below zero: {tables.amount(row['amount'])}",
                    tables.amount(row["amount"], "ko"),
                )
            )
            found.append(
                Finding(
                    rule,
                    Severity.INFO,
                    f"{row['programme']} ({moment(row)}): the amount {en}.",
                    f"{row['programme']} ({moment(row, 'ko')}): 금액이 {ko}입니다.",
                    Place.of(row),
                    row["programme"],
                    value=row["amount"],
                    hint="Check that it is meant.",
                    hint_ko="의도한 금액인지 확인하십시오.",
                    rows=(row[key],),
                )
            )
    return found
