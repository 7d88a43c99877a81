"""Solving an allocation: by HiGHS as it is where it is small, by its shape where it is large."""

from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.solver import solve

__all__ = ["Effort", "solve"]
