"""Output folders: what may be written to, changed whole in one step, and mended after a process that was killed."""

from crosscut.workbench.outputs.opening import Output, opened
from crosscut.workbench.outputs.target import files_below

__all__ = ["Output", "files_below", "opened"]
