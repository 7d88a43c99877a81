"""What the tables say about each other once all sources are read: one rule a module, all of them in ``RULES``."""

from __future__ import annotations

from crosscut.findings import Finding
from crosscut.ingest.consistency import (
    attributes,
    far_amounts,
    far_years,
    leading,
    over_tagged,
    printed_totals,
    roll_ups,
    signs,
    subprogramme_sums,
    unit_slips,
)
from crosscut.ingest.consistency.rule import Rule, Tables

RULES: tuple[Rule, ...] = (
    over_tagged.check,
    subprogramme_sums.check,
    subprogramme_sums.check_present,
    roll_ups.check,
    printed_totals.check,
    attributes.check,
    signs.check,
    leading.check,
    far_years.check,
    far_amounts.check,
    unit_slips.check,
)
"""Every rule, as a function from the tables to findings."""


def check(tables: Tables) -> list[Finding]:
    """The findings of every rule."""
    return [finding for rule in RULES for finding in rule(tables)]
