"""Figures as a document prints them in one language, each with the figure that it is."""

from __future__ import annotations

from collections.abc import Mapping

from crosscut.exports.documents import marks
from crosscut.exports.documents.model import Text, TextRun
from crosscut.exports.printed_figures import Printer
from crosscut.exports.words_of import percent, word
from crosscut.figures import SIGNED, Figure, FigureKind

_NOTHING: Text = (TextRun("–"),)
_PRINTED_BY: Mapping[str, str] = {"count": "count()", "ratio": "percent()"}
"""What prints a figure that is no amount of money."""


class FigureText(Printer):
    """Prints figures with the figure that each is: marked for templates, as runs for tables.

    ``printed`` holds every figure that was printed, and every one whose id was.
    """

    def amount(self, figure: Figure) -> marks.Marked:
        """An amount in a sentence: ``1조 3,212억 원``, ``KRW 1.3212 trillion``; a change carries its sign."""
        text = self.long(self.rounding.displayed(_money(figure)), sign=figure.kind in SIGNED)
        return self._marked(figure, self._about(figure, text))

    def size(self, figure: Figure) -> marks.Marked:
        """An amount in a sentence without its sign, for words that say the direction."""
        return self._marked(figure, self._about(figure, self.long(abs(self.rounding.displayed(_money(figure))))))

    def in_sentence(self, figure: Figure) -> marks.Marked:
        """Any figure in a sentence of the catalogue, which says no direction: changes and their rates carry a sign."""
        if figure.kind == "count":
            return self.count(figure)
        if figure.kind == "ratio":
            signed = figure.of[0].kind in SIGNED
            return self._marked(figure, self.ratio(figure, sign=signed))
        return self.amount(figure)

    def interval(self, figure: Figure) -> marks.Marked:
        """The bounds of an amount that is not exact, in a sentence."""
        low, high = (self.long(each) for each in self.bounds(_money(figure)))
        return self._marked(figure, word("doc_interval", self.language, low=low, high=high))

    def percent(self, figure: Figure) -> marks.Marked:
        """A ratio with one decimal."""
        return self._marked(figure, self.ratio(_of(figure, "ratio")))

    def rate(self, figure: Figure) -> marks.Marked:
        """A rate of change without its sign, for words that say the direction."""
        change, before = self.rounding.ratio(_of(figure, "ratio"))
        return self._marked(figure, percent(abs(change), abs(before)))

    def count(self, figure: Figure) -> marks.Marked:
        """A number of programmes."""
        return self._marked(figure, f"{_of(figure, 'count').value:,}")

    def cell(self, figure: Figure | None) -> Text:
        """A figure in a table; a dash where nothing was read."""
        if figure is None or not figure.row_count:
            return _NOTHING
        if figure.kind == "count":
            return self._run(figure, f"{figure.value:,}")
        if figure.kind == "ratio":
            return self._run(figure, self.ratio(figure)) if figure.whole else _NOTHING
        text = self.short(self.rounding.displayed(figure), sign=figure.kind in SIGNED)
        return self._run(figure, self._about(figure, text))

    def rate_cell(self, figure: Figure | None) -> Text:
        """A rate of change in a table, signed."""
        if figure is None or not figure.whole:
            return _NOTHING
        return self._run(figure, self.ratio(figure, sign=True))

    def bounds_cell(self, figure: Figure) -> Text:
        """The bounds of an amount that is not exact, in the table unit."""
        low, high = (self.short(each) for each in self.bounds(figure))
        return self._run(figure, word("doc_interval", self.language, low=low, high=high))

    def id_cell(self, figure: Figure) -> Text:
        """A figure's id, for readers who want its rows."""
        return (TextRun(self.printed.add(figure).id, quoted=True),)

    def _marked(self, figure: Figure, text: str) -> marks.Marked:
        return marks.figure(self.printed.add(figure).id, text)

    def _run(self, figure: Figure, text: str) -> Text:
        return (TextRun(text, figure=self.printed.add(figure).id),)

    def _about(self, figure: Figure, text: str) -> str:
        return text if figure.is_exact else word("doc_about", self.language, value=text)


def _money(figure: Figure) -> Figure:
    return figure if figure.kind not in _PRINTED_BY else _of(figure, "sum")


def _of(figure: Figure, kind: FigureKind) -> Figure:
    """The figure, where it is of the kind that is to be printed."""
    if figure.kind != kind:
        by = _PRINTED_BY.get(figure.kind, "amount()")
        raise TypeError(f"{figure.id} is printed by {by}: it is a {figure.kind}, and no {kind}")
    return figure
