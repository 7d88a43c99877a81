"""What the numbers say, a finding for each shape that they can take, as a key of words and what fills it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal

from crosscut.calendar import Period
from crosscut.figures import Figure
from crosscut.follow.changes import Comparison
from crosscut.follow.effects import TRANSFERS
from crosscut.tables import UNREAD
from crosscut.text import Text
from crosscut.text.effect_kinds import EffectKind, effect_key
from crosscut.text.ministries import is_one
from crosscut.views.overview import HeatRow, TagEffect
from crosscut.views.totals import Totals, TotalsLine

_CLOSE = (9, 10)
"""From which part of the largest on the second is named beside it."""

Whole = Literal["total", "area", "ministry"]
_WHOLES: Mapping[Whole, Text] = {
    "total": Text("the total", "총액"),
    "area": Text("the area", "이 분야"),
    "ministry": Text("the ministry's budget", "이 부처 예산"),
}
"""What lines are shares of."""

NameKind = Literal["area", "ministry", "committee", "sub", "programme", "kind", "reason"]
_APART = frozenset(
    {f"take_moved_{shape}" for shape in ("none", "all_up", "all_down", "only_up", "only_down")}
    | {f"title_{said}_{shape}" for said in ("flow", "counts_area") for shape in ("rose", "fell", "still")}
)
"""Findings on all areas that have words of their own where some areas stand together, and moved too."""
UNREAD_SAID = frozenset({"take_unread_beside", "take_unread_first"})
"""Sentences on money that nobody has looked at."""
_LEADS = frozenset({"take_area_leads", "take_area_two"})
"""Findings that money beside them changes only where it is more than what the first area is ahead by."""
_OWNERS: frozenset[NameKind] = frozenset({"ministry", "committee"})
"""What sources may leave unnamed."""


@dataclass(frozen=True)
class Takeaway:
    """One finding.

    ``key`` names the words that say it; ``names`` are of areas and the like, by kind and key; ``texts`` are what people
    and calendars say, in both languages, ``phrases`` ours, which an office may say in its own words; ``then`` is what
    has to be said with it.
    """

    key: str
    figures: Mapping[str, Figure] = field(default_factory=dict)
    names: Mapping[str, tuple[NameKind, str]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)
    phrases: Mapping[str, Text] = field(default_factory=dict)
    then: Takeaway | None = None


def largest_area(
    totals: Totals, lines: list[TotalsLine], whole: Whole = "total", unread: TotalsLine | None = None
) -> Takeaway | None:
    """Which area leads, as far as is known: money that nobody has looked at is said where another could lead with it.

    ``unread`` is that money, of the whole total unless given.
    """
    found, beside = _largest_area(totals, lines, whole), unread or (totals.unread if whole == "total" else None)
    if found is None or beside is None:
        return found
    first, second = ([*sorted((line.amount.value for line in lines), reverse=True), 0, 0])[:2]
    is_sure = found.key.removesuffix("_apart") in _LEADS and beside.amount.value < first - second
    return found if is_sure else followed(found, not_looked_at(totals, beside.amount))


def not_looked_at(totals: Totals, amount: Figure) -> Takeaway:
    """That with money of the leading period that nobody has looked at another may be the largest."""
    return Takeaway("take_unread_first", {"amount": amount}, texts={"period": totals.calendar.text(totals.period)})


def once(found: Sequence[Takeaway], *, is_said: bool) -> list[Takeaway]:
    """Findings that stand together, what nobody has looked at said with the first alone, unless it is said before."""
    told: list[Takeaway] = []
    for each in found:
        told.append(_without_unread(each) if is_said else each)
        is_said = is_said or _without_unread(each) != each
    return told


def _without_unread(found: Takeaway) -> Takeaway:
    if found.then is None or found.then.key in UNREAD_SAID:
        return replace(found, then=None)
    return replace(found, then=_without_unread(found.then))


def _largest_area(totals: Totals, lines: list[TotalsLine], whole: Whole) -> Takeaway | None:
    """Which area leads; where several that nobody published apart hold more together, it leads of the others alone."""
    apart = max((line for line in lines if line.key in totals.added), key=lambda line: line.amount.value, default=None)
    found = largest("area", [line for line in lines if line.key not in totals.added], whole, are_all=apart is None)
    if apart is None or apart.amount.value <= 0:
        return found
    if found is None:
        figures = {"amount": apart.amount, "share": apart.share}
        return Takeaway("take_area_together", figures, {"name": ("area", apart.key)}, phrases={"whole": _WHOLES[whole]})
    beaten = {
        "take_area_alone": 0,
        "take_area_two": found.figures["next"].value if "next" in found.figures else 0,
        "take_area_leads": found.figures["amount"].value,
    }
    is_beaten = found.key in beaten and apart.amount.value > beaten[found.key]
    return replace(found, key=f"{found.key}_apart") if is_beaten else found


def largest(
    kind: NameKind, lines: list[TotalsLine], whole: Whole = "total", *, are_all: bool = True
) -> Takeaway | None:
    """Which line leads a list that is in the order of its amounts, alone, closely followed or level with others.

    None without money.

    ``whole`` is what the lines are shares of; ``are_all`` says that nothing beside them is of their kind.
    """
    phrases = {"whole": _WHOLES[whole]}
    held = [line for line in lines if line.amount.value > 0]
    if not held:
        return None
    if kind in _OWNERS and not is_one(held[0].key):
        return Takeaway(
            f"take_{kind}_unnamed",
            {"amount": held[0].amount, "share": held[0].share},
            {"name": (kind, held[0].key)},
            phrases=phrases,
        )
    if len(held) == 1:
        own: dict[str, tuple[NameKind, str]] = {"name": (kind, held[0].key)}
        if held[0].share.value == held[0].share.whole:
            return Takeaway(f"take_{kind}_only", {"amount": held[0].amount}, own)
        return Takeaway(f"take_{kind}_alone", {"amount": held[0].amount, "share": held[0].share}, own, phrases=phrases)
    return _ahead(kind, held, phrases, are_all=are_all)


def _ahead(kind: NameKind, held: list[TotalsLine], phrases: Mapping[str, Text], *, are_all: bool) -> Takeaway:
    """Which of several lines leads; where more than two are level, or who comes second is not one, that is heeded."""
    (first, second), found = held[:2], [line.amount.value for line in held]
    level, behind = found.count(found[0]), found.count(found[1])
    are_all = are_all and len(held) == 2 and (kind not in _OWNERS or is_one(second.key))
    if level > 2 or (level == 2 and are_all):
        return all_level(kind, first.amount, level, len(held))
    names: dict[str, tuple[NameKind, str]] = {"name": (kind, first.key), "second": (kind, second.key)}
    if found[1] * _CLOSE[1] >= found[0] * _CLOSE[0] and (level > 1 or behind == 1):
        shape = "of_two" if are_all else "two"
        return Takeaway(f"take_{kind}_{shape}", {"amount": first.amount, "next": second.amount}, names)
    return Takeaway(f"take_{kind}_leads", {"amount": first.amount, "share": first.share}, names, phrases=phrases)


def concentrated(kind: Literal["area", "ministry"], lines: Sequence[TotalsLine]) -> Takeaway | None:
    """How few of several lines hold more than half of what they hold together, or which one does.

    None of fewer than three, and where no one ministry is named for money that is needed for it.
    """
    held = sorted((line for line in lines if line.amount.value > 0), key=lambda line: -line.amount.value)
    whole = sum(line.amount.value for line in held)
    sums = accumulate(line.amount.value for line in held)
    count = 1 + next((place for place, amount in enumerate(sums) if amount * 2 > whole), 0)
    if len(held) < 3 or any(kind in _OWNERS and not is_one(line.key) for line in held[:count]):
        return None
    named = sum(kind not in _OWNERS or is_one(line.key) for line in held)
    if count == 1:
        return Takeaway(f"take_half_one_{kind}", {}, {"name": (kind, held[0].key)}, {"all": named})
    return Takeaway(f"take_half_{kind}", counts={"count": count, "all": named})


def all_level(kind: NameKind, amount: Figure, level: int, held: int) -> Takeaway:
    """That several of those that hold money hold as much as each other, and none holds more."""
    if level == held:
        return Takeaway(f"take_{kind}_all_level", {"amount": amount}, counts={"all": held})
    return Takeaway(f"take_{kind}_level", {"amount": amount}, counts={"count": level, "all": held})


def unread_beside(totals: Totals, since: Period, until: Period | None = None) -> Takeaway | None:
    """What money nobody has looked at, which may change what areas are said to have gained or lost; None of none.

    ``until`` is the leading period unless given.
    """
    for period in (until or totals.period, since):
        amount = totals.book.amount("partition", area=UNREAD, **period.where)
        if amount.row_count:
            return Takeaway("take_unread_beside", {"amount": amount}, texts={"period": totals.calendar.text(period)})
    return None


def unknown_areas(totals: Totals, since: Period, until: Period | None = None) -> Takeaway | None:
    """That nobody knows what areas held at one of two points, and so what they gained or lost; None where it is known.

    ``until`` is the leading period unless given.
    """
    unknown = totals.unknown(until or totals.period, since)
    return Takeaway("take_areas_unknown", texts={"period": totals.calendar.text(unknown)}) if unknown else None


def as_far_as_known(totals: Totals, found: Takeaway, since: Period, until: Period | None = None) -> Takeaway:
    """A finding on what areas gained or lost, and what money nobody has looked at; where nobody knows, that alone."""
    return unknown_areas(totals, since, until) or followed(found, unread_beside(totals, since, until))


def over_differences(totals: Totals, found: Takeaway, since: Period, until: Period) -> Takeaway:
    """What heads the differences of areas between two points: where nobody knows them, that and what they are."""
    unknown = unknown_areas(totals, since, until)
    return followed(unknown, Takeaway("take_areas_differ")) if unknown else as_far_as_known(totals, found, since, until)


def followed(found: Takeaway, last: Takeaway | None) -> Takeaway:
    """A finding with one more sentence after all of its own."""
    return replace(found, then=followed(found.then, last) if found.then else last)


def moved(totals: Totals, lines: list[TotalsLine], place: int = 0) -> Takeaway | None:
    """How many areas rose and fell against a comparison, and which moved most; None where none has money.

    What became of several areas that nobody published apart is said after the others; where no area moved, what did
    outside them is said; last, what money nobody has looked at. Where nobody knows, that is all that is said.
    """
    found = _moved(totals, lines, place)
    return as_far_as_known(totals, found, totals.comparisons[place]) if found else None


def _moved(totals: Totals, lines: list[TotalsLine], place: int) -> Takeaway | None:
    together = totals.added
    found = _counted([line for line in lines if line.key not in together], place)
    apart = next((line for line in lines if line.key in together and line.changes[place].moved), None)
    if found and found.key == "take_moved_none" and apart is None:
        return replace(found, then=_beside(totals, place))
    if found is None or apart is None:
        return found
    return with_together(found, apart.key, apart.changes[place].amount)


def with_together(found: Takeaway, area: str, change: Figure) -> Takeaway:
    """A finding on areas given one by one, and what became of several that nobody published apart."""
    way = "rose" if change.value > 0 else "fell"
    together = Takeaway(f"take_together_{way}", {"change": change}, {"name": ("area", area)})
    return replace(found, key=f"{found.key}_apart" if found.key in _APART else found.key, then=together)


def _beside(totals: Totals, place: int) -> Takeaway | None:
    most = max(totals.unattributed, key=lambda line: abs(line.changes[place].moved), default=None)
    if most is None or not most.changes[place].moved:
        return None
    way = "rose" if most.changes[place].moved > 0 else "fell"
    return Takeaway(f"take_beside_{way}", {"change": most.changes[place].amount}, {"name": ("area", most.key)})


def _counted(lines: list[TotalsLine], place: int) -> Takeaway | None:
    held = sorted((line for line in lines if line.has_rows), key=lambda line: line.changes[place].amount.value)
    if not held:
        return None
    rose, fell = (sum(sign * each.changes[place].moved > 0 for each in held) for sign in (1, -1))
    found = [(each.changes[place].amount, each.key) for each in held]
    up: dict[str, tuple[NameKind, str]] = {"name": ("area", found[-1][1])}
    down: dict[str, tuple[NameKind, str]] = {"name": ("area", found[0][1])}
    counts = {"rose": rose, "fell": fell, "all": len(found)}
    if not rose and not fell:
        return Takeaway("take_moved_none")
    if _level_with(found[-1 if rose >= fell else 0][0], [change for change, _ in found]) > 1:
        return Takeaway("take_moved_level", counts=counts)
    if len(found) in (rose, fell) and len(found) > 1:
        most, change, way = (up, found[-1][0], "up") if rose else (down, found[0][0], "down")
        return Takeaway(f"take_moved_all_{way}", {"change": change}, most, counts)
    if rose >= fell:
        return Takeaway("take_moved_up" if fell else "take_moved_only_up", {"change": found[-1][0]}, up, counts)
    return Takeaway("take_moved_down" if rose else "take_moved_only_down", {"change": found[0][0]}, down, counts)


def one_way(
    lines: list[TotalsLine], sign: Literal[1, -1], kind: Literal["area", "ministry"] = "area"
) -> tuple[Takeaway, list[TotalsLine]]:
    """What rose (``sign`` 1) or fell since the first comparison, the most first."""
    found = sorted((each for each in lines if each.changes[0].moved * sign > 0), key=_by_change, reverse=sign > 0)
    way = "rose" if sign > 0 else "fell"
    if not found:
        return Takeaway(f"take_{way}_no_{kind}"), []
    first = found[0]
    level = _level_with(first.changes[0].amount, [each.changes[0].amount for each in found])
    if level > 1:
        return Takeaway(f"take_{way}_level_{kind}", {"change": first.changes[0].amount}, counts={"count": level}), found
    key, figures = first.changes[0].wording(f"take_{way}")
    return Takeaway(key, figures, {"name": (kind, first.key)}), found


def _level_with(figure: Figure, others: Sequence[Figure]) -> int:
    """How many figures have the value of one of them."""
    return sum(each.value == figure.value for each in others)


def _by_change(line: TotalsLine) -> int:
    return line.changes[0].amount.value


def reasons(totals: Totals, found: Comparison) -> list[tuple[EffectKind, Figure]]:
    """The kinds of effect that moved the total, the one that moved it most first."""
    figures = totals.publication.changes
    moving = [each for each in found.parts if each.kind not in TRANSFERS and each.amount]
    if figures is None:
        return []
    most = sorted(moving, key=lambda part: (-abs(part.amount), part.kind))
    return [(kind, figures.part(found, kind)) for kind in (EffectKind(each.kind) for each in most)]


def foremost(moving: Sequence[tuple[EffectKind, Figure]]) -> tuple[EffectKind, Figure] | None:
    """The kind of effect that moved most of those in their order; None where none did, or several did alike."""
    if len(moving) > 1 and abs(moving[0][1].value) == abs(moving[1][1].value):
        return None
    return next(iter(moving), None)


def effect_name(said: Literal["kind", "reason"], kind: EffectKind, found: Comparison) -> tuple[NameKind, str]:
    """What a takeaway calls a kind of effect between the points of a comparison."""
    return said, effect_key(kind, found.passage)


def is_still(totals: Totals, found: Comparison) -> bool:
    """Whether the total is displayed as being the same at both points."""
    after, before = (totals.book.amount("partition", **at.where) for at in (found.until, found.since))
    return not totals.rounding.displayed(totals.book.difference(after, before))


def reason(totals: Totals, found: Comparison) -> Takeaway | None:
    """Which kind of effect moved the total most, or which two that did alike; None where nothing moved it.

    Where what was added and taken leaves the total as it was, that is said.
    """
    moving, still = reasons(totals, found), "_still" if is_still(totals, found) else ""
    if most := foremost(moving):
        return Takeaway(f"take_reason{still}", {"change": most[1]}, {"name": effect_name("reason", most[0], found)})
    if not moving:
        return None
    size = abs(moving[0][1].value)
    level = [each for each in moving if abs(each[1].value) == size]
    if len(level) > 2:
        return Takeaway(f"take_reasons_level{still}", counts={"count": len(level)})
    (first, change), (second, other) = level
    names = {place: effect_name("reason", kind, found) for place, kind in (("name", first), ("second", second))}
    return Takeaway(f"take_reasons_two{still}", {"change": change, "next": other}, names)


def widest(totals: Totals, rows: list[HeatRow], columns: list[str]) -> Takeaway | None:
    """Which ministry is the largest in most areas given one by one; None where there is but one ministry, or no area.

    Where several are level in an area, none is the largest in it.
    """
    found = {area: _leaders(rows, place) for place, area in enumerate(columns) if area not in totals.added}
    leaders = {area: ministries for area, ministries in found.items() if ministries}
    if not leaders or len(rows) < 2:
        return None
    led = Counter(ministries[0] for ministries in leaders.values() if len(ministries) == 1)
    if not led:
        return Takeaway("take_heat_none")
    (first, most), *others = led.most_common()
    counts = {"count": most, "all": len(leaders)}
    if others and others[0][1] == most:
        said = Takeaway("take_heat_level", counts=counts)
    elif not is_one(first):
        said = Takeaway("take_heat_unnamed", counts=counts)
    elif len(leaders) == 1:
        (area,) = leaders
        said = Takeaway("take_heat_one", {}, {"name": ("ministry", first), "second": ("area", area)})
    else:
        said = Takeaway("take_heat", {}, {"name": ("ministry", first)}, counts)
    return followed(said, not_looked_at(totals, totals.unread.amount) if totals.unread else None)


def _leaders(rows: list[HeatRow], place: int) -> list[str]:
    """The ministries that hold most of an area, several where they are level; none where nobody holds any of it."""
    held = [(figure.value, row.ministry) for row in rows if (figure := row.cells[place][0]) and figure.value > 0]
    most = max((amount for amount, _ in held), default=0)
    return [ministry for amount, ministry in held if amount == most]


def counted_twice(totals: Totals, effects: list[TagEffect]) -> Takeaway | None:
    """Which area's tags say most beyond its money counted once; None where no area's do."""
    over = [each for each in effects if totals.rounding.moved(each.difference) < 0]
    if not over:
        return None
    most = min(over, key=lambda effect: effect.difference.value)
    level = _level_with(most.difference, [each.difference for each in over])
    if level > 1:
        return Takeaway("take_twice_level", {"difference": most.difference}, counts={"count": level})
    return Takeaway("take_twice", {"difference": most.difference}, {"name": ("area", most.area)})
