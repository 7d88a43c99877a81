"""Row-level security in PostgreSQL: statements of an act reach the rows that the person's roles reach."""

from alembic import op

revision = "w0032a"
down_revision = "w0031a"

_WITHIN = """
CREATE FUNCTION ws_within(list text, ministry text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('crosscut.acting', true), '') = ''
    OR coalesce(current_setting('crosscut.' || list, true), '') = '*'
    OR coalesce(ministry = ANY (string_to_array(current_setting('crosscut.' || list, true), chr(31))), false)
$$
"""
_MINISTRY_OF = "EXISTS (SELECT 1 FROM ws_findings f WHERE f.id = finding AND {})"
_FILED = (
    "EXISTS (SELECT 1 FROM ws_filings f WHERE f.call = ws_attachments.call AND f.ministry = ws_attachments.ministry "
    "AND position(ws_attachments.digest in f.content) > 0)"
)
_OF_ATTACHMENT = "EXISTS (SELECT 1 FROM ws_attachments a WHERE a.id = attachment{})"
_RECORD = (
    "ws_within('areas', area) OR (ws_within('own_areas', area) AND (area = 'calls' OR ws_within('record', ministry)))"
)
_POLICIES = {
    "ws_cells": {"SELECT": "ws_within('drafts', ministry)", "INSERT": "ws_within('write', ministry)"},
    "ws_sheets": {
        "SELECT": "ws_within('drafts', ministry)",
        "INSERT": "ws_within('write', ministry)",
        "UPDATE": "ws_within('write', ministry)",
    },
    "ws_filings": {"SELECT": "ws_within('filings', ministry)", "INSERT": "ws_within('file', ministry)"},
    "ws_findings": {"SELECT": "ws_within('findings', ministry)", "INSERT": "ws_within('ask', ministry)"},
    "ws_messages": {
        "SELECT": _MINISTRY_OF.format("true"),
        "INSERT": _MINISTRY_OF.format(
            "CASE kind WHEN 'answered' THEN ws_within('answer', f.ministry) WHEN 'asked' THEN "
            "ws_within('ask', f.ministry) ELSE ws_within('settle', f.ministry) END"
        ),
    },
    "ws_attachments": {
        "SELECT": "CASE about WHEN 'minutes' THEN ws_within('minutes', ministry) WHEN 'request' THEN "
        f"ws_within('drafts', ministry) OR (ws_within('files', ministry) AND {_FILED}) "
        "ELSE ws_within('findings', ministry) END",
        "INSERT": "CASE about WHEN 'minutes' THEN ws_within('keep', ministry) WHEN 'request' THEN "
        "ws_within('write', ministry) ELSE ws_within('answer', ministry) OR ws_within('ask', ministry) END",
    },
    "ws_attachment_ends": {
        "SELECT": _OF_ATTACHMENT.format(""),
        "INSERT": _OF_ATTACHMENT.format(" AND ws_within('write', a.ministry)"),
    },
    "ws_record": {"SELECT": _RECORD, "INSERT": "coalesce(current_setting('crosscut.acting', true), '') = ''"},
}


def upgrade() -> None:
    """Make the policies; SQLite has none, and its file is its owner's alone."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(_WITHIN)
    for table, policies in _POLICIES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for verb, condition in policies.items():
            clause = f"WITH CHECK ({condition})" if verb == "INSERT" else f"USING ({condition})"
            op.execute(f"CREATE POLICY {table}_{verb.lower()} ON {table} FOR {verb} {clause}")
