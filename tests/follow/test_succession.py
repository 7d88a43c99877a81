"""What is wrong with links is said, and only the sound ones are followed."""

from __future__ import annotations

import pytest

from crosscut.budget.links import succession
from crosscut.findings import Severity

from .material import link_table


def rules(findings) -> list[str]:
    return [finding.rule for finding in findings]


def test_sound_links_are_kept() -> None:
    table = link_table(
        {"predecessor": "a", "successor": "b", "numerator": 1, "denominator": 3},
        {"predecessor": "a", "successor": "c", "numerator": 2, "denominator": 3},
        {"predecessor": "b", "successor": "d"},
    )
    found, findings = succession(table, "abcd")
    assert findings == []
    assert [(link.predecessor, link.successor) for link in found] == [("a", "b"), ("a", "c"), ("b", "d")]
    assert found.in_order().index("a") < found.in_order().index("b")
    assert found.family("c") == ["a", "b", "c", "d"]


@pytest.mark.parametrize("missing", ["predecessor", "successor"])
def test_a_link_to_nothing(missing: str) -> None:
    table = link_table({"predecessor": "a", "successor": "b", missing: "nowhere", "file": "decisions/links.csv"})
    found, findings = succession(table, "ab")
    assert rules(findings) == ["link-to-nothing"]
    assert findings[0].severity is Severity.FATAL
    assert str(findings[0].place) == f"decisions/links.csv, row 2, column {missing}"
    assert list(found) == []


@pytest.mark.parametrize(
    "pairs", ["ab ba", "ab bc ca", "ab bc cb", "ab ba cd dc"], ids=["two", "three", "with a tail", "two circles"]
)
def test_a_circle_of_successions(pairs: str) -> None:
    table = link_table(*({"predecessor": one, "successor": other} for one, other in pairs.split()))
    found, findings = succession(table, "abcd")
    assert set(rules(findings)) == {"link-cycle"}
    assert all(link.predecessor == "a" and link.successor == "b" for link in found)
    assert findings[0].message.en.startswith("Successions run in a circle: ")


def test_shares_that_do_not_sum_to_one() -> None:
    table = link_table(
        {"predecessor": "a", "successor": "b", "numerator": 1, "denominator": 2},
        {"predecessor": "a", "successor": "c", "numerator": 1, "denominator": 3},
    )
    found, findings = succession(table, "abc")
    assert rules(findings) == ["link-shares"]
    assert "sum to 5/6, not to 1" in findings[0].message.en
    assert list(found) == []


def test_the_same_link_twice() -> None:
    found, findings = succession(link_table(*[{"predecessor": "a", "successor": "b"}] * 2), "ab")
    assert rules(findings) == ["link-repeated"]
    assert len(list(found)) == 1


def test_a_link_to_itself_is_a_part_that_stays() -> None:
    table = link_table(
        {"predecessor": "a", "successor": "a", "numerator": 1, "denominator": 2},
        {"predecessor": "a", "successor": "b", "numerator": 1, "denominator": 2},
    )
    assert succession(table, "ab")[1] == []
