"""The lines of a whole budget in its areas as Parquet: rows of files that were summed one by one, others as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crosscut.exports.export import Artefact, Check, Export
from crosscut.exports.lines.writing import write
from crosscut.progress import Progress
from crosscut.text import Text
from crosscut.views.publication import Publication

FOLDER = "lines"
_HOW = Text(
    "no Iceberg snapshot (pip install 'crosscut[iceberg]' adds one)",
    "Iceberg 스냅샷 없음(pip install 'crosscut[iceberg]'로 추가)",
)


def _export(shown: Publication, out: Path, _formats: Sequence[str], progress: Progress) -> Iterator[Artefact]:
    progress("Writing the lines")
    written = write(shown.run, out / FOLDER, shown.place and shown.place / FOLDER)
    snapshot = written.committed["snapshot"] if written.committed else ""
    iceberg = Text(f"Iceberg snapshot {snapshot}", f"Iceberg 스냅샷 {snapshot}") if snapshot else _HOW
    outcome = Text(
        f"{written.rows:,} rows sum to the amounts of every year, stage and area",
        f"{written.rows:,}행의 합계가 모든 연도·단계·분야의 금액과 같음",
    )
    yield Artefact(
        FOLDER,
        checks=(
            Check(
                Text("lines and amounts", "행과 금액의 합"),
                passed=True,
                outcome=Text.same("; ").join((outcome, iceberg)),
            ),
        ),
    )


EXPORT = Export((FOLDER,), _export, in_publication=False, order=45, of_rows=True)
