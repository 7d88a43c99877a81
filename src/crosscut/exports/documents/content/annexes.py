"""The tables that a report's annexes are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from crosscut.exports.documents.content.frame import TableFrame, name, with_note
from crosscut.exports.documents.model import DocumentTable, TableRow, TextRun
from crosscut.figures import Figure
from crosscut.tables import NO_AREA, OUTSIDE, UNREAD
from crosscut.text.areas import HINTS
from crosscut.views.flows import FATES, Stream

_FLOWS = 30
"""Ministries whose flows are listed, the largest."""
GLOSSARY = ("programme", "area", "outside", "unread", "partition", "tagged", "stage", "about", "number", "run")
"""The words that a report explains; ``unread`` where there is such money."""


def flows(frame: TableFrame, place: int, by: Literal["areas", "ministries"]) -> DocumentTable | None:
    """What became of the money of each area or ministry since another point; None where nothing changed."""
    passage, names = next(iter(frame.facts.passages[place : place + 1]), None), frame.names
    if passage is None:
        return None
    streams = [each for each in (passage.areas if by == "areas" else passage.ministries) if each.fates][:_FLOWS]
    if not streams:
        return None
    present = [fate for fate in FATES if any(fate in stream.fates for stream in streams)]
    label = names.area if by == "areas" else names.ministry
    rows = [_row(frame, label(stream.key), stream, [stream.fates.get(fate) for fate in present]) for stream in streams]
    ends = [names.when(each) for each in (passage.since, passage.until)]
    head = [
        names.w("doc_area" if by == "areas" else "doc_ministry"),
        ends[0],
        *(names.fate(fate, passage) for fate in present),
        ends[1],
        names.w("doc_number"),
    ]
    figures = [figure for stream in streams for figure in (stream.before, stream.after, *stream.fates.values())]
    widths = (26, 12, *(9 for _ in present), 12, 15)
    title = names.w(f"doc_flow_{by}", since=ends[0], until=ends[1])
    called = {
        figure.id: f"{label(stream.key)}, {names.fate(fate, passage)}"
        for stream in streams
        for fate, figure in stream.fates.items()
    }
    table = frame.table(title, head, rows, widths, figures=figures, called=called)
    return with_note(table, names.w("doc_note_fates"))


def _row(frame: TableFrame, label: str, stream: Stream, fates: Sequence[Figure | None]) -> TableRow:
    change = frame.facts.book.difference(stream.after, stream.before)
    return frame.row([label], frame.cells(stream.before, *fates, stream.after), change)


def sources(frame: TableFrame) -> DocumentTable | None:
    """Every file that the publication was made from, with its digest, its source and its licence."""
    cited = {each.file: each for each in frame.facts.publication.settings.source}
    rows = [
        (file, digest, ". ".join(filter(None, (cited[file].citation, cited[file].license))) if file in cited else "–")
        for file, digest in frame.facts.publication.run.snapshot.files
    ]
    return _plain(frame, "doc_sources_table", ("doc_file", "doc_digest", "doc_source"), rows, (30, 28, 42))


def glossary(frame: TableFrame) -> DocumentTable | None:
    """The words that readers may not know."""
    is_unread = any(each.key == UNREAD for each in frame.facts.unattributed)
    apart = ", ".join(map(frame.names.area, NO_AREA if is_unread else (OUTSIDE,))).lower()
    rows = [_term(frame, term, apart) for term in GLOSSARY if term != UNREAD or is_unread]
    return _plain(frame, "doc_glossary", ("doc_term", "doc_meaning"), rows, (24, 76))


def _term(frame: TableFrame, term: str, apart: str) -> tuple[str, str]:
    """A word and what it means; ``apart`` names the money that stands in no area."""
    names = frame.names
    if term in HINTS:
        return names.area(term), f"{HINTS[term][names.language]}."
    return names.w(f"doc_term_{term}"), names.w(f"doc_meaning_{term}", apart=apart)


def _plain(
    frame: TableFrame,
    title: str,
    heads: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    widths: tuple[int, ...],
    *,
    right: int = -1,
) -> DocumentTable | None:
    """A table of texts out of the data; ``right`` is the column of numbers."""
    made = tuple(TableRow(tuple(name(cell) for cell in row)) for row in rows)
    head = TableRow(tuple(name(frame.names.w(key)) for key in heads), "head")
    numeric = tuple(place == right for place in range(len(heads)))
    return DocumentTable((TextRun(frame.names.w(title)),), (), head, made, widths, numeric) if made else None
