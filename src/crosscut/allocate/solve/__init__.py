"""Solving an allocation: by HiGHS as it is where it is small, by its shape where it is large."""

from crosscut.allocate.solve.solving import Effort, solve

__all__ = ["Effort", "solve"]
