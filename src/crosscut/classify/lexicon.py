"""The term lexicon: which words speak of which technology, in Korean and English, and where they stand in texts."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from crosscut.digests import text_digest
from crosscut.tables import OUTSIDE
from crosscut.taxonomy import Taxonomy
from crosscut.taxonomy.model import normalised
from crosscut.text import Text
from crosscut.text.areas import AREAS

NAME_STRENGTH = 3.0
"""What a name of the taxonomy itself counts: as much as a term that names its technology."""


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A word or phrase and the area it speaks for.

    ``strength`` is 3 where the term names the technology, 2 where it belongs to it and 1 where it hints at it; an
    empty ``area`` makes a term that only hides the shorter terms inside it. A ``*`` ends an English word that may go
    on. ``topic`` is the row of the lexicon that the term stands in, or the id of the area or sub-technology it names.
    """

    text: str
    area: str
    sub: str
    topic: str
    strength: float


@dataclass(frozen=True)
class Lexicon:
    """The terms of one taxonomy. ``areas`` are in its order; ``names`` are what readers call them and ``outside``."""

    taxonomy: str
    areas: tuple[str, ...]
    english: tuple[Term, ...]
    korean: tuple[Term, ...]
    names: Mapping[str, Text]

    @cached_property
    def digest(self) -> str:
        """BLAKE2b digest of all terms, as 16 hexadecimal digits."""
        rows = [(t.text, t.area, t.sub, t.strength) for t in (*self.english, *self.korean)]
        return text_digest(json.dumps(rows, ensure_ascii=False), size=8)


def lexicon(taxonomy: Taxonomy, own: Iterable[Term] = ()) -> Lexicon:
    """The lexicon of a taxonomy: the bundled terms of its technologies, all names that it gives them, ``own`` terms.

    A topic belongs to the sub-technology whose id it has, and to those that ``places.csv`` names for it; so areas that
    a budget adds of its own are known by their names alone.
    """
    places = _places(taxonomy)
    english, korean = set[Term](), set[Term]()
    for row in _bundled("lexicon.csv"):
        for area, sub in places.get(row["topic"], [("", "")] if row["topic"] == "hides" else []):
            english |= set(_terms(row["en"], area, sub, row["topic"], float(row["strength"])))
            korean |= set(_terms(row["ko"], area, sub, row["topic"], float(row["strength"])))
    for area, sub, name in _names(taxonomy):
        place = korean if _is_korean(name) else english
        place.add(Term(name, area, sub, sub or area, NAME_STRENGTH))
    for term in own:
        (korean if _is_korean(term.text) else english).add(term)
    areas = tuple(area.id for area in taxonomy.areas)
    names = {area.id: Text(area.name("en"), area.name("ko")) for area in taxonomy.areas}
    return Lexicon(taxonomy.id, areas, _strongest(english), _strongest(korean), names | {OUTSIDE: AREAS[OUTSIDE]})


def _is_korean(text: str) -> bool:
    return any("가" <= letter <= "힣" for letter in text)


def _terms(text: str, area: str, sub: str, topic: str, strength: float) -> Iterable[Term]:
    return (Term(term.strip(), area, sub, topic, strength) for term in text.split(";") if term.strip())


def _strongest(terms: Iterable[Term]) -> tuple[Term, ...]:
    """One term for each text and area: the strongest."""
    best: dict[tuple[str, str], Term] = {}
    for term in sorted(terms, key=lambda term: (-term.strength, term)):
        best.setdefault((term.text.casefold(), term.area), term)
    return tuple(sorted(best.values()))


def _places(taxonomy: Taxonomy) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for area in taxonomy.areas:
        for sub in area.subs:
            found[sub.id].append((area.id, sub.id))
    for row in _bundled("places.csv"):
        if row["taxonomy"] == taxonomy.id:
            for topic in row["topics"].split():
                found[topic].append((row["area"], row["sub"]))
    return found


def _names(taxonomy: Taxonomy) -> Iterable[tuple[str, str, str]]:
    for area in taxonomy.areas:
        for name in (area.en, area.ko, *area.aliases, *_listed(area.examples)):
            if len(normalised(name)) > 1:
                yield area.id, "", _unbracketed(name)
        for sub in area.subs:
            for name in (sub.en, sub.ko, *_listed(sub.examples)):
                if len(normalised(name)) > 1:
                    yield area.id, sub.id, _unbracketed(name)


def _listed(examples: str) -> list[str]:
    return [each.strip() for each in examples.split(";") if each.strip()]


def _unbracketed(name: str) -> str:
    """A name as it stands in a running text: without what is in brackets."""
    return name.split("(", maxsplit=1)[0].strip() or name


@cache
def _bundled(name: str) -> tuple[dict[str, str], ...]:
    text = (files("crosscut.classify") / "data" / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
