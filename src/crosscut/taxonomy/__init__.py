"""Dated lists of technologies: versions, areas, sub-technologies, and crosswalks between versions."""

from crosscut.taxonomy.crosswalks import Crosswalk, CrosswalkRow, crosswalk, crosswalks
from crosscut.taxonomy.lists import load, names, to_keep
from crosscut.taxonomy.model import Area, Sub, Taxonomy, TaxonomyError
from crosscut.taxonomy.own import own

__all__ = [
    "Area",
    "Crosswalk",
    "CrosswalkRow",
    "Sub",
    "Taxonomy",
    "TaxonomyError",
    "crosswalk",
    "crosswalks",
    "load",
    "names",
    "own",
    "to_keep",
]
