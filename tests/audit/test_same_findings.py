"""The same documents give the same findings, whatever order a process keeps its sets in (§3.7)."""

from __future__ import annotations

from crosscut.audit.reconcile.conflicts import components
from crosscut.audit.relations.system import Key, Linear, System


def cell(number: int) -> Key:
    return ("cell", "budget.md", number)


def test_quantities_of_a_component_keep_the_order_in_which_the_document_gave_them() -> None:
    whole = Linear("sum", tuple((cell(number), 1) for number in range(9)))
    change = Linear("difference", ((cell(20), 1), (cell(8), -1), (cell(30), -1)))

    (found,) = components(System(), [whole, change])

    assert list(found.keys) == [*whole.keys, cell(20), cell(30)]
    assert found.relations == (whole, change)
