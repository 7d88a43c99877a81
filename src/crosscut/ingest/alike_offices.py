"""Ministries and committees written in two ways: ``과기 정통부`` and ``과기정통부``, ``l’Économie``, ``L'ECONOMIE``."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from crosscut.characters import as_it_looks, folded
from crosscut.ingest.note_marks import unmarked
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import codes, used_codes
from crosscut.text import Text

_ACCENT = re.compile("[\u0300-\u036f]")
_MARKS = re.compile(r"(?:(?<!\d)|(?!.\d))[^\w+\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]|_")
"""Marks and spaces, but between digits (``1.1``) and but vowel signs of scripts that write them as marks."""


def ask(sources: Sequence[SourceRows], report: Report) -> None:
    """Ask about names of offices that differ in spaces, capitals, accents, marks or letters that look the same."""
    for key in ("ministry", "committee"):
        found: dict[str, tuple[SourceRows, int]] = {}
        for rows in sources:
            column = rows.texts[key]
            texts = column.dictionary.to_pylist()
            for code in used_codes(column).tolist():
                if texts[code]:
                    found.setdefault(texts[code], (rows, code))
        ways: dict[str, dict[str, tuple[SourceRows, int]]] = defaultdict(dict)
        bare = unmarked(found)
        for name, place in found.items():
            ways[_key(bare.get(name, name))][name] = place
        for written in ways.values():
            first, *others = written
            for other in others:
                _say(key, first, other, written[other], report)


def _key(name: str) -> str:
    """A name by its letters and digits, without accents; a name of marks alone as it is."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFD", folded(as_it_looks(name))))
    kept = (each for each in _MARKS.split(unicodedata.normalize("NFC", plain)) if each)
    return "".join(kept) or name


def _say(key: str, first: str, other: str, found: tuple[SourceRows, int], report: Report) -> None:
    rows, code = found
    header = rows.source.columns.get(key, key)
    report.add(
        "alike-offices",
        WARNING,
        rows.place(int(np.argmax(codes(rows.texts[key]) == code)), header if isinstance(header, str) else header[0]),
        Text(
            f"{other!r} and {first!r} differ in spaces, capitals, accents, marks or letters that look the same; "
            "they were read as two.",
            f"{other!r}와(과) {first!r}은(는) 띄어쓰기나 대소문자, 악센트, 부호, 닮은 글자만 다른데 둘로 읽었습니다.",
        ),
        mend=Text("Write the name in one way.", "이름을 한 가지로 적으십시오."),
    )
