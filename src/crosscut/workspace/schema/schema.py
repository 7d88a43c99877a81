"""The workspace's tables, beside those of the ledger in one database.

What people did stays: cells, filings, messages and the record are only ever added to, and triggers hold that.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, false

from crosscut.workspace.schema import (
    approval_schema,
    columns,
    discussion_schema,
    listing_schema,
    passkey_schema,
    publishing_schema,
    reading_schema,
    scenario_schema,
)
from crosscut.workspace.schema.columns import at as _at
from crosscut.workspace.schema.columns import id_ as _id
from crosscut.workspace.schema.columns import ref as _ref
from crosscut.workspace.schema.columns import text as _text

VERSION_TABLE = "workspace_version"
HEAD = "w0170"
"""The newest migration that this code knows."""

METADATA = columns.METADATA
PASSKEYS = passkey_schema.PASSKEYS

ABOUT = Table("ws_about", METADATA, Column("key", Text, primary_key=True), _text("value"))
"""Facts of the whole, such as whose budget the workspace is of."""

PEOPLE = Table(
    "ws_people",
    METADATA,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _text("password"),
    _text("label"),
    _text("mail"),
    Column("mail_daily", Boolean, nullable=False, server_default=false()),
    Column("invented", Boolean, nullable=False),
    _at("added_at"),
    _at("closed_at", nullable=True),
    _at("first_until", nullable=True),
)
"""``password`` is an Argon2 hash, empty where there is none; ``mail`` an address for notices, which ``mail_daily``
gathers into one message a day. ``first_until`` is how long a first password lets in, to choose one's own; empty once
that is done. ``invented`` people are those of the demonstration.
"""

GRANTS = Table(
    "ws_grants",
    METADATA,
    _id(),
    _ref("person", "people"),
    _text("role"),
    _text("ministry"),
    _text("committee"),
    Column("year", Integer, nullable=False, server_default="0"),
    _at("starts_at"),
    _at("ends_at", nullable=True),
    _text("reason"),
    _ref("given_by", "people", nullable=True),
    _at("given_at"),
    _ref("confirmed_by", "people", nullable=True),
    _at("confirmed_at", nullable=True),
    _text("exception"),
    _at("ended_at", nullable=True),
    Index("ws_grants_person", "person"),
)
"""A role of a person. An empty ministry or committee, and the year 0, mean every one."""

DELEGATIONS = Table(
    "ws_delegations",
    METADATA,
    _id(),
    _ref("grant_id", "grants"),
    _ref("giver", "people"),
    _ref("taker", "people"),
    _at("starts_at"),
    _at("ends_at"),
    _text("reason"),
    _at("ended_at", nullable=True),
    Index("ws_delegations_taker", "taker"),
)

IDENTITIES = Table(
    "ws_identities",
    METADATA,
    _id(),
    _ref("person", "people"),
    _text("issuer"),
    _text("subject"),
    _ref("given_by", "people"),
    _at("given_at"),
    _at("ended_at", nullable=True),
    Index("ws_identities_subject", "issuer", "subject"),
)
"""Who a person is at an identity provider, as an administrator has set it up."""

FLOWS = Table(
    "ws_flows",
    METADATA,
    Column("digest", Text, primary_key=True),
    _text("state"),
    _text("nonce"),
    _text("verifier"),
    _at("made_at"),
)
"""Ways to the provider that are under way, each by the digest of a secret that the browser keeps."""

SESSIONS = Table(
    "ws_sessions",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    _ref("person", "people"),
    _ref("delegation", "delegations", nullable=True),
    _text("kind"),
    _text("label"),
    _text("scope"),
    _text("way"),
    _text("form_token"),
    _at("made_at"),
    _at("used_at"),
    _at("ends_at"),
    _at("ended_at", nullable=True),
    _text("address"),
    _text("agent"),
    Index("ws_sessions_person", "person"),
)
"""Sign-ins and tokens, by the digests of their secrets. ``way``: how the sign-in began, or that of a token's maker."""

