"""The run of the last build, kept beside what it wrote: figures are traced in it while nothing has changed since."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from crosscut.digests import file_digest, file_digests, text_digest
from crosscut.errors import CrosscutError
from crosscut.findings import Finding, Severity
from crosscut.plugins import versions
from crosscut.tables import PLANNED
from crosscut.taxonomy import to_keep
from crosscut.text import Text
from crosscut.version import VERSION
from crosscut.wholefiles import read_whole

if TYPE_CHECKING:
    from crosscut.budget import Run, Snapshot
    from crosscut.figures.figure import FigureRecord
    from crosscut.findings import FindingRow
    from crosscut.ingest import SummedLines
    from crosscut.views.publication import Publication
    from crosscut.workbench.traced import Deciding, Traced, TracedRow

FOLDER = "run"
"""The folder of a build that keeps its run."""
FIGURES = "figures.json"
"""The file of a build that defines every figure it prints."""
SNAPSHOT = "snapshot"
"""The folder within it that keeps what was read."""
SUMMED = "summed"
"""The folder within it that keeps what lines are made of that are sums of rows, a file a source."""

LINE = ("amount", "file", "sheet", "row", "column", "note")
_ATOM = (
    "row",
    "programme",
    "ministry",
    "committee",
    "area",
    "sub",
    "fiscal_year",
    "stage",
    "account",
    "amount",
    "line",
)


class BuildFacts(TypedDict):
    """What a run says beside its rows: names, decisions, what figures and reasons state, and its policy."""

    names: dict[str, str]
    stated: dict[str, list[str]]
    policy: str
    reasons: dict[str, list[str]]
    planned: list[str]
    context: list[str]
    decided: dict[str, Deciding]
    fatal: list[FindingRow]


class KeptRow(TypedDict):
    """A row of the run with the place of its line; a plan's row has no line."""

    row: str
    programme: str
    ministry: str
    committee: str
    area: str
    sub: str
    fiscal_year: int
    stage: str
    account: str
    amount: int
    line: str
    amount_of_line: int | None
    file: str | None
    sheet: str | None
    row_of_line: int | None
    column: str | None
    note: str | None


_FEW = 50
"""Lines that are looked for one by one among the sums that were kept."""
_SUMS = 1 << 16
"""Sums in one part of a file, of which those alone are read that hold the lines asked for."""
_ALWAYS_READ = ("crosscut.toml", "policy.toml", "words.toml", "terms.csv")
_READ_WHERE_PRESENT = ("decisions/*.[cC][sS][vV]", "taxonomies/*.csv")


def save(shown: Publication, out: Path) -> None:
    """Keep the run of a publication in the output folder: its rows with their lines, and what its figures say."""
    from crosscut.budget.kept_snapshot import keep
    from crosscut.workbench.traced import deciding, explanation, reasons

    folder = out / FOLDER
    folder.mkdir()
    if not shown.run.snapshot.as_of:
        keep(shown.run.snapshot, folder / SNAPSHOT)
    _keep_summed(shown.run.snapshot.summed, folder / SUMMED)
    rows = shown.book.traced
    lines = shown.lines.select(["line", *LINE])
    named = rows.select(list(_ATOM)).join(lines, keys="line", right_suffix="_of_line", join_type="left outer")
    order = pc.index_in(named["row"], value_set=rows["row"])
    pq.write_table(named.take(pc.sort_indices(order)).combine_chunks(), folder / "rows.parquet", compression="zstd")
    stated: dict[str, list[str]] = {}
    for source in (shown.planned, shown.stakes, shown.changes):
        for figure in source.everything() if source else ():
            for each in (figure, *figure.of):
                text = each.explanation or explanation(shown, each)
                stated[each.id] = [text.en, text.ko]
    context = shown.book.context
    about: BuildFacts = {
        "names": _names(shown.run),
        "stated": stated,
        "policy": shown.basis.file if shown.basis else "",
        "reasons": {programme: [why.en, why.ko] for programme, why in reasons(shown).items()},
        "planned": [shown.basis.file, shown.basis.digest] if shown.basis else [],
        "context": [context.taxonomy, context.currency, context.as_of],
        "decided": deciding(shown.run),
        "fatal": [each.to_json() for each in shown.run.findings if each.severity is Severity.FATAL],
    }
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _keep_summed(made: Iterable[SummedLines], folder: Path) -> None:
    for each in made:
        folder.mkdir(exist_ok=True)
        pq.write_table(each.table, folder / f"{each.source}.parquet", compression="zstd", row_group_size=_SUMS)


