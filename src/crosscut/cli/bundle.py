"""``crosscut bundle``: a ministry's request to work on without the server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from crosscut.cli.output import TextOrJson, console, print_json, progress


def bundle(
    folder: Annotated[Path, Parameter(name="DIR")],
    ministry: str,
    /,
    *,
    by: str,
    call: int = 0,
    language: Literal["ko", "en"] = "ko",
    out: Path | None = None,
    database: str = "",
    format: TextOrJson = "text",  # noqa: A002
) -> int:
    """Write a signed bundle of a ministry's request: a page and a workbook to work on without the server.

    For example:

        crosscut bundle demo msit --by "Kim Haneul" --out bundle.zip

    Parameters
    ----------
    folder
        The budget folder; its server need not run.
    ministry
        The ministry, by its name or key.
    by
        Whose work it is: somebody who may write this request now.
    call
        The call, by its number; without it, the last one that the ministry is invited to.
    language
        The language that the page opens in: ko or en. It has both.
    out
        Where to write (bundle-YEAR-MINISTRY.zip).
    database
        Where the workspace is kept, as a URL; without it, where the folder's settings say.
    format
        text or json.
    """
    from crosscut.wholefiles import write_whole
    from crosscut.workbench.output_files import refuse_inputs
    from crosscut.workspace import server
    from crosscut.workspace.web.bundle_command import written

    refuse_inputs(out, folder)
    with progress() as step:
        office = server.open_office(folder, database, progress=step)
    try:
        made = written(office, ministry, by, call, language)
    finally:
        office.close()
    place = out or Path(made.name)
    write_whole(place, made.content)
    if format == "json":
        print_json({"out": str(place), "call": made.call, "ministry": made.ministry, "bundle": made.mark})
        return 0
    console().print(f"{place}: bundle {made.mark} of {made.ministry}, call {made.call}", soft_wrap=True)
    return 0
