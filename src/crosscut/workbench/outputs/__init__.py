"""Output folders: what may be written to, changed whole in one step, and mended after a process that was killed."""

from crosscut.workbench.outputs.opening import Output, opened

__all__ = ["Output", "opened"]
