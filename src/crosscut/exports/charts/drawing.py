"""Charts drawn: as SVG and PNG without a browser, and the script that draws them in one.

Drawing takes a third of a second a chart and holds Python's lock. Inside ``in_another_process()`` it is done elsewhere,
so that whoever asks early (``ask``) and looks late (``Drawing.result``) waits for nothing.
"""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache

from crosscut.errors import CrosscutError
from crosscut.exports.charts import worker
from crosscut.exports.charts.process import Asked, DrawingClient, DrawingProcess, SharedDrawing
from crosscut.exports.charts.theme import PAGE, Spec
from crosscut.processes import processors

_ADDRESSES = 1 << 42
"""Bytes of addresses under which what draws ends its process: it reserves that many, and uses next to none."""

_process: DrawingClient | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Something asked for: a picture or a script, drawn here unless another process has drawn it."""

    task: str
    asked: Asked | None = None

    def result(self) -> bytes:
        """What was asked for, waited for where it is not done.

        Raises
        ------
        CrosscutError
            where it cannot be drawn, in one line.

        """
        done = self.asked.result() if self.asked else None
        if done is not None:
            return done
        try:
            return _drawn(self.task)
        except Exception as error:  # the drawing library has no error of its own
            why = " ".join(str(error).split())[:300] or type(error).__name__
            raise CrosscutError(f"a chart could not be drawn: {why}", code="chart") from None

    def text(self) -> str:
        """The result as text."""
        return self.result().decode()


@contextmanager
def in_another_process(shared: int | None = None, *, keeping: bool = False) -> Iterator[None]:
    """Draw in another process until the end, begun at once; on one processor, or inside another such, nothing changes.

    The process ends with this one, however this one ends. ``shared`` is the open file by which the process that draws
    for whoever started this one is asked in its place. With ``keeping`` pictures are kept for the next time.
    """
    global _process  # noqa: PLW0603 - one process draws for all
    if _process is not None or processors() < 2:
        yield
        return
    with suppress(OSError):
        _process = DrawingProcess(keeping=keeping) if shared is None else SharedDrawing(shared)
    try:
        yield
    finally:
        ended, _process = _process, None
        if ended is not None:
            ended.close()


def beside() -> tuple[int, ...]:
    """The open file by which one process more may ask what draws for this one; none where that is so already."""
    number = _process.beside if _process else None
    return () if number is None else (number,)


def given() -> None:
    """Say that the process that asks beside has been begun: no other is given that file."""
    if _process:
        _process.given()


def ask(spec: Spec | str, width: int = PAGE) -> Drawing:
    """A chart as an SVG element of that width in pixels; an SVG element itself stays as it is."""
    return _ask("svg", spec if isinstance(spec, str) else {**spec, "width": width})


def ask_png(spec: Spec | str, width: int = PAGE) -> Drawing:
    """A chart as PNG on white, twice as large as its SVG."""
    return _ask("png", spec if isinstance(spec, str) else {**spec, "width": width})


def ask_javascript() -> Drawing:
    """Vega, Vega-Lite and Vega-Embed in one script, which sets ``window.vegaEmbed``."""
    return _ask("javascript", None)


def svg(spec: Spec, width: int = PAGE) -> str:
    """The chart as an SVG element of that width in pixels, waited for."""
    return ask(spec, width).text()


def javascript() -> str:
    """The script that draws charts in a browser, waited for."""
    return ask_javascript().text()


def _ask(kind: str, spec: Spec | str | None) -> Drawing:
    task = json.dumps([kind, spec])
    return Drawing(task, _process.ask(task) if _process else None)


@lru_cache(maxsize=32)
def _drawn(task: str) -> bytes:
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit != resource.RLIM_INFINITY and limit < _ADDRESSES:
        raise CrosscutError(
            "charts cannot be drawn: the addresses of a process are limited (ulimit -v)",
            code="memory",
            hint="Take the limit away; limit the memory that is used instead, by a cgroup for example.",
        )
    return worker.draw(task)
