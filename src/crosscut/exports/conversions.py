"""The mark of totals that hold amounts of other currencies: at which rates they were converted."""

from __future__ import annotations

from crosscut.config import Settings
from crosscut.exports.words import WORDS
from crosscut.text import Text
from crosscut.text.periods import stage_text, year_text


def conversions(settings: Settings) -> list[Text]:
    """A sentence for each rate that the budget states, in both languages; none where all is in one currency."""
    return [
        WORDS["converted"].format(
            own=rate.currency,
            rate=rate.rate,
            into=settings.currency,
            when=_when(settings, rate.fiscal_year, rate.stage),
            citation=f" ({rate.citation})" if rate.citation else "",
        )
        for rate in settings.rate
    ]


def _when(settings: Settings, year: int, stage: str) -> Text:
    parts = [Text.same(year_text(year, settings.year_label))] if year else []
    parts += [stage_text(stage)] if stage else []
    if not parts:
        return Text()
    return Text(f" ({' '.join(each.en for each in parts)})", f" ({' '.join(each.ko for each in parts)})")
