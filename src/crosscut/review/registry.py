"""All rules: one ``RULE`` a module of :mod:`crosscut.review.rules`, and those of plug-ins (``crosscut.rules``)."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from crosscut.errors import CrosscutError
from crosscut.plugins import OWN, installed, own, package_of
from crosscut.review import refusal_words as say
from crosscut.review import rules
from crosscut.review.model import Rule
from crosscut.text.refusals import RefusalError, after, meant


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id.

    Raises
    ------
    CrosscutError
        where two of them have the same id.
    """
    found = (*own(rules, "RULE", Rule), *installed("crosscut.rules", Rule))
    ids = Counter(rule.id for rule in found)
    for each in found:
        if ids[each.id] > 1 and package_of(each) != OWN:
            raise CrosscutError(
                f"the rule {each.id!r} of {package_of(each)} has the id of another rule",
                code="plugin",
                hint=f"Uninstall {package_of(each)}",
            )
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
    raise RefusalError(
        say.NO_RULE.format(name=repr(name)),
        after(say.USE_ONE.format(known=", ".join(known)), meant(name, known)),
        code="rule",
    )
