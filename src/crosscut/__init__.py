"""The workbench of an R&D budget office: every amount attributed once, every figure traceable to its lines."""

from __future__ import annotations

import sys as _sys
from importlib import import_module as _import
from types import ModuleType as _ModuleType
from typing import TYPE_CHECKING as _CHECKING

import crosscut.version as _version

if _CHECKING:
    from crosscut.errors import CrosscutError
    from crosscut.face import Budget, audit

__all__ = ["Budget", "CrosscutError", "__version__", "audit"]

__version__ = _version.VERSION

_PLACES = {"Budget": "crosscut.face", "audit": "crosscut.face", "CrosscutError": "crosscut.errors"}


def _public(name: str) -> object:
    return getattr(_import(_PLACES[name]), name)


def __getattr__(name: str) -> object:
    """The public names, each imported when first asked for, since the house behind them is large."""
    if name not in _PLACES:
        known = ", ".join(_PLACES)
        raise AttributeError(f"crosscut has no {name!r}; it has {known}")
    return _public(name)


def __dir__() -> list[str]:
    return sorted(__all__)


class _Face(_ModuleType):
    """The package, whose ``audit`` stays the verb although the room that it opens has the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        if name != "audit":
            super().__setattr__(name, value)


_sys.modules[__name__].__class__ = _Face
