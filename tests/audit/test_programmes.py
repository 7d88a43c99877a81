"""A programme's amount said twice: within one text, in a list, and in two documents read together."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosscut
from crosscut.audit import Audit, analyse
from crosscut.audit.context.programme_names import Names, written
from crosscut.audit.documents.text import from_text
from crosscut.audit.model import AuditFinding
from crosscut.cli import run
from crosscut.findings import Severity


def together(*texts: str) -> Audit:
    return analyse([from_text(f"{place}.txt", text) for place, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("first", "second", "slip", "meant"),
    [
        (
            "국가신약개발사업에 2024년 1,355억 원을 투자한다.\n",
            "2024년 국가 신약 개발 사업 예산은 {}억 원이다.\n",
            "1,535",
            "1,355",
        ),
        (
            "양자컴퓨팅 기반구축 사업(과기정통부) 780억 원(2024년)을 지원한다.\n",
            "붙임\n\n- 양자컴퓨팅기반구축사업: {}억 원(2024년)\n- 우주발사체고도화사업: 1,101억 원(2024년)\n",
            "870",
            "780",
        ),
        (
            "The National Drug Development Project receives KRW 135.5 billion in 2024.\n",
            "Annex\n\n- National Drug Development Project: KRW {} billion (2024, new)\n",
            "153.5",
            "135.5",
        ),
    ],
)
def test_one_amount_of_a_programme_in_a_text_and_in_two(first: str, second: str, slip: str, meant: str) -> None:
    for done in (together(first + "\n" + second.format(slip)), together(first, second.format(slip))):
        assert [finding.rule for finding in done.findings if finding.severity == "fatal"] == ["same"]
        assert meant in done.findings[0].suggestion or slip in done.findings[0].suggestion
    for done in (together(first + "\n" + second.format(meant)), together(first, second.format(meant))):
        assert not done.findings
        assert done.coverage.checked == 2


@pytest.mark.parametrize(
    "other",
    [
        "In 2023 the National Drug Project received KRW 120.0 billion.\n",
        "The proposed 2024 budget of the National Drug Project was KRW 140.0 billion.\n",
        "The National Drug Project receives USD 99 million in 2024.\n",
        "National Drug Project: KRW 99 billion (2024, continued)\n",
        "The Global Drug Project receives KRW 99 billion in 2024.\n",
        "The National Drug Project receives KRW 900 billion over ten years, until 2033.\n",
    ],
    ids=["year", "stage", "currency", "status", "name", "lifetime"],
)
def test_what_differs_in_year_stage_currency_or_status_is_not_the_same(other: str) -> None:
    done = together("National Drug Project: KRW 135.5 billion (2024, new)\n", other)
    assert not done.findings


def test_names_in_two_languages_are_one_where_a_text_says_so() -> None:
    korean = "2024년 국가신약개발사업(National Drug Development Project) 예산은 1,355억 원이다.\n"
    english = "The National Drug Development Project receives KRW {} billion in 2024.\n"
    assert together(korean, english.format("153.5")).fatal
    done = together(korean, english.format("135.5"))
    assert not done.findings
    assert done.coverage.checked == 2
    assert not together(korean, "The Global Drug Development Project receives KRW 9 billion in 2024.\n").findings


def test_a_name_of_a_kind_of_programmes_is_no_programme() -> None:
    text = "".join(f"2024년 한계도전형 사업 예산은 {amount}억 원이다.\n\n" for amount in (12, 35, 71))
    assert not together(text).findings


def test_a_guess_only_warns() -> None:
    done = together("국가신약개발사업 1,535억 원 투입\n\n2024년 국가신약개발사업 예산은 1,355억 원이다.\n")
    assert [finding.severity for finding in done.findings] == ["warning"]


def test_a_family_named_in_two_places_has_at_least_its_parts() -> None:
    whole = "2024년 국가신약개발사업 예산은 {}억 원이다.\n"
    lists = "- 국가신약개발사업(과기정통부): 455억 원(2024년)\n- 국가신약개발사업(복지부): 450억 원(2024년)\n"
    assert not together(whole.format("1,355"), lists).findings
    assert together(whole.format("555"), lists).fatal


def test_files_are_read_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = tmp_path / "release.txt", tmp_path / "annex.md"
    one.write_text("국가신약개발사업에 2024년 1,355억 원을 투자한다.\n", encoding="utf-8")
    other.write_text("2024년 국가신약개발사업 예산은 1,535억 원이다.\n", encoding="utf-8")
    assert run(["audit", str(one), str(other)]) == 1
    printed = capsys.readouterr().out
    assert "1,355억 원" in printed
    assert "1,535억 원" in printed


def test_names_are_found_as_they_are_written() -> None:
    assert written("올해 정부는 '양자 팹 고도화'와 국가 신약 개발 사업을 지원한다.") == {
        "양자팹고도화",
        "국가신약개발사업",
    }
    assert written("Under the National Drug Development Project, grants rise.") == {"nationaldrugdevelopmentproject"}
    assert not written("이 사업은 신규 사업이다. 국가연구개발사업.")
    names = Names({"국가신약개발사업", "신약개발사업", "nationaldrugproject"})
    assert names.before("올해 국가신약개발사업은 2024년 예산 ") == "국가신약개발사업"
    assert not names.before("국가신약개발사업 대상 기업은 ")
    assert not names.before("글로벌신약개발사업 ")
    assert names.before("the National Drug Project (new) gets ") == "nationaldrugproject"


def test_thousands_of_names_are_read() -> None:
    text = "".join(f"- 제{place}차 첨단소재개발사업: {place + 1}억 원(2024년)\n" for place in range(1_000))
    assert len(crosscut.audit(text).figures) >= 1_000


def loud(done: Audit) -> list[AuditFinding]:
    return [each for each in done.findings if each.severity in (Severity.FATAL, Severity.WARNING)]


def test_two_documents_state_an_amount_behind_the_same_words() -> None:
    one = "우주항공청은 내년 예산을 9,649억원으로 편성했다. 올해보다 27% 늘었다.\n"
    assert loud(together(one, "우주항공청의 내년 예산은 9,646억원이다.\n"))
    assert not loud(together(one, "우주항공청의 내년 예산은 9,649억원이다.\n"))
    assert not loud(together(one, "우주항공청의 올해 예산은 9,646억원이다.\n"))
    english = "The quantum initiative will receive $1.25 billion in fiscal {}.\n"
    assert loud(together(english.format(2026), english.format(2026).replace("1.25", "1.52")))
    assert not loud(together(english.format(2026), english.format(2025).replace("1.25", "1.52")))


def test_two_documents_values_of_one_area_are_compared_though_both_say_that_it_rose() -> None:
    one = "2024년 첨단바이오 예산은 9,772억원으로 17.9% 늘었다.\n"
    other = "2024년 첨단바이오 예산은 9,272억원으로 2023년 8,288억원보다 17.9% 늘었다.\n"
    assert [each.suggestion for each in loud(together(one, other))] == ["9,772억원"]
    assert not loud(together(one, other.replace("9,272", "9,772")))
