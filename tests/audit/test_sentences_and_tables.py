"""Kinds of sentences and tables that strangers write, in several languages: a misprint is called, its clean twin is not."""

from __future__ import annotations

import pytest

import crosscut
from crosscut.findings import Severity

MISPRINTS = [
    (
        "Gross outlays are $81.4 billion, less offsetting receipts of $6.9 billion, for net outlays of ${} billion.",
        "74.5",
        "47.5",
    ),
    ("세입 4,512억원에서 내부거래 312억원을 차감한 순 규모는 {}억원이다.", "4,200", "2,400"),
    ("The agency gets EUR 412 million, of which EUR {} million is for grants.", "380", "830"),
    ("총 4,120억원 가운데 인건비는 {}억원이다.", "1,250", "12,500"),
    (
        "Grants and loans received $412.5 million and ${} million respectively, or $731.2 million in all.",
        "318.7",
        "381.7",
    ),
    ("기초와 응용에 각각 3,412억원, {}억원을 배정해 모두 7,130억원을 쓴다.", "3,718", "3,178"),
    (
        "The plan of USD 912 million consists of roads (USD 512 million), rail (USD {} million) and ports (USD 90 million).",
        "310",
        "130",
    ),
    (
        "| 구분 | 2024 | 2025 |\n|---|---|---|\n| 세입(증가율) | 612.3 | 640.2({}) |\n| 세출(증가율) | 598.1 | 622.0(+4.0) |",
        "+4.6",
        "+6.4",
    ),
    ("The budget is KRW {} trillion (+11.5%), up from KRW 26.5 trillion.", "29.6", "26.9"),
    ("* 해양 관측 : ('23년) 290억원 ⇒ ('24년) 1,101억원 ({}억원 증)", "811", "881"),
    ("Outlays are $209.7 billion, $8.9 billion ({}%) above the FY2023 level of $200.8 billion.", "4.4", "7.4"),
    (
        "The FY 2009 level was $735.2 million. The request is $722.7 million, a cut of 1.7% or ${} million.",
        "12.5",
        "21.5",
    ),
    ("FY 2009 was $735.2 million\nThe request is $722.7 million\nThat is a cut of {}% or $12.5 million", "1.7", "7.1"),
    ("내년 예산은 18조8천100억원으로 올해보다 1.6%(3천{}억원) 줄었다.", "61", "610"),
    ("인건비 120억원(24.0%), 사업비 310억원({}%), 운영비 70억원(14.0%)이다.", "62.0", "26.0"),
    (
        "철도청 예산 {}억원 확정\n\n철도청은 내년 예산을 3,127억 원으로 확정했다. 올해 2,980억 원보다 147억 원 늘었다.",
        "3,127",
        "3,172",
    ),
    (
        "(단위: 백만원)\n\n| 사업 | '24년(a) | '25년(b) | 증감(b-a) | %((b-a)/a) |\n|---|---|---|---|---|\n| 수질 | 1,204 | 1,310 | 106 | 8.8 |\n| 대기 | 2,210 | 2,105 | {} | △4.8 |",
        "△105",
        "△150",
    ),
    (
        "(단위: 억원)\n\n| 구분 | 계(A+B) | 국비(A) | 지방비(B) |\n|---|---|---|---|\n| 항만 | 4,120 | 3,000 | 1,120 |\n| 어항 | {} | 1,210 | 405 |",
        "1,615",
        "1,651",
    ),
    (
        "| Item | Grants (a) | Loans (b) | Total (c=a+b) |\n|---|---|---|---|\n| North | 412.5 | 118.0 | 530.5 |\n| South | 301.2 | 99.9 | {} |",
        "401.1",
        "410.1",
    ),
    (
        "(단위: 천원, %)\n\n| 구분 | 예산현액(A) | 지출액(B) | 집행률(B/A) |\n|---|---|---|---|\n| 본청 | 812,400 | 790,120 | 97.3 |\n| 지청 | 412,300 | 371,070 | {} |",
        "90.0",
        "9.0",
    ),
    (
        "(단위: 억원, %)\n\n| 분야 | 금액 | 구성비 |\n|---|---|---|\n| 교통 | 412 | 41.2 |\n| 환경 | 318 | {} |\n| 안전 | 270 | 27.0 |",
        "31.8",
        "38.1",
    ),
    ("令和六年度予算は五兆六二〇〇億円で、前年度の五兆四一〇〇億円から{}億円増となった。", "二一〇〇", "一二〇〇"),
    (
        "(単位：百万円)\n\n|区分|令和6年度 A|令和5年度 B|増減 A-B|\n|---|---|---|---|\n|教育費|12,410|11,980|{}|\n|土木費|8,120|8,300|△180|",
        "430",
        "340",
    ),
    (
        "Le budget passe de 24,1 milliards d'euros à 25,3 milliards d'euros, soit une hausse de {} milliard d'euros (5,0 %).",
        "1,2",
        "2,1",
    ),
    (
        "Der Etat steigt von 15,3 Milliarden Euro auf 16,5 Milliarden Euro, ein Plus von {} Milliarden Euro.",
        "1,2",
        "2,1",
    ),
    ("The ministry gets Rs 12,771 crore in 2017-18, {} per cent more than Rs 12,024 crore in 2016-17.", "6.2", "2.6"),
    (
        "(단위: 억원)\n┌────┬─────┬─────┬────┐\n│구분│2023│2024│증감│\n├────┼─────┼─────┼────┤\n│연구│ 1,204 │ 1,310 │ {} │\n│교육│ 2,210 │ 2,105 │ △105 │\n└────┴─────┴─────┴────┘",
        "106",
        "160",
    ),
    (
        "(단위: 백만원)\n\n| 구분 | 2023 | 2024 | 증감 |\n|---|---|---|---|\n| 연구 | [218,042] | [220,142] | {} |\n| 교육 | 12,400 | 13,100 | 700 |",
        "2,100",
        "1,200",
    ),
    ("1인당 1만5천원씩 4만 명에게 모두 6억원을 준다. 지원금은 {}만원에서 250만원으로 25% 늘었다.", "200", "220"),
    ("총 예산은 9,870억원이다.\n분야: 연구 4,120억원, 교육 3,310억원, 시설 {}억원", "2,440", "4,240"),
    (
        "총 연구비는 63조7,341억원이다.\n재원: 민간 48조83억원({}%), 정부 15조2,750억원(24.0%), 외국 4,508억원(0.7%)",
        "75.3",
        "57.3",
    ),
    (
        "| Item | Amount ($ million) |\n|---|---|\n| Roads | 412.5 |\n| Rail | 301.2 |\n| Total transport | {} |\n| Schools | 512.0 |\n| Clinics | 88.1 |\n| Total services | 600.1 |\n| Total | 1,313.8 |",
        "713.7",
        "731.7",
    ),
    (
        "| | 2023 | 2024 |\n|---|---|---|\n| Revenue | $412,512 | $430,118 |\n| Expenses | $402,100 | $421,003 |\n| Variance | $10,412 | ${} |",
        "9,115",
        "9,511",
    ),
    ("Spending was € {} in 2023 and € 161 million in 2024.", "171 million", "171"),
    ("올해 예산은 {}이다.", "2조4000억원", "2조4000원"),
    ("Budgets: 2021-22 was $4.1bn, 2022-23 was $4.3bn, {} is $4.5bn.", "2023-24", "2023-34"),
    (
        "(단위: 원)\n\n| 구분 | 예산액 | 집행액 | 불용액 |\n|---|---|---|---|\n| 연구소 | 5,146,158,590 | 4,763,408,961 | 382,749,629 |\n| 사업비 | 400,940,590 | 244,274,960 | 156,665,630 |\n| 관리비 | 4,455,468,000 | 4,231,898,101 | {} |\n| 자산비 | 289,750,000 | 287,235,900 | 2,514,100 |",
        "223,569,899",
        "232,569,899",
    ),
    ("정부안 15조1,204억원 대비 {}억원 증액된 15조2,418억원으로 확정됐다.", "1,214", "1,412"),
    ("Funding rose 8.9 percent from $6.52 billion to ${} billion.", "7.10", "7.01"),
    ("STRS gets $751 million, $26 million more ({} percent) than last year.", "3.6", "6.3"),
]


