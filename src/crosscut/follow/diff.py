"""What changed in a budget between two stages, years or moments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import lcm

from crosscut.budget import Run
from crosscut.budget.links import Succession, succession
from crosscut.calendar import Period
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.figures.known_changes import known_changes
from crosscut.findings import Finding
from crosscut.follow.comparability import Break, Event, breaks, events, redefinitions
from crosscut.follow.difference import Difference, DifferenceContext, difference
from crosscut.follow.effects import TRANSFERS
from crosscut.follow.ministry_basis import Under, reorganisations, restated
from crosscut.follow.planned_areas import decided_before, planned_at
from crosscut.follow.points import choose, parse
from crosscut.follow.reasons import became
from crosscut.follow.records import BreakRecord, DifferenceRecord, Grouped, GroupRecord, PartRecord, RowRecord
from crosscut.follow.rows import FAMILY, EffectPart, Share, SidedRow, parts, rows, shares
from crosscut.follow.rows import KEYS as ROW_KEYS
from crosscut.follow.sides import Side, cells_of
from crosscut.taxonomy import Crosswalk, crosswalk
from crosscut.text import Text

KEYS = ("programme", *ROW_KEYS, FAMILY)
"""What a difference may be shown by."""


@dataclass(frozen=True)
class Followed:
    """A difference ready to be shown: ``rows`` and ``shares`` are by the keys ``by`` besides programmes."""

    start: str
    end: str
    currency: str
    by: tuple[str, ...]
    difference: Difference
    rows: tuple[SidedRow, ...]
    parts: tuple[EffectPart, ...]
    shares: tuple[Share, ...]
    breaks: tuple[Break, ...]
    notes: tuple[Text, ...]
    findings: tuple[Finding, ...]
    later: Run

    def to_json(self) -> DifferenceRecord:
        """The shape of the command contract, and what goes beyond it."""
        found = self.difference
        grouped: Grouped = {"groups": [self._group(share) for share in self.shares]} if self.by else {}
        return {
            "from": self.start,
            "to": self.end,
            "currency": self.currency,
            "points": {"from": found.before.label, "to": found.after.label},
            "before": found.before.total,
            "after": found.after.total,
            "change": found.change,
            "parts": [_part(part) for part in self.parts],
            "rows": [self._row(row) for row in self.rows],
            "unchanged": found.unchanged,
            **grouped,
            "breaks": [_break(each) for each in self.breaks],
            "notes": [note.en for note in self.notes],
            "notes_ko": [note.ko for note in self.notes],
            "findings": [finding.to_json() for finding in self.findings],
        }

    def _group(self, share: Share) -> GroupRecord:
        return {
            **dict(zip(self.by, share.group, strict=True)),
            "before": share.before,
            "after": share.after,
            "change": share.change,
            "parts": [_part(part) for part in share.parts],
        }

    def _row(self, row: SidedRow) -> RowRecord:
        bounds = [side.bounds.get(row.programme) for side in (self.difference.before, self.difference.after)]
        shape: RowRecord = {"programme": row.programme, **dict(zip(self.by, row.group, strict=True))}
        shape |= {"kind": str(row.kind), "before": row.before, "after": row.after, "change": row.change}
        if not self.by and any(bounds) and row.kind not in TRANSFERS:
            before, after = bounds[0] or (row.before, row.before), bounds[1] or (row.after, row.after)
            low, high = self._known(row.programme)
            shape |= {"low": max(after[0] - before[1], low), "high": min(after[1] - before[0], high)}
        return shape | {"why": row.why.en, "why_ko": row.why.ko}

    def _known(self, programme: str) -> tuple[int, int]:
        """The bounds of a programme's change that ``crosscut.toml`` fixes between these two points."""
        periods = tuple(side.period for side in (self.difference.before, self.difference.after))
        fixed = (each for each in known_changes(self.later.settings) if (each.since, each.until) == periods)
        return next(((each.low, each.high) for each in fixed if each.programme == programme), (-(2**63), 2**63))


def _part(part: EffectPart) -> PartRecord:
    return {"kind": str(part.kind), "amount": part.amount, "programmes": part.programmes, "gross": part.gross}


