"""The tables of approving: proposed moves to a stage, what was amended in them, how they ended, what was shown."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from crosscut.workspace.schema.columns import METADATA, at, id_, ref, text

MOVES = Table(
    "ws_moves",
    METADATA,
    id_(),
    text("title"),
    text("why"),
    Column("year", Integer, nullable=False),
    text("stage"),
    text("asked"),
    ref("scenario", "scenarios"),
    text("amounts"),
    text("hands"),
    ref("made_by", "people"),
    ref("made_for", "people", nullable=True),
    at("made_at"),
    Column("begun_from", Integer, nullable=True),
)
"""A move to a stage of a year: the plan of a scenario as it was then, as JSON by programme in minor units.

``begun_from`` is the signed move of the stage before where the amounts are those of that stage.

``asked`` is the stage whose lines the plan divides, whose shares its amounts carry. ``hands`` are the people, as JSON,
who had a hand in the scenario.
"""

MOVE_AMENDMENTS = Table(
    "ws_move_amendments",
    METADATA,
    id_(),
    ref("move", "moves"),
    text("programme"),
    Column("amount", BigInteger, nullable=False),
    text("mover"),
    text("why"),
    ref("written_by", "people"),
    ref("written_for", "people", nullable=True),
    at("written_at"),
    Index("ws_move_amendments_move", "move", "id"),
)
"""Another amount of one programme of a move, who moved it and why; the newest of a programme holds."""

SIGNINGS = Table(
    "ws_signings",
    METADATA,
    id_(),
    ref("move", "moves"),
    text("kind"),
    text("digest"),
    text("package"),
    text("file"),
    text("reason"),
    text("receipt"),
    ref("signed_by", "people"),
    ref("signed_for", "people", nullable=True),
    at("signed_at"),
    Index("ws_signings_move", "move", "id"),
)
"""How a move ended: ``signed``, with what was on the screen, its digest and receipt and the text of the folder's file;
or ``returned``, with the reason."""

PACKAGES = Table("ws_packages", METADATA, Column("digest", Text, primary_key=True), text("content"), at("kept_at"))
"""What was shown to those who may sign, by its digest: a refused approval says by it what has moved since."""

GUARDED = ("ws_moves", "ws_move_amendments", "ws_signings")
"""Those that nothing may be changed in or taken out of."""
