"""Which columns hold ids by the shape of their cells, where no header says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from crosscut.ingest.header_words import OTHER, roles
from crosscut.ingest.total_words import total_word
from crosscut.text.year_words import year

_CODE = re.compile(r"(?=.*\d)[^\W_][\w.\-/:·]{0,19}|\d[\d .:/-]{0,19}")
"""A text that holds a digit, without spaces but between figures, as ids do."""
_DATE = re.compile(r"(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:19|20)\d\d")
_ALL_BUT_FEW, _MOSTLY = 0.95, 0.8
_DECIMAL = re.compile(r"-?\d*[.,]\d+(?:[eE][-+]?\d+)?")
_NO_IDS = {"fiscal_year", "start", "end", "stage", "text", "parent", "amount"}
"""What headers say whose columns hold no ids of programmes, whatever their cells look like."""


def codes_named_as_names(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The numbers of columns whose headers say names and whose cells are codes, beside another that holds names."""
    named = [at for at, name in enumerate(header) if any(role == "name" for _, role in roles(name))]
    found = [at for at in named if _are_codes(rows, at, fewest=1)]
    return found if len(found) < len(named) else []


def names_named_as_codes(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The numbers of columns whose headers say ids and whose cells are words, beside another that holds codes."""
    named = [at for at, name in enumerate(header) if any(role == "programme" for _, role in roles(name))]
    coded = [at for at in named if _are_codes(rows, at)]
    return [at for at in named if at not in coded and not _hold_digits(rows, at)] if coded else []


def running_numbers(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The numbers of columns that count the rows from one, where another column's header says ids as well."""
    named = [at for at, name in enumerate(header) if any(role == "programme" for _, role in roles(name))]
    running = [at for at in named if _counts_rows(rows, at)]
    return running if len(running) < len(named) else []


def _counts_rows(rows: Sequence[Sequence[str]], at: int) -> bool:
    cells = [cell.rstrip(".") for row in rows if (cell := row[at].strip())]
    return len(cells) > 1 and cells == [str(number) for number in range(1, len(cells) + 1)]


def _hold_digits(rows: Sequence[Sequence[str]], at: int) -> bool:
    cells = [cell for row in rows if (cell := row[at].strip())]
    return sum(any(map(str.isdigit, cell)) for cell in cells) * 2 > len(cells)


def codes_of(
    name: int, header: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int], coded: Collection[int]
) -> int | None:
    """The first column, not taken, that holds a code for each name; None where none does.

    Columns of codes whose headers say names, ``coded``, are no measures even where the codes look like decimals: 1.1.
    """
    free = (at for at, text in enumerate(header) if text and at not in taken and not _says_other(text, rows, at))
    fits = (at for at in free if at in coded or not _counts(rows, at, name))
    return next((at for at in fits if _are_codes(rows, at) and _stand_for(rows, at, name)), None)


def _says_other(header: str, rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a header says that its column holds no ids: wholly, or in a word for changes and shares.

    One that says amounts does not where every cell holds a letter: ``M45-01`` below *Appropriation*.
    """
    lettered = all(any(map(str.isalpha, row[at])) for row in rows if row[at].strip())
    none = _NO_IDS - {"amount"} if lettered else _NO_IDS
    return any(role == OTHER or (sure == 0 and role in none) for sure, role in roles(header))


def _stand_for(rows: Sequence[Sequence[str]], at: int, name: int) -> bool:
    """Whether a code has one name, and a name few codes, but for a few that changed."""
    pairs = {(row[at], row[name]) for row in rows if row[at].strip() and row[name].strip()}
    coded, named = {code for code, _ in pairs}, {text for _, text in pairs}
    return len(coded) >= _MOSTLY * len(pairs) and len(coded) > 1 and len(coded) >= _MOSTLY * len(named)


def _counts(rows: Sequence[Sequence[str]], at: int, name: int) -> bool:
    """Whether a column holds decimals, or stands behind the names with nothing but figures, as measures do."""
    cells = [cell for row in rows if (cell := row[at].strip())]
    figures = all(cell.isdigit() for cell in cells) and at > name
    return figures or sum(bool(_DECIMAL.fullmatch(cell)) for cell in cells) > _MOSTLY * len(cells)


def upper_levels(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The numbers of columns whose headers say ids and whose codes repeat, beside another whose codes never do.

    A code that repeats with one name is of a programme that has several rows, such as one a year.
    """
    named = [at for at, name in enumerate(header) if any(role == "programme" for _, role in roles(name))]
    coded = [at for at in named if _are_codes(rows, at) and not _counts_rows(rows, at)]
    said = {at: [cell for row in rows if (cell := row[at].strip())] for at in coded}
    lowest = [at for at in coded if len(set(said[at])) == len(said[at]) >= max(map(len, said.values()))]
    names = [
        at for at in range(len(header)) if at not in coded and any(role == "name" for _, role in roles(header[at]))
    ]
    return [at for at in coded if lowest and at not in lowest and not _has_one_name(rows, at, names)]


def _has_one_name(rows: Sequence[Sequence[str]], at: int, names: Sequence[int]) -> bool:
    """Whether the codes of a column that repeat mostly have one name each."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        found.setdefault(row[at].strip(), []).append(tuple(row[name].strip() for name in names))
    again = [said for code, said in found.items() if code and len(said) > 1]
    return bool(names) and sum(len(set(said)) == 1 for said in again) * 2 > len(again)


def _are_codes(rows: Sequence[Sequence[str]], at: int, fewest: int = 2) -> bool:
    cells = [cell for row in rows if (cell := row[at].strip()) and not total_word(cell)]
    coded = sum(bool(_CODE.fullmatch(cell)) and not _DATE.fullmatch(cell) for cell in cells)
    return len(set(cells)) >= fewest and coded >= _ALL_BUT_FEW * len(cells) and not all(map(year, cells))
