"""What a rule says about the data: findings, and how they print.

Data at fault never raises (DESIGN §3.6): a room returns its tables together with findings, and each finding
says where the fault stands and how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypedDict

import pyarrow as pa

from crosscut.tables import Placed
from crosscut.text import Text


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    FATAL = "fatal"
    WARNING = "warning"
    INFO = "info"


_ORDER = {Severity.FATAL: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something stands.

    ``row`` counts from 1 as a spreadsheet shows it, header rows included; ``column`` is the header's text, or the
    letter of a spreadsheet column that has no header. Empty text and 0 mean that the place is not known that closely.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    @classmethod
    def of(cls, row: Placed) -> Place:
        """The place that a row of a table names."""
        return cls(row["file"] or "", row["sheet"] or "", row["row"] or 0, row["column"] or "")

    @property
    def columns(self) -> Placed:
        """The place as the columns of a row."""
        return {"file": self.file, "sheet": self.sheet, "row": self.row, "column": self.column}

    def __str__(self) -> str:
        return self.text.en

    @property
    def text(self) -> Text:
        """The place for readers, in both languages."""
        parts = [Text.same(self.file)] if self.file else []
        if self.sheet:
            parts.append(Text(f"sheet {self.sheet}", f"{self.sheet} 시트"))
        if self.row:
            parts.append(Text(f"row {self.row}", f"{self.row}행"))
        if self.column:
            is_table = not self.file.endswith(".toml")
            parts.append(Text(f"column {self.column}", f"{self.column} 열") if is_table else Text.same(self.column))
        return Text.same(", ").join(parts)


class FindingRow(Placed):
    """A finding as JSON and as a row of SCHEMA, its place spread into columns."""

    rule: str
    severity: str
    message: str
    message_ko: str
    programme: str
    value: int | None
    expected: int | None
    difference: int | None
    hint: str
    hint_ko: str
    rows: list[str]


class PhraseRecord(TypedDict):
    """A phrase as JSON."""

    sentence: list[str]
    values: dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence and what stands in its places, so that names can be put for ids before it is said."""

    sentence: Text
    values: tuple[tuple[str, str | Text], ...]

    @classmethod
    def of(cls, sentence: Text, **values: str | Text) -> Phrase:
        """A sentence with what its places hold."""
        return cls(sentence, tuple(values.items()))

    @property
    def text(self) -> Text:
        """What it says."""
        return self.sentence.format(**dict(self.values))

    @classmethod
    def of_json(cls, kept: PhraseRecord) -> Phrase:
        """The phrase that :meth:`to_json` wrote."""
        values = ((name, Text(*said) if isinstance(said, list) else said) for name, said in kept["values"].items())
        return cls(Text(*kept["sentence"]), tuple(values))

    def to_json(self) -> PhraseRecord:
        """The sentence in both languages, and its values: in both where they differ by language."""
        values = ((name, [said.en, said.ko] if isinstance(said, Text) else said) for name, said in self.values)
        return {"sentence": [self.sentence.en, self.sentence.ko], "values": dict(values)}

    def value_of(self, place: str) -> str | Text:
        """What one of its places holds; empty where it has no such place."""
        return dict(self.values).get(place, "")

    def with_values(self, **values: str | Text) -> Phrase:
        """The same sentence with other values in some of its places."""
        return Phrase.of(self.sentence, **(dict(self.values) | values))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule says about the data.

    ``value``, ``expected`` and ``difference`` are integers in the currency's minor unit, or None where the finding
    is not about an amount. ``rows`` are the ids of the lines the finding rests on. ``hint`` is the mend. ``phrase`` is
    what ``message`` was made of, where others may say it with names for ids.
    """

    rule: str
    severity: Severity
    message: Text
    place: Place = Place()
    programme: str = ""
    value: int | None = None
    expected: int | None = None
    difference: int | None = None
    hint: Text = Text()
    rows: tuple[str, ...] = ()
    phrase: Phrase | None = None

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Worst first, then by rule and place: an order that does not depend on how the rules ran."""
        place = self.place
        return (
            _ORDER[self.severity],
            self.rule,
            place.file,
            place.sheet,
            place.row,
            place.column,
            self.programme,
            self.message.en,
        )

    @classmethod
    def of(cls, row: FindingRow) -> Finding:
        """The finding that a row of JSON says."""
        return cls(
            row["rule"],
            Severity(row["severity"]),
            Text(row["message"], row["message_ko"]),
            Place.of(row),
            row["programme"],
            row["value"],
            row["expected"],
            row["difference"],
            Text(row["hint"], row["hint_ko"]),
            tuple(row["rows"]),
        )

    def to_json(self) -> FindingRow:
        """The finding as a flat mapping, its place spread into file, sheet, row and column."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "message": self.message.en,
            "message_ko": self.message.ko,
            "programme": self.programme,
            "value": self.value,
            "expected": self.expected,
            "difference": self.difference,
            "hint": self.hint.en,
            "hint_ko": self.hint.ko,
            "rows": list(self.rows),
            **self.place.columns,
        }


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Distinct findings, worst first, in an order that is the same every run."""
    return sorted(set(findings), key=lambda finding: finding.sort_key)


def has_fatal(findings: Iterable[Finding]) -> bool:
    """Whether any finding says that the data cannot be true or cannot be published."""
    return any(finding.severity is Severity.FATAL for finding in findings)


SCHEMA = pa.schema(
    [
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("programme", pa.string()),
        ("message", pa.string()),
        ("message_ko", pa.string()),
        ("value", pa.int64()),
        ("expected", pa.int64()),
        ("difference", pa.int64()),
        ("hint", pa.string()),
        ("hint_ko", pa.string()),
        ("file", pa.string()),
        ("sheet", pa.string()),
        ("row", pa.int32()),
        ("column", pa.string()),
        ("rows", pa.list_(pa.string())),
    ]
)


def to_table(findings: Sequence[Finding]) -> pa.Table:
    """The findings as a table of ``SCHEMA``, in the order of :func:`in_order`."""
    return pa.Table.from_pylist([finding.to_json() for finding in in_order(findings)], schema=SCHEMA)
