"""What people say about how programmes, ministries and definitions follow one another.

These tables are read from ``decisions/links.csv``, ``ministries.csv`` and ``events.csv`` and kept like any other rows.
"""

from __future__ import annotations

import pyarrow as pa

from crosscut.tables import Placed

_TEXT, _YEAR = pa.string(), pa.int16()
_SAID = [
    ("date", _TEXT),
    ("source", _TEXT),
    ("reason", _TEXT),
    ("decided_by", _TEXT),
    ("decided_at", _TEXT),
    ("file", _TEXT),
    ("sheet", _TEXT),
    ("row", pa.int32()),
    ("column", _TEXT),
]


class ContinuityStatement(Placed):
    """Who said so, when and why: columns of every table here."""

    fiscal_year: int | None
    date: str
    source: str
    reason: str
    decided_by: str
    decided_at: str


LINKS = pa.schema(
    [
        ("predecessor", _TEXT),
        ("successor", _TEXT),
        ("numerator", pa.int64()),
        ("denominator", pa.int64()),
        ("fiscal_year", _YEAR),
        *_SAID,
    ]
)
"""Successions: ``numerator / denominator`` of the predecessor's money goes on as the successor.

``fiscal_year`` is the first year in which the successor holds the money, ``date`` (ISO) when it took over, ``source``
where that is printed. The shares of one predecessor sum to one. Key: ``predecessor, successor``.
"""

MINISTRIES = pa.schema([("predecessor", _TEXT), ("successor", _TEXT), ("fiscal_year", _YEAR), *_SAID])
"""Reorganisations: from ``date`` on, what ``predecessor`` did is done by ``successor``, wholly or in part.

A ministry with one successor and no row to itself went over whole: it was renamed or merged. Key: both names and
``date``.
"""


class MinistryRow(ContinuityStatement):
    """A row of MINISTRIES."""

    predecessor: str
    successor: str


class LinkRow(MinistryRow):
    """A row of LINKS: it names its two sides as those of MINISTRIES do, and a share."""

    numerator: int
    denominator: int


EVENTS = pa.schema(
    [
        ("event", _TEXT),
        ("kind", _TEXT),
        ("fiscal_year", _YEAR),
        ("stage", _TEXT),
        ("programme", _TEXT),
        ("area", _TEXT),
        ("ministry", _TEXT),
        ("before", _TEXT),
        ("after", _TEXT),
        ("old", pa.int64()),
        ("new", pa.int64()),
        ("title", _TEXT),
        ("title_ko", _TEXT),
        *_SAID,
    ]
)
"""Events of comparability: from ``fiscal_year`` on, amounts mean something else than before.

``kind`` is definition, scope, classification or taxonomy. ``programme``, ``area``, ``ministry`` and ``stage`` say whose
amounts; empty is all. ``before`` and ``after`` name the two definitions (for ``taxonomy`` the two lists). ``old`` and
``new`` are one amount under both, in minor units: the last year before the event as it was published and as it is
restated. Key: ``event``.
"""


class EventRow(ContinuityStatement):
    """A row of EVENTS."""

    event: str
    kind: str
    stage: str
    programme: str
    area: str
    ministry: str
    before: str
    after: str
    old: int | None
    new: int | None
    title: str
    title_ko: str
