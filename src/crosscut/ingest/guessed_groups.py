"""Which column names whom rows are of, where no header that is known says so: by where it stands and how it repeats."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from crosscut.ingest.guessed_codes import codes_of
from crosscut.ingest.guessed_header import is_amount
from crosscut.ingest.header_words import OTHER, roles
from crosscut.ingest.row_words import groups_of
from crosscut.ingest.total_words import total_word

_FEWEST_LETTERS = 3
"""Letters from which a text is the name of an office, and no code of one."""
_SAYS_MORE = {"fiscal_year", "start", "end", "stage", "account", "committee", OTHER}
"""What headers may say of columns that name no office."""

Rows = Sequence[Sequence[str]]


def group_of(header: Sequence[str], rows: Rows, taken: Collection[int], before: int) -> int | None:
    """The first column, left of the names of programmes, that several rows share a name of; None where none does.

    Parameters
    ----------
    header, rows
        The names of the columns, and the first rows.
    taken
        The columns that are something else.
    before
        The column of the names.
    """
    data = _data(rows, before)
    free = (at for at in range(before) if header[at] and at not in taken and not _says_more(header[at]))
    return next((at for at in free if _names_groups([row[at].strip() for row in data], header[at])), None)


def block_columns(header: Sequence[str], rows: Rows) -> list[int]:
    """The columns that rows leave empty below one that says it, left of one that each of these rows fills."""
    data = [row for row in rows if any(map(is_amount, row)) and not any(map(total_word, row))]
    filled = [[bool(row[at].strip()) for row in data] for at in range(len(header))]
    texts = [at for at, each in enumerate(filled) if data and all(each) and not any(is_amount(row[at]) for row in data)]
    last = max(texts, default=0)
    return [at for at in range(last) if filled[at] and filled[at][0] and not all(filled[at])]


def once_a_group(
    columns: Mapping[str, str], header: Sequence[str], rows: Rows, merged: Collection[tuple[int, int]]
) -> list[str]:
    """The columns of ministries and the like that rows of programmes leave empty below one that says it.

    The one that says it may be a row of its own, with or without a sum. ``merged`` are the row and the column of the
    cells that a merged one stands for.
    """
    ids = [header.index(name) for key in ("programme", "name") if (name := columns.get(key)) in header]
    own = [
        number
        for number, row in enumerate(rows)
        if any(row[at].strip() and not total_word(row[at]) for at in ids) and any(map(is_amount, row))
    ]
    grouping = [columns[key] for key in ("ministry", "committee") if key in columns]
    found = []
    for name in grouping if own else ():
        at = header.index(name)
        blank = [not rows[number][at].strip() and (number, at) not in merged for number in own]
        above = [text for row in rows[: own[0]] if (text := row[at].strip()) and not total_word(text)]
        if any(blank) and (not blank[0] or above):
            found.append(name)
    return found


def regrouped(columns: Mapping[str, str], header: Sequence[str], rows: Rows, taken: set[int]) -> dict[str, str]:
    """The columns, with a name that many rows share made a ministry, and what stands right of it the name.

    It is where no column is a ministry or an id yet, and the next column of words has another text in each row, for
    which another column, not ``taken``, has a code.
    """
    if {"ministry", "programme"} & columns.keys() or columns.get("name") not in header:
        return dict(columns)
    name = header.index(columns["name"])
    data = _data(rows, name)
    if not _names_groups([row[name].strip() for row in data], columns["name"]):
        return dict(columns)
    own = [at for at in range(name + 1, len(header)) if header[at] and header[at] not in columns.values()]
    other = next((at for at in own if _tells_apart([row[at].strip() for row in data])), None)
    if other is None or codes_of(other, header, rows, {*taken, other}, ()) is None:
        return dict(columns)
    return {**columns, "ministry": header[name], "name": header[other]}


def _says_more(header: str) -> bool:
    return any(role in _SAYS_MORE for sure, role in roles(header) if sure == 0)


def _names_groups(cells: Sequence[str], header: str) -> bool:
    """Whether cells are names, each of several rows, that say no kind of amount; blank ones are of the name above."""
    said = {cell for cell in cells if cell and not total_word(cell)}
    worded = all(sum(map(str.isalpha, cell)) >= _FEWEST_LETTERS for cell in said)
    kinds = any(groups_of(cell, header) for cell in said)
    several = "" in cells or 2 * len(said) <= len(cells) + 1 < 2 * len(cells)
    return bool(cells) and bool(cells[0]) and several and worded and not kinds


def _data(rows: Rows, name: int) -> Rows:
    """The rows of programmes: those with a name that is no total's, and an amount."""
    return [row for row in rows if row[name].strip() and not total_word(row[name]) and any(map(is_amount, row))]


def _tells_apart(cells: Sequence[str]) -> bool:
    worded = all(sum(map(str.isalpha, cell)) >= _FEWEST_LETTERS for cell in cells)
    return len(cells) > 1 and len(set(cells)) == len(cells) and worded
