"""What a page says as its title, and a section that has no chart: a finding each, out of the figures that it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from crosscut.figures import Figure
from crosscut.follow import Share
from crosscut.follow.changes import Comparison
from crosscut.tables import NO_AREA, UNREAD
from crosscut.text import Text
from crosscut.text.effect_kinds import EffectKind
from crosscut.text.ministries import is_one
from crosscut.views.flows import FlowPassage
from crosscut.views.programmes import Directory, ProgrammeList
from crosscut.views.takeaways import (
    NameKind,
    Takeaway,
    Whole,
    all_level,
    as_far_as_known,
    effect_name,
    followed,
    foremost,
    largest,
    largest_area,
    over_differences,
    reasons,
    with_together,
)
from crosscut.views.totals import AmountChange, Totals, TotalsLine

_COMPARED = 3
"""Programmes of a list that are looked at to say which leads it."""


def change_title(totals: Totals, found: Comparison) -> Takeaway:
    """What a total came to between two points, and which kinds of effect added most and took most."""
    after, before = (totals.book.amount("partition", **at.where) for at in (found.until, found.since))
    texts = {"since": totals.calendar.text(found.since), "until": totals.calendar.text(found.until)}
    moving = [each for each in reasons(totals, found) if totals.rounding.displayed(each[1])]
    change = totals.book.difference(after, before)
    added, taken = (foremost([each for each in moving if each[1].value * sign > 0]) for sign in (1, -1))
    most = [
        Takeaway(f"title_{way}", {"change": each[1]}, {"name": effect_name("reason", each[0], found)})
        for way, each in (("added", added), ("taken", taken))
        if each
    ]
    if not most and not totals.rounding.displayed(change):
        return Takeaway("title_change_none", {"amount": after}, texts=texts)
    then = replace(most[0], then=most[1]) if len(most) > 1 else next(iter(most), None)
    if not totals.rounding.displayed(change):
        return Takeaway("title_change_still", {"amount": after}, texts=texts, then=then)
    return Takeaway("title_change", {"change": change}, texts=texts, then=then)


def story_title(totals: Totals, found: Comparison | None, holders: Sequence[TotalsLine]) -> Takeaway:
    """The whole story in a sentence: from what to what and by what most, or, of one period, what there is to tell."""
    if not totals.comparisons:
        held = sum(line.amount.value > 0 for line in holders)
        programmes = totals.whole.programmes
        if programmes.value == 1:
            return Takeaway("title_story_one", {"total": totals.total})
        figures = {"total": totals.total, "programmes": programmes}
        return Takeaway("title_story_alone", figures, counts={"count": held})
    since, change = totals.comparisons[0], totals.whole.changes[0]
    before = totals.book.amount("partition", **since.where)
    figures, texts = {"total": totals.total, "before": before}, {"since": totals.calendar.text(since)}
    if not change.printed:
        return Takeaway("title_story_same", {"total": totals.total}, texts=texts)
    if found and (most := foremost(reasons(totals, found))):
        names = {"name": effect_name("reason", most[0], found)}
        return Takeaway("title_story_why", {**figures, "change": most[1]}, names, texts=texts)
    return Takeaway("title_story", {**figures, "change": change.amount}, texts=texts)


def line_title(totals: Totals, kind: NameKind, line: TotalsLine) -> Takeaway:
    """What an area or a ministry holds, and what became of that since the first comparison."""
    names: dict[str, tuple[NameKind, str]] = {"name": (kind, line.key)}
    since = since_title(totals, line.changes[0]) if line.changes else None
    if since and kind == "area":
        since = as_far_as_known(totals, since, totals.comparisons[0])
    unnamed = kind == "ministry" and not is_one(line.key)
    if line.amount.row_count and not unnamed and line.share.value == line.share.whole:
        return Takeaway("title_holds_all", {"amount": line.amount}, names, then=since)
    if line.amount.row_count:
        key = "title_holds_unnamed" if unnamed else "title_holds"
        return Takeaway(key, {"amount": line.amount, "share": line.share}, names, then=since)
    texts, then = {"period": totals.calendar.text(totals.period)}, since if line.has_rows else None
    if kind == "area" and totals.unread:
        return Takeaway("title_known_nothing", {"unread": totals.unread.amount}, names, texts=texts, then=then)
    return Takeaway("title_holds_nothing", {}, names, texts=texts, then=then)


def since_title(totals: Totals, change: AmountChange) -> Takeaway:
    """What became of an amount since the period that all changes are told against."""
    texts = {"since": totals.calendar.text(totals.comparisons[0])}
    _, before = change.amount.of
    if not before.row_count:
        return Takeaway("title_since_nothing", texts=texts)
    if not change.printed:
        return Takeaway("title_since_same", texts=texts)
    key, figures = change.wording("headline_change")
    return Takeaway(key, figures, texts=texts)


def largest_programme(
    totals: Totals, listing: ProgrammeList, whole: Figure, said: Whole = "total", where: Mapping[str, str] | None = None
) -> Takeaway | None:
    """Which programme leads a list of those that ``where`` selects; money whose programmes nobody named is none."""
    ranked = [(each.programme, each.amount) for each in listing.entries]
    return leading_programme(totals, ranked, whole, said, where)


def leading_programme(
    totals: Totals,
    ranked: Sequence[tuple[str, Figure]],
    whole: Figure,
    said: Whole = "total",
    where: Mapping[str, str] | None = None,
) -> Takeaway | None:
    """Which of ``ranked`` programmes leads, which are in the order of their amounts."""
    named = totals.publication.settings.publication.is_named
    held = [(programme, amount) for programme, amount in ranked if amount.value > 0 and named(programme)]
    level = sum(amount.value == held[0][1].value for _, amount in held)
    if level > 2:
        return all_level("programme", held[0][1], level, len(held))
    lines = [
        totals.line(programme, whole, amount.counting, **{**(where or {}), "programme": programme})
        for programme, amount in held[:_COMPARED]
    ]
    return largest("programme", lines, said)


def findable(directory: Directory) -> Takeaway:
    """How many programmes, ministries and areas can be found by name."""
    totals = directory.totals
    named = totals.publication.settings.publication.is_named
    ministries, areas = sum(map(named, totals.ministries)), len(totals.areas.keys() - totals.added)
    counts = {"programmes": len(directory.programmes), "ministries": ministries, "areas": areas}
    return Takeaway("title_search" if totals.areas else "title_search_plain", counts=counts)


def overlapping(area: str, others: Sequence[tuple[str, Figure]]) -> Takeaway:
    """With which other area an area shares most tagged money."""
    names: dict[str, tuple[NameKind, str]] = {"name": ("area", area)}
    if not others:
        return Takeaway("title_overlap_none", {}, names)
    amount = others[0][1]
    level = sum(figure.value == amount.value for _, figure in others)
    if level > 1:
        return Takeaway("title_overlap_level", {"amount": amount}, names, {"count": level})
    return Takeaway("title_overlap", {"amount": amount}, {**names, "second": ("area", others[0][0])})


def divided(totals: Totals, area: str, lines: list[TotalsLine]) -> Takeaway:
    """Which sub-technology of an area leads; of an area that is not divided so far, that."""
    counts = {"all": len(totals.areas[area].subs)}
    return largest("sub", lines, "area") or Takeaway("title_subs_none", {}, {"name": ("area", area)}, counts)


def elsewhen(totals: Totals, count: int) -> Takeaway:
    """How many programmes have money in other periods alone."""
    return Takeaway("title_elsewhen", counts={"count": count}, texts={"period": totals.calendar.text(totals.period)})


def areas_of_ministry(
    totals: Totals, ministry: str, areas: list[TotalsLine], unattributed: Sequence[TotalsLine]
) -> Takeaway:
    """Which area leads in a ministry's money; where none holds any of it, that, or that nobody has looked at it."""
    unread = next((line for line in unattributed if line.key == UNREAD and line.amount.row_count), None)
    found = largest_area(totals, areas, "ministry", unread)
    key = "title_none_read" if unread else "title_none_inside"
    return found or Takeaway(key, {}, {"name": ("ministry", ministry)})


