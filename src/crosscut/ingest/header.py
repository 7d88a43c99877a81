"""Finding the header of a sheet, and which of its columns a source wants."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosscut.characters import clean
from crosscut.config import Source
from crosscut.findings import Place
from crosscut.ingest import header_above
from crosscut.ingest.readers.ranges import above, header_height
from crosscut.ingest.readers.sheet import Sheet, marks_of
from crosscut.ingest.report import FATAL, INFO, Report, stop
from crosscut.ingest.side_by_side import ask_ranges, tables_beside
from crosscut.spreadsheets import MOST_COLUMNS, column_letters
from crosscut.text import Text


@dataclass(frozen=True)
class Header:
    """A sheet's column names; ``end`` is the number of the last header row, ``above`` the cells over the header."""

    names: tuple[str, ...]
    end: int
    above: str

    def column(self, name: str) -> int | None:
        """The number of the column of that name, from 0; the first where there are several."""
        wanted = clean(name)
        return self.names.index(wanted) if wanted in self.names else None

    def display_name(self, number: int) -> str:
        """The name of a column as findings show it: its header, or its letters where it has none."""
        return self.names[number] or column_letters(number + 1)


def find_header(sheet: Sheet, source: Source, report: Report) -> Header:
    """The header of a sheet, where the source says or at the first rows that hold the mapped names.

    A missing column, and one that stands twice, are findings.

    Raises
    ------
    Unreadable
        where the sheet is wider than any, or holds none of the mapped columns.

    """
    place = Place(sheet.file, sheet.name)
    if max(map(len, sheet.head), default=0) > MOST_COLUMNS:
        raise stop(
            report,
            "too-large",
            place,
            Text(f"The table has more than {MOST_COLUMNS:,} columns.", f"열이 {MOST_COLUMNS:,}개를 넘습니다."),
            Text(
                "Check source.delimiter, or delete the stray columns.", "source.delimiter를 확인하거나 열을 줄이십시오."
            ),
        )
    wanted = mapped_names(source)
    header = _stated(sheet, source) if source.header_row else _searched(sheet, source, wanted)
    header = _dated(header, wanted) if sheet.name else header
    missing = [name for name in wanted if header.column(name) is None]
    _report_missing(missing, header, place, report)
    if not header.names or len(missing) == len(wanted):
        raise stop(
            report,
            "missing-header",
            place,
            Text("None of the mapped columns is in the file.", "지정한 열이 하나도 없습니다."),
            _elsewhere(sheet, wanted) or _no_header(header, source),
        )
    beside = tables_beside(header.names, [clean(name) for name in wanted])
    if beside:
        ask_ranges(beside, sheet, source, header.end, report)
    else:
        _report_doubles(header, source, place, report)
    _report_unused(header, source, place, report)
    if not source.header_row:
        header_above.tell(sheet, header.end, report)
    return header


def _dated(header: Header, wanted: Sequence[str]) -> Header:
    """The header with the years that a sheet shows of its dates, where the mapping names a column by its year.

    A year that is typed as one and held as a date is the first of January; any other day is a day.
    """
    names = list(header.names)
    for name in wanted:
        dated = [at for at, each in enumerate(names) if each == f"{name}-01-01"]
        if len(dated) == 1 and name not in names and re.fullmatch(r"\d{4}", name):
            names[dated[0]] = name
    return replace(header, names=tuple(names))


def _elsewhere(sheet: Sheet, wanted: Sequence[str]) -> Text | None:
    """Which other sheet holds the mapped columns, behind a cover or notes."""
    names = {clean(name) for name in wanted}
    for other in marks_of(sheet).others:
        if any(names <= {clean(cell) for cell in row} for row in other.head):
            return Text(
                f"The sheet {other.name!r} has them: state sheet = {other.name!r} in its source.",
                f"시트 {other.name!r}에 있습니다. source에 sheet = {other.name!r}을(를) 적으십시오.",
            )
    return None


def _no_header(header: Header, source: Source) -> Text:
    others = [mark for mark in (";", "\t", "|", ",") if mark != source.delimiter and mark in "".join(header.names)]
    return Text(
        f"Set delimiter = {others[0]!r}." if others else "Check source.columns, source.header_row and source.sheet.",
        "source.columns, header_row, delimiter를 확인하십시오.",
    )


def mapped_names(source: Source) -> list[str]:
    """The column names that a source's mapping needs, in its order."""
    names = [name for value in source.columns.values() for name in ([value] if isinstance(value, str) else value)]
    names += list(source.wide.columns) if source.wide else []
    names += [*source.facts.values(), *source.where, *source.fill_down]
    if source.tags:
        ignored = {clean(name) for name in source.tags.ignore}
        names += [source.tags.prefix + name for name in source.tags.areas if clean(name) not in ignored]
    return list(dict.fromkeys(names))


def tag_columns(header: Header, source: Source) -> dict[int, str]:
    """Column number → the text that names its area, for the columns of tagged amounts."""
    if not source.tags:
        return {}
    prefix, ignored = clean(source.tags.prefix), {clean(name) for name in source.tags.ignore}
    areas = {clean(name): area for name, area in source.tags.areas.items()}
    taken = {clean(name) for name in _untagged(source)}
    found = {}
    for number, name in enumerate(header.names):
        text = name.removeprefix(prefix) if prefix else name
        tagged = (bool(prefix) and name.startswith(prefix)) or text in areas
        if tagged and name not in taken and not {name, text} & ignored:
            found[number] = areas.get(text, text)
    return found


