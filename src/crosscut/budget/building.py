"""The whole street of a budget folder, written to its output folder all at once or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from crosscut import __version__
from crosscut.budget.allocating import plan_csv, with_plan
from crosscut.budget.checks import parts_make_wholes
from crosscut.budget.inputs import Inputs, ledger_url, read
from crosscut.budget.reviewing import review_inputs
from crosscut.budget.street import publication
from crosscut.budget.telling import story
from crosscut.findings import has_fatal
from crosscut.ledger import Ledger, Reading
from crosscut.progress import Progress, quiet
from crosscut.publish import charts, outputs, site, workbook
from crosscut.publish.publication import Publication


@dataclass(frozen=True)
class Built:
    """What a build wrote, and whether it may be published: ``fatal`` says that some finding forbids it."""

    out: Path
    run: str
    files: tuple[str, ...]
    findings: dict[str, int]
    figures: int
    fatal: bool

    def to_json(self) -> dict[str, Any]:
        """The build as one JSON document."""
        return {
            "out": str(self.out),
            "run": self.run,
            "files": list(self.files),
            "findings": self.findings,
            "figures": self.figures,
        }


@charts.apart()
def build(
    folder: Path,
    out: Path | None = None,
    engine_name: str = "duckdb",
    progress: Progress = quiet,
    at: datetime | None = None,
) -> Built:
    """Read a budget folder, record it in its ledger, and write its publication to ``out`` (``folder/build``).

    The output folder changes in one step: a build that is stopped leaves the former one whole.
    """
    target = out or folder / "build"
    charts.ask_javascript()
    inputs = read(folder, progress)
    progress("Recording in the ledger")
    record(inputs, at)
    shown = publication(inputs, engine_name, progress)
    progress("Following every amount")
    shown = replace(shown, story=story(inputs, shown))
    shown = with_plan(shown, inputs, progress)
    shown = replace(shown, review=review_inputs(inputs, engine_name=engine_name, progress=progress))
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        files = write(shown, inputs, partial, progress)
        _replace(target, partial)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    counts = Counter(str(finding.severity) for finding in shown.findings)
    return Built(target, shown.run, files, dict(counts), sum(1 for _ in shown.book), has_fatal(shown.findings))


def record(inputs: Inputs, at: datetime | None = None) -> None:
    """Append what was read to the folder's ledger; what it already holds changes nothing."""
    with Ledger.open(ledger_url(inputs.folder, inputs.settings)) as ledger:
        ledger.append(
            Reading(
                source="crosscut.toml",
                digest=inputs.run,
                programmes=inputs.programmes,
                subprogrammes=inputs.subprogrammes,
                lines=inputs.printed,
                tags=inputs.tags,
                decisions=inputs.decisions,
                corrections=inputs.corrections,
                links=inputs.story.links,
                ministries=inputs.story.ministries,
                events=inputs.story.events,
            ),
            at=at,
        )


def write(shown: Publication, inputs: Inputs, out: Path, progress: Progress = quiet) -> tuple[str, ...]:
    """Every output of a publication, and the manifest that names their digests."""
    progress("Writing the workbook")
    workbook.write(shown, out / "workbook.xlsx")
    progress("Writing the site")
    site.write(shown, out / "site", progress)
    progress("Writing figures and tables")
    outputs.write(shown, out)
    if shown.plan is not None:
        (out / "plan.csv").write_text(plan_csv(shown.plan), encoding="utf-8", newline="\n")
    parts_make_wholes(shown)
    files = tuple(sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()))
    manifest = {
        "title": shown.settings.title.to_json(),
        "run": shown.run,
        "crosscut": __version__,
        "taxonomy": {"id": shown.taxonomy.id, "digest": shown.taxonomy.digest},
        "counting": shown.settings.counting,
        "inputs": dict(inputs.files),
        "outputs": {name: _mark(out / name) for name in files},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8")
    return (*files, "manifest.json")


def _replace(target: Path, partial: Path) -> None:
    former = target.with_name(f".{target.name}.former")
    shutil.rmtree(former, ignore_errors=True)
    if target.exists():
        target.rename(former)
    partial.rename(target)
    shutil.rmtree(former, ignore_errors=True)


def _mark(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
