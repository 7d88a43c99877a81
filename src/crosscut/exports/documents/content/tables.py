"""The tables of releases and reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crosscut.exports.documents.content import annexes
from crosscut.exports.documents.content.frame import Frame, name, unsigned, with_note
from crosscut.exports.documents.model import Row, RowKind, Run, Table, Text
from crosscut.figures import INSIDE, Figure
from crosscut.views.facts import AreaFacts
from crosscut.views.overview import effects, heat, pairs
from crosscut.views.totals import Line

LARGEST, MINISTRIES, PAIRS = 20, 10, 6
"""Programmes and ministries that an area's page lists one by one, and pairs of areas that overlap."""


class Tables(Frame):
    """Makes tables by name: ``areas``, ``ministries``, ``flagships``, ``heat``, ``effects``, ``overlap``,
    ``findings``, ``findings_by_rule``, ``rules``, ``sources``, ``glossary``; with an area or a ministry
    ``area_ministries/…``, ``area_programmes/…``, ``ministry_programmes/…``; with the place of a passage
    ``flows_areas/0``, ``flows_ministries/0``.
    """  # noqa: D205

    def make(self, key: str) -> Table | None:
        """The table of that name; None where it would hold nothing."""
        name, _, subject = key.partition("/")
        makers: dict[str, Callable[[], Table | None]] = {
            "areas": self._areas,
            "ministries": self._ministries,
            "flagships": self._flagships,
            "heat": self._heat,
            "effects": self._effects,
            "overlap": self._overlap,
            "findings": lambda: annexes.findings(self),
            "findings_by_rule": lambda: annexes.findings_by_rule(self),
            "rules": lambda: annexes.rules(self),
            "sources": lambda: annexes.sources(self),
            "glossary": lambda: annexes.glossary(self),
            "area_ministries": lambda: self._area_ministries(subject),
            "area_programmes": lambda: self._area_programmes(subject),
            "ministry_programmes": lambda: self._ministry_programmes(subject),
            "flows_areas": lambda: annexes.flows(self, int(subject), "areas"),
            "flows_ministries": lambda: annexes.flows(self, int(subject), "ministries"),
        }
        return makers[name]()

    def _areas(self) -> Table:
        facts, word = self.facts, self.names.w
        rows = [self._area_row(each) for each in facts.present]
        inside = facts.totals.inside
        rows.append(self._line_row(self.names.area(INSIDE), inside, "group"))
        rows += [self._line_row(self.names.area(line.key), line) for line in facts.apart]
        rows.append(self._line_row(word("doc_total"), facts.totals.whole, "total"))
        head = [word("doc_area"), *self._change_heads(), word("doc_share"), word("doc_programmes"), word("doc_number")]
        parts = [each.amount for each in facts.present]
        figures = [*parts, *(each.before for each in facts.present if each.before), inside.amount]
        figures += [*(line.amount for line in facts.apart), facts.total]
        return self.table(
            "doc_areas_table", head, rows, (30, *self._change_widths(), 12, 11, 15), parts=parts, figures=figures
        )

    def _area_row(self, area: AreaFacts) -> Row:
        cells = [name(self.names.area(area.key)), *self._change_cells(area.amount, area.before, area.change, area.rate)]
        cells += [self.printer.cell(area.share), self.printer.cell(area.programmes), self.printer.id_cell(area.amount)]
        return Row(tuple(cells))

    def _line_row(self, label: str, line: Line, kind: RowKind = "") -> Row:
        facts = self.facts
        where: dict[str, str | int] = {"area": line.key} if line.key else {}
        before = facts.book.amount("partition", **where, **facts.before.where) if facts.before else None
        change = line.changes[0] if line.changes else None
        cells = [
            name(label),
            *self._change_cells(
                line.amount, before, change.amount if change else None, change.rate if change else None
            ),
        ]
        return Row(
            (
                *cells,
                self.printer.cell(line.share),
                self.printer.cell(line.programmes),
                self.printer.id_cell(line.amount),
            ),
            kind,
        )

    def _ministries(self) -> Table:
        facts, word = self.facts, self.names.w
        sides = [facts.totals.inside, *facts.totals.apart]
        lines = [facts.totals.line(each, facts.total, "partition", ministry=each) for each in facts.ministries]
        rows = []
        for line in lines:
            parts = [facts.once(ministry=line.key, area=side.key) for side in sides]
            rows.append(self._sides_row(self.names.ministry(line.key), line, parts))
        whole = facts.totals.whole
        rows.append(self._sides_row(word("doc_total"), whole, [side.amount for side in sides], "total"))
        columns = [self.names.area(side.key) for side in sides]
        last = [word(key) for key in ("doc_share", "doc_programmes", "doc_number")]
        head = [word("doc_ministry"), word("doc_total"), *columns, *last]
        amounts = [line.amount for line in lines]
        widths = (28, 13, *(13 for _ in columns), 10, 11, 15)
        return self.table("doc_ministries_table", head, rows, widths, parts=amounts, figures=amounts)

    def _sides_row(self, label: str, line: Line, sides: Sequence[Figure], kind: RowKind = "") -> Row:
        cells = map(self.printer.cell, (line.amount, *sides, line.share, line.programmes))
        return Row((name(label), *cells, self.printer.id_cell(line.amount)), kind)

    def _flagships(self) -> Table | None:
        facts, rows = self.facts, []
        for area, programme in facts.flagships:
            texts = (
                self.names.area(area.key),
                self.names.programme(programme),
                self.names.ministry(programme.ministry),
            )
            status = (Run(self.names.status(programme)),)
            rows.append(
                Row(
                    (
                        *map(name, texts),
                        self.printer.cell(programme.amount),
                        status,
                        self.printer.id_cell(programme.amount),
                    )
                )
            )
        if not rows:
            return None
        rows.append(
            Row(
                (
                    name(self.names.w("doc_rest")),
                    (),
                    (),
                    unsigned(self.printer.cell(facts.unnamed)),
                    (),
                    self.printer.id_cell(facts.unnamed),
                ),
                "group",
            )
        )
        rows.append(
            Row(
                (
                    name(self.names.w("doc_total")),
                    (),
                    (),
                    self.printer.cell(facts.total),
                    (),
                    self.printer.id_cell(facts.total),
                ),
                "total",
            )
        )
        head = [
            self.names.w(key)
            for key in ("doc_area", "doc_programme", "doc_ministry", "doc_amount", "doc_status", "doc_number")
        ]
        figures = [programme.amount for _, programme in facts.flagships]
        parts = [*figures, facts.unnamed]
        return self.table(
            "doc_flagships_table", head, rows, (17, 37, 20, 11, 11, 14), parts=parts, figures=figures, right=(3,)
        )

    def _area_ministries(self, area: str) -> Table | None:
        lines = self.facts.totals.lines("ministry", self.facts.amount(area=area), area=area)
        if not lines:
            return None
        whole, word = self.facts.amount(area=area), self.names.w
        rows = [self._ministry_row(line) for line in lines[:MINISTRIES]]
        if len(lines) > MINISTRIES:
            rows.append(self._others(whole, [line.amount for line in lines[:MINISTRIES]], word("doc_others"), 4))
        count = self.facts.book.count(self.facts.totals.counting, area=area, **self.facts.totals.period.where)
        last = (
            name(word("doc_total")),
            self.printer.cell(whole),
            (),
            self.printer.cell(count),
            self.printer.id_cell(whole),
        )
        rows.append(Row(last, "total"))
        head = [word(key) for key in ("doc_ministry", "doc_amount", "doc_share", "doc_programmes", "doc_number")]
        parts = [line.amount for line in lines]
        title = word("doc_area_ministries", name=self.names.area(area))
        return self.table(title, head, rows, (40, 18, 14, 14, 16), parts=parts, figures=parts, whole=whole)

    def _ministry_row(self, line: Line) -> Row:
        cells = map(self.printer.cell, (line.amount, line.share, line.programmes))
        return Row((name(self.names.ministry(line.key)), *cells, self.printer.id_cell(line.amount)))

    def _others(self, whole: Figure, named: Sequence[Figure], label: str, columns: int, *, second: bool = False) -> Row:
        """What is left of a whole beside the rows of a table."""
        rest = self.facts.book.difference(whole, self.facts.book.together(named))
        amount = unsigned(self.printer.cell(rest))
        cells = [name(label), (), amount] if second else [name(label), amount, ()]
        return Row((*cells, *((),) * (columns - 3), self.printer.id_cell(rest)), "group")

    def _area_programmes(self, area: str) -> Table | None:
        ranked = self.facts.ranked(area=area)
        if not ranked:
            return None
        rows = [self._programme_row(key, figure) for key, figure in ranked[:LARGEST]]
        whole = self.facts.amount(area=area)
        if len(ranked) > LARGEST:
            named = [figure for _, figure in ranked[:LARGEST]]
            rows.append(self._others(whole, named, self.names.w("doc_rest"), 4, second=True))
        rows.append(
            Row(
                (name(self.names.w("doc_total")), (), self.printer.cell(whole), (), self.printer.id_cell(whole)),
                "total",
            )
        )
        title = self.names.w("doc_area_programmes", name=self.names.area(area))
        return self._programmes_table(
            title, rows, whole, [figure for _, figure in ranked], self.names.w("doc_ministry")
        )

    def _ministry_programmes(self, ministry: str) -> Table | None:
        ranked = self.facts.ranked("partition", ministry=ministry)
        rows = [self._programme_row(key, figure, areas=True) for key, figure in ranked]
        whole = self.facts.once(ministry=ministry)
        rows.append(
            Row(
                (name(self.names.w("doc_total")), (), self.printer.cell(whole), (), self.printer.id_cell(whole)),
                "total",
            )
        )
        title = self.names.w("doc_ministry_programmes", name=self.names.ministry(ministry))
        return self._programmes_table(title, rows, whole, [figure for _, figure in ranked], self.names.w("doc_area"))

    def _programme_row(self, key: str, figure: Figure, *, areas: bool = False) -> Row:
        programme = self.facts.programme(key, figure)
        held = self.facts.directory.areas.get(key, [])[:2]
        other = " · ".join(self.names.area(area) for area in held) if areas else self.names.ministry(programme.ministry)
        return Row(
            (
                name(self.names.programme(programme)),
                name(other or "–"),
                self.printer.cell(figure),
                (Run(self.names.status(programme)),),
                self.printer.id_cell(figure),
            )
        )

    def _programmes_table(
        self, title: str, rows: list[Row], whole: Figure, parts: Sequence[Figure], second: str
    ) -> Table:
        head = [
            self.names.w("doc_programme"),
            second,
            self.names.w("doc_amount"),
            self.names.w("doc_status"),
            self.names.w("doc_number"),
        ]
        return self.table(title, head, rows, (45, 23, 12, 11, 15), parts=parts, figures=parts, right=(2,), whole=whole)

    def _heat(self) -> Table | None:
        facts = self.facts
        columns = [area.key for area in facts.present]
        apart = [line.key for line in facts.totals.apart]
        found = [row for row in heat(facts.totals, columns) if row.total.held]
        if len(found) < 2:
            return None
        rows, figures = [], list[Figure]()
        for row in found:
            amounts = [figure for figure, _ in row.cells[: len(columns)]]
            amounts += [facts.amount(ministry=row.ministry, area=area) for area in apart]
            cells = [self.printer.cell(each) if each and each.held else (Run("·"),) for each in amounts]
            rows.append(Row((name(self.names.ministry(row.ministry)), *cells, self.printer.cell(row.total))))
            figures += [each for each in amounts if each and each.held]
        names = [self.names.area(area) for area in (*columns, *apart)]
        head = [self.names.w("doc_ministry"), *names, self.names.w("doc_total")]
        return self.table("doc_heat_table", head, rows, (18, *(9 for _ in head[1:])), figures=figures)

    def _effects(self) -> Table | None:
        facts = self.facts
        lines = [
            line for line in facts.totals.area_lines(facts.total) if line.key in {each.key for each in facts.present}
        ]
        found = effects(facts.totals, lines)
        if not any(each.difference.value for each in found):
            return None
        rows = [
            Row(
                (
                    name(self.names.area(each.area)),
                    *map(self.printer.cell, (each.once, each.tagged, each.difference)),
                    self.printer.rate_cell(each.rate),
                    self.printer.id_cell(each.tagged),
                )
            )
            for each in found
        ]
        head = [
            self.names.w("doc_area"),
            self.names.w("counting_partition"),
            self.names.w("doc_tagged"),
            self.names.w("doc_change"),
            self.names.w("doc_rate"),
            self.names.w("doc_number"),
        ]
        table = self.table(
            "doc_effects_table", head, rows, (30, 14, 14, 14, 12, 15), figures=[each.tagged for each in found]
        )
        return with_note(table, self.names.w("doc_note_overlap"))

    def _overlap(self) -> Table | None:
        facts = self.facts
        found = pairs(facts.totals, [area.key for area in facts.areas])[:PAIRS] if facts.totals.has_tags else []
        if not found:
            return None
        rows = [
            Row(
                (
                    name(self.names.area(each.first)),
                    name(self.names.area(each.second)),
                    self.printer.cell(each.amount),
                    self.printer.id_cell(each.amount),
                )
            )
            for each in found
        ]
        head = [
            self.names.w("overlap_first"),
            self.names.w("overlap_second"),
            self.names.w("doc_amount"),
            self.names.w("doc_number"),
        ]
        table = self.table(
            "doc_overlap_table", head, rows, (32, 32, 16, 16), figures=[each.amount for each in found], right=(2,)
        )
        return with_note(table, self.names.w("doc_note_overlap"))

    def _change_heads(self) -> list[str]:
        if not self.facts.before:
            return [self.names.period]
        return [self.names.before, self.names.period, self.names.w("doc_change"), self.names.w("doc_rate")]

    def _change_widths(self) -> tuple[int, ...]:
        return (13, 13, 12, 11) if self.facts.before else (15,)

    def _change_cells(
        self, amount: Figure, before: Figure | None, change: Figure | None, rate: Figure | None
    ) -> list[Text]:
        if not self.facts.before:
            return [self.printer.cell(amount)]
        return [
            self.printer.cell(before),
            self.printer.cell(amount),
            self.printer.cell(change),
            self.printer.rate_cell(rate),
        ]
