"""How long work tells what it is doing."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str], None]
"""Told each step of long work as it begins."""


def quiet(_step: str) -> None:
    """Tell nobody."""
