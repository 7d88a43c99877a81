"""Following money through stages, years, moments and reorganisations, without losing a won."""

from crosscut.budget.links import Link, Succession, succession
from crosscut.budget.reconciliation import reconcile
from crosscut.budget.stage_order import check_stages
from crosscut.follow.comparability import Break, Event, breaks, events, redefinitions
from crosscut.follow.difference import Context, Difference, Redefinition, difference
from crosscut.follow.effects import MEANING, TRANSFERS, Effect, Kind
from crosscut.follow.families import families
from crosscut.follow.points import Point, choose, parse
from crosscut.follow.proposals import LEAST, Life, Proposal, propose
from crosscut.follow.restating import Reorganisations, Under, homes, reorganisations, restated
from crosscut.follow.rows import FAMILY, KEYS, Part, Row, Share, parts, rows, shares
from crosscut.follow.sides import Cell, Side, cells_of
from crosscut.follow.wording import became

__all__ = [
    "FAMILY",
    "KEYS",
    "LEAST",
    "MEANING",
    "TRANSFERS",
    "Break",
    "Cell",
    "Context",
    "Difference",
    "Effect",
    "Event",
    "Kind",
    "Life",
    "Link",
    "Part",
    "Point",
    "Proposal",
    "Redefinition",
    "Reorganisations",
    "Row",
    "Share",
    "Side",
    "Succession",
    "Under",
    "became",
    "breaks",
    "cells_of",
    "check_stages",
    "choose",
    "difference",
    "events",
    "families",
    "homes",
    "parse",
    "parts",
    "propose",
    "reconcile",
    "redefinitions",
    "reorganisations",
    "restated",
    "rows",
    "shares",
    "succession",
]
