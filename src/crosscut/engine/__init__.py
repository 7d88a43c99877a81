"""Where table expressions run: DuckDB by default, Spark at scale.

The way through the room: :func:`crosscut.engine.shares.shares` says what part of a programme belongs to which area,
:func:`crosscut.engine.amounts.atoms` turns shares into amounts to the last won, and
:func:`crosscut.engine.crosscut.crosscut` sums them. All of it is written once and gives equal digests on every engine.
"""

from __future__ import annotations

from typing import Any

from crosscut.engine.base import Engine
from crosscut.errors import CrosscutError

ENGINES = ("duckdb", "spark")
"""The names that :func:`open` knows."""

__all__ = ["ENGINES", "Engine", "open"]


def open(name: str = "duckdb", **options: Any) -> Engine:  # noqa: A001
    """The engine of that name, ready to run; use it as a context manager, or call ``close()``.

    ``options`` go to :class:`~crosscut.engine.duck.DuckEngine` (``threads``, ``memory_limit``) or
    :class:`~crosscut.engine.spark.SparkEngine` (``session``, ``cores``).

    Raises
    ------
    CrosscutError
        where no engine has that name, or the engine cannot run here: the message says what to install.

    """
    if name == "duckdb":
        from crosscut.engine.duck import DuckEngine

        return DuckEngine(**options)
    if name == "spark":
        from crosscut.engine.spark import SparkEngine

        return SparkEngine(**options)
    raise CrosscutError(f"no engine is called {name!r}", code="engine", hint=f"Use one of: {', '.join(ENGINES)}")
