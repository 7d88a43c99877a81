"""The fiscal year of each row, from its column or its source."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from crosscut.findings import Place
from crosscut.ingest.amount_findings import also
from crosscut.ingest.report import FATAL, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import codes
from crosscut.ingest.undecided import report_missing_setting
from crosscut.text import Text
from crosscut.text.year_words import buddhist_year, one_digit_span, short_span, year

Mask = npt.NDArray[np.bool_]
_NEW_YEAR = re.compile(r"\d{4}-01-01(?:[ T]00:00:00)?\Z")


def fiscal_years(rows: SourceRows, kept: Mask, report: Report) -> npt.NDArray[np.int16]:
    """Each row's fiscal year: from its column or from its source; 0 where it is not known."""
    source, column = rows.source, rows.texts["fiscal_year"]
    if "fiscal_year" not in source.columns:
        if not source.fiscal_year and not all(each.fiscal_year for each in rows.columns):
            report_missing_setting(Place(source.file, rows.sheet, rows.header.end), "fiscal_year", "2026", report)
        return np.full(rows.height, source.fiscal_year or 0, np.int16)
    texts = column.dictionary.to_pylist()
    found = np.array(_read(texts), np.int16)
    years = found[codes(column)] if len(found) else np.zeros(rows.height, np.int16)
    wrong: dict[str, list[int]] = {}
    for at in np.flatnonzero(kept & (years == 0)).tolist():
        wrong.setdefault(column[at].as_py(), []).append(at)
    for text, positions in wrong.items():
        _not_a_year(rows, text, positions, report)
    return years


def _read(texts: list[str]) -> list[int]:
    """The years of a column: dates are years where all of them are the first of January, as of cells shown as years."""
    if all(_NEW_YEAR.match(text) for text in texts if text):
        return [year(text[:4]) for text in texts]
    for span in (short_span, one_digit_span):
        if all(map(span, filter(None, texts))):
            return [span(text) for text in texts]
    return [year(text) or buddhist_year(text) for text in texts]


def _not_a_year(rows: SourceRows, text: str, positions: list[int], report: Report) -> None:
    more = also(rows, positions)
    header = rows.source.columns["fiscal_year"]
    report.add(
        "not-a-year",
        FATAL,
        rows.place(positions[0], header if isinstance(header, str) else header[0]),
        Text(
            f"{text!r} is not a fiscal year; the row's amounts were left out.{more.en}",
            f"{text!r}은(는) 회계연도가 아니어서 이 행의 금액을 뺐습니다.{more.ko}",
        ),
        mend=Text(
            "Write four digits, such as 2026, or 2023/24; a year of another calendar by the common era's.",
            "2026이나 2023/24처럼 적으십시오. 다른 역법의 해는 서기로 적으십시오.",
        ),
    )
