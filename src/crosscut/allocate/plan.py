"""A policy over a demand, planned: solved, verified, explained, or its contradiction told."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crosscut.allocate import refusal_words as say
from crosscut.allocate import robust
from crosscut.allocate.conflict import Conflict, conflict
from crosscut.allocate.costs import Cost, costs
from crosscut.allocate.curve import CeilingPoint, curve, priority
from crosscut.allocate.demand import Demand
from crosscut.allocate.draft import Draft
from crosscut.allocate.explain import RowStanding, reasons, standings
from crosscut.allocate.inexact import inexact_sums
from crosscut.allocate.policy import Policy
from crosscut.allocate.problem import Problem, Solution
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.programme_order import solved_by_id
from crosscut.allocate.records import (
    NOT_PROVED,
    ConflictProgramme,
    ConflictRow,
    LastYear,
    PlanRecord,
    PlanRow,
    RuleRow,
    besides,
    conflict_rows,
)
from crosscut.allocate.restore import Restoration, restorations
from crosscut.allocate.robust import Robustness
from crosscut.allocate.rules import state
from crosscut.allocate.solve import Effort, solve
from crosscut.allocate.solve.effort import finished
from crosscut.allocate.ties import levelled
from crosscut.allocate.verify import breaches, missed
from crosscut.progress import Progress, quiet
from crosscut.text import Text
from crosscut.text.refusals import RefusalError

ATTEMPTS = 5
"""How often a plan is made anew where rounding broke a row."""


@dataclass(frozen=True)
class Depth:
    """What is worked out beside the plan.

    ``costs`` of rules; robustness over this many ``samples`` of weights; the plans at other ceilings; what restoring
    takes, for so many programmes cut most and for those named ``why``. ``seconds`` limit costs and robustness each.
    Without ``reasons`` programmes have none.
    """

    costs: bool = True
    samples: int = 200
    curve: bool = True
    restored: int = 20
    why: tuple[str, ...] = ()
    seconds: float = 60.0
    reasons: bool = True

    @classmethod
    def plan_only(cls) -> Depth:
        """Nothing beside the plan and its reasons."""
        return cls(costs=False, samples=0, curve=False, restored=0)

    @classmethod
    def amounts_only(cls) -> Depth:
        """Nothing beside the plan."""
        return cls(costs=False, samples=0, curve=False, restored=0, reasons=False)


@dataclass(frozen=True)
class Plan:
    """The answer to a policy: amounts with proof and reasons, or the conflict.

    ``amounts`` are in minor units, one a programme of the demand; empty where the policy has no plan.
    """

    draft: Draft
    problem: Problem
    solution: Solution
    amounts: tuple[int, ...] = ()
    reasons: tuple[Text, ...] = ()
    standings: tuple[RowStanding, ...] = ()
    costs: tuple[Cost, ...] = ()
    robustness: Robustness | None = None
    curve: tuple[CeilingPoint, ...] = ()
    restorations: dict[int, Restoration] = field(default_factory=dict)
    conflict: Conflict | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The money of the plan, in minor units."""
        return sum(self.amounts)

    def to_json(self) -> PlanRecord:
        """The shape of the command contract (DESIGN §7), with what else is known."""
        solution, solved = self.solution, bool(self.amounts)
        return {
            "status": solution.status,
            "value": solution.value if solved else None,
            "bound": solution.bound if solved else None,
            "gap": solution.gap if solved else None,
            "total": self.total,
            "ceiling": self.draft.ceiling,
            "currency": self.draft.unit.currency.code,
            "method": solution.method,
            "last_year": self.last_year(),
            "inexact": inexact_sums(self.draft.demand),
            "receipts": [
                {
                    "programme": each.programme,
                    "name": each.name,
                    "requested": each.requested,
                    "previous": each.previous,
                }
                for each in self.draft.demand.receipts
            ],
            "plan": self.rows(),
            "rules": self.rules(),
            "conflict": self.conflict_rows(),
            "conflict_programmes": self.conflict_programmes(),
            "conflict_others": self.conflict_others(),
            "conflict_proved": self.conflict is None or self.conflict.proved,
            "mends": self.mends(),
            "robustness": self.robustness.to_json() if self.robustness else None,
            "curve": [point.to_json() for point in self.curve],
        }

    def last_year(self) -> LastYear:
        """What changes are counted from, in minor units."""
        demand = self.draft.demand
        ended = demand.ended.previous if demand.ended else ()
        return {"total": demand.total_past, "ended": sum(ended), "ended_programmes": len(ended)}

    def conflict_programmes(self) -> list[ConflictProgramme]:
        """The programmes for which alone the rules of the conflict leave no amount."""
        demand, found = self.draft.demand, self.conflict
        if found is None or not found.programmes:
            return []
        held = assemble(self.draft, frozenset(range(len(self.draft.rules))) - frozenset(found.rules))
        rows: list[ConflictProgramme] = []
        for place in found.programmes:
            ends = (None, None) if held.discrete[place] else (int(held.lower[place]), int(held.upper[place]))
            least, most = (None if end is None else end * held.unit for end in ends)
            rows.append(
                {
                    "programme": demand.ids[place],
                    "name": demand.names[place],
                    "requested": demand.requested[place],
                    "previous": demand.previous[place],
                    "at_least": least,
                    "at_most": most,
                }
            )
        return rows

    def conflict_others(self) -> list[list[str]]:
        """Further sets of rules, by id, that cannot hold together, whatever becomes of those of the conflict."""
        found = self.conflict.others if self.conflict else ()
        return [[self.draft.rules[rule].id for rule in each] for each in found]

    def besides(self) -> list[Text]:
        """A sentence on each of these further sets."""
        return besides(self.draft, self.conflict)

    def mends(self) -> list[list[str]]:
        """The smallest sets of rules, by id, whose relaxation gives the policy a plan."""
        found = self.conflict.mends if self.conflict else ()
        return [[self.draft.rules[rule].id for rule in each] for each in found]

    def rows(self) -> list[PlanRow]:
        """One row a programme, in the demand's order."""
        if not self.amounts:
            return []
        demand = self.draft.demand
        order = priority(self.problem).tolist()
        verdicts = self.robustness.verdicts if self.robustness else [""] * len(demand.ids)
        index = self.robustness.index if self.robustness else [None] * len(demand.ids)
        said = self.reasons or (Text(),) * len(demand.ids)
        return [
            {
                "programme": demand.ids[place],
                "name": demand.names[place],
                "requested": demand.requested[place],
                "previous": demand.previous[place],
                "amount": amount,
                "reason": said[place].en,
                "reason_ko": said[place].ko,
                "core": verdicts[place],
                "core_index": index[place],
                "core_basis": self.robustness.basis(place) if self.robustness else "",
                "priority": order[place],
                "restore": self.restored(place).en,
                "restore_ko": self.restored(place).ko,
            }
            for place, amount in enumerate(self.amounts)
        ]

    def restored(self, place: int) -> Text:
        """What it would take to restore a programme; empty where nobody asked."""
        found = self.restorations.get(place)
        return found.words if found else Text()

    def rules(self) -> list[RuleRow]:
        """One row a rule: limit, what the plan uses of it, and what the rule costs in value."""
        cost = {each.rule: each for each in self.costs}
        stands = {each.rule: each for each in self.standings}
        rows: list[RuleRow] = []
        for number, rule in enumerate(self.draft.rules):
            standing, priced = stands.get(number), cost.get(number)
            rows.append(
                {
                    "rule": rule.id,
                    "owner": rule.owner.en,
                    "owner_ko": rule.owner.ko,
                    "limit": rule.limit,
                    "used": standing.used if standing else None,
                    "cost": priced.value if priced else None,
                    "kind": rule.kind,
                    "text": rule.text.en,
                    "text_ko": rule.text.ko,
                    "source": rule.source.en,
                    "source_ko": rule.source.ko,
                    "binding": standing.binding if standing else None,
                    "step": priced.step if priced else "",
                    "step_ko": priced.step_ko if priced else "",
                    "cost_exact": priced.exact if priced else None,
                }
            )
        return rows

    @property
    def floors(self) -> frozenset[str]:
        """The ids of the rules that ask for money rather than limit it."""
        return frozenset(self.draft.rules[row.rule].id for row in self.draft.rows if row.lo is not None)

    @property
    def unproved(self) -> Text | None:
        """What is said where its contradiction is not proved to be of as few rules as can be; else None."""
        return NOT_PROVED if self.conflict and self.conflict.changes and not self.conflict.proved else None

    def conflict_rows(self) -> list[ConflictRow]:
        """The rules that cannot hold together, each with the least change that mends the policy."""
        return conflict_rows(self.draft, self.conflict)


