"""What draws: one task in, bytes out; and the process that does nothing else.

``python -m crosscut.exports.charts.worker SOCKET [keep]`` reads tasks from its input, one JSON document a line, and
answers each with a line that says how many bytes follow, or -1 where it could not; it ends where its input ends.
Whoever holds the other end of SOCKET, the number of an open file, asks and is answered alike. With ``keep`` pictures
are kept for the next time, and what draws is loaded before the first task comes: a build asks for pictures only once
it knows what became of every amount, and whoever keeps them begins with a build.
"""

from __future__ import annotations

import json
import signal
import socket
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock, Thread
from typing import Any, BinaryIO

from crosscut.digests import text_digest
from crosscut.errors import CrosscutError
from crosscut.exports import fonts
from crosscut.exports.charts import chart_fonts, drawn_before
from crosscut.exports.charts.chart_fonts import FAMILY
from crosscut.exports.charts.theme import FONT

VEGA_LITE = "6.4"
"""The version of Vega-Lite that charts are written for."""

KEEPING = "keep"
"""The word that has the process keep what it draws."""
_SNIPPET = "window.vegaEmbed = vegaEmbed;"
_SMALLEST = '{"data": {"values": [{}]}, "mark": {"type": "text", "text": "0"}}'
"""The specification of a chart of one character."""
_ONE = Lock()
"""Held by whoever draws: one chart at a time."""
_FAMILIES = ", ".join((FAMILY, *fonts.FAMILIES))
_QUOTED = (FONT, FONT.replace("'", "&apos;"), FONT.replace("'", "&quot;"))
"""The families of a chart, as they stand in an SVG."""


def draw(task: str | bytes, *, keeping: bool = False) -> bytes:
    """What a task asks for: ``["svg", spec]``, ``["png", spec or SVG]`` or ``["javascript", null]``.

    ``keeping`` keeps pictures for the next time.
    """
    kind, given = json.loads(task)
    if kind == "javascript":
        return _javascript().encode()
    asked = json.dumps([kind, given, VEGA_LITE, _FAMILIES])
    return drawn_before.picture(asked, lambda: _drawn(kind, given), keeping=keeping)


def _drawn(kind: str, given: Any) -> bytes:
    _fonts()
    svg = given if isinstance(given, str) else _svg(json.dumps(given))
    return svg.encode() if kind == "svg" else _png(svg)


def _javascript() -> str:
    """The script that draws charts in a browser, which takes seconds to put together."""
    import vl_convert

    from crosscut.exports.user_cache import kept

    name = f"charts-{version('vl-convert-python')}-{VEGA_LITE}-{text_digest(_SNIPPET, size=4)}.js"
    return kept(name, lambda: str(vl_convert.javascript_bundle(_SNIPPET, vl_version=VEGA_LITE)))


@cache
def _svg(spec: str) -> str:
    import vl_convert

    own = f"{FAMILY}, "
    svg = str(vl_convert.vegalite_to_svg(spec.replace(FONT, f"{own}{FONT}"), vl_version=VEGA_LITE))
    for family in _QUOTED:
        svg = svg.replace(f"{own}{family}", family)
    return svg


def _png(svg: str) -> bytes:
    import vl_convert

    from crosscut.exports.charts.lighter import lighter

    for family in _QUOTED:
        svg = svg.replace(family, _FAMILIES)
    start = svg.index(">") + 1
    ground = f'{svg[:start]}<rect width="100%" height="100%" fill="#fff"/>{svg[start:]}'
    return lighter(bytes(vl_convert.svg_to_png(ground, 2)))


def _fonts() -> None:
    """Measure and draw letters with the fonts of documents, where there are any."""
    with suppress(CrosscutError):
        for folder in chart_fonts.folders():
            _register(folder)


@cache
def _register(folder: Path) -> None:
    import vl_convert

    vl_convert.register_font_directory(str(folder))


def prepare() -> None:
    """Load what the first picture would wait for: what draws, and the fonts."""
    with suppress(Exception):  # the first picture says what is wrong
        _fonts()
        _png(_svg(_SMALLEST))


def serve(asked: BinaryIO, answers: BinaryIO, *, keeping: bool = False) -> None:
    """Answer every task of ``asked``, one a line, into ``answers``."""
    for line in asked:
        try:
            with _ONE:
                made = draw(line, keeping=keeping)
        except Exception:  # whoever asked draws it again, and says what is wrong
            answers.write(b"-1\n")
        else:
            answers.write(b"%d\n" % len(made) + made)
        answers.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asks, *kept = sys.argv[1:]
    other, how = socket.socket(fileno=int(asks)), {"keeping": kept == [KEEPING]}
    if how["keeping"]:
        prepare()
    Thread(target=serve, args=(other.makefile("rb"), other.makefile("wb")), kwargs=how, daemon=True).start()
    serve(sys.stdin.buffer, sys.stdout.buffer, **how)
