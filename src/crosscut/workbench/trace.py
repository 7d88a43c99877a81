"""From a published figure back to the rows whose sum it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crosscut.errors import CrosscutError
from crosscut.findings import Severity
from crosscut.workbench import last_build

if TYPE_CHECKING:
    from crosscut.budget import Run
    from crosscut.ingest import SummedLines
    from crosscut.workbench.traced import Traced


def trace(
    folder: Path,
    figure_id: str,
    *,
    printed: Path | None = None,
    as_of: str | None = None,
    taxonomy: str | None = None,
    parts: int = 0,
) -> Traced:
    """The rows behind a figure of a folder: from its last build where nothing has changed since, else made anew.

    Parameters
    ----------
    folder
        The budget folder.
    figure_id
        As a page, ``figures.json`` or ``crosscut show`` prints it; two with a dash are the first less the second.
    printed
        A ``figures.json`` to look up what no crosscut holds; without it, that of DIR/publication or of DIR/build.
    as_of
        The moment that the figure was shown as of, if it was. Ids of before 2026-11-26 follow from the moment as it was
        asked for, and resolve with that.
    taxonomy
        The taxonomy that it was shown under, if it was another than the budget's.
    parts
        How many rows of files to find behind lines that are sums of them; 0 for none.

    Raises
    ------
    CrosscutError
        where no figure has that id, or parts are asked for of a past moment or are not those that were read.

    """
    if as_of and parts:
        raise CrosscutError(
            "the ledger keeps lines, not the rows of files that they sum",
            code="moment",
            hint="Leave `parts` out, or trace the figure in the folder as it stands.",
        )
    kept = last_build.load(folder) if parts or not (as_of or taxonomy) else None
    if kept and not as_of and not taxonomy:
        found = kept.trace(figure_id)
        if found is not None:
            return _with_parts(found, folder, parts, kept.summed)
    from crosscut.workbench.opening import open_run

    run = open_run(folder, as_of, taxonomy=taxonomy, traceable=bool(parts))
    found = trace_of(run, figure_id, printed)
    return _with_parts(found, folder, parts, kept.summed if kept else lambda _: run.snapshot.summed)


def _with_parts(
    traced: Traced, folder: Path, most: int, made: Callable[[Collection[str]], Sequence[SummedLines]]
) -> Traced:
    """The figure with the first ``most`` rows of files behind those of its lines that are sums."""
    if not most:
        return traced
    from crosscut import config
    from crosscut.ingest import rows_behind

    lines = {row["line"] for row in traced.rows if row["line"]}
    return replace(traced, parts=rows_behind(folder, config.load(folder), made(lines), lines, most))


def trace_of(run: Run, figure_id: str, printed: Path | None = None) -> Traced:
    """The rows behind a figure of a run that is open; ``printed`` and what is raised are as for :func:`trace`."""
    from crosscut.views.publication import Publication
    from crosscut.workbench.trace_run import stating, trace_in

    file = printed or _printed_in(run.snapshot.folder, figure_id)
    try:
        traced = trace_in(stating(Publication.of(run), figure_id, file), figure_id, file)
    except CrosscutError:
        if not run.snapshot.as_of:
            raise
        formerly = Publication.of(run.over(replace(run.snapshot, recorded_at="")))
        traced = trace_in(stating(formerly, figure_id, file), figure_id, file)
    return replace(traced, fatal=tuple(each for each in run.findings if each.severity is Severity.FATAL))


def _printed_in(folder: Path, figure_id: str) -> Path:
    """The figures of the folder's publication where it prints the figure, else those of its build."""
    published = folder / "publication" / "figures.json"
    first = figure_id.partition("-")[0]
    held = published.is_file() and f'"{first}"'.encode() in published.read_bytes()
    return published if held else folder / "build" / "figures.json"
