"""No number can be typed into a template."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.publish.documents import marks, markup, templates
from crosscut.publish.release import write_document
from tests.publish.conftest import Printed

CONTEXT = {"year": 2026, "title": "R&D budget 2026", "name": marks.quoted, "many": [1, 2]}


def render(text: str) -> str:
    return templates.render("own.txt", text, CONTEXT)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("= Title\n\nGrowth of 5 trillion won.", 3),
        ("one\ntwo\n{% if year %}three hundred and ③{% endif %}", 3),
        ("{{ title }}\n{{ '4.7 trillion' }}", 2),
        ("a\nb\nc {{ 12 }}", 3),
        ("a\n{{ year }}", 2),
        ("a\n\n{% for each in many %}{{ each }}{% endfor %}", 3),
        ("half: ½", 1),
        ("{% set total = '5조' %}{{ total }}", 1),
    ],
)
def test_a_typed_number_is_an_error_with_its_file_and_line(text: str, line: int) -> None:
    with pytest.raises(CrosscutError) as caught:
        render(text)
    assert (caught.value.file, caught.value.row) == ("own.txt", line)


def test_names_and_texts_of_the_data_may_hold_digits() -> None:
    parsed = markup.parse(
        render('= {{ title }}\n{{ name("Horizon 2020") }}{% if many[:1] %} and more{% endif %}'),
        lambda *_: None,
        "Trace",
    )
    assert markup.unmarked_digits(parsed) is None
    assert parsed.title[0].quoted


def test_private_characters_of_data_cannot_pretend_to_be_figures() -> None:
    parsed = markup.parse(render("{{ name('\ue000abc\ue0015 trillion\ue002') }}"), lambda *_: None, "Trace")
    assert not any(run.figure for block in parsed.blocks for run in block.text)  # type: ignore[union-attr]


def test_a_template_that_cannot_be_filled_names_its_line() -> None:
    with pytest.raises(CrosscutError, match=r"own\.txt, row 2"):
        render("a\n{{ nothing_of_that_name }}")
    with pytest.raises(CrosscutError, match=r"own\.txt, row 2"):
        render("a\n{% if %}")


def test_the_office_may_replace_a_template(korea: Printed, tmp_path: Path) -> None:
    (tmp_path / "release.ko.txt").write_text("= {{ title }}\n> 총액 {{ amount(facts.total) }}", encoding="utf-8")
    document = write_document(korea.facts, "release", "ko", tmp_path)
    assert [run.figure for run in document.figures()] == [korea.facts.total.id]
    (tmp_path / "release.ko.txt").write_text("= {{ title }}\n\n> 총액 5조 원", encoding="utf-8")
    with pytest.raises(CrosscutError, match=r"release\.ko\.txt, row 3: the number '5조' is typed by hand"):
        write_document(korea.facts, "release", "ko", tmp_path)
