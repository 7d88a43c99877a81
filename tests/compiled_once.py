"""Statements compiled once in a test run: each test opens databases of its own, and asks them what others asked theirs.

SQLAlchemy keeps what it compiled by the engine that asked; the text of a statement is the same for all of one kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

_BEGIN = Engine.__init__
_MOST = 4_000


class Compiled(LRUCache[Any, Any]):
    """What was compiled for any engine of a kind of database, whose engines here differ in nothing else."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_shared(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_shared(key), value)


def _shared(key: Any) -> Any:
    dialect, *statement = key
    return (dialect.name, dialect.driver, *statement)


@contextmanager
def compiled_once() -> Iterator[None]:
    """Until the end, let engines of a kind share what they compile."""
    kept = Compiled(_MOST)

    def begun(self: Engine, pool: Any, dialect: Any, url: Any, echo: Any = None, **more: Any) -> None:
        _BEGIN(self, pool, dialect, url, echo=echo, **more)
        self._compiled_cache = kept

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "__init__", begun)
        yield
