"""What a template may use: facts and figures, names in its language, and what prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypedDict

from crosscut.config import Settings
from crosscut.exports.conversions import conversions
from crosscut.exports.documents import marks
from crosscut.exports.documents.content.names import DocumentNames
from crosscut.exports.documents.content.takeaway_sentences import takeaway_sentence
from crosscut.exports.documents.figure_text import FigureText
from crosscut.figures import Figure, FigureBook
from crosscut.text.effect_kinds import Passage
from crosscut.views.brief import Brief, brief
from crosscut.views.chart_findings import ChartTopic, chart_findings
from crosscut.views.cuts import Cut, cut_passage, cuts
from crosscut.views.facts import Facts, ProgrammeFacts
from crosscut.views.overview import overview
from crosscut.views.page_titles import passage_title
from crosscut.views.story import StoryStep, story
from crosscut.views.takeaways import Takeaway


class TemplateVocabulary(TypedDict):
    """What a template may use, by name; docs/publish.md says what the words print."""

    facts: Facts
    book: FigureBook
    budget: Settings
    checks: marks.Marked
    title: str
    year: int
    stage: str
    period: str
    before: str
    taxonomy: str
    note: str
    synthetic: bool
    demonstration: bool
    converted: list[marks.Marked]
    rounding: str
    checkpoint: str
    cuts: list[Cut]
    cut_since: str
    cut_way: Passage
    brief: Brief
    story: list[StoryStep]
    finding: Mapping[ChartTopic, Takeaway | None]
    flowed: list[Takeaway]
    amount: Callable[[Figure], marks.Marked]
    size: Callable[[Figure], marks.Marked]
    percent: Callable[[Figure], marks.Marked]
    rate: Callable[[Figure], marks.Marked]
    count: Callable[[Figure], marks.Marked]
    interval: Callable[[Figure], marks.Marked]
    told: Callable[[Takeaway], marks.Marked]
    name: Callable[[str], marks.Marked]
    table: Callable[[str], marks.Marked]
    chart: Callable[[str], marks.Marked]
    area: Callable[[str], str]
    ministry: Callable[[str], str]
    programme: Callable[[ProgrammeFacts], str]
    status: Callable[[ProgrammeFacts], str]
    direction: Callable[[str], str]
    area_note: Callable[[str], str]
    exact: Callable[[Figure], bool]
    part: Callable[[Figure], bool]
    rose: Callable[[Figure], bool]
    fell: Callable[[Figure], bool]


def vocabulary(facts: Facts, names: DocumentNames, printer: FigureText) -> TemplateVocabulary:
    """What a template of one language may use."""
    settings, language, displayed = facts.publication.settings, names.language, facts.rounding.displayed
    notes = {area.id: area.note[language] for area in settings.extra_area}
    directions = {area: text[language] for area, text in facts.office.directions.items()}
    return {
        "facts": facts,
        "book": facts.book,
        "budget": settings.model_copy(update={"ledger": "", "source": ()}),
        "checks": marks.quoted(names.checks()),
        "title": settings.title[language],
        "year": facts.totals.period.year,
        "stage": names.stage,
        "period": names.period,
        "before": names.before,
        "taxonomy": names.taxonomy,
        "note": settings.note[language],
        "synthetic": settings.synthetic,
        "demonstration": facts.publication.caveat == "demonstration",
        "converted": [marks.quoted(each[language]) for each in conversions(settings)],
        "rounding": printer.rule(compared=len(facts.totals.periods) > 1),
        "checkpoint": facts.publication.checkpoint,
        "cuts": cuts(facts, language),
        "cut_since": names.when(compared[-1]) if (compared := facts.totals.comparisons) else "",
        "cut_way": cut_passage(facts.totals),
        "brief": brief(facts),
        "story": story(facts),
        "finding": chart_findings(facts.totals, overview(facts.totals)),
        "flowed": [passage_title(facts.totals, each) for each in facts.passages],
        "amount": printer.amount,
        "size": printer.size,
        "percent": printer.percent,
        "rate": printer.rate,
        "count": printer.count,
        "interval": printer.interval,
        "told": lambda found: takeaway_sentence(found, names, printer),
        "name": marks.quoted,
        "table": lambda key: marks.placed("table", key),
        "chart": lambda key: marks.placed("chart", key),
        "area": names.area,
        "ministry": names.ministry,
        "programme": names.programme,
        "status": names.status,
        "direction": lambda key: directions.get(key, ""),
        "area_note": lambda key: notes.get(key, ""),
        "exact": lambda figure: figure.is_exact,
        "part": lambda ratio: 0 <= ratio.value <= (ratio.whole or 0),
        "rose": lambda figure: displayed(figure) > 0,
        "fell": lambda figure: displayed(figure) < 0,
    }
