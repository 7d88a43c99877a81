"""Pages of allocating: scenarios, one of them with its limits and what follows, several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from crosscut.money import Unit
from crosscut.text import Language, Text
from crosscut.workspace.approval.listings import short
from crosscut.workspace.errors import ConflictError, RefusedError, WorkspaceError
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.scenarios import closed_scenarios, scenario_moments, scenario_plans, scenarios
from crosscut.workspace.scenarios.scenario_csv import programmes_csv
from crosscut.workspace.scenarios.scenario_plans import MOST_COMPARED
from crosscut.workspace.scenarios.scenario_values import grown, inward, value_text
from crosscut.workspace.scenarios.scenarios import Scenario
from crosscut.workspace.solver import solver_areas
from crosscut.workspace.solver.solver_shapes import ChangeRow, PinRow, PlanAnswer, WorthRow
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, kept, number, posted
from crosscut.workspace.web.page import language_of
from crosscut.workspace.web.pages.move_view import named_programme
from crosscut.workspace.web.pages.scenario_forms import (
    ALONE,
    Change,
    any_touched,
    inputs_of,
    naming_programme,
    pressed,
    typed_changes,
    without,
)
from crosscut.workspace.web.uploads import given
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
Ranged = tuple[str, tuple[int, int] | None, tuple[str, str]]
"""A place, the least and most money that is possible for it, and both as growth in per cent."""
AT_A_LOOK = 0.5
"""Seconds that the costs of pins may take of a page that is only looked at."""
SHOWN = 100
"""Programmes that the page of a plan shows; the file has all."""


@router.get("/scenarios")
def every(request: Request, desk: AtDesk) -> Response:
    """The scenarios, and the form of a new one."""
    return _every(request, desk)


def _every(request: Request, desk: Desk, error: WorkspaceError | None = None, form: Sent | None = None) -> Response:
    with desk.look(request) as act:
        rows = scenarios.every(act)
        going = [each for each in rows if each.closed_at is None]
        follows = error is not None and error.code == solver_areas.CODE
        values = {
            "follows": follows,
            "rows": rows,
            "open_ones": going,
            "closed": rows[len(going) :],
            "most": MOST_COMPARED,
        }
        return desk.page(request, act, "scenarios.html", error=error, form=kept(form), **values)


@router.post("/scenarios")
def open_one(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Open a scenario."""
    try:
        origin = number(form, "origin")
        with desk.look(request) as act:
            act.must("scenario.open")
        anew = not origin or posted(form, "renew") == "yes"
        ground = scenario_plans.ground(desk.office, follow=posted(form, "follow") == "yes") if anew else None
        with desk.do(request, form) as act:
            made = scenarios.open_scenario(act, posted(form, "name"), posted(form, "why"), ground, origin)
    except WorkspaceError as error:
        if error.status in (403, 404):
            raise
        return _every(request, desk, error, form)
    return go(f"/scenarios/{made}", "scenario_opened")


@router.get("/scenarios/compare")
def compare(
    request: Request,
    desk: AtDesk,
    of: Annotated[list[int], Query(alias="with")] = [],  # noqa: B006
    core: bool = False,
) -> Response:
    """Up to four scenarios side by side; the first is what others are compared with."""
    with desk.look(request) as act:
        act.must_see("scenario.read")
        chosen = [each for each in dict.fromkeys(of) if 0 < each < 2**31]
        if not 2 <= len(chosen) <= MOST_COMPARED:
            fault = WorkspaceError(word("scenario_choose", most=MOST_COMPARED))
            return _every(request, desk, fault)
        found = [scenarios.load(act, each) for each in chosen]
    plans = [scenario_plans.plan(desk.office, each, each.rows, saved=True) for each in found]
    spread = scenario_plans.spread(desk.office, found, core=core)
    with desk.look(request) as act:
        tables = [("areas", _beside(plans, "areas")), ("ministries", _beside(plans, "ministries"))]
        return desk.page(
            request,
            act,
            "scenario_compare.html",
            found=found,
            plans=plans,
            spread=spread,
            tables=tables,
            core=core,
            lists=_lists(desk, found),
        )


