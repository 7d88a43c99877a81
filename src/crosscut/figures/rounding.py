"""The one rule by which a publication rounds (docs/publish.md states it in words).

One publication has one *grain*: the smallest amount that its documents, site and charts print, the budget's own unit or
else chosen by the size of the whole. Every amount is printed in whole grains. Parts that are printed beside their whole
are rounded by largest remainder, so that what is displayed adds up; a change is what is displayed after, less what is
displayed before. An amount that has been rounded once keeps that rounding in every table, sentence, page and language.
Sentences say large amounts no finer than their size asks for, whatever unit the office's tables have.
What is printed exactly, as the workbook, the open data and a traced figure are, is not rounded at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosscut.figures.figure import Figure
from crosscut.money import Unit, currency, unit

EAST_ASIAN = ("KRW", "JPY", "CNY", "TWD")
_GRAINS = {True: (10**8, 10**6, 10**3, 1), False: (10**5, 10**3, 1)}
_MYRIADS = (10**8, 10**4, 1)
_DISPLAYED = ("sum", "difference", "shared", "part")
"""The kinds of figures that are displayed as amounts."""
PrintedAmount = tuple[int, Figure | None]
"""An amount in minor units, with its figure where it can be traced."""
_LEAST = 1_000
"""How many grains the whole has at least, where a smaller grain exists."""


class Rounding:
    """What each amount of one publication is displayed as.

    Parameters
    ----------
    code
        The currency.
    whole
        The publication's largest amount in minor units: it chooses the grain where the budget names no unit.
    printed_unit
        The unit that the budget names for its tables (``unit`` in crosscut.toml).

    """

    def __init__(self, code: str, whole: int, printed_unit: str = "") -> None:
        self.currency = currency(code)
        self.own = unit(printed_unit, self.currency.code) if printed_unit else None
        self.is_east_asian = self.currency.code in EAST_ASIAN
        base = self.currency.base
        self.scale = self._fitting(whole)
        self.grain = self.scale * base
        if self.own:
            self.grain = self.own.factor // 10 ** decimals_of(self.own)
        self._fixed: dict[str, int] = {}
        self._parts: dict[int, set[int]] = {}

    def displayed(self, figure: Figure) -> int:
        """A sum or a difference as documents print it, in minor units: a multiple of the grain."""
        if figure.id not in self._fixed:
            self._fixed[figure.id] = self._first(figure)
        return self._fixed[figure.id]

    def moved(self, change: Figure) -> int:
        """A difference as displayed where the exact amounts differ that way too; else nothing, as rounding moved it."""
        shown = self.displayed(change)
        return shown if shown * change.value > 0 else 0

    def ratio(self, figure: Figure) -> tuple[int, int]:
        """What a share or a rate divides by what: the exact amounts, or those displayed where they cannot have it.

        A part that was rounded so that all add up may lie further off than its rounding says, and so may its change,
        which is what is displayed after, less what is displayed before.
        """
        exact = (figure.value, figure.whole or 0)
        amounts = [each for each in figure.of if each.kind in _DISPLAYED]
        if len(amounts) != 2 or not exact[1]:
            return exact
        part, whole = amounts
        of_change = part.kind == "difference" and part.of[1].id == whole.id
        above, beyond = (part.of[0], 1) if of_change else (part, 0)
        if _can_have(exact, beyond, self.displayed(above), self.displayed(whole), self.grain) and (
            not (of_change and self._was_moved(part))
            or _can_rise(exact, self.displayed(part), self.displayed(above), self.grain)
        ):
            return exact
        return self.displayed(part), self.displayed(whole)

    def _was_moved(self, change: Figure) -> bool:
        """Whether a change or an end of it is displayed off its nearest grain, for the sake of a sum."""
        after, before = map(self.displayed, change.of)
        nearest_ends = [self.nearest(each.value) for each in change.of]
        return [after, before] != nearest_ends or self.displayed(change) != after - before

    def like(self, amount: int) -> int:
        """An amount that is no figure, displayed as the parts and wholes of that amount are: a plan's, a finding's."""
        written = self._parts.get(amount, set())
        return next(iter(written)) if len(written) == 1 else self.nearest(amount)

    def nearest(self, amount: int) -> int:
        """An amount in minor units to the nearest grain, halves away from zero."""
        return nearest(amount, self.grain)

    def rounded_for_text(self, amount: int, *, in_myriads: bool = False) -> int:
        """A displayed amount as a sentence says it: no finer than its size asks for, whatever the unit of tables.

        What is said in myriads (만, 억) is rounded to one of them: no reader sees that ``4,540만`` is rounded to tens.
        """
        fitting = self._fitting(amount)
        if in_myriads:
            fitting = next(each for each in _MYRIADS if each <= fitting)
        return nearest(amount, max(self.grain, fitting * self.currency.base))

    def add_up(self, whole: Figure, parts: Iterable[Figure]) -> bool:
        """Round ``parts`` so that they add up to ``whole`` as displayed; whether they do.

        They do not where they are no partition of it, or where enough of them were rounded before as parts of another
        whole: the table says so then.
        """
        distinct = {part.id: part for part in parts}
        if sum(part.value for part in distinct.values()) != whole.value:
            return False
        free = sorted((part for key, part in distinct.items() if key not in self._fixed), key=lambda part: part.id)
        rest = self.displayed(whole) - sum(self._fixed[key] for key in distinct if key in self._fixed)
        given = largest_remainder(rest, [(part.id, part.value) for part in free], self.grain)
        for part, amount in zip(free, given or (), strict=False):
            self._fixed[part.id] = amount
        for figure in (whole, *distinct.values()):
            self._parts.setdefault(figure.value, set()).add(self.displayed(figure))
        return given is not None

    def column(self, whole: PrintedAmount, parts: Sequence[PrintedAmount]) -> list[int]:
        """What amounts above their whole are displayed as, figures or not, so that they add up to it.

        Figures that were rounded before keep that; where largest remainder cannot make up the rest, the largest of the
        others takes what is left. Amounts that are no partition of the whole are displayed one by one.
        """
        if sum(amount for amount, _ in parts) != whole[0]:
            return [self.displayed(figure) if figure else self.like(amount) for amount, figure in parts]
        figures = [figure for _, figure in parts]
        fixed = {place: self._fixed[each.id] for place, each in enumerate(figures) if each and each.id in self._fixed}
        free = [place for place in range(len(parts)) if place not in fixed]
        rest = self._of_whole(*whole) - sum(fixed.values())
        values = [(_order(figures[place], place), parts[place][0]) for place in free]
        given = largest_remainder(rest, values, self.grain) or self._forced(rest, values)
        shown = fixed | dict(zip(free, given, strict=True))
        for place in free:
            if (figure := figures[place]) is not None:
                self._fixed[figure.id] = shown[place]
        for place, (amount, _) in enumerate(parts):
            self._parts.setdefault(amount, set()).add(shown[place])
        return [shown[place] for place in range(len(parts))]

    def _of_whole(self, amount: int, figure: Figure | None) -> int:
        """What a whole is displayed as, whatever it was summed from."""
        if figure is None:
            return self.like(amount)
        return self._fixed.setdefault(figure.id, self.nearest(figure.value))

    def _forced(self, rest: int, values: Sequence[tuple[str, int]]) -> list[int]:
        """Amounts to the nearest grain, the largest with what is left of ``rest``; nothing stays nothing."""
        given = [self.nearest(value) for _, value in values]
        if any(value for _, value in values):
            given[max(range(len(given)), key=lambda place: abs(values[place][1]))] += rest - sum(given)
        return given

    def make_up(self, whole: Figure, parts: Sequence[Figure]) -> None:
        """Round the parts of a change so that they add up to it as displayed, whatever its ends were rounded to.

        Where largest remainder cannot, the largest part takes what is left: less than the two ends may be off by.
        """
        if self.add_up(whole, parts) or not parts or sum(part.value for part in parts) != whole.value:
            return
        largest = max(parts, key=lambda part: (abs(part.value), part.id))
        others = sum(self.displayed(part) for part in parts if part is not largest)
        self._fixed[largest.id] = self.displayed(whole) - others

    def _fitting(self, amount: int) -> int:
        """The coarsest grain in units of the currency that an amount has enough of."""
        base = self.currency.base
        return next((each for each in _GRAINS[self.is_east_asian] if abs(amount) >= _LEAST * each * base), 1)

    def _first(self, figure: Figure) -> int:
        if figure.kind == "difference":
            after, before = figure.of
            return self.displayed(after) - self.displayed(before)
        if figure.kind == "sum" and figure.of and not figure.where:
            return sum(self.displayed(each) for each in figure.of)
        return self.nearest(figure.value)


def nearest(amount: int, grain: int) -> int:
    """An amount to the nearest grain, halves away from zero."""
    size = (2 * abs(amount) + grain) // (2 * grain) * grain
    return size if amount >= 0 else -size


def tenths(part: int, whole: int) -> int:
    """``part / whole`` in tenths of a per cent, halves away from zero."""
    size = (abs(part) * 2000 + abs(whole)) // (2 * abs(whole))
    return size if (part < 0) == (whole < 0) else -size


def _can_have(exact: tuple[int, int], beyond: int, above: int, below: int, grain: int) -> bool:
    """Whether two amounts, each rounded to ``grain``, can be ``exact`` and ``beyond`` times the lower one apart."""
    told = tenths(*exact) + 1000 * beyond
    if below < 0:
        above, below = -above, -below
    ends = [2 * below - grain, 2 * below + grain]
    if ends[0] <= 0:
        return True
    low, high = (2 * above + sign * grain for sign in (-1, 1))
    least, most = ends[low >= 0], ends[high < 0]
    return 2000 * low <= (2 * told + 1) * least and 2000 * high >= (2 * told - 1) * most


def _can_rise(exact: tuple[int, int], change: int, after: int, grain: int) -> bool:
    """Whether a change and what is after it, each rounded to ``grain``, can be ``exact`` of what was before."""
    told = tenths(*exact)
    changes, afters = ([2 * each - grain, 2 * each + grain] for each in (change, after))
    least = (changes[0], afters[changes[0] > 0] - changes[0])
    most = (changes[1], afters[changes[1] <= 0] - changes[1])
    if least[1] <= 0 or most[1] <= 0:
        return True
    return 2000 * least[0] <= (2 * told + 1) * least[1] and 2000 * most[0] >= (2 * told - 1) * most[1]


def largest_remainder(total: int, parts: Sequence[tuple[str, int]], grain: int) -> list[int] | None:
    """Parts, each with what orders it among equals, in whole grains that add up to a total; None where they cannot."""
    floors = [value // grain * grain for _, value in parts]
    short = (total - sum(floors)) // grain
    inexact = [place for place, (_, value) in enumerate(parts) if value % grain]
    if not 0 <= short <= len(inexact):
        return None
    first = sorted(inexact, key=lambda place: (-(parts[place][1] % grain), parts[place][0]))[:short]
    return [floor + grain * (place in first) for place, floor in enumerate(floors)]


def _order(figure: Figure | None, place: int) -> str:
    """What orders an amount among equals."""
    return figure.id if figure else f"{place:09}"


def decimals_of(own: Unit) -> int:
    """An office's own unit is printed whole, one of a billion or more with one decimal."""
    return 1 if own.factor >= 10**9 * own.currency.base else 0
