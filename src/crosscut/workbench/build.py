"""The whole way of a budget folder, written to its output folder all at once or not at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from crosscut.budget.snapshot import record
from crosscut.digests import file_digest
from crosscut.exports import charts, files
from crosscut.exports.registry import all_exports, build_exports
from crosscut.exports.writing_process import Writing, writer
from crosscut.figures import Printed
from crosscut.findings import has_fatal
from crosscut.locks import budget_locked
from crosscut.progress import Progress, quiet
from crosscut.version import VERSION
from crosscut.views.publication import Publication
from crosscut.workbench import last_build, outputs
from crosscut.workbench.complete import followed, reviewed
from crosscut.workbench.opening import open_run
from crosscut.workbench.sums import parts_make_wholes


class BuiltRecord(TypedDict):
    """What a build wrote, by the command contract (DESIGN §7): ``findings`` are counts by severity."""

    out: str
    run: str
    files: list[str]
    findings: dict[str, int]
    figures: int


@dataclass(frozen=True)
class Built:
    """What a build wrote, and whether it may be published: ``fatal`` says that some finding forbids it.

    ``aside`` are files of the former build that somebody had changed: the name of each, and the one that it has now.
    """

    out: Path
    run: str
    files: tuple[str, ...]
    findings: dict[str, int]
    figures: int
    fatal: bool
    aside: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> BuiltRecord:
        """The build as one JSON document."""
        return {
            "out": str(self.out),
            "run": self.run,
            "files": list(self.files),
            "findings": self.findings,
            "figures": self.figures,
        }


@charts.in_another_process(keeping=True)
def build(
    folder: Path,
    out: Path | None = None,
    engine_name: str = "duckdb",
    progress: Progress = quiet,
    at: datetime | None = None,
) -> Built:
    """Read a budget folder, record it in its ledger, and write its publication to ``out`` (``folder/build``).

    The output folder changes in one step: a build that is stopped leaves the former one whole.

    Raises
    ------
    CrosscutError
        where the folder cannot be read, the output folder is not Crosscut's to write, or another process is at either.
    """
    target = out or folder / "build"
    with outputs.opened(target, folder, f"build {folder}", progress) as output, writer(output.held) as writing:
        charts.ask_javascript()
        with budget_locked(folder, f"build {folder}", progress):
            run = open_run(folder, engine_name=engine_name, progress=progress, anew=True, traceable=True)
            progress("Recording in the ledger")
            record(run.snapshot, at)
        shown = with_formats(followed(run, progress))
        public = writing.begin(shown.public, output.partial)
        shown = reviewed(shown, progress)
        written, printed = write(shown, public, output.partial, progress)
        aside = output.replace()
    counts = Counter(str(finding.severity) for finding in shown.findings)
    return Built(target, shown.id, written, dict(counts), len(printed), has_fatal(shown.findings), aside)


def with_formats(shown: Publication) -> Publication:
    """The publication in the formats of a build."""
    return replace(shown, formats=tuple(name for each in all_exports() if each.in_build for name in each.formats))


def write(
    shown: Publication, public: Writing, out: Path, progress: Progress = quiet
) -> tuple[tuple[str, ...], Printed]:
    """Every output of a publication, and the manifest that names their digests; the files, and what they print."""
    printed = Printed()
    for export in build_exports("desk"):
        for artefact in export.artefacts(shown, out, export.formats, progress):
            printed.take(artefact.printed)
    parts_make_wholes(shown)
    last_build.save(shown, out)
    printed.take(public.printed(progress))
    files.write_figures(shown, printed, out / "figures.json")
    names = tuple(outputs.files_below(out))
    manifest = {
        "title": shown.settings.title.to_json(),
        "run": shown.id,
        "crosscut": VERSION,
        "taxonomy": {"id": shown.taxonomy.id, "digest": shown.taxonomy.digest},
        "counting": shown.settings.counting,
        "plugins": last_build.plugin_marks([shown.settings.taxonomy]),
        "inputs": dict(shown.run.snapshot.files),
        "outputs": {name: file_digest(f"{out}/{name}") for name in names},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8")
    return (*names, "manifest.json"), printed
