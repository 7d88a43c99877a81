"""What is promised of real texts, measured on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscut.classify import evaluate, evaluate_lexicon

pytestmark = pytest.mark.real


@pytest.mark.slow
def test_korea_2026_is_found_by_families_unseen(shared: Path) -> None:
    from benchmarks.classify_material import korea

    material = korea()
    assert material.texts.num_rows == 1236
    found = evaluate(material.texts, material.taxonomy, material.decided, material.amounts)
    assert found.micro >= 0.72
    assert found.macro >= 0.60
    assert found.calibration <= 0.03
    assert found.sure_precision >= 0.94


def test_the_lexicon_alone_finds_horizon_europe(shared: Path) -> None:
    from benchmarks.classify_material import cordis

    material = cordis()
    assert len(material.decided) == 2380
    assert evaluate_lexicon(material.texts, material.taxonomy, material.decided).macro_with_outside >= 0.60
