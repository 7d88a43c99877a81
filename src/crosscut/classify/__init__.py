"""Texts become attributions: proposals with a calibrated probability and their evidence, and honest totals.

The public names are loaded when they are asked for, since learning takes seconds to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosscut.classify.estimator import Estimate, by_proposals, estimate
    from crosscut.classify.evaluation import EvaluationReport
    from crosscut.classify.evaluation_report import evaluate, evaluate_lexicon
    from crosscut.classify.proposals import PROPOSALS
    from crosscut.classify.proposer import ERROR, TEXTS, Decided, chances, propose
    from crosscut.classify.rounds import Round
    from crosscut.classify.sampling import SamplePlan, draw, expected
    from crosscut.classify.second_opinions import Readings

__all__ = [
    "ERROR",
    "PROPOSALS",
    "TEXTS",
    "Decided",
    "Estimate",
    "EvaluationReport",
    "Readings",
    "Round",
    "SamplePlan",
    "by_proposals",
    "chances",
    "draw",
    "estimate",
    "evaluate",
    "evaluate_lexicon",
    "expected",
    "propose",
]

_HOMES = {
    "estimator": ("Estimate", "by_proposals", "estimate"),
    "evaluation": ("EvaluationReport",),
    "evaluation_report": ("evaluate", "evaluate_lexicon"),
    "proposals": ("PROPOSALS",),
    "proposer": ("ERROR", "TEXTS", "Decided", "chances", "propose"),
    "rounds": ("Round",),
    "second_opinions": ("Readings",),
    "sampling": ("SamplePlan", "draw", "expected"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"crosscut.classify.{home}"), name)
    raise AttributeError(name)
