"""Ledgers for tests: the same tests run on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from .servers import postgresql

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    if os.environ.get("CROSSCUT_NO_POSTGRES") == "1":
        pytest.skip("CROSSCUT_NO_POSTGRES=1")
    with postgresql() as url:
        yield url


@pytest.fixture
def new_postgres(postgres_server: str) -> Callable[[], str]:
    """Makes empty databases and gives their URLs."""

    def make() -> str:
        name = f"ledger_{next(_NUMBERS)}"
        engine = create_engine(
            postgres_server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return postgres_server.rpartition("/")[0] + f"/{name}"

    return make


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
