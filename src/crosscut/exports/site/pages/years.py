"""The page of a plan over several years, where the policy speaks of later ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosscut.allocate.horizon import Years
from crosscut.allocate.plan import Plan
from crosscut.allocate.records import RuleRow
from crosscut.exports.site.desk_titles import YearsTopic, years_titles
from crosscut.exports.site.page import Page, PageKind
from crosscut.exports.site.views import SiteViews
from crosscut.figures.rounding import Rounding
from crosscut.text import Text
from crosscut.views.takeaways import Takeaway

FIRST = 50
"""Programmes that the page lists, those that change most from one year to the next first; ``years.csv`` has all."""


@dataclass(frozen=True)
class YearsRow:
    """An area, a ministry, a programme or all: its key and its money in each year, in minor units."""

    key: str
    amounts: tuple[int, ...]


@dataclass(frozen=True)
class ProgrammeYears(YearsRow):
    """A programme with its ministry, and the reason of each year."""

    ministry: str
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class YearsView:
    """What the page shows of the plans of all years; where they have none, the rules that cannot hold together."""

    years: Years
    rounding: Rounding

    @property
    def whole(self) -> YearsRow:
        """All the money of each year."""
        return YearsRow("", tuple(plan.total for plan in self.years.plans))

    @property
    def ceilings(self) -> YearsRow:
        """What there is to divide in each year."""
        return YearsRow("", self.years.ceilings)

    def by(self, key: str) -> list[YearsRow]:
        """The money by area or ministry as displayed, a row each; every year adds up to the whole."""
        rows = self.years.totals(key)
        years = [
            self.rounding.column((whole, None), [(row["amounts"][place], None) for row in rows])
            for place, whole in enumerate(self.whole.amounts)
        ]
        return [YearsRow(row["value"], tuple(shown)) for row, *shown in zip(rows, *years, strict=True)]

    def binding(self, plan: Plan) -> list[RuleRow]:
        """The rules over money that a year uses to the last unit."""
        return [row for row in plan.rules() if row["binding"]]

    @property
    def programmes(self) -> list[ProgrammeYears]:
        """The programmes that change most between one year and the next, first."""
        demand, plans = self.years.demand, self.years.plans
        amounts = [tuple(plan.amounts[place] for plan in plans) for place in range(len(demand.ids))]
        order = sorted(range(len(amounts)), key=lambda place: (min(amounts[place]) - max(amounts[place]), place))
        return [
            ProgrammeYears(
                demand.ids[place],
                amounts[place],
                demand.keys["ministry"][place],
                tuple(plan.reasons[place] for plan in plans),
            )
            for place in order[:FIRST]
        ]


@dataclass(frozen=True)
class YearsContent:
    """The plans of several years as the page shows them, and what its sections say."""

    view: YearsView
    titles: Mapping[YearsTopic, Takeaway]


def _pages(views: SiteViews) -> Iterator[Page]:
    years = views.publication.years
    if years is not None:
        view = YearsView(years, views.totals.rounding)
        yield Page("years", YearsContent(view, years_titles(years) if years.plans else {}))


KIND = PageKind("years", _pages, order=81, edition="desk")
