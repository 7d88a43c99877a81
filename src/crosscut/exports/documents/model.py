"""The one model of a document that every format is made from, so that formats cannot disagree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Literal, TypeAlias

from crosscut.figures import Printed
from crosscut.text import Language

ParagraphKind = Literal["lead", "body", "item", "point", "note"]
RowKind = Literal["", "head", "total", "group"]
DocumentKind = Literal["release", "brief", "report"]
KINDS: tuple[DocumentKind, ...] = ("release", "brief", "report")
PAPERS: tuple[DocumentKind, ...] = ("release", "brief")
"""The kinds that offices edit: made in every format, a report as PDF alone."""

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"
"""Plain values, as JSON writes them."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of text. With a ``figure`` it is that figure as printed; ``quoted`` text comes out of the data."""

    text: str
    figure: str = ""
    quoted: bool = False
    strong: bool = False


Text = tuple[TextRun, ...]

BULLETS: dict[str, dict[str, str]] = {
    "ko": {"item": "□ ", "point": "○ ", "note": "※ "},
    "en": {"item": "■ ", "point": "– ", "note": "* "},
}
"""What stands before paragraphs of a kind, by language."""


def plain(text: Text) -> str:
    """The characters of a text."""
    return "".join(run.text for run in text)


def unparted(text: str) -> str:
    """A text with spaces at which no line ends, such as marks of notes, none of which begins a line."""
    return text.replace(" ", "\u00a0")


def is_id(text: Text) -> bool:
    """Whether a text is a figure's id, which is printed small."""
    return len(text) == 1 and text[0].quoted and re.fullmatch("[0-9a-z]{12}", text[0].text) is not None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 to 3; ``new_page`` begins a page."""

    level: int
    text: Text
    new_page: bool = False
    block: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``trace`` holds the ids of its figures, or the marks of their notes, printed small at its end."""

    kind: ParagraphKind
    text: Text
    trace: str = ""
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table's row, one text a column."""

    cells: tuple[Text, ...]
    kind: RowKind = ""


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table. ``widths`` are relative, ``right`` says which columns are numbers, ``notes`` stand below it."""

    title: Text
    unit: Text
    head: TableRow
    rows: tuple[TableRow, ...]
    widths: tuple[int, ...]
    right: tuple[bool, ...]
    notes: tuple[Text, ...] = ()
    block: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers, drawn as SVG of ``width`` by ``height``, with a text for those who do not see it.

    ``labels`` are the numbers that the picture prints.
    """

    title: Text
    svg: str
    alt: str
    width: int
    height: int
    labels: tuple[TextRun, ...] = ()
    block: Literal["chart"] = "chart"


Block = Heading | Paragraph | DocumentTable | Chart


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around the text: whose document it is, when it may be used, whom to ask, under which licence."""

    label: str
    office: str
    date: str
    embargo: str
    responsible: str
    contact: str
    licence: str
    is_licensed: bool
    run: str
    words: dict[str, str] = field(default_factory=dict)

    def form(self) -> dict[str, str]:
        """What the form of a release asks for, by name; empty where it is not stated."""
        return {
            "embargo": self.embargo,
            "office": self.office,
            "responsible": self.responsible,
            "contact": self.contact,
            "licence": self.licence if self.is_licensed else "",
        }


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language; ``printed`` are the figures that stand in it, or whose ids do."""

    kind: DocumentKind
    language: Language
    furniture: Furniture
    title: Text
    subtitles: tuple[Text, ...]
    blocks: tuple[Block, ...]
    printed: Printed = field(default_factory=Printed, compare=False, repr=False)

    def facts(self) -> list[tuple[str, str]]:
        """What stands above the title: from when it may be used, its date, who answers for it, on what terms.

        A release has the form of public offices: what is not stated stands there as such.
        """
        words = self.furniture.words
        asked = self.furniture.form() | {"date": self.furniture.date}
        order = ("embargo", "date", "office", "responsible", "contact", "licence")
        if self.kind != "release":
            return [(words[key], asked[key]) for key in order if asked[key] and key != "licence"]
        return [(words[key], asked[key] or words["not_stated"]) for key in order if asked[key] or key != "date"]

    def facts_in_lines(self) -> list[Text]:
        """The facts of a document that has no form, a line each."""
        if self.kind == "release":
            return []
        return [(TextRun(f"{key}  ", strong=True), TextRun(value)) for key, value in self.facts()]

    def form(self) -> list[tuple[str, str]]:
        """The rows of a release's form, none of any other document."""
        return self.facts() if self.kind == "release" else []

    def closing(self) -> list[Text]:
        """What stands below the last block: licence, contact and run."""
        words, about = self.furniture.words, self.furniture
        given = {"licence": about.licence, "contact": about.contact, "run": about.run}
        return [
            (TextRun(f"{words[key]}  ", strong=True), TextRun(value, quoted=True))
            for key, value in given.items()
            if value
        ]

    def texts(self) -> Iterator[Text]:
        """Every text in reading order, charts' titles included and their labels not."""
        yield self.title
        yield from self.subtitles
        for block in self.blocks:
            if isinstance(block, DocumentTable):
                yield from (block.title, block.unit, *block.head.cells)
                for row in block.rows:
                    yield from row.cells
                yield from block.notes
            elif isinstance(block, Chart):
                yield block.title
            else:
                yield block.text
                if isinstance(block, Paragraph) and block.trace:
                    yield (TextRun(block.trace, quoted=True),)

    def write_blocks(
        self,
        heading: Callable[[Heading], None],
        paragraph: Callable[[Paragraph], None],
        table: Callable[[DocumentTable], None],
        chart: Callable[[Chart], None],
    ) -> None:
        """Give each block in order to what writes its kind."""
        for block in self.blocks:
            if isinstance(block, Heading):
                heading(block)
            elif isinstance(block, Paragraph):
                paragraph(block)
            elif isinstance(block, DocumentTable):
                table(block)
            else:
                chart(block)

    def figures(self) -> Iterator[TextRun]:
        """Every printed figure in reading order, those in charts included."""
        for text in self.texts():
            yield from (run for run in text if run.figure)
        for block in self.blocks:
            if isinstance(block, Chart):
                yield from block.labels

    def to_json(self) -> dict[str, Json]:
        """What the document says, as plain values."""
        made = asdict(replace(self, printed=Printed()))
        del made["printed"]
        made["facts"] = self.facts()
        return made
