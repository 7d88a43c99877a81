"""An amount that somebody may not know changes nothing of what they see: no combination of figures can tell it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

import pytest

from crosscut.workspace.known_programmes import Known
from crosscut.workspace.receipts import Signer
from tests.shortened import some
from tests.workspace.committees import CHIPS, FAR, LIMITED, parted
from tests.workspace.conftest import CAST, MINE, Season, Seats, season_in
from tests.workspace.planned import FIGURE, out
from tests.workspace.rights_matrix import KEY, READS, Ask

AMOUNTS, OTHERS_KEY = ("91,000", "94,000"), "KR24-2-01"
"""Two amounts that the rules take alike, and a programme of another committee than that of ``KEY``."""
OUTSIDE = {
    "draft": (KEY, [name for name, *_ in CAST if name not in ("writer", "head")]),
    "filing": (KEY, ["stranger", "administrator", "nobody"]),
    "committee": (OTHERS_KEY, [f"{role} of {committee}" for role in LIMITED for committee in (CHIPS, FAR)]),
}
"""Whose amount varies, and who may not know it: as a draft, as a filing, as a filing of another committee's programme."""
_CHANCE = re.compile(
    r'name="token" value="[^"]*"|"request":\s?"[0-9a-f]{16}"|"signature":\s?"[^"]*"|[0-9a-f]{64}|(?<=:\d\d)\.\d{6}',
    re.IGNORECASE,
)
"""What says nothing of an amount but by a digest: tokens, numbers of requests, signatures, digests, and fractions of
seconds, which the clock of tests counts on each time that it is looked at."""


def seen(season: Season, names: Collection[str], asks: Collection[Ask], filing: str) -> dict[tuple[str, str], str]:
    """All that people get to see at addresses that answer questions."""
    places = defaultdict(lambda: "1", ministry=MINE, key=KEY, figure=FIGURE, fiscal="2024", stage="confirmed")
    places |= {"filing": filing, "call": str(season.call), "document": "release.pdf"}
    found = {}
    for name in names:
        for ask in asks:
            answer = season.staff.clients[name].get(ask.place.format_map(places), follow_redirects=False)
            found[name, ask.place] = f"{answer.status_code} {_CHANCE.sub('', answer.text)}"
    return found


@pytest.mark.parametrize("case", OUTSIDE)
def test_what_is_not_disclosed_changes_nothing_that_is_seen(
    case: str, season_made: tuple[Path, Seats], made: tuple[Path, Known, Signer], tmp_path: Path
) -> None:
    (key, outside), told = OUTSIDE[case], []
    names, answering = some(outside, 3), [ask for ask in READS if "/events" not in ask.place]
    asks = some(answering, len(answering) // 4)
    for amount in AMOUNTS:
        for whole in season_in(season_made, made, tmp_path / amount):
            season = parted(whole) if case == "committee" else whole
            for name in names:
                role, _, committee = name.partition(" of ")
                if committee:
                    season.staff.join(name, role, committee=committee)
            out(season.staff.folder)
            form = {"amount": amount, "reason": "more of it", "version": "0"}
            assert season.staff.post(season.writer, f"{season.draft()}/programmes/{key}", **form).status_code == 303
            filing = "2025-00001" if case == "draft" else season.file(season.head)
            assert amount in season.head.get(f"{season.draft()}/programmes/{key}").text
            told.append(seen(season, names, asks, filing))
    assert not [place for place in told[0] if told[0][place] != told[1][place]]
    assert any(text.startswith("200") for text in told[0].values())
