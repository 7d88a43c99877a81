"""What every page asks of a publication: its period, its comparisons, and lines of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crosscut.calendar import Period
from crosscut.config import Counting
from crosscut.figures import INSIDE, Figure
from crosscut.figures.rounding import Rounding
from crosscut.tables import OUTSIDE, UNREAD
from crosscut.taxonomy import Sub
from crosscut.text import Language
from crosscut.text.ministries import english_names, korean_names
from crosscut.views.page_names import unique_names
from crosscut.views.publication import Publication
from crosscut.views.publication_rounding import publication_rounding


@dataclass(frozen=True, slots=True)
class AmountChange:
    """What became of an amount since an earlier period: the difference, and the difference over the earlier amount.

    ``is_known`` is not so of an area where nobody knows what areas held at one of the two.
    """

    amount: Figure
    rate: Figure
    rounding: Rounding = field(repr=False, compare=False)
    is_known: bool = True

    @property
    def printed(self) -> int:
        """The difference as documents print it, in minor units; where that is nothing, nothing is said to move."""
        return self.rounding.displayed(self.amount)

    @property
    def moved(self) -> int:
        """The same, and nothing where only rounding moved it or nobody knows: what is said to have risen or fallen."""
        return self.rounding.moved(self.amount) if self.is_known else 0

    def wording(self, key: str) -> tuple[str, dict[str, Figure]]:
        """The words for a change and its rate, and their figures; where there was nothing before there is no rate."""
        if not self.rate.whole:
            return f"{key}_unrated", {"change": self.amount}
        return key, {"change": self.amount, "rate": self.rate}


@dataclass(frozen=True, slots=True)
class TotalsLine:
    """One row of a published table. ``changes`` stand in the order of the totals' comparisons."""

    key: str
    amount: Figure
    share: Figure
    programmes: Figure
    changes: tuple[AmountChange, ...] = ()

    @property
    def has_rows(self) -> bool:
        """Whether any row is behind its amount, or behind one that it is compared with."""
        return any(figure.row_count for figure in (self.amount, *(change.amount for change in self.changes)))


def _fallen(line: TotalsLine) -> list[int]:
    """The order of what holds nothing now: what lost most first."""
    return [0 if line.amount.row_count else change.amount.value for change in line.changes]


