"""What the tests of following share: budgets that are read once."""

from tests.read_once import budgets_read_once

__all__ = ["budgets_read_once"]
