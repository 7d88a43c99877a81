"""The list of areas that a budget's money is attributed to: bundled, its folder's own, or another package's."""

from __future__ import annotations

from collections.abc import Mapping

from crosscut import config, taxonomy
from crosscut.config import Settings
from crosscut.taxonomy import Taxonomy

_FOREIGN = "taxonomy.json"


def taxonomy_of(settings: Settings, texts: Mapping[str, str]) -> Taxonomy:
    """The list of areas that settings name, with what they add; ``texts`` are the texts of the folder, by name."""
    added = (
        taxonomy.Area(each.id, each.name.en, each.name.ko, (), "read", config.FILE) for each in settings.extra_area
    )
    if _is_own(settings):
        return taxonomy.own(texts.get(settings.taxonomy), settings.taxonomy).extended(added)
    if _FOREIGN in texts:
        return Taxonomy.of_text(texts[_FOREIGN]).extended(added)
    return taxonomy.load(settings.taxonomy).extended(added)


def foreign_list(settings: Settings) -> dict[str, str]:
    """The list of another package as it is now, to be kept with the texts of the folder; nothing for other lists."""
    text = "" if _is_own(settings) else taxonomy.to_keep(settings.taxonomy)
    return {_FOREIGN: text} if text else {}


def _is_own(settings: Settings) -> bool:
    return settings.taxonomy.endswith(".csv")
