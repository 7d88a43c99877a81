"""What an office's own file looks like: where its header is, what its columns are, its unit, years and marks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from crosscut.characters import folded
from crosscut.config import Source
from crosscut.ingest.guessed_ids import joined_ids, repeated_by
from crosscut.ingest.guessed_periods import HeaderPeriod, doubled, is_other, wide_columns, years_in
from crosscut.ingest.guessed_rows import may_differ, row_columns
from crosscut.ingest.guessed_tags import NO_TAGS, GuessedTags, tags_in
from crosscut.ingest.header import printed_units
from crosscut.ingest.header_words import CODE, OTHER, roles
from crosscut.ingest.readers import open_sheet
from crosscut.ingest.readers.sheet import Sheet
from crosscut.ingest.report import Report
from crosscut.money import CURRENCIES, MoneyError, ascii_digits, canonical, is_scale, read_number, unit
from crosscut.text.year_words import year

_SAMPLE = 500
"""Rows that are looked at."""
_MOSTLY = 0.8
"""The share of numbers among the cells of a column of amounts."""
_DELIMITERS = (",", ";", "\t", "|")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")
_SHORT_UNITS = {"mkrw": "million", "keur": "thousand", "meur": "million", "kusd": "thousand", "musd": "million"}
_SCALES = (
    "thousand",
    "million",
    "billion",
    "천",
    "백만",
    "억",
    "千",
    "百万",
    "億",
    "crore",
    "lakh",
    "tsd",
    "mio",
    "mrd",
)


@dataclass
class Guess:
    """What a file says of itself; what it does not say is empty.

    ``columns`` are keys and headers, ``tags`` the headers of amounts tagged with areas, ``joined`` the headers whose
    texts make an id together, ``wide`` headers of amounts by year and stage, ``doubled`` those that stand for what
    another stands for, ``years`` headers that may say the year, ``unused`` headers that nothing is read from,
    ``asked`` those of them that may say what the amounts of the rows are, ``book`` a column but for which rows repeat
    and what it says last.
    """

    file: str
    delimiter: str = ","
    sheet: str = ""
    header_row: int = 0
    kind: str = "programmes"
    columns: dict[str, str] = field(default_factory=dict)
    tags: GuessedTags = NO_TAGS
    joined: list[str] = field(default_factory=list)
    book: tuple[str, str] = ("", "")
    wide: dict[str, HeaderPeriod] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    unit: str = ""
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
    head = sheet.head
    found.header_row = _header_of(head) + 1
    header = [cell.strip() for cell in head[found.header_row - 1]]
    every = range(len(header))
    body = sheet.body(found.header_row, every, every, len(header))
    rows = list(zip(*(body.columns[at].slice(0, _SAMPLE).to_pylist() for at in every), strict=True))
    above = " ".join(cell for row in head[: found.header_row - 1] for cell in row if cell)
    _columns(found, header, rows)
    cells = {name: body.columns[at] for at, name in enumerate(header) if name}
    found.book = repeated_by(found.columns, cells)
    found.joined = joined_ids(found.columns, cells, found.book[0])
    found.unused = [name for name in found.unused if name not in (*found.joined, found.book[0])]
    below = " ".join(rows[0]) if rows and not any(map(_is_number, rows[0])) else ""
    _money(found, f"{above} {below}")
    by_row, found.currency = row_columns(found.unused, cells, found.currency)
    found.columns |= by_row
    found.currency = found.currency or _currency_of(cell for row in [header, *rows] for cell in row)
    found.unused = [name for name in found.unused if name not in by_row.values()]
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
    best = max(options, key=lambda option: option[0])
    return best[1], best[2]


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
        numbers = sum(_is_number(cell) and not year(cell) for cell in cells)
        return known * 2 + len(set(cells)) - 3 * numbers, -at

    return max(range(min(len(head), 30)), key=score)


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
    if "programme" not in found.columns or not _distinct(rows, header.index(found.columns["programme"])):
        found.columns = (
            {"programme": found.columns["name"]} | found.columns if "name" in found.columns else found.columns
        )
    _tagged(found, header, share, taken)
    if "amount" not in found.columns and not found.wide:
        _last_numbers(found, header, share, taken)
    _of_parts(found)
    found.unused = [name for at, name in enumerate(header) if name and at not in taken]


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


def _distinct(rows: Sequence[Sequence[str]], at: int) -> bool:
    cells = [row[at] for row in rows if row[at].strip()]
    return len(set(cells)) * 2 >= len(cells) > 0


def _last_numbers(found: Guess, header: Sequence[str], share: Sequence[float], taken: set[int]) -> None:
    fits = (
        at for at in reversed(range(len(header))) if header[at] and share[at] > _MOSTLY and not is_other(header[at])
    )
    at = next((at for at in fits if at not in taken), None)
    if at is not None:
        found.columns["amount"] = header[at]
        taken.add(at)


def _numeric(rows: Sequence[Sequence[str]], at: int) -> float:
    cells = [row[at].strip() for row in rows if row[at].strip()]
    return sum(_is_number(cell) for cell in cells) / len(cells) if cells else 0.0


def _fits(role: str, numeric: float) -> bool:
    if role == "amount":
        return numeric > 0.6
    return role in {"programme", "parent", "subprogramme", "fiscal_year", "start", "end"} or numeric < 0.5


def _money(found: Guess, above: str) -> None:
    """The unit and the currency that the header of amounts, or what stands above it, says."""
    named = [name for name in (found.columns.get("amount", ""), *found.wide) if name]
    texts = [*(each for text in (*named, above) for each in printed_units(text)), *named]
    for text in texts:
        for code in _codes(text, above):
            scale = _scale(text, code)
            if scale:
                found.unit, found.currency = scale, code
                return
        found.currency = found.currency or next(iter(_codes(text, "")), "")
    words = (word for text in texts for word in _WORD.findall(folded(text)) if len(word) > 2 and is_scale(word))
    found.unit = next(words, "")


def _currency_of(cells: Iterable[str]) -> str:
    """The currency of the one country whose script the cells are written in; empty where they do not show it."""
    text = "".join(cells)
    table = (files("crosscut.ingest") / "data" / "script_currencies.csv").read_text(encoding="utf-8")
    return next(
        (
            row["currency"]
            for row in csv.DictReader(table.splitlines())
            if re.search(f"[{chr(int(row['first'], 16))}-{chr(int(row['last'], 16))}]", text)
        ),
        "",
    )


def _codes(text: str, above: str) -> list[str]:
    """The currencies that a text may be in, named ones first."""
    words = set(_WORD.findall(folded(f"{text.replace('_', ' ')} {above}")))
    named = [
        code
        for code in CURRENCIES
        if code.lower() in words or any(w.endswith(code.lower()) for w in words if w in _SHORT_UNITS)
    ]
    signs = {"원": "KRW", "円": "JPY", "€": "EUR", "£": "GBP", "$": "USD", "元": "CNY", "₹": "INR"}
    return named + [code for sign, code in signs.items() if sign in text and code not in named]


def _scale(text: str, code: str) -> str:
    plain = folded(text.replace("_", " "))
    for candidate in (text, plain):
        try:
            return candidate if unit(candidate, code) else ""
        except MoneyError:
            continue
    for word in _WORD.findall(plain):
        if word in _SCALES or word in _SHORT_UNITS:
            return str(_SHORT_UNITS.get(word, word))
    return code if code.lower() in plain.split() else ""
