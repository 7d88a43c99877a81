"""A budget folder built once for many attacks, each of which takes a copy."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attacks.drawing import draw_once
from tests.attacks.running import Ended, run
from tests.workbench.folders import small_budget


@cache
def _built() -> tuple[TemporaryDirectory[str], Ended]:
    draw_once()
    held = TemporaryDirectory()
    return held, run("build", small_budget(Path(held.name) / "b"))


def built_budget(place: Path) -> tuple[Path, Ended]:
    """A copy of a folder that was built, at a place, and how that build ended."""
    held, ended = _built()
    shutil.copytree(Path(held.name) / "b", place)
    return place, ended
