"""Single cells: years, stages, statuses, and what is said of cells that are out of the ordinary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.config import did_you_mean
from crosscut.findings import Place
from crosscut.ingest.amounts import NEW, Amounts
from crosscut.ingest.readers.sheet import Body
from crosscut.ingest.report import FATAL, INFO, WARNING, Report
from crosscut.ingest.source_rows import Rows
from crosscut.ingest.texts import codes, constant, mapped
from crosscut.money import format_number

if TYPE_CHECKING:
    from crosscut.ingest.columns import AmountColumn, Mapping

Mask = npt.NDArray[np.bool_]

STAGE_WORDS = {
    "요구": "requested",
    "조정": "reviewed",
    "배분조정": "reviewed",
    "정부안": "proposed",
    "국회확정": "confirmed",
    "확정": "confirmed",
    "본예산": "confirmed",
    "추경": "revised",
    "집행": "executed",
    "결산": "executed",
}
"""Korean words for the usual stages."""

_YEAR = re.compile(r"(?:FY ?)?(\d{4})(?:\.0+)?(?:년|년도|회계연도)?", re.IGNORECASE)


def year(text: str) -> int:
    """The fiscal year that a text says, 0 where it says none: ``2026``, ``2026년``, ``FY2026``."""
    match = _YEAR.fullmatch(text)
    return int(match[1]) if match and 1900 <= int(match[1]) <= 2200 else 0


def status(text: str) -> str:
    """``new`` where the text says so, otherwise the text."""
    return "new" if text.casefold() in NEW else text


def fiscal_years(rows: Rows, kept: Mask, report: Report) -> npt.NDArray[np.int16]:
    """Each row's fiscal year: from its column or from its source; 0 where it is not known."""
    source, column = rows.source, rows.texts["fiscal_year"]
    if "fiscal_year" not in source.columns:
        if not source.fiscal_year and not all(each.fiscal_year for each in rows.columns):
            _unsaid(rows, "fiscal_year", "2026", report)
        return np.full(rows.height, source.fiscal_year or 0, np.int16)
    found = np.array([year(text) for text in column.dictionary.to_pylist()], np.int16)
    years = found[codes(column)] if len(found) else np.zeros(rows.height, np.int16)
    for at in np.flatnonzero(kept & (years == 0)).tolist():
        report.add(
            "not-a-year",
            FATAL,
            rows.place(at, _header(rows, "fiscal_year")),
            (
                f"{column[at].as_py()!r} is not a fiscal year; the row's amounts were left out.",
                f"{column[at].as_py()!r}은(는) 회계연도가 아니어서 이 행의 금액을 뺐습니다.",
            ),
            mend=("Write four digits, such as 2026.", "2026처럼 네 자리로 적으십시오."),
        )
    return years


def stages(rows: Rows, kept: Mask, known: Sequence[str], report: Report) -> pa.DictionaryArray:
    """Each row's stage: from its column or from its source; blank where it is not known."""
    source, column = rows.source, rows.texts["stage"]
    if "stage" not in source.columns:
        if not source.stage and not all(each.stage for each in rows.columns):
            _unsaid(rows, "stage", known[0] if known else "confirmed", report)
        return constant(source.stage, rows.height)
    named = mapped(column, lambda text: _stage(text, known))
    unknown = kept & (codes(named) == _code_of_blank(named))
    for at in np.flatnonzero(unknown).tolist():
        text = column[at].as_py()
        report.add(
            "unknown-stage",
            FATAL,
            rows.place(at, _header(rows, "stage")),
            (
                f"{text!r} is not a stage; the row's amounts were left out.",
                f"{text!r}은(는) 알려진 단계가 아니어서 이 행의 금액을 뺐습니다.",
            ),
            mend=(
                f"Use one of {', '.join(known)}, or add it to stages.{did_you_mean(text, list(known))}",
                f"{', '.join(known)} 가운데 하나를 쓰거나 stages에 더하십시오.",
            ),
        )
    return named


def _stage(text: str, known: Sequence[str]) -> str:
    if text in known:
        return text
    named = STAGE_WORDS.get(text.replace(" ", ""), text.casefold())
    return named if named in known else ""


def _code_of_blank(column: pa.DictionaryArray) -> int:
    texts = column.dictionary.to_pylist()
    return texts.index("") if "" in texts else -1


def _header(rows: Rows, key: str) -> str:
    value = rows.source.columns.get(key, "")
    return value if isinstance(value, str) else value[0]


