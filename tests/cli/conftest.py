"""Commands as users run them, and the bundled example built once."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crosscut.cli import run
from tests.read_once import budgets_read_once

__all__ = ["budgets_read_once"]


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
    """A command in this process: the same code path as the installed one, without its start."""

    def ran(*words: str | Path) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = run([str(word) for word in words])
        return Ran(status, out.getvalue(), err.getvalue())

    return ran


@pytest.fixture(scope="session")
def demo(crosscut: Crosscut, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled example, built. Tests only read it."""
    folder = tmp_path_factory.mktemp("budget") / "demo"
    assert crosscut("init", folder, "--example", "korea-2024").status == 0
    ran = crosscut("build", folder)
    assert ran.status == 0, ran.err
    return folder
