"""The tables of passkeys, and of the challenges that browsers are to answer with one."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from crosscut.workspace.schema.columns import METADATA
from crosscut.workspace.schema.columns import at as _at
from crosscut.workspace.schema.columns import id_ as _id
from crosscut.workspace.schema.columns import ref as _ref
from crosscut.workspace.schema.columns import text as _text

PASSKEYS = Table(
    "ws_passkeys",
    METADATA,
    _id(),
    _ref("person", "people"),
    _text("name"),
    Column("credential", Text, nullable=False, unique=True),
    _text("handle"),
    _text("public_key"),
    Column("count", BigInteger, nullable=False),
    Column("synced", Boolean, nullable=False),
    _at("made_at"),
    _at("ended_at", nullable=True),
    Index("ws_passkeys_person", "person"),
)
"""A person's passkeys, sealed with their account; ``credential``, ``handle`` and ``public_key`` in base64url.

``count`` is the signature counter at the registration; ``synced`` says that a keeper of passkeys may copy it to other
machines of the same person. ``handle`` is what the person is called towards their authenticators, and nothing else.
"""

PASSKEY_USES = Table(
    "ws_passkey_uses",
    METADATA,
    Column("passkey", Integer, ForeignKey("ws_passkeys.id"), primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
    _at("used_at"),
)
"""The signature counter of a passkey at its last use."""

CHALLENGES = Table(
    "ws_challenges",
    METADATA,
    Column("digest", Text, primary_key=True),
    _text("kind"),
    _text("challenge"),
    _text("handle"),
    _ref("person", "people", nullable=True),
    _at("made_at"),
)
"""Challenges that wait for their one answer, each by the digest of a secret that the browser keeps.

``kind`` is ``add``, for the person who adds a passkey under a ``handle``, or ``in``, where anybody signs in.
"""
