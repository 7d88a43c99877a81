"""Which logic keeps a programme without money: a group that has its number, or a programme that it needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosscut.allocate.draft import Draft
from crosscut.allocate.problem import Ints, Problem
from crosscut.text import Text

_NAMED = 3


def kept_out(draft: Draft, problem: Problem, amounts: Ints) -> dict[int, Text]:
    """Of programmes without money those that could have none while the others stay as they are, and why, by place."""
    found: dict[int, Text] = {}
    funded = amounts > 0
    for group in problem.groups:
        if int(funded[group.members].sum()) >= group.high:
            others = group.members[funded[group.members]].tolist()
            words = _full(_rule(draft, group.rule), draft, others)
            found |= dict.fromkeys(group.members[~funded[group.members]].tolist(), words)
    needs = problem.needs
    lacking = np.flatnonzero(~funded[needs.first] & ~funded[needs.second])
    for pair in lacking.tolist():
        place, needed = int(needs.first[pair]), int(needs.second[pair])
        words = _NEEDS.format(rule=_rule(draft, int(needs.rule[pair])), needed=_called(draft, [needed]))
        found.setdefault(place, words)
    return found


def kept_in(draft: Draft, problem: Problem, amounts: Ints) -> dict[int, Text]:
    """Of funded programmes that may end those that logic keeps while the others stay as they are, and why, by place."""
    found: dict[int, Text] = {}
    funded = amounts > 0
    needs = problem.needs
    for pair in np.flatnonzero(funded[needs.first] & problem.optional[needs.second]).tolist():
        needing, place = int(needs.first[pair]), int(needs.second[pair])
        words = _ONLY_WITH.format(rule=_rule(draft, int(needs.rule[pair])), needing=draft.demand.called(needing))
        found.setdefault(place, words)
    for group in problem.groups:
        inside = group.members[funded[group.members]]
        if len(inside) == group.low:
            words = _WANTED.format(rule=_rule(draft, group.rule))
            found |= {place: words for place in inside[problem.optional[inside]].tolist() if place not in found}
    return found


_ONLY_WITH = Text(
    "It stays funded: {needing} is only with it ({rule}).", "{needing} 반영에 필요하여 반영 유지({rule})."
)
_WANTED = Text("It stays funded: {rule}.", "반영 유지: {rule}.")


def _full(rule: Text, draft: Draft, others: Sequence[int]) -> Text:
    return _FULL.format(rule=rule, others=_called(draft, others)) if others else Text(f"{rule.en}.", f"{rule.ko}.")


_FULL = Text("{rule}; {others} funded.", "{rule}; {others} 선정.")
_NEEDS = Text("{rule}; {needed} not funded.", "{rule}; {needed} 미반영.")


def _rule(draft: Draft, rule: int) -> Text:
    """A rule by its name, or by what it says, with its owner."""
    stated = draft.rules[rule]
    words = stated.name or stated.text
    owner = stated.owner
    return Text(f"{words.en} ({owner.en})", f"{words.ko} ({owner.ko})") if owner else words


def _called(draft: Draft, places: Sequence[int]) -> Text:
    """Programmes by name and id, or how many they are."""
    if len(places) > _NAMED:
        return Text(f"{len(places):,} others are", f"다른 {len(places):,}개 사업")
    names = ", ".join(draft.demand.called(place) for place in places)
    return Text(f"{names} {'is' if len(places) == 1 else 'are'}", names)
