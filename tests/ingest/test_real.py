"""Korea's 2026 research budget, as its publisher's files have it."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from crosscut.findings import Severity

from .conftest import budget, read_checked

pytestmark = pytest.mark.real

MILLION = 1_000_000
AREAS = {
    "ai": 24324105,
    "bio": 16211265,
    "quantum": 3005165,
    "aerospace-marine": 14095140,
    "semiconductors-displays": 11682485,
    "mobility": 6116040,
    "robotics-manufacturing": 4830890,
    "communications": 3516340,
    "hydrogen": 3006341,
    "nuclear": 2331970,
    "secondary-batteries": 2717879,
    "cybersecurity": 2518670,
}
"""Tagged amounts, in tenths of a million won."""


@pytest.fixture(scope="module")
def korea(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("korea")
    for name in ("programmes_1236.csv", "subprogrammes.csv"):
        shutil.copy(shared / "data" / "kr_rnd_budget_2026" / name, folder / name)
    names = (folder / "programmes_1236.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    usual = {"stage": "reviewed", "tags": {"prefix": "st_", "ignore": ["total"]}}
    derived = ["seq", "n_details", "details_sum", "n_fields", "primary_cet_kr", *(n for n in names if n[:4] == "pol_")]
    columns = {"name": "name", "ministry": "ministry", "committee": "committee", "amount": "budget_mkrw"}
    made = budget(
        usual | {"file": "programmes_1236.csv", "columns": columns | {"programme": "id"}, "skip": derived},
        usual
        | {
            "file": "subprogrammes.csv",
            "kind": "subprogrammes",
            "skip": derived,
            "columns": columns | {"parent": "parent_id", "programme": "parent_name", "subprogramme": "id"},
        },
    )
    return read_checked(folder, made)


def found(korea, rule):
    return [finding for finding in korea.findings if finding.rule == rule]


def test_programmes_and_their_sum(korea):
    assert korea.programmes.num_rows == 1236
    assert korea.subprogrammes.num_rows == 2589
    own = [row["amount"] for row in korea.lines.to_pylist() if not row["subprogramme"]]
    assert (len(own), sum(own)) == (1236, 30_280_992 * MILLION)


def test_tagged_amounts_by_area(korea):
    sums: Counter[str] = Counter()
    for row in korea.tags.to_pylist():
        if not row["subprogramme"]:
            sums[row["area"]] += row["amount"]
    assert sums == {area: tenths * MILLION // 10 for area, tenths in AREAS.items()}


def test_over_tagged(korea):
    over = found(korea, "over-tagged")
    assert (len(over), sum(finding.difference for finding in over)) == (122, 1_040_353 * MILLION)


def test_the_id_that_stands_twice(korea):
    (finding,) = found(korea, "duplicate-id")
    assert finding.programme == "260042"
    lines = {row["programme"]: row["amount"] for row in korea.lines.to_pylist() if not row["subprogramme"]}
    assert lines["260042@과기1"] == 11_850 * MILLION
    assert lines["260042@과기2"] == 5_000 * MILLION


def test_subprogrammes_that_do_not_sum(korea):
    short = {finding.programme: (finding.value, finding.expected) for finding in found(korea, "subprogramme-sum")}
    assert short == {
        "924": (63_662 * MILLION, 64_662 * MILLION),
        "861": (881_605 * MILLION // 10, 88_161 * MILLION),
    }
    (alone,) = found(korea, "no-subprogrammes")
    assert "미래판기술프로젝트" in alone.message.en


def test_roll_ups(korea):
    differing = found(korea, "tag-roll-up")
    assert len(differing) == 58
    assert len({finding.programme.partition("@")[0] for finding in differing}) == 31


def test_fractions(korea):
    (fraction,) = found(korea, "fraction-of-minor-unit")
    assert (fraction.place.row, fraction.value) == (58, 30_549_900_000)
    parts = [finding for finding in found(korea, "fraction-of-unit") if finding.place.file == "programmes_1236.csv"]
    assert len(parts) == 10


def test_nothing_else_is_wrong(korea):
    assert {f.rule for f in korea.findings if f.severity is Severity.FATAL} == set()
    known = {
        "over-tagged",
        "tag-roll-up",
        "fraction-of-unit",
        "subprogramme-sum",
        "duplicate-id",
        "fraction-of-minor-unit",
        "no-subprogrammes",
    }
    assert {f.rule for f in korea.findings} == known
