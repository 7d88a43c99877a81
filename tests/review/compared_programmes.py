"""Programmes that are compared for duplicates, as tests describe them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa

from crosscut import engine
from crosscut.review import DuplicateGroup, ReviewDemand, find_groups, history
from crosscut.review.duplicates.candidates import Candidates, ComparableProgrammes
from crosscut.review.duplicates.tokens import sets_of, tokens
from crosscut.tables import SUBPROGRAMMES
from tests.review.material import asked, demand

HALF = Fraction(1, 2)


PURPOSE = "양자컴퓨팅 핵심기술을 개발하여 국가 경쟁력을 높인다. 산학연 협력으로 시제품을 만들고 실증한다."


OTHER = "농촌 지역의 축산 악취를 줄이는 미생물 처리 기술을 보급한다. 농가 교육과 현장 지도를 함께 한다."


def about(*rows: tuple[str, str, str], amounts: dict[str, Any] | None = None, **more: Any) -> ReviewDemand:
    names = [f"p{at}" for at in range(len(rows))]
    said = {
        key: {"name": name, "ministry": ministry, "text": text} | more.get(key, {})
        for key, (name, ministry, text) in zip(names, rows, strict=True)
    }
    return demand(amounts or {key: asked(100 * (at + 1)) for at, key in enumerate(names)}, about=said)


def groups(tables: ReviewDemand, apart: frozenset[tuple[str, str]] = frozenset()) -> tuple[DuplicateGroup, ...]:
    with engine.open() as running:
        return find_groups(tables, history(running, tables), apart)


def with_parts(tables: ReviewDemand, *parts: tuple[str, ...]) -> ReviewDemand:
    """The demand whose programmes, one after the other, have parts of these names."""
    rows = [
        dict.fromkeys(field.name for field in SUBPROGRAMMES)
        | {"programme": f"p{place}", "subprogramme": f"p{place}-{at}", "name": name}
        for place, own in enumerate(parts)
        for at, name in enumerate(own)
    ]
    return replace(tables, subprogrammes=pa.Table.from_pylist(rows, schema=SUBPROGRAMMES))


def exact(sets: list[set[str]], threshold: Fraction) -> set[tuple[int, int]]:
    up, down = threshold.numerator, threshold.denominator
    found = set()
    for a, b in combinations(range(len(sets)), 2):
        common = len(sets[a] & sets[b])
        if common and common * (up + down) >= up * (len(sets[a]) + len(sets[b])):
            found.add((a, b))
    return found


def compared(names: list[str], texts: list[str]) -> tuple[ComparableProgrammes, Candidates]:
    """Programmes of these names and texts, and all their pairs with texts that are alike."""
    sets = [sets_of(tokens(each, 2) for each in given) for given in (names, texts)]
    ids = [f"p{at}" for at in range(len(names))]
    programmes = ComparableProgrammes(ids, names, names, [frozenset()] * len(names), texts, *sets)
    first, second = np.triu_indices(len(names), 1)
    alike = np.full(len(first), 0.9)
    return programmes, Candidates(first, second, alike, alike)
