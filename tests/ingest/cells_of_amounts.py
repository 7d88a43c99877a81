"""Cells of amounts as tests write them."""

from __future__ import annotations

HEADER = "id,name,ministry,amount\n"
