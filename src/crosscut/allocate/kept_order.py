"""A kept plan that answers the same in whatever order its programmes are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from crosscut.allocate.problem import Ints, Problem, Solution
from crosscut.allocate.programme_order import back, by_id, in_order
from crosscut.allocate.whatif import Kept, Limit


@dataclass(frozen=True)
class KeptById:
    """A kept plan whose programmes stand in the order of their ids; ``order`` are their places outside, None if alike.

    ``ids`` are those outside.
    """

    kept: Kept
    ids: tuple[str, ...]
    order: Ints | None

    @classmethod
    def of(cls, ids: Sequence[str], problem: Problem, amounts: Ints) -> KeptById:
        """The plan of a problem whose programmes have these ids."""
        order = by_id(ids)
        if order is None:
            return cls(Kept(problem, amounts), tuple(ids), None)
        return cls(Kept(in_order(problem, order), amounts[order]), tuple(ids), order)

    @property
    def exact(self) -> bool:
        """As :attr:`Kept.exact`."""
        return self.kept.exact

    def solve(
        self,
        limits: Mapping[int, Limit] | None = None,
        between: Mapping[int, tuple[int, int]] | None = None,
        *,
        bound: bool = True,
    ) -> Solution:
        """As :meth:`Kept.solve`, places being those outside."""
        if self.order is None:
            return self.kept.solve(limits, between, bound=bound)
        inside = back(np.arange(len(self.order)), self.order).tolist()
        spans = {inside[place]: span for place, span in (between or {}).items()}
        found = self.kept.solve(limits, spans, bound=bound)
        return replace(found, amounts=back(found.amounts, self.order))


def smallest_first(order: Ints | None, sizes: Ints) -> list[int]:
    """Places by size, those of one size in the order of their ids."""
    if order is None:
        return [int(place) for place in np.argsort(sizes, kind="stable")]
    return [int(place) for place in order[np.argsort(sizes[order], kind="stable")]]