TRIES = Table(
    "ws_tries",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("tries", Integer, nullable=False),
    _at("since"),
)

CALLS = Table(
    "ws_calls",
    METADATA,
    _id(),
    _text("title"),
    Column("year", Integer, nullable=False),
    _text("note"),
    Column("reason_from", Integer, nullable=False),
    _at("opens_at"),
    Column("late_days", Integer, nullable=False),
    _ref("opened_by", "people"),
    _at("made_at"),
    Column("origin", Integer),
    Column("holds", Boolean, nullable=False, server_default=false()),
    Column("base", Text),
)
"""``reason_from`` is the change in per cent from which a reason must be given. ``late_days`` follow each closing.

``origin`` is the call of the year before that it was opened from. Where it ``holds``, open questions stop an approval.
``base`` is the period that its drafts were filled from, such as ``2026:reviewed``.
"""

CALL_GROUPS = Table(
    "ws_call_groups",
    METADATA,
    _id(),
    _ref("call", "calls"),
    _text("name"),
    _at("closes_at"),
    Index("ws_call_groups_call", "call"),
)

CALL_MINISTRIES = Table(
    "ws_call_ministries",
    METADATA,
    Column("call", Integer, ForeignKey("ws_calls.id"), primary_key=True),
    Column("ministry", Text, primary_key=True),
    Column("group", Integer, ForeignKey("ws_call_groups.id"), nullable=False),
)

EXTENSIONS = Table(
    "ws_extensions",
    METADATA,
    _id(),
    _ref("call", "calls"),
    _text("ministry"),
    _at("closes_at"),
    _text("reason"),
    _ref("decided_by", "people"),
    _at("decided_at"),
    Index("ws_extensions_call", "call"),
)

CELLS = Table(
    "ws_cells",
    METADATA,
    _id(),
    _ref("call", "calls"),
    _text("ministry"),
    _text("programme"),
    _text("field"),
    _text("value"),
    _text("source"),
    _ref("written_by", "people"),
    _ref("written_for", "people", nullable=True),
    _at("written_at"),
    Index("ws_cells_place", "call", "ministry", "programme", "field", "id"),
)
"""What stands in drafts: every value of every field, the newest holding. Amounts are integers in minor units."""

FILINGS = Table(
    "ws_filings",
    METADATA,
    _id(),
    Column("number", Text, nullable=False, unique=True),
    _ref("call", "calls"),
    _text("ministry"),
    _text("content"),
    _text("digest"),
    Column("total", BigInteger, nullable=False),
    Column("programmes", Integer, nullable=False),
    Column("late", Boolean, nullable=False),
    _ref("filed_by", "people"),
    _ref("filed_for", "people", nullable=True),
    _at("filed_at"),
    _text("authors"),
    _text("receipt"),
    Index("ws_filings_place", "call", "ministry", "id"),
)
"""What was filed, as exact text with its digest, and the signed receipt; a later one of a ministry takes its place."""

SHEETS = Table(
    "ws_sheets",
    METADATA,
    _id(),
    _ref("call", "calls"),
    _text("ministry"),
    _ref("sent_by", "people"),
    _at("sent_at"),
    _text("name"),
    _text("digest"),
    _text("content"),
    _at("taken_at", nullable=True),
    _text("kind"),
    Column("file", LargeBinary, nullable=True),
    Index("ws_sheets_place", "call", "ministry", "id"),
)
"""Files that were sent in, as the changes and faults that were read out of them.

``kind`` is empty for workbooks and sheets; ``bundle`` for what was written without the server, and ``refused`` where
nothing of that could be taken: then ``file`` is the file as it was sent.
"""

FINDINGS = Table(
    "ws_findings",
    METADATA,
    _id(),
    _ref("call", "calls"),
    _text("ministry"),
    _text("programme"),
    _text("severity"),
    Column("amount", BigInteger, nullable=False),
    _ref("asked_by", "people"),
    _ref("asked_of", "people"),
    _at("asked_at"),
    Index("ws_findings_place", "call", "ministry"),
)
"""``amount`` is the money in question, in minor units."""

