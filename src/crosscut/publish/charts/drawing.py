"""Charts drawn: as SVG without a browser, and the script that draws them in one."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import vl_convert

VEGA_LITE = "6.4"
"""The version of Vega-Lite that Altair 6 writes for."""

_SNIPPET = "window.vegaEmbed = vegaEmbed;"


@lru_cache(maxsize=1)
def javascript() -> str:
    """Vega, Vega-Lite and Vega-Embed in one script, which sets ``window.vegaEmbed``."""
    return str(vl_convert.javascript_bundle(_SNIPPET, vl_version=VEGA_LITE))


def svg(spec: dict[str, Any], width: int = 860) -> str:
    """The chart as an SVG element of that width in pixels."""
    return _svg(json.dumps({**spec, "width": width}, ensure_ascii=False))


@lru_cache(maxsize=16)
def _svg(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))
