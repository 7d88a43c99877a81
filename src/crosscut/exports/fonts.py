"""Where the fonts of documents come from: a package with Korean glyphs, or the system's Noto Sans CJK."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from crosscut.errors import CrosscutError

PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
FAMILIES = ("Noto Sans CJK KR", "Noto Sans CJK JP")
"""Families that hold every Hangul syllable; the Japanese build of Noto Sans CJK has the same glyphs for them."""
_SYSTEM = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk", "/usr/local/share/fonts", "/Library/Fonts")


@cache
def folders() -> tuple[Path, ...]:
    """The folders that hold the fonts: the packages', or else the system's.

    Raises
    ------
    CrosscutError
        where neither holds a font with Korean glyphs, naming both.

    """
    found = [Path(spec.origin).parent for spec in map(find_spec, PACKAGES) if spec is not None and spec.origin]
    if len(found) == len(PACKAGES):
        return tuple(found)
    system = [Path(folder) for folder in _SYSTEM if list(Path(folder).glob("NotoSansCJK*"))]
    if system:
        return tuple(system[:1])
    raise CrosscutError(
        "no font with Korean glyphs was found, and a PDF must hold its fonts",
        code="no-font",
        hint="Run: pip install noto-cjk-sans-jp-regular noto-cjk-sans-jp-bold (or, on Debian: apt-get install "
        "fonts-noto-cjk).",
    )
