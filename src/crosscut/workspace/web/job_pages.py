"""Jobs as pages, for programs, and as a stream of what happens that holds no connection of the database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict

from crosscut.errors import CrosscutError
from crosscut.workspace import jobs
from crosscut.workspace.errors import TooOftenError, WorkspaceError
from crosscut.workspace.web import job_words
from crosscut.workspace.web.api_answers_office import JobAnswer, JobMade
from crosscut.workspace.web.api_router import Number, end_text, interface, time_text
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, said
from crosscut.workspace.web.page import language_of
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
api = interface()
EVERY = 1.0
"""Seconds between two looks of a stream."""
LONGEST = 600
"""Looks after which a stream ends; the browser opens it again by itself."""
MOST = 200
"""Streams of a server at one time."""


class _Streams:
    """How many streams are open."""

    count = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        self.count += 1
        try:
            yield
        finally:
            self.count -= 1


STREAMS = _Streams()
_LOOKS = ThreadPoolExecutor(3, thread_name_prefix="streams")
"""All looks of all streams go through these, so that they never hold more connections than that."""


@router.get("/jobs")
def all_jobs(request: Request, desk: AtDesk) -> Response:
    """The jobs, and what can be started."""
    return _jobs(request, desk, None)


def _jobs(request: Request, desk: Desk, error: WorkspaceError | None) -> Response:
    with desk.look(request) as act:
        return desk.page(request, act, "jobs.html", error=error, rows=jobs.every(act), kinds=jobs.KINDS)


@router.post("/jobs")
def start(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Start a job."""
    try:
        with desk.do(request, form) as act:
            number = jobs.start(act, said(form, "kind"))
    except WorkspaceError as error:
        if error.status != 409:
            raise
        return _jobs(request, desk, error)
    return go(f"/jobs/{number}", "job_started")


@router.get("/jobs/{job}")
def one_job(request: Request, desk: AtDesk, job: Number) -> Response:
    """How far a job is."""
    with desk.look(request) as act:
        found = jobs.load(act, job)
        return desk.page(request, act, "job.html", job=found, job_item=jobs.item(found))


@router.post("/jobs/{job}/cancel")
def cancel(request: Request, desk: AtDesk, job: Number, form: Sent) -> Response:
    """Cancel a job."""
    with desk.do(request, form) as act:
        jobs.cancel(act, job)
    return go(f"/jobs/{job}", "job_cancelled")


@router.get("/jobs/{job}/events")
async def events(request: Request, desk: AtDesk, job: Number) -> Response:
    """What happens to a job, as server-sent events until it ends; each look is a transaction of its own."""
    await asyncio.get_running_loop().run_in_executor(_LOOKS, _seen, request, desk, job)
    if STREAMS.count >= MOST:
        raise TooOftenError(word("busy"))
    return StreamingResponse(_stream(request, desk, job), media_type="text/event-stream")


async def _stream(request: Request, desk: Desk, job: int) -> AsyncIterator[str]:
    last = ""
    loop = asyncio.get_running_loop()
    with STREAMS.one():
        for _ in range(LONGEST):
            told = await loop.run_in_executor(_LOOKS, _look, request, desk, job)
            if told is None:
                return
            text = json.dumps(told)
            yield f"data: {text}\n\n" if text != last else ": \n\n"
            last = text
            if told["state"] in jobs.ENDED or await request.is_disconnected():
                return
            await asyncio.sleep(EVERY)


def _seen(request: Request, desk: Desk, job: int) -> None:
    """Refuse whoever may not see the job."""
    with desk.look(request) as act:
        jobs.load(act, job)


def _look(request: Request, desk: Desk, job: int) -> dict[str, str] | None:
    """How a job stands; None where whoever looks may no longer see it."""
    try:
        with desk.look(request) as act:
            found = jobs.load(act, job)
            return {"state": found.state, "step": job_words.step(found.step, language_of(request, desk.office))}
    except CrosscutError:
        return None


class JobIn(BaseModel):
    """A job to be started."""

    model_config = ConfigDict(extra="forbid")
    kind: str


@api.get("/jobs")
def list_jobs(request: Request, desk: AtDesk) -> list[JobAnswer]:
    """The last hundred jobs, the newest first."""
    with desk.look(request) as act:
        return [_shape(each) for each in jobs.every(act)]


@api.post("/jobs", status_code=201)
def start_job(request: Request, desk: AtDesk, body: JobIn) -> JobMade:
    """Start a job."""
    with desk.do(request) as act:
        return {"job": jobs.start(act, body.kind)}


@api.get("/jobs/{job}")
def read_job(request: Request, desk: AtDesk, job: Number) -> JobAnswer:
    """How far a job is."""
    with desk.look(request) as act:
        return _shape(jobs.load(act, job))


@api.post("/jobs/{job}/cancel", status_code=204)
def cancel_job(request: Request, desk: AtDesk, job: Number) -> None:
    """Cancel a job."""
    with desk.do(request) as act:
        jobs.cancel(act, job)


def _shape(job: jobs.Job) -> JobAnswer:
    return {
        "job": job.id,
        "kind": job.kind,
        "state": job.state,
        "step": job.step,
        "result": job_words.step(job.result, "en"),
        "asked_by": job.asked_by_name,
        "asked_at": time_text(job.asked_at),
        "ended_at": end_text(job.ended_at),
    }
