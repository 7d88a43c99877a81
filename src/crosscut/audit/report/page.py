"""An audit as one page of HTML: the text with its figures underlined by state, and the findings beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscut.audit import wording
from crosscut.audit.model import Audit, Figure, Implied


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document's text: a figure with its state, or the text between two."""

    text: str
    figure: Figure | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """An implied range in words."""

    label: str
    label_ko: str
    range: str
    range_ko: str


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
            "findings": [each for each in audit.findings if each.document == name],
        }
        for name, text in audit.texts
    ]
    implied = [_range(each) for each in audit.implied]
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


def _range(implied: Implied) -> Range:
    low_high, kind, currency = implied.range, implied.kind, implied.currency
    return Range(
        implied.label,
        implied.label_ko,
        wording.between(low_high, kind, currency),
        wording.between(low_high, kind, currency, "ko"),
    )
