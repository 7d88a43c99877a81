"""What a figure of the first screen is, in the words of the dialog that opens on numbers, for a page of its own."""

from __future__ import annotations

from html import escape

from crosscut.exports.site.writer import Writer
from crosscut.exports.words_of import percent
from crosscut.figures import Figure, Printed
from crosscut.figures.figure import INSIDE, SIGNED
from crosscut.tables import NO_AREA
from crosscut.text import Language
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
        return t.w(f"sentence_{_ratio(figure)}", part=_money(t, figure.of[0]), whole=_money(t, figure.of[1]))
    if figure.of:
        return t.w("sentence_together", count=len(figure.of))
    return t.w("sentence_count" if figure.kind == "count" else "sentence_sum", where=about(t, figure))


def explained(t: Writer, figure: Figure) -> str:
    """How it is made, and of a ratio which of its two amounts the rows below are of."""
    below = t.w(f"below_{_ratio(figure)}") if figure.kind == "ratio" else ""
    return f"{sentence(t, figure)} {below}".strip()


def _ratio(figure: Figure) -> str:
    return "ratio_change" if _signed(figure.of[0]) else "ratio"


def citations(t: Writer, figure: Figure) -> list[tuple[Language, str]]:
    """How to cite it, in each language that is published, that of the page first."""
    languages = sorted(t.settings.languages, key=lambda language: language != t.lang)
    return [(language, _citation(_speaking(t, language), figure)) for language in languages]


def _speaking(t: Writer, language: Language) -> Writer:
    """What writes the same page in a language."""
    return Writer(t.totals, t.directory, language, t.pictures, Printed(), root=t.root)


def _citation(t: Writer, figure: Figure) -> str:
    said = t.w(
        "citation",
        source=_source(t),
        sentence=sentence(t, figure),
        value=exact(t, figure),
        id=figure.id,
        run=t.run,
        address=_address(t, figure) if t.settings.base_url else "",
    )
    return said.strip()


def embed(t: Writer, figure: Figure) -> str:
    """HTML that shows its value with the way back to its page."""
    title = f"{_source(t)}: {sentence(t, figure)}"
    return f'<a href="{escape(_address(t, figure))}" title="{escape(title)}">{escape(exact(t, figure))}</a>'


def _source(t: Writer) -> str:
    return ", ".join(filter(None, (t.settings.publication.office[t.lang], t.settings.title[t.lang])))


def _address(t: Writer, figure: Figure) -> str:
    """The address of its page; where nobody said where the site stands, the page alone."""
    page = f"figure-{figure.id}.html"
    return f"{t.settings.base_url}{t.lang}/{page}" if t.settings.base_url else page


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
