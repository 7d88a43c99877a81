"""A font's substitutions less those that letters have in texts whose language is named.

No text of a chart names its language. A font of Chinese, Japanese and Korean holds tens of thousands of letters that
have other forms in one of them, and what draws reads their lists again for each text that it measures: a third of its
time.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import NamedTuple

_NONE = 0xFFFF
"""In the place of a feature that a language must have, where it need have none."""


def without_local_forms(substitutions: bytes) -> bytes:
    """The table ``GSUB`` of a font, its lookups that only named languages reach without content.

    A damaged table stays as it is.
    """
    made = bytearray(substitutions)
    with suppress(struct.error):
        table = _Substitutions(substitutions, *struct.unpack_from(">HHH", substitutions, 4))
        for number in table.reached(named=True) - table.reached(named=False):
            (at,) = struct.unpack_from(">H", substitutions, table.lookups + 2 + 2 * number)
            struct.pack_into(">H", made, table.lookups + at + 4, 0)
    return bytes(made)


class _Substitutions(NamedTuple):
    """The table, and where its scripts, features and lookups are listed."""

    content: bytes
    scripts: int
    features: int
    lookups: int

    def reached(self, *, named: bool) -> set[int]:
        """The numbers of the lookups for texts whose language is named, or for those where it is not."""
        systems = self._named() if named else self._unnamed()
        features = {each for system in systems for each in self._features(system)}
        return set(chain.from_iterable(self._lookups(each) for each in features))

    def _unnamed(self) -> Iterator[int]:
        for script in self._places(self.scripts, self.scripts):
            (at,) = self._numbers(script, 1)
            if at:
                yield script + at

    def _named(self) -> Iterator[int]:
        for script in self._places(self.scripts, self.scripts):
            yield from self._places(script + 2, script)

    def _features(self, system: int) -> list[int]:
        _, needed, count = self._numbers(system, 3)
        return [each for each in (needed, *self._numbers(system + 6, count)) if each != _NONE]

    def _lookups(self, feature: int) -> tuple[int, ...]:
        (at,) = self._numbers(self.features + 2 + 6 * feature + 4, 1)
        (count,) = self._numbers(self.features + at + 2, 1)
        return self._numbers(self.features + at + 4, count)

    def _places(self, at: int, start: int) -> Iterator[int]:
        """Where the entries of a list of tags stand, which count from ``start``."""
        (count,) = self._numbers(at, 1)
        for _, place in struct.iter_unpack(">4sH", self.content[at + 2 : at + 2 + 6 * count]):
            yield start + place

    def _numbers(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", self.content, at)
