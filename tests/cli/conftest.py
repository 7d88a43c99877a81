"""Commands as users run them, and the bundled example built once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Crosscut = Callable[..., Ran]


@pytest.fixture(scope="session")
def crosscut() -> Crosscut:
    def run(*words: str | Path) -> Ran:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "crosscut", *map(str, words)],
            capture_output=True,
            text=True,
            timeout=240,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def demo(crosscut: Crosscut, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled example, built. Tests only read it."""
    folder = tmp_path_factory.mktemp("budget") / "demo"
    assert crosscut("init", folder, "--example", "korea-2024").status == 0
    ran = crosscut("build", folder)
    assert ran.status == 0, ran.err
    return folder
