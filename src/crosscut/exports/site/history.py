"""Charts and numbers of the pages that tell how amounts came to be."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from crosscut.calendar import Period
from crosscut.config import Source
from crosscut.exports import charts
from crosscut.exports.site.pictures import Plot
from crosscut.exports.site.plots import look
from crosscut.exports.site.writer import Writer
from crosscut.exports.words_of import percent
from crosscut.figures import Figure
from crosscut.follow import TRANSFERS, EffectKind, EffectPart, Event, Share
from crosscut.follow.changes import Comparison, LedgerVersion
from crosscut.money import MoneyError, unit
from crosscut.tables import row_id
from crosscut.text.effect_kinds import effect_key
from crosscut.text.said_twice import in_one
from crosscut.views.histories import Attributed, MinistryBand
from crosscut.views.programme_sources import SourceLine
from crosscut.views.takeaways import Takeaway
from crosscut.views.takeaways import reason as reason_of

_SHORT = 100
"""Largest denominator of a share that is printed as a fraction too."""
_BANDS = 12
"""Bands that a narrow screen lists."""


def flow_plot(t: Writer, bands: list[MinistryBand], says: Takeaway | None) -> Plot | None:
    """Ministries to areas as bands."""
    sums: dict[tuple[str, str], int] = {}
    for ministry, area, figure in bands:
        key = (t.named(ministry) if ministry else t.w("flow_other"), t.area(area))
        sums[key] = sums.get(key, 0) + figure.value
    if not sums:
        return None
    made = [charts.FlowBand(*key, amount, money(t, amount)) for key, amount in sorted(sums.items())]
    order = charts.Order((), (), *(_totals(t, sums, side) for side in (0, 1)))
    widest = max(made, key=lambda band: (band.amount, band.left, band.right))
    alt = t.w("flow_alt", first=f"{widest.left} → {widest.right}", amount=widest.text, unit=t.unit())
    return t.plot("flow", t.w("flow_title"), alt, charts.flow(made, order=order), says)


def _totals(t: Writer, sums: Mapping[tuple[str, str], int], side: int) -> dict[str, str]:
    """What each name of one column comes to, as printed."""
    found: dict[str, int] = {}
    for key, amount in sums.items():
        found[key[side]] = found.get(key[side], 0) + amount
    return {name: money(t, amount) for name, amount in found.items()}


def largest_bands(bands: list[MinistryBand]) -> list[MinistryBand]:
    """The largest bands of ministries that are named, the largest first: what a narrow screen shows in their place."""
    named = (band for band in bands if band.ministry)
    return sorted(named, key=lambda band: (-band.amount.value, band.ministry, band.area))[:_BANDS]


def waterfall(t: Writer, found: Comparison) -> Plot | None:
    """The change in steps, one a kind that changes the whole."""
    since, until = t.period(found.since), t.period(found.until)
    steps = [charts.WaterfallStep(since, 0, found.before, money(t, found.before), "", whole=True)]
    level = found.before
    for part in found.parts:
        if part.kind in TRANSFERS or not part.amount:
            continue
        text = money(t, part.amount, sign=True)
        steps.append(charts.WaterfallStep(called(t, found, part.kind), level, level + part.amount, text, ""))
        level += part.amount
    steps.append(charts.WaterfallStep(until, 0, found.after, money(t, found.after), "", whole=True))
    if len(steps) < 3 or min(found.before, found.after) <= 0:
        return None
    alt = t.w(
        "waterfall_alt", since=since, until=until, unit=t.unit(), first_amount=steps[0].text, last_amount=steps[-1].text
    )
    title = t.w("change_from_to", since=since, until=until)
    return t.plot(f"steps-{_digits(found)}", title, alt, charts.steps(steps, look(t)), reason(t, found))


def gross(t: Writer, found: Comparison, part: EffectPart) -> str:
    """What a part carried or shifted; printed as the part itself is where all of it went one way."""
    figures = t.totals.publication.changes
    if figures is None or part.gross != abs(part.amount):
        return money(t, part.gross)
    return t.number(figures.part(found, part.kind)).partition(" · ")[0].lstrip("−+")


def reason(t: Writer, found: Comparison) -> Takeaway | None:
    """What moved the total most."""
    return reason_of(t.totals, found)


def called(t: Writer, found: Comparison, kind: str) -> str:
    """What readers call a kind of change between two points."""
    return t.effect(effect_key(kind, found.passage))


def _digits(found: Comparison) -> str:
    """The two points as a part of a file's name."""
    return row_id(*found.since, *found.until)[:6]


def kinds(found: Comparison) -> list[EffectKind]:
    """The kinds that groups of a comparison have, in order."""
    present = {part.kind for share in (*found.areas, *found.ministries) for part in share.parts if part.amount}
    return [kind for kind in EffectKind if kind in present]


