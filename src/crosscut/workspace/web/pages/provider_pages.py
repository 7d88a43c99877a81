"""Signing in through the ministry's own provider: away, back, and who is who there."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from crosscut.workspace.errors import MissingError, RefusedError, WorkspaceError
from crosscut.workspace.people import identities
from crosscut.workspace.people.identity_provider import IdentityProvider
from crosscut.workspace.web.api_answers_office import IdentityMade
from crosscut.workspace.web.api_router import Number, interface
from crosscut.workspace.web.api_shapes import SubjectIn
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, cookie_name, go, posted, where
from crosscut.workspace.web.entrance import count_place, entrance_page, note_refusal, signed_in
from crosscut.workspace.web.pages.people_pages import person_page
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
api = interface()


def _provider(desk: Desk) -> IdentityProvider:
    if desk.provider is None:
        raise MissingError(word("missing"))
    return desk.provider


@router.post("/sign-in/elsewhere")
def leave(request: Request, desk: AtDesk, form: Sent) -> Response:
    """To the provider. A page stands between, so that the form itself leads nowhere else."""
    provider, now = _provider(desk), desk.office.clock()
    try:
        count_place(request, desk)
        with desk.office.database.writing() as connection:
            browser, flow = identities.begin_flow(connection, now)
        place = provider.leave_for(flow, now, again=bool(posted(form, "again")))
    except WorkspaceError as error:
        return entrance_page(request, desk, error, form)
    with desk.look(request, anyone=True) as act:
        answer = desk.page(request, act, "leave.html", place=place)
    answer.headers["refresh"] = f"0; url={place}"
    _keep(request, answer, browser)
    return answer


def _keep(request: Request, answer: Response, browser: str) -> None:
    """Let the browser keep its secret of the way, or forget it where it is empty."""
    answer.set_cookie(
        cookie_name(request, "flow"),
        browser,
        httponly=True,
        secure=request.url.scheme == "https",
        samesite="lax",
        path="/",
        max_age=int(identities.LASTS.total_seconds()) if browser else 0,
    )


@router.get("/sign-in/back")
def come_back(request: Request, desk: AtDesk, code: str = "", state: str = "", iss: str = "") -> Response:
    """Back from the provider: signed in as whom an administrator has set up for this subject."""
    provider, now = _provider(desk), desk.office.clock()
    issuer = provider.stated.issuer
    try:
        count_place(request, desk)
        with desk.office.database.writing() as connection:
            flow = identities.end_flow(connection, request.cookies.get(cookie_name(request, "flow"), ""), state, now)
        if flow is None:
            raise RefusedError(word("provider_other_flow"))
        if not code or iss not in ("", issuer):
            raise RefusedError(word("provider_refused"))
        subject = provider.subject(code, flow, now)
        with desk.office.database.writing() as connection:
            secret = identities.sign_in(connection, issuer, subject, now, where(request))
    except WorkspaceError as error:
        note_refusal(request, desk, f"({issuer})", error)
        answer = entrance_page(request, desk, error)
    else:
        answer = signed_in(request, secret)
    _keep(request, answer, "")
    return answer


@router.post("/people/{person}/identities")
def add(request: Request, desk: AtDesk, person: Number, form: Sent) -> Response:
    """Set up who somebody is at the provider."""
    try:
        with desk.do(request, form) as act:
            identities.add(act, person, desk.issuer, posted(form, "subject"))
    except WorkspaceError as error:
        return person_page(request, desk, person, error, form)
    return go(f"/people/{person}", "identity_added")


@router.post("/people/{person}/identities/{identity}/end")
def end(request: Request, desk: AtDesk, person: Number, identity: Number, form: Sent) -> Response:
    """End what somebody is at the provider."""
    with desk.do(request, form) as act:
        person = identities.end(act, identity)
    return go(f"/people/{person}", "identity_ended")


@api.post("/people/{person}/identities", status_code=201)
def add_identity(request: Request, desk: AtDesk, person: Number, body: SubjectIn) -> IdentityMade:
    """Set up who somebody is at the provider."""
    with desk.do(request) as act:
        return {"identity": identities.add(act, person, desk.issuer, body.subject)}


@api.post("/identities/{identity}/end", status_code=204)
def end_identity(request: Request, desk: AtDesk, identity: Number) -> None:
    """End what somebody is at the provider; their sign-ins end with it."""
    with desk.do(request) as act:
        identities.end(act, identity)
