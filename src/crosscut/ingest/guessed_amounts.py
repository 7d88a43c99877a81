"""Which column of a file holds its amounts where several may."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from crosscut.ingest.guessed_header import number_of
from crosscut.ingest.guessed_periods import is_other, years_in
from crosscut.ingest.header_words import roles
from crosscut.ingest.stage_words import role_of_header

_MOSTLY = 0.8
"""The share of numbers among the cells of a column of amounts."""


def taken_amount(
    columns: Mapping[str, str],
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    share: Sequence[float],
    taken: Collection[int],
    *,
    by_period: bool,
) -> tuple[str, list[str]]:
    """The header of the amounts and those of the other columns that may be meant.

    Where no header is known to name amounts, that is the last column of numbers. Where one is, others are meant that
    speak of amounts too, or of their stage.

    Parameters
    ----------
    columns
        What is taken so far, by its key.
    header, rows, share, taken
        The header, the rows below it, the share of numbers in each column, and those that something is read from.
    by_period
        Whether columns are amounts by year or stage: then none is that of all amounts, and others may be of a stage.
    """
    named = [header.index(columns[key]) for key in ("programme", "name") if key in columns]
    free = [
        at for at, name in enumerate(header) if name and at not in taken and share[at] > _MOSTLY and not is_other(name)
    ]
    dated = years_in(header, rows)
    behind = [header[at] for at in free if (not named or at > min(named)) and header[at] not in dated]
    if by_period:
        return "", [name for name in behind if role_of_header(name) is not None]
    amount = columns.get("amount") or (header[free[-1]] if free else "")
    others = [name for name in behind if name != amount and ("amount" not in columns or _speaks_of_amounts(name))]
    parts = [header.index(name) for name in behind if name != amount]
    return amount, [] if amount and _are_parts(rows, parts, header.index(amount)) else others


def _are_parts(rows: Sequence[Sequence[str]], parts: Sequence[int], whole: int) -> bool:
    """Whether columns add up to another in every row, and hold nothing below zero."""
    told = [([number_of(row[at]) or 0 for at in parts], number_of(row[whole])) for row in rows]
    sums = [(numbers, total) for numbers, total in told if total is not None]
    return len(parts) > 1 and all(min(numbers) >= 0 and sum(numbers) == total for numbers, total in sums)


def _speaks_of_amounts(name: str) -> bool:
    return role_of_header(name) is not None or any(role == "amount" for _, role in roles(name))
