"""Taxonomy ``two-areas``."""

from __future__ import annotations

from crosscut.taxonomy import Area, Taxonomy

TAXONOMY = Taxonomy(
    "two-areas",
    "Two areas",
    "두 분야",
    "2026-01-01",
    "",
    (Area("land", "Land", "땅", (), "read", "Test"), Area("sea", "Sea", "바다", (), "read", "Test")),
    certainty="read",
    source="Test",
)
