"""What is asked of the solver about scenarios. No transaction of the database is open meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.office import Office
from crosscut.workspace.scenarios.scenarios import Scenario
from crosscut.workspace.solver.solver_shapes import (
    BrokenRule,
    ChangeRow,
    GroundAnswer,
    OverPolicy,
    PinRow,
    PlanAnswer,
    PlannedProgramme,
    SolverQuestion,
    SpreadAnswer,
    WorthRow,
)
from crosscut.workspace.words import word

MOST_COMPARED = 4

Sent = Sequence[tuple[str, str, str]]


def ground(office: Office, *, follow: bool = False) -> GroundAnswer:
    """The folder's policy and what is asked for, as they are now.

    ``follow`` lets the policy name what areas became that the list in force lacks.
    """
    return cast("GroundAnswer", _ask(office, {"ask": "ground", "follow": follow}))


def under(scenario: Scenario, sent: Sent, by: str = "", why: str = "") -> list[ChangeRow]:
    """The changes of a scenario with others over them, which are not kept yet."""
    last = {(kind, target): value for kind, target, value in sent}
    kept = [row for row in scenario.rows if (row[0], row[1]) not in last or last[row[0], row[1]] == row[2]]
    held = {(row[0], row[1]) for row in kept}
    return [*kept, *((*key, value, by, why) for key, value in last.items() if value and key not in held)]


def plan(office: Office, scenario: Scenario, rows: Sequence[ChangeRow], *, key: str = "", saved: bool) -> PlanAnswer:
    """The plan of changes over a scenario's policy.

    Compared with the policy itself where they are what is ``saved``, else with the scenario as it is saved.
    """
    against = [] if saved else scenario.rows
    return cast("PlanAnswer", _ask(office, {"ask": "plan", "over": [_over(scenario, rows)], "against": against}, key))


def programmes(office: Office, scenario: Scenario) -> list[PlannedProgramme]:
    """Every programme with its amount and reason; none where there is no plan."""
    return cast("list[PlannedProgramme]", _ask(office, {"ask": "rows", "over": [_over(scenario, scenario.rows)]}))


def feasible(
    office: Office, scenario: Scenario, rows: Sequence[ChangeRow], place: str, key: str = ""
) -> tuple[int, int] | None:
    """The least and most money of a place under all other rules, as verified plans give it."""
    found = _ask(office, {"ask": "feasible", "over": [_over(scenario, rows)], "place": place}, key)
    return (int(found[0]), int(found[1])) if isinstance(found, list) else None


def worth(office: Office, scenario: Scenario, rows: Sequence[ChangeRow], key: str = "") -> list[WorthRow]:
    """What each binding rule costs."""
    return cast("list[WorthRow]", _ask(office, {"ask": "worth", "over": [_over(scenario, rows)]}, key))


def pins(office: Office, scenario: Scenario, rows: Sequence[ChangeRow], seconds: float = 20.0) -> list[PinRow]:
    """What pins cost, the newest first, as many as can be told in so many seconds; at least one."""
    question: SolverQuestion = {"ask": "pins", "over": [_over(scenario, rows)], "seconds": seconds}
    return cast("list[PinRow]", _ask(office, question))


def spread(office: Office, compared: Sequence[Scenario], *, core: bool) -> SpreadAnswer:
    """The programmes that differ most between scenarios."""
    over = [_over(each, each.rows) for each in compared]
    return cast("SpreadAnswer", _ask(office, {"ask": "spread", "over": over, "core": core}))


def broken(office: Office, scenario: Scenario, amounts: Mapping[str, int]) -> list[BrokenRule]:
    """The rules of a scenario that amounts break, which are in minor units by programme."""
    question: SolverQuestion = {"ask": "broken", "over": [_over(scenario, scenario.rows)], "amounts": dict(amounts)}
    return cast("list[BrokenRule]", _ask(office, question))


def policy_text(office: Office, scenario: Scenario, head: Sequence[str]) -> str:
    """The scenario as a ``policy.toml`` that stands alone."""
    return str(_ask(office, {"ask": "text", "over": [_over(scenario, scenario.rows)], "head": list(head)}))


def _over(scenario: Scenario, rows: Sequence[ChangeRow]) -> OverPolicy:
    return {
        "policy": scenario.policy,
        "mark": scenario.row.mark,
        "moment": scenario.moment.isoformat(),
        "changes": list(rows),
    }


def _ask(office: Office, question: SolverQuestion, key: str = "") -> Any:
    if office.solver is None:
        raise WorkspaceError(word("scenario_no_solver"), "no-solver")
    return office.solver.ask(question, key)
