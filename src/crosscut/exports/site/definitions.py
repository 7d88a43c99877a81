"""What a figure of the first screen is, in the words of the dialog that opens on numbers, for a page of its own."""

from __future__ import annotations

from crosscut.exports.site.writer import Writer
from crosscut.exports.words_of import percent
from crosscut.figures import Figure
from crosscut.figures.figure import INSIDE, SIGNED
from crosscut.tables import NO_AREA
from crosscut.views.figure_pages import FigurePage

_APART = {INSIDE, *NO_AREA}
"""What stands as an area and is none."""


def exact(t: Writer, figure: Figure) -> str:
    """The value, not rounded."""
    if figure.kind == "count":
        return f"{figure.value:,}"
    if figure.kind == "ratio":
        return percent(figure.value, figure.whole or 0, sign=_signed(figure.of[0]))
    return _money(t, figure)


def sentence(t: Writer, figure: Figure) -> str:
    """How it is made."""
    if figure.kind == "difference":
        return t.w("sentence_difference", after=_money(t, figure.of[0]), before=_money(t, figure.of[1]))
    if figure.kind == "ratio":
        key = "sentence_ratio_change" if _signed(figure.of[0]) else "sentence_ratio"
        return t.w(key, part=_money(t, figure.of[0]), whole=_money(t, figure.of[1]))
    if figure.of:
        return t.w("sentence_together", count=len(figure.of))
    return t.w("sentence_count" if figure.kind == "count" else "sentence_sum", where=about(t, figure))


def about(t: Writer, figure: Figure) -> str:
    """What its rows have in common."""
    where = dict(figure.where)
    parts = [_part(t, key, where[key]) for key in ("fiscal_year", "stage", "area") if key in where]
    return t.w("where_join").join(parts) or t.w("where_all")


def _part(t: Writer, key: str, value: str | int) -> str:
    if key == "fiscal_year":
        return t.w("where_fiscal_year", value=t.year(int(value)))
    if key == "stage":
        return t.w("where_stage", value=t.stage(str(value)))
    named = t.area(str(value))
    return named if value in _APART else t.w("where_area", value=named)


def proof(t: Writer, page: FigurePage) -> str:
    """What its rows come to, and whether that is the value."""
    figure, count = page.figure, f"{page.count:,}"
    if not page.count and page.proved:
        return t.w("no_rows")
    if not page.proved:
        return t.w("proof_unequal", count=count, sum=t.money(page.sum), value=exact(t, figure))
    if figure.kind == "count":
        return t.w("proof_count", count=count, sum=f"{page.programmes:,}")
    if figure.kind == "ratio":
        return t.w("proof_ratio", count=count, sum=t.money(page.sum), whole=t.money(figure.whole))
    return t.w("proof_equal", count=count, sum=t.money(page.sum))


def _signed(figure: Figure) -> bool:
    return figure.kind in SIGNED


def _money(t: Writer, figure: Figure) -> str:
    text = t.money(figure.value)
    return f"+{text}" if _signed(figure) and figure.value > 0 else text
