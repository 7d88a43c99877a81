"""What happens to jobs, told to everybody who watches: one look a second at the database serves all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from crosscut.errors import CrosscutError
from crosscut.workspace import jobs
from crosscut.workspace.jobs import JobStanding
from crosscut.workspace.office import Office

EVERY = 1.0
"""Seconds between two looks."""
CHECKED = 15
"""Looks after which it is seen anew whether somebody may still watch, and a silent stream gives a sign of life."""
LONGEST = 600
"""Looks after which a stream ends; the browser opens it again by itself."""
MOST = 1000
"""Streams of a server at one time."""
_LOOKS = ThreadPoolExecutor(3, thread_name_prefix="streams")
"""Whatever streams ask of the database goes through these, so that they never hold more connections than that."""
T = TypeVar("T")


async def ask(question: Callable[[], T]) -> T:
    """What a question to the database answers, asked beside the other streams' questions."""
    return await asyncio.get_running_loop().run_in_executor(_LOOKS, question)


@dataclass
class _WatchedJob:
    stands: JobStanding
    watchers: int = 0


class JobStreams:
    """The streams of a server, and how the jobs stand that they tell of."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._watched: dict[int, _WatchedJob] = {}
        self._looking: asyncio.Task[None] | None = None

    @property
    def count(self) -> int:
        """How many streams are open."""
        return sum(each.watchers for each in self._watched.values())

    @property
    def full(self) -> bool:
        """Whether no more can be opened now."""
        return self.count >= MOST

    async def follow(
        self, job: int, stands: JobStanding, may_see: Callable[[], bool]
    ) -> AsyncIterator[JobStanding | None]:
        """How a job stands, at first as it was found and then whenever that changes; None as a sign of life.

        Ends with the job, after :data:`LONGEST` looks, and where ``may_see`` says no.
        """
        with self._watching(job, stands) as watched:
            yield stands
            for look in range(1, LONGEST):
                if stands.state in jobs.ENDED:
                    return
                await asyncio.sleep(EVERY)
                due = look % CHECKED == 0
                if due and not await ask(may_see):
                    return
                if watched.stands != stands:
                    stands = watched.stands
                    yield stands
                elif due:
                    yield None

    @contextmanager
    def _watching(self, job: int, stands: JobStanding) -> Iterator[_WatchedJob]:
        watched = self._watched.setdefault(job, _WatchedJob(stands))
        watched.watchers += 1
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        try:
            yield watched
        finally:
            watched.watchers -= 1
            if not watched.watchers:
                del self._watched[job]

    async def _look(self) -> None:
        """Look at all watched jobs at once, for as long as any is watched."""
        try:
            while self._watched:
                found = await ask(partial(self._standings, tuple(self._watched)))
                for job, stands in found.items():
                    if job in self._watched:
                        self._watched[job].stands = stands
                await asyncio.sleep(EVERY)
        finally:
            self._looking = None

    def _standings(self, numbers: tuple[int, ...]) -> dict[int, JobStanding]:
        """How jobs stand; none where the database is too busy to say, since the next look comes soon."""
        try:
            with self._office.database.reading() as connection:
                return jobs.standings(connection, numbers)
        except CrosscutError:
            return {}
