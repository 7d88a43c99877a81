"""What can be added is found, not listed: objects of a room's own modules, and of other packages by entry points.

A package offers an object under one of the groups ``crosscut.rules``, ``crosscut.readers``, ``crosscut.exports`` and
``crosscut.taxonomies``; installing it is all that it takes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import TypeVar, get_type_hints

from crosscut.errors import CrosscutError

T = TypeVar("T")

GROUPS = ("crosscut.rules", "crosscut.readers", "crosscut.exports", "crosscut.taxonomies")
"""The groups of entry points that packages offer objects under."""

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
    found = (each for each in _installed() if each.group == group)
    return tuple(sorted(found, key=lambda each: (each.name, each.value)))


@cache
def _installed() -> tuple[EntryPoint, ...]:
    """What installed packages offer under any group: the files of all packages are read once, not once a group."""
    found = entry_points()
    return tuple(point for group in GROUPS for point in found.select(group=group))


def versions() -> dict[str, str]:
    """The packages that offer anything, by name, with their versions."""
    found = (point for group in GROUPS for point in offered(group))
    return dict(sorted((_package(point), point.dist.version if point.dist else "") for point in found))


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value


def installed(group: str, kind: type[T], name: Callable[[T], str] | None = None) -> Iterator[T]:
    """The objects that installed packages offer under a group; ``name`` gives what their entry point must be called.

    Raises
    ------
    CrosscutError
        where a package offers what cannot be loaded, is no such object, has parts that are not what they have to be,
        or is called otherwise: the line names the package.
    """
    for point in offered(group):
        package = _package(point)
        try:
            found = point.load()
        except Exception as error:
            raise CrosscutError(
                f"the plug-in {point.name!r} of {package} cannot be loaded: {error}",
                code="plugin",
                hint=f"Fix or uninstall {package}",
            ) from error
        if not isinstance(found, kind):
            raise CrosscutError(
                f"the plug-in {point.name!r} of {package} is {type(found).__name__}, not {kind.__name__}",
                code="plugin",
                hint=f"Fix or uninstall {package}",
            )
        _PACKAGES[id(found)] = (found, package)
        with working(found):
            check_parts(found)
            if name and name(found) != point.name:
                raise ValueError(f"the entry point {point.name!r} offers {name(found)!r}: both must have one name")
        yield found


def check_given(offered_object: object, given: object) -> None:
    """Look at the parts of what another package's object gave, as :func:`check_parts`; Crosscut's own are not."""
    if package_of(offered_object) != OWN:
        check_parts(given)


def check_parts(value: object) -> None:
    """Raise TypeError where a part of a dataclass, or of those that it holds, is not of the type that it declares."""
    if not is_dataclass(value):
        return
    from pydantic import ConfigDict, TypeAdapter, ValidationError

    kind, config = type(value), ConfigDict(arbitrary_types_allowed=True, strict=True)
    hints = get_type_hints(kind)
    for each in fields(value):
        part = getattr(value, each.name)
        try:
            own = is_dataclass(hints[each.name])
            TypeAdapter(hints[each.name], config=None if own else config).validate_python(part, strict=True)
        except ValidationError as error:
            said = error.errors()[0]["msg"]
            shown = repr(part)[:60]
            raise TypeError(f"{kind.__name__}.{each.name} is {shown}: {said[:1].lower()}{said[1:]}") from None
        for one in part if isinstance(part, tuple) else ():
            check_parts(one)


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
            hint=f"Fix or uninstall {package}",
        ) from error


OWN = "crosscut"
"""What :func:`package_of` says of an object of Crosscut's own."""


def package_of(offered_object: object) -> str:
    """The package that offered an object; OWN for Crosscut's own."""
    return _PACKAGES.get(id(offered_object), (None, OWN))[1]
