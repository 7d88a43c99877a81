"""``crosscut allocate``: the ceiling divided under a policy."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from crosscut.cli.output import Format, complain, console, csv_output, fatal_status, print_json, progress
from crosscut.cli.refusal_words import say
from crosscut.findings import has_fatal
from crosscut.text import Language, Text
from crosscut.text.refusals import NOTHING, RefusalError
from crosscut.wholefiles import make_folders, write_whole

if TYPE_CHECKING:
    from crosscut.allocate import Effort, Plan
    from crosscut.allocate.policy_words import Explained


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
    language: Language = "en",
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
    language
        The language of the text: en or ko.
    format
        text, csv or json.
    """
    from crosscut.allocate import Depth, Effort
    from crosscut.allocate.applied import check_signed
    from crosscut.allocate.table import plan_csv
    from crosscut.cli.plan_text import print_applied, print_comparison, print_plan
    from crosscut.workbench import plans
    from crosscut.workbench.opening import open_run
    from crosscut.workbench.output_files import refuse_inputs

    _refuse_below({"--gap": gap, "--seconds": seconds, "--samples": samples})
    effort = Effort(gap, seconds)
    _refuse_together(
        {
            "--explain-policy": explain_policy,
            "--years": years,
            "--what-if": what_if,
            "--compare": bool(compare),
            "--apply": bool(apply),
            "--out": out is not None,
            "--why": bool(why),
        }
    )
    if what_if and format == "csv":
        raise RefusalError(say("no csv"), say("no csv mend"))
    refuse_inputs(out, folder, [*filter(None, [policy]), *compare])
    check_signed(apply, by, reason)
    if explain_policy:
        run = open_run(folder)
        return max(
            _print_policy(plans.explain(run, policy), format, language),
            fatal_status(run.findings, folder, language=language),
        )
    if years:
        return _plan_years(folder, policy, effort, format, out=out, why=why, language=language)
    depth = Depth.plan_only() if what_if else Depth(costs=costs, samples=samples, seconds=seconds, why=why)
    with progress(language) as step:
        run = open_run(folder, progress=step)
        under = plans.policy_file(run, policy) if apply else None
        plan = plans.plan(run, policy, effort=effort, depth=depth, progress=step)
        names = _names([policy or Path("policy.toml"), *compare])
        others = plans.compared(run, plan, names, compare, effort=effort, progress=step)
    kept = say("not applied") if apply else ""
    applies = bool(apply) and not has_fatal(run.findings)
    applied = plans.apply_plan(run, plan, apply, by=by, reason=reason, under=under) if applies else None
    told = {**plan.to_json(), **(others.to_json() if compare else {}), **_recorded(applied)}
    if out:
        _write(out, told, plan_csv(plan, others))
    if what_if:
        return max(fatal_status(run.findings, folder, kept, language), _answer(plan, format, language))
    if format == "json":
        print_json(told)
    elif format == "csv":
        csv_output().write(plan_csv(plan, others))
        _tell_no_plan([Text(row["text"], row["text_ko"]) for row in plan.conflict_rows()], language)
    else:
        print_plan(plan, why, language)
        if compare:
            print_comparison(others, run.taxonomy, plan.draft.unit, language)
        if applied:
            print_applied(plan, run.calendar.text((plan.draft.demand.year, apply)), applied, language)
    return max(fatal_status(run.findings, folder, kept, language), int(plan.solution.status == "infeasible"))


def _recorded(file: Path | None) -> dict[str, str]:
    """Where a plan was recorded that was applied."""
    return {"applied": f"decisions/{file.name}"} if file else {}


def _names(policies: Sequence[Path]) -> list[str]:
    """What policies are called that stand side by side: by their files, by their paths where these are alike."""
    stems = [each.stem for each in policies]
    return stems if len({*stems}) == len(stems) else [each.with_suffix("").as_posix() for each in policies]


_ALONE = {
    "--explain-policy": ("--years", "--what-if", "--compare", "--apply", "--out", "--why"),
    "--years": ("--what-if", "--compare", "--apply"),
    "--what-if": ("--compare", "--why"),
}
"""What an option of the command leaves undone, so that it is refused beside it and not passed over."""


def _refuse_below(numbers: Mapping[str, float]) -> None:
    for name, value in numbers.items():
        if not value >= 0:
            raise RefusalError(say("below zero", option=name, value=f"{value:g}"), say("from zero"))


def _refuse_together(given: Mapping[str, bool]) -> None:
    for option, others in _ALONE.items():
        beside = [other for other in others if given[option] and given[other]]
        if beside:
            raise RefusalError(say("not beside", option=option, other=beside[0]), say("once for each"))


def _answer(plan: Plan, format: Format, language: Language) -> int:  # noqa: A002
    """The answers to the changes read from stdin; where there is no plan to change, why."""
    from crosscut.cli.plan_text import print_plan
    from crosscut.cli.what_if_text import answer_changes

    if plan.amounts:
        answer_changes(plan, sys.stdin, language, as_json=format == "json")
    elif format == "json":
        print_json(plan.to_json())
    else:
        print_plan(plan, (), language)
    return int(not plan.amounts)


def _plan_years(
    folder: Path,
    policy: Path | None,
    effort: Effort,
    format: Format,  # noqa: A002
    *,
    out: Path | None,
    why: tuple[str, ...],
    language: Language,
) -> int:
    from crosscut.allocate.horizon import years_csv
    from crosscut.cli.plan_text import print_years
    from crosscut.workbench import plans
    from crosscut.workbench.opening import open_run

    run = open_run(folder)
    found = plans.plan_years(run, policy, effort, why)
    told = {**found.to_json(), **(found.explained(why) if why else {})}
    if out:
        _write(out, told, years_csv(found))
    if format == "json":
        print_json(told)
    elif format == "csv":
        csv_output().write(years_csv(found))
        _tell_no_plan(
            [
                Text.same(f"{row['year']}, ").join([NOTHING, Text(row["text"], row["text_ko"])])
                for row in found.conflicts
            ],
            language,
        )
    else:
        print_years(found, run.taxonomy, why, language)
    return max(fatal_status(run.findings, folder, language=language), int(found.solution.status == "infeasible"))


def _tell_no_plan(rules: Sequence[Text], language: Language) -> None:
    """One line on stderr where a table has nothing but its head because rules contradict one another."""
    if len(rules) == 1:
        complain(say("alone leaves none", rule=rules[0])[language])
    elif rules:
        complain(say("together leave none", rule=rules[0], count=len(rules) - 1)[language])


def _print_policy(found: Explained, format: Format, language: Language) -> int:  # noqa: A002
    """The policy in sentences: both languages, one under the other, the one that is read first."""
    if format == "json":
        print_json(found.to_json())
    elif format == "csv":
        csv_output().write(found.to_csv())
    else:
        for _, text in found.sentences:
            console().print(text[language])
            if text.ko != text.en:
                console().print(f"  {text['en' if language == 'ko' else 'ko']}", style="dim")
    return 0


def _write(out: Path, told: object, table: str) -> None:
    make_folders(out.parent)
    text = table if out.suffix != ".json" else json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    write_whole(out, text)
