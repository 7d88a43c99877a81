"""Twenty clients behind a proxy that fails: no update lost, none twice, nothing signed unseen; and mutants are caught."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, Row

from crosscut.workspace.filing import calls, drafts, filings
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.drafts import DraftLine, SavedDraft
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office import Act
from tests.shortened import some
from tests.workspace.histories import Copies, office_of_clients, played

pytestmark = pytest.mark.slow

ACTS, CAUGHT_WITHIN = 3, 50


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return office_of_clients(tmp_path_factory.mktemp("clients") / "demo")


def test_no_history_shows_what_may_not_be(copies: Copies, tmp_path: Path) -> None:
    found, deeds = played(copies, tmp_path / "played", 1, ACTS)
    assert not found
    told = {(deed.kind, deed.outcome) for deed in deeds}
    assert {("write", "ok"), ("write", "refused"), ("file", "ok")} <= told


def saves_over_what_was_not_seen(patch: pytest.MonkeyPatch) -> None:
    right = drafts.save

    def save(act: Act, number: int, ministry: str, key: str, said: Mapping[str, str], _version: int) -> SavedDraft:
        call = calls.load(act.connection, number)
        now = drafts.line(act.connection, act.known, call, ministry, key)
        return right(act, number, ministry, key, said, now.version)

    patch.setattr(drafts, "save", save)


def compares_with_what_it_remembers(patch: pytest.MonkeyPatch) -> None:
    right, remembered, asked = drafts.line, dict[str, DraftLine](), count()

    def line(connection: Connection, known: Known, call: Call, ministry: str, key: str) -> DraftLine:
        if next(asked) % 2 or key not in remembered:
            remembered[key] = right(connection, known, call, ministry, key)
        return remembered[key]

    patch.setattr(drafts, "line", line)


def files_what_nobody_saw(patch: pytest.MonkeyPatch) -> None:
    right = filings.file

    def file(act: Act, number: int, ministry: str, _seen: str) -> str:
        call = calls.load(act.connection, number)
        rows = drafts.lines(act.connection, act.known, call, ministry)
        return right(act, number, ministry, filings.draft_digest(act, call, ministry, rows))

    patch.setattr(filings, "file", file)


def files_the_same_twice(patch: pytest.MonkeyPatch) -> None:
    def latest(_connection: Connection, _call: int, _ministry: str, _until: object = None) -> Row | None:
        return None

    patch.setattr(filings, "latest", latest)


def acknowledges_what_it_does_not_keep(patch: pytest.MonkeyPatch) -> None:
    right, asked = drafts.write, count(1)

    def write(act: Act, call: Call, ministry: str, key: str, values: Mapping[str, str], source: str) -> None:
        if next(asked) % 5:
            right(act, call, ministry, key, values, source)

    patch.setattr(drafts, "write", write)


MUTANTS = (
    saves_over_what_was_not_seen,
    compares_with_what_it_remembers,
    files_what_nobody_saw,
    files_the_same_twice,
    acknowledges_what_it_does_not_keep,
)


@pytest.mark.parametrize("mutant", some(MUTANTS, 1), ids=lambda mutant: mutant.__name__)
def test_a_mutant_is_caught(mutant: Callable[[pytest.MonkeyPatch], None], copies: Copies, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        mutant(patch)
        seeds = range(1, CAUGHT_WITHIN + 1)
        assert any(played(copies, tmp_path / f"played-{seed}", seed, ACTS)[0] for seed in seeds)
