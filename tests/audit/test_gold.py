"""The gold set: no false alarm, and nearly every decidable misprint found."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit_benchmark", ROOT / "benchmarks" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["audit_benchmark"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("half", ["tuning", "measuring"])
def test_precision_and_recall(benchmark: ModuleType, half: str) -> None:
    tally = benchmark.measure(half)
    assert tally.right >= 0.95 * tally.fatal
    assert tally.found >= 0.85 * tally.misprints
    assert tally.false_alarms == 0


def test_the_set_is_large_enough_and_half_korean(benchmark: ModuleType) -> None:
    names = [name for half in ("tuning", "measuring") for name, _ in benchmark.documents(half)]
    korean = sum(name.split()[1] == "ko" for name in names)
    assert len(names) >= 40
    assert 0.4 <= korean / len(names) <= 0.6
    assert sum(benchmark.measure(half).statements for half in ("tuning", "measuring")) >= 300
