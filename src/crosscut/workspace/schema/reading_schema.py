"""The tables of reading: what people read, who has what before them, who may not read what, and the estimates."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from crosscut.workspace.schema.columns import METADATA, at, id_, ref, text

READINGS = Table(
    "ws_readings",
    METADATA,
    id_(),
    text("kind"),
    text("programme"),
    text("ministry"),
    Column("sample", Integer, nullable=False, server_default="0"),
    text("shares"),
    text("subs"),
    text("reason"),
    text("proposed"),
    text("criteria"),
    text("together"),
    Column("seconds", Integer, nullable=False, server_default="0"),
    ref("read_by", "people"),
    ref("read_for", "people", nullable=True),
    at("read_at"),
    Index("ws_readings_programme", "programme", "id"),
    Index("ws_readings_at", "read_at"),
    Index("ws_readings_by", "read_by"),
    Index("ws_readings_for", "read_for"),
)
"""What people read: ``read``, ``settle`` or ``skip``, with shares as JSON, what was proposed, and the list's digest.

``subs`` are the sub-technologies named of areas, as JSON, empty where none is.

``withdraw`` takes back what its person read and settled on the programme before: that stays here and counts no more.

``together`` is the programme that it was read with, ``seconds`` how long the page was open.
"""

LEASES = Table(
    "ws_reading_leases",
    METADATA,
    id_(),
    text("programme"),
    ref("person", "people"),
    at("began_at"),
    at("ends_at"),
    at("ended_at", nullable=True),
    Index("ws_reading_leases_programme", "programme"),
    Index("ws_reading_leases_person", "person"),
    Index("ws_reading_leases_at", "ends_at"),
)
"""Who has a programme before them, for a time."""

BARS = Table(
    "ws_reading_bars",
    METADATA,
    id_(),
    ref("person", "people"),
    text("ministry"),
    text("programme"),
    text("reason"),
    at("made_at"),
    Index("ws_reading_bars_person", "person"),
)
"""Conflicts of interest that readers declared, for good: a ministry, or one programme."""

COUNTS = Table(
    "ws_reading_counts",
    METADATA,
    id_(),
    Column("upto", Integer, nullable=False, server_default="0"),
    Column("samples", Integer, nullable=False, server_default="0"),
    at("counted_at"),
    text("content"),
)
"""The estimate as of a reading, as JSON, and the last sample that counts in it: how the intervals narrowed.

It can be worked out anew: nothing guards it.
"""

REREADINGS = Table(
    "ws_rereadings",
    METADATA,
    id_(),
    text("area"),
    text("reason"),
    Column("readings", Integer, nullable=False),
    ref("asked_by", "people"),
    ref("asked_for", "people", nullable=True),
    at("asked_at"),
)
"""That what was put into an area is to be read again by those who read it before that moment, how many, and why."""

GUARDED = ("ws_readings", "ws_reading_bars", "ws_rereadings")
"""Those that nothing may be changed in or taken out of."""
