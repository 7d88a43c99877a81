"""A budget folder's allocation: its lines, shares, scores and findings under its policy."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from crosscut.allocate import Comparison, Demand, Depth, Effort, Plan, Policy, allocate, compare, load
from crosscut.allocate.horizon import Years, plan_years
from crosscut.allocate.policy import only_reviews
from crosscut.budget.inputs import Inputs, read
from crosscut.config import did_you_mean
from crosscut.engine import shares
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Place, Severity, in_order
from crosscut.ingest import APPLIED, is_plan
from crosscut.money import format_number, split
from crosscut.progress import Progress, quiet
from crosscut.publish.csvtext import escape
from crosscut.publish.planned import Ground
from crosscut.publish.publication import Publication
from crosscut.tables import OUTSIDE
from crosscut.text import Text

POLICY = "policy.toml"
COLUMNS = ("programme", "name", "requested", "previous", "amount", "reason", "reason_ko", "core", "core_index")
"""The columns of ``plan.csv``; amounts in minor units."""

NO_AREA = Text(en="outside the taxonomy", ko="분류 밖")


@dataclass(frozen=True)
class Moment:
    """The lines that an allocation starts from: requests of one year and stage, and what counts as last year."""

    fiscal_year: int
    stage: str
    previous: str


def plan_folder(
    folder: Path,
    policy_file: Path | None = None,
    effort: Effort | None = None,
    depth: Depth | None = None,
    progress: Progress = quiet,
) -> Plan:
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
    inputs: Inputs,
    policy: Policy,
    *,
    effort: Effort | None = None,
    depth: Depth | None = None,
    progress: Progress = quiet,
    findings: Iterable[Finding] = (),
) -> Plan:
    """The plan of a budget that was read; ``findings`` are those of the demand review, beside the inputs' own."""
    demand, _ = demand_of(inputs, policy, (*findings, *_reviewed(inputs, policy)))
    return allocate(policy, demand, inputs.settings.currency, effort=effort, depth=depth, progress=progress)


def ground_of(inputs: Inputs, policy: Policy) -> Ground:
    """What a plan of this budget under this policy stands on."""
    moment = _moment(inputs, policy)
    _, origin = _past(inputs, policy, moment)
    asked = (moment.fiscal_year, moment.stage)
    year, _, stage = origin.partition(" ")
    previous = asked if origin == "request" else (int(year), stage)
    return Ground(POLICY, dict(inputs.files).get(POLICY, ""), asked, previous)


def _reviewed(inputs: Inputs, policy: Policy) -> list[Finding]:
    """The findings of the demand review that nobody waived, where the policy asks for any."""
    if not any(stated.findings for part in (policy.bound, policy.choice, policy.group) for stated in part):
        return []
    from crosscut.budget.reviewing import review_inputs

    return [raised.finding for raised in review_inputs(inputs).findings if raised.disposition != "waived"]


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
            f"no line asks for money in {moment.fiscal_year} at stage {moment.stage!r}",
            code="nothing-requested",
            file=POLICY,
            hint="Name a fiscal_year and stage that the budget has under [request].",
        )
    past, origin = _past(inputs, policy, moment)
    ids = tuple(sorted(asked))
    rows = {row["programme"]: row for row in inputs.programmes.to_pylist()}
    attributed, faults = shares.shares(inputs.lines, inputs.tags, inputs.decisions, inputs.taxonomy)
    previous = tuple(asked[each] if past is None else past.get(each, 0) for each in ids)
    keys = {key: [rows.get(each, {}).get(key, "") for each in ids] for key in ("ministry", "committee")}
    keys["status"] = ["new" if amount == 0 else "continuing" for amount in previous]
    demand = Demand(
        ids,
        tuple(rows.get(each, {}).get("name", "") or each for each in ids),
        tuple(asked[each] for each in ids),
        previous,
        keys,
        _shares(attributed, ids, moment),
        _scores(inputs.folder, policy, ids),
        _found((*inputs.findings, *faults, *findings)),
        {area.id: Text(en=area.en, ko=area.ko) for area in inputs.taxonomy.areas} | {OUTSIDE: NO_AREA},
    )
    return demand, Moment(moment.fiscal_year, moment.stage, origin)


