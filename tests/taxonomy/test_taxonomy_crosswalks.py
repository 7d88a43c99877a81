from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from crosscut import taxonomy
from crosscut.taxonomy import Crosswalk, TaxonomyError
from crosscut.taxonomy.crosswalks import check

TO_2026 = ("kr-cet-2022", "kr-cet-2026")
TO_US = ("kr-cet-2022", "us-cet-2024")
every = pytest.mark.parametrize(
    "walk", [taxonomy.crosswalk(*pair) for pair in taxonomy.crosswalks()], ids=lambda each: each.to_id
)


def test_bundled_crosswalks() -> None:
    assert taxonomy.crosswalks() == (TO_2026, TO_US)


@every
def test_every_area_and_sub_technology_goes_whole(walk: Crosswalk) -> None:
    for area in taxonomy.load(walk.from_id).areas:
        for sub in ("", *(each.id for each in area.subs)):
            assert sum(Fraction(row.numerator, row.denominator) for row in walk.targets(area.id, sub)) == 1


@every
def test_every_row_is_explained_and_marked_as_judgement(walk: Crosswalk) -> None:
    for row in walk.rows:
        assert row.note.endswith(".")
        assert row.note_ko.endswith("다.")
        assert (row.certainty, row.source) == ("judgement", "this project's judgement")


@every
def test_an_area_counts_its_sub_technologies_as_equals(walk: Crosswalk) -> None:
    for area in taxonomy.load(walk.from_id).areas:
        expected: Counter[str] = Counter()
        for sub in area.subs:
            for row in walk.targets(area.id, sub.id):
                expected[row.to_area] += Fraction(row.numerator, row.denominator * len(area.subs))
        assert {row.to_area: Fraction(row.numerator, row.denominator) for row in walk.targets(area.id)} == dict(
            expected
        )


def test_sub_technologies_of_one_name_continue_in_one_another() -> None:
    new = {sub.id for area in taxonomy.load(TO_2026[1]).areas for sub in area.subs}
    for row in taxonomy.crosswalk(*TO_2026).rows:
        if row.from_sub in new:
            assert (row.to_sub, row.kind) == (row.from_sub, "same")


def test_known_moves() -> None:
    walk = taxonomy.crosswalk(*TO_2026)
    assert [row.to_area for row in walk.targets("mobility", "urban-air-mobility")] == ["aerospace-marine"]
    assert [row.to_area for row in walk.targets("hydrogen")] == ["energy-nuclear"]
    assert [
        row.kind for row in taxonomy.crosswalk(*TO_US).targets("semiconductors-displays", "free-form-displays")
    ] == ["none"]
    assert [row.to_area for row in walk.targets("outside")] == ["outside"]


def test_wrong_use_says_what_there_is() -> None:
    with pytest.raises(TaxonomyError, match="kr-cet-2022 to kr-cet-2026"):
        taxonomy.crosswalk("kr-cet-2026", "uk-2023")
    with pytest.raises(TaxonomyError, match="Did you mean"):
        taxonomy.crosswalk("kr-cet-2022", "kr-cet-2027")
    walk = taxonomy.crosswalk(*TO_2026)
    with pytest.raises(TaxonomyError, match="Did you mean 'quantum'"):
        walk.targets("quantums")
    with pytest.raises(TaxonomyError, match="Did you mean 'quantum-sensing'"):
        walk.targets("quantum", "quantum-sensors")


def test_crosswalks_that_do_not_hold_together() -> None:
    walk = taxonomy.crosswalk(*TO_2026)
    versions = taxonomy.load(TO_2026[0]), taxonomy.load(TO_2026[1])
    first, *rest = walk.rows
    check(walk.rows, *versions)
    for rows, why in [
        (rest, "sum to one"),
        ([*walk.rows, first], "stands twice"),
        ([replace(first, to_area="nowhere"), *rest], "unknown"),
        ([replace(first, from_area="nowhere"), *rest], "unknown"),
        ([replace(first, kind="part"), *rest], "but 'part'"),
        ([replace(first, numerator=0), *rest], "is 0"),
    ]:
        with pytest.raises(TaxonomyError, match=why):
            check(rows, *versions)


@every
def test_the_page_on_taxonomies_states_the_counts(walk: Crosswalk) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/taxonomies.md").read_text(encoding="utf-8")
    kinds: dict[str, set[str]] = {}
    for row in walk.rows:
        if row.from_sub:
            kinds.setdefault(row.from_sub, set()).add(row.kind)
    whole, none = (sum(found == {kind} for found in kinds.values()) for kind in ("same", "none"))
    counts = len(kinds), whole, len(kinds) - whole - none, none
    assert f"| `{walk.from_id}` | `{walk.to_id}` | {' | '.join(map(str, counts))} |" in page
