"""Figures as a document prints them in one language, each with the figure that it is."""

from __future__ import annotations

from crosscut.exports.documents import marks
from crosscut.exports.documents.model import Run, Text
from crosscut.exports.printing import Printer, is_exact
from crosscut.exports.words_of import percent, word
from crosscut.figures import Figure


class FigureText(Printer):
    """Prints figures with the figure that each is: marked for templates, as runs for tables."""

    def amount(self, figure: Figure) -> marks.Marked:
        """An amount in a sentence: ``1조 3,212억 원``, ``KRW 1.3212 trillion``; a change carries its sign."""
        shown = self.rounding.displayed(figure)
        return self._marked(figure, self.long(shown, sign=figure.kind == "difference"))

    def size(self, figure: Figure) -> marks.Marked:
        """An amount in a sentence without its sign, for words that say the direction."""
        return self._marked(figure, self.long(abs(self.rounding.displayed(figure))))

    def interval(self, figure: Figure) -> marks.Marked:
        """The bounds of an amount that is not exact, in a sentence."""
        low, high = (self.long(each) for each in self.bounds(figure))
        return marks.figure(figure.id, word("doc_interval", self.language, low=low, high=high))

    def percent(self, figure: Figure) -> marks.Marked:
        """A ratio with one decimal."""
        return marks.figure(figure.id, percent(figure.value, figure.whole or 0))

    def rate(self, figure: Figure) -> marks.Marked:
        """A rate of change without its sign, for words that say the direction."""
        return marks.figure(figure.id, percent(abs(figure.value), abs(figure.whole or 0)))

    def count(self, figure: Figure) -> marks.Marked:
        """A number of programmes."""
        return marks.figure(figure.id, f"{figure.value:,}")

    def cell(self, figure: Figure | None) -> Text:
        """A figure in a table."""
        if figure is None or not figure.rows:
            return (Run("–"),)
        if figure.kind == "count":
            return (Run(f"{figure.value:,}", figure=figure.id),)
        if figure.kind == "ratio":
            return (Run(percent(figure.value, figure.whole), figure=figure.id),) if figure.whole else (Run("–"),)
        text = self.short(self.rounding.displayed(figure), sign=figure.kind == "difference")
        return (Run(self._about(figure, text), figure=figure.id),)

    def rate_cell(self, figure: Figure | None) -> Text:
        """A rate of change in a table, signed."""
        if figure is None or not figure.whole:
            return (Run("–"),)
        return (Run(percent(figure.value, figure.whole, sign=True), figure=figure.id),)

    def bounds_cell(self, figure: Figure) -> Run:
        """The bounds of an amount that is not exact, in the table unit."""
        low, high = (self.short(each) for each in self.bounds(figure))
        return Run(word("doc_interval", self.language, low=low, high=high), figure=figure.id)

    def _marked(self, figure: Figure, text: str) -> marks.Marked:
        return marks.figure(figure.id, self._about(figure, text))

    def _about(self, figure: Figure, text: str) -> str:
        return text if is_exact(figure) else word("doc_about", self.language, value=text)
