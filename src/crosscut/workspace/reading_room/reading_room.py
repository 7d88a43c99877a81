"""The reading room: a budget as its readers see it, read anew where its files have changed, and what was drawn."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from crosscut import ingest
from crosscut.budget import Run
from crosscut.classify.dossier_files import file_of as dossiers_of
from crosscut.classify.dossier_files import read as read_dossiers
from crosscut.classify.sample_files import Sample, drawn_before
from crosscut.digests import file_digests
from crosscut.ingest.attributions import READINGS
from crosscut.workbench.opening import open_run
from crosscut.workspace.reading_room.reading_book import OpinionBook
from crosscut.workspace.reading_room.reading_budget import DrawnProgramme, Marks, ReadingBudget

OWN = READINGS
"""How the files of ``decisions/`` begin that the workspace writes itself."""
_OWN_FILES = f"decisions/{OWN}"
_ADDED_TO = ("decisions", "taxonomies")
"""The folders of a budget in which a new file says more of it: what people decided, and lists that were designated."""


@dataclass
class ReadingRoom:
    """Where a folder's programmes are read. What is known is kept until a file that it came from has changed."""

    folder: Path
    first: Run | None = None
    written: int = 0
    book: OpinionBook = field(default_factory=OpinionBook)
    moved: threading.Event = field(default_factory=threading.Event)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _budget: ReadingBudget | None = None
    _drawn: tuple[Marks, ReadingBudget, dict[str, DrawnProgramme]] | None = None

    @property
    def budget(self) -> ReadingBudget:
        """The budget, read anew where something but the workspace's own files of decisions has changed."""
        with self._lock:
            if self._budget is None or self._budget.marks != self._marks(self._budget.run):
                run = self.first if self._budget is None and self.first else open_run(self.folder)
                self.first = None
                self._budget = ReadingBudget(run, self._marks(run))
            return self._budget

    def current(self) -> Run:
        """The run of the folder with all decisions that stand in its files now, the workspace's own included."""
        run = self.budget.run
        known = run.snapshot
        decisions, _ = ingest.read_decisions(self.folder, known.list_at, set(self.budget.facts))
        return run.over(replace(known, decisions=decisions, files=self._files(run)))

    def _files(self, run: Run) -> tuple[tuple[str, str], ...]:
        """The files of a run with their digests, the workspace's own as they stand now."""
        read = {name: mark for name, mark in run.snapshot.files if not name.startswith(_OWN_FILES)}
        own = [f"decisions/{path.name}" for path in (self.folder / "decisions").glob(f"{OWN}*.csv")]
        marks = file_digests(self.folder / name for name in own)
        return tuple(sorted((read | dict(zip(own, marks, strict=True))).items()))

    @property
    def drawn(self) -> Mapping[str, DrawnProgramme]:
        """What was drawn, by programme, in the order of reading; of one that came again the last draw counts."""
        with self._lock:
            budget, marks = self.budget, _stats(self.folder, self._samples())
            if self._drawn is None or self._drawn[0] != marks or self._drawn[1] is not budget:
                self._drawn = (marks, budget, _all_drawn(self.folder, budget))
            return self._drawn[2]

    def _marks(self, run: Run) -> Marks:
        """What tells that the files of a run have changed."""
        read = {name for name, _ in run.snapshot.files}
        there = {f"{place}/{path.name}" for place in _ADDED_TO for path in (self.folder / place).glob("*.[cC][sS][vV]")}
        return _stats(self.folder, sorted(each for each in read | there if not each.startswith(_OWN_FILES)))

    def _samples(self) -> list[str]:
        found = [*(self.folder / "samples").glob("*.csv"), *(self.folder / "samples").glob("*.json")]
        return sorted(f"samples/{path.name}" for path in found)


def _stats(folder: Path, names: list[str]) -> Marks:
    marks = {}
    for name in names:
        try:
            found = (folder / name).stat()
            marks[name] = (found.st_mtime_ns, found.st_size)
        except OSError:
            marks[name] = (0, 0)
    return marks


def _all_drawn(folder: Path, budget: ReadingBudget) -> dict[str, DrawnProgramme]:
    taxonomy = budget.taxonomy
    found: dict[str, DrawnProgramme] = {}
    for sample in drawn_before(folder, taxonomy.id, [area.id for area in taxonomy.areas]):
        dossiers = read_dossiers(folder, sample.number) if dossiers_of(folder, sample.number).exists() else {}
        for programme, chance in _in_order(sample):
            if programme in budget.facts:
                found.pop(programme, None)
                place = len(found)
                facts, dossier = budget.facts[programme], dossiers.get(programme)
                found[programme] = DrawnProgramme(facts, sample.number, place, chance, dossier)
    return found


def _in_order(sample: Sample) -> list[tuple[str, float]]:
    chance = dict(zip(sample.frame, sample.chance.tolist(), strict=True))
    return [(programme, chance[programme]) for programme in sample.drawn]
