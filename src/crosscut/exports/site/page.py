"""What a page of the site is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from crosscut.figures import Printed
from crosscut.views.programmes import ProgrammeList

PageData = Callable[[Printed], Any]
"""Makes a data file's value, and notes the figures that it carries."""


@dataclass(frozen=True)
class Page:
    """One page, the same in both languages.

    Attributes
    ----------
    name
        File name without its ending.
    template
        Template without its ending, which is also the page's kind.
    nav
        The item of the main menu that the page stands under.
    subject
        What a page about one thing is about: an area's id or a ministry.
    content
        What the template needs beside the totals.
    lists
        Lists of programmes whose data the page loads.
    data
        Other data that the page loads, by name.

    """

    name: str
    template: str
    nav: str
    subject: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    lists: tuple[ProgrammeList, ...] = ()
    data: dict[str, PageData] = field(default_factory=dict)