def called(text: str) -> list[str]:
    """What is said of a text at warning or worse."""
    done = crosscut.audit(text + "\n")
    return [each.message.en for each in done.findings if each.severity is not Severity.INFO]


@pytest.mark.parametrize(("text", "meant", "misprint"), MISPRINTS)
def test_a_misprint_is_called_and_its_clean_twin_is_not(text: str, meant: str, misprint: str) -> None:
    assert not called(text.format(meant))
    assert any(misprint.lstrip("△+") in message for message in called(text.format(misprint)))


CLEAN = [
    "총 예산은 9,870억원이다.\n분야: 연구 4,120억원, 교육 3,310억원, 시설 1,240억원 등",
    "총 예산은 9,870억원이다.\n주요 분야: 연구 4,120억원, 교육 3,310억원, 시설 1,243억원",
    "분야: 연구 4,120억원(8.1%), 교육 3,310억원(3.2%), 시설 1,240억원(4.0%)",
    "총 예산은 9,870억원이다.\n분야별로 연구 4,120억원(8.1%), 교육 3,310억원(33.5%), 시설 1,240억원(4.0%)",
    "The bill has $1.912 billion. The other bill is down by $107 million, or 4.1 percent.",
    "Total spending is $412.5 million. Roads get $200.1 million, rail $100.2 million and ports $90.3 million.",
    "2024년 예산은 3,127억 원이다. 정부안보다 47억 원 늘었다. 전년보다 5.1% 늘었다. 2024년 예산은 3,127억 원이다.",
    "예산 3,127억 원(14억 원 증) 확정\n\n내년 예산은 3,127억 원으로 올해보다 5.1% 늘었다.",
    "| 구분 | 2023 | 2024 |\n|---|---|---|\n| 총지출 | 638.7 | 656.9 |\n| 의무지출 | 340.3 | 347.4 |\n| 재량지출(R&D 제외) | 270.1 | 280.0 |",
    "| Item | 2023 | 2024 |\n|---|---|---|\n| Fund A | 120 | 130 |\n| Fund B | 340 | 350 |\n| Net assets | 910 | 955 |",
    "| 사업 | 예산 | 집행 |\n|---|---|---|\n| 하천 | 4,120 | 3,900 |\n| 도로 | 2,300 | 2,250 |\n| 교량 | 1,820 | 1,650 |\n| 터널 | 912 | 900 |",
    "| Area | Grants | Loans | Staff |\n|---|---|---|---|\n| North | 412 | 118 | 12 |\n| South | 301 | 99 | 9 |\n| East | 208 | 77 | 8 |",
    "A pilot of $5 million grew to a programme of $1.9 billion.",
    "The line rose from $3.1 million in 2003 to $1.2 billion in 2024.",
    "집행률은 97.3%, 전년은 95.1%이다. 예산 4,123억원 중 4,012억원을 썼다.",
    "세입은 4,120억원, 세출은 4,012억원, 순세계잉여금은 98억원이다.",
    "순수입은 312억원, 총수입 4,120억원, 총지출 3,900억원이다.",
    "Net zero funding is $45 million; grants $310 million and loans $120 million.",
    "Der Etat beträgt 15,3 Milliarden Euro. Forschung erhält 3,2 Milliarden Euro (21 Prozent), Bildung 4,1 Milliarden Euro.",
    "Le budget atteint 27,12 milliards d'euros en AE et 27,02 milliards d'euros en CP, soit 6 % du budget général.",
    "国の予算は一一四兆三八一二億円、前年度比六・三%増。防衛費は六兆七八八〇億円。",
    "(千円)\n\n|区分|本年度|前年度|比較|\n|---|---|---|---|\n|市税|12,410,000|11,980,000|430,000|\n|譲与税|120,000|130,000|△10,000|\n|計|12,530,000|12,110,000|420,000|",
    "| Year | Budget | Share % |\n|---|---|---|\n| 2021 | 412 | 3.1 |\n| 2022 | 431 | 3.0 |\n| 2023 | 455 | 3.2 |\n| 2024 | 470 | 3.3 |",
    "| 연도 | 예산 | 비율 |\n|---|---|---|\n| 2021 | 412 | 41.2 |\n| 2022 | 431 | 43.1 |\n| 2023 | 455 | 44.0 |",
    "Roads get $412 million, an increase of 3%. Rail gets $318 million, 7% more than last year, and ports $212 million.",
    "Support was $4.1 million, up 12 percent; fees were $3.2 million, down 4 percent. Total income rose 5 percent to $9.9 million.",
    "정부안은 37조 4,560억원으로 올해 35조 7,056억원보다 4.9% 증가했다. 국회에서 1,040억원 감액됐다.",
    "올해 예산은 1,250억원이다. 지난해 1,180억원에서 신규 사업 20억원을 포함해 5.9% 늘었다.",
    "The department requests $47.8 billion, 12 percent below the 2025 enacted level. Of this, $2.1 billion is for grants, $3.3 billion for loans and $1.2 billion for staff.",
    "| 구분 | 계 | 1분기 | 2분기 | 3분기 |\n|---|---|---|---|---|\n| 세입 | 1,204 | 301 | 402 | 250 |\n| 세출 | 1,100 | 280 | 390 | 240 |",
    "| 구분 | A | B | A-B |\n|---|---|---|---|\n| 1호 | 412 | 400 | 12 |\n| 2호 | 318 | 320 | △2 |",
    "| Programme | FY24 | FY25 request | FY25 vs FY24 |\n|---|---|---|---|\n| X | 412.5 | 430.1 | 4.3% |\n| Y | 100.2 | 99.8 | -0.4% |\n| Z | 55.0 | 60.1 | 9.3% |",
    "물가상승률 2.3%를 감안하면 예산 4,120억원은 작년 4,100억원보다 1.8% 줄어든 셈이다.",
    "수출은 6,838억 달러로 8.2% 늘었고 수입은 6,320억 달러로 1.6% 줄어 무역수지는 518억 달러 흑자다.",
    "The House bill provides $8.64 billion, $560 million more than FY19. The Senate bill provides $8.32 billion, $240 million (3.0 percent) more.",
    "증감: 지방교부세 152억원, 보조금 361억원 증가, 사용료 84억원 감소",
    "Increase of $9.4 billion, nearly $6.1 billion of it for water",
]


