"""Both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from crosscut import engine as engines
from crosscut.engine import Engine
from tests.engine.material import read_korea


@pytest.fixture(scope="session")
def duck() -> Iterator[Engine]:
    with engines.open("duckdb") as engine:
        yield engine


@pytest.fixture(scope="session")
def spark(spark_session: None) -> Iterator[Engine]:
    with engines.open("spark") as engine:
        yield engine


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.getfixturevalue({"duckdb": "duck", "spark": "spark"}[request.param])


@pytest.fixture(scope="session")
def korea(shared: Path) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Programmes, lines and tags of Korea's FY2026 budget."""
    return read_korea(shared)
