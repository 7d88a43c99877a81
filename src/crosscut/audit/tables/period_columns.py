"""Columns of a whole year beside those of its quarters, months or halves: ``연간``, ``Full year``, ``Jahr``."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = re.compile(
    r"(?:제\s?)?[1-4]\s?/\s?4\s?분기?|(?:제\s?)?[1-4]\s?분기|[1-4]Q|Q[1-4]|[1-4]\.?\s?(?:quarter|Quartal|trimestre|四半期)"
    r"|第[1-4]四半期|(?:1st|2nd|3rd|4th|first|second|third|fourth) quarter|[상하]반기|H[12]|[12]H|[上下](?:半)?期"
    r"|(?:1st|2nd|first|second) half|(?:1[0-2]|[1-9])\s?월|(?:1[0-2]|[1-9])月"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"연\s?간|(?:연|年)\s?(?:간|間)?\s?(?:계|計)?|통기|通期|年間|年度?計?|(?:full[ -])?year|annual|FY|12 months|"
    r"(?:Gesamt)?jahr|année|exercice|año|ejercicio|anno|jaar",
    re.IGNORECASE,
)
_LEAST_PARTS = 2
TOTAL_OF_A_YEAR = "total"


def named_wholes(headers: Sequence[str]) -> list[str]:
    """The headers, with those of a whole year called a total where several others are of its parts."""
    if sum(_PART.fullmatch(header.strip()) is not None for header in headers) < _LEAST_PARTS:
        return list(headers)
    return [TOTAL_OF_A_YEAR if _WHOLE.fullmatch(header.strip()) else header for header in headers]
