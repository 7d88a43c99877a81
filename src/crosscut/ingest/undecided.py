"""What a mapping leaves to decide: settings that nobody has stated, and what ``init --from`` could not see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crosscut.config import Settings, Source
from crosscut.findings import Place
from crosscut.ingest.report import FATAL, Report
from crosscut.text import Text

DECIDE = "decide"
"""What ``init --from`` writes where the files do not say a setting."""
_MENDS = {
    "currency": Text('Write currency, such as "EUR".', 'currency에 "KRW"처럼 적으십시오.'),
    "unit": Text(
        'Write source.unit, such as "million" or "thousand USD".', 'source.unit에 "백만원", "억원"처럼 적으십시오.'
    ),
}
_NAMES = {"currency": "통화를", "unit": "단위를"}


def report_missing_setting(place: Place, setting: str, example: str, report: Report) -> None:
    """Report that nothing says the year or the stage of a source's amounts."""
    report.add(
        "missing-mapping",
        FATAL,
        place,
        Text(
            f"Nothing says the {setting} of the amounts; they were left out.",
            f"금액의 {setting}을(를) 알 수 없어 뺐습니다.",
        ),
        mend=Text(
            f"State source.{setting} (such as {example}) or map columns.{setting}.",
            f"source.{setting}(예: {example})을(를) 적거나 columns.{setting}을(를) 지정하십시오.",
        ),
    )


def report_undecided(source: Source, settings: Settings, place: Place, report: Report) -> bool:
    """Report all that is left to decide of a source at once; false where its amounts can be read."""
    left = [name for name, said in (("currency", settings.currency), ("unit", source.unit)) if said == DECIDE]
    for name in left:
        report.add(
            f"unknown-{name}",
            FATAL,
            place,
            Text(
                f"The {name} of the amounts is still to be decided.", f"금액의 {_NAMES[name]} 아직 정하지 않았습니다."
            ),
            mend=_MENDS[name],
        )
    meanings = list(source.wide.columns.values()) if source.wide else []
    for setting, example, said in (("fiscal_year", "2026", source.fiscal_year), ("stage", "requested", source.stage)):
        in_headers = bool(meanings) and all(setting in meaning for meaning in meanings)
        if left and not (said or in_headers or setting in source.columns):
            report_missing_setting(place, setting, example, report)
    return bool(left)


def undecided_column(name: str, meaning: Mapping[str, str | int], place: Place, report: Report) -> bool:
    """Report a column of amounts whose stage is left to decide; false where it is said."""
    if meaning.get("stage") != DECIDE:
        return False
    report.add(
        "missing-mapping",
        FATAL,
        replace(place, column=name),
        Text(
            f"What column {name!r} stands for is still to be decided: another is of the same year. It was left out.",
            f"{name!r} 열이 무엇을 뜻하는지 아직 정하지 않았습니다. 같은 연도의 열이 또 있어 읽지 않았습니다.",
        ),
        mend=Text(
            "Write its stage in wide.columns, or delete its line.",
            "wide.columns에 단계를 적거나 이 줄을 지우십시오.",
        ),
    )
    return True
