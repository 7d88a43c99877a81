"""What an office calls those who ask for money, by the head of the column that names them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from crosscut.characters import folded

NamedRole = Literal["ministry", "committee"]
_NAME = re.compile(r"(?<=.)(?:[\s_-]*(?:name|title|code)s?| ?명)$")
"""What a head says beside whom its column names."""


@dataclass(frozen=True, slots=True)
class HeadName:
    """A word of a head: in English for one and for several, and in Korean, empty where ours is right there."""

    en: str
    en_many: str
    ko: str


@cache
def _names() -> dict[tuple[str, str], HeadName]:
    text = (files("crosscut.ingest") / "data" / "head_names.csv").read_text(encoding="utf-8")
    return {
        (row["role"], folded(head)): HeadName(row["en"], row["en_many"], row["ko"])
        for row in csv.DictReader(text.splitlines())
        for head in row["heads"].split("|")
    }


def head_name(role: NamedRole, head: str) -> HeadName | None:
    """What the column of a role is called where its head is a word for another kind of office than ours; else None."""
    plain = re.sub(r"\(.*?\)|\[.*?\]", "", head)
    spaced = folded(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", plain))
    return _names().get((role, _NAME.sub("", spaced)))
