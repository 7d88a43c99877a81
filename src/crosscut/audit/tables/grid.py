"""A table as a grid of figures under headers, with the unit of each column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from crosscut.audit.documents.model import Cell, Table
from crosscut.audit.figures.printed_number import Token
from crosscut.audit.figures.scan import scan
from crosscut.audit.tables.bracketed_values import is_parted, spread
from crosscut.audit.tables.levels import levels
from crosscut.audit.tables.plain_cells import plain
from crosscut.audit.tables.rate_columns import rated
from crosscut.audit.tables.row_codes import are_codes
from crosscut.audit.tables.table_units import WORDED, TableUnit, of_currency, unit_of

_NUMBER = re.compile(
    r"\[?(?P<sign>[-−–△▲∆+]|\(-)?\s{0,2}(?P<open>\()?\s?(?P<money>KRW|USD|EUR"
    r"|[$€₩£])?\s{0,3}(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,6}"
    r"|[0-9]{1,18})(?P<decimals>\.[0-9]{1,8})?\s?(?P<percent>%p?|%P)?(?:\)\s?(?P<behind>%)|\)?\]?)"
)
_NOTE_MARK = re.compile(r"(?<=[0-9%)])\s?(?:[¹²³⁰⁴-⁹⁽⁾]{1,4}|주\s?[0-9]{0,2}\)|\*{1,3}|[†‡])$")
"""What refers to a note, behind a cell's number."""

_YEAR = re.compile(r"(?:FY ?)?['’‘]?(?:19|20)?[0-9]{2}\.?(?:년도?)?(?:\s?[(（].{0,12})?")
_KEPT = 2**14
"""Texts of cells of which it is kept in mind whether they are numbers: a column is asked several times."""

_EMPTY = frozenset({"", "-", "–", "—", "−", "·", "…", "x", "X", "n/a", "N/A"})
_WITH_ITS_RATE = re.compile(r"^([-−–△▲+]?[0-9][0-9,]*) ?\([-−–△▲+]?[0-9]{1,3}(?:\.[0-9]{1,2})?%\)$")
"""A cell of a size with its rate in brackets, in a column where others have none."""

_IN_THOUSANDS = re.compile(r"[0-9],[0-9]{3}")
"""A size beside which a rate is that of its row, and the column one of sizes."""

_COUNTED = re.compile(
    r"(?:사업|과제|기관|기업|인원|건|부처|분야|품목)\s?수(?![가-힣])|개수|건수|인원|\((?:개|개소|개사|개교|곳|명|건|가구|세대|대|호|동|톤|필지|마리)\)|"
    r"(?<![A-Za-z])(?:number of|count|programmes|projects|headcount|no\.)(?![A-Za-z])|코드|code|순위|rank|번호|연번",
    re.IGNORECASE,
)
_QUOTIENT = re.compile(r"(?<![A-Za-z])(?:\([A-Za-z] ?[-−–] ?[A-Za-z]\)|[A-Za-z]) ?[/÷] ?[A-Za-z](?![A-Za-z])")
_CODE_ROW = re.compile(r"(?:코드|명칭|전화|연락처|code)(?: |/|$)", re.IGNORECASE)
_PERCENT = re.compile(
    r"%|퍼센트|비율|비중|구성비|[율률率](?![가-힣])|構成比|growth|share|rate(?![a-z])|per ?cent(?:age)?(?! ?point)",
    re.IGNORECASE,
)


_RATE_ROW = re.compile(
    r"%|퍼센트|percent|증\s?감\s?[률율]|증가율|감소율|구성비|(?:비중|비율)$|(?<![a-z])growth|growth rate|annual rate"
    r"|y/y|yoy",
    re.IGNORECASE,
)
"""A row of rates, whatever the columns say."""


@dataclass(frozen=True, slots=True)
class GridEntry:
    """A cell's number. ``size`` is signed; ``zero`` says that the cell only shows that there is nothing."""

    token: Token
    value: Fraction
    text: str
    zero: bool = False


def is_solid(entry: GridEntry | None) -> bool:
    """Whether a cell holds a number other than nothing."""
    return entry is not None and not entry.zero and entry.value != 0