def money(t: Writer, amount: int, *, sign: bool = False) -> str:
    """An amount that is a part of a change, in the unit of tables."""
    return t.plain(amount, sign=sign)


def ends(t: Writer, found: Comparison, **where: str) -> tuple[Figure, Figure, Figure]:
    """What a selection held before and after, and the difference."""
    book = t.totals.book
    sides = [book.amount("partition", **at.where, **where) for at in (found.since, found.until)]
    return sides[0], sides[1], book.difference(sides[1], sides[0])


def by_kind(share: Share) -> set[EffectKind]:
    """The kinds that add or take money in a group."""
    return {part.kind for part in share.parts if part.amount}


def share(each: Attributed) -> str:
    """A part of a programme in per cent, and as the fraction it is where that is short."""
    text, exact = percent(each.numerator, each.denominator), Fraction(each.numerator, each.denominator)
    return f"{text} ({exact})" if 1 < exact.denominator <= _SHORT else text


def subs(t: Writer, each: Attributed) -> str:
    """The sub-technologies of an area by name."""
    area = t.totals.areas.get(each.area)
    names = {sub.id: sub.name(t.lang) for sub in area.subs} if area else {}
    return ", ".join(names.get(sub, sub) for sub in each.subs)


def recorded(t: Writer, each: LedgerVersion) -> str:
    """What a version of the ledger says, in words: what became of which year, stage and account."""
    where = [t.w(f"recorded_{each.kind}_{each.change}")]
    where += [t.period(Period(each.year, each.stage))] if each.stage else []
    return " · ".join([*where, *filter(None, (each.account,))])


def source(t: Writer, each: LedgerVersion) -> str:
    """Who said it, when and why, or where it was read; readers' names stay in the office."""
    shares = ", ".join(f"{t.area(area)} {Fraction(*share)}" for area, _, *share in each.shares)
    named = "" if each.kind == "decisions" else each.by
    who = f"{named} ({each.at})" if named and each.at else named or each.at
    return " · ".join(filter(None, (each.what, shares, who, in_one(each.reason, t.lang))))


def decided(t: Writer, reason: str) -> str:
    """Why a person decided so, in the language of the page where the reason is given in both."""
    return t.spoken(in_one(reason, t.lang))


def line_period(t: Writer, each: SourceLine) -> str:
    """The period of a line of a source, with its account where it has one."""
    return " · ".join(filter(None, (t.period(each.period), each.account)))


def line_file(t: Writer, each: SourceLine) -> str:
    """The file of a line of a source, with its sheet where it has one."""
    return ", ".join(filter(None, (each.file, each.sheet and t.w("place_sheet", value=each.sheet))))


class SourceText(NamedTuple):
    """A file of the sources as pages list it, once for all periods that are read from it alike."""

    file: str
    unit: str
    citation: str
    license: str


def sources(t: Writer) -> list[SourceText]:
    """The files of the sources, each with what its amounts are counted in."""
    found = (SourceText(each.file, _unit(t, each), each.citation, each.license) for each in t.settings.source)
    return list(dict.fromkeys(found))


def _unit(t: Writer, source: Source) -> str:
    """In the words of the page; as it is written where it names no unit of one currency."""
    try:
        return unit(source.unit, source.currency or t.settings.currency).label(t.lang)
    except MoneyError:
        return source.unit or "–"


def breaks(t: Writer, periods: list[tuple[Period, Figure]], **about: str) -> list[str]:
    """The events that a series crosses, in words: what changed its meaning, and one amount under both meanings."""
    history = t.totals.publication.history
    years = sorted({period.year for period, _ in periods})
    found = history.events if history and years else ()
    return [_break(t, event) for event in found if years[0] < event.year <= years[-1] and _is_about(t, event, about)]


def _is_about(t: Writer, event: Event, about: Mapping[str, str]) -> bool:
    """Whether an event is about money of a series: what it names is the series', or a programme in the series."""
    if event.programme and "programme" not in about:
        own = t.directory.programmes.get(event.programme)
        inside = (("ministry", [own["ministry"]] if own else []), ("area", t.areas_of(event.programme)))
        return any(key in about and about[key] in values for key, values in inside)
    keys = {key: getattr(event, key) for key in ("programme", "area", "ministry")}
    return all(not value or about.get(key) == value for key, value in keys.items())


def _break(t: Writer, event: Event) -> str:
    title = (t.lang == "ko" and event.title_ko) or event.title or event.event
    text = t.w("break_at", year=t.year(event.year), title=title)
    if event.old is None or event.new is None:
        return text
    return f"{text} {t.w('break_both', old=money(t, event.old), new=money(t, event.new), unit=t.unit())}"


def stages(t: Writer, periods: list[tuple[Period, Figure]]) -> str:
    """The stages that a series mixes, in words; empty where it has but one."""
    names = list(dict.fromkeys(t.stage(period.stage) for period, _ in periods))
    return ", ".join(names) if len(names) > 1 else ""