def _lists(desk: Desk, found: Sequence[Scenario]) -> list[str]:
    """The list of areas that each scenario counts by; nothing where it is one for all."""
    designations = desk.office.reading.budget.run.snapshot.designations if desk.office.reading else ()
    moved = [(each.moment, short(each.after.id)) for each in designations]
    first = next((short(each.before.id) for each in designations), "")
    under = [next((name for at, name in reversed(moved) if at <= each.moment), first) for each in found]
    return under if len(set(under)) > 1 else []


def _beside(plans: Sequence[PlanAnswer], key: str) -> list[tuple[str, str, str, list[int | None]]]:
    """Key, names in both languages, and the amount in each plan."""
    names: dict[str, tuple[str, str]] = {}
    amounts: list[dict[str, int | None]] = []
    for plan in plans:
        rows = plan["areas"] if key == "areas" else plan["ministries"]
        names |= {row["key"]: (row["name"], row["name_ko"]) for row in rows}
        amounts.append({row["key"]: row["amount"] for row in rows})
    return [(each, *names[each], [held.get(each) for held in amounts]) for each in names]


@router.get("/scenarios/{scenario}")
def one(request: Request, desk: AtDesk, scenario: Number) -> Response:
    """A scenario: its limits, its plan or contradiction, who pays, which rule binds."""
    return _one(request, desk, scenario)


@router.post("/scenarios/{scenario}")
def press(request: Request, desk: AtDesk, scenario: Number, form: Sent) -> Response:
    """Try what was typed, or keep it: what the pressed button says."""
    try:
        return _pressed(request, desk, scenario, form)
    except WorkspaceError as error:
        if error.status in (401, 403, 404):
            raise
        return _one(request, desk, scenario, error, form)


def _pressed(request: Request, desk: Desk, scenario: int, form: Sent) -> Response:
    with desk.look(request) as act:
        act.must("scenario.change")
        found = scenarios.load(act, scenario)
        if found.end:
            raise RefusedError(word("scenario_is_closed"), "closed")
        actor, unit = act.actor, act.known.unit
    lang, office = language_of(request, desk.office), desk.office
    facts = office.reading.budget.facts if office.reading else {}
    form = naming_programme(form, lambda named: named_programme(facts, named))
    stands = scenario_plans.plan(office, found, found.rows, saved=True)
    does = posted(form, "do").partition("|")[0]
    if does in ALONE:
        return _pressed_alone(request, desk, found, form, stands, unit)
    sent = typed_changes(form, inputs_of(stands, unit, lang), unit)
    rows = scenario_plans.under(found, sent, actor.name, posted(form, "why"))
    if does in ("try", "range", "worth"):
        return _tried(request, desk, found, form, rows, f"{actor.person} {scenario} {does}")
    return _kept(_save(request, desk, found, form, sent, posted(form, "why"), number(form, "version")))


def _kept(saved: SavedScenario) -> Response:
    """To the scenario as it is saved now, which says so where its rules contradict one another."""
    return go(f"/scenarios/{saved.scenario.id}", "scenario_clashes" if saved.plan["clash"] else "scenario_changed")


@dataclass(frozen=True, slots=True)
class SavedScenario:
    """A scenario after changes were kept, and the plan that it has then."""

    scenario: Scenario
    plan: PlanAnswer


def _save(
    request: Request, desk: Desk, found: Scenario, form: Sent, changes: Sequence[Change], why: str, version: int
) -> SavedScenario:
    """Keep changes that the solver understands, of a scenario that was seen at a version."""
    scenarios.check_reason(changes, why)
    plan = scenario_plans.plan(desk.office, found, scenario_plans.under(found, changes), saved=False)
    with desk.do(request, form) as act:
        return SavedScenario(scenarios.change(act, found.id, changes, why, version), plan)


