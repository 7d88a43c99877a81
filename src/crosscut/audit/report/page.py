"""An audit as one page of HTML: the text with its figures underlined by state, and the findings beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crosscut.audit import wording
from crosscut.audit.model import Audit, AuditFinding, Figure


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document's text: a figure with its state, or the text between two."""

    text: str
    figure: Figure | None = None
    state: str = ""


def page(audit: Audit) -> str:
    """The page; it needs nothing from elsewhere."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("crosscut.audit.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    documents = [
        {
            "name": name,
            "pieces": list(_pieces(audit, name, text)),
            "findings": [_shown(each) for each in audit.findings if each.document == name],
        }
        for name, text in audit.texts
    ]
    implied = [_implied(audit, place) for place in range(len(audit.implied))]
    template = environment.get_template("audit.html.j2")
    return template.render(documents=documents, implied=implied, coverage=audit.coverage, fatal=audit.fatal) + "\n"


def _pieces(audit: Audit, name: str, text: str) -> Iterator[Piece]:
    place = 0
    for figure in sorted((each for each in audit.figures if each.document == name), key=lambda each: each.start):
        if figure.start < place:
            continue
        yield Piece(text[place : figure.start])
        yield Piece(text[figure.start : figure.end], figure, audit.state(figure.id))
        place = figure.end
    yield Piece(text[place:])


def _shown(finding: AuditFinding) -> dict[str, Any]:
    return {
        "severity": str(finding.severity),
        "rule": finding.rule,
        "message": finding.message,
        "message_ko": finding.message_ko,
        "figures": finding.figures,
        "suggestions": finding.suggestions,
    }


def _implied(audit: Audit, place: int) -> dict[str, Any]:
    implied = audit.implied[place]
    return {
        "label": implied.label,
        "label_ko": implied.label_ko,
        "range": wording.between(implied.range, implied.kind, implied.currency),
        "range_ko": wording.between(implied.range, implied.kind, implied.currency, "ko"),
        "why": implied.why,
    }