class Totals:
    """A publication with the choices that all of its pages share.

    Attributes
    ----------
    counting
        The counting that tables lead with: the budget's own, or partition where that one has no totals.
    period
        The year and stage that the publication leads with.
    comparisons
        Earlier periods to compare with: the year before, then the stage before; empty where there are none.
    periods
        All periods that hold money, in order.

    """

    def __init__(self, publication: Publication) -> None:
        self.publication, self.book = publication, publication.book
        chosen = publication.settings.counting
        self.counting: Counting = "partition" if chosen == "overlap" else chosen
        self.calendar = publication.calendar
        self.period = self.calendar.leading
        self.periods = self.calendar.periods
        self.comparisons = self.calendar.comparisons(self.period)
        self.areas = {area.id: area for area in publication.areas}

    @cached_property
    def total(self) -> Figure:
        """All money of the leading period, each won once whatever the leading counting."""
        return self.book.amount("partition", **self.period.where)

    @cached_property
    def inside(self) -> TotalsLine:
        """The money that any area of the taxonomy holds."""
        return self.line(INSIDE, self.total, "partition", area=INSIDE)

    @cached_property
    def outside(self) -> TotalsLine:
        """The money that no area holds."""
        return self.line(OUTSIDE, self.total, "partition", area=OUTSIDE)

    @cached_property
    def unread(self) -> TotalsLine | None:
        """The money of the leading period that nobody has looked at; None where there is none."""
        line = self._unread(self.total)
        return line if line and line.amount.row_count else None

    @property
    def unattributed(self) -> list[TotalsLine]:
        """What no area holds, and what nobody has looked at where there is such money."""
        return self.unattributed_of(self.total)

    def unattributed_of(self, whole: Figure, **where: str | int) -> list[TotalsLine]:
        """The same of what ``where`` selects, as shares of ``whole``."""
        outside = self.line(OUTSIDE, whole, "partition", area=OUTSIDE, **where)
        unread = self._unread(whole, **where)
        return [outside, *([unread] if unread else [])]

    def _unread(self, whole: Figure, **where: str | int) -> TotalsLine | None:
        line = self.line(UNREAD, whole, "partition", area=UNREAD, **where)
        return line if line.has_rows else None

    @cached_property
    def has_unread(self) -> bool:
        """Whether any period holds money that nobody has looked at."""
        return (UNREAD,) in self.book.groups("partition", "area")

    @cached_property
    def nothing_read(self) -> bool:
        """Whether nobody has looked at any money of the leading period."""
        return self.unread is not None and self.unread.amount.value == self.total.value

    @cached_property
    def whole(self) -> TotalsLine:
        """The total, as a line."""
        return self.line("", self.total, "partition")

    @cached_property
    def rounding(self) -> Rounding:
        """What every amount is displayed as, on paper and on the site."""
        periods = (self.period, *self.comparisons)
        return publication_rounding(self.publication, periods, self.counting, self.areas, self.ministries)

    def unknown(self, *periods: Period) -> Period | None:
        """The first of some periods of which nobody knows what areas hold: no area any, and some is not looked at."""
        return next((each for each in periods if each in self._unknown), None)

    @cached_property
    def _unknown(self) -> frozenset[Period]:
        def rows(period: Period, area: str) -> int:
            return self.book.amount("partition", area=area, **period.where).row_count

        return frozenset(each for each in self.periods if rows(each, UNREAD) and not rows(each, INSIDE))

    @property
    def adds_up(self) -> bool:
        """Whether the areas of the leading counting and what stands in none add up to the total."""
        return self.counting == "partition"

    @cached_property
    def has_tags(self) -> bool:
        """Whether the sources tag anything, and any money of the leading period is counted as tagged."""
        return bool(self.publication.run.tags.num_rows) and any(self.tagged(area).row_count for area in self.areas)

    @cached_property
    def added(self) -> frozenset[str]:
        """Areas that the budget added because nobody published their split."""
        return frozenset(area.id for area in self.publication.settings.extra_area if area.remainder)

    @cached_property
    def ministries(self) -> dict[str, str]:
        """The name of each ministry's page, by ministry, largest first."""
        found = self.book.by("partition", "ministry", **self.period.where)
        ordered = sorted(found.items(), key=lambda item: (-item[1].value, item[0]))
        return unique_names("ministry", (str(ministry) for (ministry,), _ in ordered), 8)

    def ministry_name(self, ministry: str, language: Language) -> str:
        """What a ministry is called: by its label's own words in that language or the register, else as sources do."""
        return self._called[language].get(ministry, ministry)

    @cached_property
    def _called(self) -> dict[Language, dict[str, str]]:
        labels = {*self.ministries, *self.publication.programmes["ministry"].to_pylist()}
        return {"en": english_names(labels), "ko": korean_names(labels)}

    @cached_property
    def subs(self) -> dict[str, Sub]:
        """The sub-technologies of all areas, by id."""
        return {sub.id: sub for area in self.areas.values() for sub in area.subs}

    def tagged(self, area: str) -> Figure:
        """The amount tagged with an area in the leading period."""
        return self.book.amount("overlap", area=area, **self.period.where)

    def line(self, key: str, whole: Figure, counting: Counting | None = None, **where: str | int) -> TotalsLine:
        """The figures of one table row: what ``where`` selects in the leading period, as a share of ``whole``.

        ``counting`` is the leading one unless given.
        """
        counting = counting or self.counting
        selection = {**self.period.where, **where}
        amount = self.book.amount(counting, **selection)
        return TotalsLine(
            key,
            amount,
            self.book.ratio(amount, whole),
            self.book.count(counting, **selection),
            tuple(self._change(amount, selection, earlier) for earlier in self.comparisons),
        )

    def lines(self, key: str, whole: Figure, counting: Counting | None = None, **where: str | int) -> list[TotalsLine]:
        """One line for each value of ``key`` that ``where`` selects, now or at a comparison, largest first.

        What held money then and holds none now is listed too, so that changes add up to the whole's.
        """
        periods = (self.period, *self.comparisons)
        groups = [self.book.groups(counting or self.counting, key, **each.where, **where) for each in periods]
        values = dict.fromkeys(value for found in groups for (value,) in found)
        found = [self.line(str(value), whole, counting, **{**where, key: value}) for value in values]
        return sorted(found, key=lambda line: (-line.amount.value, *_fallen(line), line.key))

    def area_lines(self, whole: Figure, **where: str | int) -> list[TotalsLine]:
        """One line for each area of the taxonomy, largest first."""
        found = [self.line(area, whole, None, area=area, **where) for area in self.areas]
        return sorted(found, key=lambda line: -line.amount.value)

    def period_lines(self, counting: Counting, **where: str | int) -> list[tuple[Period, Figure]]:
        """The amount in each period."""
        return [(each, self.book.amount(counting, **where, **each.where)) for each in self.periods]

    def first_change(self, after: Figure, **where: str | int) -> AmountChange | None:
        """What became of an amount that ``where`` selects since the first comparison; None where there is none."""
        return self._change(after, where, self.comparisons[0]) if self.comparisons else None

    def _change(self, after: Figure, where: Mapping[str, str | int], earlier: Period) -> AmountChange:
        before = self.book.amount(after.counting, **{**where, **earlier.where})
        difference = self.book.difference(after, before)
        is_known = where.get("area", UNREAD) == UNREAD or self.unknown(self.period, earlier) is None
        return AmountChange(difference, self.book.ratio(difference, before), self.rounding, is_known)
