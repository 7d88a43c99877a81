"""The workbench of an R&D budget office: every won attributed once, every figure traceable to its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosscut.audit.documents_of import audit
    from crosscut.budget import build, check, open_publication, read, show, trace
    from crosscut.errors import CrosscutError
    from crosscut.figures import Figure
    from crosscut.findings import Finding
    from crosscut.money import split
    from crosscut.taxonomy import load as load_taxonomy

__version__ = "0.1.0"
__all__ = [
    "CrosscutError",
    "Figure",
    "Finding",
    "audit",
    "build",
    "check",
    "load_taxonomy",
    "open_publication",
    "read",
    "show",
    "split",
    "trace",
]

_PUBLIC = {
    **dict.fromkeys(("build", "check", "open_publication", "read", "show", "trace"), "crosscut.budget"),
    "CrosscutError": "crosscut.errors",
    "Figure": "crosscut.figures.book",
    "Finding": "crosscut.findings",
    "audit": "crosscut.audit.documents_of",
    "load_taxonomy": "crosscut.taxonomy",
    "split": "crosscut.money",
}
_RENAMED = {"load_taxonomy": "load"}


def __getattr__(name: str) -> Any:
    """The public names, each imported when first asked for, since the house behind them is large."""
    from importlib import import_module

    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), _RENAMED.get(name, name))
