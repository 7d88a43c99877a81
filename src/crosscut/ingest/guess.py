"""What an office's own file looks like: where its header is, what its columns are, its unit, years and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crosscut.config import Source
from crosscut.ingest.guessed_ids import joined_ids, repeated_by
from crosscut.ingest.guessed_money import currency_of_script, money_of
from crosscut.ingest.guessed_periods import HeaderPeriod, doubled, is_other, wide_columns, years_in
from crosscut.ingest.guessed_rows import may_differ, row_columns
from crosscut.ingest.guessed_tags import NO_TAGS, GuessedTags, tags_in
from crosscut.ingest.header import clean, column_names
from crosscut.ingest.header_words import CODE, OTHER, roles
from crosscut.ingest.readers import open_sheet
from crosscut.ingest.readers.sheet import Sheet, marks_of
from crosscut.ingest.report import Report
from crosscut.ingest.total_words import total_word
from crosscut.money import MoneyError, ascii_digits, canonical, is_scale, read_number, unit
from crosscut.text.year_words import year

_SAMPLE = 500
"""Rows that are looked at."""
_MOST_HEADER_ROWS = 5
_MOSTLY = 0.8
"""The share of numbers among the cells of a column of amounts."""
_ALL_BUT_FEW = 0.95
_DELIMITERS = (",", ";", "\t", "|")
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")


@dataclass
class Guess:
    """What a file says of itself; what it does not say is empty.

    ``columns`` are keys and headers, ``tags`` the headers of amounts tagged with areas, ``joined`` the headers whose
    texts make an id together, ``wide`` headers of amounts by year and stage, ``doubled`` those that stand for what
    another stands for, ``years`` headers that may say the year, ``unused`` headers that nothing is read from,
    ``asked`` those of them that may say what the amounts of the rows are, ``units`` those of columns that say another
    than ``unit``, ``book`` a column but for which rows repeat
    and what it says last.
    """

    file: str
    delimiter: str = ","
    sheet: str = ""
    header_row: int = 0
    header_rows: int = 1
    kind: str = "programmes"
    columns: dict[str, str] = field(default_factory=dict)
    tags: GuessedTags = NO_TAGS
    joined: list[str] = field(default_factory=list)
    book: tuple[str, str] = ("", "")
    wide: dict[str, HeaderPeriod] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    unit: str = ""
    units: dict[str, str] = field(default_factory=dict)
    currency: str = ""
    fiscal_year: int = 0

    @property
    def says_year(self) -> bool:
        """Whether a column or each header of amounts says the year."""
        dated = bool(self.wide) and all(period.fiscal_year for period in self.wide.values())
        return dated or "fiscal_year" in self.columns

    @property
    def says_stage(self) -> bool:
        """Whether a column or each header of amounts says the stage."""
        staged = bool(self.wide) and all(period.stage for period in self.wide.values())
        return staged or "stage" in self.columns


def guess(folder: Path, file: str) -> Guess:
    """Look at a file of a folder.

    Raises
    ------
    Unreadable
        where it cannot be opened; why is in no report, for ``check`` says it again.
    """
    found, sheet = _opened(folder, file)
    head = [[clean(cell) for cell in row] for row in sheet.head]
    first, found.header_rows = _whole_header(head, _header_of(head))
    found.header_row = first + 1
    header = column_names(head, first, found.header_rows)
    every = range(len(header))
    body = sheet.body(first + found.header_rows, every, every, len(header))
    rows = list(zip(*(body.columns[at].slice(0, _SAMPLE).to_pylist() for at in every), strict=True))
    above = " ".join(cell for row in head[:first] for cell in row if cell)
    _columns(found, header, rows)
    cells = {name: body.columns[at] for at, name in enumerate(header) if name}
    found.book = repeated_by(found.columns, cells)
    found.joined = joined_ids(found.columns, cells, found.book[0])
    found.unused = [name for name in found.unused if name not in (*found.joined, found.book[0])]
    _money(found, sheet, header, rows, above)
    by_row, found.currency = row_columns(found.unused, cells, found.currency)
    found.columns |= by_row
    found.currency = found.currency or currency_of_script(cell for row in [header, *rows] for cell in row)
    found.unused = [name for name in found.unused if name not in by_row.values()]
    found.filled = _said_once(found, header, rows)
    found.asked = may_differ(found.unused, cells, found.currency)
    if not found.says_year:
        found.years = years_in(header, rows)
        doubtful = set(found.years) - {found.columns.get("start"), found.columns.get("end")}
        years = {int(each) for each in _YEAR.findall(above if doubtful else f"{above} {Path(file).stem}")}
        found.fiscal_year = years.pop() if len(years) == 1 else 0
    return found


def _opened(folder: Path, file: str) -> tuple[Guess, Sheet]:
    options = []
    for delimiter in _DELIMITERS:
        source = Source(file=file, unit="1", delimiter=delimiter, columns={})
        sheet = open_sheet(folder, source, Report())
        widths = [sum(bool(cell.strip()) for cell in row) for row in sheet.head]
        options.append((sorted(widths)[len(widths) // 2], Guess(file, delimiter, sheet.name), sheet))
        if sheet.name:
            break
    _, found, sheet = max(options, key=lambda option: option[0])
    fuller = max(marks_of(sheet).others, key=lambda other: _numbers(other.head) if other.visible else 0, default=None)
    if fuller is None or not fuller.visible or _numbers(fuller.head) <= 2 * _numbers(sheet.head):
        return found, sheet
    source = Source(file=file, unit="1", sheet=fuller.name, columns={})
    return Guess(file, sheet=fuller.name), open_sheet(folder, source, Report())


def _numbers(head: Sequence[Sequence[str]]) -> int:
    """How many numbers stand in rows that hold a text too."""
    return sum(sum(map(_is_number, row)) for row in head if any(cell.strip() and not _is_number(cell) for cell in row))


def _is_number(text: str) -> bool:
    """Whether a text is a number in any country's separators."""
    for decimal in ("", ","):
        try:
            read_number(canonical(ascii_digits(text), decimal), unit("KRW", "KRW"))
        except MoneyError:
            continue
        return True
    return False


