"""All that is known of a budget at one moment: read from its folder now, or from its ledger as of any past moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from crosscut import config, ingest, ledger
from crosscut.budget import provenance
from crosscut.budget.area_list import designated, foreign_list, stated_list, taxonomy_of
from crosscut.budget.changed_requests import changed_requests
from crosscut.budget.corrections import apply, in_force, resolve
from crosscut.budget.designation import Designation, list_at
from crosscut.budget.folder_ledger import ledger_of, open_ledger
from crosscut.budget.links import Succession, succession
from crosscut.budget.plan_policies import other_policies
from crosscut.budget.reconciliation import reconcile
from crosscut.budget.stage_order import check_stages
from crosscut.budget.whole_sums import check_sums
from crosscut.config import Settings
from crosscut.digests import text_digest
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Severity, in_order
from crosscut.ingest.plan_names import is_plan
from crosscut.progress import Progress, quiet
from crosscut.taxonomy import Taxonomy
from crosscut.text import Text
from crosscut.text.own_words import FILE as WORDS_FILE
from crosscut.text.own_words import own_words
from crosscut.version import VERSION

if TYPE_CHECKING:
    from crosscut.ingest import SourceReading, SummedLines


@dataclass(frozen=True)
class Snapshot:
    """A budget at one moment, before anything is computed from it; one type, whether read now or of the past.

    Attributes
    ----------
    folder
        The budget folder.
    settings, taxonomy
        What ``crosscut.toml`` said at the moment, and the areas under which money is attributed.
    designations
        The lists that were designated in the place of the one that ``crosscut.toml`` names, in order.
    programmes, attributes, subprogrammes
        Tables of PROGRAMMES (what the latest rows say), ATTRIBUTES (what held in each period) and SUBPROGRAMMES.
    printed, lines
        Tables of LINES: amounts as the sources print them, and as people corrected them.
    tags, decisions, corrections, facts
        Tables of TAGS, DECISIONS, the ledger's CORRECTIONS, and FACTS; decisions and corrections are all that stand.
    links, ministries, events
        Tables of LINKS, MINISTRIES and EVENTS: what people wrote on how things follow one another.
    succession
        The sound links.
    findings
        What the reading found, worst first.
    files
        The files that were read, relative to the folder, with their BLAKE2b digests.
    texts
        The settings and policies of the moment as texts, by name.
    ledger
        Where today's ``crosscut.toml`` says that the ledger is; empty for the usual place.
    as_of
        The moment as it was asked for; empty for the folder as it stands.
    readings
        How each source was read; empty for a past moment.
    summed
        What the lines of sources that are summed are made of, where the reading was asked to keep it.
    reading, recorded_at
        The number of the ledger's last reading up to the moment and when it was recorded; 0 and empty for the folder
        as it stands.
    """

    folder: Path
    settings: Settings
    taxonomy: Taxonomy
    programmes: pa.Table
    attributes: pa.Table
    subprogrammes: pa.Table
    printed: pa.Table
    lines: pa.Table
    tags: pa.Table
    decisions: pa.Table
    corrections: pa.Table
    facts: pa.Table
    links: pa.Table
    ministries: pa.Table
    events: pa.Table
    succession: Succession
    findings: tuple[Finding, ...]
    files: tuple[tuple[str, str], ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    designations: tuple[Designation, ...] = ()
    ledger: str = ""
    as_of: str = ""
    reading: int = 0
    recorded_at: str = ""
    stated: pa.Table | None = None
    readings: tuple[SourceReading, ...] = field(default=(), compare=False)
    summed: tuple[SummedLines, ...] = field(default=(), compare=False)

    @cached_property
    def run(self) -> str:
        """Digest of all that results follow from: the files, the moment and the version of the code."""
        marks = (f"{name} {mark}" for name, mark in self.files)
        return text_digest("\n".join([VERSION, self.taxonomy.digest, self.as_of, *marks]), size=8)

    @cached_property
    def dispositions(self) -> pa.Table:
        """What people said of findings, in force at the moment: a table of DISPOSITIONS."""
        if self.stated is not None:
            return self.stated
        try:
            with open_ledger(self.folder, self.ledger, read_only=True) as store:
                return store.in_force("dispositions")
        except ledger.LedgerMissingError:
            return ledger.DISPOSITIONS.empty_table()

    @property
    def list_name(self) -> str:
        """What names the list that holds: an id, or a file of the folder."""
        return self.designations[-1].to_list if self.designations else self.settings.taxonomy

    def list_at(self, at: str) -> Taxonomy:
        """The list of areas under which something was said at a time."""
        return list_at(self.designations, self.taxonomy, at)

    @property
    def stands_alone(self) -> bool:
        """Whether it is of a past moment whose reading kept all it rests on: today's folder then adds nothing."""
        return bool(self.as_of) and config.FILE in self.texts

    def digest_of(self, file: str) -> str:
        """The digest of one of the files; empty where it was not read."""
        return dict(self.files).get(file, "")


