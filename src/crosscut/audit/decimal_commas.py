"""Documents with decimal commas, read with points; and what an audit says of them, with commas again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from crosscut.audit.documents.model import AuditedDocument, Cell, Table
from crosscut.audit.figures.foreign import as_printed, has_decimal_commas, with_points
from crosscut.audit.model import Audit, AuditFinding, PrintedFigure


def in_points(document: AuditedDocument) -> AuditedDocument:
    """A document with decimal points, every letter in its place."""
    if not has_decimal_commas(document.text):
        return document
    return replace(document, text=with_points(document.text), tables=tuple(_table(each) for each in document.tables))


def _table(table: Table) -> Table:
    rows = tuple(tuple(_cell(cell) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _cell(cell: Cell | None) -> Cell | None:
    return None if cell is None else replace(cell, text=with_points(cell.text))


def in_commas(audit: Audit, documents: Sequence[AuditedDocument]) -> Audit:
    """An audit as the documents themselves write their numbers."""
    commas = {each.name: each.text for each in documents if has_decimal_commas(each.text)}
    if not commas:
        return audit
    return replace(
        audit,
        figures=tuple(_figure(each, commas.get(each.document)) for each in audit.figures),
        findings=tuple(_finding(each, commas.get(each.document)) for each in audit.findings),
        texts=tuple((each.name, each.text) for each in documents),
        tables=tuple((each.name, each.tables) for each in documents),
    )


def _figure(figure: PrintedFigure, text: str | None) -> PrintedFigure:
    return figure if text is None else replace(figure, text=as_printed(figure.text, text))


def _finding(finding: AuditFinding, text: str | None) -> AuditFinding:
    if text is None:
        return finding
    told = partial(as_printed, document=text)
    return replace(
        finding,
        message=finding.message.map(told),
        suggestion=told(finding.suggestion),
        suggestions=tuple((told(each), reason) for each, reason in finding.suggestions),
    )
