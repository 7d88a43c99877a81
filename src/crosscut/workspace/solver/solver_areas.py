"""Areas that a policy names and no programme has under the list in force: told by name."""

from __future__ import annotations

from crosscut.allocate import policy_areas
from crosscut.allocate.demand import Demand
from crosscut.allocate.policy import Policy
from crosscut.budget import Run
from crosscut.errors import CrosscutError
from crosscut.workspace.errors import WorkspaceError

CODE = "policy-areas"
"""What a refusal is called whose message are the names of areas: English and Korean, in a line each."""


def lacking(policy: Policy, demand: Demand) -> list[str]:
    """The areas that a policy selects and no programme has, in order."""
    return sorted(set(policy_areas.selected(policy)) - set(demand.shares))


def fault(run: Run, areas: list[str]) -> CrosscutError:
    """What says that a policy names areas which no programme has."""
    lists = [run.taxonomy, *(each.before for each in run.snapshot.designations)]
    known = {area.id: area for each in lists for area in each.areas}
    names = [(known[each].en, known[each].ko) if each in known else (each, each) for each in areas]
    return CrosscutError("\n".join(", ".join(each) for each in zip(*names, strict=True)), code=CODE)


def unpublishable(run: Run, policy: Policy) -> WorkspaceError | None:
    """What says which rules of a folder's policy name areas that no list of it ever had; None where none does."""
    gone = policy_areas.lacking(policy, run)
    if not gone or policy_areas.left_behind(policy, run):
        return None
    return WorkspaceError(policy_areas.missing_areas(policy, gone), CODE)
