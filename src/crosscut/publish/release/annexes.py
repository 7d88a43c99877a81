"""The tables that a report's annexes are made of."""

from __future__ import annotations

from typing import Literal

from crosscut.publish.documents.model import Row, Run, Table, Text
from crosscut.publish.release.flows import FATES, Stream
from crosscut.publish.release.frame import Frame, name, trace, with_note
from crosscut.publish.text import period_name

_FLOWS = 30
"""Ministries whose flows are listed, the largest."""


def flows(frame: Frame, place: int, by: Literal["areas", "ministries"]) -> Table | None:
    """What became of the money of each area or ministry since another point; None where nothing changed."""
    passage, names = frame.facts.passages[place], frame.names
    streams = [each for each in (passage.areas if by == "areas" else passage.ministries) if each.fates][:_FLOWS]
    if not streams:
        return None
    present = [fate for fate in FATES if any(fate in stream.fates for stream in streams)]
    label = names.area if by == "areas" else names.ministry
    rows = [_row(frame, label(stream.key), stream, [stream.fates.get(fate) for fate in present]) for stream in streams]
    ends = [period_name(each.year, each.stage, names.language) for each in (passage.since, passage.until)]
    head = [names.w("doc_area" if by == "areas" else "doc_ministry"), ends[0],
            *(names.w(f"doc_fate_{fate}") for fate in present), ends[1], names.w("doc_number")]  # fmt: skip
    figures = [figure for stream in streams for figure in (stream.before, stream.after, *stream.fates.values())]
    widths = (26, 12, *(9 for _ in present), 12, 15)
    title = names.w(f"doc_flow_{by}", since=ends[0], until=ends[1])
    return with_note(frame.table(title, head, rows, widths, figures=figures), names.w("doc_note_fates"))


def _row(frame: Frame, label: str, stream: Stream, fates: list[object]) -> Row:
    cells: list[Text] = [frame.voice.cell(each) if each else (Run("–"),) for each in fates]  # type: ignore[arg-type]
    change = frame.facts.book.difference(stream.after, stream.before)
    return Row((name(label), frame.voice.cell(stream.before), *cells, frame.voice.cell(stream.after), trace(change)))