def _moment(inputs: Inputs, policy: Policy) -> Moment:
    lines = [
        (row["fiscal_year"], row["stage"])
        for row in inputs.lines.to_pylist()
        if not row["subprogramme"] and not is_plan(row["file"])
    ]
    year = policy.request.fiscal_year or max((year for year, _ in lines), default=0)
    present = {stage for each, stage in lines if each == year}
    latest = next((stage for stage in reversed(inputs.settings.stage_ids) if stage in present), "")
    return Moment(year, policy.request.stage or inputs.settings.main_stage or latest, "")


def _past(inputs: Inputs, policy: Policy, moment: Moment) -> tuple[dict[str, int] | None, str]:
    if policy.previous.source == "request":
        return None, "request"
    year = policy.previous.fiscal_year or moment.fiscal_year - 1
    stages = {row["stage"] for row in inputs.lines.to_pylist() if row["fiscal_year"] == year}
    latest = next((stage for stage in reversed(inputs.settings.stage_ids) if stage in stages), "")
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
            raise CrosscutError(
                f"has no column {needed!r}", code="scores", file=name, hint=f"It has {', '.join(map(str, rows[0]))}."
            )
    return {row["programme"]: row[column] for row in rows}


def _score(table: Mapping[str, str], programme: str, file: str, criterion: str) -> float:
    text = table.get(programme, "")
    try:
        return float(text)
    except ValueError:
        raise CrosscutError(
            f"programme {programme!r} has no score for {criterion!r} (found {text!r})",
            code="scores",
            file=file,
            hint="Every programme needs a number.",
        ) from None