def _pressed_alone(
    request: Request, desk: Desk, found: Scenario, form: Sent, stands: PlanAnswer, unit: Unit
) -> Response:
    """Keep what the button itself says; what was typed into other fields stays typed, and is tried over it.

    A reason goes with the button, unless something else was typed, which it then waits for; a pin always has it. A
    mend is worked out over all that is typed, which is kept first, for the reason that was typed with it.
    """
    office, lang, does = desk.office, language_of(request, desk.office), posted(form, "do").partition("|")[0]
    plan, typed, version = stands, list[Change](), number(form, "version")
    if does == "mend" and (typed := typed_changes(form, inputs_of(stands, unit, lang), unit)):
        plan = scenario_plans.plan(office, found, scenario_plans.under(found, typed), saved=False)
    own = pressed(form, plan, unit)
    if typed:
        found = _save(request, desk, found, form, typed, posted(form, "why"), version).scenario
        version = found.version
    rest = without(form, [*typed, *own])
    others = any_touched(rest, inputs_of(stands, unit, lang))
    why = posted(form, "why") if does == "pin" or not others else ""
    why = _mended(plan, form, lang) if does == "mend" and (typed or not why) else why
    saved = _save(request, desk, found, form, own, why, version)
    return _still_typed(request, desk, saved.scenario, rest, unit) if others else _kept(saved)


def _still_typed(request: Request, desk: Desk, found: Scenario, form: Sent, unit: Unit) -> Response:
    """The page of a scenario of which one thing was kept, with what else was typed tried over it where it can be."""
    office, lang = desk.office, language_of(request, desk.office)
    plan, tried = scenario_plans.plan(office, found, found.rows, saved=True), False
    with suppress(WorkspaceError):
        if sent := typed_changes(form, inputs_of(plan, unit, lang), unit):
            plan = scenario_plans.plan(office, found, scenario_plans.under(found, sent), saved=False)
            tried = True
    return _render(request, desk, found, plan, form=form, tried=tried, done="done_scenario_one_changed")


def _mended(plan: PlanAnswer, form: Sent, lang: Language) -> str:
    mend = plan["mends"][int(posted(form, "do").partition("|")[2])]
    return word("scenario_mended", how=mend["text"] if lang == "en" else mend["text_ko"])[lang]


def _tried(request: Request, desk: Desk, found: Scenario, form: Sent, rows: Sequence[ChangeRow], key: str) -> Response:
    does, _, place = posted(form, "do").partition("|")
    plan = scenario_plans.plan(desk.office, found, rows, key=key, saved=False)
    ends = scenario_plans.feasible(desk.office, found, rows, place) if does == "range" else None
    ranged = inward(*ends, desk.office.known.unit) if ends else None
    grown = (_grown(plan, place, ranged[0], up=True), _grown(plan, place, ranged[1])) if ranged else ("", "")
    worth = scenario_plans.worth(desk.office, found, rows) if does == "worth" else []
    pins = scenario_plans.pins(desk.office, found, rows) if does == "worth" else []
    return _render(
        request,
        desk,
        found,
        plan,
        form=form,
        ranged=(place, ranged, grown),
        worth=worth,
        pins=pins,
        tried=list(rows) != found.rows,
    )


def _grown(plan: PlanAnswer, place: str, amount: int, *, up: bool = False) -> str:
    """What an amount of a place is on last year, in per cent to a tenth; empty where last year had nothing."""
    key, _, value = place.partition(":")
    rows = plan["areas"] if key == "area" else plan["ministries"]
    past = plan["past"] if place == "ceiling" else next((row["past"] for row in rows if row["key"] == value), 0)
    return grown(amount, past, up=up)


def _one(
    request: Request, desk: Desk, scenario: int, error: WorkspaceError | None = None, form: Sent | None = None
) -> Response:
    with desk.look(request) as act:
        found = scenarios.load(act, scenario)
    try:
        plan = scenario_plans.plan(desk.office, found, found.rows, saved=True)
    except WorkspaceError as fault:
        with desk.look(request) as act:
            values = {"scenario": found, "follows": fault.code == solver_areas.CODE}
            return desk.page(request, act, "scenario_unplanned.html", error=error or fault, **values)
    pinned = any(kind == "pin" for kind, *_ in found.rows)
    pins = scenario_plans.pins(desk.office, found, found.rows, AT_A_LOOK) if pinned else []
    return _render(request, desk, found, plan, error=error, form=form, pins=pins)


