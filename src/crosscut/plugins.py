"""What can be added is found, not listed: objects of a room's own modules, and of other packages by entry points.

A package offers an object under one of the groups ``crosscut.rules``, ``crosscut.readers``, ``crosscut.exports`` and
``crosscut.taxonomies``; installing it is all that it takes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import TypeVar

from crosscut.errors import CrosscutError

T = TypeVar("T")

_PACKAGES: dict[int, tuple[object, str]] = {}
"""What packages offered, by identity, with the name of the package."""


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
        _PACKAGES[id(found)] = (found, package)
        yield found


@contextmanager
def working(offered_object: object, *passing: type[Exception]) -> Iterator[None]:
    """What fails within, at the work of another package's object, is said to be that package's fault.

    ``passing`` are exceptions that such objects may raise by their contract.

    Raises
    ------
    CrosscutError
        naming the package; what an object of Crosscut's own raises passes as it is.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, (CrosscutError, *passing)):
            raise
        _, package = _PACKAGES.get(id(offered_object), (None, ""))
        if not package:
            raise
        raise CrosscutError(
            f"a plug-in of {package} failed: {type(error).__name__}: {error}",
            code="plugin",
            hint=f"Mend or uninstall {package}",
        ) from error


def package_of(offered_object: object) -> str:
    """The package that offered an object; Crosscut for its own."""
    return _PACKAGES.get(id(offered_object), (None, "crosscut"))[1]
