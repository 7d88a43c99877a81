"""Charts as Vega-Lite specifications, with a text for those who do not see them, and as SVG.

Charts take figures and words; they compute no number of their own. Lengths are drawn from the amounts in minor units,
the labels are the texts that tables print.
"""

from crosscut.publish.charts.bars import Bar, amounts, changes
from crosscut.publish.charts.curve import CurvePoint, curve
from crosscut.publish.charts.drawing import Drawing, apart, ask, ask_javascript, ask_png, javascript, svg
from crosscut.publish.charts.files import Picture
from crosscut.publish.charts.flow import Band, Order, flow
from crosscut.publish.charts.grid import Cell, overlap
from crosscut.publish.charts.heat import heat
from crosscut.publish.charts.paired import paired
from crosscut.publish.charts.periods import Point, periods
from crosscut.publish.charts.steps import Step, steps
from crosscut.publish.charts.theme import COLUMN, PAGE, Look

__all__ = [
    "COLUMN",
    "PAGE",
    "Band",
    "Bar",
    "Cell",
    "CurvePoint",
    "Drawing",
    "Look",
    "Order",
    "Picture",
    "Point",
    "Step",
    "amounts",
    "apart",
    "ask",
    "ask_javascript",
    "ask_png",
    "changes",
    "curve",
    "flow",
    "heat",
    "javascript",
    "overlap",
    "paired",
    "periods",
    "steps",
    "svg",
]