def _header_of(head: Sequence[Sequence[str]]) -> int:
    """The row of the most distinct names, none a number, above a row that is about as full."""

    def score(at: int) -> tuple[int, int]:
        cells = [cell.strip() for cell in head[at] if cell.strip()]
        known = sum(bool(roles(cell)) for cell in cells)
        numbers = sum(map(_is_amount, cells))
        return known * 2 + len(set(cells)) - 3 * numbers, -at

    return max(range(min(len(head), 30)), key=score)


def _said_once(found: Guess, header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The columns of ministries and the like that rows of programmes leave empty below one that says it."""
    ids = [header.index(name) for key in ("programme", "name") if (name := found.columns.get(key)) in header]
    own = [
        row
        for row in rows
        if any(row[at].strip() and not total_word(row[at]) for at in ids) and any(map(_is_amount, row))
    ]
    grouping = [found.columns[key] for key in ("ministry", "committee") if key in found.columns]
    empty = {name: [not row[header.index(name)].strip() for row in own] for name in grouping}
    return [name for name, blank in empty.items() if blank and not blank[0] and any(blank)]


def _whole_header(head: Sequence[Sequence[str]], at: int) -> tuple[int, int]:
    """The first row of a header and how many it spans: rows beside it that tell apart columns of one name."""
    first, count = at, 1
    above = [cell for cell in head[at - 1] if cell] if at else []
    if _unclear(head, at, 1) and len(above) > 1 and not any(map(_is_amount, above)):
        upper = column_names(head, at - 1, 2)
        first, count = (at - 1, 2) if len(set(upper)) > len(set(column_names(head, at, 1))) else (first, count)
    while count < _MOST_HEADER_ROWS and first + count < len(head):
        below = {number for number, cell in enumerate(head[first + count]) if cell}
        amounts = any(_is_amount(cell) for cell in head[first + count])
        if not below or amounts or not below <= _unclear(head, first, count):
            break
        count += 1
    return first, count


def _unclear(head: Sequence[Sequence[str]], first: int, count: int) -> set[int]:
    """The columns that a header names as it names others, or not at all."""
    names = column_names(head, first, count)
    return {number for number, name in enumerate(names) if not name or names.count(name) > 1}


def _is_amount(cell: str) -> bool:
    return _is_number(cell) and not year(cell)


def _columns(found: Guess, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    share = [_numeric(rows, at) for at in range(len(header))]
    taken: set[int] = set()
    claims = sorted(
        (sure, at, role)
        for at, name in enumerate(header)
        for sure, role in roles(name)
        if role not in (CODE, OTHER) and _fits(role, share[at]) and not (role == "amount" and is_other(name))
    )
    found.wide = wide_columns(header, rows, share)
    found.doubled = doubled(found.wide)
    found.wide = {name: period for name, period in found.wide.items() if name not in found.doubled}
    taken |= {header.index(name) for name in found.wide}
    for _, at, role in claims:
        if at not in taken and role not in found.columns and not (role == "amount" and found.wide):
            found.columns[role] = header[at]
            taken.add(at)
    if "name" not in found.columns and "account" in found.columns:
        found.columns["name"] = found.columns.pop("account")
    if not {"programme", "name"} & found.columns.keys():
        _of_unknown_headers(found, header, rows, share, taken)
    if "programme" not in found.columns or not _distinct(rows, header.index(found.columns["programme"])):
        found.columns = (
            {"programme": found.columns["name"]} | found.columns if "name" in found.columns else found.columns
        )
    _tagged(found, header, share, taken)
    if "amount" not in found.columns and not found.wide:
        _last_numbers(found, header, share, taken)
    _of_parts(found)
    found.unused = [name for at, name in enumerate(header) if name and at not in taken]


def _of_unknown_headers(
    found: Guess, header: Sequence[str], rows: Sequence[Sequence[str]], share: Sequence[float], taken: set[int]
) -> None:
    """Take the first columns in which no cell repeats for ids and names, where no header is known to name them."""
    free = [at for at, name in enumerate(header) if name and at not in taken]
    unlike = [at for at in free if _distinct(rows, at, _ALL_BUT_FEW)]
    named = [at for at in unlike if not share[at]]
    ids = unlike[:1] if unlike and header[unlike[0]] != found.columns.get("amount") else []
    for role, at in [*(("programme", at) for at in ids), *(("name", at) for at in named if at not in ids)][:2]:
        found.columns[role] = header[at]
        taken.add(at)


def _tagged(found: Guess, header: Sequence[str], share: Sequence[float], taken: set[int]) -> None:
    """Columns of amounts tagged with areas, which are no amounts of a programme."""
    free = [
        name for at, name in enumerate(header) if name and at not in taken and (share[at] > _MOSTLY or not share[at])
    ]
    found.tags = tags_in(free)
    taken |= {header.index(name) for name in (*found.tags.headers, *found.tags.others)}


def _of_parts(found: Guess) -> None:
    """Make it a source of subprogrammes where a column names their parents."""
    found.kind = "subprogrammes" if {"parent", "programme"} <= set(found.columns) else "programmes"
    if found.kind == "subprogrammes":
        own = found.columns.pop("programme")
        found.columns.setdefault("subprogramme", own)
    else:
        found.columns = {key: name for key, name in found.columns.items() if key not in ("parent", "subprogramme")}


def _distinct(rows: Sequence[Sequence[str]], at: int, share: float = 0.5) -> bool:
    cells = [row[at] for row in rows if row[at].strip()]
    return len(set(cells)) >= share * len(cells) > 0


def _last_numbers(found: Guess, header: Sequence[str], share: Sequence[float], taken: set[int]) -> None:
    fits = (
        at for at in reversed(range(len(header))) if header[at] and share[at] > _MOSTLY and not is_other(header[at])
    )
    at = next((at for at in fits if at not in taken), None)
    if at is not None:
        found.columns["amount"] = header[at]
        taken.add(at)


def _numeric(rows: Sequence[Sequence[str]], at: int) -> float:
    cells = [cell for row in rows if (cell := row[at].strip()) and not is_scale(cell)]
    return sum(_is_number(cell) for cell in cells) / len(cells) if cells else 0.0


def _fits(role: str, numeric: float) -> bool:
    if role == "amount":
        return numeric > 0.6
    return role in {"programme", "parent", "subprogramme", "fiscal_year", "start", "end"} or numeric < 0.5


def _money(found: Guess, sheet: Sheet, header: Sequence[str], rows: Sequence[Sequence[str]], above: str) -> None:
    named = [name for name in (found.columns.get("amount", ""), *found.wide) if name]
    first = " ".join(rows[0]) if rows and not any(map(_is_number, rows[0])) else ""
    alone = [texts[0] for row in rows if len(texts := [cell for cell in row if cell.strip()]) == 1]
    formats = {header[at]: shown for at, shown in marks_of(sheet).number_formats.items() if at < len(header)}
    money = money_of(named, f"{above} {first}".strip(), alone, formats)
    found.unit, found.currency, found.units = money.unit, money.currency, dict(money.units)
