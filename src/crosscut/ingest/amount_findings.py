"""What is said of a column of amounts that are out of the ordinary: one finding a column and cause (§3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from crosscut.characters import folded
from crosscut.ingest.amounts import Amounts, Odd
from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.number_style import Question
from crosscut.ingest.report import FATAL, INFO, WARNING, Report
from crosscut.ingest.row_words import listed
from crosscut.ingest.source_rows import SourceRows
from crosscut.money import format_amount, format_number, unit
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
_MOST = 5
_OF_THOUSANDS = 3
_SHOWN = 14
"""Digits of a number that spreadsheets show, less one that they may round."""
_LEFTOVER = Fraction(1, 1000)
"""The part of a minor unit below which a fraction is what a spreadsheet's sum leaves."""
_IN_BRACKETS = re.compile(r"[(\[（［]\s*(\d{1,2})\s*[)\]）］]\s*$")
_DIGITS = re.compile(r"\d+")


def also(rows: SourceRows, positions: Sequence[int]) -> Text:
    """Which other rows the same is said of; empty where there is one."""
    if len(positions) < 2:
        return Text()
    numbers = [int(rows.printed_row[at]) for at in sorted(positions)[1:] if rows.printed_row[at]]
    if not numbers:
        return Text(f" {len(positions):,} rows say so.", f" {len(positions):,}행이 같습니다.")
    listed = ", ".join(map(str, numbers[:_MOST])) + (" …" if len(numbers) > _MOST else "")
    plural = "s" if len(numbers) > 1 else ""
    return Text(
        f" Also in row{plural} {listed} ({len(positions):,} cells).",
        f" {listed}행도 같습니다({len(positions):,}칸).",
    )


def by_cause(odds: Iterable[Odd]) -> list[list[Odd]]:
    """Cells that are odd for the same reason: whose texts differ in their digits alone; in order of first position."""
    groups: dict[str, list[Odd]] = {}
    for odd in sorted(odds, key=lambda each: each.position):
        groups.setdefault(_DIGITS.sub("0", odd.text), []).append(odd)
    return list(groups.values())


def report_amounts(rows: SourceRows, column: AmountColumn, read: Amounts, data: Mask, report: Report) -> None:
    """Report what is out of the ordinary in a column of amounts; ``data`` rows are no totals."""
    for group in by_cause(read.wrong):
        _text_in_amount(rows, column, group, report)
    for group in by_cause(odd for odd in read.errors if data[odd.position]):
        report_error(rows, column.header, group, report, amount=True)
    _report_notes(rows, column, read, report)
    _report_bare(rows, column, read, report)
    _ask_arrows(rows, column, read, report)
    _report_fractions(rows, column, read, data, report)
    if column.area:
        _report_parts(rows, column, read, data, report)
        return
    new = [Odd(at, "신규/new") for at in read.new]
    for group in [*by_cause(odd for odd in read.none if data[odd.position]), *([new] if new else [])]:
        _no_amount(rows, column, group, report)


def _text_in_amount(rows: SourceRows, column: AmountColumn, group: Sequence[Odd], report: Report) -> None:
    first, more = group[0], also(rows, [odd.position for odd in group])
    cells, cells_ko = ("cell was", "이 칸을") if len(group) == 1 else ("cells were", "이 칸들을")
    report.add(
        "text-in-amount",
        FATAL,
        rows.place(first.position, column.header),
        Text(
            f"{first.text[:60]!r} is not an amount; the {cells} left out.{more.en}",
            f"{first.text[:60]!r}은(는) 금액이 아니어서 {cells_ko} 뺐습니다.{more.ko}",
        ),
        mend=Text(
            f"{first.why[:200]}. Name what states nothing in source.blank, or state source.decimal.",
            "금액이 없다는 말이면 source.blank에 적고, 숫자의 모양이 다르면 source.decimal을 적으십시오.",
        ),
    )


def report_error(rows: SourceRows, header: str, group: Sequence[Odd], report: Report, *, amount: bool) -> None:
    """Report cells that show an error of a formula: fatal in amounts, which are then missing."""
    first, more = group[0], also(rows, [odd.position for odd in group])
    report.add(
        "error-cell",
        FATAL if amount else WARNING,
        rows.place(first.position, header),
        Text(
            f"The cell shows the error {first.text}; it was read as blank.{more.en}",
            f"칸에 오류 {first.text}이(가) 있어 빈칸으로 읽었습니다.{more.ko}",
        ),
        mend=Text("Fix the formula and save the workbook.", "수식을 고쳐 다시 저장하십시오."),
    )


def _report_notes(rows: SourceRows, column: AmountColumn, read: Amounts, report: Report) -> None:
    asked = _ask_brackets(rows, column, read, report)
    noted = [odd for odd in read.noted if odd.position not in asked]
    if not noted:
        return
    first, more = noted[0], also(rows, [odd.position for odd in noted])
    report.add(
        "note-mark",
        INFO,
        rows.place(first.position, column.header),
        Text(
            f"{first.text[:60]!r} carries the mark of a note and was read without it.{more.en}",
            f"{first.text[:60]!r}의 주석 표시를 떼고 읽었습니다.{more.ko}",
        ),
        mend=Text("Check that the mark is no digit of the amount.", "표시가 금액의 숫자가 아닌지 확인하십시오."),
    )


