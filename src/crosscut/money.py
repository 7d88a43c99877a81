"""Exact amounts: read units, split, format."""

from __future__ import annotations
