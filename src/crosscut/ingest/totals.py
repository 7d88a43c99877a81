"""Total rows: set apart from the data, scoped by what their row says, and compared with the rows they total."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ingest import controls
from crosscut.ingest.report import Report
from crosscut.ingest.source_rows import Rows, TotalRow

_MARKS = r"[\s:.·()\[\]<>【】]*"
_SUBTOTAL = r"소\s*계|부분합|sub[\s-]*total"
_TOTAL = r"합\s*계|계|총\s*계|총\s*합\s*계|누\s*계|total|grand\s*total|sum"
_ANY_PATTERN = f"(?i)^{_MARKS}(?:{_SUBTOTAL}|{_TOTAL}){_MARKS}$"
_ANY, _SUB = re.compile(_ANY_PATTERN), re.compile(f"(?i)^{_MARKS}(?:{_SUBTOTAL}){_MARKS}$")
_SCOPES = ("ministry", "committee", "account", "programme", "parent", "stage")
_LABELS = ("programme", "parent", "name", "ministry", "committee", "account")

Mask = npt.NDArray[np.bool_]


def is_total(text: str) -> bool:
    """Whether a text is a word for a total or subtotal and nothing else."""
    return bool(_ANY.match(text))


def totals_among(texts: pa.Array) -> pa.Array:
    """:func:`is_total` of many texts."""
    return pc.match_substring_regex(texts, _ANY_PATTERN)


def find_totals(rows: Rows, positions: npt.NDArray[np.intp], kept: Mask, report: Report) -> list[TotalRow]:
    """The totals at these rows, each compared with the ``kept`` rows that it stands for.

    A total is of the ministry, committee, account, programme, year and stage that its row names; one that names none
    is of all data rows, and a subtotal that names none is of those since the subtotal before it.
    """
    found, since = [], 0
    for at in positions.tolist():
        scope = _scope(rows, at)
        subtotal = _is_subtotal(rows, at)
        members = kept & _members(rows, scope)
        if subtotal and not _names_group(scope):
            members = members & _between(since, at, rows.height)
        for number in range(len(rows.columns)):
            total = _compared(rows, at, number, scope=scope, members=members, report=report)
            if total and not (subtotal and not _names_group(scope)):
                found.append(total)
        since = at + 1 if subtotal else since
    return found


def _names_group(scope: dict[str, str]) -> bool:
    return bool(set(scope) - {"stage", "fiscal_year"})


def _is_subtotal(rows: Rows, at: int) -> bool:
    return any(_SUB.match(column[at].as_py()) for column in rows.texts.values())


def _scope(rows: Rows, at: int) -> dict[str, str]:
    texts = {key: rows.texts[key][at].as_py() for key in _SCOPES}
    scope = {key: text for key, text in texts.items() if text and not is_total(text)}
    if rows.source.kind == "subprogrammes":
        scope.pop("programme", None)
    if "stage" not in rows.source.columns:
        scope.pop("stage", None)
    if "fiscal_year" in rows.source.columns and rows.year[at]:
        scope["fiscal_year"] = str(rows.year[at])
    return scope


def _members(rows: Rows, scope: dict[str, str]) -> Mask:
    mask = np.ones(rows.height, bool)
    for key, text in scope.items():
        if key == "fiscal_year":
            mask &= rows.year == int(text)
        else:
            mask &= pc.equal(rows.texts[key], text).to_numpy(zero_copy_only=False)
    return mask


def _between(first: int, end: int, height: int) -> Mask:
    mask = np.zeros(height, bool)
    mask[first:end] = True
    return mask


def _compared(
    rows: Rows, at: int, number: int, *, scope: dict[str, str], members: Mask, report: Report
) -> TotalRow | None:
    column, read = rows.columns[number], rows.read[number]
    amount = read.values[at].as_py()
    if amount is None:
        return None
    label = " ".join(dict.fromkeys(filter(None, (rows.texts[key][at].as_py() for key in _LABELS))))
    place = rows.place(at, column.header)
    values = read.values.to_numpy(zero_copy_only=False)[members] if read.values.null_count == 0 else None
    numbers = (
        values.tolist()
        if values is not None
        else [
            value for value, member in zip(read.values.to_pylist(), members.tolist(), strict=True) if member and value
        ]
    )
    controls.compare(label, sum(numbers), amount, place=place, unit=column.unit, report=report)
    where = [f"file={place.file}", *(f"{_ledger(key)}={text}" for key, text in sorted(scope.items()))]
    where += [f"sheet={place.sheet}"] if place.sheet else []
    where += [f"column={column.header}"]
    where += [f"area={column.area}"] if column.area else []
    return TotalRow(label, column.area, tuple(where), amount, place)


def _ledger(key: str) -> str:
    return "programme" if key == "parent" else key
