"""Areas and wholes that texts name, by the bundled lists of technologies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from crosscut import taxonomy

WHOLE = "whole"
_LISTS = ("kr-cet-2022", "kr-cet-2026")
_EXTRA = {
    "ai": ("artificial intelligence", "인공지능"),
    "bio": ("advanced biology", "advanced bio", "biotechnology", "첨단바이오", "바이오"),
    "aerospace-marine": ("space", "aerospace", "우주항공", "우주"),
    "quantum": ("quantum", "양자"),
    "semiconductors-displays": ("semiconductor", "semiconductors", "반도체"),
    "cybersecurity": ("cybersecurity", "cyber security", "사이버보안"),
    "hydrogen": ("hydrogen", "수소"),
    "communications": ("next-generation communications", "차세대통신", "차세대 통신"),
    "robotics-manufacturing": ("robotics", "robots", "로봇"),
    "mobility": ("mobility", "모빌리티"),
    "secondary-batteries": ("secondary cell", "secondary batteries", "이차전지"),
}
_WHOLE = re.compile(
    r"(?:(?:critical and emerging|national strategic|strategic) technolog(?:y|ies)(?: \(CETs?\))?"
    r"|\bCETs?\b|국가전략기술|전략기술"
    r"|(?:the )?(?:total|whole|overall|entire)(?: R&D)? budget|budget total|in total|총 ?예산|전체 ?예산|총액|총계|합계"
    r"|(?:major|government|national) R&D|주요 ?R&D|국가 ?R&D|정부 ?R&D|(?:국가|정부) ?연구개발)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: ``entity`` is an area's id, or ``whole:`` and the words for a whole."""

    start: int
    end: int
    entity: str


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for list_id in _LISTS:
        for area in taxonomy.load(list_id).areas:
            for name in (area.en, area.ko, *area.aliases):
                if len(name) >= 2:
                    names.setdefault(name.lower(), area.id)
    for area_id, extra in _EXTRA.items():
        for name in extra:
            names.setdefault(name, area_id)
    names.setdefault("ai", "ai")
    return names


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the names; where no name begins a position is passed without trying them one by one."""
    names = sorted(_names(), key=lambda name: (-len(name), name))
    plain = re.escape("".join(sorted({name[0] for name in names if name.isascii()})))
    other = re.escape("".join(sorted({name[0] for name in names if not name.isascii()})))
    tried = "|".join(
        rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name) for name in names
    )
    begins = rf"[{other}]|(?<![A-Za-z])[{plain}]"
    return re.compile(rf"(?={begins})(?:{tried})", re.IGNORECASE)


def mentions(text: str) -> list[Mention]:
    """Every area and whole that a text names, in order."""
    names = _names()
    found = [Mention(each.start(), each.end(), names[each[0].lower()]) for each in _pattern().finditer(text)]
    found += [Mention(each.start(), each.end(), f"{WHOLE}:{_kind(each[0])}") for each in _WHOLE.finditer(text)]
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _kind(words: str) -> str:
    low = words.lower()
    if "strategic" in low or "cet" in low or "critical" in low or "전략" in low:
        return "strategic"
    if "major" in low or "주요" in low:
        return "major"
    if "r&d" in low or "연구개발" in low:
        return "rnd"
    return "total"


def area_name(entity: str, language: str) -> str:
    """What an area is called; the entity itself where it is no area."""
    for list_id in _LISTS:
        for area in taxonomy.load(list_id).areas:
            if area.id == entity:
                return area.name(language)
    return entity
