"""From inputs to a publication: attribute, split, make the figures."""

from __future__ import annotations

from pathlib import Path

from crosscut import engine
from crosscut.budget.attributing import accepted, evaluated
from crosscut.budget.inputs import Inputs, read, recorded
from crosscut.budget.opinions import differing
from crosscut.engine import amounts, overlap, shares
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, in_order
from crosscut.progress import Progress, quiet
from crosscut.publish.changes import known_changes
from crosscut.publish.figures import Context, FigureBook
from crosscut.publish.publication import Publication


def publication(inputs: Inputs, engine_name: str = "duckdb", progress: Progress = quiet) -> Publication:
    """Everything a reader is shown, computed from one set of atoms."""
    progress("Attributing every won")
    proposed = accepted(inputs) if inputs.settings.classify.enabled else None
    attributed, share_findings = shares.shares(inputs.lines, inputs.tags, inputs.decisions, inputs.taxonomy, proposed)
    with engine.open(engine_name) as running:
        atoms = amounts.atoms(running, inputs.programmes, inputs.lines, inputs.tags, attributed)
        pairs = overlap.matrix(running, inputs.lines, inputs.tags)
    context = Context(inputs.taxonomy.id, inputs.settings.currency, inputs.as_of)
    return Publication(
        settings=inputs.settings,
        taxonomy=inputs.taxonomy,
        programmes=inputs.programmes,
        subprogrammes=inputs.subprogrammes,
        lines=inputs.lines,
        shares=attributed,
        book=FigureBook(atoms, context, known_changes(inputs.settings)),
        findings=tuple(in_order((*inputs.findings, *share_findings, *differing(inputs.decisions)))),
        overlap=pairs,
        run=inputs.run,
        evaluation=evaluated(inputs) if inputs.settings.classify.enabled else None,
    )


def check(folder: Path, progress: Progress = quiet) -> list[Finding]:
    """Everything that is wrong with a folder's inputs, worst first; nothing is written."""
    inputs = read(folder, progress)
    _, found = shares.shares(inputs.lines, inputs.tags, inputs.decisions, inputs.taxonomy)
    return in_order((*inputs.findings, *found, *differing(inputs.decisions)))


def open_publication(folder: Path, as_of: str | None = None, taxonomy: str | None = None) -> Publication:
    """A folder's publication as it stands, or as its ledger held it at a past moment."""
    inputs = recorded(folder, as_of) if as_of else read(folder)
    if taxonomy and taxonomy != inputs.taxonomy.id:
        raise CrosscutError(
            f"this budget is attributed under {inputs.taxonomy.id}, not {taxonomy}",
            code="other-taxonomy",
            hint="Attribute it under that taxonomy, or leave --taxonomy out.",
        )
    return publication(inputs)
