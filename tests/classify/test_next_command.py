"""Commands that texts tell people to run next, told elsewhere than where they are run."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from crosscut.classify.next_command import without_the_place


@pytest.mark.slow
def test_the_place_of_a_folder_is_left_out_and_no_word_that_holds_its_name() -> None:
    run = SimpleNamespace(snapshot=SimpleNamespace(folder=Path("d")))
    lines = [
        "Read more: crosscut sample d -n 50",
        "`crosscut estimate d`",
        "decisions decided by d and crosscut sampled",
    ]
    told = ("Read more: crosscut sample DIR -n 50", "`crosscut estimate DIR`", lines[2])
    assert without_the_place(run, lines) == told