def _untagged(source: Source) -> set[str]:
    mapped = {name for value in source.columns.values() for name in ([value] if isinstance(value, str) else value)}
    return mapped | set(source.wide.columns if source.wide else ()) | set(source.skip)


def _stated(sheet: Sheet, source: Source) -> Header:
    head = _cleaned(sheet.head)
    first = min(source.header_row, len(head)) - 1
    over = _cleaned(above(sheet))
    return _at(over if over and not any(head[first]) else head, first, source)


def _searched(sheet: Sheet, source: Source, wanted: Sequence[str]) -> Header:
    """The header of the first row with the most wanted names; the last such row above the range where it has none."""
    names = {clean(name) for name in wanted}
    head, over = _cleaned(sheet.head), _cleaned(above(sheet))

    def known(rows: Sequence[Sequence[str]], at: int) -> int:
        return len(names & set(column_names(rows, at, header_height(source, at + 1))))

    best = max(range(len(head)), key=lambda at: (known(head, at), -at))
    upper = max(range(len(over)), key=lambda at: (known(over, at), at), default=best)
    if over and not known(head, best) and known(over, upper):
        return _at(over, upper, source)
    return _at(head, best, source)


def _cleaned(head: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[clean(cell) for cell in row] for row in head]


def column_names(head: Sequence[Sequence[str]], first: int, count: int) -> list[str]:
    """The names of columns whose header begins in a row and spans some."""
    found = head[first : first + count]
    width = max(map(len, found), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in found]
    filled = [*(_forward(row) for row in rows[:-1]), *rows[-1:]]
    names = [" ".join(dict.fromkeys(part for part in parts if part)) for parts in zip(*filled, strict=True)]
    while names and not names[-1]:
        names.pop()
    return names


def _at(head: Sequence[Sequence[str]], first: int, source: Source) -> Header:
    count = header_height(source, first + 1)
    above = " | ".join(filter(None, (cell for row in head[:first] for cell in row)))
    return Header(tuple(column_names(head, first, count)), first + len(head[first : first + count]), above)


def _forward(row: Sequence[str]) -> list[str]:
    """An upper header row with each merged cell's text in every column that the cell spans."""
    filled, last = [], ""
    for cell in row:
        last = cell or last
        filled.append(last)
    return filled


def _report_missing(missing: Sequence[str], header: Header, place: Place, report: Report) -> None:
    listed = ", ".join(name for name in header.names if name)
    listed = listed if len(listed) <= 400 else f"{listed[:400]}…"
    for name in missing:
        near = difflib.get_close_matches(clean(name), header.names, n=1)
        meant = f"Did you mean {near[0]!r}? " if near else ""
        meant_ko = f"{near[0]!r}을(를) 뜻하셨습니까? " if near else ""
        report.add(
            "missing-column",
            FATAL,
            Place(place.file, place.sheet, header.end, name),
            Text(f"There is no column {name!r}.", f"열 {name!r}이(가) 없습니다."),
            mend=Text(f"{meant}The file has: {listed}.", f"{meant_ko}파일의 열: {listed}."),
        )


def _report_doubles(header: Header, source: Source, place: Place, report: Report) -> None:
    wanted = {clean(name) for name in mapped_names(source)} | {header.names[n] for n in tag_columns(header, source)}
    for name, count in Counter(name for name in header.names if name).items():
        if count == 1:
            continue
        used = name in wanted
        report.add(
            "duplicate-column",
            FATAL if used else INFO,
            Place(place.file, place.sheet, header.end, name),
            Text(
                f"The header has {name!r} {count} times{'; which one is meant is not known' if used else ''}.",
                f"머리글에 {name!r}이(가) {count}번 있습니다.",
            ),
            mend=Text("Rename one of them in the file.", "파일에서 하나의 이름을 바꾸십시오."),
        )


def unused_columns(header: Header, source: Source) -> list[str]:
    """The names of columns that nothing is read from and that the mapping does not pass over."""
    known = {clean(name) for name in [*mapped_names(source), *source.skip]}
    known |= {header.names[number] for number in tag_columns(header, source)}
    if source.tags:
        prefix = clean(source.tags.prefix)
        known |= {clean(name) for name in source.tags.ignore} | {prefix + clean(name) for name in source.tags.ignore}
    return [name for name in header.names if name and name not in known]


def _report_unused(header: Header, source: Source, place: Place, report: Report) -> None:
    unused = unused_columns(header, source)
    if unused:
        named = ", ".join(unused)
        report.add(
            "unused-columns",
            INFO,
            Place(place.file, place.sheet, header.end),
            Text(f"Columns that nothing is read from: {named}.", f"읽지 않은 열: {named}."),
            mend=Text(
                "Map them in source.columns, or name them in source.skip.",
                "source.columns에 지정하거나 source.skip에 적으십시오.",
            ),
        )
