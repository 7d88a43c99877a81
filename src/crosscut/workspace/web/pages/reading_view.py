"""What the pages of reading show: a programme with all that lies beside it, and the bars of intervals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from crosscut.classify.dossier_files import Dossier
from crosscut.tables import OUTSIDE
from crosscut.taxonomy import Area, Sub, Taxonomy
from crosscut.text import Language, Text
from crosscut.text.areas import AREAS
from crosscut.workspace.reading.reading_counts import CountedArea, KeptCount
from crosscut.workspace.reading.reading_queue import ReadingQueue
from crosscut.workspace.reading.readings import OpenProgramme
from crosscut.workspace.reading_room.reading_budget import ReadingBudget, ReadingFacts
from crosscut.workspace.reading_room.reading_shares import WHOLE, AreaShares, AreaSubs

KEYS = "1234567890qwertyip"
"""The keys that choose the areas of a list, in its order."""
_MOST_CASES = 4
NONE: AreaSubs = MappingProxyType({})
"""No sub-technologies."""


@dataclass(frozen=True, slots=True)
class LikeCase:
    """A programme worded alike that has been decided, and as what."""

    name: str
    shares: AreaShares


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """An area as it can be chosen: its key, whether it is chosen, and the per cent that were typed or kept.

    ``subs`` are those of its sub-technologies that are chosen.
    """

    area: Area
    key: str
    chosen: bool
    percent: str
    subs: Collection[str] = ()


@dataclass(frozen=True)
class ProgrammeView:
    """One programme before its reader."""

    open: OpenProgramme
    amounts: list[tuple[Text, int]]
    parts: tuple[str, ...]
    cases: list[LikeCase]
    family: list[ReadingFacts]

    @property
    def facts(self) -> ReadingFacts:
        """What is known of it."""
        return self.open.facts

    @property
    def proposed(self) -> AreaShares | None:
        """What the machine proposes; None where it proposes nothing."""
        return self.open.queue.proposed(self.facts.programme)

    @property
    def dossier(self) -> Dossier | None:
        """What lies beside it, where that has been made."""
        drawn = self.open.queue.drawn.get(self.facts.programme)
        return drawn.dossier if drawn else None

    @property
    def probability(self) -> float:
        """How sure the machine is of the least sure area that it proposes."""
        return min((each.probability for each in self.dossier.proposed), default=0.0) if self.dossier else 0.0

    def choices(self, form: Mapping[str, str]) -> list[AreaChoice]:
        """The areas to choose from, as they were sent or kept."""
        sent = {key for key in form if key.startswith(("area_", "percent_")) and form[key]}
        own = self.open.own or {}
        rows = []
        for place, area in enumerate(self.open.queue.budget.taxonomy.areas):
            key = KEYS[place] if place < len(KEYS) else ""
            chosen = f"area_{area.id}" in sent if sent else area.id in own
            percent = form.get(f"percent_{area.id}", "") if sent else _percent(own.get(area.id))
            kept = self.open.subs.get(area.id, ())
            subs = [each.id for each in area.subs if (sub_field(area, each) in form if sent else each.id in kept)]
            rows.append(AreaChoice(area, key, chosen, percent, subs))
        return rows


def sub_field(area: Area, sub: Sub) -> str:
    """What a sub-technology is called in forms."""
    return f"sub_{area.id}/{sub.id}"


def _percent(share: Fraction | None) -> str:
    whole = share * 100 if share is not None else Fraction(0)
    return str(whole.numerator) if whole and whole.denominator == 1 and share != WHOLE else ""


def view_of(found: OpenProgramme) -> ProgrammeView:
    """A programme with all that lies beside it."""
    queue, programme = found.queue, found.facts.programme
    budget = queue.budget
    family = [budget.facts[each] for each in queue.family(programme)]
    return ProgrammeView(
        found, budget.amounts(programme), budget.parts.get(programme, ()), _cases(queue, programme), family
    )


def _cases(queue: ReadingQueue, programme: str) -> list[LikeCase]:
    """What has been decided of programmes worded alike, none of them of the family: that would tell too much."""
    drawn = queue.drawn.get(programme)
    alike = drawn.dossier.alike if drawn and drawn.dossier else ()
    found = [(each, queue.on(each).held) for each in alike if each in queue.budget.facts]
    return [LikeCase(queue.budget.facts[each].name, held) for each, held in found if held is not None][:_MOST_CASES]


def shares_text(taxonomy: Taxonomy, shares: AreaShares, language: Language, subs: AreaSubs = NONE) -> str:
    """Shares with the names of their areas: ``Quantum (Quantum sensing) 50 % + AI 50 %``."""
    names = {area.id: _named(area, subs.get(area.id, ()), language) for area in taxonomy.areas}
    outside = AREAS[OUTSIDE][language]
    parts = [(names.get(area, area), share) for area, share in shares.items()]
    rest = WHOLE - sum(shares.values())
    if rest:
        parts.append((outside, Fraction(rest)))
    return " + ".join(name if share == WHOLE else f"{name} {_spelt(share)}" for name, share in parts)


def _named(area: Area, subs: Collection[str], language: Language) -> str:
    named = "; ".join(each.name(language) for each in area.subs if each.id in subs)
    return f"{area.name(language)} ({named})" if named else area.name(language)


def _spelt(share: Fraction) -> str:
    whole = share * 100
    return f"{whole.numerator} %" if whole.denominator == 1 else f"{share.numerator}/{share.denominator}"


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """An area's interval as a bar: places from 0 to 1000 in the last count, and in the first where there is one."""

    area: Area
    now: CountedArea
    first: tuple[int, int] | None
    last: tuple[int, int]
    at: int
    narrower: int


def interval_rows(budget: ReadingBudget, first: KeptCount | None, last: KeptCount | None) -> Sequence[IntervalRow]:
    """The bars of all areas, on one scale; ``narrower`` is by how many per cent they are since the first count."""
    if last is None:
        return ()
    before = {each.area: each for each in first.count.areas} if first else {}
    areas = {area.id: area for area in budget.taxonomy.areas}
    now = [each for each in last.count.areas if each.area in areas]
    top = max((max(each.high, before.get(each.area, each).high) for each in now), default=0) or 1
    return [_bar(areas[each.area], each, before.get(each.area), top) for each in now]


def _bar(area: Area, now: CountedArea, before: CountedArea | None, top: int) -> IntervalRow:
    held, begun = _place(now, top), _place(before, top) if before else None
    widths = (before.high - before.low if before else 0, now.high - now.low)
    narrower = 100 - widths[1] * 100 // widths[0] if widths[0] else 0
    return IntervalRow(area, now, begun, held, max(0, now.estimate) * 1000 // top, narrower)


def _place(area: CountedArea, top: int) -> tuple[int, int]:
    return max(0, area.low) * 1000 // top, max(0, area.high) * 1000 // top
