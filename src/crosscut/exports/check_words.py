"""What checks of a publication say, in both languages: names of what was checked, and some of what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from crosscut.text import Text

NOT_STATED = "not stated: "
"""How the detail of a check begins that found what nobody stated, and forbids nothing."""
_KINDS: Mapping[str, str] = MappingProxyType({"release": "보도자료", "brief": "요약 자료", "report": "보고서"})
_LANGUAGES: Mapping[str, str] = MappingProxyType({"ko": "국문", "en": "영문"})


def kind_name(kind: str) -> Text:
    """A kind of document."""
    return Text(kind, _KINDS.get(kind, kind))


def artefact_name(name: str) -> Text:
    """What an export wrote, by its name: ``release.ko.pdf``, ``site/en``, ``workbook.xlsx``."""
    if name == "workbook.xlsx":
        return Text(name, "엑셀 통계표")
    if name.startswith("site/"):
        return Text(name, f"사이트({_language(name.removeprefix('site/'))})")
    kind, language, *suffix = (*name.split("."), "")
    inside = ", ".join(filter(None, (_language(language), *suffix)))
    return Text(name, f"{kind_name(kind).ko}({inside})" if inside else kind_name(kind).ko)


def _language(code: str) -> str:
    return _LANGUAGES.get(code, code)


def some_of(texts: Sequence[Text], most: int) -> Text:
    """The first texts, and how many more there are; empty where there is none."""
    more = len(texts) - most
    rest = Text(f" and {more:,} more", f" 외 {more:,}건") if more > 0 else Text()
    return Text().join((Text.same("; ").join(texts[:most]), rest))
