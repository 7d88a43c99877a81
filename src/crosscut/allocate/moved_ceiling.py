"""Another ceiling: the limits that follow from it, and the policy stated with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crosscut.allocate.draft import Draft
from crosscut.allocate.problem import MoneyRow, Problem
from crosscut.allocate.rules import CEILING_SPENT, of_ceiling
from crosscut.allocate.whatif import Limit


def following(draft: Draft, problem: Problem, ceiling: int) -> dict[int, Limit]:
    """The limits of rows under another ceiling: its own, that it is spent, and parts of it."""
    found: dict[int, Limit] = {}
    for place, row in enumerate(problem.rows):
        rule, floor = draft.rules[row.rule], row.lo is not None
        if rule.kind == "ceiling":
            found[place] = (None, ceiling)
        elif rule.id == CEILING_SPENT:
            found[place] = (ceiling // draft.unit.factor * draft.unit.factor, None)
        elif rule.part is not None:
            limit = of_ceiling(ceiling, rule.part, least=floor)
            found[place] = (limit, None) if floor else (None, limit)
    return found


def reaches_further(draft: Draft, ceiling: int) -> bool:
    """Whether a programme may get more under this ceiling than under the draft's: where no request limits it."""
    return draft.policy.may_exceed_request and ceiling > draft.ceiling


def under(draft: Draft, problem: Problem, limits: Mapping[int, Limit], ceiling: int) -> Draft:
    """The draft with other limits of some of the problem's rows, and this ceiling."""
    return replace(draft, rows=moved(draft, problem, limits), ceiling=ceiling)


def moved(draft: Draft, problem: Problem, limits: Mapping[int, Limit]) -> list[MoneyRow]:
    """The draft's rows with other limits of some; rules have one row each."""
    sides = {problem.rows[index].rule: side for index, side in limits.items()}
    return [
        replace(row, lo=sides[row.rule][0], hi=sides[row.rule][1]) if row.rule in sides else row for row in draft.rows
    ]