def read(folder: Path, progress: Progress = quiet, engine_name: str = "duckdb", *, traceable: bool = False) -> Snapshot:
    """Read a budget folder as it stands on disk; nothing is written.

    ``engine_name`` says where sources are summed, ``traceable`` whether to keep what their lines are made of.

    Raises
    ------
    ConfigError
        where ``crosscut.toml`` cannot be used. All other faults are findings.
    """
    settings = config.load(folder)
    texts = provenance.read(folder, settings.publication.templates)
    own_words(texts.get(WORDS_FILE, ""))
    stated, made = stated_list(settings, texts), designated(settings, texts)
    texts |= foreign_list(settings)
    ingested = ingest.read(folder, settings, stated, progress, engine_name, traceable=traceable)
    decisions, decision_faults = ingest.read_decisions(
        folder, partial(list_at, made, stated), set(ingested.programmes["programme"].to_pylist())
    )
    written, correction_faults = ingest.read_corrections(folder, settings.currency)
    printed, tags, plan_faults = ingest.add_plans(
        folder, settings.currency, ingested.programmes, ingested.lines, ingested.tags
    )
    corrections, unresolved = resolve(written, printed)
    standing, contradicted = in_force(corrections, printed)
    lines, corrected = apply(printed, standing, settings)
    continuity = ingest.read_continuity(folder, settings.currency)
    links, unlinked = succession(continuity.links, ingested.programmes["programme"].to_pylist())
    inconsistent = ingest.check(ingested, settings, _without_plans(lines))
    found = (*ingested.findings, *inconsistent)
    reconciled = reconcile(
        found, settings.control, continuity.reconciliation, ingested.totals, printed_in=lambda: settings.printed_unit
    )
    people = (*decision_faults, *correction_faults, *plan_faults, *unresolved, *contradicted, *corrected)
    changed = [*changed_requests(folder, lines, settings), *other_policies(folder, lines)]
    whole = (*changed, *check_stages(printed, settings.stage_ids), *check_sums(lines, tags))
    return Snapshot(
        folder=folder,
        ledger=settings.ledger,
        settings=settings,
        taxonomy=made[-1].after if made else stated,
        designations=made,
        programmes=ingested.programmes,
        attributes=ingest.carried(ingested.attributes, ingested.programmes, lines, settings),
        subprogrammes=ingested.subprogrammes,
        printed=printed,
        lines=lines,
        tags=tags,
        decisions=decisions,
        corrections=corrections,
        facts=ingested.facts,
        links=continuity.links,
        ministries=continuity.ministries,
        events=continuity.events,
        succession=links,
        findings=tuple(in_order((*reconciled, *people, *continuity.findings, *whole, *unlinked))),
        files=provenance.files(folder, settings, texts),
        texts=texts,
        readings=ingested.readings,
        summed=ingested.summed,
    )


def as_of(folder: Path, moment: datetime | str | int) -> Snapshot:
    """A budget folder as its ledger held it at a past moment, or after the reading of that number (§3.5).

    Today's ``crosscut.toml`` only says where the ledger is.

    Raises
    ------
    CrosscutError
        where the ledger held nothing yet: an empty budget would look like an answer.
    MomentError
        where the moment is in the future, or a day that has not ended.
    """
    if not isinstance(moment, int):
        ledger.past_moment(moment, datetime.now(UTC))
    stated = ledger_of(folder)
    with open_ledger(folder, stated, read_only=True) as store:
        contents = store.as_of(moment)
        first = None if contents.sequence else next(iter(store.entries()), None)
    if not contents.sequence:
        since = f"Its first reading is of {first.recorded_at:%Y-%m-%d %H:%M} UTC" if first else "Build the folder first"
        raise CrosscutError(f"the ledger holds nothing as of {moment}", code="moment", file=str(folder), hint=since)
    return _of_contents(folder, contents, stated, str(moment))


