"""The charts of releases and reports, drawn for print: legible in black and white."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from crosscut.publish import charts
from crosscut.publish.documents.marks import clean
from crosscut.publish.documents.model import Chart, Run
from crosscut.publish.documents.voice import Voice
from crosscut.publish.figures import Figure
from crosscut.publish.release.facts import Facts
from crosscut.publish.release.names import Names
from crosscut.publish.site.overview import heat, pairs
from crosscut.publish.text import period_name

WIDTH = 860
MINISTRIES = 15
"""Ministries that the heat picture shows; its table shows all."""


class Pictures:
    """Makes charts by name: ``changes``, ``areas``, ``additional``, ``heat``, ``overlap``, ``stages``, ``flows/0``."""

    def __init__(self, facts: Facts, names: Names, voice: Voice) -> None:
        self.facts, self.names, self.voice = facts, names, voice

    def make(self, key: str) -> Chart | None:
        """The chart of that name; None where it would show nothing."""
        name, _, subject = key.partition("/")
        makers: dict[str, Callable[[], Chart | None]] = {
            "changes": self._changes, "areas": self._changes, "additional": self._additional, "heat": self._heat,
            "overlap": self._overlap, "stages": self._stages, "flows": lambda: self._flows(int(subject)),
        }  # fmt: skip
        return makers[name]()

    def _changes(self) -> Chart | None:
        labels: list[Run] = []
        bars = [
            charts.Bar(self._area(area.key), area.amount.value, self._text(area.amount, labels), area.amount.id,
                       area.before.value if area.before else None,
                       self._text(area.before, labels) if area.before else "")
            for area in self.facts.areas
            if area.amount.value or (area.before and area.before.value)
        ]  # fmt: skip
        if not bars:
            return None
        key = "doc_chart_changes" if self.facts.before else "doc_chart_areas"
        alt = self.names.w("doc_alt_areas", first=bars[0].label, first_amount=bars[0].text, last=bars[-1].label,
                           last_amount=bars[-1].text)  # fmt: skip
        return self._chart(key, charts.paired(bars, self._look()), alt, labels)

    def _additional(self) -> Chart | None:
        before = self.facts.total_before
        if before is None:
            return None
        labels: list[Run] = []
        moves = [(area.key, area.change) for area in self.facts.areas if area.change and area.change.value]
        outside = self.facts.desk.outside.changes
        if outside and outside[0].amount.value:
            moves.append(("outside", outside[0].amount))
        shown = self.facts.rounding.displayed
        at = shown(before)
        found = [charts.Step(self.names.before, 0, at, self._text(before, labels), before.id, whole=True)]
        for key, change in sorted(moves, key=lambda move: -(move[1].value if move[1] else 0)):
            end = at + shown(change)
            found.append(charts.Step(self._area(key), at, end, self._text(change, labels), change.id))
            at = end
        total = self.facts.total
        found.append(charts.Step(self.names.period, 0, shown(total), self._text(total, labels), total.id, whole=True))
        alt = self.names.w("doc_alt_additional", before=found[0].text, after=found[-1].text)
        return self._chart("doc_chart_additional", charts.steps(found, self._look()), alt, labels)

    def _heat(self) -> Chart | None:
        areas = [area.key for area in self.facts.areas if area.amount.value]
        found = [row for row in heat(self.facts.desk, areas) if any(each[0] for each in row.cells[:-1])][:MINISTRIES]
        if len(found) < 2:
            return None
        labels: list[Run] = []
        cells = [
            charts.Cell(
                self._ministry(row.ministry), self._area(area), figure.value, self._text(figure, labels), figure.id
            )
            for row in found
            for area, (figure, _) in zip(areas, row.cells, strict=False)
            if figure
        ]
        rows = [self._ministry(row.ministry) for row in found]
        spec = charts.heat(cells, rows, [self._area(area) for area in areas], self._look())
        return self._chart("doc_chart_heat", spec, self.names.w("doc_alt_heat"), labels)

    def _overlap(self) -> Chart | None:
        columns = [area.key for area in self.facts.areas]
        found = pairs(self.facts.desk, columns) if self.facts.desk.has_tags else []
        if not found:
            return None
        labels: list[Run] = []
        cells = [
            charts.Cell(self._area(each.first), self._area(each.second), each.amount.value,
                        self._text(each.amount, labels), each.amount.id)
            for each in found
        ]  # fmt: skip
        held = {key for each in found for key in (each.first, each.second)}
        spec = charts.overlap(cells, [self._area(area) for area in columns if area in held], self._look())
        return self._chart("doc_chart_overlap", spec, self.names.w("doc_alt_heat"), labels)

    def _stages(self) -> Chart | None:
        found = self.facts.desk.period_lines("partition")
        if len(found) < 2:
            return None
        labels: list[Run] = []
        points = [
            charts.Point(period_name(period.year, period.stage, self.names.language), figure.value,
                         self._text(figure, labels), figure.id, period == self.facts.desk.period)
            for period, figure in found
        ]  # fmt: skip
        alt = self.names.w("doc_alt_flows", before=points[0].text, after=points[-1].text)
        return self._chart("doc_chart_flows", charts.periods(points, self._look()), alt, labels)

    def _flows(self, place: int) -> Chart | None:
        """From the areas before to the areas after: what stays, what comes, what goes."""
        streams = self.facts.passages[place].areas
        kept = {stream.key: stream.before.value - stream.taken() for stream in streams}
        if min(kept.values(), default=0) < 0 or len(streams) < 2:
            return None
        come, gone, labels = self.names.w("doc_flow_come"), self.names.w("doc_flow_gone"), list[Run]()
        bands = []
        for stream in streams:
            area = self._area(stream.key)
            ways = ((area, area, kept[stream.key]), (come, area, stream.added()), (area, gone, stream.taken()))
            bands += [charts.Band(left, right, amount, "") for left, right, amount in ways if amount]
        before = {self._area(each.key): self._text(each.before, labels) for each in streams if each.before.rows}
        after = {self._area(each.key): self._text(each.after, labels) for each in streams if each.after.rows}
        named = [self._area(stream.key) for stream in streams]
        svg = charts.flow(bands, WIDTH, charts.Order(named, (come, gone), before, after))
        return self._drawn("doc_flow_title", svg, self.names.w("doc_alt_flow"), labels, self._ends(place))

    def _ends(self, place: int) -> dict[str, str]:
        passage = self.facts.passages[place]
        ends = {"since": passage.since, "until": passage.until}
        return {key: period_name(each.year, each.stage, self.names.language) for key, each in ends.items()}

    def _text(self, figure: Figure, labels: list[Run]) -> str:
        run = self.voice.cell(figure)[0]
        labels.append(run)
        return run.text

    def _area(self, key: str) -> str:
        return short(clean(self.names.area(key)))

    def _ministry(self, key: str) -> str:
        return short(clean(self.names.ministry(key)))

    def _look(self) -> charts.Look:
        unit = self.voice.unit
        words = {"axis": unit, "unit": unit, "tagged": self.names.w("doc_tagged"), "now": self.names.period,
                 "before": self.names.before or "–", "key": self.names.w("heat_scale")}  # fmt: skip
        return charts.Look(self.names.language, self.voice.table_unit.unit.factor, words)

    def _chart(self, key: str, spec: dict[str, Any], alt: str, labels: list[Run]) -> Chart:
        return self._drawn(key, charts.svg(spec, WIDTH), alt, labels, {})

    def _drawn(self, key: str, svg: str, alt: str, labels: list[Run], title: dict[str, str]) -> Chart:
        width, height = (round(float(each)) for each in re.findall(r'(?:width|height)="([0-9.]+)"', svg)[:2])
        return Chart((Run(self.names.w(key, **title), quoted=True),), svg, alt, width, height, tuple(labels))


def short(label: str, longest: int = 34) -> str:
    """A label of a chart, cut where it is too long for one line."""
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
