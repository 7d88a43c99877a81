"""Programmes that do the same: found without comparing all pairs, told apart by kind, with the reason why."""

from crosscut.review.duplicates.groups import find_groups
from crosscut.review.duplicates.model import DuplicateGroup, Pair

__all__ = ["DuplicateGroup", "Pair", "find_groups"]
