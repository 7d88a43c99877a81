"""The tables of releases and reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crosscut.exports.documents.content import annexes
from crosscut.exports.documents.content.frame import TableFrame, name, unsigned, with_note
from crosscut.exports.documents.model import DocumentTable, RowKind, TableRow, Text, TextRun
from crosscut.figures import INSIDE, Figure
from crosscut.views.facts import AreaFacts, ProgrammeFacts
from crosscut.views.overview import effects, heat, pairs
from crosscut.views.totals import TotalsLine

_LONG, _WIDE = 20, 20
"""Letters of a column's head from which on it is wider, and how wide it is then."""
LARGEST, MINISTRIES, PAIRS = 20, 10, 6
"""Programmes and ministries that an area's page lists one by one, and pairs of areas that overlap."""


class DocumentTables(TableFrame):
    """Makes tables by name: ``areas``, ``ministries``, ``flagships``, ``heat``, ``effects``, ``overlap``,
    ``findings``, ``findings_by_rule``, ``rules``, ``sources``, ``glossary``; with an area or a ministry
    ``area_ministries/…``, ``area_programmes/…``, ``ministry_programmes/…``; with the place of a passage
    ``flows_areas/0``, ``flows_ministries/0``.
    """  # noqa: D205

    def make(self, key: str) -> DocumentTable | None:
        """The table of that name; None where it would hold nothing."""
        name, _, subject = key.partition("/")
        makers: dict[str, Callable[[], DocumentTable | None]] = {
            "areas": self._areas,
            "ministries": self._ministries,
            "flagships": self._flagships,
            "heat": self._heat,
            "effects": self._effects,
            "overlap": self._overlap,
            "sources": lambda: annexes.sources(self),
            "glossary": lambda: annexes.glossary(self),
            "area_ministries": lambda: self._area_ministries(subject),
            "area_programmes": lambda: self._area_programmes(subject),
            "ministry_programmes": lambda: self._ministry_programmes(subject),
            "flows_areas": lambda: annexes.flows(self, int(subject), "areas"),
            "flows_ministries": lambda: annexes.flows(self, int(subject), "ministries"),
        }
        return makers[name]()

    def _areas(self) -> DocumentTable:
        facts, inside = self.facts, self.facts.totals.inside
        rows = [self._area_row(each) for each in facts.present]
        rows.append(self._line_row(self.names.area(INSIDE), inside, "group"))
        rows += [self._line_row(self.names.area(line.key), line) for line in facts.unattributed]
        rows.append(self._line_row(self.names.w("doc_total"), facts.totals.whole, "total"))
        head = [
            *self.words("doc_area"),
            *self._change_heads(),
            *self.words("doc_share", "doc_programmes", "doc_number"),
        ]
        parts = [each.amount for each in facts.present]
        figures = [*parts, *(each.before for each in facts.present if each.before), inside.amount]
        figures += [*(line.amount for line in facts.unattributed), facts.total]
        widths = (30, *self._change_widths(), 12, 11, 15)
        return self.table(self.names.w("doc_areas_table"), head, rows, widths, parts=parts, figures=figures)

    def _area_row(self, area: AreaFacts) -> TableRow:
        changes = self._change_cells(area.amount, area.before, area.change, area.rate)
        cells = [*changes, *self.cells(area.share, area.programmes)]
        return self.row([self.names.area(area.key)], cells, area.amount)

    def _line_row(self, label: str, line: TotalsLine, kind: RowKind = "") -> TableRow:
        told = [each for each in line.changes[:1] if each.is_known]
        change, rate = (told[0].amount, told[0].rate) if told else (None, None)
        changes = self._change_cells(line.amount, change.of[1] if change else None, change, rate)
        return self.row([label], [*changes, *self.cells(line.share, line.programmes)], line.amount, kind)

    def _ministries(self) -> DocumentTable:
        facts, names = self.facts, self.names
        sides = [facts.totals.inside, *facts.totals.unattributed]
        lines = [facts.totals.line(each, facts.total, "partition", ministry=each) for each in facts.ministries]
        rows = []
        for line in lines:
            parts = [facts.once(ministry=line.key, area=side.key) for side in sides]
            rows.append(self._sides_row(names.ministry(line.key), line, parts))
        rows.append(self._sides_row(names.w("doc_total"), facts.totals.whole, [side.amount for side in sides], "total"))
        columns = [names.area(side.key) for side in sides]
        first, last = self.words("doc_ministry", "doc_total"), self.words("doc_share", "doc_programmes", "doc_number")
        widths = (28, 13, *(_WIDE if len(column) > _LONG else 13 for column in columns), 10, 11, 15)
        amounts = [line.amount for line in lines]
        head = [*first, *columns, *last]
        return self.table(self.names.w("doc_ministries_table"), head, rows, widths, parts=amounts, figures=amounts)

    def _sides_row(self, label: str, line: TotalsLine, sides: Sequence[Figure], kind: RowKind = "") -> TableRow:
        return self.row([label], self.cells(line.amount, *sides, line.share, line.programmes), line.amount, kind)

    def _flagships(self) -> DocumentTable | None:
        facts, names = self.facts, self.names
        rows = [self._flagship_row(area, programme) for area, programme in facts.flagships]
        if not rows:
            return None
        figures = [programme.amount for _, programme in facts.flagships]
        parts = [*figures]
        if self.printer.rounding.displayed(facts.unnamed):
            rest = unsigned(self.printer.cell(facts.unnamed))
            rows.append(self.row([names.w("doc_rest")], [(), (), rest, ()], facts.unnamed, "group"))
            parts.append(facts.unnamed)
        total = self.printer.cell(facts.total)
        rows.append(self.row([names.w("doc_total")], [(), (), total, ()], facts.total, "total"))
        head = self.words("doc_area", "doc_programme", "doc_ministry", "doc_amount", "doc_status", "doc_number")
        widths: tuple[int, ...] = (17, 37, 20, 11, 11, 14)
        head, rows, widths = self.known_column(4, head, rows, widths)
        return self.table(
            self.names.w("doc_flagships_table"), head, rows, widths, parts=parts, figures=figures, right=(3,)
        )

    def _flagship_row(self, area: AreaFacts, programme: ProgrammeFacts) -> TableRow:
        names = self.names
        texts = [names.area(area.key), names.programme(programme), names.ministry(programme.ministry)]
        status: Text = (TextRun(names.status(programme)),)
        return self.row(texts, [self.printer.cell(programme.amount), status], programme.amount)

    def _area_ministries(self, area: str) -> DocumentTable | None:
        facts, names, whole = self.facts, self.names, self.facts.amount(area=area)
        lines = [each for each in facts.totals.lines("ministry", whole, area=area) if each.amount.row_count]
        if not lines:
            return None
        parts = [line.amount for line in lines]
        rows = [
            self.row([names.ministry(line.key)], self.cells(line.amount, line.share, line.programmes), line.amount)
            for line in lines[:MINISTRIES]
        ]
        if len(lines) > MINISTRIES:
            rest = self._rest(whole, parts[:MINISTRIES])
            cells: list[Text] = [unsigned(self.printer.cell(rest)), (), ()]
            rows.append(self.row([names.w("doc_others")], cells, rest, "group"))
        all_listed = len(lines) <= MINISTRIES
        counted = facts.book.count(facts.totals.counting, area=area, **facts.totals.period.where)
        count = self.printer.cell(counted) if all_listed else ()
        rows.append(self.row([names.w("doc_total")], [self.printer.cell(whole), (), count], whole, "total"))
        head = self.words("doc_ministry", "doc_amount", "doc_share", "doc_programmes", "doc_number")
        title = names.w("doc_area_ministries", name=names.area(area))
        return self.table(title, head, rows, (40, 18, 14, 14, 16), parts=parts, figures=parts, whole=whole)

    def _rest(self, whole: Figure, named: Sequence[Figure]) -> Figure:
        """What is left of a whole beside the rows of a table."""
        return self.facts.book.difference(whole, self.facts.book.together(named))

    def _area_programmes(self, area: str) -> DocumentTable | None:
        names, ranked, whole = self.names, self.facts.ranked(area=area), self.facts.amount(area=area)
        if not ranked:
            return None
        parts = [figure for _, figure in ranked]
        rows = [self._programme_row(key, figure) for key, figure in ranked[:LARGEST]]
        if len(ranked) > LARGEST:
            rest = self._rest(whole, parts[:LARGEST])
            cells: list[Text] = [(), unsigned(self.printer.cell(rest)), ()]
            rows.append(self.row([names.w("doc_rest")], cells, rest, "group"))
        title = names.w("doc_area_programmes", name=names.area(area))
        return self._programmes_table(title, rows, whole, parts, "doc_ministry")

    def _ministry_programmes(self, ministry: str) -> DocumentTable | None:
        names, ranked = self.names, self.facts.ranked("partition", ministry=ministry)
        rows = [self._programme_row(key, figure, areas=True) for key, figure in ranked]
        title = names.w("doc_ministry_programmes", name=names.ministry(ministry))
        parts = [figure for _, figure in ranked]
        return self._programmes_table(title, rows, self.facts.once(ministry=ministry), parts, "doc_area")

    def _programme_row(self, key: str, figure: Figure, *, areas: bool = False) -> TableRow:
        names, programme = self.names, self.facts.programme(key, figure)
        areas_of = self.facts.directory.areas.get(key, [])[:2]
        other = " · ".join(names.area(area) for area in areas_of) if areas else names.ministry(programme.ministry)
        status: Text = (TextRun(names.status(programme)),)
        return self.row([names.programme(programme), other or "–"], [self.printer.cell(figure), status], figure)

    def _programmes_table(
        self, title: str, rows: list[TableRow], whole: Figure, parts: Sequence[Figure], second: str
    ) -> DocumentTable:
        total: list[Text] = [(), self.printer.cell(whole), ()]
        rows.append(self.row([self.names.w("doc_total")], total, whole, "total"))
        head = self.words("doc_programme", second, "doc_amount", "doc_status", "doc_number")
        head, rows, widths = self.known_column(3, head, rows, (45, 23, 12, 11, 15))
        return self.table(title, head, rows, widths, parts=parts, figures=parts, right=(2,), whole=whole)

    def _heat(self) -> DocumentTable | None:
        facts, names = self.facts, self.names
        columns = [area.key for area in facts.present]
        apart = [line.key for line in facts.totals.unattributed]
        found = [row for row in heat(facts.totals, columns) if row.total.row_count]
        if len(found) < 2:
            return None
        rows, figures = [], list[Figure]()
        for row in found:
            amounts = [figure for figure, _ in row.cells[: len(columns)]]
            amounts += [facts.amount(ministry=row.ministry, area=area) for area in apart]
            cells = [self.printer.cell(each) if each and each.row_count else (TextRun("·"),) for each in amounts]
            rows.append(TableRow((name(names.ministry(row.ministry)), *cells, self.printer.cell(row.total))))
            figures += [each for each in amounts if each and each.row_count]
        areas = [names.area(area) for area in (*columns, *apart)]
        head = [names.w("doc_ministry"), *areas, names.w("doc_total")]
        return self.table(self.names.w("doc_heat_table"), head, rows, (18, *(9 for _ in head[1:])), figures=figures)

    def _effects(self) -> DocumentTable | None:
        facts = self.facts
        present = {each.key for each in facts.present}
        found = effects(facts.totals, [line for line in facts.totals.area_lines(facts.total) if line.key in present])
        if not any(each.difference.value for each in found):
            return None
        rows = []
        for each in found:
            cells = [*self.cells(each.once, each.tagged, each.difference), self.printer.rate_cell(each.rate)]
            rows.append(self.row([self.names.area(each.area)], cells, each.tagged))
        head = self.words("doc_area", "chart_once", "doc_tagged", "doc_change", "doc_rate", "doc_number")
        tagged = [each.tagged for each in found]
        table = self.table(self.names.w("doc_effects_table"), head, rows, (30, 14, 14, 14, 12, 15), figures=tagged)
        return with_note(table, self.names.w("doc_note_overlap"))

    def _overlap(self) -> DocumentTable | None:
        facts, names = self.facts, self.names
        found = pairs(facts.totals, [area.key for area in facts.areas])[:PAIRS] if facts.totals.has_tags else []
        if not found:
            return None
        rows = [
            self.row([names.area(each.first), names.area(each.second)], self.cells(each.amount), each.amount)
            for each in found
        ]
        head = self.words("overlap_first", "overlap_second", "doc_amount", "doc_number")
        shared = [each.amount for each in found]
        table = self.table(self.names.w("doc_overlap_table"), head, rows, (32, 32, 16, 16), figures=shared, right=(2,))
        return with_note(table, names.w("doc_note_overlap"))

    def _change_heads(self) -> list[str]:
        if not self.facts.before:
            return [self.names.period]
        return [self.names.before, self.names.period, *self.words("doc_change", "doc_rate")]

    def _change_widths(self) -> tuple[int, ...]:
        return (13, 13, 12, 11) if self.facts.before else (15,)

    def _change_cells(
        self, amount: Figure, before: Figure | None, change: Figure | None, rate: Figure | None
    ) -> list[Text]:
        if not self.facts.before:
            return self.cells(amount)
        return [*self.cells(before, amount, change), self.printer.rate_cell(rate)]
