"""What points and commas of a file mean where its own cells leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from crosscut.ingest.number_style import Mask, Style, found_style
from crosscut.money import MoneyError, unit


@dataclass(frozen=True)
class GuessedStyle:
    """The mark before decimals, and the cell that leaves it to decide; both empty where the cells say it."""

    decimal: str = ""
    doubtful: str = ""


CLEAR = GuessedStyle()


def style_of(
    columns: Sequence[tuple[pa.Array, Mask | None]], delimiter: str, unit_name: str, currency: str
) -> GuessedStyle:
    """What columns of amounts leave open of how they are written.

    A point before three digits stands between thousands where the unit has no such decimals, as a yen has none.

    Parameters
    ----------
    columns
        The cells of each column, and which of them the file holds as numbers.
    delimiter
        What parts the cells of the file.
    unit_name, currency
        What one in a cell is worth; empty where that is not known.
    """
    texts, typed = [cells for cells, _ in columns], [mask for _, mask in columns]
    _, question = found_style(texts, typed, Style(), semicolons=delimiter == ";", currency=currency)
    if question is None or question.against:
        return CLEAR
    if question.beside:
        return GuessedStyle(question.mark, question.text)
    if question.mark == "." and _cut_short(texts, typed, unit_name, currency):
        return GuessedStyle(decimal=",")
    return GuessedStyle(",", question.text)


def _cut_short(texts: Sequence[pa.Array], typed: Sequence[Mask | None], unit_name: str, currency: str) -> bool:
    """Whether a point before decimals would leave a fraction of the smallest unit."""
    try:
        worth = unit(unit_name, currency).factor
    except MoneyError:
        return False
    written = (
        text
        for column, mask in zip(texts, typed, strict=True)
        for text, is_number in zip(column.to_pylist(), mask if mask is not None else [False] * len(column), strict=True)
        if not is_number and _is_plain(text)
    )
    return any(Decimal(text) * worth % 1 for text in written)


def _is_plain(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()
