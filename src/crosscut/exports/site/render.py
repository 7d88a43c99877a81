"""Pages into HTML."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from crosscut.exports.site import amounts, following, plots
from crosscut.exports.site.page import Page
from crosscut.exports.site.pages import menu
from crosscut.exports.site.writer import Writer
from crosscut.views.overview import TOP_PAIRS


def html(page: Page, writer: Writer) -> str:
    """One page in the writer's language."""
    template = _environment().get_template(f"{page.template}.html")
    return template.render(
        t=writer,
        totals=writer.totals,
        page=page,
        nav=menu(writer.totals),
        plots=plots,
        following=following,
        amounts=amounts,
        top_pairs=TOP_PAIRS,
        **page.content,
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = PackageLoader("crosscut.exports.site", "templates")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
