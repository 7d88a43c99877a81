"""Following money through stages, years, moments and reorganisations, without losing a won."""

from crosscut.follow.comparability import Break, Event, breaks, events, redefinitions
from crosscut.follow.difference import Difference, DifferenceContext, Redefinition, difference
from crosscut.follow.effects import TRANSFERS, Effect
from crosscut.follow.families import families
from crosscut.follow.ministry_basis import Reorganisations, Under, homes, reorganisations, restated
from crosscut.follow.points import Point, choose, parse
from crosscut.follow.proposals import LEAST, Life, LinkProposal, propose
from crosscut.follow.reasons import became
from crosscut.follow.rows import FAMILY, KEYS, EffectPart, Share, SidedRow, parts, rows, shares
from crosscut.follow.sides import DifferenceCell, Side, cells_of
from crosscut.text.effect_kinds import EffectKind

__all__ = [
    "FAMILY",
    "KEYS",
    "LEAST",
    "TRANSFERS",
    "Break",
    "Difference",
    "DifferenceCell",
    "DifferenceContext",
    "Effect",
    "EffectKind",
    "EffectPart",
    "Event",
    "Life",
    "LinkProposal",
    "Point",
    "Redefinition",
    "Reorganisations",
    "Share",
    "Side",
    "SidedRow",
    "Under",
    "became",
    "breaks",
    "cells_of",
    "choose",
    "difference",
    "events",
    "families",
    "homes",
    "parse",
    "parts",
    "propose",
    "redefinitions",
    "reorganisations",
    "restated",
    "rows",
    "shares",
]
