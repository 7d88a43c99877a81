"""A budget folder and the way through it: ingest → attribute → publish (DESIGN §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosscut.budget.building import Built, build
    from crosscut.budget.inputs import Inputs, read, recorded
    from crosscut.budget.showing import Shown, show
    from crosscut.budget.street import check, open_publication, publication
    from crosscut.budget.tracing import Traced, decided, trace

__all__ = [
    "Built",
    "Inputs",
    "Shown",
    "Traced",
    "build",
    "check",
    "decided",
    "open_publication",
    "publication",
    "read",
    "recorded",
    "show",
    "trace",
]

_PLACES = {
    "building": ("Built", "build"),
    "inputs": ("Inputs", "read", "recorded"),
    "showing": ("Shown", "show"),
    "street": ("check", "open_publication", "publication"),
    "tracing": ("Traced", "decided", "trace"),
}


def __getattr__(name: str) -> Any:
    """The names above, each imported when first asked for: an audit needs none of them, and they take a second."""
    from importlib import import_module

    place = next((place for place, names in _PLACES.items() if name in names), None)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{place}"), name)
