"""A budget's allocation: what its run asks for under a policy, and the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from crosscut.allocate import refusal_words as say
from crosscut.allocate.contracts import contracts_of, points
from crosscut.allocate.demand import Demand, Receipt, Selection
from crosscut.allocate.horizon import Years, plan_years
from crosscut.allocate.inexact import off_by, span_of
from crosscut.allocate.plan import Depth, Plan, allocate
from crosscut.allocate.policy import Policy, load, only_reviews, read
from crosscut.allocate.policy_checks import check_periods, of_currency
from crosscut.allocate.policy_words import Explained, explained
from crosscut.allocate.records import NOTHING_FOUND
from crosscut.allocate.rules import state
from crosscut.allocate.scores import scores_of
from crosscut.allocate.solve import Effort
from crosscut.budget import Run
from crosscut.budget.nothing_read import nothing_read
from crosscut.budget.provenance import POLICY
from crosscut.calendar import Period
from crosscut.config import ConfigError
from crosscut.engine.split import Part
from crosscut.findings import Finding, Place, Severity
from crosscut.progress import Progress, quiet
from crosscut.tables import NO_AREA, OUTSIDE
from crosscut.text import Text
from crosscut.text.areas import AREAS
from crosscut.text.refusals import NOTHING as UNSAID
from crosscut.text.refusals import RefusalError


@dataclass(frozen=True)
class PlanBasis:
    """What a plan stands on: the policy's file with its digest, and the periods of the request and of last year.

    Where last year is not known, ``previous`` is the period of the request, whose amounts then count as last year's.
    """

    file: str
    digest: str
    asked: Period
    previous: Period


def policy_of(run: Run, file: Path | None = None) -> Policy:
    """The policy of a file, or the folder's own as it was at the run's moment.

    Raises
    ------
    ConfigError
        where there is none, or it cannot be used.
    """
    if file is not None:
        return load(file)
    own, text = run.snapshot.folder / POLICY, run.snapshot.texts.get(POLICY)
    if text is not None:
        policy = read(text, own, run.snapshot.texts)
        return of_currency(policy, run.settings.currency) if run.snapshot.stands_alone else policy
    if run.snapshot.stands_alone:
        raise ConfigError(own, [say.NO_POLICY_THEN.format(day=run.snapshot.as_of)])
    return load(own)


def allocates(run: Run) -> bool:
    """Whether the folder has a policy that divides money."""
    text = run.snapshot.texts.get(POLICY)
    return text is not None and not only_reviews(text)


def needs_findings(policy: Policy) -> bool:
    """Whether any of its rules asks for what the review of the demand found."""
    if any(stated.findings for part in (policy.bound, policy.choice, policy.group) for stated in part):
        return True
    each: list[str | None] = [stated.each for part in (policy.rule, policy.group) for stated in part]
    selecting = (policy.rule, policy.bound, policy.choice, policy.group, policy.value.criterion)
    keys = {str(key) for part in selecting for stated in part for key in stated.where}
    return bool({"finding", "duplicates"} & {*each, *keys})


@dataclass(frozen=True)
class Reviewed:
    """What a policy may bind by of a review: its findings, and the ids of each group of duplicates.

    ``waived`` are rules and programmes of which every finding is waived, which hold for findings of the inputs too;
    ``titles`` are what rules are called, ``not_run`` those whose data is absent.
    """

    findings: tuple[Finding, ...] = ()
    duplicates: tuple[tuple[str, ...], ...] = ()
    waived: frozenset[tuple[str, str]] = frozenset()
    titles: Mapping[str, Text] = field(default_factory=dict)
    not_run: frozenset[str] = frozenset()


NOTHING = Reviewed()


def plan_run(
    run: Run,
    policy: Policy,
    reviewed: Reviewed = NOTHING,
    *,
    effort: Effort | None = None,
    depth: Depth | None = None,
    progress: Progress = quiet,
) -> Plan:
    """The plan of a budget under a policy; ``reviewed`` is what the review found, beside the run's own findings."""
    demand = demand_of(run, policy, reviewed)
    return allocate(policy, demand, run.settings.currency, effort=effort, depth=depth, progress=progress)


def plan_run_years(
    run: Run, policy: Policy, reviewed: Reviewed = NOTHING, effort: Effort | None = None, why: Sequence[str] = ()
) -> Years:
    """The plans of this year and of the policy's later years, made together; ``why`` names whom they are asked of."""
    demand = demand_of(run, policy, reviewed)
    demand.check_named(why)
    return plan_years(policy, demand, run.settings.currency, effort)


