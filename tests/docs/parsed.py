"""The source as trees of its syntax, parsed once for all tests that look at it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src" / "crosscut"


@cache
def trees() -> dict[str, ast.Module]:
    """Each module's tree by its path within the package."""
    return {path.relative_to(SOURCES).as_posix(): ast.parse(path.read_text("utf-8")) for path in SOURCES.rglob("*.py")}
