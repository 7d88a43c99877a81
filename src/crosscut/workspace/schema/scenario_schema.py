"""The tables of allocating: the policies that scenarios stand over, the scenarios, what each changes, how it ended."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from crosscut.workspace.schema.columns import METADATA, at, id_, ref, text

POLICIES = Table(
    "ws_policies",
    METADATA,
    id_(),
    text("digest"),
    text("text"),
    at("kept_at"),
    Index("ws_policies_digest", "digest"),
)
"""Policies that scenarios stand over, each once, written out in full."""

SCENARIOS = Table(
    "ws_scenarios",
    METADATA,
    id_(),
    text("name"),
    text("why"),
    ref("policy", "policies"),
    text("mark"),
    Column("origin", Integer),
    ref("made_by", "people"),
    ref("made_for", "people", nullable=True),
    at("made_at"),
)
"""A named set of changes over a policy and, as ``mark`` says by its digest, over what was asked for at the moment."""

SCENARIO_CHANGES = Table(
    "ws_scenario_changes",
    METADATA,
    id_(),
    ref("scenario", "scenarios"),
    text("kind"),
    text("target"),
    text("value"),
    text("why"),
    ref("written_by", "people"),
    ref("written_for", "people", nullable=True),
    at("written_at"),
    Index("ws_scenario_changes_scenario", "scenario", "id"),
)
"""What a scenario changes: of a kind and target the newest holds, and an empty value takes the change back."""

SCENARIO_ENDS = Table(
    "ws_scenario_ends",
    METADATA,
    id_(),
    ref("scenario", "scenarios"),
    text("why"),
    ref("closed_by", "people"),
    ref("closed_for", "people", nullable=True),
    at("closed_at"),
    Index("ws_scenario_ends_scenario", "scenario", unique=True),
)
"""Scenarios that were closed, by whom, when and why: they are changed no more."""

GUARDED = ("ws_policies", "ws_scenarios", "ws_scenario_changes", "ws_scenario_ends")
"""Those that nothing may be changed in or taken out of."""
