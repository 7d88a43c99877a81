"""What stands beside a number of a document, and what else is said of the same quantities."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from crosscut.audit.documents.model import AuditedDocument
from crosscut.audit.model import PrintedFigure
from crosscut.audit.relations.system import Key, Ratio, Relation, System
from crosscut.audit.table_evidence import TableEvidence

_FAR = 280
_MOST_NEAR = 16


class Nearby:
    """The figures that stand beside others: in their line, and in running text in the lines and sentences around it."""

    def __init__(self, system: System, documents: Sequence[AuditedDocument]) -> None:
        self._figures: dict[str, list[PrintedFigure]] = {}
        for each in sorted(system.figures.values(), key=lambda each: each.start):
            self._figures.setdefault(each.document, []).append(each)
        self._starts = {name: [each.start for each in figures] for name, figures in self._figures.items()}
        self._breaks = {each.name: _breaks(each.text) for each in documents}
        self._cells = {name for name, key in system.states.items() if key[0] == "cell"}
        self.tables = TableEvidence(system, self._breaks)
        self.proved = set[Relation]()
        self._ratios: dict[str, list[Ratio]] = {}
        self._like: dict[tuple[object, ...], list[Relation]] = {}
        self._of_quantity: dict[tuple[str, Key], list[Relation]] = {}
        for relation in system.relations:
            self._like.setdefault((relation.kind, relation.keys[0][:2]), []).append(relation)
            for key in relation.keys:
                self._of_quantity.setdefault((relation.kind, key), []).append(relation)
            if isinstance(relation, Ratio):
                self._ratios.setdefault(relation.figure, []).append(relation)

    def of(self, members: Collection[PrintedFigure]) -> list[PrintedFigure]:
        """The figures beside some that are none of them, nearest first."""
        found: dict[str, tuple[int, PrintedFigure]] = {}
        known = {each.id for each in members}
        for each in members:
            for steps, other in self._beside(each):
                if other.id not in known and steps < found.get(other.id, (_FAR + 1, other))[0]:
                    found[other.id] = (steps, other)
        return [figure for _, figure in sorted(found.values(), key=lambda each: each[0])[:_MOST_NEAR]]

    def ratios(self, figure: str) -> Sequence[Ratio]:
        """The relations that say of what a figure is the rate."""
        return self._ratios.get(figure, ())

    def like(self, relation: Relation) -> Sequence[Relation]:
        """The relations of a kind whose first keys are of one table and column."""
        return self._like.get((relation.kind, relation.keys[0][:2]), ())

    def sharing(self, relation: Relation) -> list[Relation]:
        """The relations of a kind that are of one of the quantities of another."""
        return [each for key in relation.keys for each in self._of_quantity.get((relation.kind, key), ())]

    def is_cell(self, figure: PrintedFigure) -> bool:
        """Whether a figure stands in a table."""
        return figure.id in self._cells

    def _beside(self, figure: PrintedFigure) -> Iterator[tuple[int, PrintedFigure]]:
        breaks, figures = self._breaks.get(figure.document, []), self._figures[figure.document]
        starts = self._starts[figure.document]
        line, cell = bisect_right(breaks, figure.start), self.is_cell(figure)
        for other in figures[bisect_left(starts, figure.start - _FAR) : bisect_right(starts, figure.start + _FAR)]:
            if self.is_cell(other) == cell and (not cell or bisect_right(breaks, other.start) == line):
                yield abs(other.start - figure.start), other


def _breaks(text: str) -> list[int]:
    return [place for place, letter in enumerate(text) if letter == "\n"]
