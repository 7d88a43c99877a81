"""Tables with total rows, counted."""

from __future__ import annotations

from .conftest import amounts


def counted(result) -> dict[str, int]:
    return {name: value // 10**6 for name, value in amounts(result).items()}