def passage_title(totals: Totals, passage: FlowPassage) -> Takeaway:
    """Which area gained and which lost most between two points; where several did so alike, how many did."""
    texts = {"since": totals.calendar.text(passage.since), "until": totals.calendar.text(passage.until)}
    areas = [each for each in passage.areas if each.key not in NO_AREA]
    changes = [(each.key, totals.book.difference(each.after, each.before)) for each in areas]
    found = movers(totals, changes, texts) or Takeaway("title_flow_plain", texts=texts)
    return over_differences(totals, found, passage.since, passage.until)


def movers(totals: Totals, changes: Sequence[tuple[str, Figure]], texts: Mapping[str, Text]) -> Takeaway | None:
    """The areas whose changes are the greatest, up and down; None where there is no area.

    What became of several areas that nobody published apart is said after the others.
    """
    shown = totals.rounding.moved
    named = [each for each in changes if each[0] not in totals.added]
    if not named:
        return None
    together = next((each for each in changes if each[0] in totals.added and shown(each[1])), None)
    found = _movers(totals, named, texts, alone=together is None)
    return with_together(found, *together) if together else found


def _movers(
    totals: Totals, changes: Sequence[tuple[str, Figure]], texts: Mapping[str, Text], *, alone: bool
) -> Takeaway:
    shown = totals.rounding.moved
    up, down = (sorted((each for each in changes if shown(each[1]) * sign > 0), key=_size) for sign in (1, -1))
    found = [(way, side[-1]) for way, side in (("up", up), ("down", down)) if side]
    level = any(len(side) > 1 and side[-1][1].value == side[-2][1].value for side in (up, down))
    if level or not found:
        return Takeaway(f"title_flow_{_shape(len(up), len(down))}", counts=_counts(up, down, changes), texts=texts)
    (way, (name, change)), *other = found
    figures, names = {"change": change}, dict[str, tuple[NameKind, str]](name=("area", name))
    for _, (second, change) in other:
        figures["next"], names["second"] = change, ("area", second)
    one_sided = f"title_flow_{way}" if alone else f"title_flow_most_{way}"
    return Takeaway("title_flow" if other else one_sided, figures, names, texts=texts)


