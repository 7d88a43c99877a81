"""A budget folder's allocation: its lines, shares, scores and findings under its policy."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from crosscut.allocate import Demand, Depth, Effort, Plan, Policy, allocate, load
from crosscut.budget.inputs import Inputs, read
from crosscut.engine import shares
from crosscut.errors import CrosscutError
from crosscut.findings import Finding
from crosscut.progress import Progress, quiet
from crosscut.publish.csvtext import escape
from crosscut.tables import OUTSIDE

POLICY = "policy.toml"
COLUMNS = ("programme", "name", "requested", "previous", "amount", "reason", "reason_ko", "core", "core_index")
"""The columns of ``plan.csv``; amounts in minor units."""


@dataclass(frozen=True)
class Moment:
    """The lines that an allocation starts from: requests of one year and stage, and what counts as last year."""

    fiscal_year: int
    stage: str
    previous: str


def plan_folder(
    folder: Path, policy_file: Path | None = None, effort: Effort | None = None, depth: Depth | None = None,
    progress: Progress = quiet,
) -> Plan:  # fmt: skip
    """The plan of a budget folder under ``policy_file`` (its own ``policy.toml``).

    Raises
    ------
    CrosscutError
        where the policy cannot be used, or names what the folder lacks.

    """
    policy = load(policy_file or folder / POLICY)
    inputs = read(folder, progress)
    return plan_inputs(inputs, policy, effort=effort, depth=depth, progress=progress)


def plan_inputs(
    inputs: Inputs, policy: Policy, *, effort: Effort | None = None, depth: Depth | None = None,
    progress: Progress = quiet, findings: Iterable[Finding] = (),
) -> Plan:  # fmt: skip
    """The plan of a budget that was read; ``findings`` are those of the demand review, beside the inputs' own."""
    demand, _ = demand_of(inputs, policy, findings)
    return allocate(policy, demand, inputs.budget.currency, effort=effort, depth=depth, progress=progress)


def demand_of(inputs: Inputs, policy: Policy, findings: Iterable[Finding] = ()) -> tuple[Demand, Moment]:
    """What the programmes ask for, as the policy counts it, and the moment it was read from.

    Last year's amounts are those of the year before at the policy's ``previous.stage`` (the latest stage that year
    has). Where the budget holds no line of that year, or the policy says so, each request counts as last year's
    amount. A programme that only the year before lacks had nothing.
    """
    moment = _moment(inputs, policy)
    asked = _amounts(inputs.lines, moment.fiscal_year, moment.stage)
    if not asked:
        raise CrosscutError(
            f"no line asks for money in {moment.fiscal_year} at stage {moment.stage!r}", code="nothing-requested",
            file=POLICY, hint="Name a fiscal_year and stage that the budget has under [request].",
        )  # fmt: skip
    past, origin = _past(inputs, policy, moment)
    ids = tuple(sorted(asked))
    rows = {row["programme"]: row for row in inputs.programmes.to_pylist()}
    attributed, faults = shares.shares(inputs.lines, inputs.tags, inputs.decisions, inputs.taxonomy)
    previous = tuple(asked[each] if past is None else past.get(each, 0) for each in ids)
    keys = {key: [rows.get(each, {}).get(key, "") for each in ids] for key in ("ministry", "committee")}
    keys["status"] = ["new" if amount == 0 else "continuing" for amount in previous]
    demand = Demand(
        ids, tuple(rows.get(each, {}).get("name", "") or each for each in ids), tuple(asked[each] for each in ids),
        previous, keys, _shares(attributed, ids, moment), _scores(inputs.folder, policy, ids),
        _found((*inputs.findings, *faults, *findings)),
    )  # fmt: skip
    return demand, Moment(moment.fiscal_year, moment.stage, origin)


def _moment(inputs: Inputs, policy: Policy) -> Moment:
    lines = [(row["fiscal_year"], row["stage"]) for row in inputs.lines.to_pylist() if not row["subprogramme"]]
    year = policy.request.fiscal_year or max((year for year, _ in lines), default=0)
    present = {stage for each, stage in lines if each == year}
    latest = next((stage for stage in reversed(inputs.budget.stages) if stage in present), "")
    return Moment(year, policy.request.stage or inputs.budget.main_stage or latest, "")


def _past(inputs: Inputs, policy: Policy, moment: Moment) -> tuple[dict[str, int] | None, str]:
    if policy.previous.source == "request":
        return None, "request"
    year = policy.previous.fiscal_year or moment.fiscal_year - 1
    stages = {row["stage"] for row in inputs.lines.to_pylist() if row["fiscal_year"] == year}
    latest = next((stage for stage in reversed(inputs.budget.stages) if stage in stages), "")
    stage = policy.previous.stage or latest
    past = _amounts(inputs.lines, year, stage)
    return (past, f"{year} {stage}") if past else (None, "request")


def _amounts(lines: pa.Table, year: int, stage: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in lines.to_pylist():
        if not row["subprogramme"] and row["fiscal_year"] == year and row["stage"] == stage:
            found[row["programme"]] = found.get(row["programme"], 0) + row["amount"]
    return found


def _shares(attributed: pa.Table, ids: Sequence[str], moment: Moment) -> dict[str, dict[int, tuple[int, int]]]:
    places = {programme: place for place, programme in enumerate(ids)}
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for row in attributed.to_pylist():
        if (row["fiscal_year"], row["stage"]) != (moment.fiscal_year, moment.stage) or row["programme"] not in places:
            continue
        area, place = found.setdefault(row["area"], {}), places[row["programme"]]
        area[place] = (area.get(place, (0, 0))[0] + row["numerator"], row["denominator"])
    found.setdefault(OUTSIDE, {})
    return found


def _scores(folder: Path, policy: Policy, ids: Sequence[str]) -> dict[str, list[float]]:
    found = {}
    for criterion in policy.value.criterion:
        if criterion.file:
            table = _table(folder / criterion.file, criterion.file, criterion.column or criterion.id)
            found[criterion.id] = [_score(table, each, criterion.file, criterion.id) for each in ids]
    return found


def _table(path: Path, name: str, column: str) -> dict[str, str]:
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError) as error:
        raise CrosscutError(
            f"cannot be read: {error}", code="scores", file=name, hint="Save it as UTF-8 CSV."
        ) from None
    for needed in ("programme", column):
        if rows and needed not in rows[0]:
            raise CrosscutError(f"has no column {needed!r}", code="scores", file=name,
                                hint=f"It has {', '.join(map(str, rows[0]))}.")  # fmt: skip
    return {row["programme"]: row[column] for row in rows}


def _score(table: Mapping[str, str], programme: str, file: str, criterion: str) -> float:
    text = table.get(programme, "")
    try:
        return float(text)
    except ValueError:
        raise CrosscutError(
            f"programme {programme!r} has no score for {criterion!r} (found {text!r})", code="scores", file=file,
            hint="Every programme needs a number.",
        ) from None  # fmt: skip


def _found(findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for finding in findings:
        if finding.programme:
            found.setdefault(finding.rule, set()).add(finding.programme)
    return {rule: frozenset(programmes) for rule, programmes in found.items()}


def plan_csv(plan: Plan) -> str:
    """A plan as CSV that no spreadsheet runs; only its header where the policy has no plan."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in plan.rows():
        writer.writerow([escape(row[key]) if isinstance(row[key], str) else row[key] for key in COLUMNS])
    return text.getvalue()
