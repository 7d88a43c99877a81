"""Amounts that readers of a workbook do not see as they stand: struck out, white, or shown otherwise by formats."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt

from crosscut.ingest.amount_findings import also
from crosscut.ingest.readers.marks import Marks
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
_TEXTS = {
    "blank": Text(
        "The format of the cell shows nothing of its amount, which is counted.{more}",
        "셀 서식 때문에 보이지 않는 금액을 셌습니다.{more}",
    ),
    "negative blank": Text(
        "The format of the cell shows nothing of its negative amount, which is counted.{more}",
        "셀 서식 때문에 보이지 않는 음수 금액을 셌습니다.{more}",
    ),
    "text": Text(
        "The format of the cell shows a text in the place of its amount, which is counted.{more}",
        "셀 서식 때문에 금액 대신 글자가 보이는 칸을 그 금액으로 셌습니다.{more}",
    ),
    "negative text": Text(
        "The format of the cell shows a text in the place of its negative amount, which is counted.{more}",
        "셀 서식 때문에 음수 금액 대신 글자가 보이는 칸을 그 금액으로 셌습니다.{more}",
    ),
    "unsigned": Text(
        "The amount is negative, which the format of the cell does not show, and is counted so.{more}",
        "셀 서식이 음수 부호를 감춘 금액을 음수로 셌습니다.{more}",
    ),
    "negated": Text(
        "The format of the cell shows its amount as negative, which is positive and counted so.{more}",
        "셀 서식 때문에 음수처럼 보이는 양수 금액을 양수로 셌습니다.{more}",
    ),
    "white": Text(
        "The amount stands in white letters on white and is counted.{more}",
        "흰 바탕에 흰 글자로 적힌 금액을 셌습니다.{more}",
    ),
    "struck": Text("The amount is struck out and is counted.{more}", "취소선이 그어진 금액을 셌습니다.{more}"),
    "struck row": Text(
        "The row is struck out and its amounts are counted.{more}",
        "취소선이 그어진 행의 금액을 셌습니다.{more}",
    ),
}


def report_unseen(rows: SourceRows, kept: Mask, marks: Marks, report: Report) -> None:
    """Tell of amounts that readers of the workbook take for none: one finding a column and cause."""
    if rows.source.hidden or not marks.unseen:
        return
    position = {int(row): at for at, row in enumerate(rows.row) if kept[at]}
    ids = {rows.header.column(name) for name in _names(rows)}
    amounts = {column.number: number for number, column in enumerate(rows.columns)}
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for cell in marks.unseen:
        at = position.get(cell.row)
        if at is None:
            continue
        if cell.column in amounts and _is_other(cell.why, rows.read[amounts[cell.column]].values[at].as_py()):
            found[cell.why, rows.columns[amounts[cell.column]].header].append(at)
        elif cell.column in ids and cell.why == "struck":
            found["struck row", rows.header.display_name(cell.column)].append(at)
    for (why, header), positions in found.items():
        _say(rows, why, header, positions, report)


def _is_other(why: str, amount: int | None) -> bool:
    """Whether an amount is one that the cell does not show as it is."""
    value = amount or 0
    return value < 0 if why in _OF_NEGATIVE else value > 0 if why == "negated" else value != 0


_OF_NEGATIVE = ("unsigned", "negative blank", "negative text")


def _names(rows: SourceRows) -> list[str]:
    found = (rows.source.columns.get(key, "") for key in ("programme", "name", "subprogramme"))
    return [name for value in found for name in ([value] if isinstance(value, str) else value) if name]


def _say(rows: SourceRows, why: str, header: str, positions: list[int], report: Report) -> None:
    report.add(
        "unseen-cell",
        WARNING,
        rows.place(min(positions), header),
        _TEXTS[why].format(more=also(rows, positions)),
        mend=Text(
            'Name the row in skip_rows if it does not count, or state hidden = "read".',
            '셈에서 빼려면 skip_rows에 행을 적고, 맞으면 hidden = "read"를 적으십시오.',
        ),
    )
