"""A ministry's word-processor sheet read for what its form asks, each value with the words that it comes from.

Nothing is guessed: an amount without its unit, or of another year than the call's, is told and not proposed.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pydantic import TypeAdapter

from crosscut.audit.documents.model import AuditedDocument, Table
from crosscut.audit.documents.reading import read as read_document
from crosscut.errors import CrosscutError
from crosscut.text import Text
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing.isolated_reader import UnreadError, read_isolated
from crosscut.workspace.filing.sheet_words import amount_words, cut, labels, ministry_of, plain
from crosscut.workspace.words import word

ENDINGS = (".hwpx", ".docx", ".pdf")
_LONGEST_TEXT = 2000
_PERIOD = re.compile(r"['’‘]?(\d{4}|\d{2})\s*[.년]?[^~∼〜–-]{0,8}[~∼〜–-]\s*['’‘]?(\d{4}|\d{2}|계속|ongoing)?")
_NUMBERED = re.compile(r"\s*(?:[(（]\d{1,3}[)）]|\d{1,3}[.)])\s*")
_CODE = re.compile(r"\s*[(（]([A-Za-z]{0,4}\d{2,5}(?:-\d{1,4})+)[)）]\s*$")
_HEADING = re.compile(r"\s*(?:\d{1,2}[.)]|[가-하][.)]|[□■○◦①-⑳]|[IVXⅠ-Ⅹ]+[.)])")
_NUMBER = re.compile(r"[-△▲]?[\d,]+(?:\.\d+)?")
_UNIT = re.compile(r"(?:단위|unit)\s*[:：]?\s*([^,()\s%]+(?: [A-Z]{3})?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FieldProposal:
    """A value of a field as the sheet writes it, the words around it, and where they stand. Amounts name their unit."""

    field: str
    value: str
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class ProgrammeSheet:
    """What a sheet says of one programme; ``warnings`` is what was found and is not proposed, with why.

    ``number`` and ``ministry`` are those that it gives itself, as they are written there.
    """

    file: str
    proposals: tuple[FieldProposal, ...]
    warnings: tuple[Text, ...]
    number: str = ""
    ministry: str = ""

    def value(self, field: str) -> str:
        """What is proposed for a field; empty where nothing is."""
        return next((each.value for each in self.proposals if each.field == field), "")


def document_of(content: bytes, name: str) -> AuditedDocument:
    """A file as a document, by the readers of the audit, in a process of their own.

    Raises
    ------
    WorkspaceError
        where it is no sheet that is read, with the mend.
    """
    try:
        return TypeAdapter(AuditedDocument).validate_json(read_isolated("sheet", content, name))
    except UnreadError:
        raise WorkspaceError(word("word_sheet_broken", kinds=", ".join(ENDINGS)), file=name) from None


def read_file(content: bytes, name: str) -> AuditedDocument:
    """The same, in this process.

    Raises
    ------
    WorkspaceError
        where it is no sheet that is read, with the mend.
    """
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise WorkspaceError(word("word_sheet_kind", kinds=", ".join(ENDINGS)), file=name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet{ending}"
        path.write_bytes(content)
        try:
            return read_document(path, name)
        except CrosscutError:
            raise WorkspaceError(word("word_sheet_broken", kinds=", ".join(ENDINGS)), file=name) from None


def packed(document: AuditedDocument) -> str:
    """A document as JSON."""
    return TypeAdapter(AuditedDocument).dump_json(document).decode()


def read_sheet(document: AuditedDocument, year: int) -> ProgrammeSheet:
    """What a document says of a programme and its amount in a year."""
    found: dict[str, FieldProposal] = {}
    for each in (*_headed(document), *_labelled(document)):
        found.setdefault(each.field, each)
    amounts, warnings = _Amounts(document, year).read()
    if amounts:
        found["amount"] = amounts
    fields = ("name", "text", "start", "end", "amount", "reason")
    number = _CODE.search(found["name"].words) if "name" in found else None
    return ProgrammeSheet(
        document.name,
        tuple(found[field] for field in fields if field in found),
        warnings,
        number[1] if number else "",
        ministry_of(document),
    )


def _field_of(label: str) -> str:
    key = plain(label)
    fields = (field for field in labels() if field not in ("amount", "ministry"))
    return next((field for field in fields if key in labels()[field]), "")


def _headed(document: AuditedDocument) -> Iterator[FieldProposal]:
    """Values that stand below a heading of their own, or beside it after a colon."""
    lines = document.text.split("\n")
    for number, line in enumerate(lines):
        head, _, beside = line.partition(":") if "\t" not in line and ":" in line else (line, "", "")
        field = _field_of(head) if len(head) < 40 and "\t" not in head else ""
        if not field:
            continue
        body = beside.strip() or _below(lines[number + 1 :], field)
        if body:
            yield from _values(field, body, f"{document.name} · {' '.join(head.split())}")


def _below(lines: list[str], field: str) -> str:
    if field == "name":
        return lines[0] if lines and "\t" not in lines[0] else ""
    taken: list[str] = []
    for line in lines:
        if "\t" in line or (taken and _HEADING.match(line)) or sum(map(len, taken)) > _LONGEST_TEXT:
            break
        taken.append(line.strip())
    return cut("\n".join(each for each in taken if each), _LONGEST_TEXT)


def _labelled(document: AuditedDocument) -> Iterator[FieldProposal]:
    """Values that stand to the right of a label in a table."""
    for number, table in enumerate(document.tables, start=1):
        for row in table.rows:
            cells = [cell.text.strip() for cell in row if cell]
            for label, value in pairwise(cells):
                field = _field_of(label)
                if field and value and not _field_of(value) and not _looks_like_head(cells):
                    yield from _values(field, value, _where(document, number, label))


def _looks_like_head(cells: list[str]) -> bool:
    """Whether a row heads columns: most of its cells are short words without a number."""
    return len(cells) > 3 and not any(_NUMBER.fullmatch(each) for each in cells[1:])


def _where(document: AuditedDocument, table: int, *heads: str) -> str:
    said = word("word_sheet_table", number=table)
    return " · ".join((document.name, said.ko, *(" ".join(each.split()) for each in heads if each)))


def _values(field: str, said: str, place: str) -> Iterator[FieldProposal]:
    words = cut(said, 300)
    if field == "name":
        name = _CODE.sub("", _NUMBERED.sub("", said, count=1)).strip()
        if name:
            yield FieldProposal("name", " ".join(name.split()), words, place)
    elif field == "period":
        found = _PERIOD.search(said)
        if found:
            yield FieldProposal("start", _year(found[1]), words, place)
            if found[2] and found[2].isdigit():
                yield FieldProposal("end", _year(found[2]), words, place)
    else:
        yield FieldProposal(field, said, words, place)


def _year(text: str) -> str:
    return text if len(text) == 4 else f"20{text}"


def _years(text: str) -> set[int]:
    """The years that a head or a label names: 2026, or '26."""
    long = {int(each) for each in re.findall(r"(?<!\d)(20\d{2})(?!\d)", text)}
    return long | {2000 + int(each) for each in re.findall(r"['’‘](\d{2})(?!\d)", text)}


