"""The demonstration on a server of its own: the fixture ``address`` of whoever looks at it in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscut.workspace import demonstration
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office import Office
from crosscut.workspace.receipts import Signer
from crosscut.workspace.schema.store import open_database
from tests.workspace.conftest import copy_of
from tests.workspace.season_play import served


@pytest.fixture(scope="module")
def address(made: tuple[Path, Known, Signer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where it is served."""
    folder = copy_of(made[0], tmp_path_factory.mktemp("served") / "demo")
    office = Office(open_database(folder, ""), made[1], made[2], demonstration=True)
    with office.database.writing() as connection:
        demonstration.fill(office, connection, office.clock())
    with served(office) as place:
        yield place
    office.close()