def _ask_brackets(rows: SourceRows, column: AmountColumn, read: Amounts, report: Report) -> set[int]:
    """Ask where most amounts carry a number in brackets, and none that numbers notes; the positions of those cells."""
    carrying = [(odd, found[1]) for odd in read.noted if (found := _IN_BRACKETS.search(odd.text))]
    numbers = {int(number) for _, number in carrying}
    several = len(numbers) * 2 > len(carrying) > 1 and max(numbers) > len(numbers)
    if not several or 2 * len(carrying) <= len(read.values) - read.values.null_count:
        return set()
    first, more = carrying[0][0], also(rows, [odd.position for odd, _ in carrying])
    report.add(
        "two-numbers",
        WARNING,
        rows.place(first.position, column.header),
        Text(
            f"{first.text[:60]!r} holds a number in brackets, as most of the column do; it was left out.{more.en}",
            f"{first.text[:60]!r}처럼 열의 칸 대부분에 괄호 안 숫자가 있는데 빼고 읽었습니다.{more.ko}",
        ),
        mend=Text("If it is another amount, give it a column of its own.", "다른 금액이면 별도의 열에 적으십시오."),
    )
    return {odd.position for odd, _ in carrying}


def _ask_arrows(rows: SourceRows, column: AmountColumn, read: Amounts, report: Report) -> None:
    """Ask where triangles point up and down in one column: those up may then be of more money, not of less."""
    up = [odd for odd in read.arrows if odd.text[0] in "▲△"]
    down = [odd for odd in read.arrows if odd.text[0] in "▼▽"]
    if not up or not down:
        return
    report.add(
        "sign-unclear",
        WARNING,
        rows.place(up[0].position, column.header),
        Text(
            f"{up[0].text[:40]!r} and {down[0].text[:40]!r} stand in one column, and both were read as below zero.",
            f"{up[0].text[:40]!r}와(과) {down[0].text[:40]!r}이(가) 한 열에 있는데 모두 음수로 읽었습니다.",
        ),
        mend=Text(
            "Write a minus before the amounts below zero, and nothing before the others.",
            "음수에는 - 를 붙이고 나머지에는 아무것도 붙이지 마십시오.",
        ),
    )


def _report_bare(rows: SourceRows, column: AmountColumn, read: Amounts, report: Report) -> None:
    if not read.bare:
        return
    first, more = read.bare[0], also(rows, [odd.position for odd in read.bare])
    value, code = read.values[first.position].as_py(), column.unit.currency.code
    whole = unit(code, code)
    report.add(
        "unit-differs",
        WARNING,
        rows.place(first.position, column.header),
        Text(
            f"{first.text[:60]!r} names its currency and no scale, so it was read as "
            f"{format_amount(value, whole)}, although the column is in {column.unit.name}.{more.en}",
            f"{first.text[:60]!r}에 단위가 적혀 있어 {format_amount(value, whole, language='ko')}"
            f"(으)로 읽었는데, 열의 단위는 {column.unit.name}입니다.{more.ko}",
        ),
        value=value,
        mend=Text(
            "State the column's unit as the cells say it, or take the currency out of the cells.",
            "칸에 적힌 대로 열의 단위를 고치거나, 칸에서 통화를 지우십시오.",
        ),
    )


def report_total_errors(rows: SourceRows, totals: npt.NDArray[np.intp], report: Report) -> None:
    """Report total rows that show an error of a formula: they are compared with nothing."""
    for column, read in zip(rows.columns, rows.read, strict=True):
        for group in by_cause(odd for odd in read.errors if odd.position in totals):
            report_error(rows, column.header, group, report, amount=False)


def _no_amount(rows: SourceRows, column: AmountColumn, group: Sequence[Odd], report: Report) -> None:
    first, more = group[0], also(rows, [odd.position for odd in group])
    if folded(first.text) in listed("withheld") and folded(first.text) not in map(folded, rows.source.blank):
        report.add(
            "amount-withheld",
            WARNING,
            rows.place(first.position, column.header),
            Text(
                f"The cell says {first.text!r}: there is an amount that is not told, so sums lack it.{more.en}",
                f"{first.text!r}(으)로 적혀 있어, 있는 금액이 합계에 들지 않습니다.{more.ko}",
            ),
            mend=Text(
                f"State blank = [{first.text!r}] in its source where the sums are to be without it.",
                f"이 금액 없이 합하려면 원본에 blank = [{first.text!r}]을(를) 적으십시오.",
            ),
        )
        return
    report.add(
        "no-amount",
        INFO,
        rows.place(first.position, column.header),
        Text(
            f"The cell says {first.text!r}: there is no amount, and so no line.{more.en}",
            f"{first.text!r}(으)로 적혀 있어 금액이 없습니다.{more.ko}",
        ),
        mend=Text("Write 0 where the amount is zero.", "금액이 0이면 0으로 적으십시오."),
    )


