"""A change that is known bounds a difference better than the two amounts do, and never wrongly."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from crosscut.figures import FigureBook, FigureContext
from crosscut.figures.known_changes import KnownChange
from crosscut.tables import AMOUNTS

SINCE, UNTIL = (2023, "confirmed"), (2024, "confirmed")


def atom(number: int, programme: str, year: int, amounts: tuple[int, int | None, int | None], area: str = "ai") -> dict:
    amount, low, high = amounts
    blank = {field.name: "" if pa.types.is_string(field.type) else None for field in AMOUNTS}
    return blank | {
        "row": str(number),
        "counting": "partition",
        "programme": programme,
        "area": area,
        "fiscal_year": year,
        "stage": "confirmed",
        "amount": amount,
        "low": low,
        "high": high,
    }


def book(*atoms: dict, changes: tuple[KnownChange, ...] = ()) -> FigureBook:
    return FigureBook(pa.Table.from_pylist(list(atoms), schema=AMOUNTS), FigureContext("t", "KRW"), changes)


def bounds(figures: FigureBook, **where: str) -> tuple[int | None, int | None]:
    sides = (figures.amount("partition", fiscal_year=year, **where) for year in (2024, 2023))
    found = figures.difference(*sides)
    return found.low, found.high


ROWS = (
    atom(1, "rest", 2023, (1426, 1417, 1476)),
    atom(2, "rest", 2024, (1321, 1311, 1371)),
    atom(3, "p", 2023, (10, None, None)),
    atom(4, "p", 2024, (30, None, None)),
)
KNOWN = (KnownChange("rest", SINCE, UNTIL, -106, -104),)


def test_without_it_two_intervals_seem_independent() -> None:
    assert bounds(book(*ROWS)) == (-145, -26)


def test_it_narrows_every_difference_that_holds_the_whole_programme() -> None:
    assert bounds(book(*ROWS, changes=KNOWN)) == (-86, -84)
    assert bounds(book(*ROWS, changes=KNOWN), programme="rest") == (-106, -104)
    assert bounds(book(*ROWS, changes=KNOWN), programme="p") == (None, None)


def test_it_says_nothing_of_a_part_of_the_programme() -> None:
    split = (*ROWS, atom(5, "rest", 2024, (50, 40, 60), "bio"))
    assert bounds(book(*split, changes=KNOWN), area="ai") == bounds(book(*split), area="ai")


def test_one_that_contradicts_the_amounts_is_not_used() -> None:
    wrong = (KnownChange("rest", SINCE, UNTIL, 500, 600),)
    assert bounds(book(*ROWS, changes=wrong)) == bounds(book(*ROWS))


@given(st.tuples(*[st.integers(-50, 50)] * 4), st.tuples(*[st.integers(0, 20)] * 6))
def test_what_is_possible_stays_within(levels: tuple[int, ...], room: tuple[int, ...]) -> None:
    before, after, one, other = levels
    rows = (
        atom(1, "rest", 2023, (before, before - room[0], before + room[1])),
        atom(2, "rest", 2024, (after, after - room[2], after + room[3])),
        atom(3, "p", 2023, (one, None, None)),
        atom(4, "p", 2024, (other, None, None)),
    )
    true = after - before
    known = (KnownChange("rest", SINCE, UNTIL, true - room[4], true + room[5]),)
    low, high = bounds(book(*rows, changes=known))
    wide = bounds(book(*rows))
    assert wide[0] <= low <= true + other - one <= high <= wide[1]
    assert high - low <= room[4] + room[5]
