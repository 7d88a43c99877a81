"""Named policies side by side: who gains and who loses, by programme, area and ministry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from crosscut.allocate import refusal_words as say
from crosscut.allocate.views import by
from crosscut.text.refusals import RefusalError

if TYPE_CHECKING:
    from crosscut.allocate.plan import Plan
    from crosscut.allocate.records import ConflictRow


class ScenarioRow(NamedTuple):
    """One area, ministry or programme: its amount in every plan, and what each changes on the first.

    None where a policy has no plan.
    """

    value: str
    amounts: list[int | None]
    changes: list[int | None]


class ScenarioRecord(TypedDict):
    """One plan of several in a few numbers."""

    name: str
    status: str
    total: int
    ceiling: int
    value: float | None
    conflict: list[ConflictRow]
    conflict_proved: bool


class ComparisonRecord(TypedDict):
    """Several plans as the command line prints them; a row names its key, and has ``amounts`` and ``changes``."""

    scenarios: list[ScenarioRecord]
    area: list[dict[str, str | list[int | None]]]
    ministry: list[dict[str, str | list[int | None]]]
    programme: list[dict[str, str | list[int | None]]]


@dataclass(frozen=True)
class ScenarioComparison:
    """Plans of several policies over one demand; the first is what others are compared with."""

    names: tuple[str, ...]
    plans: tuple[Plan, ...]

    def by(self, key: str) -> list[ScenarioRow]:
        """One row for each value of a key (or ``programme``): its amount in every plan, in minor units."""
        columns = [self._column(plan, key) for plan in self.plans]
        values = dict.fromkeys(value for column in columns for value in column or ())
        return [
            _row(value, [None if column is None else column.get(value, 0) for column in columns]) for value in values
        ]

    @staticmethod
    def _column(plan: Plan, key: str) -> dict[str, int] | None:
        """The amounts of a plan by value; None where the policy has none."""
        if plan.conflict is not None:
            return None
        demand = plan.draft.demand
        if key == "programme":
            return dict(zip(demand.ids, plan.amounts, strict=True))
        return by(demand, plan.amounts, key)

    def to_json(self) -> ComparisonRecord:
        """Each plan in a few numbers, and who gains and loses."""
        return {
            "scenarios": [
                {
                    "name": name,
                    "status": plan.solution.status,
                    "total": plan.total,
                    "ceiling": plan.draft.ceiling,
                    "value": plan.solution.value if plan.amounts else None,
                    "conflict": plan.conflict_rows(),
                    "conflict_proved": plan.conflict is None or plan.conflict.proved,
                }
                for name, plan in zip(self.names, self.plans, strict=True)
            ],
            "area": self._rows("area"),
            "ministry": self._rows("ministry"),
            "programme": self._rows("programme"),
        }

    def _rows(self, key: str) -> list[dict[str, str | list[int | None]]]:
        return [{key: row.value, "amounts": row.amounts, "changes": row.changes} for row in self.by(key)]


def _row(value: str, amounts: list[int | None]) -> ScenarioRow:
    first = amounts[0]
    changes = [None if amount is None or first is None else amount - first for amount in amounts]
    return ScenarioRow(value, amounts, changes)


def compare(names: Sequence[str], plans: Sequence[Plan]) -> ScenarioComparison:
    """A comparison of plans over the same programmes.

    Raises
    ------
    CrosscutError
        where plans are of different programmes.

    """
    if len({plan.draft.demand.ids for plan in plans}) > 1:
        raise RefusalError(say.OTHER_PROGRAMMES, say.SAME_LINES)
    return ScenarioComparison(tuple(names), tuple(plans))
