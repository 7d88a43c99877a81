"""All rules: every module of :mod:`crosscut.review.rules` has one ``RULE``. Adding a rule is adding a file."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.review import rules
from crosscut.review.model import Rule


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    modules = (
        importlib.import_module(f"{rules.__name__}.{each.name}") for each in pkgutil.iter_modules(rules.__path__)
    )
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.id))


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
