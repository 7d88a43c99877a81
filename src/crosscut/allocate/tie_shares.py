"""Tied money divided as near to proportion as rules over money allow.

Among all divisions that keep what each class of ties has together, and every rule, one is nearest the proportion: that
with the least sum of squared distances, each measured by what its programme shares by. No solver's choice is in it, and
those whom the same rules hold share in proportion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, Problem
from crosscut.allocate.solve.hull import joined
from crosscut.allocate.tie_limits import (
    Limit,
    TiedMoney,
    alike_in,
    broken_rows,
    fitting,
    in_whole_units,
    limits_of,
    repaired,
)
from crosscut.allocate.tie_parts import TieParts

STEPS = 100
"""Newton's steps after which a division is given up."""

ROUNDS = 12
"""How often rows that a division breaks are added."""

_SHORTEST = 1e-12
"""The part of a step below which it is given up; so many times it is taken at most."""

_CLOSE = 1e-9
"""The part of all tied money by which sums may be missed before amounts are made whole."""


def nearest_proportion(problem: Problem, amounts: Ints, parts: TieParts) -> Ints | None:
    """The amounts with their tied money divided as near to proportion as all rows allow; None where none is found."""
    for money in _tried(problem, amounts, parts):
        found = _beside_rows(problem, amounts, money)
        if found is not None:
            return found
    return None


def tied_money(parts: TieParts) -> TiedMoney:
    """The tied money of all programmes that may have any amount, with no limit but their parts'."""
    return _divisible(_shared_by(_merged(parts, ~parts.stepped), within=False))


def _tried(problem: Problem, amounts: Ints, parts: TieParts) -> Iterator[TiedMoney]:
    """The tied money with every programme begun whose least size fits, then of those that have some.

    Within requests first, then as far as each may have.
    """
    begun = ~parts.stepped & ((parts.least == 0) | (parts.filled > 0))
    every, some = _merged(parts, ~parts.stepped), _merged(parts, begun)
    for whole in (every, some) if len(every.place) > len(some.place) else (every,):
        for within in (True, False):
            money = _shared_by(whole, within=within)
            if whole is every:
                money = fitting(problem, amounts, money, ~joined(problem)[money.place])
            money = _divisible(money)
            if len(money.place):
                yield money


@dataclass(frozen=True)
class _Merged:
    """Parts of one programme and worth as one; columns as in :class:`TieParts`, ``kind`` numbers the worths."""

    place: Ints
    kind: Ints
    width: Ints
    lacking: Ints
    filled: Ints
    least: Ints
    short: Ints
    weight: Ints


def _merged(parts: TieParts, which: Bools) -> _Merged:
    chosen = np.flatnonzero(which)
    order = chosen[np.lexsort((parts.start[chosen], parts.place[chosen], parts.worth[chosen]))]
    _, kind = np.unique(parts.worth[order], return_inverse=True)
    place = parts.place[order]
    starts = np.flatnonzero((np.diff(kind, prepend=-1) != 0) | (np.diff(place, prepend=-1) != 0))
    columns = (parts.width, parts.lacking, parts.filled)
    sums = (np.add.reduceat(each[order], starts) if len(order) else order for each in columns)
    first = (each[order][starts] for each in (parts.least, parts.short, parts.weight))
    return _Merged(place[starts], kind[starts], *sums, *first)


def _shared_by(parts: _Merged, *, within: bool) -> TiedMoney:
    """What each shares by: what it lacks while requests lack some, and then its request; as ties without rows do."""
    held = TiedMoney(parts.place, parts.kind, parts.least, parts.width, parts.filled, parts.lacking, parts.weight)
    surplus = held.of_kinds(parts.filled) > held.of_kinds(parts.lacking)
    wanted = np.where(parts.short > 0, parts.short, parts.lacking)
    money = replace(
        held,
        most=np.maximum(np.where(surplus | (not within), parts.width, parts.lacking), parts.least),
        base=np.where(surplus, parts.lacking, 0),
        weight=np.maximum(np.where(surplus, parts.weight, wanted), 1),
    )
    return money.of(money.of_kinds(np.ones_like(money.kind)) > 1)


def _divisible(money: TiedMoney) -> TiedMoney:
    """The classes that have more than their least sizes come to, and less than all that they may have."""
    have = money.of_kinds(money.filled)
    return money.of((money.of_kinds(money.least) < have) & (have < money.of_kinds(money.most)))


