"""Names, amounts and sizes that try to break pages: every page is rendered and looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from crosscut.workbench.publish import publish
from tests.publish.hostile import hostile
from tests.shortened import LONG

MILLIMETRE = 72 / 25.4


def pages(path: Path) -> Iterator[pypdfium2.PdfPage]:
    pdf = pypdfium2.PdfDocument(path)
    yield from pdf
    pdf.close()


def ink_in_margins(page: pypdfium2.PdfPage) -> bool:
    """Whether anything but white stands within 15 mm of the left or the right edge of a page."""
    bitmap = page.render(scale=1, grayscale=True)
    picture = bitmap.to_numpy()
    edge = round(15 * MILLIMETRE)
    return bool((picture[:, :edge] < 250).any() or (picture[:, -edge:] < 250).any())


def look(out: Path) -> int:
    count = 0
    for path in sorted(out.glob("*.pdf")):
        for place, page in enumerate(pages(path)):
            count += 1
            assert page.get_size() == pytest.approx((595.276, 841.89), abs=0.1)
            assert not ink_in_margins(page), f"{path.name} page {place + 1}"
    return count


@pytest.mark.slow
def test_no_page_is_broken_where_a_ministry_has_more_programmes_than_many_pages_hold(tmp_path: Path) -> None:
    programmes = 2_000 if LONG else 300
    folder = hostile(tmp_path / "hostile", programmes)
    made = publish(folder, tmp_path / "out", ("pdf", "hwpx", "docx", "datapackage"))
    assert [(check.name, check.detail) for check in made.failed] == []
    assert look(tmp_path / "out") > programmes // 25
