"""Row-level security in PostgreSQL for what is read and tried: the office's rows alone, for whom the rights say."""

from alembic import op

revision = "w0050"
down_revision = "w0040"

_READ, _READS = "ws_within('reading', {})", "ws_within('reads', {})"
_SCENARIO = {"SELECT": "ws_within('scenarios', '')", "INSERT": "ws_within('plans', '')"}
_POLICIES = {
    "ws_readings": {"SELECT": _READ.format("ministry"), "INSERT": _READS.format("ministry")},
    "ws_reading_bars": {"SELECT": _READ.format("''"), "INSERT": _READS.format("''")},
    "ws_policies": _SCENARIO,
    "ws_scenarios": _SCENARIO,
    "ws_scenario_changes": _SCENARIO,
}


def upgrade() -> None:
    """Make the policies; SQLite has none."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, policies in _POLICIES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for verb, condition in policies.items():
            clause = f"WITH CHECK ({condition})" if verb == "INSERT" else f"USING ({condition})"
            op.execute(f"CREATE POLICY {table}_{verb.lower()} ON {table} FOR {verb} {clause}")
