"""Amounts as cells of tables: underlined where they can be traced, plain text where they cannot."""

from __future__ import annotations

from markupsafe import Markup

from crosscut.exports.site.plan_view import PlanTotal
from crosscut.exports.site.writer import Writer
from crosscut.exports.words_of import Scale, amount_text
from crosscut.figures import Figure


def total(t: Writer, found: PlanTotal, scale: Scale | None = None, *, change: bool = False) -> str:
    """A plan's amount as its table displays it, or exactly in ``scale``."""
    if found.figure is None and found.shown is not None and scale is None:
        return t.printer.short(found.shown, sign=change)
    return cell(t, found.amount, found.figure, scale, change=change)


def cell(
    t: Writer, amount: int | None, figure: Figure | None, scale: Scale | None = None, *, change: bool = False
) -> str:
    """An amount in the unit of tables, or exactly in ``scale``."""
    if figure is not None and scale is None:
        return t.fig(figure, change=change)
    if amount is None:
        return Markup('<span class="empty">–</span>')
    text = amount_text(amount, scale, sign=change) if scale else t.plain(amount, sign=change)
    return text if figure is None else t.button(figure, text, change=change)
