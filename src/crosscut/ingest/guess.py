"""What an office's own file looks like: where its header is, what its columns are, its unit, years and marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crosscut.characters import clean
from crosscut.config import Source
from crosscut.ingest.beginning import beginning
from crosscut.ingest.cell_words import says_nothing
from crosscut.ingest.guessed_amounts import taken_amount
from crosscut.ingest.guessed_codes import (
    codes_named_as_names,
    codes_of,
    names_named_as_codes,
    running_numbers,
    upper_levels,
)
from crosscut.ingest.guessed_groups import block_columns, group_of, once_a_group, regrouped
from crosscut.ingest.guessed_header import currency_beside, is_amount, is_number, whole_header
from crosscut.ingest.guessed_ids import joined_ids, repeated_by
from crosscut.ingest.guessed_money import currency_of_script, money_of
from crosscut.ingest.guessed_periods import HeaderPeriod, is_other, settled, wide_columns, year_of_titles, years_in
from crosscut.ingest.guessed_rows import may_differ, row_columns
from crosscut.ingest.guessed_sheets import alike, fullest, rivals, visible_sheets
from crosscut.ingest.guessed_stages import NO_STAGES, GuessedStages, of_column, says_stage, stages_in
from crosscut.ingest.guessed_style import CLEAR, GuessedStyle, style_of
from crosscut.ingest.guessed_tags import NO_TAGS, GuessedTags, tags_in
from crosscut.ingest.header import column_names
from crosscut.ingest.header_words import CODE, OTHER, is_below, roles
from crosscut.ingest.printed_units import is_power_of_money, without_lead
from crosscut.ingest.readers import open_sheet
from crosscut.ingest.readers.evidence import fitting
from crosscut.ingest.readers.marks import OtherSheet
from crosscut.ingest.readers.sheet import Body, Sheet, marks_of
from crosscut.ingest.report import Report, Unreadable
from crosscut.ingest.stage_words import stage_of_header
from crosscut.ingest.total_words import total_word
from crosscut.money import is_scale

_SAMPLE = 500
"""Rows that are looked at."""
_MOSTLY = 0.8
"""The share of numbers among the cells of a column of amounts."""
_ALL_BUT_FEW = 0.95
_DELIMITERS = (",", ";", "\t", "|")


@dataclass
class Guess:
    """What a file says of itself; what it does not say is empty.

    ``encodings`` are those that a text may be in, where it makes sense in several; ``columns`` are keys and headers,
    ``tags`` the headers of amounts tagged with areas, ``stages`` the column of stages and its words, ``joined`` the
    headers whose texts make an id together, ``wide`` headers of amounts by year and stage, ``doubled`` those of them
    that share a period, ``rivals`` other headers that may be of the amounts, ``years`` headers that may say the year,
    ``unused`` headers that nothing is read from, ``asked`` those of them that may say what the amounts of the rows
    are, ``units`` those of columns that say another than ``unit``, ``sure_currency`` whether more says
    ``currency`` than a word that several countries share, ``book`` a column but for which rows repeat and what it
    says last, ``inferred`` what ``columns`` holds by how cells repeat and no header says, ``unread`` other sheets that
    hold numbers.
    """

    file: str
    delimiter: str = ","
    encodings: list[str] = field(default_factory=list)
    sheet: str = ""
    unread: list[str] = field(default_factory=list)
    header_row: int = 0
    header_rows: int = 1
    kind: str = "programmes"
    columns: dict[str, str] = field(default_factory=dict)
    inferred: list[str] = field(default_factory=list)
    tags: GuessedTags = NO_TAGS
    stages: GuessedStages = NO_STAGES
    joined: list[str] = field(default_factory=list)
    book: tuple[str, str] = ("", "")
    wide: dict[str, HeaderPeriod] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)
    rivals: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    style: GuessedStyle = CLEAR
    unit: str = ""
    units: dict[str, str] = field(default_factory=dict)
    currency: str = ""
    sure_currency: bool = True
    fiscal_year: int = 0

    @property
    def stage(self) -> str:
        """The usual stage that the header of the only column of amounts names; empty where it names none."""
        return "" if self.wide else stage_of_header(self.columns.get("amount", ""))

    @property
    def says_year(self) -> bool:
        """Whether a column or each header of amounts says the year."""
        dated = bool(self.wide) and all(period.fiscal_year for period in self.wide.values())
        return dated or "fiscal_year" in self.columns

    @property
    def says_stage(self) -> bool:
        """Whether a column or each header of amounts says the stage."""
        staged = bool(self.wide) and all(period.stage for period in self.wide.values())
        return staged or bool(self.stage) or "stage" in self.columns


def guesses(folder: Path, file: str) -> list[Guess]:
    """Look at a file of a folder, and at each visible sheet that holds a table of the same columns, years aside.

    Of a file of a million rows or more the first are looked at alone.

    Raises
    ------
    Unreadable
        where it cannot be opened; why is in no report, for ``check`` says it again.
    """
    with beginning(folder, file) as place:
        first, sheet, sheets = _opened(place, file)
        found = _looked_at(first, sheet)
        if not _holds_programmes(found):
            found, sheet = _better(place, found, sheet, sheets)
        more = alike(sheet, sheets)
        found.unread = [name for name in rivals(sheet, sheets) if name not in more]
        return [found, *(_looked_at(*_sheet_of(place, file, name)) for name in more)]


def _holds_programmes(found: Guess) -> bool:
    return bool(
        {"programme", "subprogramme"} & found.columns.keys() and ({"amount"} & found.columns.keys() or found.wide)
    )


def _better(folder: Path, found: Guess, sheet: Sheet, sheets: Sequence[OtherSheet]) -> tuple[Guess, Sheet]:
    """Another sheet that holds programmes, where the first holds none: sums by ministry alone."""
    for name in rivals(sheet, sheets):
        guess, other = _sheet_of(folder, found.file, name)
        if _holds_programmes(_looked_at(guess, other)):
            return guess, other
    return found, sheet


def _sheet_of(folder: Path, file: str, name: str) -> tuple[Guess, Sheet]:
    source = Source(file=file, unit="1", sheet=name, columns={})
    return Guess(file, sheet=name), open_sheet(folder, source, Report())


def _looked_at(found: Guess, sheet: Sheet) -> Guess:
    head = [[clean(cell) for cell in row] for row in sheet.head]
    first, found.header_rows = whole_header(head)
    found.header_row = first + 1
    header = column_names(head, first, found.header_rows)
    every = range(len(header))
    body = sheet.body(first + found.header_rows, every, every, len(header))
    rows = list(zip(*(body.columns[at].slice(0, _SAMPLE).to_pylist() for at in every), strict=True))
    above = " ".join(cell for row in head[:first] for cell in row if cell)
    _columns(found, header, rows)
    cells = {name: body.columns[at] for at, name in enumerate(header) if name}
    found.book = repeated_by(found.columns, {name: cells[name] for name in cells if name not in found.wide})
    if not found.says_year and found.book[0] in years_in(header, rows):
        found.columns["fiscal_year"], found.book = found.book[0], ("", "")
        found.unused.remove(found.columns["fiscal_year"])
    if not found.says_stage and says_stage(found.book[0]):
        found.stages = of_column(found.book[0], cells[found.book[0]].to_pylist())
        found.columns["stage"], found.book = found.book[0], ("", "")
        found.unused.remove(found.stages.header)
    found.joined = joined_ids(found.columns, cells, found.book[0])
    found.unused = [name for name in found.unused if name not in (*found.joined, found.book[0])]
    _money(found, sheet, header, rows, above)
    numbers = [at for at, name in enumerate(header) if name and name in (found.columns.get("amount"), *found.wide)]
    written = [(body.columns[at], body.typed.get(at)) for at in numbers]
    found.style = style_of(written, "" if found.sheet else found.delimiter, found.unit, found.currency)
    by_row, found.currency = row_columns(found.unused, cells, found.currency)
    found.columns |= by_row
    found.currency = found.currency or currency_of_script(cell for row in [header, *rows] for cell in row)
    found.unused = [name for name in found.unused if name not in by_row.values()]
    found.filled = once_a_group(found.columns, header, rows, _merged(sheet, body))
    found.asked = may_differ(found.unused, cells, found.currency)
    if not found.says_year:
        found.years = years_in(header, rows)
        doubtful = set(found.years) - {found.columns.get("start"), found.columns.get("end")}
        found.fiscal_year = year_of_titles([above] if doubtful else [above, found.sheet, Path(found.file).stem])
    return found


def _opened(folder: Path, file: str) -> tuple[Guess, Sheet, list[OtherSheet]]:
    try:
        return _in_encoding(folder, file, "")
    except Unreadable as fault:
        if fault.args != ("unknown-encoding",):
            raise
    encodings = [fit.encoding for fit in fitting((folder / file).read_bytes())]
    if not encodings:
        raise Unreadable("unknown-encoding")
    found, sheet, sheets = _in_encoding(folder, file, encodings[0])
    found.encodings = encodings
    return found, sheet, sheets


def _in_encoding(folder: Path, file: str, encoding: str) -> tuple[Guess, Sheet, list[OtherSheet]]:
    options = []
    for delimiter in _DELIMITERS:
        source = Source(file=file, unit="1", delimiter=delimiter, encoding=encoding, columns={})
        sheet = open_sheet(folder, source, Report())
        options.append((_evenly_parted(sheet.head), Guess(file, delimiter, sheet=sheet.name), sheet))
        if sheet.name:
            break
    _, found, sheet = max(options, key=lambda option: option[0])
    sheets = visible_sheets(sheet)
    if not sheets or (fuller := fullest(sheets)) == sheet.name:
        return found, sheet, sheets
    return *_sheet_of(folder, file, fuller), sheets


def _evenly_parted(head: Sequence[Sequence[str]]) -> int:
    """How many marks part the rows that have the most usual number of cells: a mark within cells parts few evenly."""
    widths = Counter(len(row) for row in head)
    return max((count * (width - 1) for width, count in widths.items()), default=0)


def _merged(sheet: Sheet, body: Body) -> set[tuple[int, int]]:
    """The row and the column of each cell that a merged one stands for, of the rows that are looked at."""
    place = {int(number): at for at, number in enumerate(body.row[:_SAMPLE].tolist())}
    return {
        (place[row], column)
        for merge in marks_of(sheet).merges
        for row in range(merge.first_row, merge.last_row + 1)
        for column in range(merge.first_column, merge.last_column + 1)
        if row in place
    }


_A_WORD = 2
"""How sure a claim is that rests on a word of a header; one of the whole header is surer."""


def _is_lesser(role: str, header: str) -> bool:
    """Whether another column that claims a role has it rather: of offices the upper one, of codes that of no office."""
    if role == "programme":
        return any(each == "ministry" for _, each in roles(header))
    return role == "ministry" and is_below(header)


def _role(role: str, at: int, worded: Sequence[int]) -> str:
    return "name" if role == "programme" and at in worded else role


def _columns(found: Guess, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    share = [_numeric(rows, at, name) for at, name in enumerate(header)]
    taken: set[int] = set()
    coded, dated = codes_named_as_names(header, rows), years_in(header, rows)
    worded = names_named_as_codes(header, rows)
    no_ids = {*running_numbers(header, rows), *block_columns(header, rows), *upper_levels(header, rows)}
    claims = sorted(
        (2 * sure + _is_lesser(role, name), at, _role(role, at, worded))
        for at, name in enumerate(header)
        for sure, role in roles(name)
        if role not in (CODE, OTHER, "stage")
        and not (role == "programme" and at in no_ids)
        and _fits(role, share[at])
        and not (role == "amount" and (is_other(name) or (sure and name in dated)))
        and not (role == "name" and at in coded)
    )
    found.wide, found.doubled = settled(wide_columns(header, rows, share), header, rows)
    taken |= {header.index(name) for name in found.wide}
    for sure, at, claimed in claims:
        below = claimed == "ministry" and sure < _A_WORD and "ministry" in found.columns
        role = "committee" if below and not any(each == "committee" for _, _, each in claims) else claimed
        if at not in taken and role not in found.columns and not (role == "amount" and found.wide):
            found.columns[role] = header[at]
            taken.add(at)
    if "name" not in found.columns and "account" in found.columns:
        found.columns["name"] = found.columns.pop("account")
    if not all(period.stage for period in found.wide.values()) or not found.wide:
        found.stages = stages_in(header, rows, taken)
    if found.stages.header:
        found.columns["stage"] = found.stages.header
        taken.add(header.index(found.stages.header))
    said = found.columns.get("ministry")
    found.columns = regrouped(found.columns, header, rows, taken)
    taken |= {header.index(found.columns["name"])} if "name" in found.columns else set()
    if "name" in found.columns and "programme" not in found.columns:
        coding = codes_of(header.index(found.columns["name"]), header, rows, taken, coded)
        found.columns |= {} if coding is None else {"programme": header[coding]}
        taken |= set() if coding is None else {coding}
    if not {"programme", "name"} & found.columns.keys():
        _of_unknown_headers(found, header, rows, share, taken)
    _grouped(found, header, rows, taken)
    found.inferred = [] if found.columns.get("ministry") == said else ["ministry"]
    if "programme" not in found.columns or not _distinct(rows, header.index(found.columns["programme"])):
        found.columns = (
            {"programme": found.columns["name"]} | found.columns if "name" in found.columns else found.columns
        )
    _tagged(found, header, share, taken)
    amount, found.rivals = taken_amount(found.columns, header, rows, share, taken, by_period=bool(found.wide))
    found.columns |= {"amount": amount} if amount else {}
    taken |= {header.index(amount)} if amount else set()
    _of_parts(found)
    found.unused = [name for at, name in enumerate(header) if name and at not in taken]


def _grouped(found: Guess, header: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int]) -> None:
    """Take the column that names groups of programmes for that of ministries, where no header says which is."""
    named = [header.index(found.columns[key]) for key in ("programme", "name") if key in found.columns]
    at = group_of(header, rows, taken, min(named)) if named and "ministry" not in found.columns else None
    if at is not None:
        found.columns["ministry"] = header[at]
        taken.add(at)


def _of_unknown_headers(
    found: Guess, header: Sequence[str], rows: Sequence[Sequence[str]], share: Sequence[float], taken: set[int]
) -> None:
    """Take the first columns in which no cell repeats for ids and names, where no header is known to name them."""
    free = [at for at, name in enumerate(header) if name and at not in taken]
    data = [row for row in rows if not any(map(total_word, row))]
    unlike = [at for at in free if _distinct(data, at, _ALL_BUT_FEW) and _is_filled(data, at)]
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


def _is_filled(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a column says something in nearly all rows of amounts, and not in the first of a block alone."""
    own = [bool(row[at].strip()) for row in rows if any(map(is_amount, row))]
    return sum(own) >= _MOSTLY * len(own) > 0


