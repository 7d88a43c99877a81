"""Each kind of sentence, list and table that strangers write: what is wrong is called, and its clean twin is not."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.audit import Audit
from crosscut.findings import Severity


def alarms(done: Audit) -> list[set[str]]:
    texts = {figure.id: figure.text for figure in done.figures}
    loud = [finding for finding in done.findings if finding.severity is not Severity.INFO]
    return [{texts[each] for each in finding.figures} for finding in loud]


BRACKETS = "해양에는 관측({}억원), 항만(1204억원), 어업(890억원) 등 3대 사업에 총 2406억원을 쓴다."
BRACKETS_EN = "This year sensors (USD {} million), ports (USD 120.4 million) and fleets (USD 89.0 million) get USD 240.6 million in total."
NEXT = "예산은 관측(3조1200억원), 항만(2조{}억원)에 쓴다. 모두 5조2600억원이다."
EACH = "대학과 연구소에 2조2475억원을 나눈다. 대학과 연구소에 각각 1조{}억원, 1조1133억원을 준다."
ARROWS = "* 위성 개발 : ('23년) 412억원 ⇒ (24년) 530억원 ({}억원 증)"
ABOVE = "The plan includes $310.4 billion for roads, $12.7 billion (4.3%) above the FY2023 level of ${} billion."
LINES = "The FY 2014 appropriation was $2,044.1 million\nThe FY 2015 request is $2,101.6 million, an increase of ${} million or 2.8 percent"
WAS_IS = "The FY 2005 budget was $812.6 million. The new budget is $794.1 million, a cut of 2.3% or ${} million."
LESS = "내년 예산은 18조8천100억원으로 올해보다 1.6%(3천{}억원) 줄었다."
SHARES = "단계별로 기초 6조2000억원({}%), 응용 3조1000억원(20.7%), 개발 5조7000억원(38.0%)이다."
OF_WHOLE = "내년 연구 예산은 올해 21조 4,005억원 대비, 11.1%인 2조 3,765억원이 증액된 규모로, 정부 총지출 607.7조원의 {}%를 차지한다."
HEADLINE = "기상청은 내년 예산을 {}억원으로 정했다\n\n기상청이 내년도 예산을 4719억 원 규모로 편성했다. 올해 4312억 원 대비 9.4%(407억 원) 늘었다."
ASIDE = """| 구분 | 2024 | 2025안 | 증감 |
|---|---|---|---|
| 총지출(증가율) | 638.7 | 656.9({}) | +18.2 |
| 총수입(증가율) | 612.2 | 651.8(+6.5) | +39.6 |
"""
DRAWN = """(단위: 조원, %)
┌─────┬─────┬─────┬────┬────┐
│구분 │ 2020 │ 2021 │ 증감 │ (%) │
├─────┼─────┼─────┼────┼────┤
│총지출│ 481.8 │ 512.3 │ {} │ 6.3 │
└─────┴─────┴─────┴────┴────┘
"""
BASE = "올해(7300억원)보다 2623억원({}%) 늘어난 9923억원이다."


@pytest.mark.parametrize(
    ("text", "meant", "slip"),
    [
        (BRACKETS, "312", "321"),
        (BRACKETS_EN, "31.2", "13.2"),
        (NEXT, "1400", "4100"),
        (EACH, "1342", "3142"),
        (ARROWS, "118", "181"),
        (ABOVE, "297.7", "279.7"),
        (LINES, "57.5", "75.5"),
        (WAS_IS, "18.5", "58.5"),
        (LESS, "61", "610"),
        (SHARES, "41.3", "4.1"),
        (OF_WHOLE, "3.9", "9.3"),
        (HEADLINE, "4719", "4791"),
        (ASIDE, "+2.8", "+8.2"),
        (DRAWN, "30.5", "35.0"),
        (BASE, "35.9", "26.4"),
    ],
)
def test_a_misprint_of_each_kind_is_called_and_its_clean_twin_is_not(text: str, meant: str, slip: str) -> None:
    clean = crosscut.audit(text.format(meant) + "\n")
    assert not alarms(clean)
    assert clean.coverage.checked >= 2
    called = alarms(crosscut.audit(text.format(slip) + "\n"))
    assert any(slip in figure for figures in called for figure in figures), called


@pytest.mark.parametrize(
    "text",
    [
        "내년 예산은 3조4600억원으로 올해(3조1200억원)보다 10.8% 늘었다.",
        "해양 예산은 8000억원에서 9200억원으로 15.6% 늘었다.",
        "주요 R&D 예산은 31조2000억 원이다. 주요 R&D 예산은 2025년도(25조6000억 원) 대비 21.9% 늘었다.",
        "정부 R&D 예산은 36조2000억 원이다. 주요 R&D 예산은 31조2000억 원이다. 정부 R&D 예산은 2025년도(30조4000억 원)보다 19.1% 증가했다.",
        "국회 심의에서 증액 2,210억원, 감액 2,503억원이 이루어져, 정부안 31조 406억원 대비 총 292억원이 감액됐다.",
        "총예산 6조8,107억원에서 내부거래를 제외하면 순 규모는 올해보다 4.1% 증가한 5조9,113억원이다.",
        "지방세법 제3조제2호와 국가재정법 제9조에 따라 총 4조원을 교부한다.",
        "「항만법」 제7조에 따라 지원하며, 내년 예산은 11조 2,000억원이다.",
        "Adjusted for inflation to FY2023 dollars, the request is $4 billion.",
        "핵심사업은 2대 분야, 9대 사업군으로 나뉜다.\n- 복지 강화\n- 경제 지원\n- 안전 강화",
        "Horizon Europe has €95.5 billion for 2021-27. UKRI's budget for 2025-26 is £8.8 billion.",
        "All areas 2023, printed as 4.7 trillion: the rows sum to KRW 4,659,300 million, the printed total is KRW 4,700,000 million.",
        "Chips: the rows sum to KRW 636,200 million in all.\n\nSpace: the rows sum to KRW 836,200 million in all.",
        "연구비 450억원(15% 증가), 장비비 300억원(8% 증가), 인건비 120억원(3% 증가)을 편성했다.",
    ],
)
def test_what_may_be_read_in_two_ways_is_not_called(text: str) -> None:
    assert not alarms(crosscut.audit(text + "\n"))


INCOMPLETE = """| | FY23 | FY24 |
|---|---|---|
| Agency Total | {} | $9.06B |
| Research | $7.80B | $7.18B |
| Education | $1.37B | $1.17B |
"""
COMPLETE = """(단위: 억원)

