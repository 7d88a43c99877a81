"""Pages and what their titles say, as tests ask for them."""

from __future__ import annotations

import re
from html import unescape

import pytest

from crosscut import examples
from crosscut.views.takeaways import Takeaway
from crosscut.views.totals import Totals
from crosscut.workbench.complete import followed
from crosscut.workbench.opening import open_run
from tests.site.site_builder import MILLION, Programme, publish


@pytest.fixture(scope="module")
def korea_2024_totals(tmp_path_factory: pytest.TempPathFactory) -> Totals:
    """The bundled example, in which five areas were published as one."""
    folder = tmp_path_factory.mktemp("korea") / "2024"
    examples.write("korea-2024", folder)
    return Totals(followed(open_run(folder)))


def told(text: str) -> list[str]:
    """The titles of a page, its own first, as texts."""
    found = re.findall(r"<h([12])[^>]*>(.*?)</h\1>", text.partition("<main")[2], re.DOTALL)
    return [" ".join(unescape(re.sub("<[^>]+>", "", each)).split()) for _, each in found]


def even(*places: tuple[int, str], area: bool = True) -> Totals:
    """Nine programmes of three ministries with as much money each at every place."""
    return Totals(
        publish(
            [
                Programme(
                    f"P{each}",
                    f"사업 {each}",
                    f"부처{each % 3}",
                    f"위원회{each % 3}",
                    dict.fromkeys(places, 1000 * MILLION),
                    {("ai", "bio", "quantum")[each % 3]: 1000 * MILLION} if area else {},
                )
                for each in range(9)
            ]
        )
    )


def said(found: Takeaway | None) -> str:
    assert found is not None
    return found.key
