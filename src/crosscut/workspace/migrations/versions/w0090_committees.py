"""Row-level security in PostgreSQL for roles that are held for one committee: rows of its programmes alone."""

from alembic import op

revision = "w0090"
down_revision = "w0080"

_OF_COMMITTEE = """
CREATE FUNCTION ws_of_committee(list text, place text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(bool_or(position(chr(31) || committee || chr(30) || place || chr(31)
      IN current_setting('crosscut.committees', true)) > 0), false)
  FROM unnest(string_to_array(coalesce(current_setting('crosscut.' || list || '_of', true), ''), chr(31))) committee
$$
"""
_OF_ANY = """
CREATE FUNCTION ws_of_any_committee(list text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('crosscut.' || list || '_of', true), '') <> ''
$$
"""


def _of(what: str, place: str = "programme") -> str:
    """A condition on a row of a programme; the first half is quick, and false for everyone with no such role."""
    return f"ws_of_any_committee('{what}') AND ws_of_committee('{what}', {place})"


_FINDING = "EXISTS (SELECT 1 FROM ws_findings f WHERE f.id = finding AND ws_of_committee('{}', f.programme))"
_ABOUT = "EXISTS (SELECT 1 FROM ws_findings f WHERE 'finding ' || f.id = about{})"
_POLICIES = {
    "ws_filings": {"SELECT": _of("filings", "'ministry ' || ministry")},
    "ws_findings": {"SELECT": _of("findings"), "INSERT": _of("ask")},
    "ws_messages": {
        "INSERT": f"CASE kind WHEN 'answered' THEN {_FINDING.format('answer')} WHEN 'asked' THEN "
        f"{_FINDING.format('ask')} ELSE {_FINDING.format('settle')} END",
    },
    "ws_attachments": {
        "SELECT": f"ws_of_any_committee('findings') AND {_ABOUT.format('')}",
        "INSERT": _ABOUT.format(" AND ws_of_committee('ask', f.programme)"),
    },
    "ws_readings": {"SELECT": _of("reading"), "INSERT": _of("reads")},
    "ws_reading_bars": {"SELECT": "ws_of_any_committee('reading')", "INSERT": "ws_of_any_committee('reads')"},
}


def upgrade() -> None:
    """Add the policies to those that there are, any of which lets a row through; SQLite has none."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(_OF_COMMITTEE)
    op.execute(_OF_ANY)
    for table, policies in _POLICIES.items():
        for verb, condition in policies.items():
            clause = f"WITH CHECK ({condition})" if verb == "INSERT" else f"USING ({condition})"
            op.execute(f"CREATE POLICY {table}_{verb.lower()}_of_committee ON {table} FOR {verb} {clause}")
