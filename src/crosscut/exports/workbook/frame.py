"""What every sheet of one workbook has in common: unit, periods, areas and their names."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.config import Counting, Settings
from crosscut.exports.words_of import period_name, stage_name, word
from crosscut.exports.workbook.layout import Column, both
from crosscut.figures import Figure
from crosscut.money import Unit, currency, unit
from crosscut.tables import OUTSIDE
from crosscut.views.publication import Publication

Period = tuple[int, str]
"""A fiscal year and a stage."""


@dataclass(frozen=True)
class Frame:
    """A publication as the workbook shows it.

    ``counting`` is the budget's, or partition where the budget's is overlap, which has no totals. ``areas`` are those
    that hold any money, in the taxonomy's order, ``outside`` last; ``empty`` are the taxonomy's others.
    """

    publication: Publication
    unit: Unit
    counting: Counting
    periods: tuple[Period, ...]
    areas: tuple[str, ...]
    empty: tuple[str, ...]

    def where(self, period: Period) -> dict[str, str | int]:
        """A period as a figure is selected by it."""
        return {"fiscal_year": period[0], "stage": period[1]}

    def total(self, period: Period) -> Figure:
        """All money of a period."""
        return self.publication.book.amount(self.counting, **self.where(period))

    def area(self, area: str, period: Period) -> Figure:
        """An area's money of a period."""
        return self.publication.book.amount(self.counting, area=area, **self.where(period))

    @property
    def main(self) -> Period:
        """The period the publication leads with."""
        return self.publication.main_year, self.publication.main_stage

    def names(self, area: str) -> tuple[str, str]:
        """An area's name in Korean and English."""
        if area == OUTSIDE:
            return word("outside", "ko"), word("outside", "en")
        found = {each.id: (each.name("ko"), each.name("en")) for each in self.publication.taxonomy.areas}
        found |= {each.id: (each.name.ko, each.name.en) for each in self.publication.settings.extra_area}
        return found.get(area, (area, area))

    def money_column(self, ko: str, en: str) -> Column:
        """A column of amounts, its unit in the heading."""
        return Column(both(f"{ko}({self.unit.label('ko')})", f"{en} ({self.unit.label('en')})"), "money")

    def minor_name(self, language: str) -> str:
        """The currency's minor unit in words, in which figures.json has amounts."""
        money = self.unit.currency
        return Unit(money.minor_en or money.code, money, 1).label(language)


def period_titles(period: Period) -> tuple[str, str]:
    """A period's name in Korean and English."""
    return period_name(*period, "ko"), period_name(*period, "en")


def period_cells(period: Period) -> tuple[int, str]:
    """A period as two cells: the year, and the stage's name."""
    return period[0], both(stage_name(period[1], "ko"), stage_name(period[1], "en"))


def make_frame(publication: Publication) -> Frame:
    """What the sheets of a publication have in common."""
    amounts = publication.book.amounts
    chosen: Counting = "partition" if publication.settings.counting == "overlap" else publication.settings.counting
    held = set(amounts.column("area").to_pylist())
    listed = [area.id for area in publication.taxonomy.areas]
    listed += [area.id for area in publication.settings.extra_area if area.id not in listed]
    others = sorted(held - {*listed, OUTSIDE})
    return Frame(
        publication=publication,
        unit=_unit(publication),
        counting=chosen,
        periods=_periods(publication),
        areas=(*(area for area in [*listed, *others] if area in held), OUTSIDE),
        empty=tuple(area for area in listed if area not in held),
    )


def _periods(publication: Publication) -> tuple[Period, ...]:
    stages = {stage: place for place, stage in enumerate(publication.settings.stage_ids)}
    amounts = publication.book.amounts
    pairs = set(zip(amounts.column("fiscal_year").to_pylist(), amounts.column("stage").to_pylist(), strict=True))
    return tuple(sorted(pairs, key=lambda pair: (pair[0], stages.get(pair[1], len(stages)), pair[1])))


def wanted_unit(settings: Settings) -> Unit:
    """The unit the budget would be printed in: its own, or million won and thousands elsewhere."""
    return unit(settings.unit or ("million" if settings.currency == "KRW" else "thousand"), settings.currency)


def _unit(publication: Publication) -> Unit:
    """The largest unit, at most the wanted one, in which every amount is a whole number."""
    wanted, code = wanted_unit(publication.settings), publication.settings.currency
    scales = (unit(f"{scale}{code}", code) for scale in ("billion ", "million ", "thousand ", ""))
    for tried in (wanted, *(each for each in scales if each.factor < wanted.factor)):
        if all(_whole(publication.book.amounts.column(name), tried.factor) for name in ("amount", "low", "high")):
            return tried
    money = currency(code)
    return Unit(money.minor_en or money.code, money, 1)


def _whole(amounts: pa.ChunkedArray, factor: int) -> bool:
    rest = pc.subtract(amounts, pc.multiply(pc.divide(amounts, factor), factor))
    return not pc.any(pc.not_equal(rest, 0)).as_py()
