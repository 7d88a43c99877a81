"""The publication of a run with what every room makes of it."""

from __future__ import annotations

from dataclasses import replace

from crosscut.allocate import Depth, Policy
from crosscut.allocate.policy_areas import left_behind, outdated
from crosscut.allocate.runs import (
    NOTHING,
    Reviewed,
    allocates,
    asked_period,
    contradiction,
    ground_of,
    needs_findings,
    plan_run,
    plan_run_years,
    policy_of,
)
from crosscut.budget import Run
from crosscut.budget.dispositions import disposition_conflicts
from crosscut.classify.programmes import evaluation
from crosscut.findings import in_order
from crosscut.follow.histories import change_history
from crosscut.progress import Progress, quiet
from crosscut.review import Review
from crosscut.review.duplicates.findings import TITLE
from crosscut.review.registry import all_rules
from crosscut.review.runs import review_run, unwaived
from crosscut.views.publication import Publication


def complete(run: Run, progress: Progress = quiet) -> Publication:
    """The publication of a run as readers get it: with its history, and what its policy contradicts itself in, if so.

    No reader gets the plan, so that nothing is worked out beside it.
    """
    return with_plan(followed(run, progress), progress=progress, depth=Depth.amounts_only())


def followed(run: Run, progress: Progress = quiet) -> Publication:
    """The publication of a run with its history: all that its public edition shows."""
    progress("Attributing every amount")
    shown = Publication.of(run)
    if run.settings.classify.enabled:
        shown = replace(shown, evaluation=evaluation(run))
    progress("Following every amount")
    findings = tuple(in_order((*shown.findings, *disposition_conflicts(run.snapshot))))
    return replace(shown, history=change_history(run), findings=findings)


def reviewed(shown: Publication, progress: Progress = quiet, depth: Depth | None = None) -> Publication:
    """The publication with its review and its plan: what the desk's edition shows besides."""
    review = review_run(shown.run, progress=progress)
    return with_years(with_plan(replace(shown, review=review), review, progress, depth), progress)


def with_plan(
    shown: Publication, review: Review | None = None, progress: Progress = quiet, depth: Depth | None = None
) -> Publication:
    """The publication with the plan of the folder's policy; as it is where the folder has none.

    A policy without a plan is a finding, and the contradiction is published in the plan's place; so is one that names
    areas of a list which a designation replaced, and no plan is made of that.
    """
    run = shown.run
    if not allocates(run):
        return shown
    policy = policy_of(run)
    if gone := left_behind(policy, run):
        return replace(shown, findings=tuple(in_order((*shown.findings, outdated(policy, gone)))))
    reviewed = plan_findings(run, policy, review) if needs_findings(policy) else NOTHING
    plan = plan_run(run, policy, reviewed, depth=depth, progress=progress)
    return shown.with_plan(plan, ground_of(run, policy), *([contradiction(plan)] if plan.conflict else ()))


def with_years(shown: Publication, progress: Progress = quiet) -> Publication:
    """The publication with the plans of several years, where its plan's policy speaks of later ones."""
    plan = shown.plan
    if plan is None or not plan.amounts or not plan.draft.policy.later:
        return shown
    progress("Planning the later years")
    policy = plan.draft.policy
    reviewed = plan_findings(shown.run, policy, shown.review) if needs_findings(policy) else NOTHING
    return replace(shown, years=plan_run_years(shown.run, policy, reviewed))


def plan_findings(run: Run, policy: Policy, review: Review | None = None) -> Reviewed:
    """What a policy may bind by: what the review of what it divides found, those left out that somebody waived.

    A review of another period is made anew for the policy's.
    """
    year, stage = asked_period(run, policy)
    if review is None or (review.year, review.stage) != (year, stage):
        review = review_run(run, year=year, stage=stage)
    groups = (group.programmes for group in review.groups if group.kind == "duplicate")
    held = unwaived(review)
    every, kept = (
        {(each.rule, each.programme) for each in found}
        for found in ([raised.finding for raised in review.findings], held)
    )
    titles = {rule.id: rule.title for rule in all_rules()} | {"duplicate": TITLE}
    not_run = frozenset(each.rule for each in review.not_run)
    return Reviewed(tuple(held), tuple(groups), frozenset(every - kept), titles, not_run)
