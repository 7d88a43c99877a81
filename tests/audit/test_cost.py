"""What an audit costs grows with the document, whatever the shape of its tables."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.audit.relations.system import Linear
from crosscut.audit.tables.grid import Grid


@pytest.mark.parametrize("kind", ["level", "percentage"])
def test_the_columns_of_a_table_are_gone_through_as_often_whatever_its_rows(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[int]()
    column = Grid.column
    monkeypatch.setattr(Grid, "column", lambda self, place: asked.append(place) or column(self, place))

    def gone_through(rows: int) -> int:
        asked.clear()
        cell = "{} %" if kind == "percentage" else "{}"
        lines = [f"| Row {row} | {cell.format(1000 + row)} | {cell.format(2000 + 3 * row)} |" for row in range(rows)]
        found = crosscut.audit("\n".join(["| Name | 2025 | 2026 |", "|---|--:|--:|", *lines, ""]))
        assert len(found.figures) >= 2 * rows
        return len(asked)

    assert gone_through(160) == gone_through(80)


def test_what_was_said_of_other_tables_is_not_gone_through_at_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[int]()
    keys = Linear.keys.fget
    assert keys is not None
    monkeypatch.setattr(Linear, "keys", property(lambda self: asked.append(1) or keys(self)))

    def gone_through(tables: int) -> int:
        asked.clear()
        table = (
            "| Part | 2025 | 2026 |\n|---|--:|--:|\n| A | {0}1 | {1}2 |\n| B | {0}3 | {2}4 |\n| Total | {3}4 | {4}6 |\n"
        )
        made = (table.format(10 + each, 12 + each, 20 + each, 20 + 2 * each, 32 + 2 * each) for each in range(tables))
        crosscut.audit("\n".join(made))
        return len(asked)

    assert 0 < gone_through(60) <= 2 * gone_through(30)
