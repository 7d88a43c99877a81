"""Charts as Vega-Lite specifications, with a text for those who do not see them, and as SVG.

Charts take figures and words; they compute no number of their own. Lengths are drawn from the amounts in minor units,
the labels are the texts that tables print.
"""

from crosscut.exports.charts.bars import Bar, amounts, changes
from crosscut.exports.charts.curve import CurvePoint, curve
from crosscut.exports.charts.drawing import (
    Drawing,
    ask,
    ask_javascript,
    ask_png,
    beside,
    given,
    in_another_process,
    javascript,
    svg,
)
from crosscut.exports.charts.files import Picture
from crosscut.exports.charts.flow import FlowBand, Order, flow
from crosscut.exports.charts.grid import OverlapCell, overlap
from crosscut.exports.charts.heat import heat
from crosscut.exports.charts.paired import paired
from crosscut.exports.charts.periods import PeriodPoint, periods
from crosscut.exports.charts.steps import WaterfallStep, steps
from crosscut.exports.charts.theme import COLUMN, PAGE, ChartLook, Spec

__all__ = [
    "COLUMN",
    "PAGE",
    "Bar",
    "ChartLook",
    "CurvePoint",
    "Drawing",
    "FlowBand",
    "Order",
    "OverlapCell",
    "PeriodPoint",
    "Picture",
    "Spec",
    "WaterfallStep",
    "amounts",
    "ask",
    "ask_javascript",
    "ask_png",
    "beside",
    "changes",
    "curve",
    "flow",
    "given",
    "heat",
    "in_another_process",
    "javascript",
    "overlap",
    "paired",
    "periods",
    "steps",
    "svg",
]