| 구분 | 2023 | 2024 |
|---|---|---|
| 연구 | 7,803 | 7,184 |
| 교육 | 1,372 | 1,171 |
| 합계 | {} | 8,355 |
"""
RATES = """(단위: 억원, %)

| 구분 | 2021 | 2022 | 전년 대비 |
|---|---|---|---|
| 계 | 2,630 | 2,883 | {} |
| 자체수입 | 1,167 | 1,328 | 13.8 |
| 이전수입 | 1,463 | 1,555 | 6.3 |
"""


def test_a_total_over_an_incomplete_list_is_left_alone_and_one_that_adds_up_elsewhere_is_not() -> None:
    assert not alarms(crosscut.audit(INCOMPLETE.format("$9.90B")))
    assert not alarms(crosscut.audit(COMPLETE.format("9,175")))
    assert {"9,715"} in alarms(crosscut.audit(COMPLETE.format("9,715")))


def test_a_column_of_changes_most_of_which_are_nothing_is_no_column_of_rates() -> None:
    table = """| 분야 | 2025년 금액(천원) | 2026년 금액(천원) | 전년 대비 증감(천원) | 비중(%) |
|---|---|---|---|---|
| 수소 | 6,415,000 | 6,415,000 | 0 | 10.3% |
| 인공지능 | 9,811,500 | 9,811,500 | 0 | 15.7% |
| 양자 | 3,408,500 | 3,408,500 | 0 | 5.5% |
| 그 외 | 28,622,500 | 42,675,000 | 14,052,500 | 68.5% |
| 합계 | 48,257,500 | 62,310,000 | 14,052,500 | 100.0% |
"""
    assert not alarms(crosscut.audit(table))


def test_a_column_of_rates_is_not_added_up_but_worked_out() -> None:
    assert not alarms(crosscut.audit(RATES.format("9.6")))
    assert {"6.9"} in alarms(crosscut.audit(RATES.format("6.9")))


QUOTIENTS = """(단위: 억원, %)

| 구분 | 예산(A) | 집행(B) | 집행률(B/A) |
|---|---|---|---|
| 연구 | 120 | 90 | {} |
| 교육 | 210 | 105 | 50.0 |
| 시설 | 300 | 240 | 80.0 |
"""
PARTS_OF_A_HUNDRED = """(단위: 억원, %)

