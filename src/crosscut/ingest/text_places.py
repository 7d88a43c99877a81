"""Where the texts of a column stand: the rows of each, and the runs of rows that say the same, each found at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.ingest.texts import codes

Rows = npt.NDArray[np.intp]


class TextPlaces:
    """The rows of each text of a dictionary-encoded column."""

    def __init__(self, column: pa.DictionaryArray) -> None:
        known: dict[str | None, int] = {}
        own = np.array([known.setdefault(text, len(known)) for text in column.dictionary.to_pylist()], np.intp)
        self._known = known
        self._codes = own[codes(column)] if len(own) else np.zeros(len(column), np.intp)
        self._order = np.argsort(self._codes, kind="stable")
        self._bounds = np.searchsorted(self._codes[self._order], np.arange(len(known) + 1))
        self._runs = np.flatnonzero(np.concatenate([[True], self._codes[1:] != self._codes[:-1]]))

    def rows(self, text: str) -> Rows:
        """The rows that say a text, in their order."""
        code = self._known.get(text)
        return self._order[:0] if code is None else self._order[self._bounds[code] : self._bounds[code + 1]]

    def says(self, text: str, rows: Rows) -> npt.NDArray[np.bool_]:
        """Which of some rows say a text."""
        said: npt.NDArray[np.bool_] = self._codes[rows] == self._known.get(text, -1)
        return said

    def first(self, at: int) -> int:
        """The first row that says what a row says."""
        return int(self._order[self._bounds[self._codes[at]]])

    def run(self, at: int) -> int:
        """Where the rows begin that say the same, up to a row."""
        return int(self._runs[np.searchsorted(self._runs, at, side="right") - 1])