def _names(run: Run) -> dict[str, str]:
    """Names by programme, and before them by period and programme where a period says another."""
    usual = run.names_at(run.calendar.leading)
    then = {
        _named_then(period.year, period.stage, programme): name
        for period in run.calendar.periods
        for programme, name in run.names_at(period).items()
        if name != usual.get(programme)
    }
    return usual | then


def _named_then(year: int, stage: str, programme: str) -> str:
    return f"{year}\x1f{stage}\x1f{programme}"


def load(folder: Path) -> LastBuild | None:
    """The run of the folder's last build; None where there is none, or anything has changed since."""
    built = folder / "build"
    try:
        manifest = json.loads(read_whole(built / "manifest.json"))
        inputs, outputs = dict(manifest["inputs"]), dict(manifest["outputs"])
        plugins: PluginMarks = {
            "packages": dict(manifest["plugins"]["packages"]),
            "lists": dict(manifest["plugins"]["lists"]),
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError, CrosscutError):
        return None
    kept = {name: mark for name, mark in outputs.items() if name == FIGURES or name.startswith(f"{FOLDER}/")}
    if manifest.get("crosscut") != VERSION or f"{FOLDER}/rows.parquet" not in kept:
        return None
    same = (
        _same_plugins(plugins)
        and _unchanged(folder, inputs)
        and all(_is(built / name, mark) for name, mark in kept.items())
    )
    return LastBuild(built) if same else None


def snapshot(folder: Path) -> Snapshot | None:
    """What the folder's last build read; None where there is none, or anything has changed since."""
    last = load(folder)
    if last is None or not (last.built / FOLDER / SNAPSHOT).is_dir():
        return None
    from crosscut.budget.kept_snapshot import kept

    try:
        return kept(last.built / FOLDER / SNAPSHOT, folder)
    except (OSError, ValueError):
        return None


class PluginMarks(TypedDict):
    """What results follow from that no file of a folder holds: packages with their versions, lists with digests."""

    packages: dict[str, str]
    lists: dict[str, str]


def plugin_marks(names: Iterable[str]) -> PluginMarks:
    """The marks of the packages that are installed, and of those lists of areas that are theirs.

    Raises
    ------
    CrosscutError
        where there is no list of a name, or its package offers what cannot be used.
    """
    packages = versions()
    kept = {name: to_keep(name) for name in names if not name.endswith(".csv")} if packages else {}
    return {"packages": packages, "lists": {name: text_digest(text) for name, text in kept.items() if text}}


def _same_plugins(marks: PluginMarks) -> bool:
    try:
        return marks == plugin_marks(marks["lists"])
    except CrosscutError:
        return False


def _unchanged(folder: Path, inputs: Mapping[str, str]) -> bool:
    now = {name for name in _ALWAYS_READ if (folder / name).is_file()}
    now |= {path.relative_to(folder).as_posix() for pattern in _READ_WHERE_PRESENT for path in folder.glob(pattern)}
    if not now <= inputs.keys():
        return False
    paths = [folder / name for name in inputs]
    if not all(path.is_file() for path in paths) or file_digests(paths) != list(inputs.values()):
        return False
    return _parts(folder) <= inputs.keys()


def _parts(folder: Path) -> set[str]:
    """The files that the patterns of sources fit now; read only where there is such a source."""
    if b"summed" not in read_whole(folder / "crosscut.toml"):
        return set()
    from crosscut import config

    return {name for source in config.load(folder).source for name in source.files(folder)}


def _texts(values: Iterable[str]) -> pa.Array:
    """What ``pa.array`` makes, which imports pandas first where that is installed: a third of a trace's time."""
    builder = pa.lib.StringBuilder()
    builder.append_values(list(values))
    return builder.finish()


