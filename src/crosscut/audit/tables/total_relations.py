"""The totals of a table put into the system, where they are meant as the sum of their lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crosscut.audit.copied import is_copied
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Key, Linear
from crosscut.audit.slips import slipped
from crosscut.audit.tables.grid import GridEntry
from crosscut.audit.tables.totals import TotalLine

_SURE = 2
"""In so many columns or rows a total must add up to be one for certain."""

_TELLING = 100
"""From so many on a count that comes out is no accident."""

_EXACT = 10**6
_FINE = 10**3
"""From so many steps of its last digit on a total of several lines does not come out by accident."""

_NEAR = 50
"""A total of which another of many digits adds up is wrong by less than such a part of it, or of something else."""


@dataclass(frozen=True, slots=True)
class LineCells:
    """The cells of lines, rows or columns, and which of them hold digits that are not read."""

    lines: Sequence[Sequence[GridEntry | None]]
    is_unread: Callable[[int, int], bool]

    def at(self, line: int, place: int) -> GridEntry | None:
        """The cell of a line in one place."""
        return self.lines[line][place]

    def unread(self, first: int, last: int, place: int) -> bool:
        """Whether some cell between two lines holds digits that are not read."""
        return any(self.is_unread(line, place) for line in range(min(first, last), max(first, last) + 1))


@dataclass
class Tally:
    """How many totals the tables of a document show, and how many of them add up."""

    found: int = 0
    true: int = 0


@dataclass(frozen=True, slots=True)
class RateColumns:
    """The columns of a table that add up only where they are shares, and the kinds of all."""

    columns: tuple[int, ...] = ()
    kinds: Sequence[str] = ()

    def add_up(self, place: int, *, more: bool) -> bool:
        """Whether the numbers of a place are sizes, which their total must meet; counts where it is ``more`` than all.

        Less than all together is what stands in several lines and is counted once, but where counts of another column
        come out.
        """
        return not self.kinds or (
            place not in self.columns and (self.kinds[place] == "level" or (more and self.kinds[place] == "count"))
        )


NO_RATES = RateColumns()


def relate_total(
    assembly: Assembly,
    each: TotalLine,
    cells: LineCells,
    tally: Tally,
    rates: RateColumns = NO_RATES,
) -> None:
    """Relate a total in its places, and in those of the rates that add up."""
    at = cells.at
    each = replace(each, parts=tuple(line for line in each.parts if not _is_finer(at, each, line)))
    exact = each.named and any(_is_exact(at, each, place) for place in each.places)
    counted = any(_adds_counts(at, each, place) for place in each.places)
    whole = all(_gap(at, each, place) in (0, None) for place in each.places if _comes_out(at, each, place))
    told = each.named and len(each.places) - each.places_true == 1 and any(_is_told(at, each, p) for p in each.places)
    for place in (*each.places, *rates.columns):
        total = at(each.total, place)
        parts = [entry for line in each.parts if (entry := at(line, place)) is not None and not entry.zero]
        if total is None or total.zero or not parts or any(part.token.kind != total.token.kind for part in parts):
            continue
        met = _meets(parts, total)
        lines = (*each.parts, each.total)
        if not met and (
            cells.unread(min(lines), max(lines), place)
            or not rates.add_up(place, more=each.places_true > 0 and (counted or _is_more(total, parts)))
            or len(parts) < 2
            or not _is_meant(assembly, each, parts, total, exact=exact, whole=whole, told=told)
        ):
            continue
        tally.found += 1
        tally.true += met
        terms = (*((cell(assembly, part), 1) for part in parts), (cell(assembly, total), -1))
        assembly.system.relate(Linear("sum", terms))


def _printed(
    at: Callable[[int, int], GridEntry | None], each: TotalLine, place: int
) -> tuple[GridEntry | None, list[GridEntry]]:
    """A total and its parts, as far as a place prints them."""
    return at(each.total, place), [entry for line in each.parts if (entry := at(line, place)) is not None]


def _gap(at: Callable[[int, int], GridEntry | None], each: TotalLine, place: int) -> Fraction | None:
    """How far a total is from what its lines make up in a place; None where it prints none."""
    total, parts = _printed(at, each, place)
    return total.value - sum(part.value for part in parts) if total is not None and parts else None


def _comes_out(at: Callable[[int, int], GridEntry | None], each: TotalLine, place: int) -> bool:
    total, parts = _printed(at, each, place)
    return total is not None and _meets(parts, total)


def _adds_counts(at: Callable[[int, int], GridEntry | None], each: TotalLine, place: int) -> bool:
    """Whether counts of a place make up their total, several of them."""
    total, parts = _printed(at, each, place)
    told = [part for part in parts if part.value]
    counts = total is not None and total.token.kind == "count" and total.value >= _TELLING
    return counts and len(told) > 1 and _comes_out(at, each, place)


def _is_more(total: GridEntry, parts: Sequence[GridEntry]) -> bool:
    return total.value > sum(part.value for part in parts)


def _is_finer(at: Callable[[int, int], GridEntry | None], each: TotalLine, line: int) -> bool:
    """Whether a line's numbers all have decimals where the total's have none: it is of another unit, and no part."""
    pairs = [(at(line, place), at(each.total, place)) for place in each.places]
    both = [(part, total) for part, total in pairs if part and total and not part.zero and not total.zero]
    return len(both) >= _SURE and all(part.token.decimals > total.token.decimals == 0 for part, total in both)


def _is_exact(at: Callable[[int, int], GridEntry | None], each: TotalLine, place: int) -> bool:
    """Whether a total of many digits adds up in a place, which does not happen by accident."""
    total, parts = _printed(at, each, place)
    return total is not None and total.value >= _EXACT * total.token.step and _meets(parts, total)


def _is_told(at: Callable[[int, int], GridEntry | None], each: TotalLine, place: int) -> bool:
    """Whether three lines and more, each with a number, make up a total finely enough to show that they are all."""
    total, parts = _printed(at, each, place)
    several = total is not None and total.value >= _FINE * total.token.step and len(parts) == len(each.parts) > _SURE
    return several and total is not None and _meets(parts, total)


def _meets(parts: Sequence[GridEntry], total: GridEntry, *, whole: bool = False) -> bool:
    """Whether some cells add up to another, within rounding; ``whole`` numbers do to the last one."""
    slack = Fraction(0) if whole else sum((part.token.step for part in parts), total.token.step)
    return len(parts) > 0 and abs(sum(part.value for part in parts) - total.value) <= slack / 2


def _is_meant(
    assembly: Assembly,
    each: TotalLine,
    parts: list[GridEntry],
    total: GridEntry,
    *,
    exact: bool,
    whole: bool,
    told: bool,
) -> bool:
    """Whether a total that its lines do not make up is meant as theirs: others of it add up, or one slip is in the way.

    Else the list leaves something out, as tables of the main lines do. What all lines but one make up counts that one
    within another. ``exact`` says that one of many digits adds up elsewhere, ``whole`` that all that do come out to
    the last digit, ``told`` that the same lines are shown to be all there is: then they are not more than all either.
    """
    rests = [parts[:place] + parts[place + 1 :] for place in range(len(parts))] if len(parts) > _SURE else []
    if any(_meets(rest, total, whole=whole) for rest in rests):
        return False
    if each.named and each.places_true >= _SURE and each.places_true * 2 > len(each.places):
        return True
    if exact and abs(sum(part.value for part in parts) - total.value) * _NEAR <= total.value:
        return True
    if not each.places_true and len(each.places) > 1:
        return False
    return (told and not _is_more(total, parts)) or _one_slip(assembly, each, parts, total)


def _one_slip(assembly: Assembly, each: TotalLine, parts: list[GridEntry], total: GridEntry) -> bool:
    """Whether one slip of one number is all that parts a total from its lines."""
    figures = [assembly.system.figures[figure_of(assembly, entry)] for entry in (*parts, total)]
    lows = [each.lenient.low or Fraction(0) for each in figures]
    highs = [each.lenient.high or Fraction(0) for each in figures]
    low, high = sum(lows[:-1], Fraction(0)), sum(highs[:-1], Fraction(0))
    if slipped(figures[-1], Interval(low, high)):
        return True
    left = [Interval(lows[-1] - high + highs[place], highs[-1] - low + lows[place]) for place in range(len(parts))]
    return any(
        slipped(figure, rest) or (each.places_true > 1 and is_copied(assembly.system, figure, rest))
        for figure, rest in zip(figures, left, strict=False)
    )


def cell(assembly: Assembly, entry: GridEntry) -> Key:
    """The quantity that a cell states."""
    return ("cell", assembly.document.name, entry.token.start)


def figure_of(assembly: Assembly, entry: GridEntry) -> str:
    """The id of the figure that a cell prints."""
    return assembly.ids[entry.token.start]