def _break(each: Break) -> BreakRecord:
    event = each.event
    return {
        "event": event.event,
        "kind": event.kind,
        "fiscal_year": event.year,
        "title": event.title,
        "before": each.before,
        "after": each.after,
        "restated_before": each.restated,
        "restated_change": each.change,
        "source": event.source,
    }


Open = Callable[[str | int | None], Run]
"""Opens the budget at a moment of its ledger, or (None) as it stands."""


def diff(
    opened: Open,
    start: str,
    end: str,
    by: str = "programme",
    *,
    year: int = 0,
    stage: str = "",
    as_of: str | None = None,
    ministries: Under = "each",
) -> Followed:
    """What changed between two stages, years or moments, in parts that sum to the change.

    Parameters
    ----------
    opened
        What opens the budget at a moment.
    start, end
        A stage, a year, both (``2024:confirmed``), or a moment of the ledger.
    by
        Keys of KEYS with commas between; programmes are always among them.
    year, stage
        Where the ends leave them open.
    as_of
        The moment that ends without one of their own are read as of; None is the budget as it stands.
    ministries
        Whether ministries are those of each end, of the later end (``now``), or of the earlier one (``then``).

    Raises
    ------
    CrosscutError
        for an end or a key that cannot be.

    """
    keys = keys_of(by)
    stages = opened(as_of).settings.stage_ids
    points = (parse(start, stages), parse(end, stages))
    runs = tuple(opened(point.moment if point.dated else as_of) for point in points)
    periods = choose(points, (runs[0].calendar, runs[1].calendar), year, stage)
    sides = tuple(
        side(run, period, point.label if point.dated else "")
        for run, period, point in zip(runs, periods, points, strict=True)
    )
    return _followed((start, end), keys, (runs[0], runs[1]), (sides[0], sides[1]), ministries)


def _followed(
    texts: tuple[str, str], keys: tuple[str, ...], runs: tuple[Run, Run], sides: tuple[Side, Side], under: Under
) -> Followed:
    later = runs[1]
    known = {*sides[0].names, *sides[1].names}
    links, findings = succession(later.snapshot.links, known)
    sides = restated(*sides, links, reorganisations(later.snapshot.ministries), under)
    happened = events(later.snapshot.events)
    found = difference(*sides, _context(links, happened, runs, sides))
    made = tuple(rows(found, keys))
    return Followed(
        start=texts[0],
        end=texts[1],
        currency=later.settings.currency,
        by=keys,
        difference=found,
        rows=made,
        parts=parts(made),
        shares=tuple(shares(found, keys)) if keys else (),
        breaks=tuple(breaks(happened, *sides)),
        notes=tuple(_notes(sides, under)),
        findings=tuple(findings),
        later=later,
    )


def between(runs: tuple[Run, Run], sides: tuple[Side, Side]) -> Difference:
    """What lies between sides of two budgets, or of one: by the later one's links and events."""
    later = runs[1].snapshot
    links, _ = succession(later.links, {*sides[0].names, *sides[1].names})
    return difference(*sides, _context(links, events(later.events), runs, sides))


def keys_of(by: str) -> tuple[str, ...]:
    """The keys in ``area,ministry``, programmes left out.

    Raises
    ------
    CrosscutError
        for a key that differences are not shown by.

    """
    names = tuple(dict.fromkeys(part.strip() for part in by.split(",") if part.strip()))
    for name in names:
        if name not in KEYS:
            raise CrosscutError(
                f"`by` {name!r} is not a key of a difference", hint=f"Use {', '.join(KEYS)}.{did_you_mean(name, KEYS)}"
            )
    return tuple(name for name in names if name != "programme")


