"""The rows of the synthetic budget: what a programme is, its amounts and tags, its subprogrammes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from crosscut.examples.synthetic_draws import I64, Draws
from crosscut.examples.synthetic_words import (
    COMMITTEES,
    KINDS,
    MINISTRIES,
    OTHER_TOPICS,
    PARTS,
    TOPICS,
    TRAITS,
)

AREAS = tuple(TOPICS)
_PER_AREA = len(OTHER_TOPICS) // 2
_ALL_TOPICS = (*(pair for topics in TOPICS.values() for pair in topics), *OTHER_TOPICS)
_AREA_WEIGHTS = (24, 3, 12, 3, 6, 2, 16, 14, 3, 3, 4, 5)
_MINISTRY_WEIGHTS = tuple(2_000 // (place + 1) for place in range(len(MINISTRIES)))
_TAGS = (52, 35, 10, 3)
"""Of a hundred programmes, how many carry no, one, two and three tags."""


@dataclass(frozen=True, slots=True)
class StatedFile:
    """One file of lines: a fiscal year and a stage, and the percentages of the amount it draws from."""

    file: str
    year: int
    stage: str
    least: int
    spread: int


STATED = (
    StatedFile("programmes_2025_reviewed.csv", 2025, "reviewed", 70, 51),
    StatedFile("programmes_2026_requested.csv", 2026, "requested", 100, 41),
    StatedFile("programmes_2026_reviewed.csv", 2026, "reviewed", 100, 1),
)


def facts(draws: Draws) -> pa.Table:
    """What does not change with year and stage: a row a programme."""
    number = _number(draws)
    topic, second = _topics(draws)
    trait, kind = draws.below("trait", len(TRAITS)), draws.below("kind", len(KINDS))
    ko, en = _names(topic, trait, kind, number)
    start = np.where(_new(draws), 2026, 2018 + draws.below("start", 8))
    end = np.where(_ended(draws), 2025, 2026 + draws.below("end", 6))
    columns = {
        "programme": _joined("S", number),
        "name": ko,
        "name_en": en,
        "ministry": _words(MINISTRIES, draws.weighted("ministry", _MINISTRY_WEIGHTS)),
        "committee": _words(COMMITTEES, _committee(draws, topic)),
        "text": _text(topic, second, kind),
        "start": pa.array(start.astype(np.int16)),
        "end": pa.array(end.astype(np.int16)),
    }
    return pa.table(columns)


def lines(draws: Draws, about: pa.Table, stated: StatedFile) -> pa.Table:
    """The rows of one file: the programmes that live in its year, with amount and tagged amounts in million won."""
    here = _living(draws, stated.year)
    kept = draws.kept(here)
    amount = _amount(kept, stated)
    table = about.filter(pa.array(here)).append_column("amount", pa.array(amount))
    for area, tagged in zip(AREAS, _tagged(kept, amount), strict=True):
        table = table.append_column(f"tag_{area}", pa.array(tagged, mask=tagged == 0))
    return table


def subprogrammes(draws: Draws, stated: StatedFile) -> pa.Table:
    """None to four subprogrammes a programme, whose amounts sum to the programme's to the last million."""
    kept = draws.kept(_living(draws, stated.year))
    amount = _amount(kept, stated)
    count = np.minimum(kept.weighted("parts", (30, 10, 30, 20, 10)), amount)
    owner = np.repeat(np.arange(len(count)), count)
    part = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    each, left = amount[owner] // count[owner], amount[owner] % count[owner]
    parent = _joined("S", _number(kept)).take(pa.array(owner))
    return pa.table(
        {
            "parent": parent,
            "subprogramme": _joined(parent, ".", pa.array(part + 1).cast(pa.string())),
            "name": _words(PARTS, part),
            "amount": pa.array(each + (part < left)),
        }
    )


def _new(draws: Draws) -> NDArray[np.bool_]:
    return draws.below("life", 100) < 12