@pytest.mark.parametrize("text", CLEAN)
def test_what_only_looks_related_is_not_called(text: str) -> None:
    assert not called(text)


def test_rates_of_change_beside_counts_of_one_or_two_are_no_shares_of_them() -> None:
    table = (
        "(단위: 억원)\n\n| 분야 | 금액 | 부처 내 비중 | 사업 수 | 증감 2026년 조정 대비 | 증감률 |\n|---|---|---|---|---|---|\n"
        "| 인공지능 | 87 | 50.1% | 1 | +20 | +30.0% |\n| 그 외 | 86 | 49.9% | 1 | −22 | −20.0% |\n"
        "| 총 예산 | 173 | 100.0% | 2 | −1 | −0.9% |\n"
    )
    assert not crosscut.audit(table).findings


def test_a_column_of_changes_is_no_second_amount_of_an_area() -> None:
    table = (
        "(단위: 억원)\n\n| 분야 | 금액 | 증감 2026년 정부안 대비 |\n|---|---|---|\n"
        "| 인공지능 | 4,123 | +120 |\n| 양자 | 1,206 | +31 |\n"
    )
    assert not called(f"2026년 양자는 1,206억원이다.\n\n{table}")
    assert called(f"2026년 양자는 1,260억원이다.\n\n{table.replace('금액', '2026년 정부안')}")


