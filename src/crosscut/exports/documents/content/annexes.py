"""The tables that a report's annexes are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from crosscut.exports.documents.content.frame import Frame, name, with_note
from crosscut.exports.documents.model import Run, Table, TableRow
from crosscut.figures import Figure
from crosscut.findings import Finding
from crosscut.tables import NO_AREA, OUTSIDE, UNREAD
from crosscut.text.areas import HINTS
from crosscut.views.flows import FATES, Stream

_FLOWS, _FINDINGS = 30, 30
"""Ministries whose flows are listed, the largest; findings that are listed, the worst."""
GLOSSARY = ("programme", "area", "outside", "unread", "partition", "tagged", "stage", "about", "number", "run")
"""The words that a report explains; ``unread`` where there is such money."""


def flows(frame: Frame, place: int, by: Literal["areas", "ministries"]) -> Table | None:
    """What became of the money of each area or ministry since another point; None where nothing changed."""
    passage, names = frame.facts.passages[place], frame.names
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
        *(names.w(f"doc_fate_{fate}") for fate in present),
        ends[1],
        names.w("doc_number"),
    ]
    figures = [figure for stream in streams for figure in (stream.before, stream.after, *stream.fates.values())]
    widths = (26, 12, *(9 for _ in present), 12, 15)
    title = names.w(f"doc_flow_{by}", since=ends[0], until=ends[1])
    called = {
        figure.id: f"{label(stream.key)}, {names.w(f'doc_fate_{fate}')}"
        for stream in streams
        for fate, figure in stream.fates.items()
    }
    table = frame.table(title, head, rows, widths, figures=figures, called=called)
    return with_note(table, names.w("doc_note_fates"))


def _row(frame: Frame, label: str, stream: Stream, fates: Sequence[Figure | None]) -> TableRow:
    change = frame.facts.book.difference(stream.after, stream.before)
    return frame.row([label], frame.cells(stream.before, *fates, stream.after), change)


def findings(frame: Frame) -> Table | None:
    """The worst findings, each with what it says; None where there are none."""
    korean = frame.names.language == "ko"
    listed = frame.facts.publication.findings[:_FINDINGS]
    rows = [(each.rule, (korean and each.message_ko) or each.message) for each in listed]
    return _plain(frame, "doc_findings_table", ("doc_rule", "doc_found"), rows, (26, 74))


def findings_by_rule(frame: Frame) -> Table | None:
    """How many findings each rule has, those of the review included, the worst and most frequent first."""
    review = frame.facts.publication.review
    found: list[Finding] = [*frame.facts.publication.findings]
    found += [each.finding for each in review.findings if each.disposition != "waived"] if review else []
    order = {"fatal": 0, "warning": 1, "info": 2}
    counts = Counter((order[str(each.severity)], each.rule) for each in found)
    severities = [frame.names.w(f"severity_{severity}") for severity in order]
    ranked = sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    rows = [(severities[place], rule, f"{count:,}") for (place, rule), count in ranked]
    heads = ("doc_severity", "doc_rule", "doc_count")
    return _plain(frame, "doc_findings_by_rule", heads, rows, (20, 60, 20), right=2)


def rules(frame: Frame) -> Table | None:
    """The plan's rules that bind or cost something: who asked for each, and what it costs; None without a plan."""
    plan, korean = frame.facts.publication.plan, frame.names.language == "ko"
    if plan is None or plan.conflict:
        return None
    rows = [
        (row["text_ko" if korean else "text"], row["owner"], _cost(row["cost"]), row["step_ko" if korean else "step"])
        for row in plan.rules()
        if row["kind"] not in ("ceiling", "row") or row["binding"] or row["cost"]
    ]
    heads = ("plan_rule", "plan_owner", "plan_cost", "plan_step")
    return _plain(frame, "doc_rules_table", heads, rows, (48, 20, 14, 18), right=2)


def _cost(cost: float | None) -> str:
    return "–" if cost is None else f"{cost:,.1f}"


def sources(frame: Frame) -> Table | None:
    """Every file that the publication was made from, with its digest, its source and its licence."""
    cited = {each.file: each for each in frame.facts.publication.settings.source}
    rows = [
        (file, digest, ". ".join(filter(None, (cited[file].citation, cited[file].license))) if file in cited else "–")
        for file, digest in frame.facts.publication.run.snapshot.files
    ]
    return _plain(frame, "doc_sources_table", ("doc_file", "doc_digest", "doc_source"), rows, (30, 28, 42))


def glossary(frame: Frame) -> Table | None:
    """The words that readers may not know."""
    is_unread = any(each.key == UNREAD for each in frame.facts.unattributed)
    apart = ", ".join(map(frame.names.area, NO_AREA if is_unread else (OUTSIDE,))).lower()
    rows = [_term(frame, term, apart) for term in GLOSSARY if term != UNREAD or is_unread]
    return _plain(frame, "doc_glossary", ("doc_term", "doc_meaning"), rows, (24, 76))


def _term(frame: Frame, term: str, apart: str) -> tuple[str, str]:
    """A word and what it means; ``apart`` names the money that stands in no area."""
    names = frame.names
    if term in HINTS:
        return names.area(term), f"{HINTS[term][names.language]}."
    return names.w(f"doc_term_{term}"), names.w(f"doc_meaning_{term}", apart=apart)


def _plain(
    frame: Frame,
    title: str,
    heads: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    widths: tuple[int, ...],
    *,
    right: int = -1,
) -> Table | None:
    """A table of texts out of the data; ``right`` is the column of numbers."""
    made = tuple(TableRow(tuple(name(cell) for cell in row)) for row in rows)
    head = TableRow(tuple(name(frame.names.w(key)) for key in heads), "head")
    numeric = tuple(place == right for place in range(len(heads)))
    return Table((Run(frame.names.w(title)),), (), head, made, widths, numeric) if made else None
