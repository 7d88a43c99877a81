"""What a misprint could have been: each slip is proposed where it makes the relation hold, and only there."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.audit.reconcile import conflicts, hitting_sets
from crosscut.audit.reconcile.hitting_sets import smallest
from crosscut.audit.report.page import page

TABLE = """기금별 계획 (단위: 억원)

| 기금 | 2022년 | 2023년 | 증감 |
|---|---|---|---|
| 주택 | 32,400 | 28,900 | {} |
| 중소 | 50,600 | 44,100 | △6,500 |
| 합계 | 83,000 | 73,000 | △10,000 |
"""
GROUPS = """예산 (단위: 백만원)

| 사업 | 금액 |
|---|---|
| 가 | 1,236,500 |
| 나 | {} |
| 다 | 3,118,200 |
| 합계 | 6,765,555 |
"""


@pytest.mark.parametrize(
    ("text", "suggestion", "reason"),
    [
        (
            "2025년 양자 예산은 1,700억 원으로 2024년 1,252원에서 448억 원 늘었다.",
            "1,252억원",
            "a word for its unit lost",
        ),
        (
            "정부 예산은 2023년 31조 1천억 원에서 2024년 26조 5천억 원으로 4조 6억 원 줄었다.",
            "4조 6천억 원",
            "a word for its unit lost",
        ),
        (
            "Quantum rises from KRW 108.0 billion in 2023 to KRW 125.2 in 2024, up 15.9 percent or KRW 17.2 billion.",
            "KRW 125.2 billion",
            "a word for its unit lost",
        ),
        (
            "The budget rose from KRW 26.512 trillion in 2024 to KRW 30.000 trillion in 2025, up KRW 3.1245 trillion.",
            "about KRW 30.000 trillion",
            "a word such as about or over lost",
        ),
        (TABLE.format("3,500"), "△3,500", "a minus sign lost"),
        (GROUPS.format("2,410"), "2,410,855", "three digits lost"),
        (GROUPS.format("410,855"), "2,410,855", "a digit lost"),
    ],
)
def test_a_word_a_sign_or_digits_that_were_lost_are_proposed(text: str, suggestion: str, reason: str) -> None:
    found = [repair for finding in crosscut.audit(text + "\n").findings for repair in finding.suggestions]
    assert any(printed == suggestion and why.startswith(reason) for printed, why in found), found


def test_nothing_is_proposed_that_does_not_make_the_relation_hold() -> None:
    text = "2025년 양자 예산은 1,700억 원으로 2024년 1,252억 원에서 321억 원 늘었다.\n"
    done = crosscut.audit(text)
    (finding,) = done.findings
    figure = next(each.text for each in done.figures if each.id == finding.figures[0])
    own = [printed for printed, why in finding.suggestions if ", for " not in why]
    assert own
    assert not [printed for printed in own if crosscut.audit(text.replace(figure, printed)).findings]
    assert not any("△" in printed for printed, _ in finding.suggestions)
    assert not crosscut.audit(TABLE.format("△3,500")).findings


MANY = "".join(
    f"2024년 {name} 예산은 1,252억 원이다.\n\n2024년 {name} 예산은 {amount}억 원이다.\n\n"
    for name, amount in (("양자", "1,522"), ("수소", "1,352"), ("로봇", "1,262"))
)


def test_a_search_that_meets_its_limit_still_explains_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    cores = [frozenset(pair) for pair in (("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("a", "c"))]
    best = smallest(cores, {})
    assert best is not None
    assert best.proved
    assert best.figures == {"a", "c"}
    monkeypatch.setattr(hitting_sets, "SECONDS", 0.0)
    monkeypatch.setattr(hitting_sets, "NODES", 0)
    limited = smallest(cores, {})
    assert limited is not None
    assert all(core & limited.figures for core in cores)


def test_a_limit_is_said_in_every_report(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(conflicts, "smallest", lambda *_: hitting_sets.HittingSet(frozenset(), proved=False))
    done = crosscut.audit(MANY)
    said = next(finding for finding in done.findings if finding.rule == "limit")
    assert (said.severity, done.coverage.unproved) == ("info", 3)
    wrong = [finding for finding in done.findings if finding.severity == "fatal"]
    assert len(wrong) == 3
    assert all("ended at its limit" in finding.message.en and "한도" in finding.message.ko for finding in wrong)
    assert done.to_json()["coverage"]["unproved"] == 3
    assert said.message.ko in page(done)


def test_groups_too_large_to_judge_together_are_said_and_so_are_too_many_candidates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conflicts, "_WHOLE_LIMIT", 2)
    done = crosscut.audit(GROUPS.format("2,410,855") + "\n")
    assert done.coverage.unjoined == 1
    assert [finding.rule for finding in done.findings] == ["limit"]
    rows = "".join(f"| 사업 {place} | {place + 100} |\n" for place in range(20))
    monkeypatch.undo()
    done = crosscut.audit(f"예산 (단위: 억원)\n\n| 사업 | 금액 |\n|---|---|\n{rows}| 합계 | 3,190 |\n")
    assert "limit" in {finding.rule for finding in done.findings}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("연구비는 인건비 31조 6천억원과 경비 7조 2천억원을 더해 모두 33조 8천억원이다.", "38조 8천억원"),
        ("연구비는 인건비 13조6천억원과 경비 3조2천억원을 더해 모두 18조6천억원이다.", "16조8천억원"),
        ("총지출은 본예산(512조3천억원)보다 3.4%(14조7천억원) 늘어난 529조7천억원이다.", "17조4천억원"),
        ("내년에 12조 4,000억원을 지원한다. 올해 11조 9,000억원보다 9.2% 늘었다.", "4.2%"),
        ("The bill provides $8.1 billion, $1.7 billion (8%) less than the $8.8 billion of FY 2023.", "$0.7 billion"),
    ],
)
def test_what_comes_out_in_a_persons_sum_is_proposed_before_what_rounding_alone_allows(text: str, first: str) -> None:
    found = [each for finding in crosscut.audit(text + "\n").findings for each, _ in finding.suggestions]
    assert found[:1] == [first]


def test_a_rate_with_a_shifted_point_is_proposed_as_finely_as_it_is_printed() -> None:
    text = "서울 3,100억원(62.0%), 부산 1,150억원(2.3%), 대구 750억원(15.0%)을 배정했다.\n"
    found = [each for finding in crosscut.audit(text).findings for each, _ in finding.suggestions]
    assert "23.0%" in found
    assert "23%" not in found


def test_a_number_in_ten_thousands_is_proposed_in_its_own_form() -> None:
    text = "연구과제는 6만3697개로 전년(6만9,804개)보다 7.8% 줄었다.\n"
    found = [each for finding in crosscut.audit(text).findings for each, _ in finding.suggestions]
    assert found
    assert not any(each.startswith("69,") for each in found)


def test_a_rate_behind_two_numbers_is_not_said_to_be_of_the_farther_one() -> None:
    found = crosscut.audit("지난해 860건에 비해 838건, 22건 6.2% 감소\n").findings
    assert "97.4%" not in {each for finding in found for each, _ in finding.suggestions}
