"""Fiscal years as offices write them: 2026, FY24, 2023/24, 2024년도, 2024年度, 令和5年度."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from crosscut.findings import Place
from crosscut.ingest.report import FATAL, Report
from crosscut.ingest.source_rows import Rows
from crosscut.ingest.texts import codes

Mask = npt.NDArray[np.bool_]

_BEFORE = r"(?:(?:FY|CY|F\.Y\.|fiscal year|fiscal|financial year|exercice|ejercicio|Haushaltsjahr|회계연도)\.?\s*)?"
_AFTER = r"\s*(?:년도?|회계연도|年度?|学年度)?"
_PLAIN = re.compile(rf"{_BEFORE}(\d{{4}})(?:\.0+)?{_AFTER}", re.IGNORECASE)
_SHORT = re.compile(r"(?:FY\s*['’]?|['’])(\d{2})|['’]?(\d{2})(?:년도?|年度?)", re.IGNORECASE)
_SPAN = re.compile(rf"{_BEFORE}['’]?(\d{{4}}|\d{{2}})\s*[/–—-]\s*['’]?(\d{{4}}|\d{{2}}){_AFTER}", re.IGNORECASE)
_FIRST, _LAST = 1900, 2200


@cache
def _eras() -> tuple[dict[str, int], re.Pattern[str]]:
    text = (files("crosscut.ingest") / "data" / "eras.csv").read_text(encoding="utf-8")
    found = {row["era"]: int(row["first_year"]) for row in csv.DictReader(text.splitlines())}
    names = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    return found, re.compile(rf"({names})\s*(\d{{1,3}}|元)\s*(?:年度?)?")


def year(text: str) -> int:
    """The fiscal year that a text says, by the year that it begins in; 0 where it says none.

    ``2026``, ``2026년``, ``FY2026``, ``FY24``, ``2023/24``, ``2023-2024``, ``2024年度``, ``令和5年度``.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _year(plain)
    return found if _FIRST <= found <= _LAST else 0


def _year(text: str) -> int:
    match = _PLAIN.fullmatch(text)
    if match:
        return int(match[1])
    match = _SPAN.fullmatch(text)
    if match:
        return _of_span(match[1], match[2], named=not text[0].isdigit())
    match = _SHORT.fullmatch(text)
    if match:
        return _full(match[1] or match[2])
    eras, pattern = _eras()
    match = pattern.fullmatch(text)
    return eras[match[1]] + (0 if match[2] == "元" else int(match[2]) - 1) if match else 0


def _full(digits: str) -> int:
    return int(digits) if len(digits) == 4 else (2000 if int(digits) < 70 else 1900) + int(digits)


def _of_span(first: str, last: str, *, named: bool) -> int:
    """The first of two years that follow one another; two short ones need a word that says what they are."""
    if len(first) == 2 and not named:
        return 0
    begin = _full(first)
    follows = int(last) == begin + 1 if len(last) == 4 else int(last) == (begin + 1) % 100
    return begin if follows else 0


def fiscal_years(rows: Rows, kept: Mask, report: Report) -> npt.NDArray[np.int16]:
    """Each row's fiscal year: from its column or from its source; 0 where it is not known."""
    source, column = rows.source, rows.texts["fiscal_year"]
    if "fiscal_year" not in source.columns:
        if not source.fiscal_year and not all(each.fiscal_year for each in rows.columns):
            unsaid(rows, "fiscal_year", "2026", report)
        return np.full(rows.height, source.fiscal_year or 0, np.int16)
    texts = column.dictionary.to_pylist()
    found = np.array([year(text) for text in texts], np.int16)
    years = found[codes(column)] if len(found) else np.zeros(rows.height, np.int16)
    wrong: dict[str, list[int]] = {}
    for at in np.flatnonzero(kept & (years == 0)).tolist():
        wrong.setdefault(column[at].as_py(), []).append(at)
    for text, positions in wrong.items():
        _not_a_year(rows, text, positions, report)
    return years


def _not_a_year(rows: Rows, text: str, positions: list[int], report: Report) -> None:
    from crosscut.ingest.amount_findings import also

    more, more_ko = also(rows, positions)
    header = rows.source.columns["fiscal_year"]
    report.add(
        "not-a-year",
        FATAL,
        rows.place(positions[0], header if isinstance(header, str) else header[0]),
        (
            f"{text!r} is not a fiscal year; the row's amounts were left out.{more}",
            f"{text!r}은(는) 회계연도가 아니어서 이 행의 금액을 뺐습니다.{more_ko}",
        ),
        mend=("Write four digits, such as 2026, or 2023/24.", "2026처럼 네 자리로 적으십시오."),
    )


def unsaid(rows: Rows, setting: str, example: str, report: Report) -> None:
    """Report that nothing says the year or the stage of a source's amounts."""
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
