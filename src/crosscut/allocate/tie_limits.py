"""Tied money in whole units under the rows that limit it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, MoneyRow, Problem
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.model import model
from crosscut.allocate.solve.rounding import restricted, shifted
from crosscut.allocate.verify import Breach, breaches, used

REACH = 3
"""By how many units an amount is moved so that rows hold."""

EXAMPLES = 3
"""How many are moved of those that count alike in rows."""

_NONE = 1e-9
"""Below this a number of units is nothing."""


@dataclass(frozen=True)
class TiedMoney:
    """The tied money of programmes, one a place in each column: its class, its limits and what it shares by.

    A proportion gives ``base`` and so many times ``weight``; ``filled`` is what it has now.
    """

    place: Ints
    kind: Ints
    least: Ints
    most: Ints
    filled: Ints
    base: Ints
    weight: Ints

    def of(self, chosen: Bools) -> TiedMoney:
        """Some of the places."""
        return TiedMoney(*(getattr(self, each.name)[chosen] for each in fields(self)))

    def of_kinds(self, column: Ints) -> Ints:
        """The sum of a column in the class of each place."""
        _, kind = np.unique(self.kind, return_inverse=True)
        sums = np.zeros(int(kind.max(initial=-1)) + 1, np.int64)
        np.add.at(sums, kind, column)
        return sums[kind]


@dataclass(frozen=True)
class Limit:
    """A side of a row as tied money sees it: the least that its parts have to come to, in units."""

    share: Floats
    least: float


def fitting(problem: Problem, amounts: Ints, money: TiedMoney, lumps: Bools) -> TiedMoney:
    """The money with those ended whose least sizes do not fit in what each class has, under caps and beside floors.

    The largest of the ``lumps`` that count there end, as few as can be; of those of one least size who asks for more
    ends first, then whose id is last.
    """
    least, most = money.least.copy(), money.most.copy()

    def end(counted: Floats, room: float) -> None:
        over = float((counted * least).sum()) - room
        own = np.flatnonzero(lumps & (counted > 0) & (least > 0))
        for place in own[np.lexsort((-own, -money.weight[own], -least[own]))].tolist():
            if over <= _NONE:
                return
            over -= counted[place] * float(least[place])
            least[place] = most[place] = 0

    for kind in np.unique(money.kind).tolist():
        own = money.kind == kind
        end(own.astype(float), float(money.filled[own].sum()))
    for index in range(len(problem.rows)):
        for limit in limits_of(problem, index, amounts, money):
            beyond = float(money.filled.sum()) if limit.share.max(initial=0.0) > 0 else 0.0
            end((1.0 if beyond else 0.0) - limit.share, beyond - limit.least)
    return replace(money, least=least, most=most)


def limits_of(problem: Problem, index: int, amounts: Ints, money: TiedMoney) -> list[Limit]:
    """The sides of a row over what tied money may come to, beside the rest of a plan."""
    row = problem.rows[index]
    share = share_of(problem, index)[money.place]
    own = float((share * money.filled).sum())
    exact = used(row, amounts.tolist(), problem.unit)
    low, high = row.reachable(problem.unit)
    found = []
    if low is not None:
        found.append(Limit(share, own + float((low - exact) / problem.unit)))
    if high is not None:
        found.append(Limit(-share, -own - float((high - exact) / problem.unit)))
    return found


def share_of(problem: Problem, index: int) -> Floats:
    """The part of each programme's money that counts in a row."""
    share = np.zeros(problem.size)
    share[problem.rows[index].members] = problem.rows[index].share
    return share


def broken_rows(problem: Problem, amounts: Ints) -> set[int]:
    """The rows that amounts break, with all else that states the same rule."""
    return rows_of(problem, breaches(problem, amounts.tolist()))


def rows_of(problem: Problem, broken: Sequence[Breach]) -> set[int]:
    """The rows that state rules which are broken."""
    rules = {each.rule for each in broken}
    return {index for index, row in enumerate(problem.rows) if row.rule in rules} if rules else set()


def alike_in(problem: Problem, money: TiedMoney, rows: Sequence[int]) -> Ints:
    """A number for each place, the same for those of one class that count alike in every one of these rows."""
    factor = np.array([share_of(problem, index)[money.place] for index in rows]).reshape(len(rows), len(money.place))
    _, alike = np.unique(np.vstack([money.kind, np.round(factor, 12)]), axis=1, return_inverse=True)
    return np.asarray(alike.reshape(-1))


def in_whole_units(money: TiedMoney, shares: Floats, alike: Ints) -> Ints:
    """Shares in whole units that come to what each class has, and near to what those alike have together."""
    near = np.clip(np.round(shares, 6), money.least, money.most)
    whole = np.floor(near).astype(np.int64)
    for kind in np.unique(money.kind).tolist():
        own = np.flatnonzero(money.kind == kind)
        own = own[np.argsort(alike[own], kind="stable")]
        ends = np.round(np.cumsum((near - whole)[own])).astype(np.int64)
        ends[-1] = money.filled[own].sum() - whole[own].sum()
        whole[own] += np.diff(np.minimum(ends, ends[-1]), prepend=0)
    return np.clip(whole, money.least, money.most)


def repaired(problem: Problem, amounts: Ints, money: TiedMoney, whole: Ints, alike: Ints) -> Ints | None:
    """Amounts of which a few are moved by a few units, as little as can be, so that every row holds; None without any.

    ``whole`` is what the amounts have of tied money.
    """
    order = np.lexsort((-money.weight, alike))
    starts = np.searchsorted(alike[order], alike[order])
    own = order[np.arange(len(order)) - starts < EXAMPLES]
    _, once = np.unique(money.place[own], return_index=True)
    own = own[once]
    place, down, up = money.place[own], (whole - money.least)[own], (money.most - whole)[own]
    rest = restricted(problem, amounts, place)
    classes = [
        MoneyRow(-1, np.flatnonzero(same), np.ones(int(same.sum()), np.int64), None, total, total)
        for same in (money.kind[own] == kind for kind in np.unique(money.kind[own]).tolist())
        for total in [problem.unit * int(amounts[place][same].sum())]
    ]
    width = np.stack([np.minimum(down, REACH), np.minimum(up, REACH)], axis=1)
    lower, nothing = amounts[place] - width[:, 0], np.zeros(len(own), bool)
    slope = np.tile([1.0, -1.0], (len(own), 1))
    small = replace(
        rest,
        lower=np.zeros_like(lower),
        upper=width.sum(axis=1),
        optional=nothing,
        discrete=nothing,
        base=np.zeros(len(own)),
        slope=slope,
        width=width,
        rows=(*rest.rows, *classes),
    )
    posed = model(small.with_limits(shifted(small, lower)))
    outcome = highs.run(highs.engine(posed, gap=0.1, seconds=10.0, tuned=False), integer=True)
    if outcome.solution is None:
        return None
    found = amounts.copy()
    found[place] = np.round(posed.amounts(outcome.solution)).astype(np.int64) + lower
    return None if broken_rows(problem, found) else found
