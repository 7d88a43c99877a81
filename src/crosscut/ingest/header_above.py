"""A header that stands above the part of a sheet that a source names: told, and asked about behind another table."""

from __future__ import annotations

from crosscut.findings import Place
from crosscut.ingest.readers.ranges import above, first_row_of
from crosscut.ingest.readers.sheet import Sheet
from crosscut.ingest.report import INFO, WARNING, Report
from crosscut.text import Text


def tell(sheet: Sheet, header_end: int, report: Report) -> None:
    """Say which row the columns are named by where the range has no header of its own.

    Where a blank row parts the range from rows below that header, it is another table's.
    """
    first = first_row_of(sheet)
    if not 0 < header_end < first:
        return
    filled = [any(row) for row in above(sheet)[header_end : first - 1]]
    apart = any(filled) and not all(filled[filled.index(True) :])
    report.add(
        "header-above",
        WARNING if apart else INFO,
        Place(sheet.file, sheet.name, header_end),
        Text(
            f"The rows from {first} on have no header of their own; their columns are those that row {header_end} names"
            + (", the header of the table above." if apart else "."),
            f"{first}행부터에는 머리글이 없어 "
            + ("위에 있는 다른 표의 " if apart else "")
            + f"{header_end}행의 머리글로 읽었습니다.",
        ),
        mend=Text(
            f"Begin the range with its header, or state header_row = {header_end}.",
            f"범위를 머리글부터 시작하거나 header_row = {header_end}을(를) 적으십시오.",
        ),
    )
