"""Texts become attributions: proposals with a calibrated probability and their evidence, and honest totals."""

from crosscut.classify.proposals import PROPOSALS
from crosscut.classify.proposing import ERROR, TEXTS, Decided, propose

__all__ = ["ERROR", "PROPOSALS", "TEXTS", "Decided", "propose"]
