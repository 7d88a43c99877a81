"""What the first screen says in a sentence: how much, what rose and fell, what is new; or, alone, what is largest."""

from __future__ import annotations

from dataclasses import dataclass

from crosscut.calendar import Period
from crosscut.figures import Figure
from crosscut.text.effect_kinds import EffectKind
from crosscut.views.histories import leading_change
from crosscut.views.page_titles import since_title
from crosscut.views.takeaways import UNREAD_SAID, Takeaway, largest_area, one_way, unknown_areas, unread_beside
from crosscut.views.totals import AmountChange, Totals, TotalsLine


@dataclass(frozen=True)
class Headline:
    """The total, and what matters most of it.

    ``change`` is that of the total since the year before, or the stage before, and ``since`` that period; ``risen`` and
    ``fallen`` are the areas whose money changed most, those together that nobody published apart among them, each with
    its change; ``new`` says what programmes that are new added. ``unread`` says what money nobody has looked at, which
    may change what rose and fell, or that nobody knows what areas held; it is None where no money at all was looked at.
    ``moved`` says what became of the total; ``largest`` which area is the largest, where there is no earlier period.
    """

    total: Figure
    since: Period | None
    change: AmountChange | None
    risen: tuple[str, Figure] | None
    fallen: tuple[str, Figure] | None
    new: Takeaway | None
    largest: Takeaway | None
    moved: Takeaway | None = None
    unread: Takeaway | None = None

    @property
    def tells_unread(self) -> bool:
        """Whether it says how much money nobody has looked at."""
        told = [self.unread, self.largest, self.largest.then if self.largest else None]
        return any(each.key in UNREAD_SAID for each in told if each)


def headline(totals: Totals) -> Headline:
    """The headline of a publication."""
    held = [line for line in totals.area_lines(totals.total) if line.has_rows]
    if not totals.comparisons:
        alone = largest_area(totals, held)
        return Headline(totals.total, None, None, None, None, None, alone)
    fallen, risen = (_most(one_way(held, sign)[1]) for sign in (-1, 1))
    since, change = totals.comparisons[0], totals.whole.changes[0]
    moved = since_title(totals, change)
    return Headline(
        totals.total,
        since,
        change,
        risen,
        fallen,
        _new(totals),
        None,
        moved,
        None if totals.nothing_read else _unread(totals, since, is_told=bool(risen or fallen)),
    )


def _unread(totals: Totals, since: Period, *, is_told: bool) -> Takeaway | None:
    return unknown_areas(totals, since) or (unread_beside(totals, since) if is_told else None)


def _most(lines: list[TotalsLine]) -> tuple[str, Figure] | None:
    """What moved most, the most first; None where nothing did, or several did alike."""
    found = [(line.key, line.changes[0].amount) for line in lines]
    if len(found) > 1 and found[0][1].value == found[1][1].value:
        return None
    return next(iter(found), None)


def _new(totals: Totals) -> Takeaway | None:
    """What programmes that are new since the period before added; None where nobody told, or none is."""
    found, figures = leading_change(totals, totals.publication.history), totals.publication.changes
    if found is None or figures is None:
        return None
    new = figures.part(found, EffectKind.NEW)
    key = f"headline_new_{found.passage}" if found.passage else "headline_new"
    return Takeaway(key, {"amount": new}) if new.value else None