def explain_policy(run: Run, policy: Policy, reviewed: Reviewed = NOTHING) -> Explained:
    """A policy over this budget in sentences; nothing is solved."""
    draft = state(policy, demand_of(run, policy, reviewed), run.settings.currency)
    asked = asked_period(run, policy)
    return explained(draft, run.calendar, asked, past_period(run, policy, asked))


def ground_of(run: Run, policy: Policy) -> PlanBasis:
    """What a plan of this budget under this policy stands on."""
    asked = asked_period(run, policy)
    return PlanBasis(POLICY, run.snapshot.digest_of(POLICY), asked, past_period(run, policy, asked) or asked)


def demand_of(run: Run, policy: Policy, reviewed: Reviewed = NOTHING) -> Demand:
    """What the programmes ask for, as the policy counts it.

    Last year's amounts are those of the year before at the policy's ``previous.stage`` (the latest stage that year
    has). Where the budget holds no line of that year, or the policy says so, each request counts as last year's
    amount. A programme that only the year before lacks had nothing; one that only asks for nothing now has ended, and
    what it had is part of last year's sums. Programmes whose amount is below zero stay outside what is divided.
    """
    period = asked_period(run, policy)
    check_periods(run, policy, period.year)
    asked = run.budgets(*period)
    if not asked:
        if refusal := nothing_read(run):
            raise refusal
        year = say.IN_YEAR.format(year=period.year) if period.year else UNSAID
        stage = say.AT_STAGE.format(stage=repr(period.stage)) if period.stage else UNSAID
        told = say.NO_REQUEST.format(year=year, stage=stage)
        raise RefusalError(told, say.NAME_REQUEST, code="nothing-requested", file=POLICY)
    before = past_period(run, policy, period)
    past = asked if before is None else run.budgets(*before)
    receipts = _receipts(run.names_at(period), asked, past)
    ids = tuple(sorted(each for each, amount in asked.items() if amount >= 0))
    own = _demand(run, ids, [asked[each] for each in ids], [max(past.get(each, 0), 0) for each in ids], period)
    ended = tuple(sorted(each for each, amount in past.items() if amount > 0 and each not in asked))
    counted = ended if before is not None and policy.previous.programmes == "all" else ()
    return replace(
        own,
        scores=_scored(policy, scores_of(run, policy, ids), own.keys["ministry"]),
        findings=_found((*run.findings, *reviewed.findings), reviewed.waived),
        titles=reviewed.titles,
        not_reviewed=reviewed.not_run,
        areas={area.id: Text(area.en, area.ko) for area in run.taxonomy.areas}
        | {each: AREAS[each] for each in NO_AREA},
        ended=_demand(run, counted, [0] * len(counted), [past[each] for each in counted], before or period),
        receipts=receipts,
        year=period.year,
        year_before=before.year if before else 0,
        duplicates={"+".join(group): frozenset(group) for group in reviewed.duplicates},
        executed=_executed(run, ids, period.year),
        ends=_ends(run, ids, period),
        contracts=contracts_of(run, policy),
        requested_off=off_by(run, ids, period),
        previous_span=span_of(run, [*(each for each in ids if past.get(each, 0) > 0), *counted], before)
        if before
        else None,
    )


def _scored(policy: Policy, scores: dict[str, list[float]], ministries: Sequence[str]) -> dict[str, list[float]]:
    """The scores with ministries' own ranks as points."""
    ranked = {each.id for each in policy.value.criterion if each.ranks}
    return {each: points(found, ministries) if each in ranked else found for each, found in scores.items()}


def _ends(run: Run, ids: Sequence[str], period: Period) -> tuple[int, ...]:
    """The last year of each programme, 0 where it is not stated."""
    programmes = run.programmes_at(period)
    ends = dict(zip(programmes["programme"].to_pylist(), programmes["end"].to_pylist(), strict=True))
    return tuple(ends.get(each) or 0 for each in ids)


def _executed(run: Run, ids: Sequence[str], year: int) -> tuple[int, ...]:
    """What each programme spent in the latest year before that anything is known of; empty where nothing is."""
    stage = run.calendar.execution
    for before in reversed([each for each in run.calendar.years if each < year]):
        spent = run.budgets(before, stage)
        if spent:
            return tuple(max(spent.get(each, 0), 0) for each in ids)
    return ()


