"""Months, quarters and halves of a year, as stages of execution are called by them."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files


def is_part_of_a_year(stage: str) -> bool:
    """Whether a stage ends in a month, quarter or half before the last of its year: ``executed-03``, ``상반기``."""
    return _pattern().fullmatch(stage) is not None


@cache
def _pattern() -> re.Pattern[str]:
    text = (files("crosscut.text") / "data" / "year_part_words.csv").read_text(encoding="utf-8")
    listed = (
        re.escape(word).replace(r"\#", rf"(?<!\d)0?(?:{_before_the_last(int(row['parts']))})(?!\d)")
        for row in csv.DictReader(text.splitlines())
        for word in row["words"].split("|")
    )
    return re.compile(f".*(?:{'|'.join(listed)})", re.IGNORECASE | re.DOTALL)


def _before_the_last(parts: int) -> str:
    return "|".join(map(str, range(1, parts)))