@dataclass
class Grid:
    """The body of a table. ``headers`` and ``labels`` are the words of columns and rows."""

    headers: list[str]
    labels: list[str]
    cells: list[list[GridEntry | None]]
    kinds: list[str]
    words: str = ""
    start: int = 0
    levels: list[int] = field(default_factory=list)
    unread: frozenset[tuple[int, int]] = frozenset()
    """The rows and columns of cells whose digits are not read as one number."""

    @property
    def columns(self) -> list[int]:
        """The columns that hold numbers."""
        return [column for column, kind in enumerate(self.kinds) if kind]

    def column(self, column: int) -> list[GridEntry | None]:
        """The entries of a column."""
        return [row[column] for row in self.cells]

    def is_never_negative(self, column: int) -> bool:
        """Whether no number of a column is below nothing."""
        return all(each is None or each.value >= 0 for each in self.column(column))


def grid(table: Table) -> Grid | None:
    """The grid of a table, or None where it has no numbers under headers."""
    width = max((len(row) for row in table.rows), default=0)
    rows = plain([tuple(row) + (None,) * (width - len(row)) for row in table.rows])
    head = _head(rows)
    if width < 2 or head >= len(rows):
        return None
    rows = spread(rows, head, table.caption)
    width = len(rows[0])
    headers = _headers(rows[:head], width)
    headers = _parted_headers(headers)
    if sum(bool(header) for header in headers) < 2:
        return None
    words = f"{table.caption} {table.note} {' '.join(headers)}"
    body = rows[head:]
    numeric = [any(_is_number(row[column]) for row in body) for column in range(width)]
    first = next(
        (
            column
            for column in range(width)
            if numeric[column] and (column or len(body) < 2 or not _names(body, column))
        ),
        None,
    )
    if first is None:
        return None
    numeric[:first] = [False] * first
    labels = _labels(body, first, numeric)
    kept = [place for place, label in enumerate(labels) if not _CODE_ROW.match(label)]
    indents = [(table.indents[head:] or (0.0,) * len(body))[place] for place in kept]
    body, labels = [body[place] for place in kept], [labels[place] for place in kept]
    unit = (
        unit_of(table.caption)
        or unit_of(" ".join(headers[:first]))
        or unit_of(table.note)
        or unit_of(_alone(rows[:head]))
    )
    printed = _signs(body)
    unit = of_currency(unit, printed)
    kinds = [
        _kind(headers[column], [row[column] for row in body]) if numeric[column] else "" for column in range(width)
    ]
    kinds = rated(headers, kinds, body, words)
    falls = [kind == "level" or _falls([row[column] for row in body]) for column, kind in enumerate(kinds)]
    units = [of_currency(unit_of(header), printed) or unit for header in headers]
    cells = [
        [
            _entry(row[column], _row_kind(label, kinds[column]), units[column], falls=falls[column])
            if numeric[column]
            else None
            for column in range(width)
        ]
        for row, label in zip(body, labels, strict=True)
    ]
    unread = frozenset(
        (row, column)
        for row, entries in enumerate(cells)
        for column, entry in enumerate(entries)
        if entry is None and numeric[column] and _has_digits(body[row][column])
    )
    return Grid(headers, labels, cells, kinds, words, table.start, levels(labels, indents), unread)


def _has_digits(cell: Cell | None) -> bool:
    return cell is not None and any(letter.isdigit() for letter in cell.text)


def _names(body: list[tuple[Cell | None, ...]], column: int) -> bool:
    """Whether a first column of numbers is of names after all: years, codes or ranks."""
    texts = [cell.text for row in body if (cell := row[column]) is not None and cell.text]
    return are_codes(texts) or all(
        _YEAR.fullmatch(text) or not _is_text_number(text) or (text.isdigit() and len(text) <= 3) for text in texts
    )


def _is_number(cell: Cell | None) -> bool:
    return cell is not None and _is_text_number(cell.text)


@lru_cache(_KEPT)
def _is_text_number(text: str) -> bool:
    text = _WITH_ITS_RATE.sub(r"\1", _NOTE_MARK.sub("", text.strip()))
    return len(text) <= 40 and (
        _NUMBER.fullmatch(_opened_first(text)) is not None or is_parted(text) or _amount(text) is not None
    )


