"""How the files are named that hold plans that people applied."""

from __future__ import annotations

PREFIX = "plan-"
"""How their names begin."""


def is_plan(name: str) -> bool:
    """Whether a file of ``decisions/`` (with or without the folder) is an applied plan."""
    return name.removeprefix("decisions/").startswith(PREFIX)
