"""Lines whose key stands more than once: reported, and summed so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple, NotRequired, TypedDict

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.ingest.columns import AmountColumn
from crosscut.ingest.report import FATAL, WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import codes
from crosscut.tables import line_id
from crosscut.text import Text
from crosscut.text.particles import particles

_PORTION = 20_000
"""Rows that are looked at in one piece."""


class _Cell(TypedDict):
    """An amount cell as the pieces of tables hold it, in the columns that lines and tags share and ``account``."""

    programme: str
    subprogramme: str
    fiscal_year: int
    stage: str
    account: NotRequired[str]
    amount: int
    low: int | None
    high: int | None
    status: str
    note: str
    source: int
    cell: int
    position: int


_Content = tuple[tuple[tuple[str, str], ...], tuple[int | None, ...]]
"""What a row says in every column that is read: its texts that are not blank, by their keys, and its amounts."""


class _Said:
    """The rows of a source, and what each says."""

    def __init__(self, rows: SourceRows) -> None:
        self.rows = rows

    @cached_property
    def _texts(self) -> list[tuple[str, npt.NDArray[np.int32], list[str]]]:
        held = sorted(self.rows.texts.items())
        found = [(key, codes(column), column.dictionary.to_pylist()) for key, column in held]
        return [each for each in found if any(each[2])]

    def content(self, at: int) -> _Content:
        """What the row at a position says."""
        texts = ((key, known[coded[at]]) for key, coded, known in self._texts)
        amounts = (read.values[at].as_py() for read in self.rows.read)
        return tuple(pair for pair in texts if pair[1]), tuple(amounts)


class _Sums(NamedTuple):
    """What stands in the place of a group's first cell."""

    amount: int
    low: int | None
    high: int | None
    status: str
    note: str


def merge(
    table: pa.Table, keys: npt.NDArray[np.int64], sources: Sequence[SourceRows], report: Report, *, loud: bool
) -> pa.Table:
    """One row a key of a table that is sorted by key, source and row: the first, with the sum of the amounts.

    Repeated tags (``loud`` off) are summed unreported: their lines are reported.
    """
    starts = np.flatnonzero(np.r_[True, np.diff(keys) != 0])
    if len(starts) == table.num_rows:
        return table
    ends = np.r_[starts[1:], table.num_rows]
    result = table.take(pa.array(starts))
    changed: dict[int, _Sums] = {}
    told, said = set[tuple[int, int]](), [_Said(rows) for rows in sources]
    for at, group in _repeated(table, starts, ends):
        changed[at] = _sum(group)
        if loud and not sources[group[0]["source"]].source.summed:
            _report(group, said, told, report)
        if not _fits(changed[at]):
            changed[at] = _sum(group[:1])
            _too_large(group[0], sources, report)
    return _put(result, changed)


