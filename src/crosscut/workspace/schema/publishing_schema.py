"""The tables of publishing: what is to be published, and everything that was done to it."""

from __future__ import annotations

from sqlalchemy import Index, Table

from crosscut.workspace.schema.columns import METADATA, at, id_, ref, text

PUBLICATIONS = Table(
    "ws_publications",
    METADATA,
    id_(),
    text("title"),
    text("despite"),
    at("due_at", nullable=True),
    ref("made_by", "people"),
    ref("made_for", "people", nullable=True),
    at("made_at"),
)
"""A publication that somebody prepares. ``due_at`` is the end of its embargo; without it, it goes out once signed.

``despite`` is why it is to be published though a check does not hold; whoever made it answers for that.
"""

PUBLICATION_STEPS = Table(
    "ws_publication_steps",
    METADATA,
    id_(),
    ref("publication", "publications"),
    text("kind"),
    ref("job", "jobs", nullable=True),
    text("content"),
    text("digest"),
    text("reason"),
    text("receipt"),
    ref("done_by", "people", nullable=True),
    ref("done_for", "people", nullable=True),
    at("done_at"),
    Index("ws_publication_steps_publication", "publication", "id"),
)
"""What was done to a publication, in order: ``begun``, ``prepared`` by a job, ``signed`` (again without a receipt where
it was to go out again), ``returned``, ``stopped``, and ``published`` by a job.

``content`` is the manifest where it was prepared or published; ``digest`` is the SHA-256 of the one that was prepared,
which is what is signed. Nobody did what a job did: ``done_by`` is empty then.
"""

GUARDED = ("ws_publications", "ws_publication_steps")
"""Those that nothing may be changed in or taken out of."""
