"""A budget folder and the way through it: ingest → attribute → publish (DESIGN §6)."""

from crosscut.budget.building import Built, build
from crosscut.budget.inputs import Inputs, read, recorded
from crosscut.budget.showing import Shown, show
from crosscut.budget.street import check, open_publication, publication
from crosscut.budget.tracing import Traced, decided, trace

__all__ = [
    "Built", "Inputs", "Shown", "Traced", "build", "check", "decided", "open_publication", "publication", "read",
    "recorded", "show", "trace",
]  # fmt: skip
