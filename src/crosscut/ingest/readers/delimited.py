"""CSV: Arrow's reader for what is well formed, an exact row-by-row reader for what is not."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from crosscut.config import Source
from crosscut.findings import Place
from crosscut.ingest.limits import HEAD_BYTES, HEAD_ROWS, MANY_ROWS, MOST_TEXT
from crosscut.ingest.notes import is_note
from crosscut.ingest.printed_units import says_unit
from crosscut.ingest.readers.encoding import to_utf8
from crosscut.ingest.readers.files import text_of
from crosscut.ingest.readers.marks import NO_MARKS, Marks
from crosscut.ingest.readers.no_tables import kind_of
from crosscut.ingest.readers.ranges import Ranges, head_rows, is_in, last_row_of
from crosscut.ingest.readers.reader import Reader
from crosscut.ingest.readers.sheet import Body, encoded, whole
from crosscut.ingest.report import FATAL, INFO, WARNING, Report, stop
from crosscut.ingest.texts import recoded
from crosscut.text import Text

_NOTHING = " \t\0"
_OTHERS = (";", "\t", "|")
"""What stands between columns where no comma does."""
_PORTION, _TAIL = 1 << 18, 1 << 10
_BLOCK = 1 << 21
"""Bytes that are parsed at once: the larger, the fewer lists of distinct texts are put together."""
_LINE_FEED = ord("\n")
_TEXT, _ENCODED = pa.string(), pa.dictionary(pa.int32(), pa.string())
_WRAPPED = re.compile(r'^="([^"]*)"$')
"""How a spreadsheet is kept from changing a text."""


@dataclass
class DelimitedSheet:
    """A delimited text file, in UTF-8 whatever it was."""

    file: str
    data: bytes
    delimiter: str
    report: Report
    head: Sequence[Sequence[str]]
    ends: Sequence[int]
    last_row: int = 0
    skipped: Ranges = ()
    name: str = ""
    marks: Marks = NO_MARKS

    def body(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:
        """See :class:`Sheet`."""
        quotes = self.data.count(b'"')
        if quotes % 2 == 0 and header_end <= len(self.ends):
            try:
                return self._fast(header_end, wanted, amounts, width, quoted=quotes > 0)
            except pa.ArrowInvalid:
                pass  # Arrow does not say which row is ragged: read row by row, which does
        return self._exact(header_end, wanted, amounts, width)

    def _fast(
        self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int, *, quoted: bool
    ) -> Body:
        names = [str(number) for number in range(width)]
        lines_skipped = self.ends[header_end - 1] if header_end else 0
        if not wanted or self._nothing_after(lines_skipped):
            return _body([[] for _ in range(width)], np.array([], np.int32), wanted, amounts)
        table = arrow_csv.read_csv(
            pa.py_buffer(self.data),
            arrow_csv.ReadOptions(column_names=names, skip_rows=lines_skipped, block_size=_BLOCK),
            arrow_csv.ParseOptions(delimiter=self.delimiter, newlines_in_values=quoted, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(
                column_types={str(n): _TEXT if n in amounts else _ENCODED for n in wanted},
                include_columns=[str(n) for n in wanted],
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
        columns = {n: _settled(table.column(str(n)), plain=n in amounts) for n in wanted}
        return Body(columns, np.arange(header_end + 1, header_end + 1 + table.num_rows, dtype=np.int32))

    def _nothing_after(self, lines: int) -> bool:
        end = -1
        for _ in range(lines):
            end = self.data.find(b"\n", end + 1)
            if end < 0:
                return True
        return not self.data[end + 1 : end + 4096].strip()

    def _exact(self, header_end: int, wanted: Collection[int], amounts: Collection[int], width: int) -> Body:
        kept = list(self._rows(header_end, width))
        rows, numbers = [cells for _, cells in kept], [number for number, _ in kept]
        columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]
        return _body(columns, np.array(numbers, np.int32), wanted, amounts)

    def _rows(self, header_end: int, width: int) -> Iterator[tuple[int, list[str]]]:
        """The rows below the header with their numbers, as wide as it; notes at the end need not be so."""
        notes: list[tuple[int, list[str]]] = []
        for number, cells in self._records():
            if self.last_row and number > self.last_row:
                if number == self.last_row + 1 and len(cells) == width:
                    yield number, cells
                break
            if number <= header_end or not any(cells):
                continue
            if len(cells) < width and (_is_note(cells) or (notes and is_in(number, self.skipped))):
                notes.append((number, cells))
                continue
            yield from ((noted, self._padded(noted, said, width)) for noted, said in notes)
            notes = []
            fitted = self._fit(number, cells, width)
            if fitted is not None:
                yield number, fitted
        yield from ((noted, said + [""] * (width - len(said))) for noted, said in notes)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(io.StringIO(self.data.decode(), newline=""), delimiter=self.delimiter, strict=True)
        number = 0
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._broken_quote(number + 1, error)
                return
            number += 1
            yield number, cells

    def _broken_quote(self, number: int, error: csv.Error) -> None:
        self.report.add(
            "unclosed-quote",
            FATAL,
            Place(self.file, row=number),
            Text(
                f"A quote is not closed or stands inside a cell ({error}); nothing from here on was read.",
                "따옴표가 닫히지 않았거나 칸 안에 홀로 있어, 여기부터는 읽지 않았습니다.",
            ),
            mend=Text(
                'Close the quote, or double it ("") where it belongs to the text.',
                '따옴표를 닫거나, 글의 일부이면 두 번("") 적으십시오.',
            ),
        )

    def _fit(self, number: int, cells: list[str], width: int) -> list[str] | None:
        if len(cells) < width:
            return self._padded(number, cells, width)
        if any(cells[width:]) and not is_in(number, self.skipped):
            self._ragged(number, len(cells), width)
            return None
        return cells[:width]

    def _padded(self, number: int, cells: list[str], width: int) -> list[str]:
        if not is_in(number, self.skipped):
            self._ragged(number, len(cells), width)
        return cells + [""] * (width - len(cells))

    def _ragged(self, number: int, cells: int, width: int) -> None:
        few = cells < width
        done = "the missing ones were taken as blank" if few else "the row was left out"
        done_ko = "모자란 칸을 빈칸으로 보았습니다" if few else "이 행을 뺐습니다"
        self.report.add(
            "ragged-row",
            WARNING if few else FATAL,
            Place(self.file, row=number),
            Text(
                f"The row has {cells} cells, the header {width}; {done}.",
                f"머리글은 {width}칸인데 이 행은 {cells}칸이어서 {done_ko}.",
            ),
            mend=Text(
                "Add the missing cells." if few else "Put cells that hold the delimiter in quotes.",
                "모자란 칸을 채우십시오." if few else "구분자가 든 칸을 따옴표로 감싸십시오.",
            ),
        )


def _is_note(cells: list[str]) -> bool:
    """Whether a row is one text that begins as notes do or says a unit, as such stand below a table."""
    return not any(cells[1:]) and (is_note(cells[0]) or says_unit(cells[0]))


def open_sheet(path: Path, source: Source, report: Report) -> DelimitedSheet:
    """Open a delimited text file.

    Raises
    ------
    Unreadable
        where its encoding cannot be told, or it holds no rows.

    """
    place = Place(source.file)
    data = _with_line_feeds(_whole(to_utf8(text_of(path, place, MOST_TEXT, report), source.encoding, place, report)))
    delimiter = _delimiter(data, source, report)
    head, ends = _head(data, delimiter, head_rows(source))
    if not any(cell.strip(_NOTHING) for row in head for cell in row):
        raise stop(
            report,
            "empty-file",
            place,
            Text("The file holds no text.", "내용이 없는 파일입니다."),
            Text("Export it again.", "다시 내보내십시오."),
        )
    return DelimitedSheet(
        source.file, data, delimiter, report, head, ends, last_row_of(source), tuple(source.skip_rows)
    )


def _whole(data: bytes) -> bytes:
    """The text without the mark that DOS writes at the end of a file."""
    if data[-_TAIL:].rstrip(b"\r\n")[-1:] not in (b"\x1a", b""):
        return data
    bare = data.rstrip(b"\r\n")
    return bare.rstrip(b"\x1a") if bare.endswith(b"\x1a") else data


def _delimiter(data: bytes, source: Source, report: Report) -> str:
    """The delimiter that is stated, or else a comma, or what stands between the mapped names where no comma does."""
    if "delimiter" in source.model_fields_set:
        return source.delimiter
    names = {" ".join(name.split()) for name in _mapped(source)}

    def known(mark: str) -> int:
        rows, _ = _head(data, mark, head_rows(source))
        counted = (row for number, row in enumerate(rows, start=1) if not is_in(number, source.skip_rows))
        return max((len(names & {" ".join(cell.split()) for cell in row}) for row in counted), default=0)

    if len(names) < 2 or known(source.delimiter) > 1:
        return source.delimiter
    best = max(_OTHERS, key=known)
    if known(best) < 2:
        return source.delimiter
    report.add(
        "delimiter-found",
        INFO,
        Place(source.file),
        Text(f"The columns are parted by {best!r} and were read so.", f"열 구분자가 {best!r}여서 그렇게 읽었습니다."),
        mend=Text(f"State delimiter = {best!r} in its source.", f"원본 설정에 delimiter = {best!r}을 적으십시오."),
    )
    return best


def delimiter_in(path: Path, source: Source, report: Report) -> str:
    """What stands between the columns of a text, by its first rows."""
    with path.open("rb") as file:
        return _delimiter(file.read(HEAD_BYTES), source, report)


def _mapped(source: Source) -> list[str]:
    named = [name for value in source.columns.values() for name in ([value] if isinstance(value, str) else value)]
    return named + list(source.wide.columns if source.wide else ())


def _with_line_feeds(data: bytes) -> bytes:
    """The text with a line feed at each end of a line, where it has carriage returns alone."""
    return data if b"\n" in data or b"\r" not in data else data.replace(b"\r", b"\n")


def _head(data: bytes, delimiter: str, most: int) -> tuple[list[list[str]], list[int]]:
    """The first records, and the number of text lines that each of them ends at."""
    text = (data[:HEAD_BYTES] if most <= 2 * HEAD_ROWS else data).decode(errors="ignore")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    head: list[list[str]] = []
    ends: list[int] = []
    try:
        for cells in reader:
            head.append([_WRAPPED.sub(r"\1", cell) for cell in cells] if any(map(_WRAPPED.match, cells)) else cells)
            ends.append(reader.line_num)
            if len(head) == most:
                break
    except csv.Error:
        pass  # a cell longer than any text: the row-by-row reader says where
    return head, ends


def _settled(column: pa.ChunkedArray, *, plain: bool) -> pa.Array:
    return unwrapped(whole(column)) if plain else _of_texts(encoded(column))


def _body(columns: list[list[str]], rows: np.ndarray, wanted: Collection[int], amounts: Collection[int]) -> Body:
    texts = {n: pa.array(columns[n], pa.string()) for n in wanted}
    return Body({n: unwrapped(text) if n in amounts else _of_texts(encoded(text)) for n, text in texts.items()}, rows)


def _of_texts(column: pa.DictionaryArray) -> pa.DictionaryArray:
    texts = unwrapped(column.dictionary)
    return column if texts is column.dictionary else recoded(column, texts)


def unwrapped(texts: pa.Array) -> pa.Array:
    """The texts without what keeps a spreadsheet from changing them: ``="007"`` says ``007``."""
    if not pc.any(pc.starts_with(texts, '="'), min_count=0).as_py():
        return texts
    return pc.replace_substring_regex(texts, _WRAPPED.pattern, r"\1")


def lines_of(path: Path) -> int:
    """How many lines a text file has; 0 where it is too small for many."""
    if path.stat().st_size <= MANY_ROWS:
        return 0
    portion = np.empty(_PORTION, np.uint8)
    with path.open("rb", buffering=0) as file:
        sizes = iter(partial(file.readinto, portion.data), 0)
        return sum(int(np.count_nonzero(portion[:size] == _LINE_FEED)) for size in sizes)


def _recognises(start: bytes, _: Path) -> bool:
    """Anything that is of no kind known to be none: text has no beginning of its own."""
    return kind_of(start) is None


READER = Reader("csv", _recognises, open_sheet, last=True)
