"""What a move to a stage changes, worked out over the folder as it is: seconds of work, outside any transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crosscut.allocate.applied import AppliedAmount, carried_areas, plan_file, written
from crosscut.budget import Run
from crosscut.budget.prospect import with_plan_file
from crosscut.calendar import Period
from crosscut.figures.book import FigureBook, book_of
from crosscut.findings import Severity
from crosscut.money import Unit
from crosscut.workspace.approval.move_shapes import MoveConsequences, MovedFigure, MovedProgramme, MovedTotal
from crosscut.workspace.approval.published_figures import PLACES, moved_figures, place_of

NARROW = 1
"""Keys beside the period that a figure is selected by at most to be shown by itself."""


@dataclass(frozen=True, slots=True)
class ProposedAmount:
    """An amount that a move gives to a programme; ``mover`` and ``why`` where somebody amended it."""

    amount: int
    mover: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ProposedStage:
    """What a move proposes: amounts at a period, which carry the shares of the stage that asks."""

    period: Period
    asked: Period
    amounts: Mapping[str, ProposedAmount]
    why: str
    by: str
    at: datetime


def consequences(run: Run, stage: ProposedStage) -> MoveConsequences:
    """All that follows from a move."""
    lead = run.calendar.leading_in(stage.period.year)
    amounts = {programme: each.amount for programme, each in stage.amounts.items()}
    areas = carried_areas(run, stage.asked, amounts)
    programmes = list(_programmes(run, lead, stage, areas))
    text = file_text(programmes, stage.period, run.settings.printed_unit, stage.why, stage.by, stage.at)
    prospect = run.over(with_plan_file(run.snapshot, plan_file(stage.period), text))
    now, then = book_of(run), book_of(prospect)
    folder = run.snapshot.folder
    published = place_of(folder)
    figures = moved_figures(folder / published, then, lead, stage.period) if published else []
    shown = [each for each in figures if _is_broad(each)]
    fatal = [each.message for each in prospect.findings if each.severity is Severity.FATAL]
    return {
        "year": stage.period.year,
        "stage": stage.period.stage,
        "from_stage": lead.stage,
        "programmes": programmes,
        "totals": [*_totals(now, then, lead, stage.period)],
        "published": published,
        "figures": shown,
        "finer": len(figures) - len(shown),
        "fatal": [(each.en, each.ko) for each in fatal],
        "files": dict(sorted(run.snapshot.files)),
    }


def _programmes(
    run: Run, lead: Period, stage: ProposedStage, areas: Mapping[str, tuple[tuple[str, int], ...]]
) -> Iterator[MovedProgramme]:
    before = run.budgets(*lead)
    names = {str(row["programme"]): row for row in run.programmes_at(lead).to_pylist()}
    for programme in sorted(before.keys() | stage.amounts.keys()):
        proposed, row = stage.amounts.get(programme), names.get(programme, {})
        yield {
            "programme": programme,
            "name": str(row.get("name") or row.get("name_en") or programme),
            "ministry": str(row.get("ministry") or ""),
            "before": before.get(programme),
            "after": proposed.amount if proposed else None,
            "areas": list(areas.get(programme, ())),
            "mover": proposed.mover if proposed else "",
            "why": proposed.why if proposed else "",
        }


def file_text(programmes: list[MovedProgramme], period: Period, unit: Unit, why: str, by: str, at: datetime) -> str:
    """The file of the folder that says the amounts, as ``allocate --apply`` writes it."""
    amounts = (
        AppliedAmount(
            each["programme"], each["after"], tuple((area, part) for area, part in each["areas"]), _why(each, why)
        )
        for each in programmes
        if each["after"] is not None
    )
    return written(amounts, period, unit, by=by, at=at.isoformat(timespec="seconds"))


def _why(row: MovedProgramme, why: str) -> str:
    return f"{row['mover']}: {row['why']}" if row["mover"] else why


def _totals(now: FigureBook, then: FigureBook, lead: Period, period: Period) -> Iterator[MovedTotal]:
    """The whole, each area and each ministry, before and after."""
    yield {
        "kind": "all",
        "key": "",
        "before": now.total("partition", **lead.where),
        "after": then.total("partition", **period.where),
    }
    for kind in ("area", "ministry"):
        before = {str(key[0]): each.amount for key, each in now.groups("partition", kind, **lead.where).items()}
        after = {str(key[0]): each.amount for key, each in then.groups("partition", kind, **period.where).items()}
        for key in dict.fromkeys((*before, *after)):
            yield {"kind": kind, "key": key, "before": before.get(key, 0), "after": after.get(key, 0)}


def _is_broad(figure: MovedFigure) -> bool:
    keys = [key for key, _ in figure["where"] if key not in ("fiscal_year", "stage")]
    return len(keys) <= NARROW and "programme" not in keys


Marks = tuple[tuple[str, int, int], ...]
"""Files with when they were written and their sizes."""


def marks_of(folder: Path, names: Iterable[str]) -> Marks:
    """What tells that a file which was read, any of ``decisions/`` or lists, or what was published has changed."""
    own = (f"{place}/{each.name}" for place in ("decisions", "taxonomies") for each in (folder / place).glob("*"))
    return tuple((name, *_stat(folder / name)) for name in sorted({*names, *own, *PLACES}))


def _stat(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