def _found(findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for finding in findings:
        if finding.programme:
            found.setdefault(finding.rule, set()).add(finding.programme)
    return {rule: frozenset(programmes) for rule, programmes in found.items()}


def years_folder(folder: Path, policy_file: Path | None = None, effort: Effort | None = None) -> Years:
    """The plans of this year and of the policy's later years, made together."""
    policy = load(policy_file or folder / POLICY)
    inputs = read(folder)
    demand, _ = demand_of(inputs, policy, _reviewed(inputs, policy))
    return plan_years(policy, demand, inputs.settings.currency, effort)


def compared(
    folder: Path, plan: Plan, policies: Sequence[Path], effort: Effort, progress: Progress = quiet
) -> Comparison:
    """The plan, and those of the other policies over the same folder; the first policy is the plan's own."""
    inputs = read(folder) if len(policies) > 1 else None
    plans = [plan]
    for file in policies[1:]:
        progress(f"Planning under {file.name}")
        if inputs is not None:
            plans.append(plan_inputs(inputs, load(file), effort=effort, depth=Depth.plan_only()))
    return compare([file.stem for file in policies], plans)


def apply(folder: Path, plan: Plan, stage: str, *, by: str, reason: str) -> Path:
    """Record a plan as a decision: amounts of a later stage, in a file of ``decisions/`` that every build reads.

    The ledger holds them at once, too. Returns the file.

    Raises
    ------
    CrosscutError
        where there is no plan, the stage is not a later one or already has amounts, or nobody and nothing is named.

    """
    inputs = read(folder)
    moment = _moment(inputs, plan.draft.policy)
    _appliable(inputs, plan, moment, stage)
    if not by.strip() or not reason.strip():
        raise CrosscutError(
            "applying a plan is a decision: it needs a name and a reason",
            code="unsigned",
            hint="Give --by and --reason.",
        )
    file = _applied(folder, moment, stage)
    file.parent.mkdir(exist_ok=True)
    signed = {
        "reason": reason.strip(),
        "decided_by": by.strip(),
        "decided_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with file.open("x", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, APPLIED, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | signed for row in _decided(plan, moment.fiscal_year, stage))
    from crosscut.budget.building import record

    record(read(folder))
    return file


def _applied(folder: Path, moment: Moment, stage: str) -> Path:
    return folder / "decisions" / f"plan-{moment.fiscal_year}-{stage}.csv"


def _appliable(inputs: Inputs, plan: Plan, moment: Moment, stage: str) -> None:
    """Raise where the plan cannot become that stage."""
    stages = list(inputs.settings.stage_ids)
    if not plan.amounts:
        raise CrosscutError("there is no plan to apply", code="no-plan", hint="Mend the policy first.")
    if stage not in stages or stages.index(stage) <= stages.index(moment.stage):
        later = stages[stages.index(moment.stage) + 1 :] if moment.stage in stages else stages
        raise CrosscutError(
            f"{stage!r} is not a stage after {moment.stage!r}",
            code="stage",
            hint=f"Use one of {', '.join(later)}.{did_you_mean(stage, later)}",
        )
    own, period = _applied(inputs.folder, moment, stage), (moment.fiscal_year, stage)
    held = [row["file"] for row in inputs.lines.to_pylist() if (row["fiscal_year"], row["stage"]) == period]
    if held or own.exists():
        raise CrosscutError(
            f"{moment.fiscal_year} {stage!r} already has its amounts",
            code="already-applied",
            file=held[0] if held else f"decisions/{own.name}",
            hint="A plan is applied once: remove that file to take it back, or name a later stage.",
        )


def _decided(plan: Plan, year: int, stage: str) -> Iterator[dict[str, object]]:
    """The rows of an applied plan: each programme's amount, then what of it belongs to which area."""
    demand, unit = plan.draft.demand, plan.draft.unit
    parts: dict[int, dict[str, int]] = {}
    for area in sorted(demand.shares):
        for place, (numerator, _) in demand.shares[area].items():
            parts.setdefault(place, {})[area] = numerator
    for place, amount in enumerate(plan.amounts):
        weights = parts.get(place, {}) if amount else {}
        shared = zip(weights, split(amount, list(weights.values())), strict=True) if weights else ()
        tagged = [(area, part) for area, part in shared if part and area != OUTSIDE]
        for area, part in [("", amount), *tagged]:
            yield {
                "programme": demand.ids[place],
                "fiscal_year": year,
                "stage": stage,
                "area": area,
                "amount": format_number(part, unit).replace(",", ""),
                "unit": unit.name,
            }


def with_plan(
    shown: Publication, inputs: Inputs, progress: Progress = quiet, depth: Depth | None = None
) -> Publication:
    """The publication with the plan of the folder's policy; as it is where the folder has none.

    A policy without a plan is a finding, and the contradiction is published in the plan's place.
    """
    file = inputs.folder / POLICY
    if not file.is_file() or only_reviews(file):
        return shown
    policy = load(file)
    plan = plan_inputs(inputs, policy, depth=depth, progress=progress)
    findings = (*shown.findings, contradiction(plan)) if plan.conflict else shown.findings
    return replace(shown, plan=plan, ground=ground_of(inputs, policy), findings=tuple(in_order(findings)))


def contradiction(plan: Plan) -> Finding:
    """The fatal finding that a policy has no plan."""
    rows = plan.conflict_rows()
    return Finding(
        "policy-contradiction",
        Severity.FATAL,
        "The policy contradicts itself: " + "; ".join(row["text"] for row in rows) + ".",
        "정책이 서로 모순됨: " + "; ".join(row["text_ko"] for row in rows) + ".",
        Place(POLICY),
        hint="; or ".join(f"{row['rule']}: {row['change']}" for row in rows),
        hint_ko="; 또는 ".join(f"{row['rule']}: {row['change_ko']}" for row in rows),
    )


def plan_csv(plan: Plan) -> str:
    """A plan as CSV that no spreadsheet runs; only its header where the policy has no plan."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in plan.rows():
        writer.writerow([escape(row[key]) if isinstance(row[key], str) else row[key] for key in COLUMNS])
    return text.getvalue()
