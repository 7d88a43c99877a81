"""The rows of a body that count, by what the mapping says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.characters import folded
from crosscut.config import Source
from crosscut.findings import Place
from crosscut.ingest.cell_words import is_error
from crosscut.ingest.columns import Mapping
from crosscut.ingest.filling import numbers_of
from crosscut.ingest.header import Header
from crosscut.ingest.readers.marks import Marks
from crosscut.ingest.readers.ranges import last_row_of
from crosscut.ingest.readers.sheet import Body, encoded
from crosscut.ingest.report import FATAL, WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_forms import trimmed
from crosscut.ingest.texts import not_blank, where, whose_text
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]


def headings(body: Body, header: Header, mapping: Mapping, amounts: Mask) -> Mask:
    """Rows that say nothing but what is filled down below them: titles of sections.

    ``amounts`` are the rows that say anything in a column of amounts.
    """
    downward = numbers_of(header, mapping.source.fill_down)
    lone = np.zeros(body.height, bool)
    if not downward:
        return lone
    for number in downward:
        lone |= whose_text(body.columns[number], not_blank)
    lone &= ~amounts
    for number in set(mapping.text_numbers) - set(downward):
        lone &= ~whose_text(body.columns[number], not_blank)
    return lone


def counting(body: Body, header: Header, source: Source, marks: Marks, report: Report) -> Mask:
    """The rows that count by ``where`` and ``hidden``; a ``where`` that none fits is reported."""
    told = _told(body, header, source)
    for name, (column, says) in told.items():
        if body.height and not says.any():
            _report_none(column, name, header, source, report)
        elif body.height:
            said = set(map(folded, column.dictionary.to_pylist()))
            unmet = [each for form, each in _values(source, name).items() if form not in said]
            _report_unmet(unmet, name, source, report)
    for name, (column, _) in told.items():
        if source.columns.get("currency") != name:
            others = [says for each, (_, says) in told.items() if each != name]
            counts = np.logical_and.reduce([np.ones(body.height, bool), *others])
            _report_errors(column, counts, body, name, source, report)
    return _counted([says for _, says in told.values()], body, source, marks)


def counted(body: Body, header: Header, source: Source, marks: Marks) -> Mask:
    """The rows that count by ``where`` and ``hidden``."""
    return _counted([says for _, says in _told(body, header, source).values()], body, source, marks)


def _told(body: Body, header: Header, source: Source) -> dict[str, tuple[pa.DictionaryArray, Mask]]:
    """Each column that ``where`` asks of, and which of its rows say so."""
    told: dict[str, tuple[pa.DictionaryArray, Mask]] = {}
    for name in source.where:
        number = header.column(name)
        if number is not None:
            column = trimmed(encoded(body.columns[number]))
            told[name] = column, _says(column, set(_values(source, name)))
    return told


def _values(source: Source, name: str) -> dict[str, str]:
    """What ``where`` asks of a column, each in its one form and as it is written."""
    wanted = source.where[name]
    return {folded(str(each)): str(each) for each in (wanted if isinstance(wanted, list) else [wanted])}


def _counted(says: Sequence[Mask], body: Body, source: Source, marks: Marks) -> Mask:
    kept: Mask = np.logical_and.reduce([np.ones(body.height, bool), *says])
    if source.hidden == "skip" and marks.hidden_rows:
        kept &= ~np.isin(body.row, list(marks.hidden_rows))
    return kept


def _report_errors(  # noqa: PLR0917
    column: pa.DictionaryArray, counting: Mask, body: Body, name: str, source: Source, report: Report
) -> None:
    """Tell of rows of which nobody knows whether they count, since their cell shows an error of a formula.

    ``counting`` are the rows that would count by all else.
    """
    at = np.flatnonzero(where(column, is_error) & counting)
    if len(at):
        shown, more = column[int(at[0])].as_py(), f" ({len(at):,} rows)" if len(at) > 1 else ""
        more_ko = f" ({len(at):,}행)" if more else ""
        report.add(
            "error-cell",
            WARNING,
            Place(source.file, source.sheet, int(body.printed_row[at[0]]), name),
            Text(
                f"The cell shows the error {shown}, so the row does not count under source.where.{more}",
                f"칸에 오류 {shown}이(가) 있어 source.where에 따라 행을 세지 않았습니다.{more_ko}",
            ),
            mend=Text("Fix the formula and save the file.", "수식을 고쳐 다시 저장하십시오."),
        )


def _report_none(column: pa.DictionaryArray, name: str, header: Header, source: Source, report: Report) -> None:
    said = [text for text in column.dictionary.to_pylist() if text]
    listed = ", ".join(map(repr, said[:5])) + (" …" if len(said) > 5 else "") or "nothing"
    report.add(
        "no-rows",
        FATAL,
        Place(source.file, source.sheet, header.end, name),
        Text(
            f"No row says what source.where asks of {name!r}, so none was read; the column says {listed}.",
            f"{name!r} 열에 source.where가 찾는 값이 없어 아무 행도 읽지 않았습니다. 있는 값: {listed}.",
        ),
        mend=Text("Fix source.where.", "source.where를 고치십시오."),
    )


def report_none_read(rows: SourceRows, body: Body, report: Report) -> None:
    """Report a table that ends at its header, unless it is clear that its rows were left out."""
    source = rows.source
    if not (body.height or source.where or source.skip_rows or source.hidden):
        report.add(
            "no-rows",
            WARNING,
            Place(source.file, rows.sheet, rows.header.end),
            Text("No row stands below the header, so nothing was read.", "머리글 아래에 행이 없어 읽은 것이 없습니다."),
            mend=Text(
                "Check that the file is whole, and first_row, last_row or range where its source states them.",
                "파일이 온전한지, first_row, last_row, range를 적었다면 그것이 맞는지 확인하십시오.",
            ),
        )


def _report_unmet(values: Sequence[str], name: str, source: Source, report: Report) -> None:
    if values:
        listed = ", ".join(map(repr, values))
        report.add(
            "where-without-rows",
            WARNING,
            Place(source.file, column=name),
            Text(
                f"source.where asks {name!r} for {listed}, which no row says.",
                f"source.where가 {name!r} 열에서 찾는 {listed}이(가) 없습니다.",
            ),
            mend=Text("Fix the value, or take it out.", "값을 고치거나 지우십시오."),
        )


def report_beyond(body: Body, source: Source, sheet: str, report: Report) -> None:
    """Report rows that ``skip_rows`` or ``keep_rows`` name and that stand behind the last."""
    last = max(last_row_of(source), int(body.row.max())) if len(body.row) else 0
    for setting, ranges in (("skip_rows", source.skip_rows), ("keep_rows", source.keep_rows)):
        beyond = [first for first, _ in ranges if first > last + (last == last_row_of(source))]
        if beyond and last:
            report.add(
                "rows-beyond-the-end",
                WARNING,
                Place(source.file, sheet, beyond[0]),
                Text(
                    f"{setting} names row {beyond[0]}, but the last row is {last}.",
                    f"{setting}에 {beyond[0]}행이 있는데 마지막 행은 {last}행입니다.",
                ),
                mend=Text(
                    f"Fix {setting}: rows are counted as a spreadsheet counts them.",
                    f"{setting}을(를) 고치십시오. 행 번호는 스프레드시트의 행 번호입니다.",
                ),
            )


def _says(column: pa.DictionaryArray, forms: set[str]) -> Mask:
    return where(column, lambda text: folded(text) in forms)
