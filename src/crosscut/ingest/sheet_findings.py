"""What is said of a sheet's marks: hidden rows and columns, merged amounts, formats of numbers, and other sheets."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from crosscut.characters import clean, folded
from crosscut.config import Settings, Source
from crosscut.findings import Place
from crosscut.ingest.amount_findings import report_error
from crosscut.ingest.amounts import Odd
from crosscut.ingest.cell_words import is_error
from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.header import mapped_names
from crosscut.ingest.named_currency import other_currency
from crosscut.ingest.printed_units import printed_units
from crosscut.ingest.readers.marks import Marks, Merge, NumberFormat, OtherSheet
from crosscut.ingest.report import INFO, WARNING, Report
from crosscut.ingest.row_words import counts_things
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_forms import any_form
from crosscut.ingest.texts import mapped
from crosscut.ingest.unseen_cells import report_unseen
from crosscut.money import MoneyError, Unit, unit
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]


def report_marks(rows: SourceRows, kept: Mask, marks: Marks, settings: Settings, report: Report) -> None:
    """Report what a workbook's reader sees otherwise than its values say."""
    _report_hidden_sheet(rows, marks, report)
    _report_hidden(rows, kept, marks, report)
    _report_hidden_texts(rows, marks, report)
    report_unseen(rows, kept, marks, report)
    _report_errors_beside(rows, kept, marks, report)
    _report_merged(rows, kept, marks, report)
    for column in rows.columns:
        for shown in marks.number_formats.get(column.number, ()):
            if _report_format(rows, column, shown, settings, report):
                break
    report_others(rows.source, marks.others, settings, report)


def _report_hidden_sheet(rows: SourceRows, marks: Marks, report: Report) -> None:
    if marks.hidden and rows.source.hidden != "read":
        report.add(
            "hidden-sheet",
            WARNING,
            Place(rows.source.file, rows.sheet, rows.header.end),
            Text(
                f"The workbook hides the sheet {rows.sheet!r}, which is read.",
                f"통합 문서에서 숨긴 시트 {rows.sheet!r}을(를) 읽었습니다.",
            ),
            mend=Text(
                'State hidden = "read", or name another sheet.', 'hidden = "read"를 적거나 다른 시트를 쓰십시오.'
            ),
        )


def _report_hidden(rows: SourceRows, kept: Mask, marks: Marks, report: Report) -> None:
    if rows.source.hidden:
        _report_skipped(rows, marks, report)
        return
    hidden = np.flatnonzero(kept & np.isin(rows.row, list(marks.hidden_rows)))
    if len(hidden):
        numbers = [int(rows.row[at]) for at in hidden]
        listed = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
        report.add(
            "hidden-rows",
            WARNING,
            rows.place(int(hidden[0])),
            Text(
                f"Rows that the sheet hides or filters out are counted: {listed} ({len(numbers):,} rows).",
                f"시트에서 숨기거나 거른 행도 셌습니다: {listed}행({len(numbers):,}개).",
            ),
            mend=Text('State hidden = "read" or hidden = "skip".', 'hidden = "read" 또는 "skip"을 적으십시오.'),
        )
    for column in rows.columns:
        if column.number in marks.hidden_columns:
            report.add(
                "hidden-column",
                WARNING,
                Place(rows.source.file, rows.sheet, rows.header.end, column.header),
                Text("The column of amounts is hidden in the sheet.", "시트에서 숨긴 금액 열입니다."),
                mend=Text(
                    'State hidden = "read", or map another column.', 'hidden = "read"를 적거나 다른 열을 쓰십시오.'
                ),
            )


def _report_skipped(rows: SourceRows, marks: Marks, report: Report) -> None:
    """Tell of hidden columns that the mapping reads though ``hidden`` says to skip what is hidden."""
    read = [column for column in rows.columns if column.number in marks.hidden_columns]
    if read and rows.source.hidden == "skip":
        report.add(
            "hidden-column",
            WARNING,
            Place(rows.source.file, rows.sheet, rows.header.end, read[0].header),
            Text(
                'The column of amounts is hidden in the sheet, and is read although hidden = "skip" is stated.',
                '시트에서 숨긴 금액 열인데 hidden = "skip"을 적고도 읽었습니다.',
            ),
            mend=Text('State hidden = "read", or map another column.', 'hidden = "read"를 적거나 다른 열을 쓰십시오.'),
        )


def _report_hidden_texts(rows: SourceRows, marks: Marks, report: Report) -> None:
    """Tell which columns of texts that are read the sheet hides."""
    read = {rows.header.column(name) for name in mapped_names(rows.source)}
    hidden = sorted(marks.hidden_columns & read - {column.number for column in rows.columns})
    if hidden and not rows.source.hidden:
        named = ", ".join(map(rows.header.display_name, hidden))
        report.add(
            "hidden-column",
            INFO,
            Place(rows.source.file, rows.sheet, rows.header.end),
            Text(f"The sheet hides columns that are read: {named}.", f"시트에서 숨긴 열도 읽었습니다: {named}."),
            mend=Text('State hidden = "read".', 'hidden = "read"를 적으십시오.'),
        )