def _of_contents(folder: Path, contents: ledger.Contents, stated: str, moment: str) -> Snapshot:
    kept = provenance.unpack(contents.texts)
    alone = config.FILE in kept.texts
    settings = config.parse(kept.texts[config.FILE], folder / config.FILE) if alone else config.load(folder)
    findings = kept.findings if alone else (_unknown_settings(moment),)
    standing, contradicted = in_force(contents.corrections, contents.lines)
    lines, corrected = apply(contents.lines, standing, settings)
    links, _ = succession(contents.links, contents.programmes["programme"].to_pylist())
    known = contents.attributes
    if not known.num_rows:
        known = ingest.attributes_of((), contents.programmes, lines, settings)
    return Snapshot(
        folder=folder,
        ledger=stated,
        settings=settings,
        taxonomy=taxonomy_of(settings, kept.texts),
        designations=designated(settings, kept.texts),
        programmes=contents.programmes,
        attributes=ingest.carried(known, contents.programmes, lines, settings),
        subprogrammes=contents.subprogrammes,
        printed=contents.lines,
        lines=lines,
        tags=contents.tags,
        decisions=contents.decisions,
        corrections=contents.corrections,
        facts=contents.facts,
        links=contents.links,
        ministries=contents.ministries,
        events=contents.events,
        succession=links,
        findings=tuple(in_order((*findings, *contradicted, *corrected))),
        files=kept.files,
        texts=kept.texts,
        as_of=moment,
        reading=contents.sequence,
        recorded_at=contents.recorded_at.isoformat() if contents.recorded_at else "",
        stated=contents.in_force("dispositions"),
    )


def record(snapshot: Snapshot, at: datetime | None = None) -> None:
    """Append what was read to the folder's ledger; what it already holds changes nothing."""
    with open_ledger(snapshot.folder, snapshot.ledger) as store:
        store.append(
            ledger.Reading(
                source=config.FILE,
                digest=snapshot.run,
                programmes=snapshot.programmes,
                attributes=snapshot.attributes,
                subprogrammes=snapshot.subprogrammes,
                lines=snapshot.printed,
                tags=snapshot.tags,
                decisions=snapshot.decisions,
                corrections=snapshot.corrections,
                facts=snapshot.facts,
                links=snapshot.links,
                ministries=snapshot.ministries,
                events=snapshot.events,
                texts=provenance.pack(snapshot.texts, snapshot.findings, snapshot.files),
            ),
            at=at,
        )


def entries(snapshot: Snapshot) -> list[ledger.LedgerEntry]:
    """The readings and statements of the folder's ledger up to the snapshot's moment; none where there is no ledger."""
    try:
        with open_ledger(snapshot.folder, snapshot.ledger, read_only=True) as store:
            return store.entries(snapshot.reading or None)
    except ledger.LedgerMissingError:
        return []


def under(snapshot: Snapshot, attributes: pa.Table) -> Snapshot:
    """The same budget with other attributes, such as the ministries of another year."""
    return replace(snapshot, attributes=attributes)


def _without_plans(lines: pa.Table) -> pa.Table:
    planned = pa.array([file for file in lines["file"].unique().to_pylist() if is_plan(file)], pa.string())
    return lines.filter(pc.invert(pc.is_in(lines["file"], value_set=planned))) if len(planned) else lines


def _unknown_settings(moment: str) -> Finding:
    return Finding(
        "settings-of-today",
        Severity.WARNING,
        Text(
            f"The reading in force at {moment} was kept without its settings and findings; it is read under today's.",
            f"{moment} 당시의 설정과 점검 결과가 원장에 없어 현재 설정으로 읽었습니다.",
        ),
        hint=Text(
            "Build once more: readings keep their settings from now on.",
            "다시 빌드하면 이후의 읽기부터 설정이 함께 보존됩니다.",
        ),
    )
