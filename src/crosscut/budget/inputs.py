"""What a budget folder holds, read: configuration, tables, people's decisions and what is wrong with them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from crosscut import __version__, config, follow, ingest, taxonomy
from crosscut.budget.corrections import apply, resolve
from crosscut.config import Settings
from crosscut.errors import CrosscutError
from crosscut.findings import Finding
from crosscut.ingest import RECONCILIATION, Story
from crosscut.ledger import Ledger
from crosscut.progress import Progress, quiet
from crosscut.tables import FACTS
from crosscut.taxonomy import Area, Taxonomy


@dataclass(frozen=True)
class Inputs:
    """A budget at one moment, before anything is computed from it.

    ``lines`` holds amounts as corrected by people; ``printed`` holds them as the sources print them. ``files`` are
    the files that were read, relative to the folder, with their BLAKE2b digests. ``story`` is what people wrote on how
    programmes, ministries and definitions follow one another.
    """

    folder: Path
    settings: Settings
    taxonomy: Taxonomy
    programmes: pa.Table
    subprogrammes: pa.Table
    printed: pa.Table
    lines: pa.Table
    tags: pa.Table
    decisions: pa.Table
    corrections: pa.Table
    findings: tuple[Finding, ...]
    files: tuple[tuple[str, str], ...]
    facts: pa.Table
    story: Story
    as_of: str = ""

    @property
    def run(self) -> str:
        """Digest of all that the results follow from: the files, the moment and the version of the code."""
        text = "\n".join(
            [__version__, self.taxonomy.digest, self.as_of, *(f"{name} {mark}" for name, mark in self.files)]
        )
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def read(folder: Path, progress: Progress = quiet) -> Inputs:
    """Read a budget folder as it stands on disk; nothing is written.

    Raises
    ------
    ConfigError
        where ``crosscut.toml`` cannot be used. All other faults are findings.

    """
    settings = config.load(folder)
    version = version_of(settings)
    ingested = ingest.read(folder, settings, version, progress)
    decisions, decision_findings = ingest.read_decisions(folder)
    written, correction_findings = ingest.read_corrections(folder, settings.currency)
    printed, tags, planned = ingest.add_plans(
        folder, settings.currency, ingested.programmes, ingested.lines, ingested.tags
    )
    corrections, unresolved = resolve(written, printed)
    lines, corrected = apply(printed, corrections)
    story = ingest.read_story(folder, settings.currency)
    told = (*correction_findings, *planned, *story.findings, *follow.check_stages(printed, settings.stage_ids))
    reconciled = follow.reconcile(ingested.findings, settings.control, story.reconciliation)
    _, unlinked = follow.succession(story.links, ingested.programmes["programme"].to_pylist())
    return Inputs(
        folder=folder,
        settings=settings,
        taxonomy=version,
        programmes=ingested.programmes,
        subprogrammes=ingested.subprogrammes,
        printed=printed,
        lines=lines,
        tags=tags,
        decisions=decisions,
        corrections=corrections,
        findings=(*reconciled, *decision_findings, *told, *unresolved, *corrected, *unlinked),
        files=_files(folder, settings),
        facts=ingested.facts,
        story=story,
    )


def recorded(folder: Path, moment: datetime | str | int) -> Inputs:
    """A budget folder as its ledger held it at a past moment, or after the reading of that number (§3.5).

    Raises
    ------
    CrosscutError
        where the ledger held nothing yet: an empty budget would look like an answer.
    """
    settings = config.load(folder)
    with Ledger.open(ledger_url(folder, settings), read_only=True) as ledger:
        snapshot = ledger.as_of(moment)
        first = next(iter(ledger.moments()), None)
    if not snapshot.sequence:
        since = f"Its first reading is of {first.recorded_at:%Y-%m-%d %H:%M} UTC" if first else "Build the folder first"
        raise CrosscutError(f"the ledger holds nothing as of {moment}", code="moment", file=str(folder), hint=since)
    lines, corrected = apply(snapshot.lines, snapshot.corrections)
    return Inputs(
        folder=folder,
        settings=settings,
        taxonomy=_version_at(folder, settings, snapshot.recorded_at),
        programmes=snapshot.programmes,
        subprogrammes=snapshot.subprogrammes,
        printed=snapshot.lines,
        lines=lines,
        tags=snapshot.tags,
        decisions=snapshot.decisions,
        corrections=snapshot.corrections,
        findings=tuple(corrected),
        files=_files(folder, settings),
        facts=FACTS.empty_table(),
        story=Story(snapshot.links, snapshot.ministries, snapshot.events, RECONCILIATION.empty_table()),
        as_of=str(moment),
    )


def _version_at(folder: Path, settings: Settings, recorded_at: datetime | None) -> Taxonomy:
    """The taxonomy in use at a reading: an event ``taxonomy`` dated later says which list came before it."""
    events = follow.events(ingest.read_story(folder, settings.currency).events)
    later = [
        event
        for event in events
        if event.kind == "taxonomy" and event.date and recorded_at and recorded_at.date().isoformat() < event.date
    ]
    return version_of(settings, min(later, key=lambda event: event.date).before if later else "")


def version_of(settings: Settings, name: str = "") -> Taxonomy:
    """The budget's taxonomy, or the list ``name``, with the areas that the budget adds to it."""
    added = (Area(each.id, each.name.en, each.name.ko, (), "read", "crosscut.toml") for each in settings.extra_area)
    return taxonomy.load(name or settings.taxonomy).extended(added)


def ledger_url(folder: Path, settings: Settings) -> str | Path:
    """Where the folder's ledger is: a database URL, or ``ledger.sqlite`` in the folder."""
    return settings.ledger or folder / "ledger.sqlite"


def _files(folder: Path, settings: Settings) -> tuple[tuple[str, str], ...]:
    names = {"crosscut.toml", "policy.toml", *(source.file for source in settings.source)}
    names |= {path.relative_to(folder).as_posix() for path in folder.glob("decisions/*.csv")}
    return tuple((name, _mark(folder / name)) for name in sorted(names) if (folder / name).is_file())


def _mark(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
