"""What changed in a budget folder between two stages, years or moments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import lcm
from pathlib import Path
from typing import Any

from crosscut import config, follow
from crosscut.budget.inputs import Inputs, read, recorded
from crosscut.budget.street import publication
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.findings import Finding
from crosscut.follow import Break, Context, Difference, Event, Part, Row, Share, Side
from crosscut.publish.changes import known_changes
from crosscut.publish.publication import Publication
from crosscut.publish.text import period_name, stage_name
from crosscut.taxonomy import crosswalk
from crosscut.text import Text

KEYS = ("programme", *follow.KEYS, follow.FAMILY)
"""What a difference may be shown by."""


@dataclass(frozen=True)
class Followed:
    """A difference ready to be shown: ``rows`` and ``shares`` are by the keys ``by`` besides programmes."""

    start: str
    end: str
    currency: str
    by: tuple[str, ...]
    difference: Difference
    rows: tuple[Row, ...]
    parts: tuple[Part, ...]
    shares: tuple[Share, ...]
    breaks: tuple[Break, ...]
    notes: tuple[Text, ...]
    findings: tuple[Finding, ...]
    later: Publication

    def to_json(self) -> dict[str, Any]:
        """The shape of the command contract, and what goes beyond it."""
        found = self.difference
        document: dict[str, Any] = {
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
        }
        if self.by:
            document["groups"] = [
                dict(zip(self.by, share.group, strict=True))
                | {"before": share.before, "after": share.after, "change": share.change}
                | {"parts": [_part(part) for part in share.parts]}
                for share in self.shares
            ]
        return document | {
            "breaks": [_break(each) for each in self.breaks],
            "notes": [note.en for note in self.notes],
            "notes_ko": [note.ko for note in self.notes],
            "findings": [finding.to_json() for finding in self.findings],
        }

    def _row(self, row: Row) -> dict[str, Any]:
        bounds = [side.bounds.get(row.programme) for side in (self.difference.before, self.difference.after)]
        shape: dict[str, Any] = {"programme": row.programme} | dict(zip(self.by, row.group, strict=True))
        shape |= {"kind": str(row.kind), "before": row.before, "after": row.after, "change": row.change}
        if not self.by and any(bounds) and row.kind not in follow.TRANSFERS:
            before, after = bounds[0] or (row.before, row.before), bounds[1] or (row.after, row.after)
            low, high = self._known(row.programme)
            shape |= {"low": max(after[0] - before[1], low), "high": min(after[1] - before[0], high)}
        return shape | {"why": row.why.en, "why_ko": row.why.ko}

    def _known(self, programme: str) -> tuple[int, int]:
        """The bounds of a programme's change that ``crosscut.toml`` fixes between these two points."""
        points = tuple((side.year, side.stage) for side in (self.difference.before, self.difference.after))
        fixed = (each for each in known_changes(self.later.settings) if (each.since, each.until) == points)
        return next(((each.low, each.high) for each in fixed if each.programme == programme), (-(2**63), 2**63))


def _part(part: Part) -> dict[str, Any]:
    return {"kind": str(part.kind), "amount": part.amount, "programmes": part.programmes, "gross": part.gross}


def _break(each: Break) -> dict[str, Any]:
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


def diff(
    folder: Path,
    start: str,
    end: str,
    by: str = "programme",
    *,
    year: int = 0,
    stage: str = "",
    as_of: str | None = None,
    ministries: follow.Under = "each",
) -> Followed:
    """What changed between two stages, years or moments, in parts that sum to the change.

    Parameters
    ----------
    folder
        The budget folder.
    start, end
        A stage, a year, both (``2024:confirmed``), or a moment of the ledger.
    by
        Keys of KEYS with commas between; programmes are always among them.
    year, stage
        Where the ends leave them open.
    as_of
        The moment that ends without one of their own are read as of; None is the folder as it stands.
    ministries
        Whether ministries are those of each end, of the later end (``now``), or of the earlier one (``then``).

    Raises
    ------
    CrosscutError
        for an end or a key that cannot be.

    """
    keys = keys_of(by)
    settings = config.load(folder)
    points = (follow.parse(start, settings.stage_ids), follow.parse(end, settings.stage_ids))
    opened = _open(folder, points, as_of)
    present = tuple(_present(shown) for _, shown in opened)
    pairs = follow.choose(points, (present[0], present[1]), settings.stage_ids, year, stage)
    sides = tuple(
        side(inputs, shown, *pair, point.label if point.dated else "")
        for (inputs, shown), pair, point in zip(opened, pairs, points, strict=True)
    )
    return _followed((start, end), keys, (opened[0][0], opened[1][0]), (sides[0], sides[1]), opened[1][1], ministries)


