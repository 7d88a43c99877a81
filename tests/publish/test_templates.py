"""No number can be typed into a template."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.exports.documents import marks, markup, templates
from crosscut.exports.documents.content import write_document
from crosscut.exports.documents.model import Paragraph, plain
from crosscut.exports.documents.numerals import first_number
from tests.publish.conftest import Example

CONTEXT = {"year": 2026, "title": "R&D budget 2026", "name": marks.quoted, "many": [1, 2]}


def render(text: str) -> str:
    return templates.render("own.txt", text, CONTEXT)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("= Title\n\nGrowth of 5 trillion won.", 3),
        ("a\nb\n{% if year %}and ③ more{% endif %}", 3),
        ("{{ title }}\n{{ '4.7 trillion' }}", 2),
        ("a\nb\nc {{ 12 }}", 3),
        ("a\n{{ year }}", 2),
        ("a\n\n{% for each in many %}{{ each }}{% endfor %}", 3),
        ("half: ½", 1),
        ("{% set total = '5조' %}{{ total }}", 1),
        ("Two of the\ntwelve areas fell.", 1),
        ("of the\n\nSEVEN areas", 3),
        ("{{ title }}\n{{ 'doubled' }}", 2),
        ("예산이\n두 배로 늘었음", 2),
        ("a\n{% if year %}일곱 분야{% endif %}", 2),
    ],
)
def test_a_typed_number_is_an_error_with_its_file_and_line(text: str, line: int) -> None:
    with pytest.raises(CrosscutError) as caught:
        render(text)
    assert (caught.value.file, caught.value.row) == ("own.txt", line)


@pytest.mark.parametrize(
    "text",
    [
        "twelve areas",
        "twenty-five",
        "it was halved",
        "a third of it",
        "three times",
        "twofold",
        "half a trillion",
        "dozens of programmes",
        "in second place",
        "a quarter less",
        "열두 개 분야",
        "세 부처가",
        "두 번째",
        "절반을",
        "넷째",
        "오조 원",
        "삼천억 원",
        "십이 개",
        "수백 개 사업",
        "백여 개",
        "갑절",
        "여섯 부처",
        "반으로 줄어",
        "열 가지",
        "삼 년",
        "둘로",
        "삼천억 규모",
        "오백억이",
        "이조 오천억",
        "쉰 개",
        "오 퍼센트",
        "두 자릿수",
        "세 사람",
        "십분의 일",
        "반값",
        "fifths",
        "fives",
        "twentyfold",
        "sextupled",
        "quintillion",
        "ﬁfty",
        "twe\u034flve",
        "twe\ufe0flve",
        "𝐭𝐰𝐞𝐥𝐯𝐞",
    ],
)
def test_a_number_in_words_is_a_number(text: str) -> None:
    assert first_number(f"이 문장에는 {text} 있음") is not None


@pytest.mark.parametrize(
    "text",
    [
        "one of them",
        "the first",
        "once again",
        "another one",
        "often",
        "weight",
        "attention",
        "secondary batteries",
        "canine",
        "thirdly",
        "면적(㎡)",
        "한 부처",
        "하나의",
        "첫째",
        "이 사업",
        "사업",
        "세부사업",
        "이 분야",
        "조건",
        "만일",
        "조사",
        "구조",
        "둘러싼",
        "열린",
        "열병합",
        "네트워크",
        "두뇌",
        "세계",
        "일부",
        "천연",
        "배분",
        "오류",
        "백신",
        "사원",
        "이원화",
        "조정",
        "억제",
        "네이버",
        "셋톱박스",
    ],
)
def test_words_that_only_look_like_numbers_are_let_be(text: str) -> None:
    assert first_number(f"이것은 {text} 말함") is None


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", "삼천억 원"),
        "ｔｗｅｌｖｅ",
        "tw\u200belve",
        "tw\u00adelve",
        "tw**elve**",
        "_twelve_",
        "twelve명",
        "the thirteenth",
        "two hundredths",
        "trebled",
    ],
)
def test_a_number_word_in_another_form_is_the_same(text: str) -> None:
    with pytest.raises(CrosscutError, match="typed by hand"):
        render(f"a\n{text}")


def test_names_and_texts_of_the_data_may_hold_digits() -> None:
    parsed = markup.parse(
        render('= {{ title }}\n{{ name("Horizon 2020") }}{% if many[:1] %} and more{% endif %}'),
        lambda *_: None,
        "Trace",
    )
    assert markup.unmarked_digits(parsed) is None
    assert parsed.title[0].quoted


@pytest.mark.parametrize(
    ("name", "read"), [("양자", "양자가 줄었음"), ("첨단 모빌리티·수송", "첨단 모빌리티·수송이 줄었음")]
)
def test_particles_follow_the_name_before_them(name: str, read: str) -> None:
    parsed = markup.parse(render(f"{{{{ name('{name}') }}}}이(가) 줄었음"), lambda *_: None, "Trace")
    (block,) = parsed.blocks
    assert isinstance(block, Paragraph)
    assert plain(block.text) == read


def test_private_characters_of_data_cannot_pretend_to_be_figures() -> None:
    said = CONTEXT | {"said": "\ufdd0abc\ufdd15 trillion\ufdd2"}
    parsed = markup.parse(templates.render("own.txt", "{{ name(said) }}{{ said }}", said), lambda *_: None, "Trace")
    assert not any(run.figure for block in parsed.blocks for run in block.text)  # type: ignore[union-attr]


def test_a_template_that_cannot_be_filled_names_its_line() -> None:
    with pytest.raises(CrosscutError, match=r"own\.txt, row 2"):
        render("a\n{{ nothing_of_that_name }}")
    with pytest.raises(CrosscutError, match=r"own\.txt, row 2"):
        render("a\n{% if %}")


def test_the_office_may_replace_a_template(korea: Example, tmp_path: Path) -> None:
    (tmp_path / "release.ko.txt").write_text("= {{ title }}\n> 총액 {{ amount(facts.total) }}", encoding="utf-8")
    document = write_document(korea.facts, "release", "ko", tmp_path)
    assert [run.figure for run in document.figures()] == [korea.facts.total.id]
    (tmp_path / "release.ko.txt").write_text("= {{ title }}\n\n> 총액 5조 원", encoding="utf-8")
    with pytest.raises(CrosscutError, match=r"release\.ko\.txt, row 3: the number '5조' is typed by hand"):
        write_document(korea.facts, "release", "ko", tmp_path)


def test_the_command_names_file_line_and_what_to_write(
    korea: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "own"
    shutil.copytree(korea.folder, folder)
    (folder / "templates").mkdir()
    (folder / "templates" / "report.ko.txt").write_text("= {{ title }}\n\n> 열두 개 분야 가운데 일곱", encoding="utf-8")
    assert run(["publish", str(folder), "--to", "pdf", "--out", str(tmp_path / "out"), "--format", "json"]) == 2
    printed = capsys.readouterr()
    assert "report.ko.txt, row 3: the number '열두' is typed by hand" in printed.err
    error = json.loads(printed.out)["error"]
    assert (error["code"], error["row"]) == ("typed-number", 3)
    assert "amount(figure)" in error["hint"]
    assert not (tmp_path / "out").exists()
