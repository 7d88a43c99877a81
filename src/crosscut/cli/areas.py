"""``crosscut areas``: the areas and sub-areas of a taxonomy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.table import Table

from crosscut.cli.output import TextOrJson, console, print_json
from crosscut.errors import CrosscutError

if TYPE_CHECKING:
    from crosscut.taxonomy import Taxonomy


def areas(
    folder: Annotated[Path | None, Parameter(name="DIR")] = None,
    /,
    *,
    taxonomy: str | None = None,
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """List the areas and sub-areas of a taxonomy with their ids, names and definitions.

    For example:

        crosscut areas demo

        crosscut areas --taxonomy kr-cet-2026

    Parameters
    ----------
    folder
        A budget folder: the list that it uses, with the areas that it adds.
    taxonomy
        A bundled list instead.
    format
        text or json.
    """
    found = _list_of(folder, taxonomy)
    if format == "json":
        print_json(
            {
                "taxonomy": found.id,
                "areas": [
                    {
                        "area": area.id,
                        "en": area.en,
                        "ko": area.ko,
                        "definition": area.definition,
                        "examples": area.examples,
                        "source": area.source,
                        "subs": [
                            {"sub": sub.id, "en": sub.en, "ko": sub.ko, "definition": sub.definition}
                            for sub in area.subs
                        ],
                    }
                    for area in found.areas
                ],
            }
        )
        return 0
    _print(found)
    return 0


def _list_of(folder: Path | None, taxonomy: str | None) -> Taxonomy:
    from crosscut import config
    from crosscut import taxonomy as lists
    from crosscut.budget.area_list import taxonomy_of
    from crosscut.budget.provenance import read

    if (folder is None) == (taxonomy is None):
        known = ", ".join(lists.names())
        raise CrosscutError("name a budget folder or --taxonomy, not both", hint=f"Bundled lists: {known}")
    if folder is None:
        return lists.load(taxonomy or "")
    settings = config.load(folder)
    return taxonomy_of(settings, read(folder, settings.publication.templates))


def _print(found: Taxonomy) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", title=found.id, title_justify="left")
    for name in ("area", "sub", "en", "ko", "definition"):
        table.add_column(name, overflow="fold")
    for area in found.areas:
        said = "; ".join(filter(None, (area.definition, area.examples and f"e.g. {area.examples}")))
        table.add_row(area.id, "", area.en, area.ko, said, style="bold")
        for sub in area.subs:
            table.add_row("", sub.id, sub.en, sub.ko, sub.definition)
    console().print(table)
