"""Charts drawn once for many runs: what is attacked is the writing, and a chart costs more than all else."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from crosscut.exports.charts import drawing, worker

_draw = worker.draw


@cache
def draw_once() -> TemporaryDirectory[str]:
    """Have every process that is forked from this one draw each kind of picture once, and take it again for the rest.

    What was drawn is kept until this process ends.
    """
    held = TemporaryDirectory()
    place = Path(held.name)

    def drawn(task: str | bytes) -> bytes:
        kept = place / json.loads(task)[0]
        if not kept.exists():
            made = kept.with_suffix(".new")
            made.write_bytes(_draw(task))
            made.replace(kept)
        return kept.read_bytes()

    worker.draw = drawn
    drawing._processors = lambda: 1
    return held