def _unsaid(rows: Rows, setting: str, example: str, report: Report) -> None:
    report.add(
        "missing-mapping",
        FATAL,
        Place(rows.source.file, rows.sheet, rows.header.end),
        (
            f"Nothing says the {setting} of the amounts; they were left out.",
            f"금액의 {setting}을(를) 알 수 없어 뺐습니다.",
        ),
        mend=(
            f"State source.{setting} (such as {example}) or map columns.{setting}.",
            f"source.{setting}(예: {example})을 적거나 columns.{setting}을 지정하십시오.",
        ),
    )


def report_amounts(rows: Rows, column: AmountColumn, read: Amounts, data: Mask, report: Report) -> None:
    """Report what is out of the ordinary in a column of amounts; ``data`` rows are no totals."""
    for odd in read.wrong:
        report.add(
            "text-in-amount",
            FATAL,
            rows.place(odd.position, column.header),
            (
                f"{odd.text[:60]!r} is not an amount; the cell was left out.",
                f"{odd.text[:60]!r}은(는) 금액이 아니어서 이 칸을 뺐습니다.",
            ),
            mend=(f"{odd.why[:200]}. Leave blank what has no amount.", "금액이 없으면 빈칸으로 두십시오."),
        )
    _report_fractions(rows, column, read, report)
    if column.area:
        _report_parts(rows, column, read, data, report)
        return
    for at, text in [*((at, "-") for at in read.dashes), *((at, "신규/new") for at in read.new)]:
        report.add(
            "no-amount",
            INFO,
            rows.place(at, column.header),
            (
                f"The cell says {text!r}: there is no amount, and so no line.",
                f"{text!r}(으)로 적혀 있어 금액이 없습니다.",
            ),
            mend=("Write 0 where the amount is zero.", "금액이 0이면 0으로 적으십시오."),
        )


def _report_fractions(rows: Rows, column: AmountColumn, read: Amounts, report: Report) -> None:
    for odd in read.fractions:
        value = read.values[odd.position].as_py()
        report.add(
            "fraction-of-minor-unit",
            WARNING,
            rows.place(odd.position, column.header),
            (
                f"{odd.text!r} {column.unit.name} holds a fraction of the smallest unit; it was rounded to {value:,}.",
                f"{odd.text!r}({column.unit.name})에 최소 단위보다 작은 금액이 있어 {value:,}(으)로 반올림했습니다.",
            ),
            value=value,
            mend=(
                "Print the amount in full, without a calculation's leftover.",
                "계산에서 남은 끝자리를 없애고 적으십시오.",
            ),
        )


def _report_parts(rows: Rows, column: AmountColumn, read: Amounts, data: Mask, report: Report) -> None:
    for at in np.flatnonzero(read.parts & data).tolist():
        value = read.values[at].as_py()
        report.add(
            "fraction-of-unit",
            INFO,
            rows.place(at, column.header),
            (
                f"The tagged amount is not whole in {column.unit.name}: {format_number(value, column.unit)}.",
                f"표기 금액이 {column.unit.name} 단위로 떨어지지 않습니다: {format_number(value, column.unit)}.",
            ),
            value=value,
            mend=("Check whether an amount was split by halves.", "금액을 반으로 나눈 것인지 확인하십시오."),
        )


def report_dates(rows: Rows, body: Body, mapping: Mapping, kept: Mask, report: Report) -> None:
    """Report identifiers that the file holds as dates, as a spreadsheet makes of 2024-1."""
    for key in ("programme", "subprogramme", "parent"):
        for number in mapping.texts.get(key, []):
            for at in body.dates.get(number, []):
                if kept[at]:
                    text = rows.texts[key][at].as_py()
                    report.add(
                        "date-as-code",
                        WARNING,
                        rows.place(at, rows.header.shown(number)),
                        (
                            f"The identifier is held as a date and reads {text!r}.",
                            f"식별자가 날짜로 저장되어 {text!r}(으)로 읽힙니다.",
                        ),
                        mend=(
                            "Format the column as text and type the code again.",
                            "열을 텍스트 서식으로 바꾸고 코드를 다시 적으십시오.",
                        ),
                    )


def report_formulas(rows: Rows, body: Body, report: Report) -> None:
    """Report formulas whose results the file does not hold."""
    amounts = {column.number for column in rows.columns}
    for number, positions in body.formulas.items():
        for at in positions:
            report.add(
                "formula-without-value",
                FATAL if number in amounts else WARNING,
                rows.place(at, rows.header.shown(number)),
                (
                    "The cell is a formula whose result is not in the file; it was read as blank.",
                    "수식의 결과가 파일에 없어 빈칸으로 읽었습니다.",
                ),
                mend=(
                    "Open the workbook in a spreadsheet program and save it.",
                    "스프레드시트 프로그램에서 열어 저장하십시오.",
                ),
            )
