"""An audit as one page of HTML, in the document's language: the findings, and the text with its figures underlined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.audit import phrases
from crosscut.audit.documents.model import Table
from crosscut.audit.model import Audit, AuditFinding, Implied, PrintedFigure


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document's text: a figure with its state, or the text between two."""

    text: str
    figure: PrintedFigure | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Running text as pieces, or a table as rows of cells of pieces."""

    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as it is shown: its words, the figures in doubt, and what may have been meant."""

    severity: str
    message: str
    figures: tuple[tuple[str, str], ...]
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A document as it is shown."""

    name: str
    blocks: tuple[Block, ...]
    findings: tuple[FindingView, ...]


def page(audit: Audit) -> str:
    """The page; it needs nothing from elsewhere."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("crosscut.audit.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    tables = dict(audit.tables)
    documents = [
        FigureView(
            name,
            tuple(_blocks(audit, name, text, tables.get(name, ()))),
            tuple(_finding_view(audit, each) for each in audit.findings if each.document == name),
        )
        for name, text in audit.texts
    ]
    implied = [_range(each, korean=audit.korean) for each in audit.implied]
    template = environment.get_template("audit.html.j2")
    return (
        template.render(
            documents=documents, implied=implied, coverage=audit.coverage, fatal=audit.fatal, ko=audit.korean
        )
        + "\n"
    )


def _finding_view(audit: Audit, finding: AuditFinding) -> FindingView:
    texts = {figure.id: figure.text for figure in audit.figures if figure.id in finding.figures}
    return FindingView(
        str(finding.severity),
        finding.message["ko" if audit.korean else "en"],
        tuple((each, texts[each]) for each in finding.figures),
        tuple(text for text, _ in finding.suggestions),
    )


def _blocks(audit: Audit, name: str, text: str, tables: tuple[Table, ...]) -> Iterator[Block]:
    figures = sorted((each for each in audit.figures if each.document == name), key=lambda each: each.start)
    place = 0
    for table in sorted(tables, key=lambda each: each.start):
        start = text.rfind("\n", 0, table.start) + 1
        if table.start < place:
            continue
        yield Block(pieces=tuple(_pieces(audit, text, figures, place, start)))
        yield Block(
            rows=tuple(
                tuple(tuple(_pieces(audit, text, figures, cell.start, cell.end)) if cell else () for cell in row)
                for row in table.rows
            )
        )
        end = text.find("\n", table.end)
        place = len(text) if end < 0 else end + 1
    yield Block(pieces=tuple(_pieces(audit, text, figures, place, len(text))))


def _pieces(audit: Audit, text: str, figures: list[PrintedFigure], start: int, end: int) -> Iterator[Piece]:
    place = start
    first = bisect_left(figures, start, key=lambda each: each.start)
    for figure in figures[first:]:
        if figure.start >= end:
            break
        if figure.start < place or figure.end > end:
            continue
        yield Piece(text[place : figure.start])
        yield Piece(text[figure.start : figure.end], figure, audit.state(figure.id))
        place = figure.end
    yield Piece(text[place:end])


def _range(implied: Implied, *, korean: bool) -> tuple[str, str]:
    """What is implied and the range of it, in words."""
    language = "ko" if korean else "en"
    span = phrases.between(implied.range, implied.kind, implied.currency, language)
    return implied.label[language], span
