"""Pages into HTML."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from crosscut.publish.site import amounts, following, plots
from crosscut.publish.site.overview import TOP_PAIRS
from crosscut.publish.site.pages import Page, menu
from crosscut.publish.site.writer import Writer


def html(page: Page, writer: Writer) -> str:
    """One page in the writer's language."""
    template = _environment().get_template(f"{page.template}.html")
    return template.render(
        t=writer,
        desk=writer.desk,
        page=page,
        nav=menu(writer.desk),
        plots=plots,
        following=following,
        amounts=amounts,
        top_pairs=TOP_PAIRS,
        **page.content,
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = PackageLoader("crosscut.publish.site", "templates")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
