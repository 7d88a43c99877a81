"""Dated lists of technologies: versions, areas, sub-technologies, and crosswalks between versions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sub:
    """A sub-technology."""

    id: str
    en: str
    ko: str
    certainty: str
    source: str


@dataclass(frozen=True, slots=True)
class Area:
    """A technology area, with its sub-technologies."""

    id: str
    en: str
    ko: str
    subs: tuple[Sub, ...]
    certainty: str
    source: str


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One version of a list of technologies."""

    id: str
    en: str
    ko: str
    valid_from: str
    valid_to: str
    areas: tuple[Area, ...]
