"""The list of areas that a budget's money is attributed to: a bundled, own or installed one, or one designated."""

from __future__ import annotations

from collections.abc import Mapping

from crosscut import config, taxonomy
from crosscut.budget.designation import Designation, designations
from crosscut.config import Settings
from crosscut.taxonomy import Area, Taxonomy

_FOREIGN = "taxonomy.json"


def taxonomy_of(settings: Settings, texts: Mapping[str, str]) -> Taxonomy:
    """The list of areas that holds: the one designated last, else that of the settings; ``texts`` are the folder's."""
    made = designated(settings, texts)
    return made[-1].after if made else stated_list(settings, texts)


def designated(settings: Settings, texts: Mapping[str, str]) -> tuple[Designation, ...]:
    """The designations of a folder, in order."""
    return designations(stated_list(settings, texts), areas_added(settings), texts)


def areas_added(settings: Settings) -> tuple[Area, ...]:
    """The areas that settings add to any list."""
    return tuple(Area(each.id, each.name.en, each.name.ko, (), "read", config.FILE) for each in settings.extra_area)


def stated_list(settings: Settings, texts: Mapping[str, str]) -> Taxonomy:
    """The list of areas that settings name, with what they add: the one that sources are tagged by."""
    added = areas_added(settings)
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
