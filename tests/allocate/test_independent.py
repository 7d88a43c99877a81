"""Plans of 50 to 500 programmes beside an independent model of the same policies: a short form of its command."""

from tests.allocate.independent import tried


def test_plans_agree_with_a_model_written_by_hand():
    found = [tried(f"suite-{number}") for number in range(8)]
    assert [fault for _, faults in found for fault in faults] == []
    assert {"plan", "infeasible"} <= {end for end, _ in found}
