"""Names of a package that are imported when first asked for, since what is behind them is large."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def on_demand(package: str, places: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package whose names stand in modules of its own.

    Parameters
    ----------
    package
        Its ``__name__``.
    places
        The names by the module within it.
    """
    homes = {name: module for module, names in places.items() for name in names}

    def named(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return named