def _report_fractions(rows: SourceRows, column: AmountColumn, read: Amounts, data: Mask, report: Report) -> None:
    """Report fractions of a minor unit: what a calculation leaves is no warning, and in a total it is nothing."""
    fractions = [odd for odd in read.fractions if data[odd.position] or not _is_leftover(odd)]
    if not fractions:
        return
    first, more = fractions[0], also(rows, [odd.position for odd in fractions])
    value = read.values[first.position].as_py()
    report.add(
        "fraction-of-minor-unit",
        INFO if all(_is_leftover(odd) and _is_long(odd) for odd in fractions) else WARNING,
        rows.place(first.position, column.header),
        Text(
            f"{first.text!r} {column.unit.name} holds a fraction of the smallest unit; "
            f"it was rounded to {value:,}.{more.en}",
            f"{first.text!r}({column.unit.name})에 최소 단위보다 작은 금액이 있어 "
            f"{value:,}(으)로 반올림했습니다.{more.ko}",
        ),
        value=value,
        mend=Text(
            "Print the amount in full, without a calculation's leftover.", "계산에서 남은 끝자리를 없애고 적으십시오."
        ),
    )


def _is_long(odd: Odd) -> bool:
    """Whether a number has more digits than a spreadsheet shows, as nobody writes them: ``434.9999999999999``."""
    return sum(map(str.isdigit, odd.text)) > _SHOWN


def _is_leftover(odd: Odd) -> bool:
    return odd.exact is not None and abs(odd.exact - round(odd.exact)) < _LEFTOVER


def _report_parts(rows: SourceRows, column: AmountColumn, read: Amounts, data: Mask, report: Report) -> None:
    for at in np.flatnonzero(read.parts & data).tolist():
        value = read.values[at].as_py()
        report.add(
            "fraction-of-unit",
            INFO,
            rows.place(at, column.header),
            Text(
                f"The tagged amount is not whole in {column.unit.name}: {format_number(value, column.unit)}.",
                f"표기 금액이 {column.unit.label('ko')} 단위로 떨어지지 않습니다: {format_number(value, column.unit)}.",
            ),
            value=value,
            mend=Text("Check whether an amount was split by halves.", "금액을 반으로 나눈 것인지 확인하십시오."),
        )


def ask_style(rows: SourceRows, question: Question | None, report: Report) -> None:
    """Ask what the points or commas of a source mean, where every one has three digits behind it."""
    if question is None:
        return
    if question.against:
        _ask_contradiction(rows, question, report)
        return
    many, many_ko = (
        (f" So do {question.count - 1:,} more.", f" 다른 {question.count - 1:,}칸도 같습니다.")
        if question.count > 1
        else ("", "")
    )
    named, named_ko = ("comma", "쉼표가") if question.mark == "," else ("point", "점이")
    thousands = question.mark == "," and not (question.seldom or question.beside)
    taken, taken_ko = ("thousands", "천 단위 구분") if thousands else ("decimals", "소수점")
    why, why_ko = f"every {named} has three digits behind it", ""
    if question.seldom:
        why, why_ko = (
            f"of its column only cells such as {question.seldom} decide it",
            f" {question.seldom} 같은 몇 칸만 소수점이라 합니다.",
        )
    if question.beside:
        places = _places(question)
        why, why_ko = (
            f"{places.en} stand behind its {named}, which others such as {question.beside} do not have",
            f" 뒤에 {places.ko} 오는데 {question.beside} 같은 다른 칸은 그렇지 않습니다.",
        )
    report.add(
        "decimal-or-thousands",
        WARNING,
        rows.place(question.position, rows.columns[question.column].header),
        Text(
            f"{question.text} can mean thousands or decimals: {why}.{many} They were read as {taken}.",
            f"{question.text}의 {named_ko} 천 단위인지 소수점인지 알 수 없습니다.{why_ko}{many_ko} "
            f"{taken_ko}(으)로 읽었습니다.",
        ),
        mend=Text('State decimal = "," or decimal = "." in its source.', 'decimal = "," 또는 "."를 적으십시오.'),
    )


def _places(question: Question) -> Text:
    """How many digits stand behind the mark of a cell that is asked about: three, or more."""
    behind = question.text.rpartition(question.mark)[2]
    few = sum(map(str.isdigit, behind)) == _OF_THOUSANDS
    return Text("three digits", "세 자리가") if few else Text("four digits or more", "네 자리 이상이")


def _ask_contradiction(rows: SourceRows, question: Question, report: Report) -> None:
    report.add(
        "decimal-or-thousands",
        WARNING,
        rows.place(question.position, rows.columns[question.column].header),
        Text(
            f"{question.text} needs a comma before decimals or points between thousands, {question.against} the "
            "opposite: the points were read as decimals.",
            f"{question.text}은(는) 쉼표가 소수점이거나 점이 천 단위이고 {question.against}은(는) 그 반대입니다. "
            "점을 소수점으로 읽었습니다.",
        ),
        mend=Text(
            'State decimal = "," or decimal = "." in its source, and mend the cells that are written otherwise.',
            'decimal = "," 또는 "."를 적고 다르게 적힌 칸을 고치십시오.',
        ),
    )