def _shape(rose: int, fell: int) -> Literal["level", "rose", "fell", "still"]:
    """The words for how many rose and fell: some of both, only up, only down, none."""
    if rose and fell:
        return "level"
    return "rose" if rose else "fell" if fell else "still"


def _counts(rose: Sequence[object], fell: Sequence[object], held: Sequence[object]) -> dict[str, int]:
    return {"rose": len(rose), "fell": len(fell), "all": len(held)}


def _size(change: tuple[str, Figure]) -> int:
    return abs(change[1].value)


def counted(totals: Totals, found: Comparison, kind: Literal["area", "ministry"]) -> Takeaway | None:
    """How many areas or ministries gained between two points, and how many lost; None where none held anything.

    What became of several areas that nobody published apart is said after the others, and so is of how many ministries
    nobody knows it, as what they held before was published under no name.
    """
    groups = [each for each in (found.areas if kind == "area" else found.ministries) if each.before or each.after]
    itemised = {each.group[0] for each in groups if kind == "ministry" and _is_itemised(each)}
    told = [each.group[0] for each in groups if each.group[0] not in NO_AREA]
    changes = [(key, _between(totals, found, kind, key)) for key in told]
    named = totals.publication.settings.publication.is_named
    held = [
        (key, change)
        for key, change in changes
        if key not in totals.added and (kind == "area" or (named(key) and is_one(key)))
    ]
    said = _counted(totals, kind, [each for each in held if each[0] not in itemised])
    if count := sum(key in itemised for key, _ in held):
        unknown = Takeaway("title_counts_itemised", counts={"count": count})
        return followed(said, unknown) if said else unknown
    if said is None or kind == "ministry":
        return said
    moving = (each for each in changes if each[0] in totals.added and totals.rounding.moved(each[1]))
    together = next(moving, None)
    return over_differences(totals, with_together(said, *together) if together else said, found.since, found.until)


def _counted(totals: Totals, kind: Literal["area", "ministry"], held: Sequence[tuple[str, Figure]]) -> Takeaway | None:
    if not held:
        return None
    rose, fell = ([each for each in held if totals.rounding.moved(each[1]) * sign > 0] for sign in (1, -1))
    return Takeaway(f"title_counts_{kind}_{_shape(len(rose), len(fell))}", counts=_counts(rose, fell, held))


def _is_itemised(share: Share) -> bool:
    """Whether what a ministry holds was published under no name before, or part of it."""
    return any(part.kind == EffectKind.ITEMISED and part.amount for part in share.parts)


def _between(totals: Totals, found: Comparison, kind: Literal["area", "ministry"], key: str) -> Figure:
    after, before = (totals.book.amount("partition", **{kind: key}, **at.where) for at in (found.until, found.since))
    return totals.book.difference(after, before)


def moves_title(found: Comparison) -> Takeaway | None:
    """How many moves there are between ministries, and which is the largest; None of none."""
    most = max(found.flows, key=lambda flow: flow.amount, default=None)
    if most is None:
        return None
    names: dict[str, tuple[NameKind, str]] = {"name": ("ministry", most.origin), "second": ("ministry", most.target)}
    count = len(found.flows)
    if count == 1:
        return Takeaway("title_move", {}, names)
    level = sum(flow.amount == most.amount for flow in found.flows) > 1
    return Takeaway("title_moves_level" if level else "title_moves", {}, {} if level else names, {"all": count})