def _demand(run: Run, ids: tuple[str, ...], asked: Sequence[int], past: Sequence[int], period: Period) -> Demand:
    """Programmes with their amounts, and their keys and shares in one period."""
    names, parts = run.names_at(period), parts_at(run, ids, period)
    keys = _keys(run, ids, period)
    keys["status"] = [("new" if amount == 0 else "continuing") for amount in past]
    return Demand(
        ids,
        tuple(names.get(each, "") or each for each in ids),
        tuple(asked),
        tuple(past),
        keys,
        _shares(parts),
        parts=parts,
    )


def _receipts(names: Mapping[str, str], asked: Mapping[str, int], past: Mapping[str, int]) -> tuple[Receipt, ...]:
    """The programmes that ask for less than nothing, or had less, by id."""
    below = sorted({each for held in (asked, past) for each, amount in held.items() if amount < 0})
    return tuple(Receipt(each, names.get(each, "") or each, asked.get(each, 0), past.get(each, 0)) for each in below)


def asked_period(run: Run, policy: Policy) -> Period:
    """The period whose lines ask: the policy's, or what leads among the lines that no plan made."""
    requests = run.requests
    year = policy.request.fiscal_year or requests.leading_year
    return Period(year, policy.request.stage) if policy.request.stage else requests.leading_in(year)


def past_period(run: Run, policy: Policy, asked: Period) -> Period | None:
    """The period that counts as last year; None where each request does."""
    if policy.previous.source == "request":
        return None
    stated = policy.previous.fiscal_year
    usual = Period(stated, run.calendar.asked_in(stated).stage) if stated else run.calendar.budget_before(asked.year)
    if usual is None:
        return None
    found = Period(usual.year, policy.previous.stage or usual.stage)
    return found if run.budgets(*found) else None


def _keys(run: Run, ids: Sequence[str], period: Period) -> dict[str, list[str]]:
    """Ministry and committee of each programme in the period of the request."""
    programmes = run.programmes_at(period)
    columns = {key: programmes[key].to_pylist() for key in ("programme", "ministry", "committee")}
    places = {programme: place for place, programme in enumerate(columns["programme"])}
    return {key: [columns[key][places[each]] for each in ids] for key in ("ministry", "committee")}


def parts_at(run: Run, ids: Sequence[str], period: Period) -> list[dict[Part, int]]:
    """The numerators of each programme by area and sub-technology in a period; none where it has no line in it."""
    places = {programme: place for place, programme in enumerate(ids)}
    parts: list[dict[Part, int]] = [{} for _ in ids]
    names = ("programme", "fiscal_year", "stage", "area", "sub", "numerator")
    for programme, year, stage, area, sub, numerator in zip(
        *(run.shares[name].to_pylist() for name in names), strict=True
    ):
        if (year, stage) == period and programme in places:
            parts[places[programme]][area, sub] = numerator
    return parts


def _shares(parts: Sequence[Mapping[Part, int]]) -> dict[str, Selection]:
    found: dict[str, Selection] = {OUTSIDE: {}}
    for place, numerators in enumerate(parts):
        whole = sum(numerators.values())
        for (area, _), numerator in sorted(numerators.items()):
            held = found.setdefault(area, {})
            held[place] = (held.get(place, (0, whole))[0] + numerator, whole)
    return found


def _found(findings: Iterable[Finding], waived: AbstractSet[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for finding in findings:
        if finding.programme and (finding.rule, finding.programme) not in waived:
            found.setdefault(finding.rule, set()).add(finding.programme)
    return {rule: frozenset(programmes) for rule, programmes in found.items()}


def contradiction(plan: Plan) -> Finding:
    """The fatal finding that a policy has no plan."""
    rows = plan.conflict_rows()
    more = Text(" ", " ").join(filter(None, (*plan.besides(), plan.unproved)))
    said = Text(
        f"The policy contradicts itself: {'; '.join(row['text'] for row in rows)}. {more.en}".strip(),
        f"정책의 규칙이 서로 모순됨: {'; '.join(row['text_ko'] for row in rows)}. {more.ko}".strip(),
    )
    return Finding(
        "policy-contradiction",
        Severity.FATAL,
        said if rows else NOTHING_FOUND,
        Place(POLICY),
        hint=Text(
            "; or ".join(f"{row['rule']}: {row['change']}" for row in rows),
            "; 또는 ".join(f"{row['rule']}: {row['change_ko']}" for row in rows),
        ),
    )
