"""What the tests of allocating share: budgets that are read once."""

from tests.read_once import budgets_read_once

__all__ = ["budgets_read_once"]