def allocate(
    policy: Policy,
    demand: Demand,
    currency: str,
    *,
    effort: Effort | None = None,
    depth: Depth | None = None,
    progress: Progress = quiet,
) -> Plan:
    """The plan of a policy over a demand: verified, explained, or the conflict that forbids one.

    Raises
    ------
    CrosscutError
        where the policy names what the demand lacks, or no plan was found and no contradiction either.

    """
    effort, depth = effort or Effort(), depth or Depth()
    draft = state(policy, demand, currency)
    demand.check_named(depth.why)
    problem = assemble(draft)
    solution = solved_by_id(demand.ids, problem, lambda posed: verified(posed, effort, progress))
    if solution.status == "infeasible":
        progress("Looking for the rules that contradict one another")
        return Plan(draft, problem, solution, conflict=conflict(draft))
    return _explained(draft, problem, solution, effort, depth, progress=progress)


def _explained(
    draft: Draft, problem: Problem, solution: Solution, effort: Effort, depth: Depth, *, progress: Progress
) -> Plan:
    found = solution
    solution, ties = levelled(draft, problem, found, effort.gap)
    amounts = tuple(int(amount) * problem.unit for amount in solution.amounts.tolist())
    progress("Explaining the plan")
    plan = Plan(
        draft,
        problem,
        solution,
        amounts,
        tuple(reasons(draft, problem, solution, ties)) if depth.reasons else (),
        tuple(standings(problem, solution.amounts)),
        seconds={"solve": solution.seconds},
    )
    steps: list[tuple[str, str, bool, Callable[[], Any]]] = [
        ("costs", "Pricing the rules", depth.costs, lambda: costs(draft, problem, found, depth.seconds)),
        (
            "robustness",
            "Trying other weights",
            depth.samples > 0,
            lambda: robust.robustness(
                draft, problem, found, beside=[solution.amounts], samples=depth.samples, seconds=depth.seconds
            ),
        ),
        ("curve", "Moving the ceiling", depth.curve, lambda: curve(draft, solution, effort)),
        (
            "restorations",
            "Restoring what was cut",
            depth.restored > 0 or bool(depth.why),
            lambda: restorations(draft, problem, solution, depth.restored, depth.why),
        ),
    ]
    for name, words, wanted, work in steps:
        if wanted:
            progress(words)
            started = time.perf_counter()
            plan = replace(plan, **{name: work()}, seconds=plan.seconds | {name: time.perf_counter() - started})
    return plan