class _Amounts:
    """Looks for what is asked for in a year: a table's column of that year, or a cell with its label."""

    def __init__(self, document: AuditedDocument, year: int) -> None:
        self.document, self.year = document, year
        self.warnings: list[Text] = []
        self.years: set[int] = set()

    def read(self) -> tuple[FieldProposal | None, tuple[Text, ...]]:
        """The amount, and what was found but is not proposed."""
        for number, table in enumerate(self.document.tables, start=1):
            found = self._in_columns(number, table) or self._beside(number, table)
            if found:
                return found, ()
        if self.years and self.year not in self.years and not self.warnings:
            named = ", ".join(map(str, sorted(self.years)))
            self.warnings.append(word("word_sheet_years", years=named, year=self.year))
        return None, tuple(self.warnings)

    def _in_columns(self, number: int, table: Table) -> FieldProposal | None:
        heads, body = _split(table)
        stages, totals = amount_words()
        columns = [self._fit(head, stages) for head in heads]
        best = min((each for each in columns if each is not None), default=None)
        rows = [row for row in body if row and any(row)]
        if best is None or not rows:
            return None
        column = columns.index(best)
        row = next((each for each in rows if plain(each[0]) in totals), rows[0] if len(rows) == 1 else None)
        if row is None or column >= len(row) or not _NUMBER.fullmatch(row[column]):
            return None
        return self._proposed(number, table, row[column], (row[0], heads[column]))

    def _fit(self, head: str, stages: tuple[str, ...]) -> int | None:
        """How well the head of a column fits: the place of its stage; None where it is of another year."""
        years = _years(head)
        self.years |= years
        if years != {self.year}:
            return None
        key = plain(re.sub(r"['’‘]?\d{2,4}\s*년?(?:도)?", "", head))
        return next((place for place, stage in enumerate(stages) if stage in key), len(stages))

    def _beside(self, number: int, table: Table) -> FieldProposal | None:
        for row in table.rows:
            cells = [cell.text.strip() for cell in row if cell]
            for label, value in pairwise(cells):
                without = plain(re.sub(r"['’‘]?\d{2,4}\s*년(?:도)?", "", label))
                bare = re.sub(r"(?:단위|unit)[^)]*", "", without)
                if bare in labels()["amount"] and self._fit_label(label) and re.match(_NUMBER, value):
                    return self._proposed(number, table, value, (label,))
        return None

    def _fit_label(self, label: str) -> bool:
        years = _years(label)
        self.years |= years
        return years in (set(), {self.year})

    def _proposed(self, number: int, table: Table, value: str, heads: tuple[str, ...]) -> FieldProposal | None:
        unit = _UNIT.search(f"{table.caption[-200:]} {' '.join(heads)}")
        place = _where(self.document, number, *heads)
        if re.search(r"[^\d,.△▲-]", value):
            return FieldProposal("amount", value, value, place)
        if unit is None:
            self.warnings.append(word("word_sheet_unit", value=value, place=place))
            return None
        return FieldProposal("amount", f"{value}{unit[1]}", f"{value} ({unit[1]})", place)


def _split(table: Table) -> tuple[list[str], list[list[str]]]:
    """The heads of the columns, merged cells spread over what they head, and the rows below."""
    rows = [[cell.text.strip() if cell else None for cell in row] for row in table.rows]
    first = next((at for at, row in enumerate(rows) if any(_NUMBER.fullmatch(each) for each in row[1:] if each)), 0)
    width = max((len(row) for row in rows), default=0)
    heads = [""] * width
    for row in rows[:first]:
        last = ""
        for place in range(width):
            said = row[place] if place < len(row) else None
            last = last if said is None and row is rows[0] else said or ""
            heads[place] = f"{heads[place]} {last}".strip()
    return heads, [[each or "" for each in row] for row in rows[first:]]