def _report_errors_beside(rows: SourceRows, kept: Mask, marks: Marks, report: Report) -> None:
    """Report errors in columns that nothing is read from and ``skip`` leaves open: one finding a column and error."""
    named = [*mapped_names(rows.source), *rows.source.skip]
    read = {rows.header.column(name) for name in named} | {column.number for column in rows.columns}
    found: dict[tuple[int, str], list[Odd]] = {}
    for row, column, text in (each for each in marks.errors if each[1] not in read):
        at = int(np.searchsorted(rows.row, row))
        if at < rows.height and rows.row[at] == row and kept[at]:
            found.setdefault((column, text), []).append(Odd(at, text))
    for (column, _), odd in found.items():
        report_error(rows, rows.header.display_name(column), odd, report, amount=False)


def _report_merged(rows: SourceRows, kept: Mask, marks: Marks, report: Report) -> None:
    """Ask about amounts merged over the rows of several programmes, or over several columns of amounts."""
    numbers = {column.number: column for column in rows.columns}
    for merge in marks.merges:
        columns = [numbers[n] for n in range(merge.first_column, merge.last_column + 1) if n in numbers]
        first, end = (int(np.searchsorted(rows.row, row)) for row in (merge.first_row, merge.last_row + 1))
        members = [at for at in range(first, end) if kept[at]]
        if not columns or not members or _is_banner(rows, merge, columns, members):
            continue
        if len(columns) > 1 or _several(rows, members) or _swallowed(rows, merge, members):
            _ask_merged(rows, columns[0], merge, first, report)


def _is_banner(rows: SourceRows, merge: Merge, columns: Sequence[AmountColumn], members: Sequence[int]) -> bool:
    """Whether a cell begins left of all amounts and its rows hold none: the name of the rows below it."""
    numbers = {column.number: at for at, column in enumerate(rows.columns)}
    held = any(rows.read[numbers[column.number]].values[at].is_valid for column in columns for at in members)
    return not held and not _has_own_id(rows, merge, members) and merge.first_column not in numbers


def _several(rows: SourceRows, members: Sequence[int]) -> bool:
    keys = ("programme", "subprogramme", "parent", "account", "fiscal_year", "stage")
    return len({tuple(rows.texts[key][at].as_py() for key in keys) for at in members}) > 1


def _swallowed(rows: SourceRows, merge: Merge, members: Sequence[int]) -> bool:
    """Whether a text's cell covers that of the amount, in a row of a programme: no section's title over all cells."""
    amounts = {column.number for column in rows.columns}
    return merge.first_column not in amounts and _has_own_id(rows, merge, members)


def _has_own_id(rows: SourceRows, merge: Merge, members: Sequence[int]) -> bool:
    """Whether rows say an id in a cell that a merged one does not cover."""
    ids = rows.source.columns.get("programme", "")
    covered = [rows.header.column(name) for name in ([ids] if isinstance(ids, str) else ids)]
    own = any(n is not None and not merge.first_column <= n <= merge.last_column for n in covered)
    return own and any(rows.texts["programme"][at].as_py() for at in members)


def _ask_merged(rows: SourceRows, column: AmountColumn, merge: Merge, first: int, report: Report) -> None:
    span = f"{merge.first_row}–{merge.last_row}"
    report.add(
        "merged-amount",
        WARNING,
        rows.place(first, column.header),
        Text(
            f"One amount is merged over rows {span}: which part belongs to which row is not known; "
            "all of it was given to the first.",
            f"{span}행에 걸쳐 병합된 금액이어서 행마다의 몫을 알 수 없습니다. 첫 행에 모두 두었습니다.",
        ),
        mend=Text(
            "Split the cell and write each row's amount, or give the rows one id.",
            "병합을 풀고 행마다 금액을 적거나, 한 사업이면 같은 식별자를 주십시오.",
        ),
    )


def _report_format(
    rows: SourceRows, column: AmountColumn, shown: NumberFormat, settings: Settings, report: Report
) -> bool:
    """Report a format that prints another unit than the mapping states; whether it does."""
    stated = column.unit
    said, divided = _foreign(shown, stated), 1
    if not said:
        implied = _implied(rows, column, shown, settings)
        if implied is None or implied == stated.factor:
            return False
        said, divided = shown.literal, 1000**shown.scaled
    read = np.isin(shown.rows, rows.row)
    if not read.any():
        return False
    report.add(
        "unit-differs",
        WARNING,
        Place(rows.source.file, rows.sheet, shown.rows[int(read.argmax())], column.header),
        Text(
            f"The format of the column's numbers shows {_shown(said, divided).en} are read in {stated.name!r}.",
            f"숫자 서식에는 {_shown(said, divided).ko} {stated.name!r}(으)로 읽었습니다.",
        ),
        mend=Text(
            "Fix source.unit, or state the column's own in source.units.",
            "source.unit을 고치거나 source.units에 열의 단위를 적으십시오.",
        ),
    )
    return True


