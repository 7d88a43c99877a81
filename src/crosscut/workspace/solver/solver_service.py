"""Where plans are made: a budget folder with its policies, and answers to questions about scenarios over them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path

from crosscut.allocate import policy_areas
from crosscut.allocate.amendments import Amendment
from crosscut.allocate.bare_policy import bare_policy
from crosscut.allocate.demand import Demand
from crosscut.allocate.plan import Plan
from crosscut.allocate.planner import NOISE, Changes, Mend, Planner
from crosscut.allocate.policy import Policy, read
from crosscut.allocate.policy_checks import of_currency
from crosscut.allocate.policy_text import policy_text, review_of
from crosscut.allocate.runs import NOTHING, allocates, demand_of, needs_findings, policy_of
from crosscut.allocate.stated_limits import StatedLimit, stated_limits
from crosscut.budget import Run
from crosscut.budget.provenance import POLICY
from crosscut.budget.snapshot import record
from crosscut.digests import text_digest
from crosscut.errors import CrosscutError
from crosscut.locks import budget_locked
from crosscut.text import Text
from crosscut.tomltext import Table
from crosscut.workbench.complete import plan_findings
from crosscut.workbench.opening import open_run
from crosscut.workspace.solver import solver_areas, solver_words
from crosscut.workspace.solver.solver_breaches import broken
from crosscut.workspace.solver.solver_shapes import (
    ChangeRow,
    ClashRow,
    GroundAnswer,
    LimitField,
    MendRow,
    OverPolicy,
    PayRow,
    PaysAnswer,
    PinRow,
    PlaceRow,
    PlanAnswer,
    PlannedProgramme,
    RuleName,
    SolverQuestion,
    StandingRow,
    WorthRow,
)
from crosscut.workspace.solver.solver_spread import spread

MOST_GROUNDS = 3
"""Policies with their demands that are held at one time."""
SAMPLES, SECONDS = 200, 20.0
"""Sets of weights for the core index; seconds that it, and the cost of rules or of pins, may take."""


@dataclass
class _Ground:
    planner: Planner
    review: Table
    moved: bool
    base: Text
    same_year: bool = False


@dataclass
class SolverService:
    """Answers questions about one folder. Not for several threads."""

    folder: Path
    _grounds: dict[tuple[str, str], _Ground] = field(default_factory=dict)

    def answer(self, question: SolverQuestion) -> object:
        """The answer to a question, as plain values.

        Raises
        ------
        CrosscutError
            where the folder has no policy, or a change names what is not there.
        """
        try:
            return self._answer(question)
        except CrosscutError:
            raise
        except (ArithmeticError, ValueError) as error:
            raise CrosscutError(f"these changes cannot be planned: {error}", code="unplanned") from None

    def _answer(self, question: SolverQuestion) -> object:
        if question["ask"] == "ground":
            return self._ground_now(follow=question.get("follow", False))
        return self._of_scenarios(question)

    def _of_scenarios(self, question: SolverQuestion) -> object:
        held = [(self._ground(each), _changes(each["changes"])) for each in question["over"]]
        if question["ask"] == "spread":
            found = [(ground.planner, changes) for ground, changes in held]
            return spread(found, SAMPLES if question.get("core") else 0, SECONDS)
        ground = held[0][0]
        if question["ask"] == "pins":
            return _pins(ground.planner, held[0][1], question.get("seconds", SECONDS))
        answer = self._of_one(question, *held[0])
        return solver_words.named(answer, ground.base) if ground.same_year else answer

    def _of_one(self, question: SolverQuestion, ground: _Ground, changes: Changes) -> object:
        match question["ask"]:
            case "plan":
                against = question.get("against")
                return _plan(ground, changes, None if against is None else _changes(against))
            case "rows":
                return _rows(ground.planner, changes)
            case "feasible":
                return ground.planner.feasible(changes, question["place"])
            case "worth":
                return _worth(ground.planner, changes)
            case "broken":
                return broken(ground.planner, changes, question["amounts"])
            case _:
                policy = ground.planner.policy_under(changes)
                return policy_text(policy, ground.review, question.get("head", []))

    def _ground_now(self, *, follow: bool) -> GroundAnswer:
        """What a scenario that is opened now stands over."""
        run = self._recorded()
        policy = policy_of(run) if allocates(run) else bare_policy(run)
        policy = policy_areas.followed(policy, run) if follow else policy
        text = policy_text(policy, review_of(run.snapshot.texts.get(POLICY, "")))
        demand = _demand(run, policy)
        if lacks := solver_areas.lacking(policy, demand):
            raise solver_areas.fault(run, lacks)
        mark = mark_of(demand)
        self._keep(text, mark, _ground(run, policy, demand, text, moved=False))
        return {"policy": text, "mark": mark, "areas": sorted(demand.shares)}

    def _recorded(self) -> Run:
        """The folder as it is, which the ledger keeps: a scenario stands over it for good.

        Where the ledger cannot be written, a scenario says later that its plan is of the budget as it is then.
        """
        with suppress(CrosscutError), budget_locked(self.folder, f"serve {self.folder}", needed=False):
            run = open_run(self.folder)
            record(run.snapshot)
            return run
        return open_run(self.folder)

    def _ground(self, over: OverPolicy) -> _Ground:
        """The policy over what was asked for when the scenario was opened, else over what is asked for now."""
        text, mark = over["policy"], over["mark"]
        key = (text_digest(text), mark)
        if key not in self._grounds:
            policy = read(text, Path(POLICY))
            run, demand = self._at_opening(policy, over)
            policy = of_currency(policy, run.settings.currency)
            self._keep(text, mark, _ground(run, policy, demand, text, moved=mark_of(demand) != mark))
        return self._grounds[key]

    def _at_opening(self, policy: Policy, over: OverPolicy) -> tuple[Run, Demand]:
        """The folder as it was when a scenario was opened; as it is now where the ledger does not hold that."""
        run = open_run(self.folder)
        demand = _demand(run, policy)
        if mark_of(demand) == over["mark"]:
            return run, demand
        if then := self._of_then(policy, over["moment"], over["mark"]):
            return then
        if lacks := solver_areas.lacking(policy, demand):
            raise solver_areas.fault(run, lacks)
        return run, demand

    def _of_then(self, policy: Policy, moment: str, mark: str) -> tuple[Run, Demand] | None:
        """The folder as its ledger held it then; None where the ledger does not have it."""
        try:
            run = open_run(self.folder, moment)
            demand = _demand(run, policy)
        except CrosscutError:
            return None
        return (run, demand) if mark_of(demand) == mark else None

    def _keep(self, text: str, mark: str, ground: _Ground) -> None:
        kept = dict(list(self._grounds.items())[-MOST_GROUNDS + 1 :])
        self._grounds = {**kept, (text_digest(text), mark): ground}


def _ground(run: Run, policy: Policy, demand: Demand, text: str, *, moved: bool) -> _Ground:
    base, same_year = solver_words.base_of(run, policy), solver_words.is_same_year(run, policy)
    return _Ground(Planner(policy, demand, run.settings.currency), review_of(text), moved, base, same_year)


def _demand(run: Run, policy: Policy) -> Demand:
    return demand_of(run, policy, plan_findings(run, policy) if needs_findings(policy) else NOTHING)


def mark_of(demand: Demand) -> str:
    """Digest of all that is asked for, however it is held."""
    return text_digest("\n".join(f"{each.name} {_canonical(getattr(demand, each.name))}" for each in fields(Demand)))


def _canonical(value: object) -> str:
    if isinstance(value, Mapping):
        return repr(sorted((repr(key), _canonical(each)) for key, each in value.items()))
    if isinstance(value, frozenset):
        return repr(sorted(value))
    if isinstance(value, Demand):
        return mark_of(value)
    if isinstance(value, list | tuple):
        return repr([_canonical(each) if isinstance(each, Mapping) else each for each in value])
    return repr(value)


def _changes(rows: Sequence[Sequence[str]]) -> Changes:
    return tuple(Amendment(*row) for row in rows)  # type: ignore[arg-type]  # the first is a kind


def _row(change: Amendment) -> ChangeRow:
    return (change.kind, change.target, change.value, change.owner, change.source)


def _plan(ground: _Ground, changes: Changes, against: Changes | None) -> PlanAnswer:
    planner = ground.planner
    plan = planner.plan(changes)
    before = None if against is None else planner.plan(against)
    solved, solution = bool(plan.amounts), plan.solution
    return {
        "status": solution.status,
        "value": solution.value if solved else None,
        "bound": solution.bound if solved else None,
        "gap": solution.gap if solved and solution.gap != float("inf") else None,
        "total": plan.total if solved else None,
        "ceiling": plan.draft.ceiling,
        "past": plan.draft.demand.total_past,
        "base": ground.base.en,
        "base_ko": ground.base.ko,
        "programmes": len(plan.draft.demand.ids),
        "rules": _standings(plan),
        "left_out": _left_out(planner, plan, changes),
        "digest": text_digest(json.dumps(plan.amounts)) if solved else "",
        "moved": ground.moved,
        "areas": _places(planner, changes, against, "area"),
        "ministries": _places(planner, changes, against, "ministry"),
        "fields": [_field(each) for each in stated_limits(plan.draft)],
        "pays": _pays(plan, before) if before and solved and before.amounts else None,
        "clash": _clash(plan),
        "clash_proved": not plan.unproved,
        "mends": [_mend(each) for each in planner.mends(changes)],
    }


def _standings(plan: Plan) -> list[StandingRow]:
    stands = {each.rule: each for each in plan.standings}
    return [
        {
            "rule": rule.id,
            "kind": rule.kind,
            "owner": rule.owner.en,
            "owner_ko": rule.owner.ko,
            "source": rule.source.en,
            "source_ko": rule.source.ko,
            "text": rule.text.en,
            "text_ko": rule.text.ko,
            "limit": rule.limit,
            "used": stands[number].used if number in stands else None,
            "binding": number in stands and stands[number].binding,
        }
        for number, rule in enumerate(plan.draft.rules)
    ]


def _left_out(planner: Planner, plan: Plan, changes: Changes) -> list[RuleName]:
    """What the policy itself has among its rules and the plan has not."""
    if not any(each.kind == "without" for each in changes):
        return []
    held = {rule.id for rule in plan.draft.rules}
    stated = planner.plan(()).draft.rules
    return [{"rule": each.id, "text": each.text.en, "text_ko": each.text.ko} for each in stated if each.id not in held]


def _places(planner: Planner, changes: Changes, against: Changes | None, key: str) -> list[PlaceRow]:
    demand, past = planner.demand, planner.past(key)
    now = planner.money(changes, key)
    then = None if against is None else planner.money(against, key)
    known = set(demand.values_of(key, {}))
    names = {each: demand.areas.get(each, Text.same(each)) if key == "area" else Text.same(each) for each in known}
    order = [each for each in past if each in known] + sorted(known - set(past))
    return [
        {
            "key": each,
            "name": names[each].en,
            "name_ko": names[each].ko,
            "past": past.get(each, 0),
            "amount": None if now is None else now.get(each, 0),
            "before": None if then is None else then.get(each, 0),
        }
        for each in order
    ]


def _field(limit: StatedLimit) -> LimitField:
    return {
        "place": limit.place,
        "side": limit.side,
        "kind": limit.kind,
        "target": limit.target,
        "value": limit.value,
        "rule": limit.rule,
    }


def _pays(plan: Plan, before: Plan) -> PaysAnswer:
    demand = plan.draft.demand
    moves = [now - then for now, then in zip(plan.amounts, before.amounts, strict=True)]
    order = sorted((change, place) for place, change in enumerate(moves) if change)

    def row(change: int, place: int) -> PayRow:
        ministry = demand.keys["ministry"][place]
        return {"programme": demand.ids[place], "name": demand.names[place], "ministry": ministry, "change": change}

    worth, former = plan.solution.value, before.solution.value
    return {
        "same_worth": plan.total == before.total and abs(worth - former) <= NOISE * abs(former),
        "gains": sum(change for change in moves if change > 0),
        "losses": -sum(change for change in moves if change < 0),
        "programmes": len(order),
        "losers": [row(change, place) for change, place in order[:5] if change < 0],
        "gainers": [row(change, place) for change, place in reversed(order[-5:]) if change > 0],
    }


def _clash(plan: Plan) -> list[ClashRow]:
    alone = {each[0] for each in plan.mends() if len(each) == 1}
    return [
        {
            "rule": row["rule"],
            "owner": row["owner"],
            "owner_ko": row["owner_ko"],
            "source": row["source"],
            "source_ko": row["source_ko"],
            "text": row["text"],
            "text_ko": row["text_ko"],
            "change": row["change"],
            "change_ko": row["change_ko"],
            "alone": row["rule"] in alone,
        }
        for row in plan.conflict_rows()
    ]


def _mend(mend: Mend) -> MendRow:
    return {
        "text": mend.words.en,
        "text_ko": mend.words.ko,
        "owners": [each.en for each in mend.owners],
        "owners_ko": [each.ko for each in mend.owners],
        "changes": [_row(each) for each in mend.changes],
    }


def _rows(planner: Planner, changes: Changes) -> list[PlannedProgramme]:
    plan = planner.plan(changes, reasons=True)
    known = planner.known_core(changes)
    ministries = plan.draft.demand.keys["ministry"]
    return [
        {
            "programme": row["programme"],
            "name": row["name"],
            "ministry": ministries[place],
            "requested": row["requested"],
            "previous": row["previous"],
            "amount": row["amount"],
            "reason": row["reason"],
            "reason_ko": row["reason_ko"],
            "core": known.verdicts[place] if known else "",
        }
        for place, row in enumerate(plan.rows())
    ]


def _worth(planner: Planner, changes: Changes) -> list[WorthRow]:
    rules = planner.plan(changes).draft.rules
    return [
        {"rule": rules[each.rule].id, "value": each.value, "step": each.step, "step_ko": each.step_ko}
        for each in planner.worth(changes, SECONDS)
    ]


def _pins(planner: Planner, changes: Changes, seconds: float) -> list[PinRow]:
    return [
        {"programme": each.programme, "value": each.value, "share": each.share, "dear": each.is_dear}
        for each in planner.pin_costs(changes, seconds)
    ]
