"""Programmes that do the same: found without comparing all pairs, told apart by kind, with the reason why."""

from crosscut.review.duplicates.groups import find_groups
from crosscut.review.duplicates.model import Group, Pair

__all__ = ["Group", "Pair", "find_groups"]
