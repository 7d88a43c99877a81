"""What an export printed: the figures that it returns, each with all that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosscut.figures.figure import Figure


class Printed:
    """Figures by id, in the order of ids; a figure brings along those that it is made from."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._figures: dict[str, Figure] = {}
        for figure in figures:
            self.add(figure)

    def add(self, figure: Figure) -> Figure:
        """Note that a figure was printed, and give it back.

        Raises
        ------
        ValueError
            where another figure has its id.
        """
        known = self._figures.get(figure.id)
        if known is figure:
            return figure
        if known is None:
            self._figures[figure.id] = figure
            for part in figure.of:
                self.add(part)
        elif known.question != figure.question:
            raise ValueError(f"two figures have the id {figure.id}: {known.where} and {figure.where}")
        return figure

    def take(self, other: Printed) -> None:
        """Note all that another one holds."""
        for figure in other:
            self.add(figure)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._figures[key] for key in sorted(self._figures))

    def __len__(self) -> int:
        return len(self._figures)

    def __contains__(self, figure: str) -> bool:
        return figure in self._figures

    def __getitem__(self, figure: str) -> Figure:
        return self._figures[figure]
