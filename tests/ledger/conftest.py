"""Ledgers for tests: the same tests run on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from .servers import new_database

_NUMBERS = count(1)


@pytest.fixture
def new_postgres(postgres_server: str) -> Callable[[], str]:
    """Makes empty databases and gives their URLs."""

    return lambda: new_database(postgres_server, f"ledger_{next(_NUMBERS)}")


@pytest.fixture
def new_sqlite(tmp_path: Path) -> Callable[[], str]:
    """Gives paths where no ledger is yet."""
    return lambda: str(tmp_path / f"ledger-{next(_NUMBERS)}.sqlite")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_address(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Gives addresses where no ledger is yet, on both databases."""
    return request.getfixturevalue(f"new_{request.param}")


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    return new_address()
