"""Lists of programmes, each with the figure of its amount, as data that pages load."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crosscut.config import Counting
from crosscut.publish.figures import Figure
from crosscut.publish.rounding import Rounding
from crosscut.publish.site import reviews
from crosscut.publish.site.desk import Change, Desk
from crosscut.tables import OUTSIDE, row_id

FIRST = 50
"""Programmes that stand in a page itself, before any script runs."""


MOST_PAGES = 5_000
"""Programmes that get a page of their own; where there are more, those with the most history, then the largest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One programme of a list."""

    programme: str
    amount: Figure
    change: Change | None


@dataclass(frozen=True)
class ProgrammeList:
    """The programmes of one page, largest first; ``name`` is also the name of its data file."""

    name: str
    entries: list[Entry]

    @property
    def first(self) -> list[Entry]:
        """The entries that the page itself holds."""
        return self.entries[:FIRST]


class Directory:
    """Who the programmes are, and the lists they stand in."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @cached_property
    def programmes(self) -> dict[str, dict[str, Any]]:
        """Rows of PROGRAMMES by id, in the order of ids."""
        rows = {row["programme"]: row for row in self.desk.shown.programmes.to_pylist()}
        known = set(rows)
        for programme in sorted(set(self.desk.book.amounts.column("programme").to_pylist()) - known):
            rows[programme] = {"programme": programme, "name": "", "name_en": "", "ministry": "", "committee": ""}
        return dict(sorted(rows.items()))

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each programme among all, by id: data files name programmes by it."""
        return {programme: place for place, programme in enumerate(self.programmes)}

    @cached_property
    def pages(self) -> dict[str, str]:
        """The name of each programme's own page, where the publication tells a story; at most ``MOST_PAGES``."""
        story = self.desk.shown.story
        if story is None:
            return {}
        kept = list(self.programmes)
        if len(kept) > MOST_PAGES:
            held = self.desk.book.by("partition", "programme", **self.desk.period.where)
            size = {programme: figure.value for (programme,), figure in held.items()}
            weight = {each: len(story.told.get(each, ())) + len(story.kin.get(each, ())) for each in kept}
            kept = sorted(kept, key=lambda each: (-weight[each], -size.get(each, 0), each))[:MOST_PAGES]
        return {programme: f"programme-{row_id(programme)[:10]}" for programme in sorted(kept)}

    @property
    def is_limited(self) -> bool:
        """Whether some programmes have no page of their own though others have."""
        return 0 < len(self.pages) < len(self.programmes)

    @cached_property
    def reviewed(self) -> dict[str, str]:
        """The name of each programme's page of findings, for programmes that the review found something about."""
        review = self.desk.shown.review
        return {} if review is None else reviews.names_of(review)

    @cached_property
    def areas(self) -> dict[str, list[str]]:
        """The areas of each programme in the leading period, largest first."""
        groups = self.desk.book.amounts.to_pydict()
        here = self.desk.period
        found: dict[str, dict[str, int]] = {}
        keys = ("counting", "fiscal_year", "stage", "programme", "area", "amount")
        for counting, year, stage, programme, area, amount in zip(*(groups[key] for key in keys), strict=True):
            if (counting, year, stage) == (self.desk.counting, here.year, here.stage) and area != OUTSIDE:
                amounts = found.setdefault(programme, {})
                amounts[area] = amounts.get(area, 0) + amount
        return {
            programme: sorted(amounts, key=lambda area: (-amounts[area], area)) for programme, amounts in found.items()
        }

    def list_of(self, name: str, counting: Counting, **where: str | int) -> ProgrammeList:
        """The programmes that have money where ``where`` selects, largest first."""
        desk = self.desk
        groups = desk.book.by(counting, "programme", **desk.period.where, **where)
        entries = [self._entry(str(programme), figure, where) for (programme,), figure in groups.items()]
        return ProgrammeList(name, sorted(entries, key=lambda entry: (-entry.amount.value, entry.programme)))

    def _entry(self, programme: str, amount: Figure, where: dict[str, str | int]) -> Entry:
        desk = self.desk
        if not desk.comparisons:
            return Entry(programme, amount, None)
        return Entry(
            programme, amount, desk.line(programme, amount, amount.counting, programme=programme, **where).changes[0]
        )


def rows_for_script(found: ProgrammeList, places: dict[str, int], rounding: Rounding) -> list[list[Any]]:
    """A list as its data file has it, amounts as texts of integers in minor units.

    Place of the programme, value, figure, value as displayed; the same of the change; low and high. What is missing at
    the end of a row is left out.
    """
    rows = []
    for entry in found.entries:
        change = entry.change.amount if entry.change else None
        row = [places[entry.programme], *_printed(entry.amount, rounding)]
        row += _printed(change, rounding) if change else [None, None, None]
        row += [None if bound is None else str(bound) for bound in (entry.amount.low, entry.amount.high)]
        while row[-1] is None:
            row.pop()
        rows.append(row)
    return rows


def _printed(figure: Figure, rounding: Rounding) -> list[str]:
    return [str(figure.value), figure.id, str(rounding.displayed(figure))]
