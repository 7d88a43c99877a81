"""What readers call the values of a crosscut's keys."""

from __future__ import annotations

from crosscut.taxonomy import Taxonomy
from crosscut.text import Text
from crosscut.text.areas import AREAS


def label(taxonomy: Taxonomy, key: str, value: object) -> Text:
    """An area's name for its id, the value itself elsewhere."""
    if key == "area" and value in AREAS:
        return AREAS[str(value)]
    area = next((each for each in taxonomy.areas if key == "area" and each.id == value), None)
    return Text.same(str(value)) if area is None else Text(area.name("en"), area.name("ko"))
