"""Every kind of page of both editions holds at some language, width and scheme; the program looks at all of them."""

from __future__ import annotations

import pytest

from tests.shortened import some
from tests.site.conftest import Made, Watched
from tests.site.every_page import LAYOUT, SCHEMES, WIDTHS, View, everything, faults, kind_of, kinds, look, part, short

pytestmark = pytest.mark.browser


def test_every_kind_of_page_is_looked_at(decided: Made) -> None:
    views = list(short(decided.editions))
    assert {path.parent.parent.name for path in (view.page for view in views)} == {"site", "desk"}
    assert len(views) == len({(edition, kind) for edition, kind, _ in kinds(decided.editions)})
    assert {view.width for view in views} == set(WIDTHS)
    assert {view.scheme for view in views} == set(SCHEMES)
    assert len(list(everything(decided.editions))) == len(kinds(decided.editions)) * len(WIDTHS) * len(SCHEMES)


def test_no_page_has_a_fault(watched: Watched, decided: Made) -> None:
    views = some(short(decided.editions), 6)
    found = {str(view): wrong for view in views if (wrong := faults(watched.page, view))}
    assert not found


def test_what_overflows_or_overlaps_is_told(watched: Watched, decided: Made) -> None:
    page = watched.page
    view = next(iter(everything(decided.editions)))
    assert not faults(page, view)
    page.evaluate("document.querySelector('main h1').style.width = '9000px'")
    assert "wider than the window" in page.evaluate(LAYOUT)
    page.evaluate("document.querySelector('main h1').style.marginBottom = '-40px'")
    assert any(each.startswith("overlap") for each in page.evaluate(LAYOUT))


def test_a_part_can_be_looked_at_and_is_counted_as_it_goes(decided: Made, capsys: pytest.CaptureFixture[str]) -> None:
    views = part(everything(decided.editions), ["desk"], ["findings", "index"])
    assert {view.page.parent.parent.name for view in views} == {"desk"}
    assert {kind_of(view.page)[0] for view in views} <= {"findings", "index"}
    assert part(views, [], []) == views
    printed: list[str] = []

    def found_in(view: View) -> list[str]:
        printed.append(capsys.readouterr().out)
        return ["cut: <p >"] if view.width == WIDTHS[0] else []

    assert look(views, found_in) == len(SCHEMES) * len({view.page for view in views})
    each = len(WIDTHS) * len(SCHEMES)
    assert f"{each}/{len(views)} " in printed[each]
    assert f"{len(SCHEMES)} with faults" in printed[each]