def _followed(  # noqa: PLR0917
    texts: tuple[str, str],
    keys: tuple[str, ...],
    inputs: tuple[Inputs, Inputs],
    sides: tuple[Side, Side],
    later: Publication,
    under: follow.Under,
) -> Followed:
    known = {*sides[0].names, *sides[1].names}
    links, findings = follow.succession(inputs[1].story.links, known)
    sides = follow.restated(*sides, links, follow.reorganisations(inputs[1].story.ministries), under)
    events = follow.events(inputs[1].story.events)
    context = _context(links, events, inputs, sides)
    found = follow.difference(*sides, context)
    rows = tuple(follow.rows(found, keys))
    return Followed(
        start=texts[0],
        end=texts[1],
        currency=later.settings.currency,
        by=keys,
        difference=found,
        rows=rows,
        parts=follow.parts(rows),
        shares=tuple(follow.shares(found, keys)) if keys else (),
        breaks=tuple(follow.breaks(events, *sides)),
        notes=tuple(_notes(sides, under)),
        findings=tuple(findings),
        later=later,
    )


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
                f"--by {name!r} is not a key of a difference", hint=f"Use {', '.join(KEYS)}.{did_you_mean(name, KEYS)}"
            )
    return tuple(name for name in names if name != "programme")


Opened = tuple[Inputs, Publication]


def _open(folder: Path, points: tuple[follow.Point, follow.Point], as_of: str | None) -> tuple[Opened, Opened]:
    """The folder at each end's moment; an end without one stands where ``as_of`` says."""
    opened: dict[str | int | None, Opened] = {}
    for point in points:
        moment = point.moment if point.dated else as_of
        if moment not in opened:
            inputs = read(folder) if moment is None else recorded(folder, moment)
            opened[moment] = (inputs, publication(inputs))
    first, second = (opened[point.moment if point.dated else as_of] for point in points)
    return first, second


def _present(shown: Publication) -> set[tuple[int, str]]:
    columns = (shown.lines.column(name).to_pylist() for name in ("fiscal_year", "stage"))
    return set(zip(*columns, strict=True))


def side(inputs: Inputs, shown: Publication, year: int, stage: str, at: str = "") -> Side:
    """One year and stage of a folder as a side of a difference."""
    cells, bounds = follow.cells_of(shown.book.amounts, year, stage)
    told = inputs.programmes.select(["programme", "name", "ministry", "committee"]).to_pylist()
    shares = shown.shares.select(["programme", "fiscal_year", "stage", "origin"]).to_pylist()
    return Side(
        label=" ".join(filter(None, (f"{year}:{stage}", at and f"({at})"))),
        year=year,
        stage=stage,
        cells=cells,
        names={row["programme"]: row["name"] for row in told},
        ministries={row["programme"]: row["ministry"] for row in told},
        committees={row["programme"]: row["committee"] for row in told},
        decided=frozenset(
            row["programme"]
            for row in shares
            if row["origin"] == "decision" and row["fiscal_year"] == year and row["stage"] == stage
        ),
        corrected=_corrected(inputs, year, stage),
        bounds=bounds,
        statuses=_statuses(inputs, year, stage),
        unnamed=frozenset(key for row in told if not inputs.settings.publication.is_named(key := row["programme"])),
        label_ko=" ".join(filter(None, (period_name(year, stage, "ko"), at and f"({at})"))),
    )


def _corrected(inputs: Inputs, year: int, stage: str) -> dict[str, int]:
    """What corrections add to the printed amounts of one year and stage, by programme."""
    found: dict[str, int] = defaultdict(int)
    for sign, lines in ((1, inputs.lines), (-1, inputs.printed)):
        columns = lines.select(["programme", "subprogramme", "fiscal_year", "stage", "amount"]).to_pydict().values()
        for programme, subprogramme, line_year, line_stage, amount in zip(*columns, strict=True):
            if not subprogramme and line_year == year and line_stage == stage:
                found[programme] += sign * (amount or 0)
    return {programme: amount for programme, amount in found.items() if amount}


def _statuses(inputs: Inputs, year: int, stage: str) -> dict[str, str]:
    columns = inputs.lines.select(["programme", "fiscal_year", "stage", "status"]).to_pydict().values()
    return {
        programme: status
        for programme, line_year, line_stage, status in zip(*columns, strict=True)
        if status and (line_year, line_stage) == (year, stage)
    }


def _context(
    links: follow.Succession, events: list[Event], inputs: tuple[Inputs, Inputs], sides: tuple[Side, Side]
) -> Context:
    redefined = follow.redefinitions(events, *sides)
    old, new = (each.taxonomy.id for each in inputs)
    if old == new:
        return Context(links, redefined)
    passages = crosswalk(old, new)
    added = {area.id for area in inputs[0].settings.extra_area}

    def translate(area: str, sub: str) -> list[tuple[str, str, int]]:
        if area in added:
            return [(area, sub, 1)]
        rows = passages.targets(area, sub)
        whole = lcm(*(row.denominator for row in rows))
        return [(row.to_area, row.to_sub, row.numerator * (whole // row.denominator)) for row in rows]

    return Context(links, redefined, translate, follow.became(old, new))


def _notes(sides: tuple[Side, Side], under: follow.Under) -> list[Text]:
    one, other = sides
    notes = []
    if one.stage != other.stage and one.year != other.year:
        stages = [stage_name(side.stage, "ko") for side in sides]
        notes.append(
            Text(
                f"The two years stand at different stages: {one.year} {one.stage}, {other.year} {other.stage}.",
                f"두 연도의 단계가 다릅니다: {one.year}년 {stages[0]}, {other.year}년 {stages[1]}.",
            )
        )
    if under != "each":
        end = other if under == "now" else one
        notes.append(
            Text(
                f"Both ends are read under the ministries of {end.label}.",
                f"양쪽 모두 {end.label_ko}의 소관 부처를 기준으로 읽었습니다.",
            )
        )
    return notes
