"""The public face: a dozen names, each there."""

from __future__ import annotations

import pytest

import crosscut


def test_every_public_name_is_there() -> None:
    assert len(crosscut.__all__) == 12
    for name in crosscut.__all__:
        assert getattr(crosscut, name).__doc__


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = crosscut.nonsense
