"""Programmes that logic joins, in components small enough to list every pattern of what is funded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, Problem

LARGEST = 7
"""Members up to which all patterns of a component are listed; of larger ones the logic is left out of the bound."""


@dataclass(frozen=True)
class Patterns:
    """All components of one size: members (components × size), and what each of the 2^size patterns may be.

    ``penalty`` is the bonus of a pattern, or −infinity where logic forbids it (components × patterns). ``bits`` is
    which members a pattern funds (patterns × size).
    """

    members: Ints
    bits: Floats
    penalty: Floats


@dataclass(frozen=True)
class Packs:
    """Groups that stand alone: of each, at most ``high`` members are funded."""

    members: tuple[Ints, ...]
    high: tuple[int, ...]


@dataclass(frozen=True)
class Logic:
    """All logic of a problem as the prices see it.

    ``joined`` are the programmes that patterns and packs decide. ``loose`` are those of components too large for
    either: prices do not see their logic, so they must be decided in the core.
    """

    patterns: tuple[Patterns, ...]
    packs: Packs
    joined: Bools
    component: Ints
    loose: Bools

    @property
    def possible(self) -> bool:
        """Whether each listed component has a pattern that its logic allows."""
        return all(bool(np.isfinite(each.penalty).any(axis=1).all()) for each in self.patterns)


def logic(problem: Problem) -> Logic:
    """The components of a problem."""
    component = _components(problem)
    counts = np.bincount(component)
    size = counts[component]
    joined = np.zeros(problem.size, bool)
    patterns = []
    order = np.lexsort((np.arange(problem.size), component))
    for count in range(2, LARGEST + 1):
        members = order[size[order] == count].reshape(-1, count)
        if len(members):
            patterns.append(_patterns(problem, members))
            joined[members] = True
    packs = _packs(problem, component, counts)
    for members in packs.members:
        joined[members] = True
    return Logic(tuple(patterns), packs, joined, component, (size > LARGEST) & ~joined)


def unjoined(count: int) -> Logic:
    """No logic over so many programmes."""
    return Logic((), Packs((), ()), np.zeros(count, bool), np.arange(count), np.zeros(count, bool))


def _components(problem: Problem) -> Ints:
    ones, others = [problem.needs.first, problem.bonus.first], [problem.needs.second, problem.bonus.second]
    for group in problem.groups:
        ones.append(group.members[:-1])
        others.append(group.members[1:])
    one, other = np.concatenate(ones), np.concatenate(others)
    if not len(one):
        return np.arange(problem.size)

    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    shape = (problem.size, problem.size)
    links: Any = csr_array((np.ones(len(one), np.int8), (one, other)), shape=shape)
    return np.asarray(connected_components(links, directed=False)[1])


def _patterns(problem: Problem, members: Ints) -> Patterns:
    count = members.shape[1]
    bits = ((np.arange(2**count)[:, None] >> np.arange(count)) & 1).astype(bool)
    row_of, column_of = np.full(problem.size, -1), np.full(problem.size, -1)
    row_of[members] = np.arange(len(members))[:, None]
    column_of[members] = np.arange(count)[None]
    allowed = np.ones((len(members), 2**count), bool)
    fixed = ~problem.optional[members]
    on = problem.upper[members] > 0
    for column in range(count):
        allowed &= ~fixed[:, [column]] | (bits[None, :, column] == on[:, [column]])
    extra = np.zeros((len(members), 2**count))
    inside = row_of[problem.needs.first] >= 0
    for one, other in zip(problem.needs.first[inside], problem.needs.second[inside], strict=True):
        allowed[row_of[one]] &= ~bits[:, column_of[one]] | bits[:, column_of[other]]
    inside = row_of[problem.bonus.first] >= 0
    pairs = (problem.bonus.first[inside], problem.bonus.second[inside], problem.bonus.value[inside])
    for one, other, value in zip(*pairs, strict=True):
        extra[row_of[one]] += value * (bits[:, column_of[one]] & bits[:, column_of[other]])
    for group in problem.groups:
        if len(group.members) and row_of[group.members[0]] >= 0:
            funded = bits[:, column_of[group.members]].sum(axis=1)
            allowed[row_of[group.members[0]]] &= (funded <= group.high) & (funded >= group.low)
    return Patterns(members, bits.astype(float), np.where(allowed, extra, -np.inf))


def _packs(problem: Problem, component: Ints, counts: Ints) -> Packs:
    """Large components that are one group of at most so many."""
    large = set(np.flatnonzero(counts > LARGEST).tolist())
    busy = {int(component[place]) for pairs in (problem.needs, problem.bonus) for place in pairs.first[:]} & large
    by_component: dict[int, list[int]] = {}
    for number, group in enumerate(problem.groups):
        if len(group.members) and int(component[group.members[0]]) in large:
            by_component.setdefault(int(component[group.members[0]]), []).append(number)
    members, high = [], []
    for place, numbers in sorted(by_component.items()):
        group = problem.groups[numbers[0]]
        plain = place not in busy and len(numbers) == 1 and group.low == 0 and problem.optional[group.members].all()
        if plain:
            members.append(group.members)
            high.append(group.high)
    return Packs(tuple(members), tuple(high))
