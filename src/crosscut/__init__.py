"""The workbench of an R&D budget office: every won attributed once, every figure traceable to its lines."""

from __future__ import annotations

from importlib import import_module as _import
from typing import TYPE_CHECKING as _CHECKING

import crosscut.version as _version

if _CHECKING:
    from crosscut.errors import CrosscutError
    from crosscut.face import Budget, audit

__all__ = ["Budget", "CrosscutError", "__version__", "audit"]

__version__ = _version.VERSION

_PLACES = {"Budget": "crosscut.face", "audit": "crosscut.face", "CrosscutError": "crosscut.errors"}


def __getattr__(name: str) -> object:
    """The public names, each imported when first asked for, since the house behind them is large."""
    if name not in _PLACES:
        known = ", ".join(_PLACES)
        raise AttributeError(f"crosscut has no {name!r}; it has {known}")
    return getattr(_import(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
