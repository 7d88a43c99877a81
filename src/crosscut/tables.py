"""The schemas of every table that passes between rooms.

All tables are PyArrow tables. Amounts are int64 in the currency's minor unit (DESIGN §3.1), shares are fractions of
int64 (§3.3). Text that is not known is the empty string, numbers that are not known are null.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, TypedDict

import pyarrow as pa

from crosscut.digests import text_digest

OUTSIDE = "outside"
"""The area of money that no area of the taxonomy holds."""

UNREAD = "unread"
"""The area of money that nobody and nothing has looked at yet; never the same as OUTSIDE (§3.13)."""

WITHDRAWN = "withdrawn"
"""What a decision gives as its area that takes back what the same person decided on the programme until then."""

NO_AREA = (OUTSIDE, UNREAD)
PLANNED = "plan*"
"""The stage of a plan's rows, which is none of the budget's own."""
"""What stands in the place of an area without being one of the taxonomy's."""

MAX_DENOMINATOR = 3_037_000_499
"""Largest denominator of a share: its square still fits an int64, so that every engine splits exactly (§3.3)."""

_TEXT, _MONEY, _YEAR = pa.string(), pa.int64(), pa.int16()
_PLACE: list[tuple[str, Any]] = [("file", _TEXT), ("sheet", _TEXT), ("row", pa.int32()), ("column", _TEXT)]
_LINE_KEY: list[tuple[str, Any]] = [
    ("programme", _TEXT),
    ("subprogramme", _TEXT),
    ("fiscal_year", _YEAR),
    ("stage", _TEXT),
]


class Placed(TypedDict):
    """Where a row stands in its file: the last columns of every table that is read from files."""

    file: str
    sheet: str
    row: int | None
    column: str


class LineKey(TypedDict):
    """What every line and tag is of: part of its key."""

    programme: str
    subprogramme: str
    fiscal_year: int
    stage: str


PROGRAMMES = pa.schema(
    [
        ("programme", _TEXT),
        ("name", _TEXT),
        ("name_en", _TEXT),
        ("ministry", _TEXT),
        ("committee", _TEXT),
        ("text", _TEXT),
        ("start", _YEAR),
        ("end", _YEAR),
        ("note", _TEXT),
        *_PLACE,
    ]
)
"""One row a programme. Key: ``programme``."""


class ProgrammeRow(Placed):
    """A row of PROGRAMMES."""

    programme: str
    name: str
    name_en: str
    ministry: str
    committee: str
    text: str
    start: int | None
    end: int | None
    note: str


ATTRIBUTES = pa.schema(
    [
        ("programme", _TEXT),
        ("fiscal_year", _YEAR),
        ("stage", _TEXT),
        ("name", _TEXT),
        ("name_en", _TEXT),
        ("ministry", _TEXT),
        ("committee", _TEXT),
        ("untagged", _TEXT),
        *_PLACE,
    ]
)
"""What held of a programme in one fiscal year at one stage: its names, ministry and committee then.

``untagged`` is what its money is where no tag speaks of it: ``unread``, or ``outside`` where the source tags all that
belongs to an area. Key: ``programme, fiscal_year, stage``; every line has a row.
"""

SAID = ("name", "name_en", "ministry", "committee")
"""What a period may say of a programme otherwise than PROGRAMMES does."""

SUBPROGRAMMES = pa.schema([("programme", _TEXT), ("subprogramme", _TEXT), ("name", _TEXT), *_PLACE])
"""One row a subprogramme. Key: ``programme, subprogramme``."""

LINES = pa.schema(
    [
        ("line", _TEXT),
        *_LINE_KEY,
        ("account", _TEXT),
        ("amount", _MONEY),
        ("low", _MONEY),
        ("high", _MONEY),
        ("status", _TEXT),
        ("note", _TEXT),
        *_PLACE,
    ]
)
"""One amount each: programme × fiscal year × stage × account.

``subprogramme`` is empty for the programme's own lines; lines of subprogrammes are parts of those, never added to
them. ``low`` and ``high`` bound an amount that is not exact and are null where it is. ``status`` is ``new`` where the
source says so. ``line`` is the line's id (see :func:`line_id`). Key: ``line``.
"""


class LineRow(LineKey, Placed):
    """A row of LINES."""

    line: str
    account: str
    amount: int
    low: int | None
    high: int | None
    status: str
    note: str


TAGS = pa.schema([("tag", _TEXT), *_LINE_KEY, ("area", _TEXT), ("amount", _MONEY), *_PLACE])
"""Amounts that the source tags with an area; they may overlap and may exceed the line. Key: ``tag``."""


