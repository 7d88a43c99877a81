"""Rules ``negative-amount`` and ``zero-amount``: amounts that a person may want to look at."""

from __future__ import annotations

import pyarrow.compute as pc

from crosscut.findings import Finding, Place, Severity
from crosscut.ingest.consistency.rule import Tables
from crosscut.text import Text

_ZERO = Text("{programme} ({period}): the amount is zero.", "{programme} ({period}): 금액이 0입니다.")
_NEGATIVE = Text(
    "{programme} ({period}): the amount is below zero: {amount}.", "{programme} ({period}): 금액이 {amount}입니다."
)


def check(tables: Tables) -> list[Finding]:
    """One finding a line, or a tag, whose amount is below zero, and one a line whose amount is zero."""
    found = []
    for table, key in ((tables.lines, "line"), (tables.tags, "tag")):
        for row in table.filter(pc.less_equal(table["amount"], 0)).to_pylist():
            rule, said = ("zero-amount", _ZERO) if row["amount"] == 0 else ("negative-amount", _NEGATIVE)
            message = said.format(
                programme=row["programme"], period=tables.period(row), amount=tables.amount(row["amount"])
            )
            found.append(
                Finding(
                    rule,
                    Severity.INFO,
                    Text(message.en, message.ko),
                    Place.of(row),
                    row["programme"],
                    value=row["amount"],
                    hint=Text("Check that it is meant.", "의도한 금액인지 확인하십시오."),
                    rows=(row[key],),
                )
            )
    return found
