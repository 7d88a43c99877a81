"""Texts become attributions: proposals with a calibrated probability and their evidence, and honest totals."""

from crosscut.classify.proposals import PROPOSALS
from crosscut.classify.proposing import TEXTS, Options, propose

__all__ = ["PROPOSALS", "TEXTS", "Options", "propose"]
