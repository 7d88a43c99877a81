"""What readers call the values of a crosscut's keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosscut.taxonomy import Taxonomy
from crosscut.text import Text
from crosscut.text.areas import AREAS
from crosscut.text.ministries import in_both


def label(taxonomy: Taxonomy, key: str, value: object, among: Iterable[object] = ()) -> Text:
    """An area's and a ministry's name for what sources call it, the value itself elsewhere.

    ``among`` are the values that it stands beside: none is called as another is.
    """
    if key == "ministry":
        return in_both(frozenset(map(str, among)) | {str(value)})[str(value)]
    if key == "area" and value in AREAS:
        return AREAS[str(value)]
    area = next((each for each in taxonomy.areas if key == "area" and each.id == value), None)
    return Text.same(str(value)) if area is None else Text(area.name("en"), area.name("ko"))


def labels(taxonomy: Taxonomy, keys: Sequence[str], groups: Sequence[Sequence[object]]) -> list[list[Text]]:
    """What the values of groups are called, each beside those of the other groups."""
    beside = [frozenset(group[place] for group in groups) for place in range(len(keys))]
    return [
        [label(taxonomy, key, value, among) for key, value, among in zip(keys, group, beside, strict=True)]
        for group in groups
    ]