def _amount(text: str) -> Token | None:
    """A cell that is one amount with its own unit."""
    if not text or len(text) > 40 or not any(letter.isdigit() for letter in text):
        return None
    tokens = scan(text)
    whole = (
        len(tokens) == 1
        and tokens[0].kind in ("amount", "percentage", "points")
        and tokens[0].end >= len(text.rstrip(" )↑↓"))
    )
    return tokens[0] if whole and not text[: tokens[0].start].strip(" (△▲∆+-−–") else None


def _opened_first(text: str) -> str:
    """A cell with its bracket before the sign of its currency: ``($1,086)`` for ``$(1,086)``."""
    return _SIGN_FIRST.sub(r"(\1", text)


def _head(rows: list[tuple[Cell | None, ...]]) -> int:
    """How many rows are headers: those above the first that holds a number that is no year."""
    for place, row in enumerate(rows):
        numbers = [cell.text for cell in row[1:] if cell is not None and _is_text_number(cell.text)]
        if numbers and not _years(numbers):
            return place
    return len(rows)


def _years(texts: list[str]) -> bool:
    """Whether numbers are years: two bare digits are one only beside the year before or after."""
    if not all(_YEAR.fullmatch(text) for text in texts):
        return False
    bare = [int(text) for text in texts if text.isdigit() and len(text) == 2]
    return not bare or (len(texts) > 1 and all(abs(one - other) == 1 for one, other in pairwise(bare)))


def _headers(rows: list[tuple[Cell | None, ...]], width: int) -> list[str]:
    """The words above each column; a merged header holds for the columns that it spans."""
    found = [""] * width
    for place, row in enumerate(rows):
        last = ""
        for column, cell in enumerate(row):
            if cell is not None:
                last = cell.text
            spans = cell is None and place + 1 < len(rows) and (column == 0 or row[column - 1] is None or bool(last))
            text = cell.text if cell is not None else (last if spans and _below(rows, place, column) else "")
            if text and text not in found[column]:
                found[column] = f"{found[column]} {text}".strip()
    return found


_FALLEN = re.compile(r"\((?!100(?:\.0{1,2})?\s?%?\s?\))[0-9][0-9.,]{0,12}\s?(?:%p?)?\s?\)\s?(?:%|bps)?")
_SIGN_FIRST = re.compile(r"^(US\$|[$€£₩¥]) ?\((?=[0-9])")
_CLOSED = re.compile(r"\([^()]*\)")
_MERGED = re.compile(r"(\([A-Z] ?- ?[A-Z]\)) ?(\([A-Z] ?- ?[A-Z]\) ?/ ?[A-Z])")


def _parted_headers(headers: list[str]) -> list[str]:
    """One merged header over the difference and the rate, parted between its two columns."""
    found = list(headers)
    for column in range(len(headers) - 1):
        match = _MERGED.search(headers[column])
        if match and _MERGED.search(headers[column + 1]):
            found[column] = headers[column].replace(match[0], match[1])
            found[column + 1] = headers[column + 1].replace(match[0], match[2])
    return found


def _below(rows: list[tuple[Cell | None, ...]], place: int, column: int) -> bool:
    """Whether a merged-away header has words of its own further down."""
    return any((cell := row[column]) is not None and cell.text for row in rows[place + 1 :])


def _labels(body: list[tuple[Cell | None, ...]], first: int, numeric: list[bool]) -> list[str]:
    labels = []
    for row in body:
        texts = [cell.text for cell in row[:first] if cell is not None and cell.text]
        if not texts:
            texts = [
                cell.text for column, cell in enumerate(row) if cell is not None and cell.text and not numeric[column]
            ][:1]
        labels.append(" / ".join(texts))
    return labels


def _kind(header: str, cells: list[Cell | None]) -> str:
    """What a column's numbers are: level (a size), percentage, or count."""
    texts = [_WITH_ITS_RATE.sub(r"\1", cell.text) for cell in cells if cell is not None and _is_number(cell)]
    if any("%" in text for text in texts) and not any("%" not in text and _IN_THOUSANDS.search(text) for text in texts):
        return "percentage"
    if _COUNTED.search(header):
        return "count"
    if _QUOTIENT.search(header):
        return "percentage"
    if _PERCENT.search(header) and not WORDED.search(header) and texts:
        return "percentage"
    return "level"


