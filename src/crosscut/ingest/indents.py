"""How far in the ids and names of rows stand: by spaces before them, or by the format of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ingest.columns import Mapping
from crosscut.ingest.readers.marks import Marks
from crosscut.ingest.readers.sheet import Body
from crosscut.ingest.text_forms import forms_of
from crosscut.ingest.texts import codes

Depths = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Indents:
    """How far in some rows stand, by their numbers; those that are not listed do not."""

    row: npt.NDArray[np.int32]
    depth: Depths

    def of(self, row: npt.NDArray[np.int32]) -> Depths:
        """How far in each of some rows stands."""
        found = np.zeros(len(row), np.int32)
        if self.depth.any():
            found[:] = self.depth[np.searchsorted(self.row, row)]
        return found


def indents_of(body: Body, mapping: Mapping, marks: Marks) -> Indents:
    """The indents of the rows of a body whose texts have the spaces before them still."""
    keys = ("programme", "subprogramme", "name")
    depth = np.zeros(body.height, np.int32)
    for number in sorted({number for key in keys for number in mapping.texts.get(key, ())}):
        depth = np.maximum(depth, _of_spaces(body.columns[number]) + _of_cells(body, marks.indents.get(number, ())))
    return Indents(body.row, depth)


def _of_spaces(column: pa.DictionaryArray) -> Depths:
    forms = forms_of(column.dictionary).dictionary
    if pc.utf8_ltrim_whitespace(forms).equals(forms):
        return np.zeros(len(column), np.int32)
    texts = column.dictionary
    bare = pc.utf8_ltrim_whitespace(texts)
    spaces = pc.if_else(pc.equal(bare, ""), 0, pc.subtract(pc.utf8_length(texts), pc.utf8_length(bare)))
    found = np.asarray(spaces.to_numpy(zero_copy_only=False), np.int32)
    return found[codes(column)] if found.any() else np.zeros(len(column), np.int32)


def _of_cells(body: Body, indents: Sequence[tuple[Sequence[int], int]]) -> Depths:
    if not indents:
        return np.zeros(body.height, np.int32)
    rows = np.concatenate([np.asarray(each, np.int32) for each, _ in indents])
    depths = np.repeat([depth for _, depth in indents], [len(each) for each, _ in indents])
    order = np.argsort(rows, kind="stable")
    at = np.searchsorted(rows, body.row, sorter=order).clip(max=len(rows) - 1)
    return np.where(rows[order[at]] == body.row, depths[order[at]], 0).astype(np.int32)