def _beside_rows(problem: Problem, amounts: Ints, money: TiedMoney) -> Ints | None:
    """The nearest division beside the rows that it would break, which are looked for until it breaks none."""
    rows = list[int]()
    for _ in range(ROUNDS):
        limits = [each for row in rows for each in limits_of(problem, row, amounts, money)]
        shares = _nearest(money, limits)
        if shares is None:
            return None
        alike = alike_in(problem, money, rows)
        whole = in_whole_units(money, shares, alike)
        found = amounts.copy()
        np.add.at(found, money.place, whole - money.filled)
        broken = broken_rows(problem, found)
        if broken <= {*rows}:
            return repaired(problem, found, money, whole, alike) if broken else found
        rows += sorted(broken - {*rows})
    return None


def _nearest(money: TiedMoney, limits: list[Limit]) -> Floats | None:
    """The division nearest the proportion that keeps limits, by Newton's steps over their prices; None where none is.

    A place has its base and so many times its weight as the prices of its class and of the limits come to.
    """
    kinds, kind = np.unique(money.kind, return_inverse=True)
    whole = float(money.filled.sum())
    factor = np.zeros((len(kinds) + len(limits), len(kind)))
    factor[kind, np.arange(len(kind))] = 1.0
    for place, limit in enumerate(limits, len(kinds)):
        factor[place] = limit.share
    wanted = np.append(np.bincount(kind, money.filled), [limit.least for limit in limits]) / whole
    priced = _Priced(factor, wanted, len(kinds), *(np.asarray(each / whole) for each in _columns(money)))
    prices = priced.best()
    return None if prices is None else priced.shares(prices) * whole


def _columns(money: TiedMoney) -> tuple[Ints, ...]:
    return money.least, money.most, money.base, money.weight


@dataclass(frozen=True)
class _Priced:
    """Sums that shares have to come to, of which those from ``equal`` on may be more, and the limits of shares."""

    factor: Floats
    wanted: Floats
    equal: int
    least: Floats
    most: Floats
    base: Floats
    weight: Floats

    def shares(self, prices: Floats) -> Floats:
        """What each place has at prices."""
        return np.asarray(np.clip(self.base + self.weight * (prices @ self.factor), self.least, self.most))

    def worth(self, prices: Floats) -> float:
        """What prices are worth: the higher, the nearer to sums that hold."""
        shares = self.shares(prices)
        held = shares * (prices @ self.factor) - (shares - self.base) ** 2 / (2 * self.weight)
        return float(prices @ self.wanted - held.sum())

    def best(self) -> Floats | None:
        """The prices at which every sum holds; None where they are not found."""
        prices = np.zeros(len(self.wanted))
        own = self.factor[: self.equal]
        prices[: self.equal] = (self.wanted[: self.equal] - own @ self.base) / (own @ self.weight)
        for _ in range(STEPS):
            short = self.wanted - self.factor @ self.shares(prices)
            free = (np.arange(len(prices)) < self.equal) | (prices > 0) | (short > 0)
            if np.abs(short[free]).max(initial=0.0) <= _CLOSE:
                return prices
            moved = self._stepped(prices, short, free)
            if moved is None:
                return None
            prices = moved
        return None

    def _stepped(self, prices: Floats, short: Floats, free: Bools) -> Floats | None:
        """Prices that are worth more, along Newton's direction; None where there are none."""
        shares = self.base + self.weight * (prices @ self.factor)
        inside = np.where((shares > self.least) & (shares < self.most), self.weight, 0.0)
        turn = (self.factor[free] * inside) @ self.factor[free].T
        most = (self.factor[free] ** 2) @ self.weight
        turn += np.diag(np.where(np.diag(turn) > 0, 1e-10 * most, most))
        step = np.zeros_like(prices)
        step[free] = np.linalg.solve(turn, short[free])
        return self._farthest(prices, step)

    def _farthest(self, prices: Floats, step: Floats) -> Floats | None:
        """Prices that are worth more along a direction: the step halved until they are, or doubled while they gain."""

        def at(size: float) -> Floats:
            moved = prices + size * step
            moved[self.equal :] = np.maximum(moved[self.equal :], 0.0)
            return moved

        size, worth = 1.0, self.worth(prices)
        while self.worth(at(size)) <= worth:
            size /= 2
            if size < _SHORTEST:
                return None
        while size < 1 / _SHORTEST and self.worth(at(2 * size)) > self.worth(at(size)):
            size *= 2
        return at(size)