def _shown(said: str, divided: int) -> Text:
    """What a format shows: its words, and what it divides the numbers of the cells by."""
    if divided == 1:
        return Text(f"{said!r}, but they", f"{said!r}(으)로 되어 있는데")
    words, words_ko = (f" in {said!r}", f"{said!r}(으)로 ") if said else ("", "")
    return Text(
        f"them divided by {divided:,}{words}, but undivided they",
        f"{words_ko}{divided:,}(으)로 나누어 보이게 되어 있는데 나누기 전의 수를",
    )


def _foreign(shown: NumberFormat, stated: Unit) -> str:
    """What a format prints that no amount of the currency has: another currency, a percent sign, persons or things."""
    if shown.literal == "%":
        return "%"
    for text in filter(None, (shown.sign, shown.literal)):
        if other_currency(text, stated.currency.code) or counts_things(text):
            return text
    return ""


def _implied(rows: SourceRows, column: AmountColumn, shown: NumberFormat, settings: Settings) -> int | None:
    """What one in a cell is worth by its format; None where the format does not say."""
    literal = None if _is_sign(shown.literal) else _unit(shown.literal, settings)
    printed = literal or (_printed(rows, column, settings) if shown.scaled else None)
    if printed is None:
        return column.unit.currency.base if shown.scaled and not shown.literal else None
    return printed.factor // 1000**shown.scaled or None


def _is_sign(literal: str) -> bool:
    """Whether a format ends in a sign such as €, which spreadsheets print whatever the scale."""
    return len(literal) == 1 and unicodedata.category(literal) == "Sc"


def _printed(rows: SourceRows, column: AmountColumn, settings: Settings) -> Unit | None:
    texts = [*printed_units(rows.header.names[column.number]), *printed_units(rows.header.above)]
    return next(filter(None, (_unit(text, settings) for text in texts)), None)


def _unit(text: str, settings: Settings) -> Unit | None:
    try:
        return unit(text, settings.currency)
    except MoneyError:
        return None


def report_others(source: Source, others: Sequence[OtherSheet], settings: Settings, report: Report) -> None:
    """Report other sheets that hold a table of the same columns and that no source reads."""
    if source.sheet:
        return
    wanted = {clean(name) for name in mapped_names(source)}
    read = {folded(each.sheet) for each in settings.source if each.file == source.file}
    for other in others:
        found = next((n for n, row in enumerate(other.head, 1) if wanted <= {clean(cell) for cell in row}), 0)
        if found and any(any(row) for row in other.head[found:]) and folded(other.name) not in read:
            seen, seen_ko = ("", "") if other.visible else ("hidden ", "숨긴 ")
            report.add(
                "other-sheet",
                WARNING,
                Place(source.file, other.name, found),
                Text(
                    f"The {seen}sheet {other.name!r} has the same columns and was not read.",
                    f"{seen_ko}시트 {other.name!r}에도 같은 열이 있는데 읽지 않았습니다.",
                ),
                mend=Text(
                    "State source.sheet, and add a source for each sheet that counts.",
                    "source.sheet를 적고, 읽을 시트마다 source를 더하십시오.",
                ),
            )


def blank_errors(rows: SourceRows, kept: Mask, report: Report) -> None:
    """Blank cells of texts that show an error of a formula, and report them."""
    for key, column in rows.texts.items():
        if any_form(column.dictionary, "(?i)#|Err:"):
            header = rows.source.columns.get(key, key)
            joined = key in ("programme", "parent") and not isinstance(header, str)
            error_in = _error_in if joined else _whole_error
            errors = zip(map(error_in, column.to_pylist()), kept.tolist(), strict=True)
            odd = [Odd(at, error) for at, (error, counts) in enumerate(errors) if error and counts]
            rows.texts[key] = mapped(column, partial(_without_error, error_in))
            if odd:
                name = header if isinstance(header, str) else " + ".join(header)
                report_error(rows, name, odd, report, amount=False)


def _whole_error(text: str) -> str:
    return text if is_error(text) else ""


def _error_in(text: str) -> str:
    """The error that an id is, or that is one of the cells joined in it."""
    parts = text.split() if "#" in text or "Err:" in text else []
    return text if is_error(text) else next(filter(is_error, parts), "")


def _without_error(error_in: Callable[[str], str], text: str) -> str:
    return "" if error_in(text) else text
