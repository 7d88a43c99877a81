"""All rules: one ``RULE`` a module of :mod:`crosscut.review.rules`, and those of plug-ins (``crosscut.rules``)."""

from __future__ import annotations

from functools import lru_cache

from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.plugins import installed, own
from crosscut.review import rules
from crosscut.review.model import Rule


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    found = (*own(rules, "RULE", Rule), *installed("crosscut.rules", Rule))
    return tuple(sorted(found, key=lambda rule: rule.id))


def rule(name: str) -> Rule:
    """The rule of that id.

    Raises
    ------
    CrosscutError
        where there is none.

    """
    for each in all_rules():
        if each.id == name:
            return each
    known = tuple(each.id for each in all_rules())
    raise CrosscutError(
        f"no review rule is called {name!r}",
        code="rule",
        hint=f"Use one of {', '.join(known)}.{did_you_mean(name, known)}",
    )
