"""The table of ASVS 5.0.0 answers every requirement of levels 1 and 2, with tests and sections that are there."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache

from tests.docs.pages import DOCS, ROOT, anchors

LEVELS = {
    1: "22 1111122223 112222222223 222 123",
    2: "122 112 12223 23",
    3: "3 113 12223 11222233 11122333 3 22333",
    4: "12233 23333 22 1222",
    5: "2 112333 113 222",
    6: "122 111111112222 11223333 112233 22222333 2223 33 2222",
    7: "222 1111 22 11222 223 22",
    8: "1233 1123 133 23",
    9: "111 1222",
    10: "22 223 22223 1111122222233333 22222 22 222",
    11: "2233 22233 11233 1222 23 23 33",
    12: "12233 11 22223",
    13: "2333 222223 2233 1222233",
    14: "22 12223333 122",
    15: "12233 12233 1222222 3333",
    16: "2 22222 2222 222 2223",
    17: "23 22223333 22",
}
"""The level of each requirement of the standard: by chapter, its sections in order, a digit for each requirement."""
ANSWERS = ("holds", "stated", "operator", "none", "open")


@cache
def rows() -> list[dict[str, str]]:
    with (DOCS / "asvs.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_every_requirement_of_both_levels_stands_there_once() -> None:
    wanted = [
        (f"{chapter}.{section}.{number}", level)
        for chapter, sections in LEVELS.items()
        for section, levels in enumerate(sections.split(), start=1)
        for number, level in enumerate(levels, start=1)
        if level != "3"
    ]
    assert len(wanted) == 253
    assert [(row["number"], row["level"]) for row in rows()] == wanted


def test_every_answer_has_what_it_rests_on() -> None:
    for row in rows():
        number, answer = row["number"], row["answer"]
        assert answer in ANSWERS, number
        assert 10 <= len(row["requirement"]) <= 90, number
        tests, sections = evidence(row)
        assert tests or answer != "holds", number
        assert sections or answer not in {"stated", "operator"}, number
        assert row["reason"] or answer not in {"none", "open"}, number


def evidence(row: dict[str, str]) -> tuple[list[str], list[str]]:
    """The tests and the sections of pages that an answer names."""
    named = [each for each in row["evidence"].split(";") if each]
    tests = [each for each in named if "::" in each]
    return tests, [each for each in named if each not in tests]


def test_every_test_and_section_that_is_named_is_there() -> None:
    for row in rows():
        tests, sections = evidence(row)
        for each in tests:
            file, _, name = each.partition("::")
            assert re.search(rf"^def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.M), each
        for each in sections:
            file, _, anchor = each.partition("#")
            assert anchor in anchors(ROOT / file), each


def test_the_page_counts_the_answers_as_they_are() -> None:
    said = re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", (DOCS / "security.md").read_text(encoding="utf-8"), re.M)
    assert {name: int(count) for name, count in said} == Counter(row["answer"] for row in rows())
