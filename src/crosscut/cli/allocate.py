"""``crosscut allocate``: the ceiling divided under a policy."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.output import Format, console, csv_output, fatal_status, print_json, progress
from crosscut.errors import CrosscutError, with_options
from crosscut.findings import has_fatal
from crosscut.money import Unit, format_amount, format_number
from crosscut.wholefiles import write_whole

if TYPE_CHECKING:
    from crosscut.allocate import Effort, Plan
    from crosscut.allocate.horizon import Years
    from crosscut.allocate.policy_words import Explained
    from crosscut.allocate.scenarios import ScenarioComparison


def allocate(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    policy: Path | None = None,
    out: Path | None = None,
    compare: tuple[Path, ...] = (),
    why: tuple[str, ...] = (),
    what_if: bool = False,
    years: bool = False,
    explain_policy: bool = False,
    apply: str = "",
    by: str = "",
    reason: str = "",
    gap: float = 1e-4,
    seconds: float = 60.0,
    costs: bool = True,
    samples: int = 200,
    format: Format = "text",  # noqa: A002
) -> int:
    """Divide the ceiling: one amount a programme, proved and explained, or the rules that contradict one another.

    For example:

        crosscut allocate korea --policy policies/austerity.toml

        crosscut allocate korea --format json --out plan.json

        crosscut allocate korea --compare policies/growth.toml --why 10402

        crosscut allocate korea --apply proposed --by "Kim, budget office" --reason "Decided on 28 August"

    Parameters
    ----------
    folder
        The budget folder.
    policy
        The policy; without it, DIR/policy.toml.
    out
        Also write the plan there: JSON where the name ends in .json, else CSV.
    compare
        Other policies to plan under and set beside this one; repeat it for several.
    why
        A programme to explain, and to restore in a new plan; repeat it for several.
    what_if
        Keep the plan, read changes such as ceiling=-7% or 10402=full line by line, and answer each at once.
    years
        Plan this year and the policy's later years together instead.
    explain_policy
        Say the policy back in sentences, in English and Korean, and solve nothing.
    apply
        A later stage of the budget: record the plan's amounts as that stage, in a file of decisions/ that every build
        reads. It is refused where the stage already has amounts.
    by
        Who decides that the plan is applied.
    reason
        Why the plan is applied.
    gap
        Stop when the plan is proved to be this close to the best, as a part of its value.
    seconds
        Stop after so long, and say how close the plan is; costs and robustness have as long again each.
    costs
        Work out what each rule costs by planning again with it relaxed.
    samples
        How many sets of weights to draw for the core index; 0 leaves it out.
    format
        text, csv or json.
    """
    from crosscut.allocate import Depth, Effort
    from crosscut.allocate.table import plan_csv
    from crosscut.workbench import plans
    from crosscut.workbench.opening import open_run

    effort = Effort(gap, seconds)
    if explain_policy:
        return _print_policy(plans.explain(open_run(folder), policy), format)
    if years:
        return _plan_years(folder, policy, effort, format, out=out, why=why)
    depth = Depth.plan_only() if what_if else Depth(costs=costs, samples=samples, seconds=seconds, why=why)
    with progress() as step:
        run = open_run(folder, progress=step)
        plan = plans.plan(run, policy, effort=effort, depth=depth, progress=step)
        names = [(policy or Path("policy.toml")).stem, *(file.stem for file in compare)]
        others = plans.compared(run, plan, names, compare, effort=effort, progress=step)
    kept = "The plan was not applied." if apply else ""
    if apply and not has_fatal(run.findings):
        plans.apply_plan(run, plan, apply, by=by, reason=reason)
    if out:
        _write(out, plan, plan_csv(plan))
    if what_if:
        return max(fatal_status(run.findings, folder, kept), _answer(plan))
    if format == "json":
        print_json({**plan.to_json(), **(others.to_json() if compare else {})})
    elif format == "csv":
        csv_output().write(plan_csv(plan))
    else:
        _print(plan, why)
        if compare:
            _print_comparison(others, plan.draft.unit)
    return max(fatal_status(run.findings, folder, kept), int(plan.solution.status == "infeasible"))


def _answer(plan: Plan) -> int:
    """One JSON document a line for each change read from stdin."""
    from crosscut.allocate.changes import Session

    if not plan.amounts:
        print_json(plan.to_json())
        return 1
    session = Session(plan)
    for line in sys.stdin:
        if line.strip():
            try:
                told = json.dumps(session.ask(line.strip()), ensure_ascii=False)
            except CrosscutError as error:
                refused = {"code": error.code, "message": with_options(error.message), "hint": with_options(error.hint)}
                told = json.dumps({"error": refused}, ensure_ascii=False)
            sys.stdout.write(told + "\n")
            sys.stdout.flush()
    return 0


def _plan_years(
    folder: Path,
    policy: Path | None,
    effort: Effort,
    format: Format,  # noqa: A002
    *,
    out: Path | None,
    why: tuple[str, ...],
) -> int:
    from crosscut.workbench import plans
    from crosscut.workbench.opening import open_run

    run = open_run(folder)
    status = _print_years(plans.plan_years(run, policy, effort), format, out, why)
    return max(fatal_status(run.findings, folder), status)


def _print_policy(found: Explained, format: Format) -> int:  # noqa: A002
    """The policy in sentences: both languages, one under the other."""
    if format == "json":
        print_json(found.to_json())
    elif format == "csv":
        sys.stdout.write(found.to_csv())
    else:
        for _, text in found.sentences:
            console().print(text.en)
            if text.ko != text.en:
                console().print(f"  {text.ko}", style="dim")
    return 0


def _print_years(found: Years, format: Format, out: Path | None, why: tuple[str, ...]) -> int:  # noqa: A002
    """The plans of all years: as JSON or csv, or their totals and what growth is measured against."""
    from crosscut.allocate.horizon import years_csv

    if out:
        _write(out, found, years_csv(found))
    if format == "json":
        print_json(found.to_json())
    elif format == "csv":
        sys.stdout.write(years_csv(found))
    else:
        _print_years_text(found, why)
    return int(found.solution.status == "infeasible")


def _print_years_text(found: Years, why: tuple[str, ...]) -> None:
    from crosscut.allocate.horizon import AGAINST
    from crosscut.allocate.year_plans import BESIDE

    say, unit = console(), found.drafts[0].unit
    say.print(f"{found.solution.status}, gap {found.solution.gap:.1e}", style="bold")
    for row in found.conflicts:
        owner = f" ({row['owner']})" if row["owner"] else ""
        say.print(f"- {row['year']}, {row['rule']}: {row['text']}{owner}. To mend it: {row['change']}.")
    for name, ceiling, plan in zip(found.names, found.ceilings, found.plans, strict=False):
        say.print(f"{name}: {format_amount(plan.total, unit)} of {format_amount(ceiling, unit)}")
    for words in found.bound_words():
        say.print(words.en)
    for key in ("area", "ministry") if found.plans else ():
        say.print(_years_table(found, key, unit))
    for name, plan in zip(found.names, found.plans, strict=False):
        say.print(_binding_table(plan, unit, f"Rules over money that bind, {name}"))
    for programme in why if found.plans else ():
        for words in found.why(programme):
            say.print(words.en)
    say.print(AGAINST.en)
    if found.plans:
        say.print(BESIDE.en)


def _years_table(found: Years, key: Literal["area", "ministry"], unit: Unit) -> Table:
    """The money by one key, a column a year."""
    title = f"By {key} ({unit.label()})"
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left", title=title)
    table.add_column(key, overflow="fold")
    for name in found.names:
        table.add_column(name, justify="right")
    for row in found.totals(key):
        table.add_row(row["value"], *(format_number(amount, unit, digits=0) for amount in row["amounts"]))
    return table


def _print_comparison(comparison: ScenarioComparison, unit: Unit) -> None:
    for key in ("area", "ministry"):
        table = Table(
            box=None,
            pad_edge=False,
            header_style="bold",
            title_justify="left",
            title=f"By {key} ({unit.label()}), change against the first",
        )
        table.add_column(key, overflow="fold")
        for name in comparison.names:
            table.add_column(name, justify="right")
        for row in comparison.by(key):
            cells = ["" if row.amounts[0] is None else format_number(row.amounts[0], unit, digits=0)]
            cells += [
                "no plan" if change is None else format_number(change, unit, sign=True, digits=0)
                for change in row.changes[1:]
            ]
            table.add_row(row.value, *cells)
        console().print(table)


def _write(out: Path, plan: Plan | Years, table: str) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    text = table if out.suffix != ".json" else json.dumps(plan.to_json(), ensure_ascii=False, indent=1) + "\n"
    write_whole(out, text)


def _print(plan: Plan, why: tuple[str, ...] = ()) -> None:
    if plan.conflict:
        _print_conflict(plan)
        return
    say, unit = console(), plan.draft.unit
    solution = plan.solution
    money = f"{format_amount(plan.total, unit)} of {format_amount(plan.draft.ceiling, unit)}"
    proof = f"value {solution.value:,.1f}, at most {solution.gap:.2e} of it below the best"
    say.print(f"{solution.status}: {money}, {proof} ({solution.method})", style="bold")
    for words in _beside(plan):
        say.print(words)
    say.print(_rules_table(plan, unit))
    say.print(_changes_table(plan, unit))
    for row in plan.rows():
        if row["programme"] in why:
            say.print(f"{row['programme']} {row['name']}: {row['reason']} {row['restore']}")
    if plan.robustness:
        found = plan.robustness
        counts = ", ".join(f"{count} {name}" for name, count in found.counts().items())
        error = f"; up to {found.error:.1%} of weights may disagree" if found.error is not None else ""
        checked = len(found.withstood) + len(found.refuted)
        error += f"; {checked} verdicts tried, {len(found.refuted)} refuted" if checked else ""
        say.print(f"Over all weights allowed: {counts} ({found.method}{error})")


def _beside(plan: Plan) -> list[str]:
    """What is counted of last year beside the programmes that ask, and what stays outside."""
    past, unit, found = plan.last_year(), plan.draft.unit, []
    if past["ended"]:
        total, ended = format_amount(past["total"], unit), format_amount(past["ended"], unit)
        found.append(f"Last year: {total}, of which {ended} of {past['ended_programmes']:,} programmes that ended")
    found += [
        f"Outside what is divided: {each.programme} {each.name}, {format_amount(each.requested, unit)}"
        for each in plan.draft.demand.receipts
    ]
    return found


def _binding_table(plan: Plan, unit: Unit, title: str) -> Table:
    """The rules over money that a plan uses to the last unit."""
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    for name in ("rule", "owner"):
        table.add_column(name, overflow="fold")
    for name in ("limit", "used"):
        table.add_column(name, justify="right")
    for row in plan.rules():
        if row["binding"]:
            table.add_row(row["rule"], row["owner"], _number(row["limit"], unit), _number(row["used"], unit))
    return table


def _rules_table(plan: Plan, unit: Unit) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title="Rules", title_justify="left")
    for name in ("rule", "owner"):
        table.add_column(name, overflow="fold")
    for name in ("limit", "used", "costs", "when relaxed"):
        table.add_column(name, justify="right")
    for row in plan.rules():
        if row["kind"] in ("ceiling", "row") and not row["binding"] and not row["cost"]:
            continue
        table.add_row(
            row["rule"],
            row["owner"],
            _number(row["limit"], unit),
            _number(row["used"], unit),
            "" if row["cost"] is None else f"{row['cost']:,.1f}",
            row["step"],
        )
    return table


def _changes_table(plan: Plan, unit: Unit, most: int = 20) -> Table:
    table = Table(
        box=None,
        pad_edge=False,
        header_style="bold",
        title_justify="left",
        title=f"The {most} largest changes on last year ({unit.label()})",
    )
    for name in ("programme", "name"):
        table.add_column(name, overflow="fold")
    for name in ("last year", "amount", "change"):
        table.add_column(name, justify="right")
    table.add_column("why", overflow="fold", ratio=1)
    rows = sorted(plan.rows(), key=lambda row: (-abs(row["amount"] - row["previous"]), row["programme"]))
    for row in rows[:most]:
        change = format_number(row["amount"] - row["previous"], unit, sign=True)
        table.add_row(
            row["programme"],
            row["name"],
            _number(row["previous"], unit),
            _number(row["amount"], unit),
            change,
            row["reason"],
        )
    return table


def _print_conflict(plan: Plan) -> None:
    say = console()
    say.print("The policy contradicts itself: these rules cannot hold together, any others can stay.", style="bold red")
    rows = plan.conflict_rows()
    mending = [row for row in rows if row["least_change"] is not None] or rows
    for row in mending:
        owner = f" ({row['owner']})" if row["owner"] else ""
        say.print(f"- {row['rule']}: {row['text']}{owner}. To mend it: {row['change']}.")
    others = [row["rule"] for row in rows if row not in mending]
    if others:
        say.print(f"- with them, though changing one alone mends nothing by an amount: {', '.join(others)}.")
    for each in plan.conflict_programmes():
        asked = format_amount(each["requested"], plan.draft.unit)
        say.print(f"They leave no amount for {each['programme']} {each['name']}, which asks for {asked}.")
    mends = [" and ".join(rules) for rules in plan.mends()]
    if mends:
        say.print(f"Fewest rules to relax: {'; or '.join(mends)}.")


def _number(amount: int | None, unit: Unit) -> str:
    return "" if amount is None else format_number(amount, unit)
