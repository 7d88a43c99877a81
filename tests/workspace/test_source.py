"""What was filed becomes a source of the budget: the same programmes, the same money."""

from __future__ import annotations

import re
from pathlib import Path

from crosscut import examples
from crosscut.budget import read
from tests.workspace.conftest import Season

PAGE = Path(__file__).parents[2] / "docs" / "workspace.md"


def test_what_was_filed_is_read_as_the_page_says(season: Season, tmp_path: Path) -> None:
    form = {"amount": "8,800.5", "reason": "=SUM(A1)", "version": "0"}
    season.staff.post(season.writer, f"{season.draft()}/programmes/KR24-1-02", **form)
    season.file(season.writer)
    source = season.coordinator.get(f"/calls/{season.call}/filed.csv").text
    examples.write("korea-2024", tmp_path / "next")
    (tmp_path / "next" / "sources" / "requests-2025.csv").write_text(source, encoding="utf-8")
    stanza = re.search(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1]
    config = tmp_path / "next" / "crosscut.toml"
    config.write_text(config.read_text(encoding="utf-8") + "\n" + stanza, encoding="utf-8")
    lines = read(tmp_path / "next").lines.to_pylist()
    asked = [row["amount"] for row in lines if (row["fiscal_year"], row["stage"]) == (2025, "requested")]
    assert (len(asked), sum(asked)) == (10, 264_000_500_000 + 500_000_000)
