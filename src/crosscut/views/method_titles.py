"""What the sections of the page on method say as their titles, where they hold a finding and no definition."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Literal

from crosscut.views.takeaways import Takeaway
from crosscut.views.totals import Totals

MethodTopic = Literal["taxonomy", "stages", "proposals", "inexact", "sources"]


def method_titles(totals: Totals, inexact: int) -> Mapping[MethodTopic, Takeaway]:
    """The finding of each section, ``inexact`` of whose amounts are known as intervals."""
    shown = totals.publication
    areas = [area for key, area in totals.areas.items() if key not in totals.added]
    subs, sources = sum(len(area.subs) for area in areas), len(_source_files(totals))
    measured = shown.evaluation
    counts = {"areas": len(areas), "subs": subs}
    stages = {"count": len(set(totals.calendar.stages)), "all": len(shown.settings.stage_ids)}
    return {
        "taxonomy": Takeaway("method_has_subs" if subs else "method_has_areas", counts=counts),
        "stages": Takeaway("method_has_stages", counts=stages, texts={"period": totals.calendar.text(totals.period)}),
        "proposals": Takeaway("method_measured", counts={"count": measured.texts if measured else 0}),
        "inexact": Takeaway("method_has_inexact" if inexact else "method_inexact_none", counts={"count": inexact}),
        "sources": Takeaway("method_one_source" if sources == 1 else "method_has_sources", counts={"count": sources}),
    }


def _source_files(totals: Totals) -> set[str]:
    """The files that amounts come from; a file may hold several sources, and a summed source many files."""
    shown = totals.publication
    summed = [each.file for each in shown.settings.source if each.summed]
    parts = {
        name
        for name, _ in shown.run.snapshot.files
        if any(fnmatchcase(name, each) or name.startswith(f"{each}/") for each in summed)
    }
    return parts | {each.file for each in shown.settings.source if not each.summed}
