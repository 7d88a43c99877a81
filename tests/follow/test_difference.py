"""Differences add up: every effect is exact to the cell, and what is followed is neither lost nor born."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut.budget.links import Link, Succession
from crosscut.follow import (
    KEYS,
    TRANSFERS,
    DifferenceCell,
    DifferenceContext,
    EffectKind,
    Redefinition,
    Side,
    difference,
    families,
    parts,
    rows,
    shares,
)
from tests.shortened import examples

from .material import links, side


def kinds(found) -> dict[str, list[tuple[str, int]]]:
    """Programme → its effects as kind and change."""
    told: dict[str, list[tuple[str, int]]] = {}
    for row in rows(found):
        told.setdefault(row.programme, []).append((str(row.kind), row.change))
    return told


def test_money_given_and_taken() -> None:
    found = difference(side(2023, a=10, b=10, c=5, d=7), side(2024, a=12, b=4, c=5, e=3))
    assert kinds(found) == {"a": [("grown", 2)], "b": [("cut", -6)], "d": [("ended", -7)], "e": [("new", 3)]}
    assert found.unchanged == 1
    assert found.change == sum(part.amount for part in parts(rows(found))) == -8


def test_what_stands_at_nothing_has_ended_and_was_not_cut() -> None:
    found = difference(side(2023, a=10, b=10), side(2024, a=0, b=10))
    assert kinds(found) == {"a": [("ended", -10)]}
    assert "no money at 2024" in rows(found)[0].why.en


def test_a_move_is_a_move_and_no_birth() -> None:
    before, after = side(2023, p=("MSIT", {"space": 100})), side(2024, q=("KASA", {"space": 130}))
    found = difference(before, replace(after, names={"q": "P"}), DifferenceContext(links(("p", "q", 1, 2024))))
    assert kinds(found) == {"q": [("moved", 0), ("grown", 30)]}
    by_ministry = {
        share.group[0]: (share.change, [(str(p.kind), p.amount) for p in share.parts])
        for share in shares(found, ["ministry"])
    }
    assert by_ministry == {"MSIT": (-100, [("moved", -100)]), "KASA": (130, [("moved", 100), ("grown", 30)])}
    assert {part.kind: part.gross for part in parts(rows(found))} == {EffectKind.MOVED: 100, EffectKind.GROWN: 30}


def test_a_year_of_transition_keeps_one_series() -> None:
    before = side(2023, p=("MSIT", {"space": 120}))
    after = side(2024, p=("MSIT", {"space": 60}), q=("KASA", {"space": 120}))
    after = replace(after, names={"p": "P", "q": "P"})
    succession = links(("p", "q", 1, 2024))
    assert kinds(difference(before, after, DifferenceContext(succession))) == {
        "p": [("grown", 20)],
        "q": [("moved", 0), ("grown", 40)],
    }
    later = replace(side(2025, q=("KASA", {"space": 200})), names={"p": "P", "q": "P"})
    rest = difference(after, later, DifferenceContext(succession))
    assert kinds(rest) == {"q": [("moved", 0), ("grown", 20)]}


def test_merger_split_and_rename() -> None:
    before = side(2023, a=60, b=40, c=100, r=7)
    after = side(2024, m=110, x=50, y=45, s=7)
    succession = links(("a", "m"), ("b", "m"), ("c", "x", Fraction(3, 5)), ("c", "y", Fraction(2, 5)), ("r", "s"))
    assert kinds(difference(before, after, DifferenceContext(succession))) == {
        "m": [("merged", 0), ("merged", 0), ("grown", 10)],
        "x": [("split", 0), ("cut", -10)],
        "y": [("split", 0), ("grown", 5)],
        "s": [("renamed", 0)],
    }


def test_a_chain_of_successions_is_followed_to_its_end() -> None:
    found = difference(
        side(2021, a=10), side(2024, c=12), DifferenceContext(links(("a", "b", 1, 2022), ("b", "c", 1, 2024)))
    )
    assert [kind for kind, _ in kinds(found)["c"]] == ["renamed", "grown"]
    assert sum(change for told in kinds(found).values() for _, change in told) == 2
    assert not {"ended", "new"} & {kind for told in kinds(found).values() for kind, _ in told}


def test_a_link_of_another_year_does_not_hold() -> None:
    found = difference(side(2021, a=10), side(2022, a=10), DifferenceContext(links(("a", "b", 1, 2024))))
    assert kinds(found) == {}


def test_areas_change_by_decision_or_by_the_source() -> None:
    before, after = side(a=("m", {"ai": 100})), side(a=("m", {"ai": 60, "bio": 40}))
    assert kinds(difference(before, after)) == {"a": [("retagged", 0)]}
    decided = replace(after, decided=frozenset({"a"}))
    found = difference(before, decided)
    assert kinds(found) == {"a": [("reattributed", 0)]}
    assert [(row.group, row.change) for row in rows(found, ["area"])] == [(("ai",), -40), (("bio",), 40)]


def test_what_nobody_had_looked_at_changed_no_area() -> None:
    before, after = side(a=("m", {"unread": 60, "ai": 40})), side(a=("m", {"bio": 100}))
    for one, other in ((before, after), (before, replace(after, decided=frozenset({"a"})))):
        told = {str(each.kind): each.amount for each in difference(one, other).effects}
        assert told["looked_at"] == 60
        assert sum(told.values()) == 100
    assert kinds(difference(after, side(a=("m", {"unread": 100})))) == {"a": [("looked_at", 0)]}


@pytest.mark.parametrize(
    ("before", "after", "kinds_of"),
    [
        ({"ai": 2, "bio": 4}, {"ai": 1, "bio": 3}, ["cut"]),
        ({"ai": 42_383_666_683, "bio": 84_767_333_317}, {"ai": 29_668_666_667, "bio": 59_337_333_333}, ["cut"]),
        (
            {"ai": 42_383_666_583, "bio": 84_767_333_417},
            {"ai": 29_668_666_667, "bio": 59_337_333_333},
            ["retagged", "cut"],
        ),
    ],
)
def test_shares_that_differ_by_rounding_are_the_same(before, after, kinds_of) -> None:
    found = difference(side(2023, p=("m", before)), side(2024, p=("m", after)))
    assert [kind for kind, _ in kinds(found)["p"]] == kinds_of


def test_areas_of_an_unchanged_programme_that_differ_by_rounding_say_so() -> None:
    (row,) = rows(difference(side(2023, p=("m", {"ai": 5, "bio": 5})), side(2024, p=("m", {"ai": 6, "bio": 4}))))
    assert (str(row.kind), row.change, row.why.en) == ("rounded", 0, "its areas differ by rounding")


def test_attribution_and_growth_are_told_apart() -> None:
    found = difference(side(a=("m", {"ai": 100})), side(a=("m", {"ai": 60, "bio": 60})))
    assert {(row.group[0], str(row.kind)): row.change for row in rows(found, ["area"])} == {
        ("ai", "retagged"): -50,
        ("bio", "retagged"): 50,
        ("ai", "grown"): 10,
        ("bio", "grown"): 10,
    }


def test_corrections_definitions_and_taxonomies_come_first() -> None:
    before = side(2023, a=7217, b=30)
    after = replace(side(2023, a=217, b=30), corrected={"a": -7000})
    assert kinds(difference(before, after)) == {"a": [("corrected", -7000)]}
    context = DifferenceContext(redefined=(Redefinition("b", 30, 28, "university support left out"),))
    assert kinds(difference(side(2023, b=30), side(2024, b=25), context)) == {"b": [("redefined", -2), ("cut", -3)]}
    revised = DifferenceContext(translate=lambda *_: [("energy", "", 2), ("outside", "", 1)], translated="10 became 12")
    found = difference(side(a=9), side(a=("m", {"energy": 6, "outside": 3})), revised)
    assert kinds(found) == {"a": [("reclassified", 0)]}


def test_a_correction_in_one_of_two_periods_is_no_change_between_them_and_its_reason_is_quoted() -> None:
    before = replace(side(2024, a=217), corrected={"a": -7000}, correction_reasons={"a": ("one digit too many",)})
    after = side(2024, "revised", a=200)
    for later in (after, replace(after, planned=frozenset({"a"}))):
        (effect,) = difference(before, later).effects
        assert (str(effect.kind), effect.change) == ("cut", -17)
        assert effect.why.en == f"7.8% less; {before.label} was corrected: one digit too many"
    risen = replace(after, corrected={"a": 5}, correction_reasons={"a": ("오기",)})
    (effect,) = difference(side(2024, a=160), risen).effects
    assert (str(effect.kind), effect.change) == ("grown", 40)
    assert effect.why.en.endswith("was corrected: 오기")


def test_areas_that_a_corrected_amount_alone_shifts_were_not_decided_anew() -> None:
    before = side(2024, a=("m", {"ai": 100, "outside": 100}))
    proposed = side(2024, "proposed", a=("m", {"ai": 50, "outside": 80}))
    after = replace(proposed, corrected={"a": 30}, planned=frozenset("a"))
    assert kinds(difference(before, after)) == {"a": [("cut", -70)]}
    by_area = {row.group[0]: (str(row.kind), row.change) for row in rows(difference(before, after), ["area"])}
    assert by_area == {"ai": ("cut", -50), "outside": ("cut", -20)}
    decided = replace(before, decided=frozenset("a"))
    assert [kind for kind, _ in kinds(difference(decided, replace(after, planned=frozenset())))["a"]] == [
        "reattributed",
        "cut",
    ]


def test_a_correction_between_two_moments_quotes_its_reason() -> None:
    before = side(2024, a=450)
    after = replace(side(2024, a=45), corrected={"a": -405}, correction_reasons={"a": ("one digit too many",)})
    (effect,) = difference(before, after).effects
    assert (str(effect.kind), effect.why.en) == (
        "corrected",
        "a person corrected the printed amount: one digit too many",
    )


def test_a_programme_under_another_ministry_and_name_by_the_same_id() -> None:
    before, after = side(a=("old", {"ai": 5})), replace(side(a=("new", {"ai": 5})), names={"a": "B"})
    assert kinds(difference(before, after)) == {"a": [("moved", 0), ("renamed", 0)]}


def test_negative_amounts_are_followed_too() -> None:
    found = difference(side(2023, a=-10, b=5), side(2024, c=-10, b=-5), DifferenceContext(links(("a", "c"))))
    assert kinds(found) == {"b": [("cut", -10)], "c": [("renamed", 0)]}


def test_a_family_is_one_programme_with_several_lines() -> None:
    before = side(2023, a=("msit", {"space": 10}), b=("molit", {"space": 5}), c=3)
    after = side(2024, a=("msit", {"space": 12}), b=("molit", {"space": 4}), c=3)
    names = {"a": "KPS 개발사업", "b": "KPS개발 사업", "c": "연구"}
    found = difference(replace(before, names=names), replace(after, names=names))
    assert {share.group: (share.before, share.after) for share in shares(found, ["family"])} == {
        ("KPS 개발사업",): (15, 16),
        ("c",): (3, 3),
    }
    assert families({str(n): "기본경비운영" for n in range(9)}, {str(n): str(n) for n in range(9)}) == {}


def test_what_is_named_for_the_first_time_is_no_birth_and_no_cut() -> None:
    before, after = side(2023, rest=100), side(2024, rest=60, old=30, young=15)
    told = {"statuses": {"old": "continued", "young": "new"}, "unnamed": frozenset({"rest"})}
    found = difference(replace(before, **told), replace(after, **told))
    assert kinds(found) == {"old": [("itemised", 0)], "rest": [("cut", -10)], "young": [("new", 15)]}
    assert "REST" in next(row.why.ko for row in rows(found) if row.kind is EffectKind.ITEMISED)


@pytest.mark.parametrize("held", [29, ("m", {"bio": 100}), -100])
def test_an_unnamed_amount_that_cannot_hold_what_is_named_is_left_alone(held) -> None:
    told = {"statuses": {"old": "continued"}, "unnamed": frozenset({"rest"})}
    found = difference(replace(side(2023, rest=held), **told), replace(side(2024, rest=held, old=30), **told))
    assert kinds(found) == {"old": [("new", 30)]}


NAMES = "abcdefgh"
AREAS = st.sampled_from(["ai", "bio", "outside"])
AMOUNTS = st.one_of(st.integers(-3, 20), st.integers(-(2**62), 2**62))
HELD = st.tuples(st.sampled_from(["m", "n", "o"]), st.dictionaries(AREAS, AMOUNTS, min_size=1))
SIDES = st.dictionaries(st.sampled_from(NAMES), HELD)


@st.composite
def successions(draw) -> Succession:
    """Links from earlier to later letters, so that there is no circle; shares sum to one."""
    groups = {}
    for predecessor in draw(st.sets(st.sampled_from(NAMES[:-1]))):
        later = NAMES[NAMES.index(predecessor) + 1 :]
        onward = sorted(draw(st.sets(st.sampled_from([*later, predecessor]), min_size=1, max_size=3)))
        if onward == [predecessor]:
            continue
        weights = draw(st.lists(st.integers(1, 9), min_size=len(onward), max_size=len(onward)))
        year = draw(st.sampled_from([0, 2022, 2023, 2024, 2025]))
        groups[predecessor] = tuple(
            Link(predecessor, each, Fraction(weight, sum(weights)), year)
            for each, weight in zip(onward, weights, strict=True)
        )
    return Succession(groups)


def exact(before: Side, after: Side, found) -> None:
    """Cell by cell, group by group, part by part."""
    cells: Counter[DifferenceCell] = Counter(before.cells)
    for effect in found.effects:
        for cell, delta in effect.deltas.items():
            cells[cell] += delta
        if effect.kind in TRANSFERS:
            assert effect.change == 0
    assert {cell: held for cell, held in cells.items() if held} == {c: held for c, held in after.cells.items() if held}
    for by in ([], ["area"], ["ministry"], ["area", "ministry"], ["family"]):
        made = rows(found, by)
        assert sum(row.change for row in made) == sum(part.amount for part in parts(made)) == found.change
        for share in shares(found, by):
            assert share.change == sum(part.amount for part in share.parts)
            assert share.change == sum(row.change for row in made if row.group == share.group)


@given(
    SIDES,
    SIDES,
    successions(),
    st.sampled_from([2022, 2023, 2024]),
    st.sets(st.sampled_from(NAMES)),
    st.sets(st.sampled_from(NAMES)),
)
@settings(max_examples=examples(120), deadline=None)
def test_effects_lead_from_one_side_to_the_other_exactly(old, new, succession, year, decided, unnamed) -> None:
    told = {"statuses": dict.fromkeys(NAMES, "continued"), "unnamed": frozenset(unnamed)}
    before, after = replace(side(year, **old), **told), replace(side(2024, **new), decided=frozenset(decided), **told)
    exact(before, after, difference(before, after, DifferenceContext(succession)))


@given(SIDES, successions())
@settings(max_examples=examples(60), deadline=None)
def test_nothing_between_equal_sides(held, succession) -> None:
    found = difference(side(2024, **held), side(2024, **held), DifferenceContext(succession))
    assert found.change == 0
    assert all(row.change == 0 for row in rows(found, list(KEYS)) if row.kind not in TRANSFERS)


@given(st.dictionaries(st.sampled_from("abc"), st.integers(1, 10**6), min_size=1), st.randoms())
@settings(max_examples=examples(60), deadline=None)
def test_a_linked_programme_is_neither_born_nor_ended(held, random) -> None:
    after = {name.upper(): random.randint(1, 10**6) for name in held}
    found = difference(
        side(2023, **held), side(2024, **after), DifferenceContext(links(*((n, n.upper()) for n in held)))
    )
    assert not {EffectKind.NEW, EffectKind.ENDED} & {effect.kind for effect in found.effects}


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_cells_does_not_matter(order: int) -> None:
    before, after = side(2023, a=5, b=("n", {"ai": 1, "bio": 2}), c=9), side(2024, b=8, c=("o", {"bio": 3}))
    turned = replace(before, cells=dict(list(before.cells.items())[::order]))
    assert rows(difference(turned, after)) == rows(difference(before, after))


def test_a_correction_of_what_a_plan_gave_is_one_and_leaves_the_areas_as_they_were() -> None:
    planned = {"planned": frozenset("a"), "decided": frozenset("a")}
    before = replace(side(2024, a=200, b=30), **planned)
    cells = {cell: amount + 17 * (cell.programme == "a") for cell, amount in before.cells.items()}
    after = replace(before, cells=cells, corrected={"a": 17}, **planned)
    found = difference(before, after)
    assert [(effect.kind, effect.programme, effect.why.en) for effect in found.effects] == [
        ("corrected", "a", "a person corrected what the plan gave")
    ]
    assert found.unchanged == 1


def test_who_is_left_without_money_has_ended_and_is_told_no_part() -> None:
    (effect,) = difference(side(2023, a=50), side(2024, a=0)).effects
    assert (effect.kind, effect.change) == (EffectKind.ENDED, -50)
    assert "%" not in effect.why.en
