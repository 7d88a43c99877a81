"""Dated lists of technologies: versions, areas, sub-technologies, and crosswalks between versions."""

from crosscut.taxonomy.crosswalks import Crosswalk, CrosswalkRow, crosswalk, crosswalks
from crosscut.taxonomy.crosswalks import check as check_crosswalk
from crosscut.taxonomy.lists import load, names, to_keep
from crosscut.taxonomy.model import Area, Sub, Taxonomy, TaxonomyError
from crosscut.taxonomy.own import own
from crosscut.taxonomy.placed import PlacedPart, passages

__all__ = [
    "Area",
    "Crosswalk",
    "CrosswalkRow",
    "PlacedPart",
    "Sub",
    "Taxonomy",
    "TaxonomyError",
    "check_crosswalk",
    "crosswalk",
    "crosswalks",
    "load",
    "names",
    "own",
    "passages",
    "to_keep",
]
