"""What draws: one task in, bytes out; and the process that does nothing else.

``python -m crosscut.exports.charts.worker SOCKET`` reads tasks from its input, one JSON document a line, and answers
each with a line that says how many bytes follow, or -1 where it could not; it ends where its input ends. Whoever holds
the other end of SOCKET, the number of an open file, asks and is answered alike.
"""

from __future__ import annotations

import json
import signal
import socket
import sys
from functools import cache
from importlib.metadata import version
from threading import Lock, Thread
from typing import BinaryIO

from crosscut.digests import text_digest

VEGA_LITE = "6.4"
"""The version of Vega-Lite that charts are written for."""

_SNIPPET = "window.vegaEmbed = vegaEmbed;"
_ONE = Lock()
"""Held by whoever draws: one chart at a time."""
_FAMILIES = "Noto Sans CJK KR, Noto Sans CJK JP"


def draw(task: str | bytes) -> bytes:
    """What a task asks for: ``["svg", spec]``, ``["png", spec or SVG]`` or ``["javascript", null]``."""
    kind, given = json.loads(task)
    if kind == "javascript":
        return _javascript().encode()
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

    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))


def _png(svg: str) -> bytes:
    import vl_convert

    from crosscut.exports.charts.lighter import lighter
    from crosscut.exports.charts.theme import FONT

    for family in (FONT, FONT.replace("'", "&apos;"), FONT.replace("'", "&quot;")):
        svg = svg.replace(family, _FAMILIES)
    start = svg.index(">") + 1
    ground = f'{svg[:start]}<rect width="100%" height="100%" fill="#fff"/>{svg[start:]}'
    return lighter(bytes(vl_convert.svg_to_png(ground, 2)))


@cache
def _fonts() -> None:
    """Measure and draw letters with the fonts of documents, where there are any."""
    import vl_convert

    from crosscut.errors import CrosscutError
    from crosscut.exports import fonts

    try:
        for folder in fonts.folders():
            vl_convert.register_font_directory(str(folder))
    except CrosscutError:
        return


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer every task of ``asked``, one a line, into ``answers``."""
    for line in asked:
        try:
            with _ONE:
                made = draw(line)
        except Exception:  # whoever asked draws it again, and says what is wrong
            answers.write(b"-1\n")
        else:
            answers.write(b"%d\n" % len(made) + made)
        answers.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in (socket.socket(fileno=int(number)) for number in sys.argv[1:]):
        Thread(target=serve, args=(other.makefile("rb"), other.makefile("wb")), daemon=True).start()
    serve(sys.stdin.buffer, sys.stdout.buffer)
