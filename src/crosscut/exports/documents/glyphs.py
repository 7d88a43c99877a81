"""Which characters the fonts of PDFs can show; the others are printed as the mark of a missing sort, 〓."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from crosscut.exports import fonts

MISSING = "〓"
COMMON = re.compile(
    "[\t\n -~\u00a0-\u00ff\u2010-\u2027\u2030-\u205e\u2190-\u2193\u25a0-\u25cf\u3000-\u30ff\u4e00-\u9fa5\uac00-\ud7a3]"
)
"""Characters of Latin, Korean, Chinese and Japanese text, which every Korean font holds and every reader gives back."""


@cache
def font_set() -> Any:
    """The fonts that typst sets documents in: the Korean ones first, its own for other scripts."""
    import typst

    paths = [str(folder) for folder in fonts.folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


@cache
def families() -> tuple[str, ...]:
    """The Korean families that were found, best first."""
    known = set(font_set().families())
    return tuple(family for family in fonts.FAMILIES if family in known)


def printable(text: str) -> str:
    """A text with every character that no font holds replaced by MISSING."""
    rare = COMMON.sub("", text)
    if not rare:
        return text
    return "".join(MISSING if each in rare and not _can_be_set(each) else each for each in text)


@cache
def _can_be_set(character: str) -> bool:
    """Whether a character can be set: tried, since fonts are chosen by the typesetter."""
    if unicodedata.category(character) in ("Cf", "Cc", "Cn", "Co", "Cs"):
        return False
    import typst

    source = f'#set document(title: "t")\n#set text(font: "{families()[0]}")\n= t\n#"a{character}"'
    try:
        typst.Compiler(source.encode(), font_paths=font_set()).compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    except typst.TypstError:
        return False
    return True