def verified(problem: Problem, effort: Effort, progress: Progress = quiet) -> Solution:
    """A solution whose plan passes the verifier; rows that rounding broke are tightened a little and solved again.

    Raises
    ------
    CrosscutError
        where no plan was found, and no contradiction either.

    """
    until = time.perf_counter() + effort.seconds
    margins = [0] * len(problem.rows)
    bound = math.inf
    for attempt in range(ATTEMPTS):
        left = replace(effort, seconds=max(until - time.perf_counter(), effort.seconds / 10))
        solution = solve(_tightened(problem, margins), left, progress)
        if solution.status == "infeasible" and not attempt:
            return solution
        if solution.status in ("infeasible", "unknown"):
            break
        bound = bound if attempt else solution.bound
        amounts = solution.amounts.tolist()
        if not breaches(problem, amounts):
            return solution if not attempt else _bounded(problem, solution, bound, effort)
        missing = [missed(row, amounts, problem.unit) for row in problem.rows]
        margins = [max(4 * margin, 2 * short) for margin, short in zip(margins, missing, strict=True)]
    if time.perf_counter() < until:
        raise RefusalError(say.NOT_ROUNDED.format(count=attempt + 1), say.LITTLE_MORE, code="not-rounded")
    raise RefusalError(say.OUT_OF_TIME.format(seconds=f"{effort.seconds:g}"), say.MORE_TIME, code="out-of-time")


def _bounded(problem: Problem, solution: Solution, bound: float, effort: Effort) -> Solution:
    """A plan of tightened rows under the bound of the rows as they are."""
    bound = max(bound, solution.value)
    return finished(problem, solution.amounts, bound, method=solution.method, seconds=solution.seconds, effort=effort)


def _tightened(problem: Problem, margins: Sequence[int]) -> Problem:
    """The problem with each row's limits moved inwards by a margin, in minor units."""
    if not any(margins):
        return problem
    limits = [
        (None if row.lo is None else row.lo + margin, None if row.hi is None else row.hi - margin)
        for row, margin in zip(problem.rows, margins, strict=True)
    ]
    return problem.with_limits(limits)
