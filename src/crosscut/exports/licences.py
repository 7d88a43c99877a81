"""Licences of publications: the marks that offices name, and what stands behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosscut.text import Language


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: a name for machines, its address, and its mark in both languages."""

    name: str
    url: str
    ko: str
    en: str

    def mark(self, language: Language) -> str:
        """The mark as documents print it."""
        return self.ko if language == "ko" else self.en


_KOGL = "https://www.kogl.or.kr/info/license.do"
_TYPES = {
    "0": ("자유이용", "free use"),
    "1": ("출처표시", "source indication"),
    "2": ("출처표시, 상업적 이용금지", "source indication, no commercial use"),
    "3": ("출처표시, 변경금지", "source indication, no change"),
    "4": ("출처표시, 상업적 이용금지, 변경금지", "source indication, no commercial use, no change"),
}
_KOGL_TEXT = re.compile(r"(?:KOGL|공공누리)\D{0,12}([0-4])", re.IGNORECASE)
_CC_TEXT = re.compile(r"CC[ -]?(BY(?:-(?:NC|ND|SA))*|0)(?:[ -]?(\d\.\d))?", re.IGNORECASE)


def licence(text: str) -> Licence | None:
    """The licence that a text names: a type of the Korea Open Government License, or one of Creative Commons."""
    korean = _KOGL_TEXT.search(text)
    if korean:
        ko, en = _TYPES[korean[1]]
        return Licence(f"KOGL-{korean[1]}", _KOGL, f"공공누리 제{korean[1]}유형: {ko}", f"KOGL Type {korean[1]}: {en}")
    common = _CC_TEXT.search(text.replace("_", "-"))
    if common:
        kind, version = common[1].upper(), common[2] or ("1.0" if common[1] == "0" else "4.0")
        path = f"publicdomain/zero/{version}" if kind == "0" else f"licenses/{kind.lower()}/{version}"
        name = f"CC0-{version}" if kind == "0" else f"CC-{kind}-{version}"
        return Licence(
            name, f"https://creativecommons.org/{path}/", name.replace("-", " ", 1), name.replace("-", " ", 1)
        )
    return None
