"""How amounts came to be: the changes between periods, and each programme's history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crosscut.calendar import Period
from crosscut.engine.decisions import Decided
from crosscut.figures import Figure
from crosscut.follow import EffectPart
from crosscut.follow.changes import ChangeHistory, Comparison, Kin, LedgerVersion, Occurrence
from crosscut.follow.figures import ChangeFigures
from crosscut.tables import NO_AREA, OUTSIDE
from crosscut.views.programme_sources import (
    ProgrammePart,
    ProgrammeSources,
    SourceLine,
    SourcesByProgramme,
    sources_by_programme,
)
from crosscut.views.programmes import Directory
from crosscut.views.totals import Totals

_MINISTRIES = 10
_SHOWN = 4


class AreaShare(NamedTuple):
    """One share of a programme at one period, and where it comes from."""

    area: str
    sub: str
    numerator: int
    denominator: int
    origin: str


SharesByPeriod = Mapping[tuple[str, int, str], list[AreaShare]]
"""The shares of programmes by programme, year and stage."""


class Attributed(NamedTuple):
    """A programme's part in one area, with its sub-technologies and its money."""

    area: str
    subs: tuple[str, ...]
    numerator: int
    denominator: int
    origin: str
    amount: Figure


class MinistryBand(NamedTuple):
    """Money of the leading period that a ministry has in an area; the ministry is empty for the small ones."""

    ministry: str
    area: str
    amount: Figure


class LatestAmount(NamedTuple):
    """A programme's amount in the latest period that it has money in."""

    programme: str
    period: Period
    amount: Figure


@dataclass(frozen=True)
class Changes:
    """The changes between periods: the leading period's comparisons first, then others."""

    comparisons: tuple[Comparison, ...]
    bands: list[MinistryBand]


@dataclass(frozen=True)
class ProgrammeHistory:
    """A programme's amounts, its attribution at one period, and what became of it.

    ``now`` is its amount at ``at``. ``origin`` says where the shares come from, and ``decided`` who decided them;
    ``recorded`` is what the ledger keeps, ``readings`` how often the budget was read. ``own_parts`` are its
    subprogrammes at ``at``.
    """

    periods: list[tuple[Period, Figure]]
    at: Period
    now: Figure
    attribution: list[Attributed]
    origin: str
    decided: Decided | None
    occurrences: tuple[Occurrence, ...]
    kin: list[Kin]
    recorded: tuple[LedgerVersion, ...]
    readings: int
    lines: tuple[SourceLine, ...]
    own_parts: list[ProgrammePart]


def changes(totals: Totals, history: ChangeHistory) -> Changes:
    """The changes between periods, their parts rounded so that they add up."""
    comparisons = leading_first(totals, history)[:_SHOWN]
    for found in comparisons:
        _round(totals, totals.publication.changes, found)
    return Changes(comparisons, ministry_bands(totals))


def leading_change(totals: Totals, history: ChangeHistory | None) -> Comparison | None:
    """How the total came from the period that changes are told against to what it is; None where nobody told."""
    since = totals.comparisons[:1]
    found = history.comparisons if history else ()
    return next((each for each in found if (each.since,) == since and each.until == totals.period), None)


def leading_first(totals: Totals, history: ChangeHistory) -> tuple[Comparison, ...]:
    """The comparisons, the one that the whole publication tells changes against before all others."""
    first = leading_change(totals, history)
    return tuple(sorted(history.comparisons, key=lambda each: each is not first))


def _round(totals: Totals, figures: ChangeFigures | None, found: Comparison) -> None:
    """Round the parts of a change so that they add up to it as displayed, in the whole and in every group."""
    if figures is None:
        return
    groups: list[tuple[dict[str, str], tuple[EffectPart, ...]]] = [({}, found.parts)]
    for key, shares in (("area", found.areas), ("ministry", found.ministries)):
        groups += [({key: share.group[0]}, share.parts) for share in shares]
    for where, parts in groups:
        sides = [totals.book.amount("partition", **at.where, **where) for at in (found.until, found.since)]
        whole = totals.book.difference(sides[0], sides[1])
        totals.rounding.add_up(whole, [figures.part(found, part.kind, **where) for part in parts if part.amount])


def programme_histories(
    totals: Totals, directory: Directory, history: ChangeHistory
) -> Iterator[tuple[str, ProgrammeHistory]]:
    """Each programme that has a page of its own, with its history."""
    known = known_of_programmes(totals)
    for programme in directory.pages:
        yield programme, one_history(totals, directory, programme, known, history)


class KnownOfProgrammes(NamedTuple):
    """What is looked up for every programme: the shares, and the sources."""

    shares: SharesByPeriod
    sources: SourcesByProgramme


