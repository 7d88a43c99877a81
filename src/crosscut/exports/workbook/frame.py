"""What every sheet of one workbook has in common: unit, periods, areas and their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.calendar import Period
from crosscut.config import COUNTINGS, Counting
from crosscut.exports.words_of import both_in_own_words, word
from crosscut.exports.workbook.layout import Column, ColumnKind, joined
from crosscut.figures import Figure
from crosscut.money import Unit, currency, unit
from crosscut.tables import OUTSIDE, UNREAD
from crosscut.text import LANGUAGES, Language, Text
from crosscut.views.labels import label
from crosscut.views.publication import Publication


@dataclass(frozen=True)
class WorkbookFrame:
    """A publication as the workbook shows it.

    ``counting`` is the budget's, or partition where the budget's is overlap, which has no totals. ``areas`` are those
    that hold any money, in the taxonomy's order, then ``outside``, then ``unread`` where there is any such money;
    ``empty`` are the taxonomy's others.
    """

    publication: Publication
    unit: Unit
    counting: Counting
    areas: tuple[str, ...]
    empty: tuple[str, ...]

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The languages that the workbook is made in."""
        return tuple(each for each in LANGUAGES if each in self.publication.settings.languages)

    def cell_text(self, text: Text) -> str:
        """A text in one cell, in each language of the workbook."""
        return joined(text, self.languages)

    def each(self, text: Text) -> tuple[str, ...]:
        """A text in a cell for each language of the workbook."""
        return tuple(text[language] for language in self.languages)

    def columns(self, title: Text, kind: ColumnKind = "text") -> tuple[Column, ...]:
        """A column for each language of the workbook, for what :meth:`each` gives."""
        return tuple(Column(Text.same(said), kind) for said in self.each(title))

    @property
    def periods(self) -> tuple[Period, ...]:
        """All years and stages in order."""
        return self.publication.calendar.periods

    @property
    def leading(self) -> Period:
        """The period the publication leads with."""
        return self.publication.calendar.leading

    @property
    def has_unread(self) -> bool:
        """Whether there is money that nobody has looked at."""
        return UNREAD in self.areas

    def total(self, period: Period) -> Figure:
        """All money of a period."""
        return self.publication.book.amount(self.counting, **period.where)

    def area(self, area: str, period: Period) -> Figure:
        """An area's money of a period."""
        return self.publication.book.amount(self.counting, area=area, **period.where)

    def area_name(self, area: str) -> Text:
        """What readers call an area."""
        return label(self.publication.taxonomy, "area", area)

    def period_name(self, period: Period) -> Text:
        """A period in words."""
        return self.publication.calendar.text(period)

    def period_cells(self, period: Period) -> tuple[int | str, str]:
        """A period as two cells: the year, as a number where the budget prints its digits alone; the stage's name."""
        printed = self.publication.calendar.year(period.year)
        name = self.publication.calendar.name(period.stage)
        return period.year if printed == str(period.year) else printed, self.cell_text(name)

    def money_column(self, title: Text) -> Column:
        """A column of amounts, its unit in the heading."""
        name = unit_name(self.unit)
        return Column(Text(en=f"{title.en} ({name.en})", ko=f"{title.ko}({name.ko})"), "money")

    @property
    def minor_unit(self) -> Text:
        """The currency's minor unit in words, in which figures.json has amounts."""
        return unit_name(_minor(self.publication.settings.currency))


TOTAL = Text(en=word("total", "en"), ko=word("total", "ko"))
"""What the sum of all areas is called."""


def unit_name(measure: Unit) -> Text:
    """A unit in words."""
    return Text(en=measure.label("en"), ko=measure.label("ko"))


def named(key: str) -> Text:
    """The word of the catalogue in both languages."""
    return Text(en=word(key, "en"), ko=word(key, "ko"))


def own_column(en: str, ko: str, kind: ColumnKind = "text") -> Column:
    """A column called in the office's words."""
    return Column(both_in_own_words(Text(en, ko)), kind)


def ministry_column() -> Column:
    """The column of ministries."""
    return own_column("Ministry", "부처")


def make_frame(publication: Publication) -> WorkbookFrame:
    """What the sheets of a publication have in common."""
    chosen = publication.settings.counting
    present = {area for counting in COUNTINGS for (area,) in publication.book.groups(counting, "area")}
    listed = [area.id for area in publication.areas]
    unread = (UNREAD,) if UNREAD in present else ()
    return WorkbookFrame(
        publication=publication,
        unit=_unit(publication),
        counting="partition" if chosen == "overlap" else chosen,
        areas=(*(area for area in listed if area in present), OUTSIDE, *unread),
        empty=tuple(area for area in listed if area not in present),
    )


def _unit(publication: Publication) -> Unit:
    """The largest unit, at most the one the budget is printed in, in which every amount is a whole number."""
    wanted, code = publication.settings.printed_unit, publication.settings.currency
    scales = (unit(f"{scale}{code}", code) for scale in ("billion ", "million ", "thousand ", ""))
    atoms = publication.book.atoms.table()
    for tried in (wanted, *(each for each in scales if each.factor < wanted.factor)):
        if all(_are_whole(atoms[name], tried.factor) for name in ("amount", "low", "high")):
            return tried
    return _minor(code)


def _are_whole(amounts: pa.ChunkedArray, factor: int) -> bool:
    rest = pc.subtract(amounts, pc.multiply(pc.divide(amounts, factor), factor))
    return not pc.any(pc.not_equal(rest, 0)).as_py()


def _minor(code: str) -> Unit:
    money = currency(code)
    return Unit(money.minor_en or money.code, money, 1)
