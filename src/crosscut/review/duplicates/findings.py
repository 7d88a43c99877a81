"""Groups of duplicates as findings of the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow.compute as pc

from crosscut.findings import Finding, Place, Severity
from crosscut.money import Unit, format_amount
from crosscut.review.duplicates.model import Group
from crosscut.review.history import History
from crosscut.review.model import Demand, Raised
from crosscut.tables import ProgrammeRow
from crosscut.text import Text

ACTION = Text(
    en="Read them side by side; merge them, or say why both are needed.",
    ko="나란히 비교하여 통합하거나 모두 필요한 사유를 밝히십시오.",
)


def group_findings(groups: Iterable[Group], demand: Demand, history: History, unit: Unit) -> Iterator[Raised]:
    """One finding for each programme of a group of duplicates but the largest, whose money is not at stake."""
    doubled = [group for group in groups if group.kind == "duplicate"]
    rows = demand.named({name for group in doubled for name in group.programmes})
    asked = dict(zip(history.frame["programme"].to_pylist(), history.frame["amount"].to_pylist(), strict=True))
    for group in doubled:
        ordered = sorted(group.programmes, key=lambda name: (-(asked[name] or 0), name))
        for name in ordered[1:]:
            yield _finding(
                group, rows[name], rows[ordered[0]], asked[name] or 0, demand=demand, history=history, unit=unit
            )


def _finding(
    group: Group,
    own: ProgrammeRow,
    other: ProgrammeRow,
    amount: int,
    *,
    demand: Demand,
    history: History,
    unit: Unit,
) -> Raised:
    lines = demand.lines
    mask = pc.and_(pc.equal(lines["programme"], own["programme"]), pc.equal(lines["fiscal_year"], history.year))
    mask = pc.and_(mask, pc.equal(lines["subprogramme"], ""))
    rows = tuple(sorted(lines.filter(mask)["line"].to_pylist()))
    chance = f"{group.probability:.0%}"
    finding = Finding(
        "duplicate",
        Severity.WARNING,
        f"{own['name'] or own['programme']} ({own['ministry']}) asks for {format_amount(amount, unit)} and probably "
        f"({chance}) does the same as {other['name'] or other['programme']} ({other['ministry']}). {group.why.en}",
        f"{own['name'] or own['programme']}({own['ministry']}): 요구 {format_amount(amount, unit, language='ko')}, "
        f"{other['name'] or other['programme']}({other['ministry']})와(과) 중복 가능성 {chance}. {group.why.ko}",
        Place.of(own),
        own["programme"],
        amount,
        0,
        amount,
        ACTION.en,
        ACTION.ko,
        rows,
    )
    return Raised(finding, max(amount, 0), ACTION, history.year)
