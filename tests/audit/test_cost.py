"""What an audit costs grows with the document, whatever the shape of its tables."""

from __future__ import annotations

import pytest

import crosscut
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