def _ended(draws: Draws) -> NDArray[np.bool_]:
    return draws.below("life", 100) >= 97


def _living(draws: Draws, year: int) -> NDArray[np.bool_]:
    return ~_new(draws) if year == 2025 else ~_ended(draws)


def _amount(draws: Draws, stated: StatedFile) -> I64:
    percent = stated.least + draws.below(f"percent {stated.file}", stated.spread)
    amount: I64 = np.maximum(1, draws.amounts() * percent // 100)
    return amount


def _areas(draws: Draws) -> tuple[I64, list[I64]]:
    """How many tags a programme has, and the three areas it would have them in, all different."""
    first = draws.weighted("area", _AREA_WEIGHTS)
    second = (first + 1 + draws.below("second area", 5)) % len(AREAS)
    third = (first + 6 + draws.below("third area", 6)) % len(AREAS)
    return draws.weighted("tags", _TAGS), [first, second, third]


def _tagged(draws: Draws, amount: I64) -> list[I64]:
    """Tagged amounts by area: one tag holds all or a part; several split the amount, or each hold all of it."""
    count, areas = _areas(draws)
    partly = draws.below("partly", 100) < 25
    over = draws.below("over", 100) < 60
    one = np.where(partly, amount * (10 + draws.below("part", 81)) // 100, amount)
    split = amount // np.maximum(count, 1)
    each = np.where(count == 1, one, np.where(over, amount, split))
    tagged = [np.zeros(len(amount), dtype=np.int64) for _ in AREAS]
    for place, area in enumerate(areas):
        for number in range(len(AREAS)):
            tagged[number] += np.where((area == number) & (count > place), each, 0)
    return tagged


def _topics(draws: Draws) -> tuple[I64, I64]:
    """The topic a programme is named after, and the one its text also speaks of; -1 is none."""
    count, (first, second, _) = _areas(draws)
    pick, plain = draws.below("topic", _PER_AREA), draws.below("other topic", len(OTHER_TOPICS))
    hidden = draws.below("hidden", 100) < 8
    inside = first * _PER_AREA + pick
    named = (count > 0) & ~hidden
    topic = np.where(named, inside, len(AREAS) * _PER_AREA + plain)
    also = np.where(count > 1, second * _PER_AREA + pick, np.where((count == 1) & hidden, inside, -1))
    return topic, also


def _committee(draws: Draws, topic: I64) -> I64:
    stray = draws.below("stray committee", 100) < 15
    usual = topic // _PER_AREA % len(COMMITTEES)
    committee: I64 = np.where(stray, draws.below("committee", len(COMMITTEES)), usual)
    return committee


def _names(topic: I64, trait: I64, kind: I64, number: pa.Array) -> tuple[pa.Array, pa.Array]:
    def name(language: int, first: str) -> pa.Array:
        lists = ((TRAITS, trait), (_ALL_TOPICS, topic), (KINDS, kind))
        words = [_words(tuple(pair[language] for pair in pairs), places) for pairs, places in lists]
        return pc.binary_join_element_wise(first, *words, number, " ")

    return name(0, "가상"), name(1, "Synthetic")


def _text(topic: I64, second: I64, kind: I64) -> pa.Array:
    topics = tuple(ko for ko, _ in _ALL_TOPICS)
    what = _words(topics, topic), " ", _words(tuple(ko for ko, _ in KINDS), kind)
    also = _words((*(f" 함께 다루는 주제: {name}." for name in topics), ""), second % (len(topics) + 1))
    return _joined("지어낸 사업. 목표: ", *what, ".", also)


def _number(draws: Draws) -> pa.Array:
    return pc.utf8_lpad(pa.array(draws.rows).cast(pa.string()), 7, "0")


def _words(words: tuple[str, ...], places: I64) -> pa.Array:
    return pa.array(words).take(pa.array(places))


def _joined(*parts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")
