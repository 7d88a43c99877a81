"""Pages of passwords: one's own chosen with a first one, changed, and a first one given anew."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.people import credentials, sessions
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Sent, go, kept, posted, where
from crosscut.workspace.web.entrance import count_try, note_refusal, signed_in
from crosscut.workspace.web.pages.people_pages import account_page, person_page
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
_OF_NEW = ("password", "again")
"""The fields of the new password: where one of them is wrong, nobody types the first one again."""


@router.post("/first-password")
def choose(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Choose one's own password with a first one."""
    name, now = posted(form, "name"), desk.office.clock()
    try:
        key = count_try(request, desk, name)
        if posted(form, "again") != posted(form, "password") and "again" in form:
            raise WorkspaceError(word("password_differs"), column="again")
        with desk.office.database.writing() as connection:
            secret = credentials.choose(
                connection, name, posted(form, "first"), posted(form, "password"), now, where(request)
            )
            sessions.forget_tries(connection, key)
    except WorkspaceError as error:
        note_refusal(request, desk, name, error)
        first = posted(form, "first") if error.column in _OF_NEW else ""
        with desk.look(request, anyone=True) as act:
            return desk.page(request, act, "first_password.html", error=error, form=kept(form), first=first)
    return signed_in(request, secret)


@router.post("/account/password")
def change(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Change one's own password."""
    try:
        with desk.look(request) as act:
            name = act.actor.name
        key = count_try(request, desk, name)
        with desk.do(request, form) as act:
            credentials.change(act, posted(form, "former"), posted(form, "password"), request.state.signed.number)
            sessions.forget_tries(act.connection, key)
    except WorkspaceError as error:
        return account_page(request, desk, error, form)
    return go("/account", "password_changed")


@router.post("/people/{person}/password")
def reset(request: Request, desk: AtDesk, person: Number, form: Sent) -> Response:
    """Give somebody a first password anew."""
    try:
        with desk.do(request, form) as act:
            first = credentials.reset(act, person, posted(form, "reason"))
    except WorkspaceError as error:
        return person_page(request, desk, person, error)
    return person_page(request, desk, person, first=first)