def side(run: Run, period: Period, at: str = "") -> Side:
    """One period of a budget as a side of a difference."""
    cells, bounds = cells_of(run.atoms("partition"), period)
    programmes = run.programmes_at(period).select(["programme", "name", "ministry", "committee"]).to_pylist()
    names = ("programme", "fiscal_year", "stage", "origin")
    planned = planned_at(run, period)
    corrected, correction_reasons = _corrected(run, period)
    origins = zip(*(run.shares[name].to_pylist() for name in names), strict=True)
    return Side(
        label=" ".join(filter(None, (str(period), at and f"({at})"))),
        year=period.year,
        stage=period.stage,
        cells=cells,
        names={row["programme"]: row["name"] for row in programmes},
        ministries={row["programme"]: row["ministry"] for row in programmes},
        committees={row["programme"]: row["committee"] for row in programmes},
        decided=frozenset(
            programme for programme, year, stage, origin in origins if origin == "decision" and (year, stage) == period
        )
        | decided_before(run, planned, cells),
        corrected=corrected,
        correction_reasons=correction_reasons,
        bounds=bounds,
        statuses=_statuses(run, period),
        planned=planned,
        unnamed=frozenset(key for row in programmes if not run.settings.publication.is_named(key := row["programme"])),
        named=_named(run.calendar.text(period), at),
    )


def _named(period: Text, at: str) -> Text:
    return Text(*(f"{said} ({at})" if at else said for said in (period.en, period.ko)))


def _corrected(run: Run, period: Period) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    """What corrections add to the printed amounts of one period, by programme, and the reasons that they give."""
    added: dict[str, int] = defaultdict(int)
    why: dict[str, list[str]] = defaultdict(list)
    names = ["line", "programme", "subprogramme", "fiscal_year", "stage", "amount", "note"]
    if run.snapshot.lines is run.snapshot.printed:
        return {}, {}
    printed = dict(zip(*(run.snapshot.printed[name].to_pylist() for name in ("line", "amount")), strict=True))
    for line, programme, subprogramme, *at, amount, note in zip(
        *(run.snapshot.lines[name].to_pylist() for name in names), strict=True
    ):
        change = (amount or 0) - (printed.get(line) or 0)
        if change and not subprogramme and (*at,) == period:
            added[programme] += change
            why[programme] += [note] if note and note not in why[programme] else []
    return {programme: amount for programme, amount in added.items() if amount}, {
        programme: tuple(why[programme]) for programme, amount in added.items() if amount
    }


def _statuses(run: Run, period: Period) -> dict[str, str]:
    columns = (run.snapshot.lines[name].to_pylist() for name in ("programme", "fiscal_year", "stage", "status"))
    return {
        programme: status
        for programme, year, stage, status in zip(*columns, strict=True)
        if status and (year, stage) == period
    }


def _context(
    links: Succession, happened: list[Event], runs: tuple[Run, Run], sides: tuple[Side, Side]
) -> DifferenceContext:
    redefined = redefinitions(happened, *sides)
    old, new = (each.taxonomy.id for each in runs)
    if old == new:
        return DifferenceContext(links, redefined)
    passages = _way(runs[1], old, new)
    added = {area.id for area in runs[0].settings.extra_area}

    def translate(area: str, sub: str) -> list[tuple[str, str, int]]:
        if area in added:
            return [(area, sub, 1)]
        rows = passages.targets(area, sub)
        whole = lcm(*(row.denominator for row in rows))
        return [(row.to_area, row.to_sub, row.numerator * (whole // row.denominator)) for row in rows]

    return DifferenceContext(links, redefined, translate, became(old, new))


def _way(later: Run, old: str, new: str) -> Crosswalk:
    """The way from one list to another: that of a designation, else the bundled one."""
    made = (each.passages for each in later.snapshot.designations if (each.before.id, each.after.id) == (old, new))
    return next(made, None) or crosswalk(old, new)


def _notes(sides: tuple[Side, Side], under: Under) -> list[Text]:
    one, other = sides
    notes = []
    if one.stage != other.stage and one.year != other.year:
        notes.append(
            Text(
                f"The two years stand at different stages: {one.named.en}, {other.named.en}.",
                f"두 연도의 단계가 다릅니다: {one.named.ko}, {other.named.ko}.",
            )
        )
    if under != "each":
        end = other if under == "now" else one
        notes.append(
            Text(
                f"Both ends are read under the ministries of {end.named.en}.",
                f"양쪽 모두 {end.named.ko}의 소관 부처를 기준으로 읽었습니다.",
            )
        )
    return notes
