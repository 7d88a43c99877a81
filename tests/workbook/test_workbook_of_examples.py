"""Examples through the whole street: what was printed comes out, and each cell of the workbook is its figure."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from crosscut import audit, examples
from crosscut.exports import workbook
from crosscut.exports.workbook.layout import HEADER
from crosscut.findings import Severity, has_fatal
from crosscut.views.publication import Publication
from crosscut.workbench.opening import open_run
from tests.workbook.reading import at, with_openpyxl

BILLION = 10**9
PRINTED_2024 = {
    "semiconductors-displays": 636.2,
    "ai": 777.2,
    "bio": 977.2,
    "cybersecurity": 190.4,
    "quantum": 125.2,
    "secondary-batteries": 136.4,
    "aerospace-marine": 836.2,
}


def made(name: str, folder: Path, **how: object) -> Publication:
    examples.write(name, folder, **how)
    return Publication.of(open_run(folder))


def holds(shown: Publication, path: Path, factor: int) -> None:
    """Every listed figure stands in its cell, and every check of the workbook holds."""
    printed = workbook.write(shown.public, path)
    sheets = with_openpyxl(path)
    listed = sheets["Figures"][HEADER + 1 :]
    assert [row[0] for row in listed] == [figure.id for figure in printed]
    for row in listed:
        figure, cell = printed[row[0]], at(sheets, row[10])
        if figure.kind == "ratio":
            assert cell == ("–" if not figure.whole else pytest.approx(figure.value / figure.whole, rel=1e-14))
        else:
            assert cell * (1 if figure.kind == "count" else factor) == figure.value
    assert {row[6] for row in sheets["Checks"][HEADER + 1 :]} == {True}


def test_korea_2024(tmp_path: Path) -> None:
    shown = made("korea-2024", tmp_path / "b")
    rules = Counter(finding.rule for finding in shown.findings)
    assert not has_fatal(shown.findings)
    assert (rules["corrected"], rules["control-met"], rules["control-total"]) == (2, 15, 1)
    where = {"fiscal_year": 2024, "stage": "confirmed"}
    areas = {area: figure.value for (area,), figure in shown.book.by("partition", "area", **where).items()}
    assert {area: areas[area] / BILLION for area in PRINTED_2024} == PRINTED_2024
    rest = shown.book.amount("partition", area="not-itemised", **where)
    assert (rest.low, rest.value, rest.high) == tuple(int(n * 10**8) for n in (13_119, 13_212, 13_712))
    holds(shown, tmp_path / "w.xlsx", 10**6)


def test_synthetic_national(tmp_path: Path) -> None:
    shown = made("synthetic-national", tmp_path / "b", programmes=300)
    assert not has_fatal(shown.findings)
    assert Counter(finding.rule for finding in shown.findings)["control-met"] == 39
    holds(shown, tmp_path / "w.xlsx", 1)


@pytest.mark.real
@pytest.mark.slow
def test_korea_2026(tmp_path: Path, shared: Path) -> None:
    shown = made("korea-2026", tmp_path / "b", data=shared / "data" / "kr_rnd_budget_2026")
    rules = Counter(finding.rule for finding in shown.findings)
    assert not has_fatal(shown.findings)
    assert (rules["control-met"], rules["over-tagged"], rules["duplicate-id"]) == (13, 122, 1)
    assert shown.book.amount("partition").value == 30_280_992 * 10**6
    holds(shown, tmp_path / "w.xlsx", 1)
    assert not [each.message.en for each in audit(tmp_path / "w.xlsx").findings if each.severity is Severity.FATAL]
