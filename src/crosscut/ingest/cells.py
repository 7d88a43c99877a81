"""Single cells: stages, statuses, and what is said of cells that are out of the ordinary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import folded
from crosscut.config import did_you_mean
from crosscut.findings import Place
from crosscut.ingest.cell_words import NEW
from crosscut.ingest.readers.sheet import Body
from crosscut.ingest.report import FATAL, WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.stage_words import stage_words
from crosscut.ingest.texts import codes, constant, mapped, whose_text
from crosscut.ingest.undecided import report_missing_setting
from crosscut.text import Text

if TYPE_CHECKING:
    from crosscut.ingest.columns import Mapping

Mask = npt.NDArray[np.bool_]


def status(text: str) -> str:
    """``new`` where the text says so, otherwise the text."""
    return "new" if text.casefold() in NEW else text


def stages(rows: SourceRows, kept: Mask, known: Sequence[str], report: Report) -> pa.DictionaryArray:
    """Each row's stage: from its column or from its source; blank where it is not known."""
    source, column = rows.source, rows.texts["stage"]
    if "stage" not in source.columns:
        if not source.stage and not all(each.stage for each in rows.columns):
            report_missing_setting(
                Place(source.file, rows.sheet, rows.header.end), "stage", known[0] if known else "confirmed", report
            )
        return constant(source.stage, rows.height)
    named = mapped(column, lambda text: _stage(text, known))
    unknown = kept & (codes(named) == _code_of_blank(named))
    for at in np.flatnonzero(unknown).tolist():
        text = column[at].as_py()
        report.add(
            "unknown-stage",
            FATAL,
            rows.place(at, _header(rows, "stage")),
            Text(
                f"{text!r} is not a stage; the row's amounts were left out.",
                f"{text!r}은(는) 알려진 단계가 아니어서 이 행의 금액을 뺐습니다.",
            ),
            mend=Text(
                f"Use one of {', '.join(known)}, or add it to stages.{did_you_mean(text, list(known))}",
                f"{', '.join(known)} 가운데 하나를 쓰거나 stages에 더하십시오.",
            ),
        )
    return named


def _stage(text: str, known: Sequence[str]) -> str:
    if text in known:
        return text
    same = {folded(stage): stage for stage in known}
    words, own = stage_words(), folded(text)
    named = words.get(own, words.get(own.replace(" ", ""), own))
    return same.get(own) or (named if named in known else "")


def _code_of_blank(column: pa.DictionaryArray) -> int:
    texts = column.dictionary.to_pylist()
    return texts.index("") if "" in texts else -1


def _header(rows: SourceRows, key: str) -> str:
    value = rows.source.columns.get(key, "")
    return value if isinstance(value, str) else value[0]


_DATE = (
    "date-as-code",
    "The identifier is held as a date and reads {text!r}.",
    "식별자가 날짜로 저장되어 {text!r}(으)로 읽힙니다.",
)
_LONG = (
    "number-as-code",
    "The identifier is held as a number of more than fifteen digits, of which the file keeps no more: {text!r}.",
    "식별자가 열다섯 자리를 넘는 숫자로 저장되어 뒷자리가 사라졌을 수 있습니다: {text!r}.",
)


_CUT = (
    "number-as-code",
    "The identifier is written as a spreadsheet shows a long number, of which the other digits are lost: {text!r}.",
    "식별자가 스프레드시트에서 줄여 쓴 긴 숫자여서 나머지 자리가 사라졌습니다: {text!r}.",
)
_MONTH = (
    "date-as-code",
    "The identifier reads as a spreadsheet writes a date, such as it makes of 2-1: {text!r}.",
    "식별자가 스프레드시트에서 2-1 같은 번호를 날짜로 바꾼 것처럼 적혀 있습니다: {text!r}.",
)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mrz|Mai|Okt|Dez"
_AS_MONTH = rf"^(?:\d{{1,2}}[-.] ?(?:{_MONTHS})|(?:{_MONTHS})-\d{{2}}|\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}월 \d{{1,2}}일)$"
_SHORTENED = r"^[1-9](?:[.,]\d+)?E\+\d{2,3}$"
_IDS = ("programme", "subprogramme", "parent")


def report_dates(rows: SourceRows, body: Body, mapping: Mapping, kept: Mask, report: Report) -> None:
    """Report identifiers that the file holds, or a spreadsheet wrote, as dates: it makes them of 2024-1 and 2-1."""
    _report_ids(rows, body.dates, (mapping, kept), _DATE, report)
    _report_ids(rows, _whose_ids(body, mapping, _are_months, but=body.dates), (mapping, kept), _MONTH, report)


def report_long_numbers(rows: SourceRows, body: Body, mapping: Mapping, kept: Mask, report: Report) -> None:
    """Report identifiers that the file holds as numbers of more digits than a spreadsheet keeps, or shows."""
    _report_ids(rows, body.long, (mapping, kept), _LONG, report)
    _report_ids(rows, _whose_ids(body, mapping, _are_shortened, but=body.long), (mapping, kept), _CUT, report)


def _whose_ids(
    body: Body, mapping: Mapping, test: Callable[[pa.Array], pa.Array], *, but: dict[int, list[int]]
) -> dict[int, list[int]]:
    """Where ids pass a test, by column; nothing of columns that are named already."""
    found: dict[int, list[int]] = {}
    for number in {each for key in _IDS for each in mapping.texts.get(key, [])} - but.keys():
        passes = whose_text(body.columns[number], test)
        if passes.any():
            found[number] = np.flatnonzero(passes).tolist()
    return found


def _are_months(texts: pa.Array) -> pa.Array:
    return pc.match_substring_regex(texts, _AS_MONTH)


def _are_shortened(texts: pa.Array) -> pa.Array:
    return pc.match_substring_regex(texts, _SHORTENED)


def _report_ids(
    rows: SourceRows,
    cells: dict[int, list[int]],
    where: tuple[Mapping, Mask],
    texts: tuple[str, str, str],
    report: Report,
) -> None:
    """One finding an identifier among some cells, by column and position."""
    (mapping, kept), (rule, english, korean) = where, texts
    for key in _IDS:
        for number in mapping.texts.get(key, []):
            for at in filter(kept.__getitem__, cells.get(number, [])):
                text = rows.texts[key][at].as_py()
                report.add(
                    rule,
                    WARNING,
                    rows.place(at, rows.header.display_name(number)),
                    Text(english.format(text=text), korean.format(text=text)),
                    mend=Text(
                        "Format the column as text and type the code again.",
                        "열을 텍스트 서식으로 바꾸고 코드를 다시 적으십시오.",
                    ),
                )


def report_formulas(rows: SourceRows, body: Body, kept: Mask, report: Report) -> None:
    """Report formulas whose results the file does not hold: fatal where an amount of a row of data is missing."""
    amounts = {column.number for column in rows.columns}
    for number, positions in body.formulas.items():
        for at in positions:
            report.add(
                "formula-without-value",
                FATAL if number in amounts and kept[at] else WARNING,
                rows.place(at, rows.header.display_name(number)),
                Text(
                    "The cell is a formula whose result is not in the file; it was read as blank.",
                    "수식의 결과가 파일에 없어 빈칸으로 읽었습니다.",
                ),
                mend=Text(
                    "Open the workbook in a spreadsheet program and save it.",
                    "스프레드시트 프로그램에서 열어 저장하십시오.",
                ),
            )
