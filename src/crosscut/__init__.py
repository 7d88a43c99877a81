"""The workbench of an R&D budget office."""

__version__ = "0.1.0"
