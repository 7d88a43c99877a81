"""The addresses of the workspace and its templates read once in a test run: each test has an application of its own.

What FastAPI works out about an address (its parameters, the shape of its answers), and what Jinja compiles, is the same
in every office; working it out costs more than the requests of most tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute

from crosscut.workspace.web import desk

_INCLUDE = FastAPI.include_router


@contextmanager
def described_once() -> Iterator[None]:
    """Until the end, let applications that include the same router share what is known about its addresses."""
    kept: dict[int, BaseRoute] = {}

    def included(app: FastAPI, router: APIRouter) -> None:
        _INCLUDE(app, router)
        app.router.routes[-1] = kept.setdefault(id(router), app.router.routes[-1])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FastAPI, "include_router", included)
        patch.setattr(desk, "environment", cache(desk.environment))
        yield


@pytest.fixture(scope="package", autouse=True)
def addresses_described_once() -> Iterator[None]:
    """For the package of tests whose conftest names it."""
    with described_once():
        yield
