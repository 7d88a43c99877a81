"""``crosscut publish``: the publication."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crosscut.cli.output import Format, console, print_json, progress


def publish(
    folder: Annotated[Path, Parameter(name="DIR")],
    /,
    *,
    to: str = "",
    out: Path | None = None,
    as_of: str | None = None,
    previous: Path | None = None,
    format: Format = "text",  # noqa: A002
) -> int:
    """Write the publication: release and report in Korean and English, workbook, open data and site.

    For example:

        crosscut publish demo --to pdf,hwpx --out /tmp/published

        crosscut publish demo --as-of 2026-09-02 --previous last-year/publication

    Parameters
    ----------
    folder
        The budget folder.
    to
        What to write, with commas between: pdf, hwpx, docx, xlsx, datapackage, site; all of them without it.
    out
        Where to write, and the only place that anything is written; without it, DIR/publication.
    as_of
        The moment of the ledger to publish, a day or a time; without it, the folder as it stands.
    previous
        An earlier publication, its folder or its manifest.json, to say the difference to.
    format
        text or json.
    """
    from crosscut.budget import publishing

    asked = publishing.formats(to)
    with progress() as step:
        made = publishing.publish(folder, out, asked, as_of=as_of, previous=previous, progress=step)
    if format == "json":
        print_json(made.to_json())
        return int(made.fatal)
    say = console()
    held = sum(each.passed for each in made.checks)
    say.print(f"Wrote {len(made.files)} files to {made.out} (run {made.run}); {held} of {len(made.checks)} checks held")
    for sentence in made.difference.en if made.difference else ():
        say.print(f"  {sentence}", markup=False)
    if made.fatal:
        say.print(
            "Something fatal was found: do not hand this out. See: crosscut check " + str(folder), style="bold red"
        )
    return int(made.fatal)
