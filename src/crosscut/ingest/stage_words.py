"""The words of budgets for the usual stages, in many languages."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from crosscut.characters import folded

_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_IN_BRACKETS = re.compile(r"[(\[（]\s*([^()\[\]（）]+?)\s*[)\]）]")
_NOT_WORDS = re.compile(r"\(.*?\)|\[.*?\]|（.*?）|\d+|令和|平成|昭和|民國|民国|西暦")

_YEAR_WORDS = ("년도", "년", "年度", "年", "fy")


@cache
def stage_words() -> dict[str, str]:
    """The usual stage that a word of some language means."""
    text = (files("crosscut.ingest") / "data" / "stage_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    words = {folded(word): row["stage"] for row in rows for word in row["words"].split("|")}
    return {stage: stage for stage in words.values()} | words


def stage_of_header(header: str) -> str:
    """The usual stage that a header of amounts names beside its year and unit; empty where it names none, or two.

    Two Latin letters, such as those of ``BE 2023-24``, name one where nothing stands beside them.
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", header)
    plain = folded(_NOT_WORDS.sub(" ", spaced))
    words = stage_words()
    whole = [
        plain,
        plain.replace(" ", ""),
        " ".join(_PART.findall(plain)),
        *(folded(each) for each in _IN_BRACKETS.findall(header)),
        *(plain.removeprefix(each).strip() for each in ("년도", "년", "年度", "fy")),
    ]
    named = next((words[each] for each in whole if each in words), "")
    found = {words[part] for part in _PART.findall(plain) if part in words and not (part.isascii() and len(part) < 3)}
    return named or (found.pop() if len(found) == 1 else "")
