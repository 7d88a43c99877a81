"""What a policy of a former list of technologies names, and what that became."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from crosscut.allocate.policy import read
from crosscut.allocate.policy_areas import followed, lacking, left_behind

POLICY = 'unit = "won"\n[ceiling]\namount = "1 won"\n[[rule]]\nwhere = {{ area = {areas} }}\nat_least = "1 won"\n'


def of(*areas: str):
    return [SimpleNamespace(id=each) for each in areas]


def step(before: tuple[str, ...], **rows: str):
    passages = [SimpleNamespace(from_area=one, to_area=to) for one, all_of in rows.items() for to in all_of.split()]
    return SimpleNamespace(before=SimpleNamespace(areas=of(*before)), passages=SimpleNamespace(rows=passages))


RUN = SimpleNamespace(
    taxonomy=SimpleNamespace(areas=of("c", "d")),
    snapshot=SimpleNamespace(
        designations=(
            step(("a", "gone"), a="b", gone="outside"),
            step(("b", "late"), b="c outside", late="d"),
        )
    ),
)


@pytest.mark.parametrize(
    ("named", "became"),
    [
        ("a", ("c",)),
        ("b", ("c",)),
        ("late", ("d",)),
        ("gone", ("gone",)),
        ("c", ("c",)),
        ("outside", ("outside",)),
    ],
)
def test_areas_are_followed_through_every_list_that_had_them(named: str, became: tuple[str, ...]) -> None:
    policy = read(POLICY.format(areas=f'["{named}"]'), Path("policy.toml"))
    assert tuple(followed(policy, RUN).rule[0].where["area"]) == became


def test_a_policy_is_left_behind_by_lists_that_had_its_areas_alone() -> None:
    def named(areas: str):
        return read(POLICY.format(areas=areas), Path("policy.toml"))

    assert left_behind(named('["a", "c", "outside", "unread"]'), RUN) == {"a"}
    assert left_behind(named('["a", "never"]'), RUN) == set()
    assert lacking(named('["outside", "unread", "d"]'), RUN) == set()
