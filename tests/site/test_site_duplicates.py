"""The pages of similar programmes: none is larger than a page may be, and all groups stand on one of them."""

from __future__ import annotations

import re

import pytest

from crosscut.exports import site
from crosscut.exports.site.pages import duplicates
from crosscut.exports.site.pages.duplicates import PAGE, ComparedProgramme, SideBySide, paged
from crosscut.review import DuplicateGroup, Pair
from crosscut.text import Text
from tests.site.conftest import Made
from tests.site.test_site_size import LARGEST


def side(programmes: int, letters: int) -> SideBySide:
    """A group whose texts differ in every second letter, which takes the most marks."""
    runs = [("가", place % 2 == 0) for place in range(letters)]
    names = [f"P{place}" for place in range(programmes)]
    pair = Pair(names[0], names[1], "duplicate", 0.9, 0.9, 0.9)
    group = DuplicateGroup("duplicate", tuple(names), 0.9, 1, Text("why", "까닭"), pair)
    return SideBySide(group, [ComparedProgramme(each, "부처", 1, runs[:20], runs) for each in names])


def test_pages_of_groups_are_as_large_as_a_page_may_be() -> None:
    sides = [side(size % 60 + 2, 400) for size in range(300)]
    pages = paged(sides)
    assert [each for page in pages for each in page] == sides
    assert len(pages) > 1
    assert all(sum(each.weight() for each in page) <= PAGE or len(page) == 1 for page in pages)
    assert PAGE < LARGEST
    assert paged([]) == [[]]


def test_every_group_stands_on_a_page_that_the_first_leads_to(
    decided: Made, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = decided.publication.review
    assert review is not None
    assert len(review.groups) > 1
    monkeypatch.setattr(duplicates, "PAGE", 1)
    folder = tmp_path_factory.mktemp("groups") / "desk"
    site.write(decided.publication, folder)
    first = (folder / "ko/duplicates.html").read_text(encoding="utf-8")
    linked = re.findall(r'<a href="(duplicates-\d+\.html)"', first)
    assert len(linked) == len(review.groups) - 1
    pages = [first, *((folder / "ko" / each).read_text(encoding="utf-8") for each in linked)]
    assert [page.count('<section class="group"') for page in pages] == [1] * len(review.groups)