def _render(
    request: Request,
    desk: Desk,
    found: Scenario,
    plan: PlanAnswer,
    *,
    error: WorkspaceError | None = None,
    form: Sent | None = None,
    ranged: Ranged = ("", None, ("", "")),
    worth: Sequence[WorthRow] = (),
    pins: Sequence[PinRow] = (),
    tried: bool = False,
    **more: str,
) -> Response:
    with desk.look(request) as act:
        unit, lang = act.known.unit, language_of(request, desk.office)
        return desk.page(
            request,
            act,
            "scenario.html",
            error=error,
            conflict=error if isinstance(error, ConflictError) else None,
            form=kept(form),
            scenario=found,
            since=scenario_moments.since(act, found),
            plan=plan,
            inputs=inputs_of(plan, unit, lang, form, moved=isinstance(error, ConflictError)),
            places=_places(plan),
            ranged=ranged,
            worth={each["rule"]: each for each in worth},
            pins={each["programme"]: each for each in pins},
            tried=tried,
            told=lambda kind, value: value_text(kind, value, unit)[lang],
            named=lambda target: _named(plan, target, act.known)[lang],
            **more,
        )


def _named(plan: PlanAnswer, target: str, known: Known) -> Text:
    """What a change is about, in words: the ceiling, an area, a ministry, a rule; a programme by its number."""
    if target == "ceiling":
        return word("scenario_ceiling")
    kind, _, key = target.partition(":")
    if kind == "area" and key in (areas := _places(plan)):
        return Text(*areas[key])
    if kind == "ministry" and any(row["key"] == key for row in plan["ministries"]):
        return known.labelled(key)
    rules = {each["rule"]: Text(each["text"], each["text_ko"]) for each in (*plan["left_out"], *plan["rules"])}
    return rules.get(target, Text.same(target))


def _places(plan: PlanAnswer) -> dict[str, tuple[str, str]]:
    """What areas are called, by id."""
    return {row["key"]: (row["name"], row["name_ko"]) for row in plan["areas"]}


@router.post("/scenarios/{scenario}/close")
def close(request: Request, desk: AtDesk, scenario: Number, form: Sent) -> Response:
    """Close a scenario for good."""
    try:
        with desk.do(request, form) as act:
            closed_scenarios.close(act, scenario, posted(form, "reason"), number(form, "version"))
    except WorkspaceError as error:
        if error.status not in (409, 422):
            raise
        return _one(request, desk, scenario, error)
    return go("/scenarios", "scenario_closed")


@router.get("/scenarios/{scenario}/programmes")
def programmes(request: Request, desk: AtDesk, scenario: Number) -> Response:
    """Every programme of a scenario's plan, those that change most first, each with its reason."""
    with desk.look(request) as act:
        found = scenarios.load(act, scenario)
    rows = scenario_plans.programmes(desk.office, found)
    order = sorted(rows, key=lambda row: (-abs(row["amount"] - row["previous"]), row["programme"]))
    with desk.look(request) as act:
        return desk.page(request, act, "scenario_programmes.html", scenario=found, rows=order[:SHOWN], count=len(rows))


@router.get("/scenarios/{scenario}/programmes.csv")
def programmes_file(request: Request, desk: AtDesk, scenario: Number) -> Response:
    """Every programme of a scenario's plan as a file."""
    with desk.look(request) as act:
        found = scenarios.load(act, scenario)
    text = programmes_csv(scenario_plans.programmes(desk.office, found))
    return given(text, f"scenario-{scenario}.csv", "text/csv")


@router.get("/scenarios/{scenario}/policy.toml")
def policy(request: Request, desk: AtDesk, scenario: Number) -> Response:
    """A scenario handed on: a policy of its own, which ``crosscut allocate`` reads."""
    with desk.look(request) as act:
        found = scenarios.load(act, scenario)
        zone = found.row.made_at.astimezone().isoformat(timespec="minutes")
    head = [f"{found.row.name}: {found.row.why}", f"{found.row.made_by_name}, {zone}, {found.version}"]
    return given(scenario_plans.policy_text(desk.office, found, head), "policy.toml", "application/toml")