def _repeated(
    table: pa.Table, starts: npt.NDArray[np.intp], ends: npt.NDArray[np.intp]
) -> Iterator[tuple[int, list[_Cell]]]:
    """Each key that has several rows, by its position, with these; so many rows at a time are made Python's."""
    sizes = ends - starts
    several = np.flatnonzero(sizes > 1)
    portions = np.flatnonzero(np.diff(np.cumsum(sizes[several]) // _PORTION)) + 1
    for keys in np.split(several, portions):
        places = [np.arange(starts[at], ends[at]) for at in keys]
        rows = iter(table.take(pa.array(np.concatenate(places))).to_pylist())
        yield from ((at, list(islice(rows, int(sizes[at])))) for at in keys.tolist())


def _sum(group: list[_Cell]) -> _Sums:
    statuses = {each["status"] for each in group}
    return _Sums(
        sum(each["amount"] for each in group),
        _bound([(each["low"], each["amount"]) for each in group]),
        _bound([(each["high"], each["amount"]) for each in group]),
        "new" if "new" in statuses else _joined(statuses),
        _joined({each["note"] for each in group}),
    )


def _bound(pairs: list[tuple[int | None, int]]) -> int | None:
    """The sum of bounds, exact amounts for their own; None where all are exact."""
    if all(bound is None for bound, _ in pairs):
        return None
    return sum(amount if bound is None else bound for bound, amount in pairs)


def _joined(texts: set[str]) -> str:
    return "; ".join(sorted(text for text in texts if text))


def _fits(summed: _Sums) -> bool:
    return all(abs(value) < 2**63 for value in (summed.amount, summed.low, summed.high) if value is not None)


def _too_large(cell: _Cell, sources: Sequence[SourceRows], report: Report) -> None:
    rows = sources[cell["source"]]
    header = rows.columns[cell["cell"]].header
    report.add(
        "too-large-sum",
        FATAL,
        rows.place(cell["position"], header),
        Text(
            "The rows of this key sum to more than an amount can hold; only this one is counted.",
            "이 줄의 합이 담을 수 있는 금액을 넘어 이 행만 셌습니다.",
        ),
        mend=Text("Check the unit of the source.", "원본의 단위를 확인하십시오."),
    )


def _put(table: pa.Table, changed: dict[int, _Sums]) -> pa.Table:
    for place, name in enumerate(_Sums._fields):
        values = table[name].to_pylist()
        for at, summed in changed.items():
            values[at] = summed[place]
        kind = table.schema.field(name).type
        column = (
            pa.array(values, pa.string()).dictionary_encode()
            if pa.types.is_dictionary(kind)
            else pa.array(values, kind)
        )
        table = table.set_column(table.schema.get_field_index(name), name, column)
    return table


_ANY_ROW = -1


def _report(group: list[_Cell], sources: Sequence[_Said], told: set[tuple[int, int]], report: Report) -> None:
    """Tell of each row but the first: it says all that one before it says, or has the key of the first."""
    first: dict[_Content, tuple[SourceRows, int]] = {}
    for number, cell in enumerate(group):
        said, at = sources[cell["source"]], cell["position"]
        content = said.content(at)
        twin = first.get(content)
        first.setdefault(content, (said.rows, at))
        other = twin or (sources[group[0]["source"]].rows, group[0]["position"])
        of_columns = (said.rows.position, at) == (other[0].position, other[1])
        mark = (cell["source"], _ANY_ROW if of_columns else at)
        if number and mark not in told:
            told.add(mark)
            _say((said.rows, at), other, cell, report, repeats=twin is not None)


def _say(
    own: tuple[SourceRows, int], first: tuple[SourceRows, int], cell: _Cell, report: Report, *, repeats: bool
) -> None:
    (rows, at), (first_rows, first_at) = own, first
    if (rows.position, at) == (first_rows.position, first_at):
        _say_columns(rows, at, cell, report)
        return
    elsewhere = f" of {first_rows.file_of(first_at)}" if first_rows.source.file != rows.source.file else ""
    row, other = rows.row_text(at), first_rows.row_text(first_at)
    does, does_ko = ("repeats", "똑같습니다") if repeats else ("has the key of", "같은 줄을 가리킵니다")
    key = (cell["programme"], cell["subprogramme"], cell["fiscal_year"], cell["stage"], cell["account"])
    key_text = ", ".join(str(part) for part in key if part)
    place = rows.place(at, rows.columns[cell["cell"]].header)
    line = line_id(*key)
    report.add(
        "duplicate-line",
        FATAL if repeats else WARNING,
        place,
        Text(
            f"{row.en[0].upper()}{row.en[1:]} {does} {other.en}{elsewhere} ({key_text}); both amounts are counted.",
            particles(f"{row.ko}이(가) {other.ko}과(와) {does_ko}({key_text}). 두 금액을 모두 더했습니다."),
        ),
        programme=cell["programme"],
        rows=(line,),
        mend=_TOLD_APART if not repeats else _TWICE if rows.position == first_rows.position else _REPEATED,
    )


_TOLD_APART = Text("Map the column that tells the rows apart.", "두 행을 구별하는 열을 지정하십시오.")
_TWICE = Text(
    "If it is one amount, name one of the rows in skip_rows; if there are two, map the column that tells them apart.",
    "한 금액이면 한 행을 skip_rows에 적고, 두 금액이면 두 행을 구별하는 열을 지정하십시오.",
)
_REPEATED = Text(
    "If both sources hold the same amounts, take one of them out of the settings; if not, mend its year or stage.",
    "두 source가 같은 금액이면 하나를 설정에서 빼고, 다르면 연도나 단계를 고치십시오.",
)


def _say_columns(rows: SourceRows, at: int, cell: _Cell, report: Report) -> None:
    """Report that several columns of one row are read as one period."""
    key = (cell["programme"], cell["subprogramme"], cell["fiscal_year"], cell["stage"], cell["account"])
    alike = [column.header for column in rows.columns if _period(column) == _period(rows.columns[cell["cell"]])]
    columns, period = ", ".join(map(repr, alike)), ", ".join(str(part) for part in key[2:] if part)
    report.add(
        "duplicate-line",
        FATAL,
        rows.place(at, rows.columns[cell["cell"]].header),
        Text(
            f"The columns {columns} are read as one period ({period}); the amounts of each row are added up.",
            particles(f"열 {columns}을(를) 한 기간({period})으로 읽어 행마다 금액을 모두 더했습니다."),
        ),
        programme=cell["programme"],
        rows=(line_id(*key),),
        mend=Text(
            "Fix the year, stage or account of one of the columns in the mapping.",
            "매핑에서 한 열의 연도, 단계나 회계를 고치십시오.",
        ),
    )


def _period(column: AmountColumn) -> tuple[int, str, str]:
    return column.fiscal_year, column.stage, column.account
