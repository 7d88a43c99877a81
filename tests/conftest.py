"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

settings.register_profile("patient", deadline=None)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material beside the checkout; tests that use it are marked ``real``."""
    folder = Path(os.environ.get("CROSSCUT_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no real material at {folder}; set CROSSCUT_SHARED to its folder")
    return folder


@pytest.fixture(scope="session")
def spark_session() -> Iterator[None]:
    """One Spark for all tests of this process: what is opened within finds it running and leaves it so."""
    pytest.importorskip("pyspark")
    from crosscut.engine.spark import local_session

    session = local_session(cores=2)
    yield
    session.stop()


@pytest.fixture(autouse=True)
def _in_one_spark(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("spark"):
        request.getfixturevalue("spark_session")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on the path; apt-get install chromium")
    with sync_playwright() as running:
        started = running.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()