def _is(path: Path, mark: str) -> bool:
    return path.is_file() and file_digest(path) == mark


@dataclass(frozen=True)
class LastBuild:
    """A build's run as it was kept."""

    built: Path

    @cached_property
    def _figures(self) -> dict[str, FigureRecord]:
        text = (self.built / FIGURES).read_text(encoding="utf-8")
        return {each["id"]: each for each in json.loads(text)["figures"]}

    @cached_property
    def _about(self) -> BuildFacts:
        about: BuildFacts = json.loads((self.built / FOLDER / "about.json").read_text(encoding="utf-8"))
        return about

    def trace(self, figure_id: str) -> Traced | None:
        """A figure that the build printed, with its rows; None where it printed none of that id."""
        from crosscut.workbench.traced import Traced

        record = self._figures.get(figure_id)
        if record is None or next(iter(record.get("by", [])), "") == "review":
            return None
        fatal = tuple(map(Finding.of, self._about.get("fatal", [])))
        return Traced(record, self._rows(record), self._explanation(record), fatal=fatal)

    def _explanation(self, record: FigureRecord) -> Text:
        if record["kind"] == "planned":
            why = self._about["reasons"].get(str(record["where"].get("programme", "")), ["", ""])
            from crosscut.allocate.words import PLANNED

            file, digest = record.get("by", ["", ""])
            return PLANNED.format(file=file, digest=digest, why=Text(*why))
        return Text(*self._about["stated"].get(record["id"], ["", ""]))

    def _rows(self, record: FigureRecord) -> list[TracedRow]:
        signs = {row.removeprefix("-"): -1 if row.startswith("-") else 1 for row in record["rows"]}
        table = pq.ParquetFile(self.built / FOLDER / "rows.parquet").read()
        behind = table.filter(pc.is_in(table["row"], value_set=_texts(signs)))
        rows: dict[str, KeptRow] = {row["row"]: row for row in behind.to_pylist()}
        said = self._deciding(record)
        return [self._row(rows[row], sign, said) for row, sign in signs.items()]

    def _deciding(self, record: FigureRecord) -> Mapping[str, Deciding]:
        from crosscut.workbench.traced import decides

        return self._about.get("decided", {}) if decides(record["counting"]) else {}

    def summed(self, lines: Collection[str]) -> list[SummedLines]:
        """What lines are made of that are sums of rows: the lines asked for, and perhaps others."""
        from crosscut.ingest import SummedLines

        wanted = pc.field("line").isin(_texts(sorted(lines)))
        if len(lines) <= _FEW:
            wanted = reduce(or_, (pc.field("line") == line for line in sorted(lines)), pc.scalar(False))
        files = sorted((self.built / FOLDER / SUMMED).glob("*.parquet"))
        files = [file for file in files if file.stem.isdecimal()]
        return [SummedLines(int(file.stem), pq.read_table(file, filters=wanted)) for file in files]

    def _name(self, row: KeptRow) -> str:
        names, programme = self._about["names"], row["programme"]
        then = names.get(_named_then(row["fiscal_year"], row["stage"], programme))
        return names.get(programme, "") if then is None else then

    def _row(self, row: KeptRow, sign: int, said: Mapping[str, Deciding]) -> TracedRow:
        from crosscut.workbench.traced import UNDECIDED

        planned = row["stage"] == PLANNED
        why = self._about["reasons"].get(row["programme"], ["", ""])[0]
        return {
            "row": row["row"],
            "programme": row["programme"],
            "name": self._name(row),
            "ministry": row["ministry"],
            "committee": row["committee"],
            "area": row["area"],
            "sub": row["sub"],
            "fiscal_year": row["fiscal_year"],
            "stage": row["stage"],
            "account": row["account"],
            "amount": sign * row["amount"],
            "line": row["line"],
            "line_amount": row["amount_of_line"],
            "file": self._about["policy"] if planned else row["file"] or "",
            "sheet": row["sheet"] or "",
            "source_row": row["row_of_line"],
            "column": row["column"] or "",
            "note": why if planned else row["note"] or "",
            **said.get(row["programme"], UNDECIDED),
        }
