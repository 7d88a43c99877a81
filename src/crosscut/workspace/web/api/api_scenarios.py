"""Scenarios for programs. Amounts are integers in minor units; a change says in ``If-Match`` which version it saw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response
from pydantic import Field
from sqlalchemy import Row
from typing_extensions import TypedDict

from crosscut.workspace.scenarios import closed_scenarios, scenario_plans, scenarios
from crosscut.workspace.scenarios.scenarios import Scenario
from crosscut.workspace.solver.solver_shapes import PinRow, PlanAnswer, PlannedProgramme, SpreadAnswer, WorthRow
from crosscut.workspace.web.api_router import IfMatch, Number, end_text, interface, seen_version, time_text
from crosscut.workspace.web.api_shapes import SentBody
from crosscut.workspace.web.desk import AtDesk, Desk

router = interface()

_VALUE = r"^(yes|full|none|-?\d{1,5}(\.\d{1,6})? %|((fixed|least) )?\d{1,16} [A-Z]{3})?$"


class ScenarioIn(SentBody):
    """A scenario to be opened: over the policy as it is now, or from another scenario."""

    name: str = Field(min_length=1, max_length=120)
    why: str = Field(min_length=1, max_length=2000)
    origin: int = Field(default=0, ge=0, le=2**31 - 1)
    renew: bool = Field(default=False, description="the changes of the origin over the budget as it is now")
    follow: bool = Field(
        default=False, description="areas of the policy that the list in force lacks: what they became"
    )


class ChangeIn(SentBody):
    """One change: of a limit (a percentage or an amount), a floor, a cap, a rule left out or loosened, a pin."""

    kind: Literal["limit", "floor", "cap", "without", "loosen", "pin"]
    target: str = Field(min_length=1, max_length=300)
    value: str = Field(default="", pattern=_VALUE, description="empty takes the change back")


class ChangesIn(SentBody):
    """Changes to be kept, and why."""

    changes: list[ChangeIn] = Field(max_length=500)
    why: str = Field(default="", max_length=2000)


class TryIn(SentBody):
    """Changes to be tried over what is saved; nothing is kept."""

    changes: list[ChangeIn] = Field(default_factory=list, max_length=500)


class CloseIn(SentBody):
    """Why a scenario is closed."""

    reason: str = Field(min_length=1, max_length=2000)


class ScenarioRowAnswer(TypedDict):
    """A scenario in the list."""

    scenario: int
    name: str
    why: str
    made_by: str
    made_for: str
    made_at: str
    changed_at: str | None
    origin: int | None
    closed_at: str | None


class ScenarioChangeAnswer(TypedDict):
    """A change of a scenario: who, when and why."""

    kind: str
    target: str
    value: str
    why: str
    by: str
    standing_in_for: str
    at: str


class ScenarioEndAnswer(TypedDict):
    """By whom a scenario was closed, when and why."""

    by: str
    standing_in_for: str
    at: str
    why: str


class ScenarioAnswer(TypedDict):
    """A scenario: what holds of its changes, and all that were made. ``version`` is its ETag."""

    scenario: int
    name: str
    why: str
    made_by: str
    made_for: str
    made_at: str
    origin: int | None
    version: int
    changes: list[ScenarioChangeAnswer]
    history: list[ScenarioChangeAnswer]
    closed: ScenarioEndAnswer | None


class ScenarioOpened(TypedDict):
    """The number of a new scenario."""

    scenario: int


class RangeAnswer(TypedDict):
    """The least and most money of a place under all other rules, each of a verified plan; None where there is none."""

    low: int | None
    high: int | None


class PolicyTextAnswer(TypedDict):
    """A scenario as the text of a ``policy.toml``."""

    policy: str


@router.get("/scenarios")
def every_scenario(request: Request, desk: AtDesk) -> list[ScenarioRowAnswer]:
    """All scenarios, the newest first."""
    with desk.look(request) as act:
        return [
            {
                "scenario": each.id,
                "name": each.name,
                "why": each.why,
                "made_by": each.made_by_name,
                "made_for": each.made_for_name or "",
                "made_at": time_text(each.made_at),
                "changed_at": end_text(each.changed_at),
                "origin": each.origin,
                "closed_at": end_text(each.closed_at),
            }
            for each in scenarios.every(act)
        ]


@router.post("/scenarios", status_code=201)
def open_scenario(request: Request, desk: AtDesk, body: ScenarioIn) -> ScenarioOpened:
    """Open a scenario."""
    with desk.look(request) as act:
        act.must("scenario.open")
    anew = body.renew or not body.origin
    ground = scenario_plans.ground(desk.office, follow=body.follow) if anew else None
    with desk.do(request) as act:
        return {"scenario": scenarios.open_scenario(act, body.name, body.why, ground, body.origin)}


@router.get("/scenarios/compare")
def compare_scenarios(
    request: Request,
    desk: AtDesk,
    of: Annotated[list[int], Query(alias="with", min_length=1, max_length=scenario_plans.MOST_COMPARED)],
    core: bool = False,
) -> SpreadAnswer:
    """The programmes that differ most between scenarios, and with ``core`` the core index of each."""
    with desk.look(request) as act:
        act.must_see("scenario.read")
        found = [scenarios.load(act, min(max(each, 0), 2**31 - 1)) for each in of]
    return scenario_plans.spread(desk.office, found, core=core)


@router.get("/scenarios/{scenario}")
def read_scenario(request: Request, desk: AtDesk, response: Response, scenario: Number) -> ScenarioAnswer:
    """A scenario and its changes."""
    found = _seen(request, desk, scenario)
    response.headers["etag"] = f'"{found.version}"'
    return _shape(found)


@router.put("/scenarios/{scenario}")
def change_scenario(
    request: Request, desk: AtDesk, response: Response, scenario: Number, body: ChangesIn, seen: IfMatch = ""
) -> ScenarioAnswer:
    """Change a scenario that was seen at a version."""
    version = seen_version(seen)
    sent = [(each.kind, each.target, each.value) for each in body.changes]
    with desk.look(request) as act:
        act.must("scenario.change")
        found = scenarios.load(act, scenario)
    if sent and version == found.version:
        scenario_plans.plan(desk.office, found, scenario_plans.under(found, sent), saved=False)
    with desk.do(request) as act:
        found = scenarios.change(act, scenario, sent, body.why, version)
    response.headers["etag"] = f'"{found.version}"'
    return _shape(found)


@router.post("/scenarios/{scenario}/close", status_code=204)
def close_scenario(request: Request, desk: AtDesk, scenario: Number, body: CloseIn, seen: IfMatch = "") -> None:
    """Close a scenario for good; it stays readable."""
    version = seen_version(seen)
    with desk.do(request) as act:
        closed_scenarios.close(act, scenario, body.reason, version)


@router.get("/scenarios/{scenario}/plan")
def scenario_plan(request: Request, desk: AtDesk, scenario: Number) -> PlanAnswer:
    """The plan of a scenario as it is saved, against the policy without changes."""
    found = _seen(request, desk, scenario)
    return scenario_plans.plan(desk.office, found, found.rows, saved=True)


@router.post("/scenarios/{scenario}/plan")
def try_scenario(request: Request, desk: AtDesk, scenario: Number, body: TryIn) -> PlanAnswer:
    """The plan of changes that are not kept, against the scenario as saved; of several that wait the newest counts."""
    with desk.look(request) as act:
        act.must("scenario.change")
        found, person = scenarios.load(act, scenario), act.actor.person
    sent = [(each.kind, each.target, each.value) for each in body.changes]
    rows = scenario_plans.under(found, sent)
    return scenario_plans.plan(desk.office, found, rows, key=f"{person} {scenario}", saved=False)


@router.get("/scenarios/{scenario}/programmes")
def scenario_programmes(request: Request, desk: AtDesk, scenario: Number) -> list[PlannedProgramme]:
    """Every programme of the plan, with its reason; none where there is no plan."""
    return scenario_plans.programmes(desk.office, _seen(request, desk, scenario))


@router.get("/scenarios/{scenario}/feasible")
def feasible_range(
    request: Request, desk: AtDesk, scenario: Number, place: Annotated[str, Query(max_length=300)]
) -> RangeAnswer:
    """What is possible for ``ceiling``, ``area:ID`` or ``ministry:NAME`` under all other rules."""
    found = _seen(request, desk, scenario)
    ends = scenario_plans.feasible(desk.office, found, found.rows, place)
    return {"low": ends[0] if ends else None, "high": ends[1] if ends else None}


@router.get("/scenarios/{scenario}/worth")
def rule_worth(request: Request, desk: AtDesk, scenario: Number) -> list[WorthRow]:
    """What each binding rule costs, by a new plan with the rule relaxed by its step."""
    found = _seen(request, desk, scenario)
    return scenario_plans.worth(desk.office, found, found.rows)


@router.get("/scenarios/{scenario}/pins")
def pin_costs(request: Request, desk: AtDesk, scenario: Number) -> list[PinRow]:
    """What each pin costs, by a new plan without it."""
    found = _seen(request, desk, scenario)
    return scenario_plans.pins(desk.office, found, found.rows)


@router.get("/scenarios/{scenario}/policy")
def scenario_policy(request: Request, desk: AtDesk, scenario: Number) -> PolicyTextAnswer:
    """A scenario handed on as a policy of its own."""
    found = _seen(request, desk, scenario)
    return {"policy": scenario_plans.policy_text(desk.office, found, [])}


def _seen(request: Request, desk: Desk, scenario: int) -> Scenario:
    with desk.look(request) as act:
        return scenarios.load(act, scenario)


def _shape(found: Scenario) -> ScenarioAnswer:
    def changes(rows: Iterable[Row[Any]]) -> list[ScenarioChangeAnswer]:
        return [
            {
                "kind": each.kind,
                "target": each.target,
                "value": each.value,
                "why": each.why,
                "by": each.written_by_name,
                "standing_in_for": each.written_for_name or "",
                "at": time_text(each.written_at),
            }
            for each in rows
        ]

    return {
        "scenario": found.id,
        "name": found.row.name,
        "why": found.row.why,
        "made_by": found.row.made_by_name,
        "made_for": found.row.made_for_name or "",
        "made_at": time_text(found.row.made_at),
        "origin": found.row.origin,
        "version": found.version,
        "changes": changes(found.changes),
        "history": changes(found.history),
        "closed": _end(found),
    }


def _end(found: Scenario) -> ScenarioEndAnswer | None:
    end = found.end
    if not end:
        return None
    lent = end.closed_for_name or ""
    return {"by": end.closed_by_name, "standing_in_for": lent, "at": time_text(end.closed_at), "why": end.why}
