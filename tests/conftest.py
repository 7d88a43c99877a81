"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material beside the checkout; tests that use it are marked ``real``."""
    folder = Path(os.environ.get("CROSSCUT_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no real material at {folder}; set CROSSCUT_SHARED to its folder")
    return folder
