"""What the machine thinks of a budget's programmes: their texts, the proposals that count, and how good they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import pyarrow as pa

from crosscut.budget import Proposed, Run
from crosscut.text import Language

if TYPE_CHECKING:
    from crosscut.classify.evaluation import EvaluationReport
    from crosscut.classify.lexicon import Term

Decided = Mapping[str, Mapping[str, Fraction]]
"""Shares by programme and area; what is outside is left out."""


def texts(run: Run) -> pa.Table:
    """The budget's programmes as a table of TEXTS: their own text and the names of their parts."""
    from crosscut.classify import TEXTS

    held = run.snapshot
    parts: dict[str, list[str]] = defaultdict(list)
    order = [("programme", "ascending"), ("subprogramme", "ascending")]
    columns = (held.subprogrammes.sort_by(order)[name].to_pylist() for name in ("programme", "name"))
    for programme, name in zip(*columns, strict=True):
        parts[programme].append(name)
    rows = [
        {
            "programme": row["programme"],
            "name": row["name"] or row["name_en"],
            "ministry": row["ministry"],
            "committee": row["committee"],
            "group": "",
            "text": ". ".join(
                filter(None, [row["name_en"] if row["name"] else "", row["text"], *parts[row["programme"]]])
            ),
        }
        for row in held.programmes.to_pylist()
    ]
    return pa.Table.from_pylist(rows, TEXTS)


def decisions(run: Run) -> Decided:
    """The decisions in force, as shares by programme and area."""
    return {programme: decided.areas for programme, decided in run.decisions.items()}


def terms(run: Run) -> tuple[Term, ...]:
    """The office's own terms; none where the folder has no ``terms.csv``."""
    from crosscut.classify.own_terms import FILE, own_terms

    text = run.snapshot.texts.get(FILE)
    return own_terms(text, FILE, run.taxonomy) if text else ()


def proposed(run: Run, error: float | None = None, language: Language = "en") -> pa.Table:
    """Proposals on all programmes of a budget, as a table of PROPOSALS with its evidence in a language.

    ``error`` is the share of wrong ones to be borne among those that nobody reads, without it what the budget says.
    """
    from crosscut.classify import propose

    borne = run.settings.classify.error if error is None else error
    return propose(texts(run), run.taxonomy, decisions(run), borne, terms(run), language=language)


def proposals(run: Run) -> Proposed:
    """The proposals that count unread: shares by programme and area, of programmes in the band ``accept``."""
    shares: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for row in proposed(run).to_pylist():
        if row["status"] == "accept":
            shares[row["programme"]][row["area"]] = Fraction(row["numerator"], row["denominator"])
    return shares


def evaluation(run: Run) -> EvaluationReport:
    """How good proposals are on the decided programmes, weighed by their money in the leading period."""
    from crosscut.classify import evaluate

    money = run.budgets(*run.calendar.leading)
    return evaluate(texts(run), run.taxonomy, decisions(run), money, run.settings.classify.error, terms=terms(run))
