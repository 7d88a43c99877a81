"""How often whoever is signed in may ask: a store of requests that fills again with time, kept by each process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from time import monotonic

STORE, A_SECOND = 3000, 20
"""Requests that may be asked at once, and how many more every second."""
_MOST = 10_000


class Pace:
    """Counts the requests of each sign-in or token; whoever presents none is counted by address.

    ``clock`` tells seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._left: dict[bytes, tuple[float, float]] = {}

    def wait(self, whose: str) -> int:
        """Count a request; how many seconds to wait with it, 0 where it may be asked now."""
        key, now = hashlib.sha256(whose.encode()).digest(), self._clock()
        left, since = self._left.get(key, (STORE, now))
        left = min(STORE, left + (now - since) * A_SECOND)
        if left < 1:
            self._left[key] = left, now
            return int((1 - left) / A_SECOND) + 1
        if len(self._left) >= _MOST:
            self._forget(now)
        self._left[key] = left - 1, now
        return 0

    def _forget(self, now: float) -> None:
        """Leave out those whose store has filled again; where they are all at it, those who asked longest ago."""
        kept = {key: each for key, each in self._left.items() if each[0] + (now - each[1]) * A_SECOND < STORE}
        self._left = dict(sorted(kept.items(), key=lambda each: each[1][1])[-_MOST // 2 :])