def known_of_programmes(totals: Totals) -> KnownOfProgrammes:
    """The shares and the sources of all programmes."""
    return KnownOfProgrammes(shares_by_period(totals), sources_by_programme(totals))


def one_history(
    totals: Totals, directory: Directory, programme: str, known: KnownOfProgrammes, history: ChangeHistory
) -> ProgrammeHistory:
    """One programme's history, out of what is known of all."""
    lines = totals.period_lines("partition", programme=programme)
    periods = [(period, figure) for period, figure in lines if figure.row_count]
    at = _leading(totals, periods)
    attribution = _attribution(totals, programme, at, known.shares.get((programme, at.year, at.stage), []))
    sources = known.sources.get(programme, ProgrammeSources())
    return ProgrammeHistory(
        periods=periods,
        at=at,
        now=totals.book.amount("partition", programme=programme, **at.where),
        attribution=attribution,
        origin=_origin(attribution),
        decided=totals.publication.decisions.get(programme),
        occurrences=history.occurrences.get(programme, ()),
        kin=[each for each in history.kin.get(programme, ()) if each.programme in directory.programmes],
        recorded=history.recorded.get(programme, ()),
        readings=history.readings,
        lines=sources.lines,
        own_parts=sources.parts_at(at),
    )


def other_periods(totals: Totals, directory: Directory) -> list[LatestAmount]:
    """Programmes whose history is told and that have no money in the leading period, each with its latest that has."""
    latest: dict[str, Period] = {}
    order = {period: place for place, period in enumerate(totals.periods)}
    for programme, year, stage in totals.book.groups("partition", "programme", "fiscal_year", "stage"):
        period = Period(int(year), str(stage))
        latest[str(programme)] = max(latest.get(str(programme), period), period, key=order.__getitem__)
    here = {programme for (programme,) in totals.book.groups("partition", "programme", **totals.period.where)}
    return [
        LatestAmount(programme, period, totals.book.amount("partition", programme=programme, **period.where))
        for programme, period in ((each, latest.get(each)) for each in directory.with_history)
        if period is not None and programme not in here
    ]


def _leading(totals: Totals, periods: list[tuple[Period, Figure]]) -> Period:
    """The publication's own period where the programme has money in it, else its latest."""
    own = [period for period, _ in periods]
    return totals.period if totals.period in own or not own else own[-1]


def shares_by_period(totals: Totals) -> SharesByPeriod:
    """Shares by programme, year and stage, each an area, a sub-technology, a fraction and where it comes from."""
    found: dict[tuple[str, int, str], list[AreaShare]] = defaultdict(list)
    names = ("programme", "fiscal_year", "stage", "area", "sub", "numerator", "denominator", "origin")
    columns = totals.publication.shares.select(names).to_pydict().values()
    for programme, year, stage, *share in zip(*columns, strict=True):
        found[programme, year, stage].append(AreaShare(*share))
    return found


def _attribution(totals: Totals, programme: str, at: Period, shares: list[AreaShare]) -> list[Attributed]:
    """The areas of a programme at one period, the largest share first, what stands in none last."""
    areas: dict[str, list[AreaShare]] = defaultdict(list)
    for share in shares:
        areas[share.area].append(share)
    made = []
    for area, own in areas.items():
        amount = totals.book.amount("partition", programme=programme, area=area, **at.where)
        numerator = sum(share.numerator for share in own)
        subs = tuple(sorted(share.sub for share in own if share.sub))
        made.append(Attributed(area, subs, numerator, own[0].denominator, own[0].origin, amount))
    return sorted(made, key=lambda each: (each.area in NO_AREA, -each.numerator, each.area))


def _origin(attribution: list[Attributed]) -> str:
    """Where the shares of a programme come from; ``untagged`` where a source says by its silence that it has none."""
    areas = [each.area for each in attribution]
    origin = attribution[0].origin if attribution else ""
    return "untagged" if origin == "tags" and areas == [OUTSIDE] else origin


def ministry_bands(totals: Totals) -> list[MinistryBand]:
    """Money inside the taxonomy, the largest ministries by name."""
    found = totals.book.by("partition", "ministry", "area", **totals.period.where)
    inside = [(str(ministry), str(area), figure) for (ministry, area), figure in found.items() if area not in NO_AREA]
    sizes: dict[str, int] = defaultdict(int)
    for ministry, _, figure in inside:
        sizes[ministry] += figure.value
    largest = set(sorted(sizes, key=lambda name: (-sizes[name], name))[:_MINISTRIES])
    return [
        MinistryBand(ministry if ministry in largest else "", area, figure)
        for ministry, area, figure in inside
        if figure.value > 0
    ]
