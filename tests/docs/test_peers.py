"""The page that puts Crosscut beside others: each cell has something behind it that is there."""

from __future__ import annotations

import re

from tests.docs.pages import DOCS, ROOT, anchors

PAGE = DOCS / "peers.md"
OURS = re.compile(r"(?:yes|partly|no): \[[^\]]+\]\(([\w-]+\.md)(?:#([\w-]+))?\) `(tests/[\w/]+\.py)`")
THEIRS = re.compile(r"not said|(?:yes|partly|no)(?:: [^\[\]]+)?(?:\[\^\d+\])+")
SOURCE = re.compile(r"^\[\^(\d+)\]: <https://\S+>, \d{4}-\d\d-\d\d$", re.M)


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    """The cells of the table, a list a feature: its name, Crosscut's, and those of the others."""
    lines = [line for line in page().splitlines() if line.startswith("| ")]
    return [line.strip("| ").split(" | ") for line in lines[1:]]


def test_each_feature_is_answered_for_everyone() -> None:
    assert 20 <= len(rows()) <= 30
    for feature, ours, *theirs in rows():
        assert OURS.fullmatch(ours), feature
        assert len(theirs) == 4, feature
        assert all(THEIRS.fullmatch(each) for each in theirs), feature


def test_what_is_said_of_crosscut_stands_in_a_chapter_and_is_held_by_a_test() -> None:
    for feature, ours, *_ in rows():
        found = OURS.fullmatch(ours)
        assert found, feature
        chapter, anchor, test = found.groups()
        assert (ROOT / test).is_file(), feature
        assert anchor is None or anchor in anchors(DOCS / chapter), feature


def test_each_number_leads_to_an_address_with_the_day_and_each_address_is_used() -> None:
    sources = SOURCE.findall(page())
    assert sources == [str(number) for number in range(1, len(sources) + 1)]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", page())) == set(sources)


def test_what_others_have_and_crosscut_has_not_is_told() -> None:
    told = page().split("## What they have and Crosscut has not")[1].split("\n## ")[0]
    points = re.findall(r"^- .*(?:\n  .*)*", told, re.M)
    assert len(points) >= 8
    assert all("[^" in point for point in points)
