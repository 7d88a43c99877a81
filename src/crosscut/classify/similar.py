"""Decided programmes that are worded like another: what a person compares a proposal with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from crosscut.tables import OUTSIDE
from crosscut.text import Text

_SHOWN = 2
_ALIKE = 0.15
"""The product of two texts' vectors from which on they are shown as similar."""

_AT_ONCE = 500


class SimilarTexts:
    """Finds the decided texts most like others, by the words they share."""

    def __init__(
        self, decided: csr_array, said: Sequence[tuple[str, Mapping[str, Fraction]]], names: Mapping[str, Text]
    ) -> None:
        self._turned = decided.T.tocsr()
        self._own = {programme: row for row, (programme, _) in enumerate(said)}
        self._said = [
            _PROGRAMME.format(programme=programme, areas=_shares(shares, names)) for programme, shares in said
        ]

    def lines(self, programmes: Sequence[str], texts: csr_array) -> list[Text]:
        """For each text ``PROGRAMME (its areas)``, the likest first; empty where nothing decided is like it."""
        lines: list[Text] = []
        for start in range(0, texts.shape[0], _AT_ONCE):
            alike = (texts[start : start + _AT_ONCE] @ self._turned).toarray()
            for row, programme in enumerate(programmes[start : start + _AT_ONCE]):
                if programme in self._own:
                    alike[row, self._own[programme]] = 0
            order = np.argsort(-alike, axis=1, kind="stable")[:, :_SHOWN]
            lines += [self._line(alike[row], best) for row, best in enumerate(order)]
        return lines

    def _line(self, alike: NDArray[np.float32], best: NDArray[np.int64]) -> Text:
        shown = [self._said[each] for each in best.tolist() if alike[each] >= _ALIKE]
        return Text.same(", ").join(shown)


_PROGRAMME = Text.same("{programme} ({areas})")


def _shares(shares: Mapping[str, Fraction], names: Mapping[str, Text]) -> Text:
    given = [
        names[area] if share == 1 else Text.same(" ").join((names[area], Text.same(str(share))))
        for area, share in sorted(shares.items())
        if share
    ]
    return Text.same(" + ").join(given) or names[OUTSIDE]
