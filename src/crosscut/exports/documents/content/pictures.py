"""The charts of releases and reports, drawn for print: legible in black and white."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crosscut.exports import charts
from crosscut.exports.documents.content.names import DocumentNames
from crosscut.exports.documents.figure_text import FigureText
from crosscut.exports.documents.marks import clean
from crosscut.exports.documents.model import Chart, TextRun
from crosscut.figures import Figure
from crosscut.views.facts import AreaFacts, Facts
from crosscut.views.flows import FlowPassage, outer_ends
from crosscut.views.overview import heat, pairs
from crosscut.views.story import CHANGING, StoryStep, story

MINISTRIES = 15
"""Ministries that the heat picture shows; its table shows all."""

CHARTS = ("changes", "additional", "heat", "stages", "flows/0", "flows/1", "overlap")
"""The charts that there are; ``areas`` is another name of ``changes``, ``flows/0`` is the first passage's."""


class Label(NamedTuple):
    """A number as a picture prints it or its text says it, and the figure that it is."""

    text: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Sketch:
    """A chart before it is drawn.

    Attributes
    ----------
    title
        Its title.
    alt
        What it says, in words, with numbers that are figures.
    draw
        The specification, or the SVG element, for a width in pixels.
    labels
        The numbers that the picture prints.
    in_alt
        The numbers that ``alt`` says.

    """

    title: str
    alt: str
    draw: Callable[[int], charts.Spec | str]
    labels: tuple[Label, ...]
    in_alt: tuple[Label, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that the picture prints and its text says, each once, in order."""
        return tuple({each.figure.id: each.figure for each in (*self.labels, *self.in_alt)}.values())


class DocumentPictures:
    """Makes charts by name, one of CHARTS."""

    def __init__(self, facts: Facts, names: DocumentNames, printer: FigureText) -> None:
        self.facts, self.names, self.printer = facts, names, printer

    def make(self, key: str) -> Chart | None:
        """The chart of that name for a page; None where it would show nothing."""
        sketch = self.sketch(key)
        if sketch is None:
            return None
        svg = charts.ask(sketch.draw(charts.PAGE)).text()
        width, height = (round(float(each)) for each in re.findall(r'(?:width|height)="([0-9.]+)"', svg)[:2])
        labels = tuple(TextRun(each.text, figure=each.figure.id) for each in sketch.labels)
        return Chart((TextRun(sketch.title, quoted=True),), svg, sketch.alt, width, height, labels)

    def sketch(self, key: str) -> Sketch | None:
        """The chart of that name, not yet drawn; None where it would show nothing."""
        name, _, subject = key.partition("/")
        makers: dict[str, Callable[[], Sketch | None]] = {
            "changes": self._changes,
            "areas": self._changes,
            "additional": self._additional,
            "heat": self._heat,
            "overlap": self._overlap,
            "stages": self._stages,
            "flows": lambda: self._flows(int(subject)),
            "story": lambda: self._story(subject),
        }
        return makers[name]()

    def _changes(self) -> Sketch | None:
        labels: list[Label] = []
        shown = [area for area in self.facts.areas if area.amount.value or (area.before and area.before.value)]
        bars = [
            charts.Bar(
                self._area(area.key),
                area.amount.value,
                self._text(area.amount, labels),
                area.amount.id,
                area.before.value if area.before else None,
                self._text(area.before, labels) if area.before else "",
            )
            for area in shown
        ]
        if not bars:
            return None
        in_alt: list[Label] = []
        largest, smallest = (each(shown, key=lambda area: area.amount.value) for each in (max, min))
        alt = self._ends("doc_alt_areas", [(self._area(each.key), each.amount) for each in (largest, smallest)], in_alt)
        if is_compared := self.facts.before and self.facts.is_known:
            alt = f"{alt} {self._moves(shown, in_alt)}"
        key = "doc_chart_changes" if is_compared else "doc_chart_areas"
        return Sketch(
            self.names.w(key), alt, lambda width: charts.paired(bars, self._look(width)), tuple(labels), tuple(in_alt)
        )

    def _additional(self) -> Sketch | None:
        before = self.facts.total_before
        if before is None or not self.facts.is_known:
            return None
        labels: list[Label] = []
        shown = self.facts.rounding.displayed
        moves = [(area.key, area.change) for area in self.facts.areas if area.change and shown(area.change)]
        moves += [(line.key, line.changes[0].amount) for line in self.facts.unattributed if line.changes[0].printed]
        at = shown(before)
        found = [charts.WaterfallStep(self.names.before, 0, at, self._text(before, labels), before.id, whole=True)]
        for key, change in sorted(moves, key=lambda move: -move[1].value):
            end = at + shown(change)
            found.append(charts.WaterfallStep(self._area(key), at, end, self._text(change, labels), change.id))
            at = end
        total = self.facts.total
        found.append(
            charts.WaterfallStep(self.names.period, 0, shown(total), self._text(total, labels), total.id, whole=True)
        )
        alt = self.names.w("doc_alt_additional", before=found[0].text, after=found[-1].text, unit=self.printer.unit)
        ends = [(step.label, step.text) for step in found[1:-1]]
        if ends:
            alt = f"{alt} {self._ends_text('doc_alt_moves', (ends[0], ends[-1]))}"
        return Sketch(
            self.names.w("doc_chart_additional"),
            alt,
            lambda width: charts.steps(found, self._look(width)),
            tuple(labels),
            (),
        )

    def _heat(self) -> Sketch | None:
        areas = [area.key for area in self.facts.areas if area.amount.value]
        found = [row for row in heat(self.facts.totals, areas) if any(each[0] for each in row.cells[: len(areas)])]
        found = found[:MINISTRIES]
        if len(found) < 2:
            return None
        labels: list[Label] = []
        cells = [
            charts.OverlapCell(
                self._ministry(row.ministry), self._area(area), figure.value, self._text(figure, labels), figure.id
            )
            for row in found
            for area, (figure, _) in zip(areas, row.cells, strict=False)
            if figure
        ]
        sides = [self._ministry(row.ministry) for row in found], [self._area(area) for area in areas]
        return Sketch(
            self.names.w("doc_chart_heat"),
            self._cells(cells),
            lambda width: charts.heat(cells, *sides, self._look(width)),
            tuple(labels),
            (),
        )

    def _overlap(self) -> Sketch | None:
        columns = [area.key for area in self.facts.areas]
        found = pairs(self.facts.totals, columns) if self.facts.totals.has_tags else []
        if not found:
            return None
        labels: list[Label] = []
        cells = [
            charts.OverlapCell(
                self._area(each.first),
                self._area(each.second),
                each.amount.value,
                self._text(each.amount, labels),
                each.amount.id,
            )
            for each in found
        ]
        present = {key for each in found for key in (each.first, each.second)}
        shown = [self._area(area) for area in columns if area in present]
        return Sketch(
            self.names.w("doc_chart_overlap"),
            self._cells(cells),
            lambda width: charts.overlap(cells, shown, self._look(width)),
            tuple(labels),
            (),
        )

    def _stages(self) -> Sketch | None:
        found = self.facts.totals.period_lines("partition")
        if len(found) < 2:
            return None
        labels: list[Label] = []
        points = [
            charts.PeriodPoint(
                self.names.when(period),
                self.facts.totals.calendar.year(period.year),
                figure.value,
                self._text(figure, labels),
                figure.id,
                period == self.facts.totals.period,
            )
            for period, figure in found
        ]
        largest, smallest = (each(points, key=lambda point: point.value) for each in (max, min))
        alt = self._ends_text("doc_alt_flows", [(each.label, each.text) for each in (largest, smallest)])
        return Sketch(
            self.names.w("doc_chart_flows"),
            alt,
            lambda width: charts.periods(points, self._look(width)),
            tuple(labels),
            (),
        )

    def _flows(self, place: int) -> Sketch | None:
        """From the areas before to the areas after: what stays, what comes, what goes."""
        passage = next(iter(self.facts.passages[place : place + 1]), None)
        streams = passage.areas if passage else ()
        stayed = {stream.key: stream.before.value - stream.taken() for stream in streams}
        if passage is None or min(stayed.values(), default=0) < 0 or len(streams) < 2:
            return None
        (come, gone), labels = map(self.names.w, outer_ends(passage)), list[Label]()
        bands = []
        for stream in streams:
            area = self._area(stream.key)
            ways = ((area, area, stayed[stream.key]), (come, area, stream.added()), (area, gone, stream.taken()))
            bands += [charts.FlowBand(left, right, amount, "") for left, right, amount in ways if amount]
        before = {self._area(each.key): self._text(each.before, labels) for each in streams if each.before.row_count}
        after = {self._area(each.key): self._text(each.after, labels) for each in streams if each.after.row_count}
        order = charts.Order([self._area(stream.key) for stream in streams], (come, gone), before, after)
        ends = {"since": self.names.when(passage.since), "until": self.names.when(passage.until)}
        alt, in_alt = self._passage(passage, ends)
        return Sketch(
            self.names.w("doc_flow_title", **ends),
            alt,
            lambda width: charts.flow(bands, width, order),
            tuple(labels),
            tuple(in_alt),
        )

    @cached_property
    def _steps(self) -> dict[str, StoryStep]:
        return {step.key: step for step in story(self.facts)}

    def _story(self, key: str) -> Sketch | None:
        """The bars of a step of the story."""
        told = self._steps.get(key)
        if told is None or not told.bars:
            return None
        labels: list[Label] = []
        called = {"ministry": self._ministry, "programme": self._programme, "kind": self.names.effect}
        bars = [
            charts.Bar(
                called.get(bar.kind, self._area)(bar.key),
                bar.figure.value,
                self._text(bar.figure, labels),
                bar.figure.id,
            )
            for bar in told.bars
        ]
        ends = [(bar.label, bar.text) for bar in (bars[0], bars[-1])]
        alt = self._ends_text("story_alt" if len(bars) > 1 else "chart_one_alt", ends)
        drawn = charts.changes if told.key in CHANGING else charts.paired
        title = self.names.w(f"story_{key}")
        return Sketch(title, alt, lambda width: drawn(bars, self._look(width)), tuple(labels), ())

    def _passage(self, passage: FlowPassage, ends: dict[str, str]) -> tuple[str, list[Label]]:
        """What a passage says in words: its two wholes, and the areas whose money changed most."""
        book, in_alt = self.facts.book, list[Label]()
        totals = {
            key: self._text(book.amount("partition", **each.where), in_alt)
            for key, each in (("before", passage.since), ("after", passage.until))
        }
        changes = [(stream.key, book.difference(stream.after, stream.before)) for stream in passage.areas]
        high, low = (each(changes, key=lambda change: change[1].value) for each in (max, min))
        alt = self.names.w("doc_alt_flow", unit=self.printer.unit, **ends, **totals)
        moved = self._ends("doc_alt_moves", [(self._area(key), change) for key, change in (high, low)], in_alt)
        return f"{alt} {moved}", in_alt

    def _moves(self, areas: Sequence[AreaFacts], in_alt: list[Label]) -> str:
        moved = [(area.change.value, area.key, area.change) for area in areas if area.change]
        ends = (max(moved), min(moved)) if moved else ()
        return self._ends_text("doc_alt_moves", [(self._area(key), self._text(each, in_alt)) for _, key, each in ends])

    def _ends(self, key: str, ends: Sequence[tuple[str, Figure]], in_alt: list[Label]) -> str:
        return self._ends_text(key, [(name, self._text(figure, in_alt)) for name, figure in ends])

    def _cells(self, cells: Sequence[charts.OverlapCell]) -> str:
        """The largest and the smallest square, in words; its numbers stand in the picture."""
        largest, smallest = (each(cells, key=lambda cell: cell.value) for each in (max, min))
        return self._ends_text(
            "doc_alt_cells", [(f"{each.first} · {each.second}", each.text) for each in (largest, smallest)]
        )

    def _ends_text(self, key: str, ends: Sequence[tuple[str, str]]) -> str:
        (first, first_amount), (last, last_amount) = ends
        return self.names.w(
            key, first=first, first_amount=first_amount, last=last, last_amount=last_amount, unit=self.printer.unit
        )

    def _text(self, figure: Figure, labels: list[Label]) -> str:
        (run,) = self.printer.cell(figure)
        if run.figure:
            labels.append(Label(run.text, figure))
        return run.text

    def _area(self, key: str) -> str:
        return clean(self.names.area(key))

    def _ministry(self, key: str) -> str:
        return clean(self.names.ministry(key))

    def _programme(self, key: str) -> str:
        return clean(self.names.named_programme(key))

    def _look(self, width: int) -> charts.ChartLook:
        unit, w = self.printer.unit, self.names.w
        words = {
            "axis": unit,
            "unit": unit,
            "tagged": w("doc_tagged"),
            "now": self.names.period,
            "before": self.names.before or "–",
            "key": w("heat_scale"),
            "cut": w("doc_axis_cut"),
        }
        return charts.ChartLook(self.names.language, self.printer.table_unit.unit.factor, words, width)
