"""The workbench of an R&D budget office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosscut.budget.auditing import audit

__version__ = "0.1.0"
__all__ = ["__version__", "audit"]

_PUBLIC = {"audit": "crosscut.budget.auditing"}


def __getattr__(name: str) -> Any:
    """The public names, each imported when first asked for, since the house behind them is large."""
    from importlib import import_module

    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)
