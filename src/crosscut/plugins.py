"""What can be added is found, not listed: objects of a room's own modules, and of other packages by entry points.

A package offers an object under one of the groups ``crosscut.rules``, ``crosscut.readers``, ``crosscut.exports`` and
``crosscut.taxonomies``; installing it is all that it takes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import TypeVar

from crosscut.errors import CrosscutError

T = TypeVar("T")


def own(package: ModuleType, name: str, kind: type[T]) -> Iterator[T]:
    """The object ``name`` of every module of a package that has one, in the order of the modules' names."""
    for each in pkgutil.iter_modules(package.__path__):
        found = getattr(importlib.import_module(f"{package.__name__}.{each.name}"), name, None)
        if isinstance(found, kind):
            yield found


@cache
def offered(group: str) -> tuple[EntryPoint, ...]:
    """What installed packages offer under a group, by name."""
    return tuple(sorted(entry_points(group=group), key=lambda each: (each.name, each.value)))


def installed(group: str, kind: type[T]) -> Iterator[T]:
    """The objects that installed packages offer under a group.

    Raises
    ------
    CrosscutError
        where a package offers what cannot be loaded, or is no such object: the line names it.
    """
    for point in offered(group):
        package = point.dist.name if point.dist else point.value
        try:
            found = point.load()
        except Exception as error:
            raise CrosscutError(
                f"the plug-in {point.name!r} of {package} cannot be loaded: {error}",
                code="plugin",
                hint=f"Mend or uninstall {package}",
            ) from error
        if not isinstance(found, kind):
            raise CrosscutError(
                f"the plug-in {point.name!r} of {package} is {type(found).__name__}, not {kind.__name__}",
                code="plugin",
                hint=f"Mend or uninstall {package}",
            )
        yield found
