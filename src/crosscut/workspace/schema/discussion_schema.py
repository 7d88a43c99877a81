"""The tables of discussing a move: threads on it or on one of its numbers, what was said, and its justification."""

from __future__ import annotations

from sqlalchemy import Index, Table

from crosscut.workspace.schema.columns import METADATA, at, id_, ref, text

THREADS = Table(
    "ws_threads",
    METADATA,
    id_(),
    ref("move", "moves"),
    text("programme"),
    text("figure"),
    ref("opened_by", "people"),
    ref("opened_for", "people", nullable=True),
    at("opened_at"),
    Index("ws_threads_move", "move", "id"),
)
"""What is discussed of a move: the whole of it, the amount of one ``programme``, or one published ``figure``."""

THREAD_MESSAGES = Table(
    "ws_sayings",
    METADATA,
    id_(),
    ref("thread", "threads"),
    text("kind"),
    text("text"),
    text("quotes"),
    ref("written_by", "people"),
    ref("written_for", "people", nullable=True),
    at("written_at"),
    Index("ws_sayings_thread", "thread", "id"),
)
"""What was said in a thread, in order; ``kind`` is said, settled or reopened.

``quotes`` are the numbers that the text names, as they were when it was written, as JSON.
"""

JUSTIFICATIONS = Table(
    "ws_justifications",
    METADATA,
    id_(),
    ref("move", "moves"),
    text("ko"),
    text("en"),
    text("quotes"),
    ref("written_by", "people"),
    ref("written_for", "people", nullable=True),
    at("written_at"),
    Index("ws_justifications_move", "move", "id"),
)
"""Why a move is to be signed, in Korean and English; the newest of a move holds."""

GUARDED = ("ws_threads", "ws_sayings", "ws_justifications")
"""Those that nothing may be changed in or taken out of."""
