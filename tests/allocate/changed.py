"""What-ifs and contradictions of small random policies, held against all plans tried one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from crosscut.allocate.changes import Session
from crosscut.allocate.feasibility import Oracle
from crosscut.allocate.plan import Plan
from crosscut.allocate.portfolios import listing
from crosscut.allocate.problem_assembly import assemble
from crosscut.errors import CrosscutError
from tests.allocate import oracle


def against_all_plans(plan: Plan, asked: Sequence[str]) -> list[str]:
    """Answers to changes that break the policy under the change, or whose bound or contradiction is false."""
    found = []
    for words in dict.fromkeys(asked):
        try:
            answer = Session(plan).ask(words)
        except CrosscutError:
            continue
        found += [f"{words}: {each}" for each in _wrong(plan, words, answer)]
    return found


def _wrong(plan: Plan, words: str, answer) -> list[str]:
    demand, policy, name = plan.draft.demand, plan.draft.policy, words.partition("=")[0]
    if name == "ceiling":
        stated = policy.ceiling.model_copy(update={"amount": f"{answer['limit']} KRW", "change": None})
        policy = policy.model_copy(update={"ceiling": stated})
    kept = [
        (oracle.value(policy, demand, each), each)
        for each in oracle.plans(policy, demand)
        if name == "ceiling" or each[demand.ids.index(name)] == answer["limit"]
    ]
    if answer["status"] == "infeasible":
        return [f"no plan, and {max(kept)} is one"] if kept else []
    moved = {each["programme"]: each["change"] for each in answer["changes"]}
    amounts = tuple(amount + moved.get(id_, 0) for id_, amount in zip(demand.ids, plan.amounts, strict=True))
    worth = {each: value for value, each in kept}
    if amounts not in worth:
        return [f"{amounts} breaks the policy"]
    best = max(worth.values())
    found = [] if abs(worth[amounts] - answer["value"]) < 1e-6 else [f"{answer['value']} is not {worth[amounts]}"]
    return found if answer["bound"] > best - 1e-6 else [*found, f"bound {answer['bound']}, and the best is {best}"]


def false_contradictions(plan: Plan) -> list[str]:
    """Rules that are said to contradict one another, or to mend, where all plans tried one by one say otherwise."""
    draft, found = plan.draft, plan.conflict
    ending = Oracle(draft).ending
    if found is None:
        return ["no plan, and nothing contradicts"]
    everything, core = frozenset(range(len(draft.rules))), frozenset(found.rules)
    wrong = [f"{kept} can hold together" for kept in {core, core | ending} if _possible(draft, everything - kept)]
    for rule in sorted(core) if found.proved else ():
        kept = core if rule in ending else core | ending
        if _possible(draft, everything - kept | {rule}) is False:
            wrong.append(f"{sorted(core)} contradict one another without {rule} too")
    wrong += [f"without {mend} there is no plan" for mend in found.mends if _possible(draft, frozenset(mend)) is False]
    sizes = {len(each) for each in found.mends}
    return [*wrong, *(f"mends of {one} rules beside some of {other}" for one, other in pairwise(sorted(sizes)))]


def _possible(draft, without: frozenset[int]) -> bool | None:
    """Whether there is a plan without some rules; None where plans are too many to list."""
    listed = listing(assemble(draft, without))
    return None if listed is None else bool(len(listed.amounts))
