"""What browsers and authenticators are asked about passkeys, and whether what they answer is right (WebAuthn).

The person is always verified by the authenticator, by a PIN, a finger or a face: two factors in one act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import JsonValue
from webauthn import generate_authentication_options, generate_registration_options
from webauthn.authentication.verify_authentication_response import verify_authentication_response
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import verify_registration_response

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.people.passkey_place import PasskeyPlace
from crosscut.workspace.people.passkeys import LASTS, KnownPasskey, NewPasskey
from crosscut.workspace.words import word

LONGEST = 16 << 10
"""Characters of what a browser answers."""
Options = dict[str, JsonValue]
"""What a browser is asked, as WebAuthn writes it in JSON."""
_MILLISECONDS = int(LASTS.total_seconds() * 1000)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a new passkey is of: the office and the person as the authenticator shows them, and the person's handle."""

    office: str
    person: str
    handle: str


def creation_options(place: PasskeyPlace, whose: Whose, challenge: str, there: Sequence[str]) -> Options:
    """What a browser is asked for a new passkey; ``there`` are credentials that the person has already."""
    wanted = AuthenticatorSelectionCriteria(
        resident_key=ResidentKeyRequirement.REQUIRED,
        require_resident_key=True,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    asked = generate_registration_options(
        rp_id=place.name,
        rp_name=whose.office,
        user_name=whose.person,
        user_id=base64url_to_bytes(whose.handle),
        challenge=base64url_to_bytes(challenge),
        timeout=_MILLISECONDS,
        authenticator_selection=wanted,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in there],
    )
    return options_to_json_dict(asked)


def request_options(place: PasskeyPlace, challenge: str) -> Options:
    """What a browser is asked for signing in, whoever it is: the authenticator knows which passkeys it has."""
    asked = generate_authentication_options(
        rp_id=place.name,
        challenge=base64url_to_bytes(challenge),
        timeout=_MILLISECONDS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(asked)


def made(answer: str, challenge: str, place: PasskeyPlace) -> NewPasskey:
    """The passkey that a browser says was made for a challenge.

    Raises
    ------
    WorkspaceError
        where the answer is none to this challenge, from another page, or of somebody whom nothing verified.
    """
    with _checking(answer, challenge):
        read = parse_registration_credential_json(answer)
        _within_no_other_page(read.response.client_data_json)
        found = verify_registration_response(
            credential=read,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.name,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    credential, key = bytes_to_base64url(found.credential_id), bytes_to_base64url(found.credential_public_key)
    return NewPasskey(credential, key, found.sign_count, found.credential_backed_up)


def credential_of(answer: str) -> str:
    """The id of the credential that an answer says it is of.

    Raises
    ------
    WorkspaceError
        where it cannot be read.
    """
    with _checking(answer, "read"):
        return bytes_to_base64url(parse_authentication_credential_json(answer).raw_id)


def counted(answer: str, challenge: str, place: PasskeyPlace, passkey: KnownPasskey) -> int:
    """The signature counter of a passkey whose owner has answered a challenge with it.

    The counter is not compared here: one that goes back is no wrong answer but a passkey that was copied.

    Raises
    ------
    WorkspaceError
        where the answer is none to this challenge, from another page, of another key, or nothing verified the person.
    """
    with _checking(answer, challenge):
        read = parse_authentication_credential_json(answer)
        _within_no_other_page(read.response.client_data_json)
        handle = read.response.user_handle
        if handle is None or bytes_to_base64url(handle) != passkey.handle:
            raise ValueError("another person's")
        found = verify_authentication_response(
            credential=read,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.name,
            expected_origin=place.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    return found.new_sign_count


def _within_no_other_page(client_data: bytes) -> None:
    if parse_client_data_json(client_data).cross_origin:
        raise ValueError("within another page")


@contextmanager
def _checking(answer: str, challenge: str) -> Iterator[None]:
    """Whatever is wrong with an answer is said in the same words: they are read by whoever tries, too."""
    fault = WorkspaceError(word("passkey_wrong"), "wrong-passkey")
    if not challenge or not 0 < len(answer) <= LONGEST:
        raise fault
    try:
        yield
    except Exception:  # the library names a few kinds of its own and lets those of the formats through
        raise fault from None