class TagRow(LineKey, Placed):
    """A row of TAGS."""

    tag: str
    area: str
    amount: int


CONTROLS = pa.schema(
    [
        ("label", _TEXT),
        ("kind", _TEXT),
        ("where", pa.list_(pa.string())),
        ("amount", _MONEY),
        ("citation", _TEXT),
        *_PLACE,
    ]
)
"""Totals printed elsewhere or found as total rows: what ``kind`` ("lines" or "tags") rows must sum to.

``where`` holds filters of the form ``column=value`` over the columns of LINES, TAGS and PROGRAMMES.
"""


class ControlRow(Placed):
    """A row of CONTROLS."""

    label: str
    kind: str
    where: list[str]
    amount: int
    citation: str


DECISIONS = pa.schema(
    [
        ("programme", _TEXT),
        ("area", _TEXT),
        ("sub", _TEXT),
        ("numerator", pa.int64()),
        ("denominator", pa.int64()),
        ("decided_by", _TEXT),
        ("decided_at", _TEXT),
        ("reason", _TEXT),
        *_PLACE,
    ]
)
"""People's attributions. All rows of one programme by one person at one time are one decision.

A decision of the area WITHDRAWN alone takes back that person's decisions on the programme until then.
"""


class DecisionRow(Placed):
    """A row of DECISIONS."""

    programme: str
    area: str
    sub: str
    numerator: int
    denominator: int
    decided_by: str
    decided_at: str
    reason: str


FACTS = pa.schema(
    [
        ("programme", _TEXT),
        ("fiscal_year", _YEAR),
        ("name", _TEXT),
        ("value", pa.int64()),
        ("text", _TEXT),
        *_PLACE,
    ]
)
"""What else a source says of a programme and a year, one fact a row: a grade, a planned total cost, a rate of spending.

``value`` is in minor units where the fact is an amount and in thousandths where it is a number or a percentage; null
where the fact is a text. Key: ``programme, fiscal_year, name``.
"""

SHARES = pa.schema(
    [
        ("programme", _TEXT),
        ("fiscal_year", _YEAR),
        ("stage", _TEXT),
        ("area", _TEXT),
        ("sub", _TEXT),
        ("numerator", pa.int64()),
        ("denominator", pa.int64()),
        ("origin", _TEXT),
    ]
)
"""What part of a programme's money belongs to which area: sums to one per programme × year × stage, outside included.

``origin`` is ``decision``, ``tags`` (also where a source that tags all that belongs to an area tags nothing),
``proposal`` or ``none``, which is money not looked at: its area is ``unread``. All shares of one programme × year ×
stage have one denominator.
"""

AMOUNTS = pa.schema(
    [
        ("row", _TEXT),
        ("counting", _TEXT),
        ("line", _TEXT),
        ("programme", _TEXT),
        ("area", _TEXT),
        ("sub", _TEXT),
        ("ministry", _TEXT),
        ("committee", _TEXT),
        ("fiscal_year", _YEAR),
        ("stage", _TEXT),
        ("account", _TEXT),
        ("amount", _MONEY),
        ("low", _MONEY),
        ("high", _MONEY),
    ]
)
"""The atoms of every crosscut: one line's money in one area under one counting. Key: ``row``. Figures sum them."""

CROSSCUT_KEYS = ("area", "sub", "ministry", "committee", "fiscal_year", "stage")
"""The columns of AMOUNTS that a crosscut may be shown by."""

FIGURE_KEYS = (*CROSSCUT_KEYS, "programme", "account")
"""The columns of AMOUNTS that a figure may be selected by."""


def row_id(*key: object) -> str:
    """A short id that depends on the key alone: the first 16 hexadecimal digits of its SHA-256, as SQL can make it."""
    return hashlib.sha256("\x1f".join(map(str, key)).encode()).hexdigest()[:16]


def line_id(programme: str, subprogramme: str, fiscal_year: int, stage: str, account: str) -> str:
    """The id of a line, from its key: the same line has the same id in every file, run and engine."""
    return row_id("line", programme, subprogramme, fiscal_year, stage, account)


def digest(table: pa.Table, order_by: Sequence[str] | None = None) -> str:
    """BLAKE2b digest of a table's content that does not depend on the order of its rows or on chunking."""
    keys = [(name, "ascending") for name in (order_by or table.column_names)]
    rows = table.sort_by(keys).to_pylist() if table.num_rows else []
    text = "\n".join("\x1f".join("\x00" if v is None else str(v) for v in row.values()) for row in rows)
    header = "\x1f".join(f"{field.name}:{field.type}" for field in table.schema)
    return text_digest(f"{header}\n{text}")
