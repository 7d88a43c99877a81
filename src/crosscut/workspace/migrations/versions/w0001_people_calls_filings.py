"""The workspace's first layout: people and rights, calls, drafts, filings, findings and the record.

A column reads ``name:type`` and then what holds of it: ``?`` may be null, ``!`` is the key, ``=`` has a usual value,
``^`` is unique, ``>table`` refers to the id of another table.
"""

import re
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "w0001"
down_revision = None

_TABLES = {
    "ws_about": ("key:text! value:text="),
    "ws_people": ("id:int! name:text^ password:text= label:text= invented:bool added_at:time closed_at:time?"),
    "ws_record": (
        "number:int! at:time person:int? name:text= role:text= acting_for:text= action:text= area:text= "
        "item:text= ministry:text= before:text= after:text= reason:text= address:text= request:text= "
        "link:text="
    ),
    "ws_tries": ("key:text! tries:int since:time"),
    "ws_calls": (
        "id:int! title:text= year:int note:text= reason_from:int opens_at:time late_days:int "
        "opened_by:int>ws_people made_at:time"
    ),
    "ws_grants": (
        "id:int! person:int>ws_people role:text= ministry:text= committee:text= year:int=0 starts_at:time "
        "ends_at:time? reason:text= given_by:int?>ws_people given_at:time confirmed_by:int?>ws_people "
        "confirmed_at:time? exception:text= ended_at:time?"
    ),
    "ws_call_groups": ("id:int! call:int>ws_calls name:text= closes_at:time"),
    "ws_cells": (
        "id:int! call:int>ws_calls ministry:text= programme:text= field:text= value:text= source:text= "
        "written_by:int>ws_people written_for:int?>ws_people written_at:time"
    ),
    "ws_delegations": (
        "id:int! grant_id:int>ws_grants giver:int>ws_people taker:int>ws_people starts_at:time ends_at:time "
        "reason:text= ended_at:time?"
    ),
    "ws_extensions": (
        "id:int! call:int>ws_calls ministry:text= closes_at:time reason:text= decided_by:int>ws_people decided_at:time"
    ),
    "ws_filings": (
        "id:int! number:text^ call:int>ws_calls ministry:text= content:text= digest:text= total:big "
        "programmes:int late:bool filed_by:int>ws_people filed_for:int?>ws_people filed_at:time "
        "authors:text= receipt:text="
    ),
    "ws_findings": (
        "id:int! call:int>ws_calls ministry:text= programme:text= severity:text= amount:big "
        "asked_by:int>ws_people asked_of:int>ws_people asked_at:time"
    ),
    "ws_sheets": (
        "id:int! call:int>ws_calls ministry:text= sent_by:int>ws_people sent_at:time name:text= "
        "digest:text= content:text= taken_at:time?"
    ),
    "ws_call_ministries": ("call:int!>ws_calls ministry:text! group:int>ws_call_groups"),
    "ws_messages": (
        "id:int! finding:int>ws_findings kind:text= text:text= written_by:int>ws_people "
        "written_for:int?>ws_people written_at:time"
    ),
    "ws_sessions": (
        "digest:text! number:int^ person:int>ws_people delegation:int?>ws_delegations kind:text= "
        "label:text= scope:text= form_token:text= made_at:time used_at:time ends_at:time ended_at:time? "
        "address:text= agent:text="
    ),
}
_INDEXES = {
    "ws_record_at": ("ws_record", ["at"]),
    "ws_record_item": ("ws_record", ["item", "number"]),
    "ws_record_person": ("ws_record", ["person", "number"]),
    "ws_grants_person": ("ws_grants", ["person"]),
    "ws_call_groups_call": ("ws_call_groups", ["call"]),
    "ws_cells_place": ("ws_cells", ["call", "ministry", "programme", "field", "id"]),
    "ws_delegations_taker": ("ws_delegations", ["taker"]),
    "ws_extensions_call": ("ws_extensions", ["call"]),
    "ws_filings_place": ("ws_filings", ["call", "ministry", "id"]),
    "ws_findings_place": ("ws_findings", ["call", "ministry"]),
    "ws_messages_finding": ("ws_messages", ["finding", "id"]),
    "ws_sessions_person": ("ws_sessions", ["person"]),
}
_GUARDED = ("ws_cells", "ws_filings", "ws_messages", "ws_extensions", "ws_record", "ws_calls", "ws_findings")
_TYPES: dict[str, Callable[[], Any]] = {
    "text": sa.Text,
    "int": sa.Integer,
    "big": sa.BigInteger,
    "bool": sa.Boolean,
    "time": lambda: sa.DateTime(timezone=True),
}
_COLUMN = re.compile(r"(\w+):(\w+)([!?]?)(?:=(\w*))?(\^?)(?:>(\w+))?")


def upgrade() -> None:
    """Make the tables and guard those that are only added to."""
    for table, spec in _TABLES.items():
        op.create_table(table, *(_column(each) for each in spec.split()))
    for index, (table, columns) in _INDEXES.items():
        op.create_index(index, table, columns)
    for table in _GUARDED:
        _guard(table)


def _column(spec: str) -> sa.Column[Any]:
    found = _COLUMN.fullmatch(spec)
    assert found is not None, spec
    name, kind, mark, usual, unique, other = found.groups()
    reference = [sa.ForeignKey(f"{other}.id")] if other else []
    return sa.Column(
        name,
        _TYPES[kind](),
        *reference,
        primary_key=mark == "!",
        autoincrement=name == "id",
        nullable=mark == "?",
        server_default=usual,
        unique=bool(unique) or None,
    )


def _guard(table: str) -> None:
    """Let the database itself refuse to overwrite or delete; ``ledger_append_only`` is the ledger's."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the workspace only adds to this'); END"
        )
