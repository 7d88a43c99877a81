"""Every address of the office and who may ask it: what the tests of rights ask one by one."""

from __future__ import annotations

from dataclasses import dataclass

from tests.workspace.conftest import MINE

OFFICE = {"reviewer", "chair", "coordinator", "approver", "auditor"}


SIGNED_IN = OFFICE | {"council", "clerk", "administrator", "writer", "head", "stranger", "nobody"}


IN_OFFICE = SIGNED_IN - {"nobody"}


@dataclass(frozen=True)
class Ask:
    """An address, how it is asked, what it may answer to whom, and the answer to all others."""

    method: str
    place: str
    who: frozenset[str] | set[str]
    good: int = 200
    refused: int = 404
    form: tuple[tuple[str, str], ...] = ()
    json: tuple[tuple[str, object], ...] | None = None


DRAFT, API = "/calls/{call}/{ministry}", "/api/calls/{call}/requests/{ministry}"


KEY = "KR24-1-02"


WRITERS = {"writer", "head"}


ASKERS = {"reviewer", "chair", "coordinator"}


READERS = {"reviewer", "chair"}


PLANNERS = {"chair", "coordinator", "approver", "auditor"}


DISCUSS = PLANNERS - {"auditor"}


READS = (
    Ask("GET", "/", SIGNED_IN),
    Ask("GET", "/rights", SIGNED_IN),
    Ask("GET", "/account", SIGNED_IN),
    Ask("GET", "/record", {"auditor", "coordinator", "administrator", "writer", "head", "stranger"}),
    Ask(
        "GET",
        "/record/checkpoint.json",
        {"auditor", "coordinator", "administrator", "writer", "head", "stranger"},
    ),
    Ask(
        "GET",
        "/api/record/checkpoint",
        {"auditor", "coordinator", "administrator", "writer", "head", "stranger"},
    ),
    Ask("GET", "/jobs", {"coordinator", "administrator", "auditor"}),
    Ask("GET", "/jobs/{job}", {"coordinator", "administrator", "auditor"}),
    Ask("GET", "/jobs/{job}/events", {"coordinator", "administrator", "auditor"}),
    Ask("GET", "/api/jobs", {"coordinator", "administrator", "auditor"}),
    Ask("GET", "/api/jobs/{job}", {"coordinator", "administrator", "auditor"}),
    Ask("GET", "/reading", OFFICE),
    Ask("GET", "/reading/{key}", READERS),
    Ask("GET", "/differences/{key}", {"coordinator"}),
    Ask("GET", "/api/reading", OFFICE),
    Ask("GET", "/api/reading/programmes/{key}", READERS),
    Ask("GET", "/api/reading/differences", {"chair", "coordinator"}),
    Ask("GET", "/hearings", OFFICE),
    Ask("GET", "/hearings/{key}", OFFICE),
    Ask("GET", "/api/hearings", OFFICE),
    Ask("GET", "/api/hearings/{key}", OFFICE),
    Ask("GET", "/replay", OFFICE),
    Ask("GET", "/replay/{fiscal}", OFFICE),
    Ask("GET", "/replay/{fiscal}/{stage}", OFFICE),
    Ask("GET", "/compare", OFFICE),
    Ask("GET", "/compare?a=stage:2024:confirmed&b=scenario:{scenario}", PLANNERS),
    Ask("GET", "/compare?a=stage:2024:confirmed&b=filing:{filing}", OFFICE),
    Ask("GET", "/compare?a=stage:2023:confirmed&b=move:{move}", PLANNERS),
    Ask("GET", "/api/compare?a=stage:2024:confirmed&b=scenario:{scenario}", PLANNERS),
    Ask("GET", "/api/compare?a=filing:{filing}&b=stage:2024:confirmed", OFFICE),
    Ask("GET", "/api/replay", OFFICE),
    Ask("GET", "/api/replay/{fiscal}", OFFICE),
    Ask("GET", "/api/replay/{fiscal}/{stage}", OFFICE),
    Ask("GET", "/scenarios", PLANNERS),
    Ask("GET", "/scenarios/{scenario}", PLANNERS),
    Ask("GET", "/scenarios/compare?with={scenario}&with={other}", PLANNERS),
    Ask("GET", "/scenarios/{scenario}/programmes", PLANNERS),
    Ask("GET", "/scenarios/{scenario}/programmes.csv", PLANNERS),
    Ask("GET", "/scenarios/{scenario}/policy.toml", PLANNERS),
    Ask("GET", "/api/scenarios", PLANNERS),
    Ask("GET", "/api/scenarios/compare?with={scenario}&with={other}", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/plan", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/programmes", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/feasible?place=ceiling", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/worth", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/pins", PLANNERS),
    Ask("GET", "/api/scenarios/{scenario}/policy", PLANNERS),
    Ask("GET", "/moves", PLANNERS),
    Ask("GET", "/moves/{move}", PLANNERS),
    Ask("GET", "/moves/{move}/amounts.csv", PLANNERS),
    Ask("GET", "/moves/{move}/receipt.json", PLANNERS),
    Ask("GET", "/moves/{move}/package.json", PLANNERS),
    Ask("GET", "/moves/{move}/withdrawal.json", set()),
    Ask("GET", "/api/moves/{waiting}/threads", PLANNERS),
    Ask("GET", "/api/threads/{thread}", PLANNERS),
    Ask("GET", "/api/moves/{waiting}/justification", PLANNERS),
    Ask("GET", "/lists", PLANNERS),
    Ask("GET", "/lists/new", {"coordinator"}, 200, 403),
    Ask("GET", "/lists/{listing}", PLANNERS),
    Ask("GET", "/lists/{listing}/receipt.json", set()),
    Ask("GET", "/lists/{listing}/package.json", set()),
    Ask("GET", "/lists/{listing}/designation.csv", set()),
    Ask("GET", "/api/lists", PLANNERS),
    Ask("GET", "/api/lists/{listing}", PLANNERS),
    Ask("GET", "/publications", PLANNERS),
    Ask("GET", "/publications/{planned}", PLANNERS),
    Ask("GET", "/publications/{planned}/publication.zip", PLANNERS),
    Ask("GET", "/publications/{planned}/documents/{document}", PLANNERS),
    Ask("GET", "/publications/{planned}/pages/{document}", PLANNERS),
    Ask("GET", "/publications/{planned}/manifest.json", PLANNERS),
    Ask("GET", "/publications/{published}/receipt.json", PLANNERS),
    Ask("GET", "/api/publications", PLANNERS),
    Ask("GET", "/api/publications/{planned}", PLANNERS),
    Ask("GET", "/api/moves", PLANNERS),
    Ask("GET", "/api/moves/{move}", PLANNERS),
    Ask("GET", "/api/moves/{move}/amounts", PLANNERS),
    Ask("GET", "/api/moves/{move}/receipt", PLANNERS),
    Ask("GET", "/api/moves/{move}/package", PLANNERS),
    Ask("GET", "/api/moves/{move}/withdrawal", set()),
    Ask("GET", "/api/lists/{listing}/receipt", set()),
    Ask("GET", "/api/lists/{listing}/package", set()),
    Ask("GET", "/api/lists/{listing}/designation", set()),
    Ask("GET", "/api/publications/{planned}/whole", PLANNERS),
    Ask("GET", "/api/publications/{planned}/documents/{document}", PLANNERS),
    Ask("GET", "/api/publications/{planned}/manifest", PLANNERS),
    Ask("GET", "/api/publications/{published}/receipt", PLANNERS),
    Ask("GET", "/api/publications/{planned}/figures/{figure}", PLANNERS),
    Ask("GET", "/api/figures/{figure}", PLANNERS),
    Ask("GET", "/api/filings/{filing}/receipt", OFFICE | WRITERS),
    Ask("GET", "/api/filings/{filing}/content", OFFICE | WRITERS),
    Ask("GET", "/api/calls/{call}/filed", OFFICE),
    Ask("GET", "/api/people/{person}", {"administrator", "auditor"}),
    Ask("GET", "/scenarios/{scenario}/propose", {"coordinator"}, refused=403),
    Ask("GET", "/people", {"administrator", "auditor"}),
    Ask("GET", "/people/{person}", {"administrator", "auditor"}),
    Ask("GET", "/api/people/{person}/passkeys", {"administrator", "auditor"}),
    Ask("GET", "/calls", IN_OFFICE),
    Ask("GET", "/calls/new", {"coordinator", "administrator"}, refused=403),
    Ask("GET", "/calls/{call}", IN_OFFICE),
    Ask("GET", DRAFT, WRITERS),
    Ask("GET", DRAFT + "/programmes/{key}", WRITERS),
    Ask("GET", DRAFT + "/file", WRITERS),
    Ask("GET", "/filings/{filing}/changes", OFFICE | WRITERS | {"council", "clerk"}),
    Ask("GET", API + "/changes", WRITERS),
    Ask("GET", API + "/files", WRITERS),
    Ask("GET", "/files/{file}", OFFICE | WRITERS),
    Ask("GET", "/api/files/{file}", OFFICE | WRITERS),
    Ask("GET", "/api/findings/{finding}/files", OFFICE | WRITERS),
    Ask("GET", "/api/calls/{call}/minutes", OFFICE),
    Ask("GET", "/api/calls/{call}/findings", OFFICE | WRITERS | {"stranger"}),
    Ask("GET", "/api/calls/{call}/next", {"coordinator", "administrator"}, refused=403),
    Ask("GET", "/api/filings/{filing}/changes", OFFICE | WRITERS | {"council", "clerk"}),
    Ask("GET", DRAFT + "/workbook.xlsx", WRITERS),
    Ask("GET", DRAFT + "/workbook/{sheet}", WRITERS),
    Ask("GET", DRAFT + "/bundle.zip", WRITERS),
    Ask("GET", DRAFT + "/sent/{sent}", WRITERS),
    Ask("GET", API + "/bundle", WRITERS),
    Ask("GET", API + "/workbook", WRITERS),
    Ask("GET", API + "/sent", WRITERS),
    Ask("GET", API + "/sent/{sent}", WRITERS),
    Ask("GET", API + "/sent/{sent}/file", WRITERS),
    Ask("GET", "/filings/{filing}", OFFICE | WRITERS | {"council", "clerk"}),
    Ask("GET", "/filings/{filing}/receipt.json", OFFICE | WRITERS),
    Ask("GET", "/filings/{filing}/filing.json", OFFICE | WRITERS),
    Ask("GET", "/calls/{call}/filed.csv", OFFICE),
    Ask("GET", "/findings", SIGNED_IN),
    Ask("GET", "/findings/{finding}", OFFICE | WRITERS),
    Ask("GET", "/api/me", SIGNED_IN),
    Ask("GET", "/api/rights", SIGNED_IN),
    Ask("GET", "/api/people", {"administrator", "auditor"}),
    Ask("GET", "/api/calls", IN_OFFICE),
    Ask("GET", "/api/calls/{call}", IN_OFFICE),
    Ask("GET", API, WRITERS),
    Ask("GET", API + "/programmes/{key}", WRITERS),
    Ask("GET", "/api/filings/{filing}", OFFICE | WRITERS | {"council", "clerk"}),
    Ask("GET", "/api/findings/{finding}", OFFICE | WRITERS),
    Ask("GET", "/api/record", {"auditor", "coordinator", "administrator", "writer", "head", "stranger"}),
)


_WHY = (("reason", ""),)


_SAYS = (("shares", []), ("reason", "x"))


_LISTS = (("title", "x"), ("why", "y"), ("name", "X"), ("law", "z"), ("in_force", "2027-01-01"))


WRITES = (
    Ask("POST", "/reading-next", READERS, 303, 403),
    Ask("POST", "/reading/{key}", READERS, 422, 404, form=(("how", "areas"),)),
    Ask("POST", "/reading/{key}/skip", READERS, 422, 404, form=_WHY),
    Ask("POST", "/reading/{key}/back", READERS, 303, 404),
    Ask("POST", "/reading/{key}/bar", READERS, 422, 404, form=_WHY),
    Ask("POST", "/reading-bars", READERS, 422, 403, form=(("ministry", MINE), *_WHY)),
    Ask("POST", "/reading-again", {"coordinator"}, 422, 403, form=(("area", "none"), *_WHY)),
    Ask("POST", "/reading-draws", {"coordinator"}, 422, 403, form=(("count", "0"),)),
    Ask("POST", "/differences/{key}", {"coordinator"}, 422, 404, form=(("how", "areas"),)),
    Ask("POST", "/api/reading/next", READERS, 200, 403),
    Ask("PUT", "/api/reading/programmes/{key}", READERS, 428, 428, json=_SAYS),
    Ask("POST", "/api/reading/programmes/{key}/skip", READERS, 422, 404, json=(("reason", " "),)),
    Ask("POST", "/api/reading/programmes/{key}/back", READERS, 204, 404),
    Ask("POST", "/api/reading/programmes/{key}/renew", READERS, 204, 404),
    Ask("POST", "/api/reading/bars", READERS, 422, 403, json=(("ministry", MINE), ("reason", " "))),
    Ask("POST", "/api/reading/again", {"coordinator"}, 422, 403, json=(("area", "none"), ("reason", " "))),
    Ask("POST", "/api/reading/draws", {"coordinator"}, 422, 403, json=(("count", 5),)),
    Ask("PUT", "/api/reading/differences/{key}", {"coordinator"}, 428, 428, json=_SAYS),
    Ask("POST", "/scenarios", {"coordinator"}, 422, 403, form=(("name", ""), ("why", "x"))),
    Ask("POST", "/scenarios/{scenario}", {"coordinator"}, 200, 403, form=(("do", "try"),)),
    Ask("POST", "/scenarios/{scenario}/close", {"coordinator"}, 422, 403, form=(("reason", ""),)),
    Ask("POST", "/api/scenarios/{scenario}/close", {"coordinator"}, 428, 428, json=(("reason", " "),)),
    Ask("POST", "/api/scenarios", {"coordinator"}, 422, 403, json=(("name", " "), ("why", "x"))),
    Ask("PUT", "/api/scenarios/{scenario}", {"coordinator"}, 428, 428, json=(("changes", []),)),
    Ask("POST", "/api/scenarios/{scenario}/plan", {"coordinator"}, 200, 403, json=(("changes", []),)),
    Ask("POST", "/scenarios/{scenario}/propose", {"coordinator"}, 422, 403, form=(("title", "x"),)),
    Ask("POST", "/moves/{waiting}/amend", {"coordinator"}, 422, 403, form=(("amount", "x"),)),
    Ask("POST", "/moves/{waiting}/return", {"approver"}, 422, 403, form=(("reason", ""),)),
    Ask("POST", "/moves/{waiting}/sign", {"approver"}, 409, 403, form=(("digest", "x"),)),
    Ask("POST", "/moves/{move}/withdraw", {"approver"}, 422, 403, form=(("reason", ""),)),
    Ask("POST", "/api/moves/{move}/withdraw", {"approver"}, 422, 403, json=(("reason", " "),)),
    Ask("POST", "/moves/{waiting}/threads", DISCUSS, 422, 403, form=(("text", ""),)),
    Ask("POST", "/threads/{thread}/say", DISCUSS, 409, 403, form=(("text", "x"), ("version", "9"))),
    Ask("POST", "/threads/{thread}/settle", {"chair", "approver"}, 409, 403, form=(("text", "x"), ("version", "9"))),
    Ask("POST", "/moves/{waiting}/justification", {"coordinator"}, 409, 403, form=(("ko", "x"), ("seen", "9"))),
    Ask("POST", "/api/moves/{waiting}/threads", DISCUSS, 422, 403, json=(("text", " "),)),
    Ask("POST", "/api/threads/{thread}/sayings", DISCUSS, 428, 428, json=(("text", "x"),)),
    Ask("POST", "/api/threads/{thread}/settle", {"chair", "approver"}, 428, 428, json=(("text", "x"),)),
    Ask("PUT", "/api/moves/{waiting}/justification", {"coordinator"}, 428, 428, json=(("ko", "x"),)),
    Ask("POST", "/lists", {"coordinator"}, 422, 403, form=(("title", ""),)),
    Ask("POST", "/lists/{listing}/say", {"chair", "coordinator", "approver"}, 422, 403, form=(("text", ""),)),
    Ask("POST", "/lists/{listing}/return", {"approver"}, 422, 403, form=(("reason", ""),)),
    Ask("POST", "/lists/{listing}/confirm", {"approver"}, 409, 403, form=(("digest", "x"),)),
    Ask("POST", "/api/lists", {"coordinator"}, 422, 403, json=_LISTS),
    Ask("POST", "/api/lists/{listing}/sayings", {"chair", "coordinator", "approver"}, 422, 403, json=(("text", " "),)),
    Ask("POST", "/api/lists/{listing}/return", {"approver"}, 422, 403, json=(("reason", " "),)),
    Ask("POST", "/api/lists/{listing}/confirm", {"approver"}, 409, 403, json=(("digest", "0" * 64),)),
    Ask("POST", "/publications", {"coordinator"}, 422, 403, form=(("title", ""),)),
    Ask("POST", "/publications/{planned}/sign", {"approver"}, 409, 403, form=(("digest", "x"),)),
    Ask("POST", "/publications/{planned}/return", {"approver"}, 422, 403, form=(("reason", ""),)),
    Ask("POST", "/publications/{planned}/stop", set(), 403, 403, form=(("reason", "x"),)),
    Ask("POST", "/publications/{planned}/retry", set(), 403, 403),
    Ask("POST", "/api/publications", {"coordinator"}, 422, 403, json=(("title", " "),)),
    Ask("POST", "/api/publications/{planned}/sign", {"approver"}, 409, 403, json=(("digest", "0" * 64),)),
    Ask("POST", "/api/publications/{planned}/return", {"approver"}, 422, 403, json=(("reason", " "),)),
    Ask("POST", "/api/publications/{planned}/stop", set(), 403, 403, json=(("reason", "x"),)),
    Ask("POST", "/api/publications/{planned}/retry", set(), 403, 403, json=()),
    Ask(
        "POST",
        "/api/moves",
        {"coordinator"},
        422,
        403,
        json=(("scenario", 1), ("title", "x"), ("why", "y"), ("stage", "requested")),
    ),
    Ask(
        "POST",
        "/api/moves/{waiting}/amendments",
        {"coordinator"},
        428,
        428,
        json=(("programme", "x"), ("amount", 1), ("mover", "x"), ("why", "y")),
    ),
    Ask("POST", "/api/moves/{waiting}/return", {"approver"}, 428, 428, json=(("reason", " "),)),
    Ask("POST", "/api/moves/{waiting}/sign", {"approver"}, 409, 403, json=(("digest", "0" * 64),)),
    Ask("POST", "/jobs", {"coordinator"}, 404, 403, form=(("kind", "x"),)),
    Ask("POST", "/jobs/{job}/cancel", {"coordinator"}, 403, 403),
    Ask("POST", "/api/jobs", {"coordinator"}, 404, 403, json=(("kind", "x"),)),
    Ask("POST", "/api/jobs/{job}/cancel", {"coordinator"}, 403, 403),
    Ask("POST", "/people", {"administrator"}, 422, 403, form=(("name", ""),)),
    Ask("POST", "/people/{person}/roles", {"administrator"}, 422, 403, form=(("role", "council"), ("reason", ""))),
    Ask("POST", "/people/{person}/roles/{grant}/confirm", {"administrator"}, 303, 403),
    Ask("POST", "/people/{person}/roles/{grant}/end", {"administrator"}, 422, 403, form=_WHY),
    Ask("POST", "/people/{person}/close", {"administrator"}, 422, 403, form=_WHY),
    Ask("POST", "/api/people/{person}/close", {"administrator"}, 422, 403, json=(("text", " "),)),
    Ask("POST", "/people/{person}/identities", {"administrator"}, 422, 403, form=(("subject", ""),)),
    Ask("POST", "/people/{person}/identities/{grant}/end", {"administrator"}, 404, 403),
    Ask("POST", "/api/people/{person}/identities", {"administrator"}, 422, 403, json=(("subject", "x"),)),
    Ask("POST", "/api/identities/{grant}/end", {"administrator"}, 404, 403),
    Ask("POST", "/people/{person}/passkeys/{grant}/end", {"administrator"}, 404, 403, form=_WHY),
    Ask("POST", "/api/passkeys/{grant}/end", {"administrator"}, 404, 403, json=(("text", "x"),)),
    Ask("POST", "/people/{person}/password", {"administrator"}, 422, 403, form=_WHY),
    Ask("POST", "/api/people/{person}/password", {"administrator"}, 422, 403, json=(("text", " "),)),
    Ask(
        "POST",
        "/calls",
        {"coordinator", "administrator"},
        422,
        403,
        form=(("opens", "2027-03-01T00:00"), ("year", "1")),
    ),
    Ask("POST", "/calls/{call}/extensions", {"coordinator"}, 422, 403, form=(("closes", "2027-03-01T00:00"),)),
    Ask("POST", DRAFT + "/extension", WRITERS, 422, 404, form=(("reason", ""),)),
    Ask("POST", API + "/extension", WRITERS, 422, 404, json=(("text", " "),)),
    Ask("POST", DRAFT + "/programmes", {"writer"}, 422, 404, form=(("name", ""),)),
    Ask("POST", DRAFT + "/programmes/{key}", WRITERS, 422, 404, form=(("amount", "x"), ("version", "0"))),
    Ask("POST", DRAFT + "/programmes/{key}/remove", {"writer"}, 422, 404),
    Ask("DELETE", API + "/programmes/{key}", WRITERS, 428, 428),
    Ask("POST", DRAFT + "/files", WRITERS, 422, 404),
    Ask("POST", "/files/{file}/end", WRITERS, 303, 404),
    Ask("POST", "/findings/{finding}/files", WRITERS | ASKERS, 422, 403),
    Ask("POST", "/minutes/{call}/files", ASKERS, 422, 403),
    Ask("POST", API + "/files?name=x.pdf", WRITERS, 422, 404),
    Ask("POST", "/api/findings/{finding}/files?name=x.pdf", WRITERS | ASKERS, 422, 403),
    Ask("POST", "/api/calls/{call}/minutes?name=x.pdf", ASKERS, 422, 403),
    Ask("DELETE", "/api/files/{file}", WRITERS, 204, 404),
    Ask("POST", DRAFT + "/file", WRITERS, 303, 404),
    Ask("POST", DRAFT + "/workbook", WRITERS, 422, 404),
    Ask("POST", DRAFT + "/sheet", WRITERS, 422, 404),
    Ask("POST", API + "/sheet?name=x.pdf", WRITERS, 422, 404),
    Ask("POST", DRAFT + "/workbook/{sheet}", WRITERS, 303, 404),
    Ask("POST", DRAFT + "/bundle", WRITERS, 422, 404),
    Ask("POST", API + "/bundle?name=x.zip", WRITERS, 422, 404),
    Ask("POST", API + "/sent/{sent}", WRITERS, 200, 404, json=(("changes", []),)),
    Ask("POST", "/filings/{filing}/findings", ASKERS, 422, 403, form=(("programme", KEY), ("text", ""))),
    Ask("POST", "/findings/{finding}/answer", WRITERS, 409, 403, form=(("text", ""),)),
    Ask("POST", "/findings/{finding}/settle", ASKERS, 409, 403, form=(("how", "accepted"), ("text", ""))),
    Ask("POST", "/api/people", {"administrator"}, 422, 403, json=(("name", " "),)),
    Ask("POST", "/api/people/{person}/roles", {"administrator"}, 422, 403, json=(("role", "x"), ("reason", "y"))),
    Ask("POST", "/api/roles/{grant}/confirm", {"administrator"}, 204, 403),
    Ask("POST", "/api/roles/{grant}/end", {"administrator"}, 422, 403, json=(("text", " "),)),
    Ask(
        "POST",
        "/api/calls",
        {"coordinator", "administrator"},
        422,
        403,
        json=(
            ("title", "x"),
            ("year", 1999),
            ("opens_at", "2027-03-01T00:00:00Z"),
            ("groups", [{"closes_at": "2027-04-01T00:00:00Z", "ministries": ["msit"]}]),
        ),
    ),
    Ask(
        "POST",
        "/api/calls/{call}/extensions",
        {"coordinator"},
        422,
        403,
        json=(("closes_at", "2027-03-01T00:00:00Z"), ("reason", "x")),
    ),
    Ask("POST", API + "/programmes", {"writer"}, 422, 404, json=(("name", " "),)),
    Ask("PUT", API + "/programmes/{key}", WRITERS, 428, 428, json=(("amount", 1),)),
    Ask("POST", API + "/file", WRITERS, 201, 404, json=(("digest", "0" * 64),)),
    Ask("POST", "/api/filings/{filing}/findings", ASKERS, 422, 403, json=(("programme", KEY), ("text", " "))),
    Ask("POST", "/api/findings/{finding}/answer", WRITERS, 428, 403, json=(("text", " "),)),
    Ask("POST", "/api/findings/{finding}/settle", ASKERS, 428, 403, json=(("how", "accepted"), ("text", " "))),
)
