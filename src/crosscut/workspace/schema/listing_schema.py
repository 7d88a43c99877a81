"""The tables of designating technologies: proposed lists, what was said of them, and how they ended."""

from __future__ import annotations

from sqlalchemy import Index, Table

from crosscut.workspace.schema.columns import METADATA, at, id_, ref, text

LISTS = Table(
    "ws_lists",
    METADATA,
    id_(),
    text("title"),
    text("why"),
    text("name"),
    text("content"),
    text("passages"),
    text("law"),
    text("in_force"),
    ref("made_by", "people"),
    ref("made_for", "people", nullable=True),
    at("made_at"),
)
"""A list of technologies that is to take the place of the one that holds.

``name`` is a bundled list's id, or the file of the folder that ``content`` becomes; ``passages`` say as CSV where the
places of the old list go, empty for the bundled crosswalk and equal ids. ``in_force`` is an ISO date.
"""

LIST_OPINIONS = Table(
    "ws_list_sayings",
    METADATA,
    id_(),
    ref("listing", "lists"),
    text("text"),
    ref("written_by", "people"),
    ref("written_for", "people", nullable=True),
    at("written_at"),
    Index("ws_list_sayings_listing", "listing", "id"),
)
"""The deliberation of a list, in order."""

LIST_ENDS = Table(
    "ws_list_ends",
    METADATA,
    id_(),
    ref("listing", "lists"),
    text("kind"),
    text("digest"),
    text("package"),
    text("name"),
    text("file"),
    text("reason"),
    text("receipt"),
    ref("signed_by", "people"),
    ref("signed_for", "people", nullable=True),
    at("signed_at"),
    Index("ws_list_ends_listing", "listing", unique=True),
)
"""How a list ended: ``confirmed``, with what was on the screen, its digest and receipt and the name and text of the
folder's file; or ``returned``, with the reason."""

GUARDED = ("ws_lists", "ws_list_sayings", "ws_list_ends")
"""Those that nothing may be changed in or taken out of."""