MESSAGES = Table(
    "ws_messages",
    METADATA,
    _id(),
    _ref("finding", "findings"),
    _text("kind"),
    _text("text"),
    _ref("written_by", "people"),
    _ref("written_for", "people", nullable=True),
    _at("written_at"),
    Column("due", Text),
    Index("ws_messages_finding", "finding", "id"),
)
"""The thread of a finding; the last of a kind other than a remark is its state. ``due``: the ISO day to answer by."""

ATTACHMENTS = Table(
    "ws_attachments",
    METADATA,
    _id(),
    _ref("call", "calls"),
    _text("ministry"),
    _text("about"),
    _text("name"),
    _text("media_type"),
    Column("size", Integer, nullable=False),
    _text("digest"),
    Column("content", LargeBinary, nullable=False),
    _ref("sent_by", "people"),
    _ref("sent_for", "people", nullable=True),
    _at("sent_at"),
    Index("ws_attachments_place", "call", "ministry", "about"),
)
"""Files with their SHA-256. ``about`` is ``request``, ``finding NUMBER`` or ``minutes``; minutes have no ministry."""

ATTACHMENT_ENDS = Table(
    "ws_attachment_ends",
    METADATA,
    _id(),
    _ref("attachment", "attachments"),
    _ref("ended_by", "people"),
    _at("ended_at"),
)
"""Attachments that were taken out of a draft again."""

RECORD = Table(
    "ws_record",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _at("at"),
    Column("person", Integer),
    _text("name"),
    _text("role"),
    _text("acting_for"),
    _text("action"),
    _text("area"),
    _text("item"),
    _text("ministry"),
    _text("before"),
    _text("after"),
    _text("reason"),
    _text("address"),
    _text("request"),
    _text("link"),
    _text("sealed"),
    Index("ws_record_item", "item", "number"),
    Index("ws_record_person", "person", "number"),
    Index("ws_record_at", "at"),
)
"""Who did what, for whom, when, what stood before and after, and why; chained as readings are.

``sealed`` is the digest of all that was added since the entry before (:mod:`crosscut.workspace.seals`).
"""

OUTBOX = Table(
    "ws_outbox",
    METADATA,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    _ref("person", "people"),
    _text("subject"),
    _text("text"),
    _text("link"),
    _at("made_at"),
    _at("next_at"),
    Column("tries", Integer, nullable=False, server_default="0"),
    _text("fault"),
    _at("sent_at", nullable=True),
    Index("ws_outbox_due", "sent_at", "next_at"),
)
"""Mail to send, written with the act that it tells of; ``key`` is what is told to whom, so that it is told once."""

JOBS = Table(
    "ws_jobs",
    METADATA,
    _id(),
    _text("kind"),
    _text("about"),
    _text("state"),
    _text("step"),
    _text("result"),
    _ref("asked_by", "people"),
    _at("asked_at"),
    Column("tries", Integer, nullable=False, server_default="0"),
    _text("worker"),
    _at("beat_at", nullable=True),
    _at("due_at", nullable=True),
    _at("ended_at", nullable=True),
    Index("ws_jobs_state", "state", "id"),
)
"""Long work: waiting, running, done, failed or cancelled. ``beat_at`` is the last sign of the worker that has it.

``about`` is what is asked of it beside its kind, such as a number of programmes; ``due_at`` the moment before which
nobody takes it up.
"""

GUARDED = (
    *("ws_cells", "ws_filings", "ws_messages", "ws_extensions", "ws_record", "ws_calls", "ws_findings"),
    *("ws_attachments", "ws_attachment_ends"),
    *reading_schema.GUARDED,
    *scenario_schema.GUARDED,
    *approval_schema.GUARDED,
    *discussion_schema.GUARDED,
    *publishing_schema.GUARDED,
    *listing_schema.GUARDED,
)
"""The tables that nothing may be changed in or taken out of."""
