"""The frame of every table: unit, rounding, basis and bounds, said below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from crosscut.exports.conversions import conversions
from crosscut.exports.documents.content.names import DocumentNames
from crosscut.exports.documents.figure_text import FigureText
from crosscut.exports.documents.marks import clean
from crosscut.exports.documents.model import DocumentTable, RowKind, TableRow, Text, TextRun, plain
from crosscut.figures import INSIDE, Figure
from crosscut.views.facts import Facts


class TableFrame:
    """Makes tables of rows in one language."""

    def __init__(self, facts: Facts, names: DocumentNames, printer: FigureText) -> None:
        self.facts, self.names, self.printer = facts, names, printer

    def table(
        self,
        title: str,
        head: Sequence[str],
        rows: Sequence[TableRow],
        widths: tuple[int, ...],
        *,
        figures: Sequence[Figure],
        parts: Iterable[Figure] = (),
        right: tuple[int, ...] | None = None,
        whole: Figure | None = None,
        called: Mapping[str, str] | None = None,
    ) -> DocumentTable:
        """A table with its notes.

        Parameters
        ----------
        title
            Its title. The last column holds figure ids where its heading says so.
        figures
            The amounts of the table, which its notes speak of.
        parts, whole
            Amounts that are to add up to another: a note says whether they do.
        right
            The columns of numbers; without it, all between the first and the ids.
        called
            What figures are called whose selection does not say it, by id.

        """
        last = len(head) - 1 if head[-1] == self.names.w("doc_number") else len(head)
        numeric = tuple((place in right) if right is not None else 0 < place < last for place in range(len(head)))
        texts = [self.names.basis(), self._rounding_note(parts, figures, whole or self.facts.total)]
        if any(figure.value and not self.facts.rounding.displayed(figure) for figure in figures):
            texts.append(self.names.w("doc_note_zero"))
        texts += [each[self.names.language] for each in conversions(self.facts.publication.settings)]
        notes = (*map(name, texts), *self._bounds(figures, called or {}))
        unit = (TextRun(self.names.w("doc_unit", unit=self.printer.unit)),)
        cells = TableRow(tuple(name(text) for text in head), "head")
        return DocumentTable(name(title), unit, cells, tuple(rows), widths, numeric, notes)

    def row(self, texts: Iterable[str], cells: Iterable[Text], figure: Figure, kind: RowKind = "") -> TableRow:
        """A row of names and numbers, which ends in the id of its figure."""
        return TableRow((*map(name, texts), *cells, self.printer.id_cell(figure)), kind)

    def cells(self, *figures: Figure | None) -> list[Text]:
        """Figures as they stand in a table."""
        return list(map(self.printer.cell, figures))

    def words(self, *keys: str) -> list[str]:
        """The words of keys, such as those of a table's head."""
        return list(map(self.names.w, keys))

    def known_column(
        self, place: int, head: list[str], rows: list[TableRow], widths: tuple[int, ...]
    ) -> tuple[list[str], list[TableRow], tuple[int, ...]]:
        """A table's head, rows and widths, without the column at ``place`` where no row has anything to say in it."""
        if any(plain(row.cells[place]).strip(" –") for row in rows):
            return head, rows, widths
        kept = [replace(row, cells=(*row.cells[:place], *row.cells[place + 1 :])) for row in rows]
        return [*head[:place], *head[place + 1 :]], kept, (*widths[:place], *widths[place + 1 :])

    def _bounds(self, figures: Iterable[Figure], called: Mapping[str, str]) -> Iterator[Text]:
        """The bounds of each amount that is not exact, with what it is called."""
        for figure in {each.id: each for each in figures}.values():
            if not figure.is_exact:
                label = TextRun(f"{clean(called.get(figure.id) or self._label(figure))} ", quoted=True)
                yield (TextRun(self.names.w("doc_note_interval")), label, *self.printer.bounds_cell(figure))

    def _label(self, figure: Figure) -> str:
        """What a figure of a row is called, with its year where it is not the leading one."""
        where = dict(figure.where)
        area, ministry = str(where.get("area", "")), str(where.get("ministry", ""))
        whole = self.names.area(area) if area else self.names.w("doc_total")
        named = self.names.ministry(ministry) if ministry else whole
        named = named if area in ("", INSIDE) else whole
        year = where.get("fiscal_year", self.facts.totals.period.year)
        return (
            named if year == self.facts.totals.period.year else f"{named} {self.facts.totals.calendar.year(int(year))}"
        )

    def _rounding_note(self, parts: Iterable[Figure], figures: Sequence[Figure], whole: Figure) -> str:
        rounding = self.facts.rounding
        if not any(figure.value % rounding.grain for figure in figures):
            return self.names.w("doc_note_exact")
        listed = list(parts)
        shown = sum(rounding.displayed(part) for part in {part.id: part for part in listed}.values())
        adds = bool(listed) and shown in (
            rounding.displayed(whole),
            rounding.displayed(self.facts.totals.inside.amount),
        )
        return self.names.w("doc_note_adds" if adds else "doc_note_need_not")


def name(text: str) -> Text:
    """A text out of the data."""
    return (TextRun(clean(text), quoted=True),)


def unsigned(text: Text) -> Text:
    """A remainder without the plus sign of a change, which "about" may stand before."""
    return tuple(replace(run, text=run.text.replace("+", "", 1)) for run in text)


def with_note(table: DocumentTable, note: str) -> DocumentTable:
    """A table with one more note, first."""
    return DocumentTable(
        table.title, table.unit, table.head, table.rows, table.widths, table.right, (name(note), *table.notes)
    )