| 구분 | 2024 | 구성비 |
|---|---|---|
| 연구 | 1,200 | {} |
| 교육 | 1,800 | 60.0 |
| 계 | 3,000 | 100.0 |
"""


@pytest.mark.parametrize(("table", "meant", "slip"), [(QUOTIENTS, "75.0", "57.0"), (PARTS_OF_A_HUNDRED, "40.0", "4.0")])
def test_columns_headed_by_a_quotient_or_a_share_are_worked_out(table: str, meant: str, slip: str) -> None:
    clean = crosscut.audit(table.format(meant))
    assert not alarms(clean)
    assert clean.coverage.checked == clean.coverage.numbers
    assert {slip} in alarms(crosscut.audit(table.format(slip)))


@pytest.mark.parametrize(
    ("text", "printed", "meant"),
    [
        ("과기부 9조4000억원, 중기부 1조000억원이다.", "1조000억원", ""),
        ("초격차 기술에는 2조4000원을 투자한다.", "2조4000원", "2조4000억원"),
        ("Spending was € 171 in 2023 and € 161 million in 2024.", "€ 171", "€ 171 million"),
        ("It rose from $1.2 billion in 2023-24 to $1.3 billion in 2024-45.", "2024-45", "2024-25"),
        ("예산은 1,2345억원이다.", "1,2345", ""),
        ("예산은 12.3.4조원이다.", "12.3.4", ""),
        ("It costs $8.24 billionB.", "8.24 billionB", "8.24 billion"),
    ],
)
def test_malformed_amounts_and_years_are_findings(text: str, printed: str, meant: str) -> None:
    (finding,) = [each for each in crosscut.audit(text + "\n").findings if each.rule == "form"]
    assert printed in finding.message.en
    assert printed in finding.message.ko
    assert finding.suggestion == meant


@pytest.mark.parametrize(
    "text",
    [
        "예산은 1조 2,000억원, 3조 4억원, 2조원이다.",
        "From 2023-24 to 2024-25, and the 2024-35 strategy.",
        "Spending was € 171 million in 2023 and € 161 million in 2024.",
        "It is $1.5 to $2 billion.",
        "버전 1.2.3은 3조 4,000원자재와 무관하다.",
    ],
)
def test_well_formed_ones_are_not(text: str) -> None:
    assert "form" not in {each.rule for each in crosscut.audit(text + "\n").findings}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1만5천억원", 1_500_000_000_000),
        ("3천61억원", 306_100_000_000),
        ("6만3697개", 63_697),
        ("1만 2천 명", 12_000),
        ("2조1200억원", 2_120_000_000_000),
    ],
)
def test_korean_numbers_of_several_parts_are_one(text: str, value: int) -> None:
    assert [figure.value for figure in crosscut.audit(text + "\n").figures] == [value]


def test_the_sum_is_shown_as_a_person_would_do_it() -> None:
    (finding,) = crosscut.audit("올해 2,253억원보다 늘어난 내년 예산은 2,711억원으로 20.9% 증가했다.\n").findings
    assert "2,711억원 − 2,253억원 = 458억원; 458억원 ÷ 2,253억원 = 20.3%, printed 20.9%" in finding.message.en
    assert "458억원 ÷ 2,253억원 = 20.3%, 문서에는 20.9%" in finding.message.ko


def test_one_of_several_figures_is_doubtful_and_none_is_marked_wrong() -> None:
    done = crosscut.audit(EACH.format("3142") + "\n")
    (finding,) = done.findings
    assert len(finding.figures) > 1
    assert finding.message.en.startswith("One of ")
    assert {done.state(each) for each in finding.figures} == {"doubtful"}


def test_what_a_warning_names_is_doubtful_and_not_called_checked() -> None:
    done = crosscut.audit("Spending was $98.7 million in 2020 (-6.3%), after $102.4 million in 2019.\n")
    (finding,) = done.findings
    assert finding.severity is Severity.WARNING
    assert {done.state(each) for each in finding.figures} == {"doubtful"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("올해 27조 4,005억원에서 내년 29조 7,770억원으로 2조 3,675억원 늘었다.", "2조 3,765억원"),
        ("$9.06B in 2023 rises to $9.90B in 2024, an increase of $0.48B.", "$0.84B"),
        (BASE.format("26.4"), "35.9%"),
        (ABOVE.format("279.7"), "$297.7 billion"),
    ],
)
def test_suggestions_are_amounts_in_the_documents_own_spelling(text: str, first: str) -> None:
    suggestions = [finding.suggestion for finding in crosscut.audit(text + "\n").findings]
    assert suggestions == [first]


MANY = "".join(f"2024년 양자 예산은 {1_000 + 7 * place}억 원이다.\n\n" for place in range(400))


def test_a_name_of_many_values_is_several_things() -> None:
    done = crosscut.audit(MANY)
    assert {finding.severity for finding in done.findings} <= {Severity.INFO}


def test_an_amount_is_of_the_area_that_its_preposition_names() -> None:
    done = crosscut.audit("In 2024 Korea invests 777.2 billion in AI and 125.2 billion in quantum.\n")
    assert [figure.entity for figure in done.figures] == ["ai", "quantum"]