def _row_kind(label: str, kind: str) -> str:
    """What the numbers of a row are where they are sizes by their column: rates by their row's name."""
    return "percentage" if kind == "level" and _RATE_ROW.search(label) and not WORDED.search(label) else kind


def _alone(head: list[tuple[Cell | None, ...]]) -> str:
    """The words of a header line that is one bracket and nothing else: it is said of all columns."""
    for row in head:
        texts = list(dict.fromkeys(cell.text.strip() for cell in row if cell is not None and cell.text.strip()))
        if len(texts) == 1 and texts[0].startswith("(") and texts[0].endswith(")"):
            return texts[0]
    return ""


def _signs(body: list[tuple[Cell | None, ...]]) -> set[str]:
    """The signs of currencies that cells print before their numbers."""
    matches = (_NUMBER.fullmatch(cell.text.strip()) for row in body for cell in row if cell is not None)
    return {match["money"] for match in matches if match and match["money"]}


def _falls(cells: list[Cell | None]) -> bool:
    """Whether brackets in a column of rates are its minus signs: some stand beside numbers without any."""
    texts = [cell.text.strip() for cell in cells if _is_number(cell) and cell is not None]
    closed = [_FALLEN.fullmatch(text) is not None for text in texts]
    return any(closed) and not all(closed)


def _entry(cell: Cell | None, kind: str, unit: TableUnit | None, *, falls: bool) -> GridEntry | None:
    if cell is None:
        return None
    text = _WITH_ITS_RATE.sub(r"\1", _NOTE_MARK.sub("", cell.text.strip()))
    if text in _EMPTY:
        zero = Token("number", cell.start, cell.end, cell.start, Fraction(0), Fraction(0), 0)
        return GridEntry(zero, Fraction(0), text, zero=True) if text else None
    match = _NUMBER.fullmatch(_opened_first(text))
    if match is None:
        return _worded_entry(cell, text)
    digits = match["number"].replace(",", "") + (match["decimals"] or "")
    decimals = len(match["decimals"] or "") - bool(match["decimals"])
    percent = match["percent"] or "%" * (match["behind"] is not None)
    closed = falls and bool(match["open"]) and ")" in text and (not percent or kind == "percentage")
    sign = -1 if (match["sign"] or "+")[-1] in "-−–△▲∆" or closed else 1
    start = cell.start + cell.text.index(match["number"])
    end = start + len(match["number"]) + len(match["decimals"] or "")
    told = -1 if sign < 0 else 1 if match["sign"] else 0
    token = Token("number", start, end, start, Fraction(digits), Fraction(1, 10**decimals), decimals, sign=told)
    token = _of_kind(token, percent, "count" if cell.thing else kind, unit)
    return GridEntry(replace(token, unit=cell.thing) if cell.thing else token, token.size * sign, text)


def _of_kind(token: Token, percent: str, kind: str, unit: TableUnit | None) -> Token:
    """A plain number as what its column holds: a rate, a count, or an amount of its unit."""
    if percent or kind == "percentage":
        return replace(
            token,
            kind="points" if len(percent) > 1 else "percentage",
            size=token.size / 100,
            step=token.step / 100,
            scale=Fraction(1, 100),
            unit="%",
        )
    if kind == "count":
        return replace(token, kind="count")
    if unit is None:
        return token
    return replace(
        token,
        kind="amount",
        size=token.size * unit.factor,
        step=token.step * unit.factor,
        scale=unit.factor,
        currency=unit.currency,
        unit=unit.name,
    )


def _worded_entry(cell: Cell, text: str) -> GridEntry | None:
    token = _amount(text)
    if token is None:
        return None
    start = cell.start + cell.text.index(text)
    closed = _CLOSED.fullmatch(text) is not None and token.kind == "amount"
    token = replace(token, sign=-1) if closed and not token.sign else token
    sign = token.sign or 1
    placed = replace(token, start=start + token.start, end=start + token.end, number=start + token.number, loose="")
    placed = replace(placed, round_to=Fraction(0))
    return GridEntry(placed, token.size * sign, text)
