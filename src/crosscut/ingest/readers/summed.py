"""Sources of more rows than a table holds: summed by the engine over all that is read of them in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa

from crosscut import engine
from crosscut.config import Source
from crosscut.engine.row_sums import NumberForm, Sums, summed
from crosscut.errors import CrosscutError
from crosscut.findings import Place
from crosscut.ingest.limits import BEGINNING_ROWS, MOST_GROUPS, MOST_ODD
from crosscut.ingest.readers.cell_texts import as_text
from crosscut.ingest.readers.delimited import unwrapped
from crosscut.ingest.readers.odd_rows import OddRows, find_odd
from crosscut.ingest.readers.part_sums import PartSums, number_form
from crosscut.ingest.readers.parts import Parts, RaggedRowError, find
from crosscut.ingest.readers.sheet import Body, Origin, encoded, whole
from crosscut.ingest.report import Report, Unreadable, stop
from crosscut.ingest.texts import combined, ranked, recoded
from crosscut.text import Text


@dataclass
class SummedSheet:
    """Files as a sheet whose rows are sums, and beside them, one by one, rows whose amounts are no plain numbers.

    ``meaningful`` are columns that nothing is read from and that may say what an amount is: they part the sums too.
    """

    source: Source
    parts: Parts
    report: Report
    engine_name: str
    meaningful: frozenset[int] = frozenset()
    name: str = ""
    _made: dict[tuple[frozenset[int], frozenset[int]], Body] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.file = self.source.file

    @cached_property
    def head(self) -> Sequence[Sequence[str]]:
        """The names of the columns and the first rows."""
        try:
            return self.parts.head()
        except (ValueError, OSError) as error:
            raise self._broken(error) from None

    def body(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:  # noqa: ARG002
        """See :class:`Sheet`; columns that were summed by already are not summed again."""
        if header_end != 1:
            raise self._no_header()
        texts, numbers = frozenset(wanted) - frozenset(amounts), frozenset(amounts)
        for (known, summed_numbers), body in self._made.items():
            if texts <= known and numbers <= summed_numbers:
                return replace(body, columns=dict(body.columns))
        asked = texts | self.meaningful if numbers else texts
        made = self._made[asked, numbers] = self._body(sorted(asked), sorted(numbers))
        return replace(made, columns=dict(made.columns))

    @property
    def delimiter(self) -> str:
        """What stands between the cells of text; empty for Parquet."""
        return "" if self.parts.parquet else self.parts.delimiter

    def beginning(self) -> dict[int, pa.Array]:
        """The first cells of the columns of amounts that are written as texts."""
        numbers = sorted({each for _, numbers in self._made for each in numbers} & self.parts.worded)
        rows = list(islice(self.parts.rows(self.parts.files[0]), BEGINNING_ROWS)) if numbers else []
        return {number: pa.array([cells[number] for _, cells in rows], pa.string()) for number in numbers}

    def repeated(self) -> tuple[int, int]:
        """How many rows there are, and how many of them say in all mapped columns what another says before them."""
        for (_, numbers), body in self._made.items():
            if numbers:
                said = [
                    column for at, column in body.columns.items() if at not in numbers and at not in self.meaningful
                ]
                different = len(np.unique(combined([ranked(encoded(each)) for each in said])))
                return body.counted, body.counted - different
        return 0, 0

    def _body(self, texts: Sequence[int], numbers: Sequence[int]) -> Body:
        sums = self._sums(texts, numbers)
        odd = self._odd(numbers, sums.odd)
        columns = {number: as_text(whole(sums.groups.column(at))) for at, number in enumerate(texts)}
        order = _order([encoded(columns[number]) for number in texts], sums.groups.num_rows)
        height = len(order) + odd.count
        made: dict[int, pa.Array] = {}
        for number in texts:
            made[number] = encoded(_joined(columns[number].take(order), odd.texts(number)))
        for at, number in enumerate(numbers, start=len(texts)):
            made[number] = _joined(whole(sums.groups.column(at)).fill_null("").take(order), odd.texts(number))
        sums_of = PartSums(self.parts, {each: made[each] for each in texts}, {each: made[each] for each in numbers})
        return Body(
            made if self.parts.parquet else made | {each: _bare(made[each]) for each in texts},
            np.arange(2, 2 + height, dtype=np.int32),
            typed={number: np.arange(height) < len(order) for number in numbers},
            origin=_origin(self.file, len(order), odd, sums_of),
            counted=sums.rows + odd.count,
        )

    def _odd(self, numbers: Sequence[int], count: int) -> OddRows:
        """The rows that were not summed, all of them: their amounts would be missing else."""
        if not count:
            return OddRows()
        try:
            odd = find_odd(self.parts, numbers, self._writing, min(count, MOST_ODD) + 1)
        except (ValueError, OSError) as error:
            raise self._broken(error) from None
        if count > MOST_ODD:
            raise self._too_odd(odd, numbers, count)
        if odd.count != count:
            raise self._broken(ValueError(f"{count:,} rows state no plain number, and {odd.count:,} were found"))
        return odd

    @cached_property
    def _writing(self) -> NumberForm:
        return number_form(self.source)

    def _sums(self, texts: Sequence[int], numbers: Sequence[int]) -> Sums:
        names = self.parts.names
        with engine.open(self.engine_name) as running:
            faults: tuple[type[Exception], ...] = (CrosscutError, *running.faults)
            try:
                frame = (
                    running.scan(*self.parts.paths)
                    if self.parts.parquet
                    else running.scan_text(*self.parts.paths, delimiter=self.parts.delimiter)
                )
                frame = frame.rename(
                    dict(zip(frame.collect_schema().names(), map(str, range(len(names))), strict=True))
                )
                keys, amounts = ([str(number) for number in each] for each in (texts, numbers))
                sums = summed(running, frame, keys, amounts, self._writing, most=MOST_GROUPS)
            except faults as error:
                raise self._broken(error) from None
        if sums is None:
            raise self._too_many(texts)
        return sums

    def _broken(self, error: Exception) -> Unreadable:
        """Report what keeps the files from being read: the first row that is none of the table, where one is found."""
        place, why = Place(self.file), next(iter(str(error).splitlines()), "") or type(error).__name__
        for part in self.parts.files:
            try:
                for _ in self.parts.rows(part):
                    pass
            except (ValueError, OSError) as fault:
                place = Place(part.name, row=fault.row if isinstance(fault, RaggedRowError) else 0)
                why = str(fault)
                break
        return stop(
            self.report,
            "broken-file",
            place,
            Text(f"The source cannot be summed: {why}", f"합산할 수 없습니다: {why}"),
            Text("Export the file again.", "파일을 다시 내보내십시오."),
        )

    def _no_header(self) -> Unreadable:
        return stop(
            self.report,
            "missing-header",
            Place(self.file, row=1),
            Text(
                "The first row does not hold the names of the columns, as it must where summed = true.",
                "summed = true인 원본은 첫 행이 열 이름이어야 합니다.",
            ),
            Text("Delete the rows above the header in every file.", "머리글 위의 행을 지우십시오."),
        )

    def _too_many(self, texts: Sequence[int]) -> Unreadable:
        names = ", ".join(self.parts.names[number] for number in texts)
        return stop(
            self.report,
            "too-large",
            Place(self.file),
            Text(
                f"The rows make more than {MOST_GROUPS:,} sums by {names}.",
                f"{names}(으)로 나누면 합이 {MOST_GROUPS:,}개를 넘습니다.",
            ),
            Text(
                "Leave out columns that differ from row to row, such as notes and numbers of vouchers.",
                "비고나 전표 번호처럼 행마다 다른 열을 빼십시오.",
            ),
        )

    def _too_odd(self, odd: OddRows, numbers: Sequence[int], count: int) -> Unreadable:
        number = next(each for each in numbers if self._writing.is_odd(odd.cells[0][each]))
        text = odd.cells[0][number]
        return stop(
            self.report,
            "unreadable-amount",
            Place(odd.files[0], row=odd.rows[0], column=self.parts.names[number]),
            Text(
                f"{count:,} rows state no plain number, such as {text[:40]!r}; of a sum up to {MOST_ODD:,} rows may.",
                f"일반 숫자가 아닌 행이 {count:,}개입니다(예: {text[:40]!r}). {MOST_ODD:,}개까지 읽습니다.",
            ),
            Text(
                "State source.decimal, source.thousands or source.blank, or export plain numbers.",
                "source.decimal, source.thousands, source.blank를 적거나 숫자만 내보내십시오.",
            ),
        )


def _order(keys: Sequence[pa.DictionaryArray], height: int) -> pa.Array:
    """The order of rows by what they say: an engine gives them in none."""
    if not keys:
        return pa.array(np.arange(height))
    return pa.array(np.argsort(combined([ranked(key) for key in keys]), kind="stable"))


def _bare(column: pa.DictionaryArray) -> pa.DictionaryArray:
    return recoded(column, unwrapped(column.dictionary))


def _joined(sums: pa.Array, odd: pa.Array) -> pa.Array:
    return pa.concat_arrays([sums, odd]) if len(odd) else sums


def _origin(pattern: str, height: int, odd: OddRows, sums: PartSums) -> Origin:
    files = pa.concat_arrays([pa.repeat(pattern, height), pa.array(odd.files, pa.string())])
    rows = np.concatenate([np.zeros(height, np.int32), np.array(odd.rows, np.int32)])
    return Origin(files.dictionary_encode(), rows, np.arange(len(rows), dtype=np.int32), sums)


def open_summed(folder: Path, source: Source, report: Report, engine_name: str) -> SummedSheet:
    """Open the files of a source that is summed.

    Raises
    ------
    Unreadable
        where there is none, or one of them is damaged or unlike the first.
    """
    return SummedSheet(source, find(folder, source, report), report, engine_name)
