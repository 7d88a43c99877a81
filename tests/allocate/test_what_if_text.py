"""Answers to changes as people read them, in both languages, and what stands where none is possible."""

import io
from pathlib import Path

import pytest

from crosscut.cli import run
from tests.allocate.commanded_folders import CONFIG, LINES, POLICY

ASKED = "ceiling=+4%\nA=75 million\nai=last year +900%\nnothing=1\nB=full\nA=75\nceiling=\nA=5 apples\nai=+33.3333%\nai=-200%\nA=50%\nceiling=last year 0%\n"


def budget(folder: Path, policy: str) -> None:
    (folder / "sources").mkdir()
    (folder / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "sources" / "lines.csv").write_text(LINES, encoding="utf-8")
    (folder / "policy.toml").write_text(policy, encoding="utf-8")


def answers(folder: Path, capsys, monkeypatch, *words: str, policy: str = POLICY) -> tuple[int, str]:
    budget(folder, policy)
    monkeypatch.setattr("sys.stdin", io.StringIO(ASKED))
    monkeypatch.setenv("COLUMNS", "200")
    status = run(["allocate", str(folder), "--what-if", *words])
    return status, capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "ceiling=+4%: KRW 520 million, counted from the policy's limit of KRW 500 million",
                "optimal: KRW 520 million in all, value 520.0 (the plan's 500.0), proved to be the best",
                "- A Alpha: ",
                "A=75 million: KRW 75 million",
                "ai=last year +900%: KRW 450 million, counted from last year's KRW 45 million",
                "It leaves no plan: these rules cannot hold together",
                "'nothing' is neither a rule nor a programme.",
                "'75' has no unit. Write it with its unit, such as '75 million'.",
                "'ceiling=' is not a change. Write RULE=AMOUNT, RULE=-7% or PROGRAMME=AMOUNT.",
                "cannot read '5 apples' as an amount",
                "ai=+33.3333%: KRW 387 million, counted from the policy's limit of KRW 290 million",
                "-200% leaves less than nothing. The most that can be taken is -100 %.",
                "'50%' does not say whether more or less. Write +50% for so much more, -50% for so much less, or an amount.",
                "ceiling=last year 0%: KRW 300 million, counted from last year's KRW 300 million",
                "B=full: KRW 200 million, counted from the request of KRW 200 million",
            ],
        ),
        (
            "ko",
            [
                "ceiling=+4%: 520백만 원(정책 한도 500백만 원 기준)",
                "최적: 총 520백만 원 배분, 가치 520.0(기준안 500.0), 최선임이 증명됨",
                "금액이 달라지는 사업: ",
                "ai=last year +900%: 450백만 원(전년 금액 45백만 원 기준)",
                "배분안이 없음: 다음 규칙은 함께 지킬 수 없으며",
                "B=full: 200백만 원(요구액 200백만 원 기준)",
                "-200%만큼 바꾸면 남는 금액이 음수임. -100 % 이상으로 입력.",
                "'50%'가 증액인지 감액인지 알 수 없음. 그만큼 더 주려면 +50%, 덜 주려면 -50%, 아니면 금액을 입력.",
                "'nothing'은 규칙도 사업도 아님.",
                "'75'에 단위가 없음. '75 million'처럼 단위를 붙여 입력.",
                "'5 apples'는 금액이나 비율로 읽을 수 없음.",
            ],
        ),
    ],
)
def test_a_change_is_answered_in_words(tmp_path, capsys, monkeypatch, language: str, said: list[str]):
    status, text = answers(tmp_path, capsys, monkeypatch, "--language", language)
    assert status == 0
    assert [each for each in said if each not in text] == []


def test_a_floor_between_whole_units_is_counted_from_as_its_rule_prints_it(tmp_path, capsys, monkeypatch):
    status, text = answers(tmp_path, capsys, monkeypatch, policy=POLICY.replace('"290 million"', '"290.4 million"'))
    assert status == 0
    assert "counted from the policy's limit of KRW 290 million" in text


def test_a_policy_without_a_plan_says_why_instead_of_answering(tmp_path, capsys, monkeypatch):
    policy = POLICY.replace('"290 million"', '"490 million"')
    status, text = answers(tmp_path, capsys, monkeypatch, policy=policy)
    assert status == 1
    assert text.startswith("The policy has no plan: this rule by itself leaves none")


def test_a_table_of_answers_is_refused(tmp_path, capsys, monkeypatch):
    assert answers(tmp_path, capsys, monkeypatch, "--format", "csv") == (2, "")


@pytest.mark.parametrize("years", [[], ["--years"]])
def test_a_table_without_a_plan_says_on_stderr_why_it_is_empty(tmp_path, capsys, monkeypatch, years: list[str]):
    policy = POLICY.replace('"290 million"', '"490 million"') + (
        '[[later]]\nyear = 2027\nchange = "0 %"\n' if years else ""
    )
    budget(tmp_path, policy)
    assert run(["allocate", str(tmp_path), "--format", "csv", *years]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert "There is no plan: " in told.err
    assert ("leaves none by itself" in told.err) is not bool(years)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("B=full", "B=full: KRW 200 million, counted from the request of KRW 200.5 million"),
        ("B=201 million", "Beta (B), which asks for KRW 200.5 million, gets KRW 201 million"),
        ("B=199.5 million", "B=199.5 million: KRW 199 million (amounts are whole numbers of KRW 1 million)"),
    ],
)
def test_a_request_of_half_a_unit_is_told_as_it_was_asked(
    tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch, asked: str, said: str
):
    budget(tmp_path, POLICY)
    halves = LINES.replace("B,Beta,North,2026,200,", "B,Beta,North,2026,200.5,")
    (tmp_path / "sources" / "lines.csv").write_text(halves, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{asked}\n"))
    monkeypatch.setenv("COLUMNS", "300")
    run(["allocate", str(tmp_path), "--what-if"])
    assert said in capsys.readouterr().out
