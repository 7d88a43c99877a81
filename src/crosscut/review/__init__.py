"""The review of the demand: rules with reasons, duplicates across ministries, and what is at stake."""

from crosscut.review.dispositions import APART, pair_subject
from crosscut.review.duplicates import DuplicateGroup, Pair, find_groups
from crosscut.review.history import History, history
from crosscut.review.model import NotRun, Parameter, Raised, ReviewDemand, Rule
from crosscut.review.policy import ReviewPolicy
from crosscut.review.policy import load as load_policy
from crosscut.review.registry import all_rules, rule
from crosscut.review.result import Review, review
from crosscut.review.run import evaluate
from crosscut.review.stakes import Stake, Stakes

__all__ = [
    "APART",
    "DuplicateGroup",
    "History",
    "NotRun",
    "Pair",
    "Parameter",
    "Raised",
    "Review",
    "ReviewDemand",
    "ReviewPolicy",
    "Rule",
    "Stake",
    "Stakes",
    "all_rules",
    "evaluate",
    "find_groups",
    "history",
    "load_policy",
    "pair_subject",
    "review",
    "rule",
]
