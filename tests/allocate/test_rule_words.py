"""What rules and later years say."""

from fractions import Fraction

import pytest

from crosscut.allocate import Demand
from crosscut.allocate.later_years import bound_words
from crosscut.allocate.policy import Bound, Choice, parse
from crosscut.allocate.rule_words import bound_words as words_of_bound
from crosscut.allocate.rule_words import choice_words, priority_words
from crosscut.allocate.rules import state
from crosscut.allocate.selection_words import EACH
from crosscut.text import Text
from tests.allocate import material


@pytest.mark.parametrize(
    ("stated", "english", "korean"),
    [
        ({"change_at_most": "0 %"}, "each programme no more than last year's amount", "사업별 전년 대비 증액 없음"),
        ({"change_at_least": "0 %"}, "each programme no less than last year's amount", "사업별 전년 대비 감액 없음"),
        ({"request_at_most": "0 %"}, "each programme at most 0 % of the request", "사업별 요구액의 0 % 이하"),
    ],
)
def test_a_bound_of_nothing_is_said(stated: dict[str, str], english: str, korean: str):
    words = words_of_bound(Bound.model_validate({"id": "cap", **stated}), {})
    assert (words.en, words.ko) == (english, korean)


def later_words(**changed: int) -> Text:
    """What a later year of one programme owes in words."""
    keys = {"ministry": ["M"], "committee": [""], "status": ["continuing"]}
    demand = material.Demand(("a",), ("A",), (10**8,), (10**8,), keys)
    draft = state(parse({"unit": "million", "ceiling": {"amount": "9 million"}}), demand, "KRW")
    row = {
        "year": "2027",
        "ceiling": 9_000_000,
        "contracts": 1_200_000,
        "carried": 1_300_000,
        "bound": 2_500_000,
        "ended": 0,
        "ended_amount": 0,
    }
    return bound_words(row | changed, draft, Fraction(9, 10))


def test_the_parts_of_what_a_later_year_owes_sum_to_the_whole():
    words = later_words()
    assert words.en == (
        "2027: KRW 3 million of KRW 9 million are bound before anything is decided: contracts KRW 2 million, and kept of "
        "the year before (90 %) beyond them KRW 1 million."
    )
    assert "계약 2백만 원, 그 밖에 전년의 90 % 유지 1백만 원" in words.ko


def test_a_later_year_that_no_contract_binds_says_nothing_of_contracts():
    words = later_words(contracts=0, bound=1_300_000)
    assert words.en == (
        "2027: KRW 2 million of KRW 9 million are bound before anything is decided, all of it kept of the year before "
        "(90 %)."
    )
    assert "계약" not in words.ko


def test_a_group_says_its_programmes_by_their_names():
    keys = {"ministry": ["M"] * 2, "committee": [""] * 2, "status": ["continuing"] * 2}
    demand = material.Demand(("7", "8"), ("Ship", "Boat"), (100, 100), (100, 100), keys)
    stated = {"unit": "KRW", "ceiling": {"amount": "100"}, "group": [{"id": "7+8", "at_most": 1}]}
    draft = state(material.parse(stated), demand, "KRW")
    assert draft.rules[-1].text.en == "at most 1 of 2 funded (Ship (7), Boat (8))"


def test_sentences_name_a_programme_by_its_name_and_id():
    keys = {"ministry": ["M"] * 2, "committee": [""] * 2, "status": ["continuing"] * 2}
    demand = material.Demand(("7", "b"), ("Ship", "b"), (100, 1), (100, 1), keys)
    assert [demand.called(place) for place in (0, 1)] == ["Ship (7)", "b"]


def test_a_list_of_which_nobody_asks_is_of_no_ministry():
    assert priority_words(0, []).en.startswith("0 programmes of 0 ministries, ")


def test_one_programme_is_spoken_of_in_the_singular():
    assert priority_words(1, ["North"]).en == "1 programme of North, funded in the order of its own list"
    assert later_words(ended=1, ended_amount=4_000_000).en.endswith(
        "Ending before it: 1 programme, with KRW 4 million this year."
    )


def test_the_list_of_one_ministry_names_it():
    words = priority_words(106, ["해수부"])
    assert words.en.startswith("106 programmes of 해수부, funded")
    assert words.ko.startswith("해수부의 106개 사업을")


def test_a_ceiling_says_what_change_it_was_read_as_and_is_printed_no_higher_than_it_is():
    asked = Demand(
        ("A",), ("A",), (1_001_500_000,), (1_001_500_000,), {"ministry": ["M"], "status": ["continuing"]}, {}, {}
    )
    policy = {"unit": "million", "ceiling": {"change": "3 %"}, "rule": [{"id": "cap", "at_most": "999.6 million"}]}
    ceiling, cap = state(parse(policy), asked, "KRW").rules
    assert ceiling.limit == 1_031_545_000
    assert ceiling.text.en == "Total at most KRW 1,031 million (+3 % on last year)"
    assert ceiling.text.ko == "총액 1,031백만 원 이하 (전년 대비 +3 %)"
    assert "KRW 999 million" in cap.text.en


def test_a_choice_by_what_was_spent_says_of_how_many_that_is_known_where_it_is_not_of_all():
    choice = Choice.model_validate({"viable_of_execution": "50 %"})
    said = choice_words(choice, EACH, 3, 11)
    assert said.en.endswith("or nothing (execution is known of 3 of 11 programmes, and it binds no others)")
    assert said.ko.endswith(
        "(집행 실적이 있는 사업은 11개 중 3개이며, 나머지에는 집행액에 따른 최소 금액이 적용되지 않음)"
    )
    assert "known" not in choice_words(choice, EACH, 11, 11).en
