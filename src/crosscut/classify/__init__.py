"""Texts become attributions: proposals with a calibrated probability and their evidence, and honest totals."""

from crosscut.classify.estimating import Estimate, by_proposals, estimate
from crosscut.classify.evaluating import Report
from crosscut.classify.measuring import evaluate, evaluate_lexicon
from crosscut.classify.proposals import PROPOSALS
from crosscut.classify.proposing import ERROR, TEXTS, Decided, chances, propose
from crosscut.classify.sampling import Plan, draw, expected

__all__ = [
    "ERROR", "PROPOSALS", "TEXTS", "Decided", "Estimate", "Plan", "Report", "by_proposals", "chances", "draw",
    "estimate", "evaluate", "evaluate_lexicon", "expected", "propose",
]  # fmt: skip
