"""Files that people send read in the process of the tests: starting one that has imported the readers costs a second each.

Tests that are about the process itself, or about files made to hurt it, are marked ``draws``.
"""

from __future__ import annotations

import pytest

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing import file_reader, sheet_cells, word_sheets
from crosscut.workspace.filing.isolated_reader import Reader, UnreadError


@pytest.fixture(autouse=True)
def files_read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the tests whose conftest names it."""
    if not request.node.get_closest_marker("draws"):
        for module in (sheet_cells, word_sheets):
            monkeypatch.setattr(module, "read_isolated", _read)


def _read(reader: Reader, content: bytes, name: str) -> str:
    try:
        return file_reader._read(reader, content, name)
    except WorkspaceError:
        raise
    except Exception:
        raise UnreadError from None
