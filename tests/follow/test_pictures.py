"""The picture of flows: every band is there, as wide as its money, and names are escaped."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from crosscut.exports.charts import FlowBand, flow


def test_every_band_is_drawn_once_and_widths_follow_the_money() -> None:
    picture = flow(
        [
            FlowBand("과기부", "AI", 300, "300"),
            FlowBand("과기부", "Bio", 100, "100"),
            FlowBand("<R&D>", "AI", 100, "100"),
        ]
    )
    root = ElementTree.fromstring(picture)
    paths = root.findall("{*}path")
    assert [path[0].text for path in paths] == ["과기부 → AI: 300", "과기부 → Bio: 100", "<R&D> → AI: 100"]
    heights = []
    for path in paths:
        numbers = [int(each) for each in re.findall(r"-?\d+", path.attrib["d"])]
        heights.append(numbers[-1] and abs(numbers[1] - numbers[-1]))
    assert heights[0] > 2 * heights[1] > 0
    assert {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")} == {
        "과기부",
        "<R&D>",
        "AI",
        "Bio",
    }


def test_the_order_of_bands_does_not_matter() -> None:
    bands = [FlowBand("a", "x", 5, "5"), FlowBand("b", "y", 5, "5"), FlowBand("a", "y", 1, "1")]
    assert flow(bands) == flow(bands[::-1])
