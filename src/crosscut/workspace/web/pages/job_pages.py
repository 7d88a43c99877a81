"""Jobs as pages, for programs, and as a stream of what happens that holds no connection of the database."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict

from crosscut.errors import CrosscutError
from crosscut.text import Language, step_words
from crosscut.workspace import jobs
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.jobs import JobStanding
from crosscut.workspace.web import job_streams
from crosscut.workspace.web.api_answers_office import JobAnswer, JobMade
from crosscut.workspace.web.api_router import Number, end_text, interface, time_text
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, posted
from crosscut.workspace.web.page import language_of
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
api = interface()


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
            number = jobs.start(act, posted(form, "kind"))
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
    """What happens to a job, as server-sent events until it ends, or until whoever watches may no longer see it.

    The interface for programs has the same by ``GET /api/jobs/{job}``, asked again and again.
    """
    if desk.streams.full:
        busy = word("busy")
        return PlainTextResponse(f"{busy.ko}\n{busy.en}\n", 429, {"retry-after": "5"})
    stands = await job_streams.ask(partial(_seen, request, desk, job))
    language = language_of(request, desk.office)
    told = desk.streams.follow(job, stands, partial(_may_see, request, desk, job))
    return StreamingResponse(_events(told, language), media_type="text/event-stream")


async def _events(told: AsyncIterator[JobStanding | None], language: Language) -> AsyncIterator[str]:
    async for stands in told:
        if stands is None:
            yield ": \n\n"
        else:
            said = {"state": stands.state, "step": step_words.step(stands.step, language)}
            yield f"data: {json.dumps(said)}\n\n"


def _seen(request: Request, desk: Desk, job: int) -> JobStanding:
    """How a job stands, for somebody who may see it."""
    with desk.look(request) as act:
        found = jobs.load(act, job)
        return JobStanding(found.state, found.step)


def _may_see(request: Request, desk: Desk, job: int) -> bool:
    """Whether somebody may still watch; a database that is too busy to say keeps nobody from it."""
    try:
        with desk.look(request, touch=False) as act:
            jobs.load(act, job)
    except WorkspaceError:
        return False
    except CrosscutError:
        return True
    return True


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
        "result": step_words.step(job.result, "en"),
        "asked_by": job.asked_by_name,
        "asked_at": time_text(job.asked_at),
        "ended_at": end_text(job.ended_at),
    }