@pytest.mark.parametrize("pair", ["인공지능 · 양자", "인공지능과 양자", "인공지능 및 양자"])
def test_an_amount_of_two_areas_is_neither_ones_own(pair: str) -> None:
    table = "(단위: 억원)\n\n| 분야 | 2026년 정부안 |\n|---|---|\n| 인공지능 | 4,123 |\n| 양자 | 1,206 |\n"
    text = "2026년 인공지능은 4,123억원이다.\n\n2026년 {}, 455억원.\n\n" + table
    assert not called(text.format(pair))
    assert called(text.format("양자"))


SUBTOTAL_OF_ONE = """| Area | 2026 | Programmes |
|---|--:|--:|
| Quantum | 5,000 | 1 |
| Strategic technologies | 5,000 | 1 |
"""


@pytest.mark.parametrize("rest", ["| Total | 5,000 | 1 |\n", "| Outside | 1,000 | 1 |\n| Total | 6,000 | 2 |\n"])
def test_the_subtotal_of_one_line_is_no_part_of_the_total(rest: str) -> None:
    assert not crosscut.audit(SUBTOTAL_OF_ONE + rest).findings


def test_a_total_that_neither_reading_makes_up_is_called() -> None:
    found = crosscut.audit(SUBTOTAL_OF_ONE + "| Total | 50,000 | 1 |\n").findings
    assert [each.severity for each in found] == [Severity.FATAL]
