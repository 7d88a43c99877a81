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
"""The names that :func:`open` knows, beside the masters of Spark."""
_MASTERS = ("spark://", "sc://", "k8s://", "yarn", "local[", "local-cluster[")
"""How the name of a master begins that Spark runs at."""

__all__ = ["ENGINES", "Engine", "is_spark", "known", "open"]


def is_spark(name: str) -> bool:
    """Whether Spark is meant: by its name, or by that of a master such as ``spark://host:7077`` or ``sc://host``."""
    return name == "spark" or name.startswith(_MASTERS)


def known(name: str) -> str:
    """The name of an engine.

    Raises
    ------
    CrosscutError
        where no engine has that name.
    """
    if name != "duckdb" and not is_spark(name):
        raise CrosscutError(
            f"no engine is called {name!r}",
            code="engine",
            hint=f"Use one of: {', '.join(ENGINES)}, or a master of Spark such as spark://host:7077",
        )
    return name


def open(name: str = "duckdb", **options: Any) -> Engine:  # noqa: A001
    """The engine of that name, ready to run; use it as a context manager, or call ``close()``.

    ``options`` go to :class:`~crosscut.engine.duck.DuckEngine` (``threads``, ``memory_limit``) or
    :class:`~crosscut.engine.spark.SparkEngine` (``session``, ``cores``).

    Raises
    ------
    CrosscutError
        where no engine has that name, or the engine cannot run here: the message says what to install.

    """
    if is_spark(known(name)):
        from crosscut.engine.spark import SparkEngine

        return SparkEngine(master="" if name == "spark" else name, **options)
    from crosscut.engine.duck import DuckEngine

    return DuckEngine(**options)