def _numeric(rows: Sequence[Sequence[str]], at: int, header: str) -> float:
    said = (cell for row in rows if (cell := row[at].strip()) and cell != header)
    cells = [cell for cell in said if not is_scale(cell) and not says_nothing(cell)]
    return sum(is_number(cell) for cell in cells) / len(cells) if cells else 0.0


def _fits(role: str, numeric: float) -> bool:
    if role == "amount":
        return numeric > 0.6
    return role in {"programme", "parent", "subprogramme", "fiscal_year", "start", "end"} or numeric < 0.5


def _unit_first(row: Sequence[str]) -> str:
    """What a first row says where it holds no numbers, or a power of ten of a currency alone: its unit."""
    said = list(filter(None, map(str.strip, row)))
    if said and all(map(is_power_of_money, said)):
        return said[0]
    return "" if any(map(is_number, row)) else " ".join(row)


def _money(found: Guess, sheet: Sheet, header: Sequence[str], rows: Sequence[Sequence[str]], above: str) -> None:
    named = [name for name in (found.columns.get("amount", ""), *found.wide) if name]
    first = _unit_first(rows[0]) if rows else ""
    alone = [texts[0] for row in rows if len(texts := [cell for cell in row if cell.strip()]) == 1]
    formats = {header[at]: shown for at, shown in marks_of(sheet).number_formats.items() if at < len(header)}
    texts = [*header, *(cell for row in rows for cell in row if not is_number(cell))]
    places = [header.index(name) for name in named if name in header]
    signs = dict.fromkeys(currency_beside(row[at]) for row in rows for at in places)
    money = money_of(named, " ".join([above, first, *signs]).strip(), alone, formats, texts)
    found.unit, found.currency = without_lead(money.unit), money.currency
    found.units = {name: without_lead(said) for name, said in money.units.items()}
    found.sure_currency = money.sure
