"""The interface for programs against its own description, as more than one role, and on PostgreSQL."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import FlakyStrategyDefinition
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance
from starlette.types import Receive, Scope, Send

from crosscut.workspace.known_programmes import Known
from crosscut.workspace.receipts import Signer
from crosscut.workspace.web.app import application
from tests.shortened import examples
from tests.workspace.conftest import CAST, Season, Seats, season_in, token_of

CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
EXAMPLES = int(os.environ.get("CROSSCUT_API_EXAMPLES", "0"))
"""Requests an address; two where nothing is said. The long form says how many, and asks as each role."""
NAMES = [name for name, role, _ in CAST if role] if EXAMPLES else ["coordinator", "writer", "administrator"]
DAY = datetime.now(UTC).toordinal()
"""Without a number each address is asked as one of the three, on each day as the next."""


def described_for(season: Season, name: str) -> tuple[schemathesis.schemas.BaseSchema, dict[str, str]]:
    """The description of an interface with one thing of each kind, and a token of somebody for all that they may."""
    client = season.staff.clients[name]
    number = season.file(season.writer)
    form = {"programme": "KR24-1-02", "text": "why?"}
    season.staff.post(season.reviewer, f"/filings/{number}/findings", **form)
    scope = [each["action"] for each in client.get("/api/rights").json()]
    data = {"label": "test", "days": "9", "scope": scope, "token": token_of(client)}
    secret = client.post("/account/tokens", data=data).text.partition('class="secret">')[2].partition("<")[0]
    schema = schemathesis.openapi.from_asgi("/openapi.json", application(season.staff.office))
    return schema, {"authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("name", NAMES)
def test_the_interface_does_as_it_describes(season: Season, name: str) -> None:
    schema, headers = described_for(season, name)
    operations = [each.ok() for each in schema.get_all_operations()]
    assert len(operations) > 60
    for place, operation in enumerate(operations):
        if EXAMPLES or NAMES[(place + DAY) % len(NAMES)] == name:
            _ask(operation, headers)


class Walks:
    """The interface as a walk finds it: each has a season of its own, so that the same walk meets the same answers."""

    def __init__(self, begun: Callable[[], Season], name: str) -> None:
        self._begun, self._name = begun, name
        self.steps, self.faults = 0, list[Exception]()
        self.begin()

    def begin(self) -> None:
        """A new season takes the place of the last."""
        season = self._begun()
        _, self.headers = described_for(season, self._name)
        self._app = application(season.staff.office)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The present season's application."""
        await self._app(scope, receive, send)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES if EXAMPLES else ["coordinator"])
def test_what_one_answer_names_is_asked_for_next_as_it_is_described(
    season_made: tuple[Path, Seats], made: tuple[Path, Known, Signer], tmp_path: Path, name: str
) -> None:
    """Stateful: numbers that one answer gives are asked for, written to and ended by the next."""
    with ExitStack() as seasons:

        def begun() -> Season:
            seasons.close()
            folder = Path(tempfile.mkdtemp(dir=tmp_path)) / "demo"
            return seasons.enter_context(contextmanager(season_in)(season_made, made, folder))

        walks = Walks(begun, name)
        for number in range(EXAMPLES or 2):
            _walk(walks, DAY + number)
        assert not walks.faults
        assert walks.steps >= 6 * (EXAMPLES or 2)


def _walk(walks: Walks, number: int) -> None:
    """One walk; what the links of its answers offer next is not drawn alike twice, so that none is replayed."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", walks)

    class Following(schema.as_state_machine()):  # type: ignore[misc]
        def setup(self) -> None:
            walks.begin()

        def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, object]:  # noqa: ARG002 - as it is called
            return {"headers": walks.headers}

        def validate_response(self, response: schemathesis.Response, case: schemathesis.Case, **_: object) -> None:
            walks.steps += 1
            try:
                case.validate_response(response, checks=CHECKS)
            except Exception as error:
                walks.faults.append(error)
                raise

    with suppress(FlakyStrategyDefinition):
        seed(number)(Following).run(settings=_settings(1, stateful_step_count=12))


def _settings(examples: int, **more: int) -> settings:
    return settings(
        max_examples=examples,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        **more,
    )


def _ask(operation: schemathesis.APIOperation, headers: dict[str, str]) -> None:
    strategy = operation.as_strategy()

    @_settings(EXAMPLES or examples(2))
    @given(case=strategy)
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    ask()


def test_the_description_has_no_pages_and_every_error(season: Season) -> None:
    described = season.writer.get("/openapi.json").json()
    assert all(path.startswith("/api/") for path in described["paths"])
    for path, methods in described["paths"].items():
        for method, said in methods.items():
            assert {"401", "403", "404", "409"} <= set(said["responses"]), (method, path)
